package import Domain

/// A stream small enough to see through, with everything that the engine must cope with: an
/// invariant between commands, hidden parts, a deadline, rights that change and attendance.
package struct Toy: Aggregate {
    /// The sum of all additions may not pass this.
    package static let totalMost = 100

    package private(set) var isFounded = false
    package private(set) var isClosed = false
    package private(set) var total = 0
    package private(set) var marks = 0
    package private(set) var contributions: [PersonID: Int] = [:]
    package private(set) var members: Set<PersonID> = []
    package private(set) var deadline: Instant?
    package private(set) var attending: Set<ToyViewer> = []

    package init(stream: StreamID) {}

    package static func founds(_ command: ToyCommand) -> Bool { command == .found }

    package static var passTime: ToyCommand { .passTime }

    package func decide(
        _ command: ToyCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [ToyEvent] {
        guard isFounded != (command == .found) else { throw Refusal(.alreadyExists) }
        switch command {
        case .found: return [.founded]
        case .mark: return [.marked]
        case .add(let amount):
            guard let person = actor.person else { throw Refusal(.notAllowed) }
            guard !isClosed else { throw Refusal(.roundClosed) }
            guard amount > 0 else { throw Refusal(.amountNegative) }
            guard total + amount <= Self.totalMost else {
                throw Refusal(.potExceeded, current: Self.totalMost - total)
            }
            return [.added(person: person, amount: amount)]
        case .addTwice(let amount):
            let first = try decide(.add(amount: amount), by: actor, in: world)
            return first + first.prefix(total + 2 * amount <= Self.totalMost ? 1 : 0)
        case .invite(let person):
            guard !members.contains(person) else { throw Refusal(.alreadyExists) }
            return [.invited(person: person)]
        case .expel(let person):
            guard members.contains(person) else { throw Refusal(.wrongState) }
            return [.expelled(person: person)]
        case .closeAt(let moment): return [.deadlineSet(moment: moment)]
        case .passTime:
            guard let deadline, deadline <= world.now else { throw Refusal(.nothingDue) }
            return [.closed]
        case .note(let person, let connected):
            guard actor.identity == .server else { throw Refusal(.notAllowed) }
            guard attending.contains(.own(person)) != connected else { throw Refusal(.wrongState) }
            return [connected ? .came(person: person) : .went(person: person)]
        }
    }

    package mutating func apply(_ event: ToyEvent, stamp: Stamp) {
        switch event {
        case .founded: isFounded = true
        case .marked: marks += 1
        case .added(let person, let amount):
            total += amount
            contributions[person, default: 0] += amount
        case .invited(let person): members.insert(person)
        case .expelled(let person): members.remove(person)
        case .deadlineSet(let moment): deadline = moment
        case .closed:
            isClosed = true
            deadline = nil
        case .came(let person): attending.insert(.own(person))
        case .went(let person): attending.remove(.own(person))
        }
    }

    package func deviation(of event: ToyEvent, stamp: Stamp, hashing: any Hashing) -> String? {
        nil
    }

    package var partKeys: [ToyPartKey] {
        [.total] + contributions.keys.sorted().map { .contribution($0) } + [.members, .attendance]
    }

    package func partKeys(touchedBy event: ToyEvent) -> [ToyPartKey]? {
        switch event {
        case .marked, .deadlineSet: []
        case .added(let person, _): [.total, .contribution(person)]
        case .invited, .expelled: [.members]
        case .came, .went: [.attendance]
        case .founded, .closed: nil
        }
    }

    /// Contributions are hidden but to their owner until the end; then all are shown but one's own
    /// is no longer apart. The total is everybody's, the rest the members'.
    package func part(_ key: ToyPartKey, for viewer: ToyViewer) -> ToyPart? {
        switch (key, viewer) {
        case (.total, _): isFounded ? .number(total) : nil
        case (.contribution(let person), .own(let owner)):
            person == owner && !isClosed ? contributions[person].map { .number($0) } : nil
        case (.contribution(let person), .everybody):
            isClosed ? contributions[person].map { .number($0) } : nil
        case (.contribution, .member): nil
        case (.members, .member): .people(members.sorted())
        case (.attendance, .member):
            .people(
                attending.compactMap { if case .own(let person) = $0 { person } else { nil } }
                    .sorted())
        case (.members, _), (.attendance, _): nil
        }
    }

    package func admits(_ actor: Actor, as viewer: ToyViewer) -> Bool {
        guard let person = actor.person else { return false }
        return switch viewer {
        case .everybody: true
        case .member: members.contains(person) || actor.holds(.coordinator)
        case .own(let owner): owner == person
        }
    }

    package static func changesAccess(_ event: ToyEvent) -> Bool {
        switch event {
        case .invited, .expelled: true
        default: false
        }
    }

    package func attendanceCommand(for viewer: ToyViewer, connected: Bool) -> ToyCommand? {
        guard case .own(let person) = viewer, members.contains(person) else { return nil }
        return .note(person: person, connected: connected)
    }
}

package enum ToyCommand: Codable, Sendable, Equatable {
    case found
    /// Always accepted, seen by nobody.
    case mark
    case add(amount: Int)
    /// Two events, or one when there is room for one only.
    case addTwice(amount: Int)
    case invite(person: PersonID)
    case expel(person: PersonID)
    case closeAt(moment: Instant)
    case passTime
    case note(person: PersonID, connected: Bool)
}

package enum ToyEvent: Codable, Sendable, Equatable {
    case founded
    case marked
    case added(person: PersonID, amount: Int)
    case invited(person: PersonID)
    case expelled(person: PersonID)
    case deadlineSet(moment: Instant)
    case closed
    case came(person: PersonID)
    case went(person: PersonID)
}

package enum ToyViewer: Hashable, Sendable, LosslessStringConvertible {
    case everybody
    case member
    case own(PersonID)

    package init?(_ description: String) {
        switch description {
        case "everybody": self = .everybody
        case "member": self = .member
        default:
            guard description.hasPrefix("own/"),
                let person = PersonID(rawValue: String(description.dropFirst(4)))
            else { return nil }
            self = .own(person)
        }
    }

    package var description: String {
        switch self {
        case .everybody: "everybody"
        case .member: "member"
        case .own(let person): "own/\(person)"
        }
    }
}

package enum ToyPartKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    case total
    case contribution(PersonID)
    case members
    case attendance

    package var description: String {
        switch self {
        case .total: "total"
        case .contribution(let person): "contribution/\(person)"
        case .members: "members"
        case .attendance: "attendance"
        }
    }
}

package enum ToyPart: Encodable, Sendable, Equatable {
    case number(Int)
    case people([PersonID])

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .people(let people): try container.encode(people)
        }
    }
}
