import ArgumentParser
import Benchmarks
import Foundation
import Testing

struct IndicatorRunTests {
    @Test func `the same numbers give the same counts, on however many threads and however split`()
        async
    {
        let whole = await IndicatorRun(periods: 5000, threads: 1, cut: .whole).count().counts
        #expect(whole.contains("\"returned\": "))
        for cut in IndicatorRun.Cut.allCases {
            let parts = await IndicatorRun(periods: 5000, threads: 3, cut: cut).count().counts
            #expect(parts == whole)
        }
    }

    @Test func `an export has a line for each period and open ends are empty`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try IndicatorRun(periods: 1000, threads: 1, cut: .whole).write(to: file.path)
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 1001 && lines[0] == "person,begin,end,class,domain,category")
        #expect(lines.contains { $0.contains(",,") })
    }

    @Test func `numbers of periods, threads and runs have their limits`() {
        for (arguments, isFine) in [
            (["--periods", "1"], true), (["--periods", "0"], false),
            (["--periods", "100000000"], true), (["--periods", "100000001"], false),
            (["--threads", "64"], true), (["--threads", "65"], false), (["--runs", "100"], true),
            (["--runs", "101"], false),
        ] {
            #expect(((try? IndicatorsCommand.parse(arguments)) != nil) == isFine, "\(arguments)")
        }
    }
}
