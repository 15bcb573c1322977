package import Domain

/// The log of a round for who audits it: what happened when and by whom, whether it holds, and a copy.
///
/// Its door knows more than a visit: the records of the journal.
package enum AuditPage: Page {
    package static let path = "/rounds/{round}/log"
    /// Where the whole log is fetched.
    package static let exportPath = "/rounds/{round}/log/export"
    /// Where verifying begins.
    package static let verifyPath = "/rounds/{round}/log/verify"

    package static let hasOwnDoor = true

    package static func content(of visit: Visit) -> PageContent? { nil }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round, isOpen(round) else { return [] }
        return [PageLink(AuditWords.entry(visit.language), to: address(id))]
    }

    /// Whether this person looks after the round's log.
    package static func isOpen(_ round: RoundView) -> Bool {
        round.viewers.contains(.auditor) || round.viewers.contains(.coordinator)
    }

    /// The page; `page` is nil while something in the log is hidden.
    package static func content(
        of page: LogPage?, _ filter: LogFilter, verification: LogVerification, for visit: Visit
    ) -> PageContent? {
        guard let (id, round) = visit.round, let summary = round.summary, isOpen(round) else {
            return nil
        }
        let language = visit.language
        return PageContent(
            AuditWords.title(language), template: "audit",
            words: AuditWords.values(in: language),
            values: [
                "address": address(id), "token": visit.formToken,
                "exportAddress": "\(address(id))/export", "verifyAddress": "\(address(id))/verify",
                "isHidden": page == nil,
                "pages": page.map { [values(of: $0, filter, visit)] } ?? [],
                "fields": filter.fields(visit), "verification": verification.text(visit),
                "isRunning": verification.isRunning, "isBad": verification.isBad,
            ],
            trail: [
                RoundPage.trail(language), PageLink(summary.name, to: RoundPage.address(id)),
            ])
    }

    private static func values(
        of page: LogPage, _ filter: LogFilter, _ visit: Visit
    ) -> [String: Any] {
        [
            "lines": page.lines.map { line in
                [
                    "position": line.position, "at": visit.written.second(line.at),
                    "actor": line.actor ?? line.actorCode, "actorCode": line.actorCode,
                    "actingFor": line.actingFor,
                    "type": RoundEvent.CodingKeys(rawValue: line.type)?(visit.language)
                        ?? line.type,
                    "typeCode": line.type,
                    "dossier": line.dossier.map(String.init) ?? "–", "payload": line.payload,
                ] as [String: Any]
            },
            "hasLines": !page.lines.isEmpty,
            "next": page.next.map { [filter.query(after: $0)] } ?? [],
            "first": filter.after > 0 ? [filter.query(after: 0)] : [],
        ]
    }
}

/// Some records of a log, as far as was looked.
package struct LogPage: Sendable {
    /// One record: people and organisations by name, and as they stand in the log.
    package struct Line: Sendable {
        package let position: Int
        package let at: AmsterdamTime
        /// Nil for the server itself.
        package let actor: String?
        package let actorCode: String
        package let actingFor: String
        package let type: String
        package let dossier: DossierNumber?
        package let payload: String

        package init(
            position: Int, at: AmsterdamTime, actor: String?, actorCode: String,
            actingFor: String, type: String, dossier: DossierNumber?, payload: String
        ) {
            self.position = position
            self.at = at
            self.actor = actor
            self.actorCode = actorCode
            self.actingFor = actingFor
            self.type = type
            self.dossier = dossier
            self.payload = payload
        }
    }

    package let lines: [Line]
    /// After which record to go on; nil at the end of the log.
    package let next: Int?

    package init(lines: [Line], next: Int?) {
        self.lines = lines
        self.next = next
    }
}

/// How far a verification is, or what it came to.
package enum LogVerification: Sendable, Equatable {
    case none
    /// The log is too long to be verified by a page.
    case tooLong(records: Int, most: Int)
    case running(records: Int, of: Int)
    case ok(records: Int, hash: String, at: AmsterdamTime)
    case deviation(String, at: AmsterdamTime)
    /// The log couldn't be read.
    case unreadable(at: AmsterdamTime)

    var isRunning: Bool { if case .running = self { true } else { false } }

    var isBad: Bool {
        switch self {
        case .deviation, .unreadable: true
        default: false
        }
    }

    func text(_ visit: Visit) -> String {
        let language = visit.language
        switch self {
        case .none: return ""
        case .tooLong(let records, let most):
            return "\(AuditWords.tooLong(language)) \(records) / \(most)"
        case .running(let records, let all):
            return "\(AuditWords.running(language)) \(records) / \(all)"
        case .ok(let records, let hash, let at):
            return "\(AuditWords.ok(language)) \(records). \(AuditWords.hash(language)) \(hash). "
                + visit.written.moment(at)
        case .deviation(let reason, let at):
            return "\(AuditWords.deviation(language)) \(reason). \(visit.written.moment(at))"
        case .unreadable(let at):
            return "\(AuditWords.unreadable(language)) \(visit.written.moment(at))"
        }
    }
}

/// The words of the log.
enum AuditWords: String, Words {
    case title, entry, purpose, hidden, filterTitle, type, allTypes, dossier, person, personText
    case from, to, filter, position, at, actor, actingFor, none, next, first, record
    case verifyTitle, verifyText, verify, refresh, tooLong, running, ok, hash, deviation
    case unreadable, exportTitle, exportText, export, log, unread, reversed

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Logboek", "Log")
        case .entry: Phrase("Logboek en controle", "Log and verification")
        case .purpose:
            Phrase(
                "Alles wat er in deze ronde is gebeurd, in de volgorde waarin het gebeurde. Niets "
                    + "kan worden veranderd of weggehaald.",
                "Everything that happened in this round, in order. Nothing can be changed or "
                    + "removed.")
        case .hidden:
            Phrase(
                "Er is nu nog iets geheim, zoals concepten voor de sluiting, stemmen voor de "
                    + "onthulling of besluiten voor de bekendmaking. Het logboek gaat open als dat "
                    + "voorbij is. Controleren kan wel.",
                "Something is secret as yet, such as drafts before the closing, votes before their "
                    + "reveal or decisions before their release. The log opens when that is over. "
                    + "It can be verified now.")
        case .filterTitle: Phrase("Zoeken in het logboek", "Search the log")
        case .type: Phrase("Soort", "Kind")
        case .allTypes: Phrase("Alle soorten", "All kinds")
        case .dossier: Phrase("Dossier", "Dossier")
        case .person: Phrase("Wie", "Who")
        case .personText:
            Phrase("Een naam of code, of server.", "A name or code, or server.")
        case .unread:
            Phrase(
                "Dit kunnen wij niet lezen. Er is niet op gezocht.",
                "This can’t be read. It wasn’t searched for.")
        case .reversed:
            Phrase(
                "De eerste dag ligt na de laatste. Zo is er niets te vinden.",
                "The first day is after the last. So nothing can be found.")
        case .from: Phrase("Vanaf", "From")
        case .to: Phrase("Tot en met", "Up to")
        case .filter: Phrase("Zoeken", "Search")
        case .position: Phrase("Nummer", "Number")
        case .at: Phrase("Wanneer", "When")
        case .actor: Phrase("Wie", "Who")
        case .actingFor: Phrase("Namens", "On behalf of")
        case .none: Phrase("Hier is niets gevonden.", "Nothing was found here.")
        case .next: Phrase("Verder in het logboek", "Further in the log")
        case .first: Phrase("Terug naar het begin", "Back to the beginning")
        case .record:
            Phrase("Soort; open het voor de inhoud", "Kind; open it for its contents")
        case .verifyTitle: Phrase("Controleren", "Verify")
        case .verifyText:
            Phrase(
                "De server leest alles opnieuw en rekent alle uitkomsten na: nummering, keten, "
                    + "resultaten en de wetten van de pot.",
                "The server reads everything again and computes every outcome anew: numbers, "
                    + "chain, results and the laws of the pot.")
        case .verify: Phrase("Nu controleren", "Verify now")
        case .refresh: Phrase("Bekijk hoe ver het is", "See how far it is")
        case .tooLong:
            Phrase(
                "Te lang om hier te controleren; gebruik kansendossier verify. Regels en grens:",
                "Too long to verify here; use kansendossier verify. Records and bound:")
        case .running: Phrase("Bezig met controleren. Gelezen:", "Verifying. Read:")
        case .ok: Phrase("Alles klopt. Regels gecontroleerd:", "All of it holds. Records verified:")
        case .hash: Phrase("Controlegetal:", "Hash:")
        case .deviation: Phrase("Er klopt iets niet:", "Something doesn’t hold:")
        case .unreadable:
            Phrase("Het logboek kon niet worden gelezen.", "The log couldn’t be read.")
        case .exportTitle: Phrase("Kopie", "Copy")
        case .exportText:
            Phrase(
                "Het hele logboek als JSON Lines. Dat u een kopie haalt, komt ook in het logboek.",
                "The whole log as JSON Lines. That you take a copy is in the log as well.")
        case .export: Phrase("Logboek ophalen", "Fetch the log")
        case .log: Phrase("Regels", "Records")
        }
    }
}
