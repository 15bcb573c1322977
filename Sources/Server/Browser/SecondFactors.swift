import Domain
import Engine
import Wire

/// The codes of people's own devices, beside their links.
///
/// The log holds a random seed; the shared secret is made of it with the server's key, so that
/// neither the log nor a copy of it gives anybody a code. Which code was used last and how often a
/// link was tried all nodes know together; while they can't be asked no code is taken.
final class SecondFactors: Sendable {
    private let desk: Desk
    private var peers: any Peers { desk.engine.peers }

    /// What a code is worth.
    enum Verdict: Equatable {
        case right
        /// Not six digits, so no try at a code.
        case incomplete
        case wrong
        /// Wrong for the last time: the link is to end.
        case wrongTooOften
        /// No code can be right: the server has another key than when the factor was set.
        case keyLost
        /// Nobody knows now whether the code was used before; it is as good afterwards as it was.
        case unavailable
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
        guard let code = OneTimeCode.typed(code) else { return .incomplete }
        let verdict = await take(code, of: device, for: person)
        guard verdict == .right else { return verdict }
        let factor = SecondFactor(
            seed: seed, check: SHA256Hashing().digest(of: device.secret))
        return await desk.isAccepted(
            .setSecondFactor(person: person, factor: factor), by: .person(person))
            ? .right : .wrong
    }

    /// Removes the person's factor when the code is right; wrong ones are counted for the session.
    func remove(for person: PersonID, code: String, in session: Credential) async -> Verdict {
        let verdict = await check(code, for: person, behind: session)
        guard verdict == .right else { return verdict }
        return await desk.isAccepted(.removeSecondFactor(person: person), by: .person(person))
            ? .right : .wrong
    }

    /// What the code that was typed behind a link, or in a session, is worth.
    ///
    /// It is counted before it is looked at, so that codes that are tried at the same time, at
    /// whichever nodes, are no more than those that are tried one after the other.
    func check(_ code: String, for person: PersonID, behind link: Credential) async -> Verdict {
        guard let code = OneTimeCode.typed(code) else { return .incomplete }
        let most = desk.settings.pages.wrongCodesMost
        let name = "wrong codes \(link.token)"
        let left = link.expiresAt.milliseconds - desk.time.now.milliseconds
        do throws(PeersFailure) {
            let count = try await peers.count(name, keptSeconds: max(0, left) / 1000 + 1)
            guard count <= most else { return .wrongTooOften }
            let verdict = await check(code, for: person)
            if verdict == .wrong { return count == most ? .wrongTooOften : .wrong }
            try await peers.forget(name)
            return verdict
        } catch {
            return .unavailable
        }
    }

    private func check(_ code: String, for person: PersonID) async -> Verdict {
        guard let factor = desk.engine.directory.secondFactors[person] else { return .right }
        guard let device = oneTimeCode(of: person, factor.seed),
            SHA256Hashing().digest(of: device.secret) == factor.check
        else { return .keyLost }
        return await take(code, of: device, for: person)
    }

    /// Whether the code is right now; then it is used up on all nodes (RFC 6238, section 5.2).
    private func take(
        _ code: String, of device: OneTimeCode, for person: PersonID
    ) async -> Verdict {
        guard let step = device.step(of: code, near: desk.time.now) else { return .wrong }
        // Longer than any code near this moment is good for.
        let keptSeconds = 4 * OneTimeCode.stepSeconds
        do throws(PeersFailure) {
            let last = try await peers.raise(
                "code \(person)", to: step, keptSeconds: keptSeconds)
            return last ?? -1 < step ? .right : .wrong
        } catch {
            return .unavailable
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
