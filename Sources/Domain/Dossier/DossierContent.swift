/// What a coalition writes: the part of a dossier that its signatures bind (F3, F4).
///
/// Its fingerprint is the hash of exactly this value, so a signature says precisely what was signed.
package struct DossierContent: Codable, Sendable, Equatable {
    package internal(set) var title: String
    package internal(set) var sections: [Section: String] = [:]
    /// The lead applicant first, then in order of accepting.
    package internal(set) var partners: [PartnerContent]
    package internal(set) var involved: [InvolvedParty] = []
    package internal(set) var effects: [ExpectedEffect] = []

    /// The sum of every partner's cost lines.
    package var totals: Amounts { partners.map(\.totals).reduce(.zero, +) }

    /// What the register's entries are compared with: the title and what is said to be new.
    var hintedText: String { "\(title)\n\(sections[.renewal] ?? "")" }

    mutating func apply(_ change: ContentChange) {
        switch change {
        case .title(let title): self.title = title
        case .section(let section, let text): sections[section] = text
        case .involved(let parties): involved = parties
        case .effects(let effects): self.effects = effects
        case .costLines(let organisation, let lines):
            update(organisation) { $0.costLines = lines }
        case .role(let organisation, let text): update(organisation) { $0.role = text }
        case .joined(let organisation):
            partners.append(PartnerContent(organisation: organisation))
        case .left(let organisation): partners.removeAll { $0.organisation == organisation }
        }
    }

    private mutating func update(
        _ organisation: OrganisationID, _ body: (inout PartnerContent) -> Void
    ) {
        guard let index = partners.firstIndex(where: { $0.organisation == organisation }) else {
            return
        }
        body(&partners[index])
    }
}

/// One partner's own part, which only that organisation may edit (F33).
package struct PartnerContent: Codable, Sendable, Equatable {
    package let organisation: OrganisationID
    package internal(set) var role = ""
    package internal(set) var costLines: [CostLine] = []

    package var totals: Amounts { costLines.map(\.amounts).reduce(.zero, +) }
}

/// The parts of a dossier that a supplement may name; the first eight are texts (F3).
package enum Section: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    case reason, targetGroup, approach, renewal, acceleration, neighbourhood, safeguarding, risks
    case roles, costs, effects

    package var isText: Bool { self != .roles && self != .costs && self != .effects }

    package static let texts = allCases.filter(\.isText)
}

/// One line of a partner's budget, in cents; requested = total − own − other, always.
package struct CostLine: Codable, Sendable, Equatable {
    package let description: String
    package let total: Cents
    /// The partner's own contribution.
    package let own: Cents
    /// Money from elsewhere.
    package let other: Cents
    package let requested: Cents
    /// The least with which this line still works.
    package let minimum: Cents

    var amounts: Amounts {
        Amounts(total: total, own: own, other: other, requested: requested, minimum: minimum)
    }

    /// Refuses amounts that are negative, too large or don't add up.
    func check() throws(Refusal) {
        try requireText(description, most: Limits.nameCharactersMost, subject: "description")
        for amount in [total, own, other, requested, minimum] {
            try require(amount >= .zero, .amountNegative, subject: description)
            try require(
                amount.value <= Limits.costLineCentsMost, .amountTooLarge, subject: description,
                limit: Limits.costLineCentsMost)
        }
        try require(
            requested == total - own - other, .amountsDoNotAddUp,
            subject: description, current: (total - own - other).value)
        try require(
            minimum <= requested, .minimumAboveRequest, subject: description,
            limit: requested.value)
    }
}

/// The sums of some cost lines.
package struct Amounts: Codable, Sendable, Equatable {
    package let total: Cents
    package let own: Cents
    package let other: Cents
    package let requested: Cents
    package let minimum: Cents

    static let zero = Amounts(
        total: .zero, own: .zero, other: .zero, requested: .zero, minimum: .zero)

    static func + (left: Self, right: Self) -> Self {
        Amounts(
            total: left.total + right.total, own: left.own + right.own,
            other: left.other + right.other, requested: left.requested + right.requested,
            minimum: left.minimum + right.minimum)
    }
}

/// Somebody who takes part without money or signature: a neighbourhood team, the social basis.
package struct InvolvedParty: Codable, Sendable, Equatable {
    package let name: String
    package let kind: Kind

    /// What kind of party it is.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case neighbourhoodTeam, socialBasis, other
    }
}

/// What the coalition expects to reach: indicator, baseline, target and when it is measured.
package struct ExpectedEffect: Codable, Sendable, Equatable {
    /// The societal effect of the round that it serves.
    package let effect: Identifier<SocietalEffect>
    package let indicator: String
    package let baseline: Rational
    package let target: Rational
    package let measuredOn: CivilDate
}

/// One change of the content; every edit is one of these.
package enum ContentChange: Codable, Sendable, Equatable {
    case title(title: String)
    case section(section: Section, text: String)
    case involved(parties: [InvolvedParty])
    case effects(effects: [ExpectedEffect])
    case costLines(organisation: OrganisationID, lines: [CostLine])
    case role(organisation: OrganisationID, text: String)
    case joined(organisation: OrganisationID)
    case left(organisation: OrganisationID)

    /// Whether it may change what the register's entries are compared with.
    var isHinted: Bool {
        switch self {
        case .title, .section(.renewal, _): true
        default: false
        }
    }

    /// The names of the changes in the log, listed so that its schema can be read from them.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case title, section, involved, effects, costLines, role, joined, left
    }

    /// The section that a supplement must have named for this change.
    var section: Section? {
        switch self {
        case .section(let section, _): section
        case .costLines: .costs
        case .role: .roles
        case .effects: .effects
        case .title, .involved, .joined, .left: nil
        }
    }
}
