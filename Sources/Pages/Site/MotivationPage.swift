internal import Domain

/// The committee's motivations: each is read by a second pair of eyes before anything is told (F36).
package enum MotivationPage: Page {
    package static let path = "/rounds/{round}/motivations/{dossier}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = MotivationDesk(visit),
            let dossier = desk.dossiers.first(where: { $0.dossier == visit.dossier })
        else { return nil }
        let language = visit.language
        let items = desk.items(of: dossier)
        return PageContent(
            desk.heading(dossier), template: "motivations",
            words: MotivationWords.values(in: language),
            values: ["heading": desk.heading(dossier), "items": items.map(\.values)],
            forms: items.flatMap(\.forms),
            trail: [
                RoundPage.trail(language),
                PageLink(desk.summary.name, to: RoundPage.address(desk.summary.round)),
            ], live: (desk.summary.round, desk.viewer))
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let desk = MotivationDesk(round, visit) else { return [] }
        return desk.dossiers.map {
            PageLink(desk.heading($0), to: address(desk.summary.round, $0.dossier))
        }
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let desk = MotivationDesk(round, visit) else { return [] }
        return desk.dossiers.compactMap { dossier in
            let waiting = desk.items(of: dossier).count { $0.mayRead }
            guard waiting > 0 else { return nil }
            return PageTask(
                desk.heading(dossier), to: address(desk.summary.round, dossier.dossier),
                note: "\(MotivationWords.waiting(visit.language)) \(waiting)")
        }
    }
}

/// The motivations as one person may read and write them.
struct MotivationDesk {
    let summary: RoundSummary
    let viewer: RoundViewer
    let dossiers: [DossierPart]
    private let visit: Visit
    private let criteria: [Criterion]
    private let seats: [SeatSummary]

    init?(_ visit: Visit) {
        guard let round = visit.round?.view else { return nil }
        self.init(round, visit)
    }

    /// Nil for who doesn't write or read for the committee, and while nothing is judged.
    init?(_ round: RoundView, _ visit: Visit) {
        let own = visit.visitor.map { [RoundViewer.member($0.person)] } ?? []
        guard let summary = round.summary, let rules = round.rules,
            summary.phase == .sitting || summary.phase == .ranked,
            let viewer = (own + [.secretary, .coordinator]).first(where: round.viewers.contains),
            case .committee(let seats) = round.part(.committee, for: viewer)
        else { return nil }
        (self.summary, self.viewer, self.visit) = (summary, viewer, visit)
        (self.seats, criteria) = (seats, rules.criteria)
        dossiers = round.dossiers(for: viewer).filter { dossier in
            [.failedGate, .assessed, .notAssessed, .ranked].contains(dossier.state)
                && dossier.body?.motivations?.isEmpty == false
        }
    }

    /// In the order of the requirements and the criteria.
    func items(of dossier: DossierPart) -> [MotivationItem] {
        let subjects =
            BallotSubject.gate.map { ($0.rawValue, $0.phrase[visit.language]) }
            + criteria.map { ($0.code.rawValue, $0.title) }
        return subjects.compactMap { code, title in
            dossier.body?.motivations?[code].map {
                MotivationItem(
                    round: summary.round, dossier: dossier.dossier, code: code, title: title,
                    motivation: $0, visit: visit, names: names)
            }
        }
    }

    func heading(_ dossier: DossierPart) -> String {
        "\(MotivationWords.title(visit.language)) \(dossier.dossier): \(dossier.title)"
    }

    private var names: [PersonID: String] {
        Dictionary(seats.map { ($0.person, $0.name) }) { first, _ in first }
    }
}

/// The motivation of one requirement or criterion.
struct MotivationItem {
    let round: RoundID
    let dossier: DossierNumber
    let code: String
    let title: String
    let motivation: Motivation
    let visit: Visit
    let names: [PersonID: String]

    private var language: Language { visit.language }
    private var isOwn: Bool { motivation.draftedBy == visit.visitor?.person }

    /// Whether this person can be the second reader.
    var mayRead: Bool { motivation.reading == nil && !isOwn }

    var forms: [Form] { (mayRead ? [reading] : []) + [drafting] }

    var values: [String: Any] {
        [
            "title": title, "text": motivation.text, "drafted": drafted, "standing": standing,
            "reading": mayRead ? [reading.values] : [], "drafting": [drafting.values],
        ]
    }

    private var drafted: String {
        motivation.draftedBy.map { "\(MotivationWords.drafted(language)) \(name(of: $0))." } ?? ""
    }

    private var standing: String {
        guard let reading = motivation.reading else {
            return (isOwn ? MotivationWords.ownText : .unread)(language)
        }
        let word = reading.agrees ? MotivationWords.agreed : .returned
        let reasons = reading.reasons.map { ": \($0)" } ?? ""
        return "\(word(language)) \(name(of: reading.by))\(reasons)"
    }

    private var reading: Form {
        var form = Form(
            "read-\(dossier)-\(code)", "round.readMotivation",
            given: given + [
                ("fingerprint", visit.hashing.fingerprint(of: motivation.text).description)
            ], for: visit)
        form.addChoice(
            "agrees:boolean", label: MotivationWords.judge(language), value: nil,
            options: [
                ("true", MotivationWords.agree(language), ""),
                ("false", MotivationWords.sendBack(language), ""),
            ])
        form.add(
            "reasons:optional", "area", label: SittingWords.reasons(language),
            description: MotivationWords.reasonsAdvice(language),
            charactersMost: Limits.reasonCharactersMost)
        return form
    }

    private var drafting: Form {
        var form = Form(
            "draft-\(dossier)-\(code)", "round.draftMotivation", given: given,
            places: [code: "text"], for: visit)
        form.add(
            "text", "area", label: "\(SittingWords.motivation(language)): \(title)",
            description: SittingWords.motivationAdvice(language), value: motivation.text,
            charactersMost: Limits.reasonCharactersMost)
        return form
    }

    private var given: [(name: String, value: String)] {
        [("round", round.rawValue), ("dossier:integer", "\(dossier)"), ("item", code)]
    }

    private func name(of person: PersonID) -> String { names[person] ?? person.rawValue }
}

/// The words of the motivations.
enum MotivationWords: String, Words {
    case title, text, waiting, drafted, unread, ownText, agreed, returned, judge
    case agree, sendBack, reasonsAdvice, read, change, save

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Motivering van dossier", "Motivation of dossier")
        case .text:
            Phrase(
                "Deze teksten komen in de brieven. Een ander dan de schrijver leest elke tekst na. "
                    + "Wie een tekst wijzigt, laat hem opnieuw nalezen.",
                "These texts come in the letters. Somebody else than the writer reads each of "
                    + "them. Who changes a text has it read again.")
        case .waiting: Phrase("Nog na te lezen:", "Still to read:")
        case .drafted: Phrase("Geschreven door", "Written by")
        case .unread: Phrase("Nog niet nagelezen.", "Not read yet.")
        case .ownText:
            Phrase(
                "U schreef deze tekst. Een ander leest hem na.",
                "You wrote this text. Somebody else reads it.")
        case .agreed: Phrase("Akkoord:", "Agreed:")
        case .returned: Phrase("Teruggestuurd door", "Sent back by")
        case .judge: Phrase("Kan deze tekst zo in de brief?", "Can this text go in the letter?")
        case .agree: Phrase("Ja, akkoord", "Yes, I agree")
        case .sendBack: Phrase("Nee, terugsturen", "No, send it back")
        case .reasonsAdvice:
            Phrase(
                "Verplicht als u terugstuurt: minstens 20 tekens.",
                "Compulsory when you send it back: at least 20 characters.")
        case .read: Phrase("Oordeel opslaan", "Save the judgement")
        case .change: Phrase("Tekst wijzigen", "Change the text")
        case .save: Phrase("Nieuwe tekst opslaan", "Save the new text")
        }
    }
}
