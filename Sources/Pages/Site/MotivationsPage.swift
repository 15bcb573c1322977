internal import Domain

/// What the committee says of one dossier, item by item: drafted by one, read by a second (F36).
package enum MotivationsPage: Page {
    package static let path = "/rounds/{round}/motivations/{dossier}"

    /// Who may write or read what is said beside the members who are kept from nothing.
    private static let viewers: [RoundViewer] = [
        .coordinator, .secretary, .decisionMaker, .auditor,
    ]

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = RoundDesk(visit, as: viewers, orMember: true),
            let number = visit.dossier, let dossier = desk.dossier(number),
            let motivations = dossier.body?.motivations, isJudged(dossier)
        else { return nil }
        let language = desk.language
        let items = DecisionItems(desk).all.map {
            Item($0, motivations[$0], dossier, desk)
        }.filter(\.isShown)
        let read = reading(items.filter(\.isToRead), dossier, desk)
        return desk.page(
            "\(MotivationWords.title(language)) – \(desk.title(of: number))",
            template: "motivations", words: MotivationWords.values(in: language),
            values: [
                "items": items.map(\.values), "hasItems": !items.isEmpty,
                "reads": read.map { [$0.values] } ?? [],
            ], forms: (read.map { [$0] } ?? []) + items.compactMap(\.draft))
    }

    /// One form for every text that this person may read as the second.
    private static func reading(
        _ items: [Item], _ dossier: DossierPart, _ desk: RoundDesk
    ) -> Form? {
        guard let first = items.first else { return nil }
        var places = ["readings": first.field(0)]
        for (index, item) in items.enumerated() { places[item.item] = item.field(index) }
        var form = desk.form(
            "read", "readMotivations",
            [("dossier:integer", "\(dossier.dossier)"), ("readings:list", "")], places: places)
        for (index, item) in items.enumerated() { item.add(to: &form, index) }
        return form
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let desk = RoundDesk(round, visit, as: viewers, orMember: true) else { return [] }
        return desk.dossiers.filter { isOpen($0, desk) }.map {
            PageLink(
                "\(MotivationWords.title(desk.language)): \(desk.title(of: $0.dossier))",
                to: address(desk.id, $0.dossier))
        }
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        toRead(in: round, for: visit) + sentBack(in: round, for: visit)
    }

    /// What this person wrote and the second reader wants otherwise: without it nothing is released.
    private static func sentBack(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let desk = RoundDesk(round, visit, as: viewers, orMember: true),
            let me = visit.visitor?.person
        else { return [] }
        return desk.dossiers.filter { dossier in
            isOpen(dossier, desk)
                && (dossier.body?.motivations ?? [:]).values.contains {
                    $0.reading?.agrees == false && $0.draftedBy == me
                }
        }.map {
            PageTask(
                "\(MotivationWords.rewrite(desk.language)) \($0.dossier)",
                to: address(desk.id, $0.dossier), note: desk.summary.name)
        }
    }

    private static func toRead(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let desk = RoundDesk(round, visit, as: [.secretary]), let me = visit.visitor?.person
        else { return [] }
        return desk.dossiers.filter { dossier in
            isOpen(dossier, desk)
                && (dossier.body?.motivations ?? [:]).values.contains {
                    $0.reading == nil && $0.draftedBy != me
                }
        }.map {
            PageTask(
                "\(MotivationWords.task(desk.language)) \($0.dossier)",
                to: address(desk.id, $0.dossier), note: desk.summary.name)
        }
    }

    private static func isOpen(_ dossier: DossierPart, _ desk: RoundDesk) -> Bool {
        (desk.summary.phase == .sitting || desk.summary.phase == .ranked) && isJudged(dossier)
            && dossier.body?.motivations?.isEmpty == false
    }

    private static func isJudged(_ dossier: DossierPart) -> Bool {
        [.failedGate, .assessed, .notAssessed, .ranked].contains(dossier.state)
            || dossier.state.isDecided
    }
}

/// One item of the motivations, with what this person may do with it.
private struct Item {
    let item: String
    private let motivation: Motivation?
    private let desk: RoundDesk
    /// Whether this person may be its second reader now.
    let isToRead: Bool
    let draft: Form?

    init(_ item: String, _ motivation: Motivation?, _ dossier: DossierPart, _ desk: RoundDesk) {
        (self.item, self.motivation, self.desk) = (item, motivation, desk)
        let isOpen =
            (desk.summary.phase == .sitting || desk.summary.phase == .ranked)
            && !dossier.state.isDecided && desk.viewer != .auditor
            && desk.viewer != .decisionMaker
        let isOwn = motivation?.draftedBy == desk.visit.visitor?.person
        isToRead = isOpen && !isOwn && motivation.map { $0.reading == nil } == true
        let isReader = motivation?.reading?.by == desk.visit.visitor?.person
        let isAgreed = motivation?.reading?.agrees == true
        let drafts = isOpen && !isAgreed && (!isReader || motivation == nil)
        draft = drafts ? Self.draft(item, motivation, dossier, desk) : nil
    }

    var isShown: Bool { motivation != nil || draft != nil }
    private var title: String { DecisionItems(desk).name(of: item) }

    var values: [String: Any] {
        let language = desk.language
        return [
            "item": item, "itemTitle": title,
            // What is to be read stands in the form to read it.
            "texts": isToRead ? [] : [motivation?.text ?? MotivationWords.none(language)],
            "status": status, "sentBack": motivation?.reading?.reasons.map { [$0] } ?? [],
            "draft": draft.map { [$0.values] } ?? [],
        ]
    }

    /// The field for the answer in that row of the form to read it.
    func field(_ row: Int) -> String { "readings.\(row).agrees:boolean" }

    /// Its row of the form: the text, whether this person agrees, and what must change otherwise.
    func add(to form: inout Form, _ row: Int) {
        guard let motivation else { return }
        let language = desk.language
        form.add("readings.\(row).item:given", "hidden", label: "", value: item)
        form.add(
            "readings.\(row).fingerprint:shown", "hidden", label: "", value: motivation.text)
        form.addChoice(
            field(row), label: "\(title). \(MotivationWords.agrees(language))",
            description: motivation.text, value: "",
            options: [
                ("true", MotivationWords.yes(language), ""),
                ("false", MotivationWords.no(language), ""),
                ("", MotivationWords.later(language), ""),
            ])
        form.add(
            "readings.\(row).reasons:optional", "area",
            label: "\(title). \(MotivationWords.reasons(language))",
            description: MotivationWords.reasonsHelp(language),
            charactersMost: Limits.reasonCharactersMost)
    }

    private var status: String {
        let language = desk.language
        guard let motivation else { return MotivationWords.unwritten(language) }
        guard let reading = motivation.reading else { return MotivationWords.unread(language) }
        let word: MotivationWords = reading.agrees ? .agreed : .sentBackBy
        return "\(word(language)) \(desk.name(of: reading.by))"
    }

    private static func draft(
        _ item: String, _ motivation: Motivation?, _ dossier: DossierPart, _ desk: RoundDesk
    ) -> Form {
        let language = desk.language
        var form = desk.form(
            "draft-\(item)", "draftMotivation",
            [("dossier:integer", "\(dossier.dossier)"), ("item", item)], places: [item: "text"])
        form.add(
            "text", "area", label: MotivationWords.text(language),
            description: MotivationWords.textHelp(language), value: motivation?.text ?? "",
            charactersMost: Limits.reasonCharactersMost)
        return form
    }
}

/// The words of the motivations.
enum MotivationWords: String, Words {
    case title, task, rewrite, intro, none, unwritten, unread, agreed, sentBackBy, agrees, yes, no,
        reasons
    case reasonsHelp, read, text, textHelp, draft, change, empty, readTitle, later

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Motiveringen", "Motivations")
        case .rewrite:
            Phrase("Verbeter de motivering van dossier", "Mend the motivation of dossier")
        case .task:
            Phrase(
                "Lees als tweede de motiveringen van dossier",
                "Read as second the motivations of dossier")
        case .intro:
            Phrase(
                "Deze teksten komen in de brief aan de coalitie. Iedere tekst wordt door één "
                    + "persoon geschreven en door een ander gelezen.",
                "These texts come in the letter to the coalition. Each is written by one person "
                    + "and read by another.")
        case .none: Phrase("Er is nog geen tekst.", "There is no text yet.")
        case .unwritten: Phrase("Nog niet geschreven", "Not written yet")
        case .unread: Phrase("Nog niet gelezen door een tweede", "Not read by a second yet")
        case .agreed: Phrase("Akkoord:", "Agreed:")
        case .sentBackBy: Phrase("Teruggestuurd door", "Sent back by")
        case .agrees: Phrase("Bent u het eens met deze tekst?", "Do you agree with this text?")
        case .yes: Phrase("Ja, zo kan hij in de brief", "Yes, it can go in the letter")
        case .no: Phrase("Nee, hij moet anders", "No, it must change")
        case .reasons: Phrase("Wat moet er anders?", "What must change?")
        case .reasonsHelp:
            Phrase(
                "Verplicht bij “nee”: minstens 20 tekens.",
                "Compulsory with “no”: at least 20 characters.")
        case .readTitle: Phrase("Lees als tweede deze teksten", "Read these texts as the second")
        case .later: Phrase("Nog niet beslist", "Not decided yet")
        case .read: Phrase("Alle antwoorden opslaan", "Save all answers")
        case .text: Phrase("Nieuwe tekst", "New text")
        case .textHelp:
            Phrase(
                "Minstens 20 tekens. Daarna leest een ander deze tekst.",
                "At least 20 characters. After that another person reads it.")
        case .draft: Phrase("Tekst opslaan", "Save the text")
        case .change: Phrase("Tekst veranderen", "Change the text")
        case .empty:
            Phrase("Er hoeft niets gemotiveerd te worden.", "There is nothing to motivate.")
        }
    }
}
