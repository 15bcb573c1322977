/// What has changed in a dossier since one organisation last signed it (F4), or since it was submitted
/// before a supplement (F34), piece by piece.
///
/// It compares two whole contents rather than adding up edits, so a text that was changed and
/// changed back is no difference.
package struct ContentDifference: Encodable, Sendable, Equatable {
    /// The version that the organisation signed last, still valid or not; or that was submitted
    /// before a supplement.
    package let since: Int
    /// In the order in which a reader meets them; empty when nothing differs.
    package let changes: [Piece]

    /// One piece of the content as it was and as it is; nil on the side where it doesn't exist.
    package enum Piece: Encodable, Sendable, Equatable {
        case title(before: String, after: String)
        case section(section: Section, before: String?, after: String?)
        case involved(before: [InvolvedParty], after: [InvolvedParty])
        case effects(before: [ExpectedEffect], after: [ExpectedEffect])
        /// A partner's role and cost lines; before is nil for who joined, after for who left.
        case partner(before: PartnerContent?, after: PartnerContent?)
    }
}

extension DossierContent {
    /// The pieces in which this content differs from an earlier one.
    func changes(since before: DossierContent) -> [ContentDifference.Piece] {
        var pieces: [ContentDifference.Piece] = []
        if title != before.title { pieces.append(.title(before: before.title, after: title)) }
        for section in Section.texts where sections[section] != before.sections[section] {
            pieces.append(
                .section(
                    section: section, before: before.sections[section], after: sections[section]))
        }
        if involved != before.involved {
            pieces.append(.involved(before: before.involved, after: involved))
        }
        if effects != before.effects {
            pieces.append(.effects(before: before.effects, after: effects))
        }
        for old in before.partners {
            let new = part(of: old.organisation)
            if new != old { pieces.append(.partner(before: old, after: new)) }
        }
        for new in partners where before.part(of: new.organisation) == nil {
            pieces.append(.partner(before: nil, after: new))
        }
        return pieces
    }

    /// The sections in which this content differs from an earlier one.
    func changedSections(since before: DossierContent) -> [Section] {
        let pieces = changes(since: before)
        return Section.allCases.filter { section in pieces.contains { $0.touches(section) } }
    }

    /// That organisation's own part, or nil when it takes no part.
    func part(of organisation: OrganisationID) -> PartnerContent? {
        partners.first { $0.organisation == organisation }
    }
}

extension ContentDifference.Piece {
    /// Whether that section is another one by it.
    fileprivate func touches(_ section: Section) -> Bool {
        switch (self, section) {
        case (.section(let own, _, _), _): own == section
        case (.effects, .effects): true
        case (.partner(let before, let after), .roles):
            before?.role ?? "" != after?.role ?? ""
        case (.partner(let before, let after), .costs):
            before?.costLines ?? [] != after?.costLines ?? []
        default: false
        }
    }
}
