import Domain
import Engine
import Foundation
import SQLiteJournal

/// Documents about clients that don't exist, and stores in a folder that is removed.
struct CareSample {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "care-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    var file: String { folder.appending(path: "care.sqlite").path() }

    func store() throws -> SQLiteCareStore { try SQLiteCareStore(file: file) }

    static func mark<Kind>(_ number: UInt8, _ kind: UInt8 = 0) -> KeyedMark<Kind> {
        KeyedMark(bytes: [UInt8](repeating: number, count: 31) + [kind])!
    }

    static let municipality = MunicipalityCode("0983")!
    static let sender = ProviderCode("90000001")!

    static func day(_ text: String) -> CivilDate { CivilDate(text)! }

    static func head(contentKey: UInt8 = 9, trace: String = "0011") -> ImportHead {
        ImportHead(
            trace: trace, actor: "jansen", at: Instant(milliseconds: 0),
            receivedOn: day("2026-05-01"), contentKeyCheck: mark(contentKey),
            personKeyChecks: [mark(8)])
    }

    static func start(
        _ client: UInt8, previous: UInt8? = nil, name: String = "A1", begin: String = "2026-01-05",
        content: UInt8 = 1, refused: [RefusedNotice] = []
    ) -> ReceivedDocument {
        document(.start, client, previous, name, "2026-01-09", content, refused) { pseudonym in
            CareNotice(
                .start, pseudonym: pseudonym, allocation: mark(1, 2),
                category: ProductCategory("02"), code: ProductCode("02A01"),
                allocationStart: day("2026-01-01"), begin: day(begin))
        }
    }

    static func stop(
        _ client: UInt8, previous: UInt8? = nil, name: String = "B1", begin: String = "2026-01-05",
        end: String = "2026-03-31", reason: String = "19", content: UInt8 = 2
    ) -> ReceivedDocument {
        document(.stop, client, previous, name, "2026-04-03", content, []) { pseudonym in
            CareNotice(
                .stop(reason: EndReason(domain: .wmo, code: reason)!, end: day(end)),
                pseudonym: pseudonym, allocation: mark(1, 2), category: ProductCategory("02"),
                code: ProductCode("02A01"), begin: day(begin))
        }
    }

    private static func document(
        _ kind: CareMessage.Kind, _ client: UInt8, _ previous: UInt8?, _ name: String,
        _ dated: String, _ content: UInt8, _ refused: [RefusedNotice],
        _ notice: (Pseudonym) -> CareNotice
    ) -> ReceivedDocument {
        let pseudonym: Pseudonym = mark(client, 1)
        let contentMark: ContentMark = mark(content, client)
        let message = CareMessage(
            kind: kind, domain: .wmo, release: .v3_2, sender: sender, municipality: municipality,
            identification: name, dated: day(dated), contentMark: contentMark,
            receivedOn: day("2026-05-01"), notices: [notice(pseudonym)])
        return ReceivedDocument(
            content: .care(message, refused: refused), contentMark: contentMark,
            client: ClientMarks(current: pseudonym, previous: previous.map { mark($0, 1) }))
    }

    static func objection(to client: UInt8, name: String = "A1", code: String) -> ReceivedDocument {
        guard case .care(let message, _) = start(client, name: name).content else {
            preconditionFailure("a start is a start")
        }
        let mark: ContentMark = mark(7, client)
        return ReceivedDocument(
            content: .returned(
                ReturnMessage(
                    answers: message.name, dated: day("2026-01-12"),
                    receivedOn: day("2026-05-01"), codes: [ReturnCode(code)!], notices: [])),
            contentMark: mark, client: nil)
    }

    static func allocation(_ client: UInt8, previous: UInt8? = nil) -> ReceivedDocument {
        let content: ContentMark = mark(6, client)
        let pseudonym: Pseudonym = mark(client, 1)
        let allocation = CareAllocation(
            mark: mark(1, 2), pseudonym: pseudonym, category: ProductCategory("02"),
            allocatedOn: day("2025-12-15"), allocatedAt: TimeOfDay(secondOfDay: 52_200),
            begin: day("2026-01-01"), end: day("2026-12-31"),
            change: CareAllocation.ChangeReason("04"),
            volume: CareAllocation.Volume(amount: 120, unit: .minute, frequency: .weekly))
        return ReceivedDocument(
            content: .allocation(
                CareAllocationMessage(
                    domain: .wmo, release: .v3_1, municipality: municipality, provider: sender,
                    identification: "T1", dated: day("2025-12-15"), contentMark: content,
                    receivedOn: day("2026-05-01"), allocations: [allocation])),
            contentMark: content,
            client: ClientMarks(current: pseudonym, previous: previous.map { mark($0, 1) }))
    }

    static let refusal = RefusedDocument(
        contentMark: mark(5), rule: .unreadable, reason: "not well-formed XML", line: 3)

    /// Everything that a log can hold: duplicates, refusals, a joined client, a table, and a removal.
    static func fill(_ store: any CareStore) async throws {
        _ = try await store.add(
            CareBatch(
                head: head(),
                documents: [start(3), start(4, name: "A2"), allocation(4), start(3)],
                refused: [refusal, refusal]))
        _ = try await store.settle()
        let rows = [
            CareTable.Row(
                client: ClientMarks(current: mark(14, 1), previous: mark(4, 1)), values: ["x", ""]),
            CareTable.Row(client: nil, values: [""]),
        ]
        let table = CareTable(kind: .cohort, contentMark: mark(21), rows: rows)
        _ = try await store.add(
            CareBatch(
                head: head(trace: "0013"),
                documents: [stop(13, previous: 3), objection(to: 3, code: "0200")],
                tables: [table, table]))
        _ = try await store.add(CareBatch(head: head(), documents: [start(5, name: "A2")]))
        _ = try await store.settle()
        _ = try await store.remove(
            CareTerm(
                months: 1, on: day("2026-05-04"), actor: "account/7",
                at: Instant(milliseconds: 1), trace: "0012"))
        _ = try await store.add(CareBatch(head: head(), documents: [stop(4, name: "B2")]))
        _ = try await store.settle()
    }
}
