import ArgumentParser
import Domain
import Engine
import Foundation
import Pages
import Wire

/// Computes the outcomes of what was taken in.
struct IndicatorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "indicators",
        abstract:
            "Compute outcomes from the messages that were taken in, above all sustained outflow.",
        discussion: """
            Duurzame uitstroom: of the clients whose care ended long enough ago, how many didn't \
            come back within half a year. Beside it stand inflow, outflow and stock, dropout, \
            step-down, throughput and waiting times, each with its numbers and its interval, and \
            what it leaves out. A figure that can't be given yet says from which day it can.

            What instruments, surveys and files gave (see intake --kind) stands below it: \
            self-sufficiency, the participation ladder, goals, satisfaction and files that were \
            opened again; of an initiative also warm handovers, from the log of its round. \
            Figures of others (--kind context) stand last, in text and JSON, under their own heading.

            Everything is computed anew from the messages; it only reads, also while a server \
            runs. For publication small numbers are hidden, and enough others that none of them \
            follows from the rest of the same table. Counts are multiples of five then, percentages \
            and bounds follow from those counts, and days are whole. That holds within one table: \
            tables of the same days side by side (the total, a domain, a category, an initiative, \
            another horizon) can be subtracted from each other, so publish one of them. What fewer \
            than ten clients are left out of (--domain, --initiative) is refused.

            EXAMPLES:
              kansendossier indicators
              kansendossier indicators --reference-date 2026-05-01 --horizon P183D --json
              kansendossier indicators --domain wmo --by half-year --from 2025-01-01
              kansendossier indicators --by initiative
              kansendossier indicators --initiative SamenDoen --started 2025-04-01
              kansendossier indicators --initiative SamenDoen --by half-year
              kansendossier indicators --initiative SamenDoen --by provider
              kansendossier indicators --by neighbourhood --for-publication
              kansendossier indicators --by provider --for-publication --csv
            """)

    @OptionGroup var folder: FolderOption

    @Option(help: "The day as of which the world is described; without it, today in Amsterdam.")
    var referenceDate: CivilDate?

    @Option(help: "The first day whose begins and ends count; without it, all do.")
    var from: CivilDate?

    @Option(help: "The last day whose begins and ends count; without it, the reference date.")
    var to: CivilDate?

    @OptionGroup var rules: DefinitionOption

    @Option(help: "Only care under this law (wmo or youth); without it, both.")
    var domain: CareDomain?

    @Option(help: "What to split by.")
    var by = OutcomeDivision.Kind.total

    @Option(help: "Only the clients on the list of this initiative, as the list names it.")
    var initiative: String?

    @Option(
        help: """
            In which round the initiative's handovers are registered, when there are several; it is \
            found by the title of its dossier, or its number as in "dossier 3".
            """)
    var round: String?

    @Option(
        help: "The day on which the initiative began: its partners' year before stands beside it.")
    var started: CivilDate?

    @Option(
        help: "How many inhabitants the municipality has: shows the inflow per 1,000 of them too.")
    var inhabitants: Int?

    @Flag(
        help: """
            Also compare how much a week was allocated (301) on the first and the last day; reads \
            every allocation.
            """)
    var volume = false

    @Flag(
        help: "Hide small numbers, and enough others that none follows from the rest of the table.")
    var forPublication = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print a row for each group as CSV.")
    var csv = false

    func validate() throws {
        if json && csv {
            throw ValidationError("--json and --csv are two forms of the same: choose one")
        }
        if initiative != nil, by == .initiative {
            throw ValidationError("--by initiative shows every one: leave --initiative out")
        }
        if started != nil, initiative == nil || by != .total {
            throw ValidationError("--started goes with --initiative, and with the total")
        }
        if let inhabitants, inhabitants < 1 || initiative != nil || !(by == .total || by.isTime) {
            throw ValidationError(
                "--inhabitants is a number from 1, and goes with the total or --by a time")
        }
        if let round, initiative == nil || RoundID(rawValue: round) == nil {
            throw ValidationError("--round goes with --initiative, and is a round's id")
        }
        if volume, from == nil, !by.isTime {
            throw ValidationError("--volume compares two days: give --from, or --by a time")
        }
        if let from, from > reference {
            throw ValidationError("--from is after the reference date, \(reference)")
        }
        if let from, let to, from > to { throw ValidationError("--from is after --to") }
    }

    func run() async throws {
        let sources = try await sources(from: try await folder.log())
        if let removed = sources.care.removedBefore, from.map({ $0 < removed }) ?? true {
            Console.tell(
                "indicators: records of who had left care before \(removed) were removed: figures "
                    + "about days before it leave out whoever stayed away; give --from \(removed)")
        }
        tell(try await report(on: sources))
    }

    private func sources(from place: LogPlace) async throws -> OutcomeSources {
        let store = try await place.takenInCare()
        var sources: OutcomeSources
        do {
            sources = OutcomeSources(
                care: try await StoredCare(in: store, domain: domain),
                measurements: try await StoredMeasurements(in: store))
            sources.context = try await store.contextFigures()
            sources.inhabitants = inhabitants
            if volume { sources.volumes = try await StoredVolumes(in: store, domain: domain) }
            if by == .neighbourhood {
                sources.residences = try await StoredCare.residences(in: store)
            }
        } catch let failure as CareFailure {
            throw CommandFailure(failure)
        }
        try await store.close()
        try check(sources)
        if let initiative {
            sources.register = try await HandoverRegister(
                of: initiative, in: place,
                round: round.flatMap { RoundID(rawValue: $0) })
        }
        return sources
    }

    /// Throws when what is asked for needs what wasn't taken in.
    private func check(_ sources: OutcomeSources) throws {
        let cohorts = sources.care.cohorts
        if sources.volumes?.isEmpty == true {
            throw CommandFailure(
                .usage, "no allocation (301) was taken in, and --volume needs them")
        }
        if by == .neighbourhood && sources.residences == nil {
            throw CommandFailure(
                .usage, "no list of where clients live was taken in: see intake --kind wijken")
        }
        if by == .initiative && cohorts.isEmpty {
            throw CommandFailure(
                .usage, "no list of an initiative's clients was taken in: see intake --kind cohort")
        }
        if by == .initiative && cohorts.count > StoredCare.initiativesMost {
            throw CommandFailure(
                .usage,
                "the lists name more than \(StoredCare.initiativesMost) initiatives: choose one with "
                    + "--initiative")
        }
        if let initiative { try sources.care.requireList(of: initiative) }
        if forPublication { try requireRest(in: sources.care) }
    }

    /// Throws when what is left out is so little that everybody's figures would tell of it.
    private func requireRest(in care: StoredCare) throws {
        let few = 1..<SmallNumbers.totalLeast
        if few.contains(care.clientsElsewhere) {
            throw CommandFailure(
                .usage,
                "fewer than \(SmallNumbers.totalLeast) clients have care under the other law: beside "
                    + "the figures of both they could be known, so leave --domain out")
        }
        if let initiative, few.contains(care.clientCount(outside: initiative)) {
            throw CommandFailure(
                .usage,
                "fewer than \(SmallNumbers.totalLeast) clients aren't on the list of \(initiative): "
                    + "beside the figures of all they could be known, so leave --initiative out")
        }
    }

    private func report(on sources: OutcomeSources) async throws -> OutcomeReport {
        let whole = question(on: sources.care)
        let division = OutcomeDivision(
            by: by, initiative: initiative, started: started, care: sources.care,
            residences: sources.residences)
        var groups = CountedGroups(from: sources, by: by)
        for part in division.parts(of: whole) { await groups.add(part) }
        return groups.report(of: whole, forPublication: forPublication)
    }

    private var reference: CivilDate { referenceDate ?? AmsterdamTime(WallClock.now).date }

    private func question(on care: StoredCare) -> OutcomeQuestion {
        return OutcomeQuestion(
            from: from, to: to, referenceDate: reference, knownOn: care.knownOn ?? reference,
            definition: rules.definition)
    }

    private func tell(_ report: OutcomeReport) {
        if json {
            Console.say(String(decoding: CanonicalJSON.bytes(of: report), as: UTF8.self))
        } else if csv {
            Console.put(OutcomeTable(report).text)
        } else {
            Console.put(DutchOutcomes().text(of: report))
        }
    }
}

extension CivilDate: ExpressibleByArgument {
    /// A day such as 2026-04-06.
    package init?(argument: String) { self.init(argument) }
}

extension Horizon: ExpressibleByArgument {
    /// A horizon such as P6M or P183D.
    package init?(argument: String) { self.init(argument) }

    /// As it is written.
    package var defaultValueDescription: String { description }
}

extension CareDomain: ExpressibleByArgument {}
