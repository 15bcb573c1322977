internal import Domain

/// The rules of a round for everybody who takes part in it; before publication it is the preview of
/// what they will see.
package enum RulesPage: Page {
    package static let path = "/rounds/{round}/rules"

    package static func content(of visit: Visit) -> PageContent? {
        guard let (id, round) = visit.round, let summary = round.summary, let rules = round.rules,
            let viewer = round.viewers.first
        else { return nil }
        let language = visit.language
        let text = RulesText(rules: rules, pot: summary.pot, visit: visit)
        let isPreview = summary.phase == .draft
        let members = members(in: round, language)
        return PageContent(
            "\(RulesWords.title(language)) – \(summary.name)", template: "rules",
            words: RulesWords.values(in: language),
            values: [
                "roundName": summary.name, "isPreview": isPreview,
                "checkAddress": CheckPage.address(id), "vision": rules.vision,
                "effects": rules.effects.map(\.title), "facts": text.facts, "gates": text.gates,
                "criteria": text.criteria, "total": "\(rules.weightTotal)",
                "scale": rules.scale.enumerated().map { "\($0 + 1): \($1)" },
                "scores": text.scores, "money": text.money, "coalition": text.coalition,
                "sections": Section.texts.map {
                    ["name": $0.phrase[language], "text": $0.question[language]]
                },
                "length": "\(rules.sectionCharactersMost)",
                "members": members, "hasMembers": !members.isEmpty, "terms": text.terms,
            ],
            trail: [
                RoundPage.trail(language), PageLink(summary.name, to: RoundPage.address(id)),
            ], live: (id, viewer))
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round else { return [] }
        return [PageLink(RulesWords.title(visit.language), to: address(id))]
    }

    private static func members(in round: RoundView, _ language: Language) -> [String] {
        for viewer in round.viewers {
            if case .committee(let seats) = round.part(.committee, for: viewer) {
                return seats.map { "\($0.name) (\($0.kind.phrase[language]))" }
            }
        }
        return []
    }
}

/// The rules in sentences.
private struct RulesText {
    let rules: RoundRules
    /// What the pot has become; nil while it is what the rules say.
    let pot: Cents?
    let visit: Visit
    private var language: Language { visit.language }
    private var written: Written { visit.written }

    var facts: [[String: Any]] {
        [
            fact(.opens, written.moment(rules.opensAt)),
            fact(.closes, written.moment(rules.closesAt)), fact(.pot, potText),
            fact(
                .basis, "\(rules.legalBasis.phrase[language]): \(rules.legalSource)"),
        ]
    }

    private var potText: String {
        let published = written.money(rules.pot)
        guard let pot else { return published }
        return "\(written.money(pot)) (\(RulesWords.published(language)) \(published))"
    }

    var gates: [String] {
        let subjects: [BallotSubject] = [.collaboration, .acceleration, .innovation, .notRegular]
        return subjects.map { $0.phrase[language] }
    }

    var criteria: [[String: Any]] {
        rules.criteria.map {
            [
                "name": $0.title, "text": $0.text,
                "weight": $0.isCounted ? "\($0.weight)" : RulesWords.notCounted(language),
            ]
        }
    }

    var scores: [[String: Any]] {
        let chain = rules.tieChain.compactMap { code in
            rules.criteria.first { $0.code == code }?.title
        }
        let last = rules.holdsRevote ? RulesWords.revote : .lottery
        return [
            fact(.gateRule, rules.gateRule.phrase[language]),
            fact(.aggregator, rules.aggregator.phrase[language]),
            fact(.threshold, "\(rules.thresholdPoints) \(RulesWords.points(language))"),
            fact(.ties, (chain + [last(language)]).joined(separator: "; ")),
        ]
    }

    var money: [[String: Any]] {
        let days = rules.offerDays ?? RoundRules.offerDaysAdvised
        return [
            fact(.allocation, rules.allocation.phrase[language]),
            fact(.offer, "\(days) \(RulesWords.days(language))"),
        ]
    }

    var coalition: [String] {
        var lines = [RulesWords.twoProviders(language)]
        if rules.leadContracted { lines.append(RulesWords.leadContracted(language)) }
        if rules.distinctConcerns { lines.append(RulesWords.distinctConcerns(language)) }
        if let most = rules.dossiersPerLead {
            lines.append("\(RulesWords.perLead(language)) \(most).")
        }
        return lines
    }

    var terms: [[String: Any]] {
        [
            fact(.invitation, "\(rules.invitationDays) \(RulesWords.days(language))"),
            fact(.supplement, "\(rules.supplementDays) \(RulesWords.days(language))"),
        ]
    }

    private func fact(_ words: RulesWords, _ text: String) -> [String: Any] {
        ["name": words(language), "text": text]
    }
}
