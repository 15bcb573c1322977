import Foundation
import Glibc

/// Measures what the program costs: `counts` holds what may never grow, `report` gives figures.
///
/// What each number means, and how to repeat it, stands in the README beside this file.
@main
enum Benchmarks {
    static func main() async {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            FileLimit.raise()
            switch options.job {
            case .counts:
                let counts = try await Counts.take(below: options.folder)
                say(counts.table)
                exit(counts.areAllWithin ? 0 : 1)
            case .report:
                say(try await Report.write(options))
            case .serve(let folder):
                try await ServerChild.serve(folder, certificate: options.certificate)
            }
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(2)
        }
    }

    private static func say(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
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
}
