import Domain
import Pages
import Support
import Testing

@Suite struct `Pages of the directory` {
    private static func content(
        _ page: any Page.Type, by person: PersonID, _ language: Language = .dutch,
        names: [String: String] = [:], address: String? = nil, query: [String: String] = [:],
        in builder: RoundBuilder = RoundStage.open.builder()
    ) throws -> (Visit, PageContent?) {
        let visit = try PageSample.visit(
            builder, by: person, language, names: names, address: address ?? page.path,
            query: query)
        return (visit, page.content(of: visit))
    }

    private static let organisation = ["organisation": DemoCast.unverified.rawValue]
    private static let person = ["person": DemoCast.editor(of: DemoCast.home).rawValue]

    @Test(arguments: Language.allCases)
    func `are as they were looked at`(language: Language) throws {
        let coordinator = DemoCast.coordinator
        let administrator = DemoCast.administrator
        let states: [(String, any Page.Type, PersonID, [String: String])] = [
            ("start-coordinator", StartPage.self, coordinator, [:]),
            ("organisations", OrganisationsPage.self, coordinator, [:]),
            ("organisation", OrganisationPage.self, coordinator, Self.organisation),
            ("organisation-read", OrganisationPage.self, DemoCast.auditor, Self.organisation),
            ("people", PeoplePage.self, coordinator, [:]),
            ("person", PersonPage.self, administrator, Self.person),
            ("person-coordinator", PersonPage.self, coordinator, Self.person),
            ("regular-services", RegularServicesPage.self, coordinator, [:]),
            (
                "regular-services-read", RegularServicesPage.self,
                DemoCast.editor(of: DemoCast.home), [:]
            ),
        ]
        for (name, page, person, names) in states {
            let (visit, content) = try Self.content(
                page, by: person, language, names: names,
                address: page.address(names.values.first ?? ""))
            try check(name, visit, content)
        }
        let visit = try PageSample.visit(
            .open, by: administrator, language, address: "/people/charlotte")
        let sheet = SignInLinkPage.content(
            "https://kansen.example/sign-in/kd_secret", for: .person(DemoCast.chair),
            until: amsterdam("2026-02-11T12:00:00").instant, form: "link", visit)
        try check("sign-in-link", visit, sheet)
    }

    private func check(_ name: String, _ visit: Visit, _ content: PageContent?) throws {
        let html = PageSample.frame.html(of: try #require(content), for: visit)
        let file = PinnedFile("page-\(name)-\(visit.language.rawValue).html")
        let difference = try file.difference(from: html)
        #expect(difference == nil)
    }

    @Test func `say of people that they sit on a committee`() throws {
        let builder = RoundStage.open.builder()
        let round = builder.round.rules.name
        let seat = "Voorzitter van de commissie (\(round))"
        let names = ["person": DemoCast.chair.rawValue]
        for (page, names) in [(PeoplePage.self as any Page.Type, [:]), (PersonPage.self, names)] {
            let (visit, content) = try Self.content(
                page, by: DemoCast.coordinator, names: names, in: builder)
            #expect(PageSample.frame.html(of: try #require(content), for: visit).contains(seat))
        }
    }

    @Test func `of people are nobody's who doesn't administer`() throws {
        for person in [DemoCast.editor(of: DemoCast.home), DemoCast.chair, DemoCast.nobody] {
            #expect(try Self.content(OrganisationsPage.self, by: person).1 == nil)
            #expect(try Self.content(PeoplePage.self, by: person).1 == nil)
            let one = try Self.content(PersonPage.self, by: person, names: Self.person)
            #expect(one.1 == nil)
            let other = try Self.content(
                OrganisationPage.self, by: person, names: Self.organisation)
            #expect(other.1 == nil)
        }
    }

    @Test func `show a hundred rows, and of one more how many are left`() throws {
        for (count, isWhole) in [(100, true), (101, false)] {
            var builder = RoundStage.draft.builder()
            for number in 2...count {
                builder.change(
                    .regularServiceAdded(
                        service: RegularService(
                            id: try #require(.init(rawValue: "dienst-\(number)")),
                            title: "Dienst \(number)", description: "Gewoon.",
                            regularSince: RuleSample.regularService.regularSince,
                            source: "Besluit")))
            }
            let (visit, content) = try Self.content(
                RegularServicesPage.self, by: DemoCast.coordinator, in: builder)
            let html = PageSample.frame.html(of: try #require(content), for: visit)
            #expect(html.matches(of: #/<li class="page-card">/#).count == 100)
            #expect(html.contains("zoveel staan er nog: 1") == !isWhole)
        }
        let (visit, content) = try Self.content(
            RegularServicesPage.self, by: DemoCast.coordinator, query: ["q": "bestaat niet"])
        let html = PageSample.frame.html(of: try #require(content), for: visit)
        #expect(html.contains("Er is niets gevonden.") && html.contains("value=\"bestaat niet\""))
    }
}

@Suite struct `A coined name` {
    @Test(arguments: [
        ("Zorg & Welzijn Oñati", "zorg-welzijn-onati"), ("  J.  de Vries-Ünal ", "j-de-vries-unal"),
        ("Ronde 2027", "ronde-2027"), ("e\u{301}e\u{301}n", "een"), ("Łódź", "lodz"),
    ])
    func `is what people call it, in letters that stand in an address`(text: String, name: String) {
        #expect(CoinedName.of(text) == name)
        #expect(PersonID(rawValue: name) != nil)
    }

    @Test func `is at most 64 characters long, and there is none without letters`() {
        #expect(CoinedName.of(String(repeating: "a", count: 64))?.count == 64)
        #expect(CoinedName.of(String(repeating: "a", count: 65))?.count == 64)
        #expect(CoinedName.of(String(repeating: "a", count: 63) + " b")?.hasSuffix("-") == false)
        #expect(CoinedName.of(" …! ") == nil && CoinedName.of("ß") == nil)
    }
}
