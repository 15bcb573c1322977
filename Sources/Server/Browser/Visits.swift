import Domain
import Engine
import Hummingbird
import Pages
import Wire

/// Makes a visit of a request: who it is, in which language, and the views that the person has.
struct Visits: Sendable {
    let desk: Desk
    let sessions: BrowserSessions

    /// The visit to that page; without a session it knows nobody and holds no round.
    func visit(
        _ request: Request, names: [String: String] = [:], by session: BrowserSession?,
        attempt: Attempt? = nil
    ) async -> Visit {
        // What the person did a moment ago may have been at another node.
        if session != nil { _ = await desk.engine.renewDirectory() }
        let directory = desk.engine.directory
        let actor = session.flatMap { try? directory.actor($0.credential.holder) }
        let visitor = actor?.person.flatMap { directory.people[$0] }.map { Visitor($0) }
        var query: [String: String] = [:]
        for (name, value) in request.uri.queryParameters {
            query[String(name)] = String(value)
        }
        return Visit(
            language: Self.language(of: request), visitor: visitor, address: request.uri.path,
            names: names, query: query, now: AmsterdamTime(desk.time.now),
            rounds: await rounds(named: names["round"], for: actor),
            directory: actor.map { DirectoryView(directory, for: $0) } ?? .none, attempt: attempt,
            formToken: session?.formToken ?? "", newKey: { [desk] in "\(desk.settings.keys())" })
    }

    /// The language that the address asks for, or else that of the cookie, or else Dutch.
    static func language(of request: Request) -> Language {
        asked(request) ?? Cookies.value(of: Cookies.language, in: request.headers[.cookie])
            .flatMap(Language.init(rawValue:)) ?? .dutch
    }

    /// The language that the address asks for.
    static func asked(_ request: Request) -> Language? {
        request.uri.queryParameters["language"].flatMap { Language(rawValue: String($0)) }
    }

    /// The one round that is named, or every round, as far as the person has a view of it.
    private func rounds(named name: String?, for actor: Actor?) async -> [RoundID: RoundView] {
        guard let actor else { return [:] }
        let wanted = name.map { [RoundID(rawValue: $0)].compactMap(\.self) } ?? desk.engine.rounds()
        var views: [RoundID: RoundView] = [:]
        for id in wanted {
            // A value: what is read from it afterwards holds up no one.
            guard let round = try? await desk.engine.withRound(id, { state, _ in state }) else {
                continue
            }
            let viewers = round.views(for: actor)
            if !viewers.isEmpty { views[id] = RoundView(round, as: viewers) }
        }
        return views
    }
}
