/// Names a ballot as those who may see it know it: its dossier, and which ballot on it it is.
///
/// Counted within the dossier, because a number that runs through the round lets somebody who is
/// kept from one dossier count that dossier's ballots from the next one's number (F8, F22).
package struct BallotName: Hashable, Sendable {
    package let dossier: DossierNumber
    /// From 1, in order of making ready, whatever the subject.
    package let ordinal: Int

    package init(dossier: DossierNumber, ordinal: Int) {
        self.dossier = dossier
        self.ordinal = ordinal
    }
}

extension BallotName: LosslessStringConvertible, Comparable {
    /// `3-2`: the second ballot on dossier 3.
    package var description: String { "\(dossier)-\(ordinal)" }

    /// The name as written by `description`, or nil.
    package init?(_ description: String) {
        let parts = description.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let dossier = digits(parts[0]), let ordinal = digits(parts[1])
        else { return nil }
        self.init(dossier: dossier, ordinal: ordinal)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.dossier, left.ordinal) < (right.dossier, right.ordinal)
    }
}

extension BallotName: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let name = BallotName(text), name.description == text else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not a ballot's name such as 3-2"))
        }
        self = name
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
