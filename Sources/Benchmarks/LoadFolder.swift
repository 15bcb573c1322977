import Domain
import Engine

/// The drafts that loads work on: each load has its own, so that every draft begins at version 1.
enum LoadFolder {
    /// Where one writer works.
    typealias Draft = (round: RoundID, dossier: DossierNumber, writer: PersonID)

    static let sizes = [1, 16, 64]
    /// The round in which all writers of a load work together.
    static let shared: RoundID = "samen"

    /// The round in which one writer works alone.
    static func own(_ number: Int) -> RoundID {
        guard let round = RoundID(rawValue: "eigen-\(number)") else {
            preconditionFailure("a number makes a name")
        }
        return round
    }

    /// Writes the directory, the shared round, a round for each writer, and the sitting.
    static func fill(_ journal: any Journal) async throws {
        let town = try SampleTown.script()
        try await town.write(to: journal)
        let shared = try SampleRound.drafting(
            by: sizes.flatMap { (1...$0).map(SampleTown.writer) }, in: town.state)
        try await shared.write(to: journal, as: .round(Self.shared))
        let own = try SampleRound.drafting(
            by: sizes.map { _ in SampleTown.writer(1) }, in: town.state)
        for number in 1...SampleTown.writersMost {
            try await own.write(to: journal, as: .round(Self.own(number)))
        }
        try await SampleRound.voting(in: town.state).write(to: journal)
    }

    /// Where each writer of a load of this size works when all share one round.
    static func together(_ size: Int) -> [Draft] {
        let before = sizes.prefix { $0 != size }.reduce(0, +)
        return (1...size).map { (shared, before + $0, SampleTown.writer($0)) }
    }

    /// Where each writer of a load of this size works when each has a round.
    static func apart(_ size: Int) -> [Draft] {
        let dossier = 1 + (sizes.firstIndex(of: size) ?? 0)
        return (1...size).map { (own($0), dossier, SampleTown.writer(1)) }
    }
}
