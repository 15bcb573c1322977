internal import Domain

/// One submitted dossier at its screening: what was checked, what it says, and what the coordinator
/// does with it.
package enum ScreenedDossierPage: Page {
    package static let path = "/rounds/{round}/screening/{dossier}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = RoundDesk(visit, as: ScreeningPage.viewers), let number = visit.dossier,
            let dossier = desk.dossier(number), let body = dossier.body
        else { return nil }
        let language = desk.language
        let forms = ScreeningForms(desk, dossier, body)
        var values: [String: Any] = [
            "number": number, "state": dossier.stateName(language),
            "coalition": dossier.coalition.joined(separator: ", "),
            "due": due(dossier, desk),
            "because": (dossier.state == .withdrawn ? body.reasons : nil).map { [$0] } ?? [],
            "receipt": body.receipt.map { desk.written.moment(AmsterdamTime($0.at)) } ?? "",
            "assessors": assessors(dossier, desk),
            "checks": ScreeningChecks(body, desk, services: services(desk)).rows(language),
            "saved": done(visit), "answers": answer(body, dossier, desk),
            "supplements": supplement(body, dossier, desk),
            "pairs": (body.incompatible ?? []).map { pair($0, number, desk) },
            "sections": sections(body, desk), "headings": CostsPage.headings(language),
            "sums": body.content.partners.map {
                CostsPage.amounts(
                    $0.totals, desk.written, named: name(of: $0.organisation, body))
            },
            "total": [
                CostsPage.amounts(
                    body.totals, desk.written, named: CostsWords.coalition(language))
            ],
        ]
        let hasPairs = body.incompatible?.isEmpty == false
        values["hasPairs"] = hasPairs
        values["hasPairing"] = hasPairs || forms.all.contains { $0.0 == "pair" && $0.1 != nil }
        for (name, form) in forms.all { values[name] = form.map { [$0.values] } ?? [] }
        let back = PageLink(ScreeningWords.title(language), to: ScreeningPage.address(desk.id))
        return desk.page(
            dossier.title, template: "screened", words: ScreenedWords.values(in: language),
            values: values, forms: forms.all.compactMap(\.1), below: [back])
    }

    private static func services(_ desk: RoundDesk) -> [RegularService] {
        guard case .register(let services) = desk.part(.register) else { return [] }
        return services
    }

    private static func name(of id: OrganisationID, _ body: DossierPart.Body) -> String {
        body.partners.first { $0.organisation.id == id }?.organisation.name ?? "\(id)"
    }

    /// What was just done, in a sentence; nothing when the page was simply looked at.
    private static func done(_ visit: Visit) -> [String] {
        let words: [(String, ScreenedWords)] = [
            ("admit", .admitted), ("supplement", .asked), ("decline", .declined),
            ("pair", .paired), ("recheck", .rechecked),
        ]
        return words.filter { visit.hasSaved($0.0) }.map { $0.1(visit.language) }
    }

    private static func due(_ dossier: DossierPart, _ desk: RoundDesk) -> String {
        let word: ScreenedWords = dossier.state.isDecided ? .decided : .noTerm
        return dossier.decisionDue.map(desk.written.date) ?? word(desk.language)
    }

    /// How many may judge; once that is past, or where it isn't known, who is in the committee.
    private static func assessors(_ dossier: DossierPart, _ desk: RoundDesk) -> String {
        let language = desk.language
        guard let assessors = dossier.assessors else {
            let names = desk.seats.map(\.name).joined(separator: ", ")
            return names.isEmpty ? ScreenedWords.noAssessors(language) : names
        }
        let count =
            language == .dutch
            ? "\(assessors.eligible) leden mogen oordelen; er zijn er \(assessors.needed) nodig."
            : "\(assessors.eligible) members may judge; \(assessors.needed) are needed."
        return assessors.judgeable ? count : count + " " + ScreenedWords.tooFew(language)
    }

    private static func supplement(
        _ body: DossierPart.Body, _ dossier: DossierPart, _ desk: RoundDesk
    ) -> [[String: Any]] {
        guard dossier.state == .supplementRequested, let asked = body.supplement else { return [] }
        let (language, left) = (desk.language, asked.left.map { name(of: $0, body) })
        return [
            [
                "waitingTitle": (left == nil ? ScreenedWords.waiting : .partnerLeft)(language),
                "waitingText": left.map { leaving($0, language) }
                    ?? ScreenedWords.waitingText(language),
                "untilLabel": left == nil
                    ? ScreenedWords.until(language) : LeavingWords.until(language),
                "questionsLabel":
                    (left == nil ? ScreenedWords.questions : .leftBecause)(language),
                "questions": asked.questions,
                "until": desk.written.lastDay(until: asked.due),
                "openSections": asked.sections.map { $0.phrase[desk.language] }
                    .joined(separator: ", "),
            ]
        ]
    }

    /// That a partner left, and what becomes of the dossier: nobody of the municipality asked.
    private static func leaving(_ name: String, _ language: Language) -> String {
        "\(name) \(LeavingWords.gone(language)) \(ScreenedWords.leftText(language)) "
            + LeavingWords.otherwise(language)
    }

    /// What was asked before, and what the coalition changed since.
    private static func answer(
        _ body: DossierPart.Body, _ dossier: DossierPart, _ desk: RoundDesk
    ) -> [[String: Any]] {
        guard dossier.state != .supplementRequested, let asked = body.askedSupplement else {
            return []
        }
        // Who left since has no part in the dossier any more, and a name all the same.
        let text = DossierText(desk) { id in
            desk.visit.directory.name(of: id) ?? name(of: id, body)
        }
        let changes = body.difference?.changes.map(text.difference) ?? []
        let word: ScreenedWords =
            asked.answered == nil
            ? (asked.left == nil ? .unanswered : .leftUnanswered)
            : changes.isEmpty ? .answeredAlike : .answered
        let isLeft = asked.left != nil
        return [
            [
                "answerTitle": (isLeft ? ScreenedWords.leftTitle : .answerTitle)(desk.language),
                "askedLabel": (isLeft ? ScreenedWords.leftOn : .askedOn)(desk.language),
                "answeredLabel": (isLeft ? ScreenedWords.againOn : .answeredOn)(desk.language),
                "questionsLabel":
                    (asked.left == nil ? ScreenedWords.questions : .leftBecause)(desk.language),
                "questions": asked.left.map { "\($0): \(asked.questions)" } ?? asked.questions,
                "asked": desk.written.date(asked.asked),
                "answered": asked.answered.map(desk.written.date) ?? "–",
                "text": word(desk.language), "differences": changes,
            ]
        ]
    }

    private static func pair(
        _ pair: IncompatiblePair, _ number: DossierNumber, _ desk: RoundDesk
    ) -> String {
        let other = pair.dossier == number ? pair.other : pair.dossier
        return "\(desk.title(of: other)): \(pair.reasons)"
    }

    private static func sections(
        _ body: DossierPart.Body, _ desk: RoundDesk
    ) -> [[String: Any]] {
        let language = desk.language
        let content = body.content
        var sections = Section.texts.map { ($0.phrase[language], content.sections[$0] ?? "") }
        sections += content.partners.map {
            ("\(Section.roles.phrase[language]): \(name(of: $0.organisation, body))", $0.role)
        }
        let effects = content.effects.map { EffectsPage.text(of: $0, desk.rules, desk.visit) }
        let parties = content.involved.map { EffectsPage.text(of: $0, language) }
        sections.append((Section.effects.phrase[language], effects.joined(separator: "\n")))
        sections.append((EffectsWords.partiesTitle(language), parties.joined(separator: "\n")))
        return sections.map { heading, text in
            ["heading": heading, "text": text.isEmpty ? DossierWords.empty(language) : text]
        }
    }
}

/// What can be done with a dossier at its screening, by who looks at it.
private struct ScreeningForms {
    let all: [(String, Form?)]

    init(_ desk: RoundDesk, _ dossier: DossierPart, _ body: DossierPart.Body) {
        let isOpen = desk.summary.phase == .screening || desk.summary.phase == .sitting
        let given = [
            ("dossier:integer", "\(dossier.dossier)"), ("version:integer", "\(body.version)"),
        ]
        let screens = desk.isCoordinator && isOpen && dossier.state == .submitted
        let guards = desk.viewer != .auditor
        let others = desk.dossiers.filter {
            $0.dossier != dossier.dossier && $0.state != .withdrawn
        }
        let recheck =
            guards && (Phase.closed...Phase.ranked).contains(desk.summary.phase)
            && dossier.state != .withdrawn
        all = [
            ("admit", screens ? desk.form("admit", "admitDossier", given) : nil),
            ("supplement", screens ? Self.supplement(desk, given) : nil),
            ("decline", screens ? Self.decline(desk, given) : nil),
            (
                "pair",
                guards && isOpen && !others.isEmpty ? Self.pair(desk, dossier, others) : nil
            ),
            (
                "recheck",
                recheck
                    ? desk.form("recheck", "recheckCoalition", Array(given.prefix(1))) : nil
            ),
        ]
    }

    private static func supplement(
        _ desk: RoundDesk, _ given: [(name: String, value: String)]
    ) -> Form {
        let language = desk.language
        var form = desk.form(
            "supplement", "requestSupplement", given + [("sections:list", "")])
        form.add(
            "questions", "area", label: ScreenedWords.questions(language),
            description: ScreenedWords.questionsHelp(language),
            charactersMost: Limits.descriptionCharactersMost)
        form.addSeveral(
            "sections", label: ScreenedWords.openSections(language),
            description: ScreenedWords.openSectionsHelp(language),
            options: Section.allCases.map { ($0.rawValue, $0.phrase[language]) })
        return form
    }

    private static func decline(
        _ desk: RoundDesk, _ given: [(name: String, value: String)]
    ) -> Form {
        var form = desk.form("decline", "declineToConsider", given)
        form.add(
            "reasons", "area", label: ScreenedWords.declineReasons(desk.language),
            description: ScreenedWords.declineHelp(desk.language),
            charactersMost: Limits.reasonCharactersMost)
        return form
    }

    private static func pair(
        _ desk: RoundDesk, _ dossier: DossierPart, _ others: [DossierPart]
    ) -> Form {
        let language = desk.language
        let typed = desk.visit.attempt?.typed["other:integer"] ?? ""
        var form = desk.form(
            "pair", "markIncompatible", [("dossier:integer", "\(dossier.dossier)")],
            places: [typed: "other:integer"])
        form.add(
            "other:integer", "select", label: ScreenedWords.other(language),
            choices: others.map { ("\($0.dossier)", "\($0.dossier): \($0.title)") })
        form.add(
            "reasons", "area", label: ScreenedWords.pairReasons(language),
            description: ScreenedWords.reasonsHelp(language),
            charactersMost: Limits.reasonCharactersMost)
        return form
    }
}
