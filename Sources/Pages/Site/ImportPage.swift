package import Domain

/// What came in of messages about care: the imports, and what isn't used and why.
///
/// Its door knows more than a visit: the store of messages. Nothing in it names a client.
package enum ImportPage: Page {
    package static let path = "/imports"

    package static let hasOwnDoor = true

    package static func content(of visit: Visit) -> PageContent? { nil }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard isOpen(to: visit.visitor) else { return [] }
        return [PageLink(ImportWords.entry(visit.language), to: path)]
    }

    package static func entries(for visit: Visit) -> [PageLink] {
        guard isOpen(to: visit.visitor) else { return [] }
        return [
            PageLink(ImportWords.entry(visit.language), to: path),
            PageLink(ImportWords.comparison(visit.language), to: ComparisonPage.path),
        ]
    }

    /// Who may look: the relationship manager and the administrator.
    package static func isOpen(to visitor: Visitor?) -> Bool {
        visitor?.roles.contains { $0 == .relationshipManager || $0 == .administrator } == true
    }

    /// The page; `overview` is nil when no messages were taken in here.
    package static func content(
        of overview: ImportOverview?, rule: String, for visit: Visit
    ) -> PageContent {
        let language = visit.language
        return PageContent(
            ImportWords.title(language), template: "imports",
            words: ImportWords.values(in: language),
            values: [
                "path": path, "comparison": ComparisonPage.path,
                "overviews": overview.map { [values(of: $0, rule, visit)] } ?? [],
                "notes": notes(in: visit), "hasNotes": !notes(in: visit).isEmpty,
            ], trail: [RoundPage.trail(language)])
    }

    private static func values(
        of overview: ImportOverview, _ rule: String, _ visit: Visit
    ) -> [String: Any] {
        let language = visit.language
        return [
            "imports": overview.imports.map { line in
                [
                    "number": line.number, "at": visit.written.moment(line.at),
                    "actor": line.actor, "receivedOn": visit.written.date(line.receivedOn),
                    "accepted": line.accepted, "doubled": line.doubled, "refused": line.refused,
                    "isRemoval": line.isRemoval,
                ] as [String: Any]
            },
            "hasImports": !overview.imports.isEmpty,
            "exceptions": overview.exceptions.map { exception in
                [
                    "status": exception.status[language],
                    "rule": RuleName.of(exception.rule, language),
                    "sender": exception.sender ?? "–", "message": exception.message,
                    "day": exception.day.map(visit.written.date) ?? "–",
                    "why": exception.why[language],
                ]
            },
            "hasExceptions": !overview.exceptions.isEmpty, "leftOut": overview.leftOut,
            "hasLeftOut": overview.leftOut > 0,
            "rules":
                ([("", ImportWords.allRules(language))]
                + overview.rules.map { ($0, RuleName.of($0, language)) }).map {
                    ["value": $0, "text": $1, "chosen": $0 == rule] as [String: Any]
                },
        ]
    }

    /// What was noted of imports in the rounds that the person sees.
    private static func notes(in visit: Visit) -> [[String: Any]] {
        visit.rounds.sorted { $0.key < $1.key }.flatMap { _, round -> [[String: Any]] in
            let parts = round.viewers.compactMap { round.part(.imports, for: $0) }
            guard case .imports(let notes) = parts.first, let name = round.summary?.name else {
                return []
            }
            return notes.map { note in
                [
                    "round": name, "knownOn": visit.written.date(note.knownOn),
                    "read": note.read, "accepted": note.accepted, "doubled": note.doubled,
                    "refused": note.refused,
                ]
            }
        }
    }
}

/// What came in, as far as the page shows it.
package struct ImportOverview: Sendable {
    /// One line of the import log.
    package struct Line: Sendable {
        package let number: Int
        package let at: AmsterdamTime
        package let actor: String
        package let receivedOn: CivilDate
        package let accepted: Int
        package let doubled: Int
        package let refused: Int
        /// It took away what is past its term.
        package let isRemoval: Bool

        package init(
            number: Int, at: AmsterdamTime, actor: String, receivedOn: CivilDate, accepted: Int,
            doubled: Int, refused: Int, isRemoval: Bool
        ) {
            self.number = number
            self.at = at
            self.actor = actor
            self.receivedOn = receivedOn
            self.accepted = accepted
            self.doubled = doubled
            self.refused = refused
            self.isRemoval = isRemoval
        }
    }

    /// One line of the exception list.
    package struct Exception: Sendable {
        package let status: Phrase
        package let rule: String
        package let sender: String?
        /// By what the message is known at its sender.
        package let message: String
        package let day: CivilDate?
        package let why: Phrase

        package init(
            status: Phrase, rule: String, sender: String?, message: String, day: CivilDate?,
            why: Phrase
        ) {
            self.status = status
            self.rule = rule
            self.sender = sender
            self.message = message
            self.day = day
            self.why = why
        }
    }

    /// The newest first.
    package let imports: [Line]
    package let exceptions: [Exception]
    /// How many exceptions more there are.
    package let leftOut: Int
    /// The rules that can be chosen.
    package let rules: [String]

    package init(imports: [Line], exceptions: [Exception], leftOut: Int, rules: [String]) {
        self.imports = imports
        self.exceptions = exceptions
        self.leftOut = leftOut
        self.rules = rules
    }
}

/// The words of imports.
enum ImportWords: String, Words {
    case title, purpose, none, howTitle, how, importsTitle, noImports, number, at, actor, receivedOn
    case accepted, doubled, refused, removal, exceptionsTitle, exceptionsText, noExceptions, status
    case rule, allRules, filter, sender, message, day, why, leftOut, notesTitle, round, knownOn
    case read, comparison, entry

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Berichten", "Messages")
        case .purpose:
            Phrase(
                "Wat er is ingelezen van start- en stopberichten, en wat daarvan niet gebruikt "
                    + "wordt. Er wordt nooit een bsn bewaard of getoond.",
                "What was taken in of start and stop messages, and what of it isn’t used. A "
                    + "citizen service number is never kept or shown.")
        case .none:
            Phrase(
                "Op deze server zijn nog geen berichten ingelezen.",
                "No messages have been taken in on this server.")
        case .howTitle: Phrase("Hoe berichten binnenkomen", "How messages come in")
        case .how:
            Phrase(
                "De beheerder leest ze in met de opdracht kansendossier intake, of een programma "
                    + "stuurt ze met een toegangssleutel naar /care/messages. Niet met een "
                    + "formulier: zo komt een bsn nooit in een browser.",
                "The administrator takes them in with the command kansendossier intake, or a "
                    + "program sends them with a token to /care/messages. Not by a form: so a "
                    + "citizen service number never comes into a browser.")
        case .importsTitle: Phrase("Ingelezen", "Taken in")
        case .noImports: Phrase("Er is nog niets ingelezen.", "Nothing was taken in yet.")
        case .number: Phrase("Nummer", "Number")
        case .at: Phrase("Wanneer", "When")
        case .actor: Phrase("Door", "By")
        case .receivedOn: Phrase("Ontvangen op", "Received on")
        case .accepted: Phrase("Verwerkt", "Accepted")
        case .doubled: Phrase("Dubbel", "Duplicate")
        case .refused: Phrase("Afgekeurd", "Rejected")
        case .removal: Phrase("opgeruimd na de bewaartermijn", "removed after its term")
        case .exceptionsTitle: Phrase("Uitvallijst", "Exceptions")
        case .exceptionsText:
            Phrase(
                "Wat niet gebruikt wordt, te laat kwam of te lang onderbroken is. Vraag het de "
                    + "afzender, met het kenmerk van het bericht.",
                "What isn’t used, came late or is paused too long. Ask the sender, by the name of "
                    + "the message.")
        case .noExceptions: Phrase("Er is geen uitval.", "There are no exceptions.")
        case .status: Phrase("Stand", "State")
        case .rule: Phrase("Regel", "Rule")
        case .allRules: Phrase("Alle regels", "All rules")
        case .filter: Phrase("Tonen", "Show")
        case .sender: Phrase("Afzender (AGB)", "Sender (AGB)")
        case .message: Phrase("Bericht", "Message")
        case .day: Phrase("Dag", "Day")
        case .why: Phrase("Waarom", "Why")
        case .leftOut:
            Phrase(
                "Er zijn er meer; met kansendossier exceptions ziet u ze alle. Niet getoond:",
                "There are more; kansendossier exceptions shows all of them. Not shown:")
        case .notesTitle: Phrase("In de rondes vastgelegd", "Recorded in the rounds")
        case .round: Phrase("Ronde", "Round")
        case .knownOn: Phrase("Bekend op", "Known on")
        case .read: Phrase("Gelezen", "Read")
        case .entry: Phrase("Berichten en uitvallijst", "Messages and exceptions")
        case .comparison:
            Phrase("Vergelijk wijken en perioden", "Compare neighbourhoods and periods")
        }
    }
}
