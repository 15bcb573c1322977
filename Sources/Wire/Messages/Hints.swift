package import Domain

/// The name of a place in a part, such as `section/risks`, in words that clients agree upon.
///
/// Shape: 1 to 64 letters, digits, `-` and `/`, so that nothing that a person types can stand in it.
package struct HintPlace: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    /// The place, or nil when the text isn't of the shape.
    package init?(rawValue: String) {
        guard (1...WireLimits.hintPlaceBytesMost).contains(rawValue.utf8.count),
            rawValue.utf8.allSatisfy(Self.allows)
        else { return nil }
        self.rawValue = rawValue
    }

    package var description: String { rawValue }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}

extension HintPlace: Codable, SchemaDescribed {
    private static let shape =
        "not 1 to \(WireLimits.hintPlaceBytesMost) characters out of a-z, A-Z, 0-9, - and /"
    private static let example = "section/risks"

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let place = Self(rawValue: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: Self.shape))
        }
        self = place
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package static var sample: HintPlace {
        guard let place = HintPlace(rawValue: example) else {
            preconditionFailure("\(example) is a place")
        }
        return place
    }

    package static let schema: JSONValue = [
        "type": "string", "pattern": .string("^[a-zA-Z0-9/-]{1,\(WireLimits.hintPlaceBytesMost)}$"),
        "examples": [.string(example)],
    ]
}

/// The parameters of `round.hint`.
package struct HintParameters: Codable, Sendable, Equatable {
    package let round: RoundID
    /// The coalition partner's view that the connection follows.
    package let view: String
    /// The part that the person is in, such as `dossier/3`.
    package let part: String
    /// Where in the part; nil for only being there.
    package let place: HintPlace?
    /// True to take the hint back.
    package let gone: Bool?

    package init(
        round: RoundID, view: String, part: String, place: HintPlace? = nil, gone: Bool? = nil
    ) {
        self.round = round
        self.view = view
        self.part = part
        self.place = place
        self.gone = gone
    }

    /// Whether it takes back what was there.
    package var isGone: Bool { gone == true }
}

/// The answer to `round.hint`.
package struct HintResult: Codable, Sendable, Equatable {
    /// Whether the others see it now; not when it was taken back, or when too many are there.
    package let shown: Bool
    /// After how many milliseconds it is gone when it isn't given again.
    package let lapsesAfterMilliseconds: Int

    package init(shown: Bool, lapsesAfterMilliseconds: Int) {
        self.shown = shown
        self.lapsesAfterMilliseconds = lapsesAfterMilliseconds
    }

    private enum CodingKeys: String, CodingKey {
        case shown
        case lapsesAfterMilliseconds = "lapsesAfterMs"
    }
}

/// Who is in a part of a view, and where: the whole list, which replaces the one before.
///
/// It has no offset: it may be left out when the reader is busy, and the newest comes later.
package struct HintList: Notice {
    package static let method = "hints"
    package let stream: StreamID
    package let view: String
    package let part: String
    /// In the order in which each came to its place: who is first there has it.
    package let people: [Person]

    package init(stream: StreamID, view: String, part: String, people: [Person]) {
        self.stream = stream
        self.view = view
        self.part = part
        self.people = people
    }

    /// Somebody at a place, or only there.
    package struct Person: Codable, Sendable, Equatable {
        package let person: PersonID
        package let organisation: OrganisationID
        package let place: HintPlace?
        /// Since when this person is at this place without a break.
        package let since: Instant

        package init(
            person: PersonID, organisation: OrganisationID, place: HintPlace?, since: Instant
        ) {
            self.person = person
            self.organisation = organisation
            self.place = place
            self.since = since
        }
    }
}
