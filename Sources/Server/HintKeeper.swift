import Domain
import Engine
import NIOCore
import Synchronization
import Wire

/// Owns the hints of this node: takes them from sessions, tells the other nodes of them and hears
/// theirs, and sends lists to those who may see.
///
/// What another node tells goes the same way as what was said here: who may see it is decided at
/// the node where somebody would see it, by the round as it is there. Nothing of it is in a log or in the engine's state. What may be seen is asked of the round
/// itself, in its own loop, so that a list keeps its place between the updates of a view.
final class HintKeeper: Sendable {
    private struct State {
        var board: HintBoard
        /// When the timer that counts will ring.
        var wakesAt: Int?
    }

    private let state: Mutex<State>
    private let engine: Engine<Round>
    private let time: any TimeSource
    private let live: Live<ServerSettings>
    private let inboxes: @Sendable () -> [Inbox]
    private var peers: any Peers { engine.peers }

    /// A keeper without hints; `inboxes` are those of all event loops, and what other nodes say is
    /// looked at on `eventLoop`.
    init(
        engine: Engine<Round>, time: any TimeSource, live: Live<ServerSettings>,
        eventLoop: any EventLoop, inboxes: @escaping @Sendable () -> [Inbox]
    ) {
        self.engine = engine
        self.time = time
        self.live = live
        self.inboxes = inboxes
        state = Mutex(State(board: HintBoard(limits: live.current.hints)))
        peers.onChange { [weak self] topic in
            guard let self, let part = HintBoard.Part(topic) else { return }
            eventLoop.execute { self.hear(of: part, eventLoop) }
        }
    }

    /// Whether this person may give that hint now, by the rules of the view and the part.
    func check(
        _ target: HintTarget, _ wish: HintParameters, by credential: Credential,
        verdict: @escaping @Sendable (Result<Void, CallError>) -> Void
    ) {
        let engine = engine
        engine.peek(at: target.part.round) { look in
            if wish.isGone { return verdict(.success(())) }
            do {
                let round = try look.get()
                try target.admit(wish, by: credential, in: round, engine.directory)
                verdict(.success(()))
            } catch {
                verdict(.failure(Desk.error(for: error)))
            }
        }
    }

    /// Notes where somebody is; on the event loop of the connection.
    func put(
        _ spot: HintBoard.Spot, of source: HintBoard.Source, on part: HintBoard.Part,
        _ eventLoop: any EventLoop
    ) -> HintResult {
        let limits = live.current.hints
        let (now, since) = (Self.uptimeMilliseconds, time.now)
        let isShown = state.withLock { state in
            state.board.limits = limits
            return state.board.put(spot, of: source, on: part, since: since, at: now)
        }
        settle(on: eventLoop)
        return HintResult(shown: isShown, lapsesAfterMilliseconds: limits.lapseSeconds * 1000)
    }

    /// Takes a hint back.
    func remove(
        _ source: HintBoard.Source, from part: HintBoard.Part, _ eventLoop: any EventLoop
    ) -> HintResult {
        state.withLock { $0.board.remove(source, from: part) }
        settle(on: eventLoop)
        return HintResult(
            shown: false, lapsesAfterMilliseconds: live.current.hints.lapseSeconds * 1000)
    }

    /// Takes back all that a connection said in a view that it follows no longer.
    func end(_ source: HintBoard.Source, in round: RoundID, _ eventLoop: any EventLoop) {
        state.withLock { $0.board.remove(source, from: round) }
        settle(on: eventLoop)
    }

    /// The parts of the round on which somebody is.
    func parts(of round: RoundID) -> [HintBoard.Part] {
        state.withLock { $0.board.parts(of: round) }
    }

    /// Brings one follower of a view the lists of these parts as they are now, as far as the view
    /// has the parts.
    func bring(
        _ parts: Set<HintBoard.Part>, in name: Followings.Name, to follower: Follower
    ) {
        guard !parts.isEmpty, case .round(let round) = name.stream,
            case .applicant(let organisation)? = RoundViewer(name.view)
        else { return }
        engine.peek(at: round) { look in
            switch look {
            case .success(let round):
                for part in parts {
                    let (organisations, people) = self.list(of: part, as: round)
                    guard organisations.contains(organisation) else { continue }
                    let list = SharedHints(people, on: part, for: organisation)
                    follower.tell { $0.take(list) }
                }
            case .failure(.busy): follower.tell { $0.miss(parts, in: name) }
            case .failure: break
            }
        }
    }

    /// Who may see the list of a part, and who of them is in it.
    private func list(
        of part: HintBoard.Part, as round: Round
    ) -> (organisations: Set<OrganisationID>, people: [HintList.Person]) {
        let organisations = round.applicants(havingDossier: part.dossier)
        let now = Self.uptimeMilliseconds
        let people = state.withLock { $0.board.people(on: part, of: organisations, at: now) }
        return (organisations, people)
    }

    private static var uptimeMilliseconds: Int {
        Int(NIODeadline.now().uptimeNanoseconds / 1_000_000)
    }
}

// MARK: - Sending

extension HintKeeper {
    /// Sends what is due, and sees to it that what is due later is sent then.
    private func settle(on eventLoop: any EventLoop) {
        let now = Self.uptimeMilliseconds
        let (due, wakesAt) = state.withLock { state in
            let due = state.board.due(at: now)
            // Here, so that of two loops that settle at once the newest has the last word.
            for part in due {
                peers.say(SaidHint.words(state.board.said(on: part, at: now)), about: part.topic)
            }
            guard let next = state.board.nextMoment, next < state.wakesAt ?? .max else {
                return (due, nil as Int?)
            }
            state.wakesAt = next
            return (due, next)
        }
        for part in due { send(part, eventLoop) }
        guard let wakesAt else { return }
        eventLoop.scheduleTask(in: .milliseconds(Int64(max(0, wakesAt - now)))) {
            self.wake(at: wakesAt, eventLoop)
        }
    }

    /// Takes over what the other nodes say of a part; nothing while they can't be heard.
    private func hear(of part: HintBoard.Part, _ eventLoop: any EventLoop) {
        let hints = SaidHint.all(in: peers.others(about: part.topic) ?? [])
        state.withLock { $0.board.hear(hints, on: part) }
        settle(on: eventLoop)
    }

    /// One timer counts: those that were overtaken by an earlier one do nothing.
    private func wake(at moment: Int, _ eventLoop: any EventLoop) {
        let counts = state.withLock { state in
            guard state.wakesAt == moment else { return false }
            state.wakesAt = nil
            return true
        }
        if counts { settle(on: eventLoop) }
    }

    /// Sends a part's list to those who have the part, in order with the updates of their views.
    private func send(_ part: HintBoard.Part, _ eventLoop: any EventLoop) {
        engine.peek(at: part.round) { look in
            switch look {
            case .success(let round): self.deliver(part, as: round)
            case .failure(.busy):
                self.state.withLock { $0.board.postpone(part) }
                eventLoop.execute { self.settle(on: eventLoop) }
            // Nobody follows it, or nobody can now.
            case .failure: break
            }
        }
    }

    private func deliver(_ part: HintBoard.Part, as round: Round) {
        let (organisations, people) = list(of: part, as: round)
        let inboxes = inboxes()
        for organisation in organisations {
            let list = SharedHints(people, on: part, for: organisation)
            for inbox in inboxes { inbox.put(.hints(list)) }
        }
    }
}
