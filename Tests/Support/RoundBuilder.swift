package import Domain
internal import Wire

/// A round played command by command, with its directory, clock and log: given, when, then.
package struct RoundBuilder: Sendable {
    package private(set) var round = Round(stream: .round(DemoCast.round))
    /// Every event with its stamp, positions from 1 without gaps.
    package private(set) var log: [(event: RoundEvent, stamp: Stamp)] = []
    /// Settable, also back.
    package var now: Instant
    package var directory: Directory
    package var rules: RuleSample
    package let hashing: any Hashing = SHA256Hashing()

    /// A round that doesn't exist yet, on 15 January 2026.
    package init(rules: RuleSample = RuleSample()) {
        now = amsterdam("2026-01-15T09:00:00").instant
        directory = DemoCast.directory(at: now)
        self.rules = rules
    }

    /// Every command counts as looked at before; a test about confirming says otherwise.
    package var world: World {
        World(
            now: now, directory: directory, hashing: hashing, letters: PlainLetters(),
            confirmation: .rehearsal)
    }

    package var events: [RoundEvent] { log.map(\.event) }

    /// The person as the directory knows it now.
    package func actor(_ person: PersonID, for organisation: OrganisationID? = nil) -> Actor {
        do {
            return try directory.actor(.person(person), actingFor: organisation)
        } catch {
            preconditionFailure("\(person) is not in the cast: \(error)")
        }
    }

    /// What the round answers, without making it so.
    package func answer(
        _ command: RoundCommand, by actor: Actor
    ) -> Result<[RoundEvent], Refusal> {
        Result { () throws(Refusal) in try round.decide(command, by: actor, in: world) }
    }

    /// Why the round refuses it, or nil.
    package func refusal(of command: RoundCommand, by actor: Actor) -> Refusal? {
        if case .failure(let refusal) = answer(command, by: actor) { refusal } else { nil }
    }

    package func refusal(of command: RoundCommand, by person: PersonID) -> Refusal? {
        refusal(of: command, by: actor(person))
    }

    /// Gives a command and makes its events true, if it is accepted.
    @discardableResult
    package mutating func when(
        _ command: RoundCommand, by actor: Actor
    ) -> Result<[RoundEvent], Refusal> {
        let result = answer(command, by: actor)
        if case .success(let events) = result { record(events, by: actor) }
        return result
    }

    @discardableResult
    package mutating func when(
        _ command: RoundCommand, by person: PersonID
    ) -> Result<[RoundEvent], Refusal> {
        when(command, by: actor(person))
    }

    /// Gives a command that must be accepted; a refusal is a mistake in the test.
    @discardableResult
    package mutating func given(_ command: RoundCommand, by actor: Actor) -> [RoundEvent] {
        switch when(command, by: actor) {
        case .success(let events): return events
        case .failure(let refusal):
            preconditionFailure("\(actor.identity) can't \(command): \(refusal)")
        }
    }

    @discardableResult
    package mutating func given(_ command: RoundCommand, by person: PersonID) -> [RoundEvent] {
        given(command, by: actor(person))
    }

    /// Makes these events true as if this actor had caused them now.
    package mutating func record(_ events: [RoundEvent], by actor: Actor = .server) {
        for event in events {
            let stamp = Stamp(
                position: log.count + 1, at: now, by: actor.identity, actingFor: actor.actingFor)
            round.apply(event, stamp: stamp)
            log.append((event, stamp))
        }
    }

    /// Lets the server's clock reach this moment and give its command, if anything is due.
    package mutating func pass(to instant: Instant) {
        now = instant
        when(.passTime, by: .server)
    }

    package mutating func pass(to text: String) { pass(to: amsterdam(text).instant) }

    /// Changes the directory, as its administrator.
    package mutating func change(_ event: DirectoryEvent) {
        directory.apply(
            event, stamp: Stamp(position: 1, at: now, by: .person(DemoCast.administrator)))
    }
}

/// The moment that the text names on the clocks of Amsterdam.
package func amsterdam(_ text: String) -> AmsterdamTime {
    guard let time = AmsterdamTime(text) else {
        preconditionFailure("\(text) is not a local time")
    }
    return time
}

/// The name of an enumeration's case, which is its name on the wire.
package func caseName(of value: some Any) -> String {
    String("\(value)".prefix { $0.isLetter || $0.isNumber })
}
