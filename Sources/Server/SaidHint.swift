package import Domain
import Engine
package import Wire

/// One hint as nodes tell it to each other.
///
/// Their words about a part are a JSON list of these. What can't be read is passed over: it lapses
/// like any other.
package struct SaidHint: Codable, Sendable, Hashable, Comparable {
    package let since: Instant
    /// Counts the comers at one node, so that of two in one millisecond one is the first.
    package let order: Int
    package let connection: String
    package let organisation: OrganisationID
    package let person: PersonID
    package let place: HintPlace?

    /// That source, at that spot since then.
    package init(
        _ source: HintBoard.Source, _ spot: HintBoard.Spot, since: Instant, order: Int
    ) {
        self.since = since
        self.order = order
        connection = source.connection
        organisation = source.organisation
        person = spot.person
        place = spot.place
    }

    /// Who came first is first; by the clocks of their nodes.
    package static func < (left: Self, right: Self) -> Bool {
        (left.since, left.order, left.connection, left.organisation)
            < (right.since, right.order, right.connection, right.organisation)
    }

    /// These as one node's words; empty for none.
    static func words(_ hints: [SaidHint]) -> [UInt8] {
        hints.isEmpty ? [] : CanonicalJSON.bytes(of: hints)
    }

    /// What is in the words of all other nodes.
    static func all(in words: [[UInt8]]) -> [SaidHint] {
        words.flatMap { (try? CanonicalJSON.value([SaidHint].self, from: $0)) ?? [] }
    }
}

extension HintBoard.Part {
    /// The name under which nodes speak of it: the round's and the dossier's.
    var topic: PeerTopic { PeerTopic(.hints, "\(round) \(dossier)") }

    /// The part of that name.
    init?(_ topic: PeerTopic) {
        let words = topic.name.split(separator: " ")
        guard topic.kind == .hints, words.count == 2,
            let round = RoundID(rawValue: String(words[0])), let dossier = Int(words[1])
        else { return nil }
        self.init(round: round, dossier: dossier)
    }
}
