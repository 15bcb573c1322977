import Client
import Domain
import Engine
import Foundation
import Support
import Wire

/// A round that the plans are played in: where it begins, who plays, and who only looks.
struct PlayedRound: Sendable {
    /// Somebody with a connection of their own; one person may have several.
    struct Seat: Sendable {
        let person: PersonID
        let view: RoundViewer
        let part: Part
    }

    /// What somebody does all the time.
    enum Part: Sendable {
        case writes(DossierNumber)
        case scores(BallotName, on: [CriterionCode])
        case decides([DossierNumber])
        case looks
    }

    let round: RoundID
    let builder: RoundBuilder
    let seats: [Seat]

    var stream: StreamID { .round(round) }

    static let all = [writing, scoring, deciding]

    /// Three coalitions that write until 2099, two people at each dossier.
    static let writing: PlayedRound = {
        var rules = RuleSample()
        rules.closesAt = "2099-12-31T12:00:00"
        let leads = [DemoCast.mental, DemoCast.home, DemoCast.digital]
        let writers = leads.enumerated().flatMap { index, lead in
            [DemoCast.editor(of: lead), DemoCast.signatory(of: lead)].map {
                Seat(person: $0, view: .applicant(lead), part: .writes(index + 1))
            }
        }
        return PlayedRound(
            round: "schrijven", builder: RoundStage.open.builder(rules: rules),
            seats: writers + [
                Seat(person: DemoCast.coordinator, view: .coordinator, part: .looks)
            ])
    }()

    /// A ballot on the scores of a dossier in which everybody changes their mind all the time.
    static let scoring: PlayedRound = {
        let builder = RoundStage.scoresOpen.builder()
        let criteria = builder.round.rules.criteria.map(\.code)
        let voters = DemoCast.voters.map {
            Seat(
                person: $0, view: .member($0),
                part: .scores(builder.latestBallot, on: criteria))
        }
        return PlayedRound(
            round: "scoren", builder: builder,
            seats: voters + [
                Seat(person: DemoCast.secretary, view: .secretary, part: .looks),
                Seat(person: DemoCast.auditor, view: .auditor, part: .looks),
            ])
    }()

    /// A pot in which two of three dossiers fit, and somebody who decides on three devices.
    static let deciding: PlayedRound = {
        var builder = RoundBuilder()
        builder.open()
        for _ in 1...3 { builder.submit(builder.draft(requested: 4_000_000, minimum: 1_000_000)) }
        builder.admitAll()
        builder.openSitting()
        for (number, value) in [(1, 5), (2, 4), (3, 3)] { builder.assess(number, [value]) }
        builder.closeSitting()
        builder.rank()
        let devices = (1...3).map { _ in
            Seat(
                person: DemoCast.decisionMaker, view: .decisionMaker, part: .decides([1, 2, 3]))
        }
        return PlayedRound(
            round: "beslissen", builder: builder,
            seats: devices + [
                Seat(person: DemoCast.coordinator, view: .coordinator, part: .looks)
            ])
    }()

    /// The directory that all rounds share.
    static var directory: Directory { writing.builder.directory }

    /// Stores all rounds with their directory.
    static func fill(_ journal: any Journal) async throws {
        let now = Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1000))
        try await StagedJournal.write(directory, at: now, to: journal)
        for played in all {
            try await StagedJournal.write(played.builder, as: played.round, to: journal)
        }
    }
}

extension PlayedRound.Part {
    /// Something that may be done next; `version` is that of the dossier as far as is known.
    func command(
        version: Int, using random: inout some RandomNumberGenerator
    ) -> RoundCommand? {
        switch self {
        case .looks: nil
        case .writes(let dossier):
            .writeSection(
                dossier: dossier, version: version,
                section: Section.texts.randomElement(using: &random) ?? .approach,
                text: "Versie \(Int.random(in: 1...999_999, using: &random)) van de aanpak.")
        case .scores(let ballot, let criteria):
            criteria.randomElement(using: &random).map {
                RoundCommand.giveScore(
                    ballot: ballot, criterion: $0, value: Int.random(in: 1...5, using: &random))
            }
        case .decides(let dossiers):
            dossiers.randomElement(using: &random).map { decision(on: $0, using: &random) }
        }
    }

    /// In full, in part or nothing, whatever is left in the pot.
    private func decision(
        on dossier: DossierNumber, using random: inout some RandomNumberGenerator
    ) -> RoundCommand {
        let amount = Int.random(in: 0...8, using: &random) * 500_000
        let outcome: DecisionOutcome =
            switch amount {
            case 4_000_000...: .granted
            case 1_000_000...: .offeredInPart
            default: .rejected
            }
        return .intendDecision(
            dossier: dossier, outcome: outcome,
            amount: Cents(outcome == .rejected ? 0 : amount), motivation: RoundBuilder.reasons,
            grounds: outcome == .granted ? [] : [.ceilingReached],
            deviation: RoundBuilder.reasons)
    }
}
