import Domain
import Pages
import Support
import Testing

@Suite struct `A view of the directory` {
    private let directory = DemoCast.directory(at: amsterdam("2026-01-15T09:00:00").instant)

    private func view(of person: PersonID) throws -> DirectoryView {
        DirectoryView(directory, for: try directory.actor(.person(person)))
    }

    @Test(arguments: [DemoCast.coordinator, DemoCast.administrator, DemoCast.auditor])
    func `names everybody to who administers`(person: PersonID) throws {
        let view = try view(of: person)
        #expect(view.seesPeople && view.people.count == directory.people.count)
        #expect(view.name(of: DemoCast.chair) == "De heer of mevrouw charlotte")
    }

    @Test(arguments: [DemoCast.editor(of: DemoCast.mental), DemoCast.chair, DemoCast.nobody])
    func `names organisations to everybody else, and no person`(person: PersonID) throws {
        let view = try view(of: person)
        #expect(!view.seesPeople && view.people.isEmpty)
        #expect(view.name(of: DemoCast.chair) == nil && view.name(of: person) == nil)
        #expect(view.organisations.map(\.id).sorted() == DemoCast.organisations.sorted())
        #expect(view.name(of: DemoCast.home) == "Stichting thuis-noord")
        #expect(view.services.map(\.title) == ["Beeldbellen"])
    }

    @Test func `shows the tokens of a person to who administers, and nobody else's`() throws {
        var builder = RoundBuilder()
        for (number, holder) in [DemoCast.chair, DemoCast.deputy, DemoCast.chair].enumerated() {
            let command = DirectoryCommand.issueToken(
                token: try #require(.init(rawValue: "token-\(number)")), holder: .person(holder),
                secret: builder.hashing.digest(of: [UInt8(number)]), scope: .signIn,
                expiresAt: builder.now.advanced(bySeconds: 60), label: "link")
            let events = try builder.directory.decide(command, by: .server, in: builder.world)
            for event in events { builder.change(event) }
        }
        let directory = builder.directory
        let actor = try directory.actor(.person(DemoCast.coordinator))
        let part = DirectoryView(directory, for: actor).part(.person(DemoCast.chair))
        guard case .person(_, let tokens) = part else {
            Issue.record("a coordinator sees the chair")
            return
        }
        #expect(tokens.map(\.token.rawValue) == ["token-0", "token-2"])
    }

    @Test func `is empty for who isn't signed in`() {
        #expect(DirectoryView.none.organisations.isEmpty && DirectoryView.none.people.isEmpty)
        #expect(DirectoryView.none.part(.municipality) == nil)
    }
}
