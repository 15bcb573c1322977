import Client
import Domain
import Synchronization
import Wire

/// One player: a person with a connection of their own and a view to go by.
final class DemoPerson: Sendable {
    let id: PersonID
    let client: Client
    private let round: RoundID
    private let view: RoundViewer?
    private let follower = Mutex<ViewFollower?>(nil)
    private let acknowledgements: DemoAcknowledgements

    init(
        _ id: PersonID, client: Client, round: RoundID, view: RoundViewer?,
        acknowledgements: DemoAcknowledgements
    ) {
        self.id = id
        self.client = client
        self.round = round
        self.view = view
        self.acknowledgements = acknowledgements
    }

    /// Begins to follow the person's view of the round.
    func follow() async throws {
        guard let view else { return }
        let following = try await client.follow(.round(round), view: view.description)
        follower.withLock { $0 = following }
    }

    /// What the person sees now.
    var current: DemoView {
        get throws { DemoView(state: try following.current) }
    }

    private var following: ViewFollower {
        get throws {
            guard let following = follower.withLock({ $0 }) else {
                throw DemoFailure("\(id) follows no view")
            }
            return following
        }
    }

    /// Waits until the person sees it; throws when it takes a minute.
    @discardableResult
    func wait<Value>(
        _ what: String, until find: (DemoView) throws -> Value?
    ) async throws -> Value {
        do {
            let state = try await following.first(within: .seconds(60)) {
                try find(DemoView(state: $0)) != nil
            }
            guard let value = try find(DemoView(state: state)) else {
                throw DemoFailure("\(id) no longer sees \(what)")
            }
            return value
        } catch CallFailure.timedOut {
            throw DemoFailure("\(id) waited a minute for \(what)")
        }
    }

    /// Gives a command to the round; throws when it is refused.
    func send(_ command: RoundCommand) async throws {
        if let refusal = try await attempt(command) {
            throw DemoFailure("\(id): \(refusal.en) (\(refusal.code)) to \(command)")
        }
    }

    /// Gives a command to the round; the refusal, or nil when it was accepted.
    func attempt(_ command: RoundCommand) async throws -> CallRefusal? {
        let key = CommandKey.random()
        do {
            // What moves a round or a dossier is looked at before it is confirmed.
            let seen =
                command.demandsConfirmation
                ? try await client.rehearse(command, in: round).confirmation : nil
            _ = try await client.send(command, to: round, key: key, confirmation: seen)
        } catch .refused(let refusal) {
            return refusal
        }
        acknowledgements.note(stream: .round(round), actor: .person(id), key: key)
        return nil
    }

    /// Gives a command to the directory; throws when it is refused.
    func send(_ command: DirectoryCommand) async throws {
        let key = CommandKey.random()
        _ = try await client.send(command, key: key)
        acknowledgements.note(stream: .directory, actor: .person(id), key: key)
    }

    /// Changes the newest version of a dossier: with a stale one, again with the next.
    ///
    /// Gives the version that it was given on; waits until the person sees what it made.
    @discardableResult
    func edit(
        _ dossier: DossierNumber, changes: Bool = true, _ command: (Int) -> RoundCommand
    ) async throws -> Int {
        while true {
            let version = try await wait("dossier \(dossier)") { $0.version(of: dossier) }
            let refusal = try await attempt(command(version))
            if let refusal, refusal.refusalCode != .staleVersion {
                throw DemoFailure("\(id): \(refusal.en) (\(refusal.code)), dossier \(dossier)")
            }
            if changes || refusal != nil {
                try await wait("een nieuwe versie") { view in
                    view.version(of: dossier).flatMap { $0 > version ? $0 : nil }
                }
            }
            if refusal == nil { return version }
        }
    }
}
