internal import Domain

/// A dossier in words: as it is read before signing, and what differs from what was signed.
struct DossierText {
    private let visit: Visit
    private let rules: RoundRules?
    private let name: (OrganisationID) -> String

    /// As it stands in the coalition's own pages.
    init(_ own: OwnDossier) {
        (visit, rules, name) = (own.visit, own.view.rules, own.name(of:))
    }

    /// As it stands before who screens it.
    init(_ desk: RoundDesk, naming name: @escaping (OrganisationID) -> String) {
        (visit, rules, self.name) = (desk.visit, desk.rules, name)
    }

    /// Everything that was written, in the order in which a reader meets it.
    func sections(of content: DossierContent) -> [[String: Any]] {
        let language = visit.language
        var sections = Section.texts.map { ($0.phrase[language], content.sections[$0] ?? "") }
        sections += content.partners.map {
            (name($0.organisation), text(of: $0))
        }
        sections.append((EffectsWords.effectsTitle(language), text(of: content.effects)))
        sections.append((EffectsWords.partiesTitle(language), text(of: content.involved)))
        return sections.map { heading, text in
            [
                "heading": heading,
                "text": text.isEmpty ? DossierWords.empty(language) : text,
            ]
        }
    }

    /// One piece as it was and as it is.
    func difference(_ piece: ContentDifference.Piece) -> [String: Any] {
        let language = visit.language
        let (heading, before, after): (String, String?, String?) =
            switch piece {
            case .title(let before, let after):
                (SigningWords.dossierTitle(language), before, after)
            case .section(let section, let before, let after):
                (section.phrase[language], before, after)
            case .involved(let before, let after):
                (EffectsWords.partiesTitle(language), text(of: before), text(of: after))
            case .effects(let before, let after):
                (EffectsWords.effectsTitle(language), text(of: before), text(of: after))
            case .partner(let before, let after):
                (
                    (after ?? before).map { name($0.organisation) } ?? "",
                    before.map { text(of: $0) }, after.map { text(of: $0) }
                )
            }
        let nothing = SigningWords.nothing(language)
        return [
            "heading": heading, "before": shown(before, nothing), "after": shown(after, nothing),
        ]
    }

    private func shown(_ text: String?, _ nothing: String) -> String {
        text.flatMap { $0.isEmpty ? nil : $0 } ?? nothing
    }

    private func text(of effects: [ExpectedEffect]) -> String {
        effects.map { EffectsPage.text(of: $0, rules, visit) }.joined(separator: "\n")
    }

    private func text(of parties: [InvolvedParty]) -> String {
        parties.map { EffectsPage.text(of: $0, visit.language) }.joined(separator: "\n")
    }

    /// A partner's role, and its cost lines with every amount.
    private func text(of partner: PartnerContent) -> String {
        let language = visit.language
        let written = visit.written
        let lines = partner.costLines.map { line in
            let amounts: [(CostsWords, Cents)] = [
                (.total, line.total), (.own, line.own), (.other, line.other),
                (.requested, line.requested), (.minimum, line.minimum),
            ]
            let words = amounts.map { word, amount in
                "\(word(language)) \(written.money(amount))"
            }
            return "\(line.description): \(words.joined(separator: "; "))"
        }
        return ([partner.role] + lines).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
