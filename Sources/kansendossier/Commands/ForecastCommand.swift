import ArgumentParser
import Domain
import Engine
import Foundation
import Pages
import Wire

/// Tells what the year will have cost by its end.
struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Forecast what care will have cost by the end of the year, against the budget.",
        discussion: """
            Who is in care now costs a price a month and leaves with a fixed chance a month; new \
            clients come as they came before. Both rates are those of the months before the \
            reference date. The interval is that of chance alone. Take the last day of a month as \
            reference date: whole months are counted from it, and days that are left over are told and in no \
            amount. It is no later than the last receipt: what happened since isn't known.

            The price list has a header, Categorie;PrijsPerMaand, and a line for each product \
            category, in euros: 02;1250,50. Clients in care without a price are counted and are in \
            no amount. It shows small numbers, so it isn't for publication. Method: stock and flow \
            (Bartholomew and Forbes, 1979).

            EXAMPLES:
              kansendossier forecast --price-list prijzen.csv --budget 1250000 --spent 410000
              kansendossier forecast --initiative SamenDoen --price-list prijzen.csv \
            --budget 90000 --spent 30000 --reference-date 2026-05-31 --json
            """)

    @OptionGroup var folder: FolderOption

    @Option(help: ArgumentHelp("What a month costs, by category.", valueName: "file"))
    var priceList: String

    @Option(help: ArgumentHelp("What may be spent in all, in euros.", valueName: "euros"))
    var budget: Cents

    @Option(
        help: ArgumentHelp(
            "What was spent of it up to the reference date, in euros.", valueName: "euros"))
    var spent: Cents

    @Option(help: "The day as of which clients are in care; without it, the last receipt.")
    var referenceDate: CivilDate?

    @Option(help: "The last day of the budget; without it, that of the reference date's year.")
    var until: CivilDate?

    @Option(help: "From how many months before the reference date inflow and outflow are taken.")
    var seenMonths = 12

    @Option(help: "Only care under this law (wmo or youth); without it, both.")
    var domain: CareDomain?

    @Option(help: "Only the clients on the list of this initiative, as the list names it.")
    var initiative: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...ForecastReport.seenMonthsMost).contains(seenMonths) else {
            throw ValidationError("--seen-months is 1 to \(ForecastReport.seenMonthsMost)")
        }
    }

    func run() async throws {
        let prices = try list().prices
        let store = try await folder.log().takenInCare()
        let care: StoredCare
        do {
            care = try await StoredCare(in: store, domain: domain)
        } catch let failure as CareFailure {
            throw CommandFailure(failure)
        }
        try await store.close()
        let report = try report(on: care, prices)
        if json {
            Console.say(String(decoding: CanonicalJSON.bytes(of: report), as: UTF8.self))
        } else {
            Console.put(DutchForecast().text(of: report))
        }
    }

    private func list() throws -> PriceList {
        guard let data = FileManager.default.contents(atPath: priceList),
            let text = String(data: data, encoding: .utf8)
        else { throw CommandFailure(.badData, "can't read \(priceList) as text in UTF-8") }
        return try PriceList(text)
    }

    private func report(
        on care: StoredCare, _ prices: [ProductCategory: Cents]
    ) throws -> ForecastReport {
        if let initiative { try care.requireList(of: initiative) }
        let members = initiative.map { care.cohorts[$0] ?? [] }
        let knownOn = care.knownOn ?? AmsterdamTime(WallClock.now).date
        let reference = referenceDate ?? knownOn
        guard reference <= knownOn else {
            throw CommandFailure(
                .usage,
                "the last messages came in on \(knownOn): --reference-date can't be later")
        }
        let last = until ?? CivilDate(year: reference.year, month: 12, day: 31) ?? reference
        let report = ForecastReport(
            flows: { first, last in
                care.table.flows(after: first, to: last) {
                    members?.contains(care.persons[$0]) ?? true
                }
            }, prices: prices, spent: spent, budget: budget, referenceDate: reference,
            knownOn: knownOn, until: last, seenMonths: seenMonths)
        guard let report else {
            throw CommandFailure(
                .usage,
                "--until lies before the reference date, or more than "
                    + "\(CareForecast.monthsMost) months after it")
        }
        return report
    }
}
