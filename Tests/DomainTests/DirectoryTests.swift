import Domain
import Support
import Testing

/// People, organisations, rights, tokens and the register.
struct DirectoryTests {
    private let now = amsterdam("2026-01-15T09:00:00").instant

    private func refusal(
        of command: DirectoryCommand, by person: PersonID?, in directory: Directory? = nil
    ) -> Refusal? {
        let directory = directory ?? DemoCast.directory(at: now)
        let world = World(now: now, directory: directory, hashing: RoundBuilder().hashing)
        do throws(Refusal) {
            var actor = Actor.server
            if let person { actor = try directory.actor(.person(person)) }
            _ = try directory.decide(command, by: actor, in: world)
            return nil
        } catch {
            return error
        }
    }

    private func expect(
        _ code: RefusalCode?, _ command: DirectoryCommand,
        by person: PersonID? = DemoCast.administrator, in directory: Directory? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let refusal = refusal(of: command, by: person, in: directory)
        #expect(refusal?.code == code, sourceLocation: sourceLocation)
    }

    private func register(
        _ id: OrganisationID = "nieuw", name: String = "Nieuw", kvk: String = "99999999",
        agb: String? = nil, concern: String? = nil, sectors: [String] = []
    ) -> DirectoryCommand {
        .registerOrganisation(
            organisation: id, name: name, kvk: kvk, agb: agb, concern: concern, sectors: sectors,
            segments: [])
    }

    @Test func `every command is for those who may give it`() {
        let all: [(DirectoryCommand, [PersonID?])] = [
            (register(), [nil, DemoCast.administrator, DemoCast.coordinator]),
            (
                .verifyOrganisation(organisation: DemoCast.unverified),
                [nil, DemoCast.administrator, DemoCast.coordinator]
            ),
            (
                .changeConcern(organisation: DemoCast.home, concern: "Groep"),
                [nil, DemoCast.administrator, DemoCast.coordinator]
            ),
            (
                .changeContract(organisation: DemoCast.home, segments: []),
                [nil, DemoCast.administrator, DemoCast.coordinator]
            ),
            (
                .registerPerson(person: "nieuw", name: "Nieuw", emails: []),
                [nil, DemoCast.administrator, DemoCast.coordinator]
            ),
            (
                .addMembership(
                    person: DemoCast.nobody, organisation: DemoCast.home, role: .reader),
                [nil, DemoCast.administrator, DemoCast.coordinator]
            ),
            (
                .endMembership(
                    person: DemoCast.reader(of: DemoCast.home), organisation: DemoCast.home),
                [nil, DemoCast.administrator, DemoCast.coordinator]
            ),
            (.grantRole(person: DemoCast.nobody, role: .auditor), [DemoCast.administrator]),
            (.revokeRole(person: DemoCast.auditor, role: .auditor), [DemoCast.administrator]),
            (
                .addRegularService(
                    service: "nieuw", title: "X", description: "X",
                    regularSince: RuleSample.regularService.regularSince, source: "X",
                    precedent: nil),
                [DemoCast.coordinator]
            ),
        ]
        let everyone: [PersonID?] = [
            nil, DemoCast.administrator, DemoCast.coordinator, DemoCast.auditor,
            DemoCast.decisionMaker, DemoCast.chair, DemoCast.signatory(of: DemoCast.home),
            DemoCast.nobody,
        ]
        for (command, allowed) in all {
            for person in everyone {
                expect(allowed.contains(person) ? nil : .notAllowed, command, by: person)
            }
        }
    }

    @Test func `a directory is founded once, by the server`() {
        let found = DirectoryCommand.foundDirectory(
            municipality: "0983", municipalityName: "Demostad", administrator: "adam",
            administratorName: "Adam")
        expect(.alreadyExists, found, by: nil)
        let empty = Directory(stream: .directory)
        expect(nil, found, by: nil, in: empty)
        for code in ["983", "09834", "abcd", "", "٠٩٨٣"] {
            expect(
                .malformed,
                .foundDirectory(
                    municipality: code, municipalityName: "X", administrator: "adam",
                    administratorName: "X"), by: nil, in: empty)
        }
    }

    @Test func `a registration number is eight digits and unique`() {
        for kvk in ["1234567", "123456789", "1234567a", "", " 1234567", "１２３４５６７８"] {
            expect(.malformed, register(kvk: kvk))
        }
        expect(.alreadyExists, register(kvk: "12345000"))
        expect(.alreadyExists, register(DemoCast.home))
        expect(.malformed, register(agb: "123"))
        expect(nil, register(agb: "12345678"))
        expect(.textMissing, register(name: ""))
        expect(.textTooLong, register(name: families(Limits.nameCharactersMost + 1)))
        expect(.textMissing, register(concern: " "))
        let sectors = Array(repeating: "zorg", count: Limits.sectorsPerOrganisation)
        expect(nil, register(sectors: sectors))
        expect(.tooMany, register(sectors: sectors + ["zorg"]))
    }

    @Test func `a change that changes nothing is refused`() {
        expect(.wrongState, .verifyOrganisation(organisation: DemoCast.home))
        expect(.wrongState, .changeConcern(organisation: DemoCast.mental, concern: "Maasgroep"))
        expect(.wrongState, .changeContract(organisation: DemoCast.home, segments: ["wmo"]))
        expect(.alreadyExists, .grantRole(person: DemoCast.auditor, role: .auditor))
        expect(.wrongState, .revokeRole(person: DemoCast.nobody, role: .auditor))
        expect(
            .alreadyExists,
            .addMembership(
                person: DemoCast.reader(of: DemoCast.home), organisation: DemoCast.home,
                role: .reader))
        expect(
            .notActingForOrganisation,
            .endMembership(person: DemoCast.nobody, organisation: DemoCast.home))
    }

    @Test func `the last administrator stays`() {
        expect(.wrongState, .revokeRole(person: DemoCast.administrator, role: .administrator))
        var directory = DemoCast.directory(at: now)
        directory.apply(
            .roleGranted(person: DemoCast.nobody, role: .administrator),
            stamp: Stamp(position: 1, at: now, by: .server))
        expect(
            nil, .revokeRole(person: DemoCast.administrator, role: .administrator), in: directory)
    }

    @Test func `a person's addresses are one identity`() {
        let person = { (emails: [String]) in
            DirectoryCommand.registerPerson(person: "nieuw", name: "Nieuw", emails: emails)
        }
        expect(.alreadyExists, person(["mila@demostad.example"]))
        expect(.malformed, person(["geen adres"]))
        let most = String(repeating: "a", count: Limits.emailCharactersMost - 2) + "@b"
        expect(nil, person([most]))
        expect(.textTooLong, person(["a" + most]))
        let many = (1...Limits.emailsPerPerson).map { "a\($0)@b" }
        expect(nil, person(many))
        expect(.tooMany, person(many + ["z@b"]))
        expect(.alreadyExists, .registerPerson(person: DemoCast.chair, name: "X", emails: []))
        expect(.unknownPerson, .grantRole(person: "niemand", role: .auditor))
        expect(
            .unknownOrganisation,
            .addMembership(person: DemoCast.nobody, organisation: "geen", role: .reader))
    }

    private func issue(
        _ id: TokenID = "sleutel", holder: Actor.Identity = .person(DemoCast.chair),
        scope: TokenScope = .full, after seconds: Int = 3600, label: String = "Laptop"
    ) -> DirectoryCommand {
        .issueToken(
            token: id, holder: holder, secret: .zero, scope: scope,
            expiresAt: now.advanced(bySeconds: seconds), label: label)
    }

    @Test func `a token is issued by its holder, an administrator or the server`() {
        for person in [nil, DemoCast.administrator, DemoCast.chair] {
            expect(nil, issue(), by: person)
        }
        for person in [DemoCast.coordinator, DemoCast.deputy, DemoCast.nobody] {
            expect(.notAllowed, issue(), by: person)
        }
        expect(.notAllowed, issue(holder: .server))
        expect(.notAllowed, issue(holder: .projector(DemoCast.round)))
        expect(nil, issue(holder: .projector(DemoCast.round), scope: .read))
        expect(.unknownPerson, issue(holder: .person("niemand")))
        expect(.datesOutOfOrder, issue(after: 0))
        expect(.textMissing, issue(label: ""))
    }

    @Test func `a link to sign in holds for at most seventy-two hours`() {
        let most = Limits.signInSecondsMost
        expect(nil, issue(scope: .signIn, after: most))
        expect(.datesOutOfOrder, issue(scope: .signIn, after: most + 1))
        expect(nil, issue(scope: .full, after: most + 1))
    }

    @Test func `a second factor is set by its person, and removed by an administrator too`() {
        let factor = SecondFactor(seed: .zero, check: .zero)
        let set = DirectoryCommand.setSecondFactor(person: DemoCast.chair, factor: factor)
        let remove = DirectoryCommand.removeSecondFactor(person: DemoCast.chair)
        var directory = DemoCast.directory(at: now)
        expect(.wrongState, remove, in: directory)
        for person in [DemoCast.administrator, DemoCast.coordinator, DemoCast.deputy] {
            expect(.notAllowed, set, by: person, in: directory)
        }
        expect(nil, set, by: DemoCast.chair, in: directory)
        directory.apply(
            .secondFactorSet(person: DemoCast.chair, factor: factor),
            stamp: Stamp(position: 1, at: now, by: .person(DemoCast.chair)))
        expect(.alreadyExists, set, by: DemoCast.chair, in: directory)
        for person in [nil, DemoCast.administrator, DemoCast.chair] {
            expect(nil, remove, by: person, in: directory)
        }
        for person in [DemoCast.coordinator, DemoCast.deputy] {
            expect(.notAllowed, remove, by: person, in: directory)
        }
    }

    @Test func `a token opens until it expires or is withdrawn`() {
        var directory = DemoCast.directory(at: now)
        give(issue(), &directory)
        #expect(directory.token(withSecret: .zero, at: now)?.holder == .person(DemoCast.chair))
        #expect(directory.token(withSecret: .zero, at: now.advanced(bySeconds: 3599)) != nil)
        #expect(directory.token(withSecret: .zero, at: now.advanced(bySeconds: 3600)) == nil)
        expect(.alreadyExists, issue(), in: directory)
        expect(.unknownToken, .withdrawToken(token: "onbekend"), in: directory)
        // Somebody else's token is as unknown as one that isn't there.
        expect(.unknownToken, .withdrawToken(token: "sleutel"), by: DemoCast.deputy, in: directory)
        expect(nil, .withdrawToken(token: "sleutel"), by: DemoCast.chair, in: directory)
        give(.withdrawToken(token: "sleutel"), &directory)
        #expect(directory.token(withSecret: .zero, at: now) == nil)
        expect(.wrongState, .withdrawToken(token: "sleutel"), in: directory)
    }

    @Test func `a person holds at most fifty tokens`() {
        var directory = DemoCast.directory(at: now)
        for index in 1...Limits.tokensPerPerson {
            guard let id = TokenID(rawValue: "sleutel-\(index)") else { continue }
            expect(nil, issue(id), in: directory)
            give(issue(id), &directory)
        }
        expect(.tooMany, issue(), in: directory)
    }

    private func give(_ command: DirectoryCommand, _ directory: inout Directory) {
        let world = World(now: now, directory: directory, hashing: RoundBuilder().hashing)
        do throws(Refusal) {
            let actor = try directory.actor(.person(DemoCast.administrator))
            for event in try directory.decide(command, by: actor, in: world) {
                directory.apply(event, stamp: Stamp(position: 1, at: now, by: actor.identity))
            }
        } catch {
            Issue.record("\(command) is refused: \(error)")
        }
    }

    @Test func `a person acts for one of their own organisations`() throws {
        let directory = DemoCast.directory(at: now)
        let editor = DemoCast.editor(of: DemoCast.home)
        #expect(try directory.actor(.person(editor)).actingFor == DemoCast.home)
        #expect(throws: Refusal(.notActingForOrganisation, subject: "ggz-maas")) {
            try directory.actor(.person(editor), actingFor: DemoCast.mental)
        }
        #expect(throws: Refusal(.notSignedIn)) { try directory.actor(.person("niemand")) }
        #expect(try directory.actor(.person(DemoCast.nobody)).actingFor == nil)
    }

    @Test func `people and tokens are seen by the administration alone, secrets by nobody`() {
        var directory = DemoCast.directory(at: now)
        give(issue(), &directory)
        for key in directory.partKeys {
            let participant = directory.part(key, for: .participant)
            if case .person = key {
                #expect(participant == nil)
            } else {
                #expect(participant != nil)
            }
            guard let part = directory.part(key, for: .administration) else {
                Issue.record("the administration doesn't see \(key)")
                continue
            }
            #expect(!canonicalText(of: part).contains(Digest.zero.hexadecimal))
        }
        for viewer in DirectoryViewer.allCases {
            #expect(DirectoryViewer(viewer.description) == viewer)
        }
    }
}
