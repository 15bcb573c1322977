import Domain
import Pages
import Support
import Testing

/// Visits to pages of a round somewhere in its course.
enum PageSample {
    static func visit(
        _ stage: RoundStage, by person: PersonID, _ language: Language = .dutch,
        names: [String: String] = [:], address: String = "/", query: [String: String] = [:],
        attempt: Attempt? = nil
    ) throws -> Visit {
        try visit(
            stage.builder(), by: person, language, names: names, address: address, query: query,
            attempt: attempt)
    }

    static func visit(
        _ builder: RoundBuilder, by person: PersonID, _ language: Language = .dutch,
        names: [String: String] = [:], address: String = "/", query: [String: String] = [:],
        attempt: Attempt? = nil
    ) throws -> Visit {
        let actor = try builder.directory.actor(.person(person))
        var candidates = RoundViewer.plain + [.member(person)]
        candidates += actor.memberships.keys.map { .applicant($0) }
        let viewers = candidates.filter { builder.round.admits(actor, as: $0) }
        return Visit(
            language: language, visitor: builder.directory.people[person].map { Visitor($0) },
            address: address, names: names, query: query, now: AmsterdamTime(builder.now),
            rounds: [DemoCast.round: RoundView(builder.round, as: viewers)],
            directory: DirectoryView(builder.directory, for: actor), attempt: attempt,
            formToken: "token", newKey: { "key" })
    }

    /// A visit to another page of dossier 1, by its lead's signatory or another person.
    static func step(
        _ page: any Page.Type, _ stage: RoundStage, _ language: Language,
        by person: PersonID = DemoCast.signatory(of: DemoCast.mental), attempt: Attempt? = nil,
        dossier: Int = 1
    ) throws -> Visit {
        try visit(
            stage, by: person, language,
            names: ["round": DemoCast.round.rawValue, "dossier": "\(dossier)"],
            address: page.address(DemoCast.round, dossier), attempt: attempt)
    }

    static func dossier(
        _ stage: RoundStage, _ language: Language = .dutch, query: [String: String] = [:],
        attempt: Attempt? = nil
    ) throws -> Visit {
        try visit(
            stage, by: DemoCast.editor(of: DemoCast.mental), language,
            names: ["round": DemoCast.round.rawValue, "dossier": "1"],
            address: DossierPage.address(DemoCast.round, 1), query: query, attempt: attempt)
    }

    /// What the start page asks of that person, each as `what | note`.
    static func tasks(_ builder: RoundBuilder, by person: PersonID) throws -> [String] {
        let visit = try visit(builder, by: person)
        let html = frame.html(of: try #require(StartPage.content(of: visit)), for: visit)
        return html.matches(
            of: #/page-task-link" href="([^"]*)">([^<]*)<\/a>(<span[^>]*>([^<]*))?/#
        )
        .map { "\($0.2) | \($0.4 ?? "")" }
    }

    /// What the start page tells that person and asks nothing about, each as `what | note`.
    static func news(_ builder: RoundBuilder, by person: PersonID) throws -> [String] {
        let visit = try visit(builder, by: person)
        let html = frame.html(of: try #require(StartPage.content(of: visit)), for: visit)
        let part = try #require(html.firstMatch(of: #/(?s)data-live="news">.*?<\/div>/#))
        return part.output.matches(of: #/<a href="[^"]*">([^<]*)<\/a>( <span[^>]*>([^<]*))?/#)
            .map { "\($0.1) | \($0.3 ?? "")" }
    }

    /// A page of a dossier, as that person sees it.
    static func html(
        _ page: any Page.Type, _ builder: RoundBuilder, by person: PersonID, dossier: Int = 1,
        attempt: Attempt? = nil
    ) throws -> String {
        let visit = try visit(
            builder, by: person,
            names: ["round": DemoCast.round.rawValue, "dossier": "\(dossier)"],
            address: page.address(DemoCast.round, dossier), attempt: attempt)
        let content = page.content(of: visit)
        return frame.html(of: try #require(content), for: visit)
    }

    static let frame = Frame(assets: "/assets/0", hasTheme: false, municipality: "Demostad")
}
