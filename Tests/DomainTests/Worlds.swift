import Domain
import Support
import Testing

/// Two rounds that are played alike but for what is hidden, with everything each viewer saw.
struct Worlds {
    var first: RoundBuilder
    var second: RoundBuilder
    private var seen: [RoundViewer: (first: [String], second: [String])] = [:]
    private var refusals: [Role: (first: [String], second: [String])] = [:]

    init(_ builder: RoundBuilder) { self.init(builder, builder) }

    /// Two worlds that have differed before anybody looked.
    init(_ one: RoundBuilder, _ other: RoundBuilder) {
        first = one
        second = other
        look()
    }

    mutating func play(_ command: RoundCommand, by person: PersonID) {
        play(command, command, by: person)
    }

    mutating func play(_ one: RoundCommand, _ other: RoundCommand, by person: PersonID) {
        first.when(one, by: person)
        second.when(other, by: person)
        look()
    }

    mutating func presence(of person: PersonID, _ connected: Bool) {
        first.when(.noteConnection(person: person, connected: connected), by: .server)
        second.when(.noteConnection(person: person, connected: connected), by: .server)
        look()
    }

    mutating func close() {
        let ballot = first.latestBallot
        play(
            .closeBallot(ballot: ballot, missing: first.missing(ballot)),
            .closeBallot(ballot: ballot, missing: second.missing(ballot)), by: DemoCast.chair)
    }

    /// Notes what every viewer sees and what every role is told.
    private mutating func look() {
        for viewer in everyViewer {
            seen[viewer, default: ([], [])].first.append(Self.view(of: first.round, viewer))
            seen[viewer, default: ([], [])].second.append(Self.view(of: second.round, viewer))
        }
        // The probes are those of the first world in both: an outsider knows of no other.
        let commands = probes(of: first)
        for role in Role.allCases {
            refusals[role, default: ([], [])].first += Self.told(role, commands, first)
            refusals[role, default: ([], [])].second += Self.told(role, commands, second)
        }
    }

    private static func view(of round: Round, _ viewer: RoundViewer) -> String {
        round.partKeys.compactMap { key in
            round.part(key, for: viewer).map { "\(key)=\(canonicalText(of: $0))" }
        }.joined(separator: "\n")
    }

    private static func told(
        _ role: Role, _ commands: [RoundCommand], _ builder: RoundBuilder
    ) -> [String] {
        let actor = role.actor(in: builder)
        return commands.map { command in
            "\(caseName(of: command)): \(builder.refusal(of: command, by: actor).map { "\($0)" } ?? "ok")"
        }
    }

    /// Holds the two worlds against each other byte by byte, and shows that they do differ.
    func expectAlike(
        hiddenFrom viewers: [RoundViewer], but excepted: Set<Role> = []
    ) {
        #expect(first.round != second.round)
        #expect(first.log.count == second.log.count)
        for (one, other) in zip(first.log, second.log) {
            #expect(
                first.round.partKeys(touchedBy: one.event)
                    == second.round.partKeys(touchedBy: other.event))
        }
        for viewer in viewers {
            #expect(seen[viewer]?.first == seen[viewer]?.second, "\(viewer)")
        }
        for role in Role.allCases where !excepted.contains(role) {
            #expect(refusals[role]?.first == refusals[role]?.second, "\(role)")
        }
    }
}
