import Domain
import Synchronization

/// Turns on streams within one process: the next one has it who has waited longest.
final class TurnBoard: Sendable {
    private struct Waiter {
        let number: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var taken: Set<StreamID> = []
        var waiters: [StreamID: [Waiter]] = [:]
        var numbers = 0
        /// Those who will wait, and whose time isn't over yet.
        var coming: Set<Int> = []
    }

    private let state = Mutex(State())

    /// Waits for the turn; false when it couldn't be had in that time.
    func take(_ stream: StreamID, withinMilliseconds milliseconds: Int) async -> Bool {
        if state.withLock({ $0.taken.insert(stream).inserted }) { return true }
        let number = state.withLock { state in
            state.numbers += 1
            state.coming.insert(state.numbers)
            return state.numbers
        }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await Task.sleep(for: .milliseconds(milliseconds))
                self.giveUp(stream, number)
            }
            let isTaken = await self.wait(stream, number)
            group.cancelAll()
            return isTaken
        }
    }

    /// Gives the turn to who waits longest, or to nobody.
    func end(_ stream: StreamID) {
        let next = state.withLock { state -> Waiter? in
            guard var waiters = state.waiters[stream], !waiters.isEmpty else {
                state.taken.remove(stream)
                return nil
            }
            let next = waiters.removeFirst()
            state.waiters[stream] = waiters.isEmpty ? nil : waiters
            return next
        }
        next?.continuation.resume(returning: true)
    }

    private func wait(_ stream: StreamID, _ number: Int) async -> Bool {
        await withCheckedContinuation { continuation in
            let isTaken = state.withLock { state -> Bool? in
                guard state.coming.remove(number) != nil else { return false }
                if state.taken.insert(stream).inserted { return true }
                state.waiters[stream, default: []].append(
                    Waiter(number: number, continuation: continuation))
                return nil
            }
            if let isTaken { continuation.resume(returning: isTaken) }
        }
    }

    private func giveUp(_ stream: StreamID, _ number: Int) {
        let waiter = state.withLock { state -> Waiter? in
            guard state.coming.remove(number) == nil,
                let place = state.waiters[stream]?.firstIndex(where: { $0.number == number })
            else { return nil }
            let waiter = state.waiters[stream]?.remove(at: place)
            if state.waiters[stream]?.isEmpty == true { state.waiters[stream] = nil }
            return waiter
        }
        waiter?.continuation.resume(returning: false)
    }
}
