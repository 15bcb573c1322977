import Domain
import Engine
import NIOCore
import WebSocket
import Wire

extension Session {
    /// Looks whether the hint may be given, and then gives it if the view is still followed.
    func hint(_ wish: HintParameters, _ id: RequestID, _ credential: Credential) {
        desk.meter.countRequest()
        do throws(CallError) {
            let target = try HintTarget(wish)
            guard state.followings.follows(target.name) else { throw .viewNotFollowed }
            let follower = follower
            desk.hints.check(target, wish, by: credential) { verdict in
                follower.tell { $0.hinted(target, wish, id, by: credential, verdict) }
            }
        } catch {
            answer(id, .failure(error))
        }
    }

    private func hinted(
        _ target: HintTarget, _ wish: HintParameters, _ id: RequestID, by credential: Credential,
        _ verdict: Result<Void, CallError>
    ) {
        guard state.followings.follows(target.name) else {
            return answer(id, .failure(.viewNotFollowed))
        }
        let source = HintBoard.Source(connection: state.name, organisation: target.organisation)
        guard case .success = verdict, !wish.isGone, let person = credential.holder.person else {
            let result = desk.hints.remove(source, from: target.part, hub.eventLoop)
            return answer(id, verdict.map { CanonicalJSON.bytes(of: result) })
        }
        let spot = HintBoard.Spot(person: person, place: wish.place)
        let result = desk.hints.put(spot, of: source, on: target.part, hub.eventLoop)
        answer(id, .success(CanonicalJSON.bytes(of: result)))
    }

    /// Takes back what was said in a view that isn't followed any more.
    func endHints(in name: Followings.Name) {
        missedHints[name] = nil
        guard case .round(let round) = name.stream,
            case .applicant(let organisation)? = RoundViewer(name.view)
        else { return }
        let source = HintBoard.Source(connection: state.name, organisation: organisation)
        desk.hints.end(source, in: round, hub.eventLoop)
    }

    /// Sends the list if nothing waits for the socket; otherwise only notes that it was left out.
    func take(_ hints: SharedHints) {
        guard state.followings.follows(hints.name) else { return }
        write()
        guard let socket, socket.isOpen else { return }
        let isSent = socket.sendIfIdle(frames: hints.frame)
        desk.meter.countHints(areSent: isSent)
        if isSent {
            missedHints[hints.name]?.remove(hints.part)
        } else {
            miss([hints.part], in: hints.name)
        }
    }

    /// Notes that the lists of these parts were left out.
    func miss(_ parts: Set<HintBoard.Part>, in name: Followings.Name) {
        guard state.followings.follows(name) else { return }
        missedHints[name, default: []].formUnion(parts)
    }

    /// Asks for the lists of a view that was begun.
    func beginHints(in name: Followings.Name) {
        guard case .round(let round) = name.stream else { return }
        desk.hints.bring(Set(desk.hints.parts(of: round)), in: name, to: follower)
    }

    /// Asks for the newest of the lists that were left out.
    func catchUpHints() {
        guard !missedHints.isEmpty, socket?.waitingBytes == 0 else { return }
        let missed = missedHints
        missedHints = [:]
        for (name, parts) in missed { desk.hints.bring(parts, in: name, to: follower) }
    }
}
