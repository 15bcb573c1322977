internal import Domain

/// A dossier in words: as it is read before signing, and what differs from what was signed.
enum DossierText {
    /// Everything that was written, in the order in which a reader meets it.
    static func sections(of own: OwnDossier) -> [[String: Any]] {
        let language = own.visit.language
        let content = own.body.content
        var sections = Section.texts.map { ($0.phrase[language], content.sections[$0] ?? "") }
        sections += content.partners.map {
            (own.name(of: $0.organisation), text(of: $0, own))
        }
        sections.append((EffectsWords.effectsTitle(language), text(of: content.effects, own)))
        sections.append((EffectsWords.partiesTitle(language), text(of: content.involved, own)))
        return sections.map { heading, text in
            [
                "heading": heading,
                "text": text.isEmpty ? DossierWords.empty(language) : text,
            ]
        }
    }

    /// One piece as it was and as it is.
    static func difference(
        _ piece: ContentDifference.Piece, _ own: OwnDossier
    ) -> [String: Any] {
        let language = own.visit.language
        let (heading, before, after): (String, String?, String?) =
            switch piece {
            case .title(let before, let after):
                (SigningWords.dossierTitle(language), before, after)
            case .section(let section, let before, let after):
                (section.phrase[language], before, after)
            case .involved(let before, let after):
                (
                    EffectsWords.partiesTitle(language), text(of: before, own),
                    text(of: after, own)
                )
            case .effects(let before, let after):
                (
                    EffectsWords.effectsTitle(language), text(of: before, own),
                    text(of: after, own)
                )
            case .partner(let before, let after):
                (
                    (after ?? before).map { own.name(of: $0.organisation) } ?? "",
                    before.map { text(of: $0, own) }, after.map { text(of: $0, own) }
                )
            }
        let nothing = SigningWords.nothing(language)
        return [
            "heading": heading, "before": shown(before, nothing), "after": shown(after, nothing),
        ]
    }

    private static func shown(_ text: String?, _ nothing: String) -> String {
        text.flatMap { $0.isEmpty ? nil : $0 } ?? nothing
    }

    private static func text(of effects: [ExpectedEffect], _ own: OwnDossier) -> String {
        effects.map { EffectsPage.text(of: $0, own) }.joined(separator: "\n")
    }

    private static func text(of parties: [InvolvedParty], _ own: OwnDossier) -> String {
        parties.map { EffectsPage.text(of: $0, own.visit.language) }.joined(separator: "\n")
    }

    /// A partner's role, and its cost lines with every amount.
    private static func text(of partner: PartnerContent, _ own: OwnDossier) -> String {
        let language = own.visit.language
        let written = own.visit.written
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
