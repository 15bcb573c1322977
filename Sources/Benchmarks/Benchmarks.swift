import ArgumentParser
import Foundation
import Glibc

/// Measures what the program costs: `counts` holds what may never grow, `report` gives figures.
///
/// What each number means, and how to repeat it, stands in the README beside this file.
@main
enum Benchmarks {
    static func main() async {
        do {
            FileLimit.raise()
            var command = try BenchmarksCommand.parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch let failure as BenchmarkFailure {
            tell("\(failure)")
            exit(2)
        } catch {
            BenchmarksCommand.exit(withError: error)
        }
    }

    /// Writes a line for whoever reads the result.
    static func say(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }

    /// Writes a line for whoever waits for the result.
    static func tell(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
}

/// Why something couldn't be measured.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// How many files and sockets this process may have open.
enum FileLimit {
    /// Takes as many as the system allows: a thousand connections need a thousand at each end.
    static func raise() {
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, 65_536)
        _ = setrlimit(files, &limit)
    }

    /// Refuses what the system doesn't allow, before minutes were spent on it.
    static func hold(for watchers: [Int], servers: Int) throws {
        // Both ends are counted apart: each server is a process of its own.
        let needed = (watchers.max() ?? 0) * servers + 100
        guard needed > current else { return }
        throw BenchmarkFailure(
            "\(needed) open files are needed here and \(current) allowed: raise the hard limit "
                + "(ulimit -Hn) or give --watchers")
    }

    /// How many it may have open now.
    static var current: Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(clamping: limit.rlim_cur)
    }
}
