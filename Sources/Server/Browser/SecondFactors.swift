import Domain
import Engine
import Synchronization
import Wire

/// The codes of people's own devices, beside their links.
///
/// The log holds a random seed; the shared secret is made of it with the server's key, so that
/// neither the log nor a copy of it gives anybody a code. Which code was used last and how often a
/// link was tried is remembered here alone, and forgotten by a restart.
final class SecondFactors: Sendable {
    private let desk: Desk
    private let memory = Mutex(Memory())

    private struct Memory {
        /// The last step whose code was taken: a code is good once (RFC 6238, section 5.2).
        var lastStep: [PersonID: Int] = [:]
        /// Wrong codes behind a link.
        var wrong: [TokenID: Int] = [:]
    }

    /// What a code is worth.
    enum Verdict: Equatable {
        case right
        case wrong
        /// Wrong for the last time: the link is to end.
        case wrongTooOften
        /// No code can be right: the server has another key than when the factor was set.
        case keyLost
    }

    init(desk: Desk) { self.desk = desk }

    /// Whether the person comes in with a code as well.
    func isSet(for person: PersonID) -> Bool {
        desk.engine.directory.secondFactors[person] != nil
    }

    /// Seeds for a new factor; nobody had one before.
    func newSeed() -> Digest {
        guard let seed = Digest(hexadecimal: RandomText.hexadecimal(bytes: 32)) else {
            preconditionFailure("32 bytes make a digest")
        }
        return seed
    }

    /// The shared secret of a person's seed; nil without a key.
    func oneTimeCode(of person: PersonID, _ seed: Digest) -> OneTimeCode? {
        desk.settings.pages.secondFactorKey.map {
            OneTimeCode(of: person, seed: seed, key: $0)
        }
    }

    /// Sets the person's factor when the code shows that the device has the secret.
    func set(_ seed: Digest, for person: PersonID, code: String) async -> Verdict {
        guard let device = oneTimeCode(of: person, seed) else { return .keyLost }
        guard take(code, of: device, for: person) else { return .wrong }
        let factor = SecondFactor(
            seed: seed, check: SHA256Hashing().digest(of: device.secret))
        return await desk.isAccepted(
            .setSecondFactor(person: person, factor: factor), by: .person(person))
            ? .right : .wrong
    }

    /// Removes the person's factor when the code is right; wrong ones are counted for the session.
    func remove(for person: PersonID, code: String, in session: TokenID) async -> Verdict {
        let verdict = check(code, for: person, behind: session)
        guard verdict == .right else { return verdict }
        return await desk.isAccepted(.removeSecondFactor(person: person), by: .person(person))
            ? .right : .wrong
    }

    /// What the code that was typed behind a link, or in a session, is worth.
    ///
    /// It is counted before it is looked at, so that codes that are tried at the same time are no
    /// more than those that are tried one after the other.
    func check(_ code: String, for person: PersonID, behind link: TokenID) -> Verdict {
        let settings = desk.settings
        let most = settings.pages.wrongCodesMost
        let count = memory.withLock { memory in
            if memory.wrong[link] == nil, memory.wrong.count >= settings.rateHoldersMost {
                memory.wrong.removeAll()
            }
            memory.wrong[link, default: 0] += 1
            return memory.wrong[link, default: 0]
        }
        guard count <= most else { return .wrongTooOften }
        let verdict = check(code, for: person)
        if verdict == .wrong { return count == most ? .wrongTooOften : .wrong }
        memory.withLock { $0.wrong[link] = nil }
        return verdict
    }

    private func check(_ code: String, for person: PersonID) -> Verdict {
        guard let factor = desk.engine.directory.secondFactors[person] else { return .right }
        guard let device = oneTimeCode(of: person, factor.seed),
            SHA256Hashing().digest(of: device.secret) == factor.check
        else { return .keyLost }
        return take(code, of: device, for: person) ? .right : .wrong
    }

    /// Whether the code is right now; then it is used up.
    private func take(_ code: String, of device: OneTimeCode, for person: PersonID) -> Bool {
        let typed = code.filter { !$0.isWhitespace }
        return memory.withLock { memory in
            guard
                let step = device.step(
                    of: typed, near: desk.time.now, after: memory.lastStep[person] ?? -1)
            else { return false }
            memory.lastStep[person] = step
            return true
        }
    }
}

extension DirectoryCommand {
    /// Whether it is done by the page alone that asks a code of the holder's device.
    func asksOwnCode(of holder: Actor.Identity) -> Bool {
        switch self {
        case .setSecondFactor: true
        case .removeSecondFactor(let person): holder == .person(person)
        default: false
        }
    }
}
