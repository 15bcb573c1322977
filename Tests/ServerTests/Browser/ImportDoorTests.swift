import Domain
import Engine
import Pages
import Server
import Support
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(15))) struct `The pages about messages` {
    @Test func `show what came in and what of it is not used, up to a bound`() async throws {
        let store = NotedStore()
        try await ServerHarness(
            .decided,
            change: {
                $0.careReading = store
                $0.pages.careLinesMost = 7
            }
        ).run { server in
            let manager = try await PageVisitor.signedIn(
                DemoCast.relationshipManager, at: server)
            let page = try await manager.get("/imports")
            #expect(page.status == 200)
            #expect(page.body.contains("Er is geen uitval.") && page.body.contains("Uitvallijst"))
            #expect(store.asked == ["nil 7"])
            #expect(try await manager.get("/imports?rule=TR382").status == 200)
            #expect(store.asked.last == "TR382 7")
            #expect(try await manager.get("/imports?rule=alles").body.contains("bestaat niet"))
            let compared = try await manager.get("/comparison?by=quarter")
            #expect(compared.status == 200 && store.asked.last == "quarter")
            #expect(compared.body.contains("aantal te klein om te tonen"))
            #expect(compared.body.contains("1e kwartaal 2025") && compared.body.contains("<svg"))
            // Nobody chose: the division that has figures.
            #expect(try await manager.get("/comparison").body.contains("1e kwartaal 2025"))
            let empty = try await manager.get("/comparison?by=neighbourhood")
            #expect(empty.body.contains("nog niets ingelezen"))
            #expect(
                page.body.contains("<option value=\"TR382\">Stop zonder start (TR382)</option>"))
            #expect(page.body.contains(">Bericht is niet te lezen</option>"))
            #expect(page.body.contains(">Te lang onderbroken</option>"))
            let start = try await manager.get("/")
            #expect(start.body.contains("<a href=\"/imports\">Berichten en uitvallijst</a>"))
            #expect(start.body.contains("<a href=\"/comparison\">Vergelijk wijken en perioden</a>"))
            for person in [
                DemoCast.coordinator, DemoCast.auditor, DemoCast.councilMember,
                DemoCast.signatory(of: DemoCast.mental),
            ] {
                let other = try await PageVisitor.signedIn(person, at: server)
                #expect(try await other.get("/imports").status == 404)
                #expect(try await other.get("/comparison").status == 404)
            }
            #expect(try await PageVisitor(server: server).get("/imports").status == 401)
        }
    }

    @Test func `say that nothing came in, and how it does`() async throws {
        try await ServerHarness(.decided).run { server in
            let administrator = try await PageVisitor.signedIn(
                DemoCast.administrator, at: server)
            let page = try await administrator.get("/imports")
            #expect(page.body.contains("nog geen berichten ingelezen"))
            #expect(page.body.contains("/care/messages"))
        }
    }
}

/// A store that only notes what it was asked, and has figures of two quarters.
private final class NotedStore: CareReading {
    private let notes = Mutex<[String]>([])

    var asked: [String] { notes.withLock { $0 } }

    func lists(
        _ filter: ExceptionFilter, most: Int
    ) async throws(CareFailure) -> (imports: [ImportLogLine], exceptions: ExceptionList)? {
        notes.withLock { $0.append("\(filter.rule ?? "nil") \(most)") }
        return ([], ExceptionList())
    }

    func figures(
        by division: ComparisonPage.Division
    ) async throws(CareFailure) -> OutcomeReport? {
        notes.withLock { $0.append(division.rawValue) }
        guard division == .quarter else { return nil }
        let question = OutcomeQuestion(referenceDate: InitiativeSample.day("2026-10-01"))
        let tallies = [(1, 40), (2, 60), (3, 4)].map { first, count in
            DeliveryTable((0..<count).compactMap { Self.care(of: first * 100 + $0) })
                .tallies(question)[0]
        }
        return OutcomeReport(
            of: tallies, labels: ["2025-K1", "2025-K2", "2025-K3"], question: question,
            forPublication: true)
    }

    /// Half a year of care, of which every third comes back.
    private static func care(of number: Int) -> DeliveryPeriod? {
        guard let municipality = MunicipalityCode("0983"), let sender = ProviderCode("90000001"),
            let client = Pseudonym(
                bytes: [UInt8(number % 256), UInt8(number / 256)] + [UInt8](repeating: 7, count: 30)
            )
        else { return nil }
        return DeliveryPeriod(
            pseudonym: client, domain: .wmo, municipality: municipality, sender: sender,
            category: ProductCategory("02"), allocationStart: InitiativeSample.day("2025-01-01"),
            begin: InitiativeSample.day("2025-01-06"), end: InitiativeSample.day("2025-06-30"),
            reason: EndReason(domain: .wmo, code: number.isMultiple(of: 3) ? "22" : "19"))
    }
}
