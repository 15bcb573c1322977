import Foundation

/// What was asked for on the command line.
struct Options: Sendable {
    /// What this process is for.
    enum Job: Sendable {
        case counts
        case report
        /// The server that a report measures from outside; started by the report itself.
        case serve(folder: String)
    }

    /// The files with which the measured server speaks TLS, in PEM.
    struct Certificate: Sendable {
        let file: String
        let keyFile: String
    }

    static let usage = """
        usage: Benchmarks counts [--folder PATH]
               Benchmarks report [--folder PATH] [--certificate FILE --key FILE]

        --folder PATH       below which data folders are made and removed; its disk is measured
        --certificate FILE  PEM for localhost: measure over wss instead of ws
        --key FILE          the key that belongs to it
        """

    let job: Job
    /// Below which temporary data folders are made: the disk that is measured.
    private(set) var folder = FileManager.default.temporaryDirectory.path
    private(set) var certificate: Certificate?

    /// Reads the arguments after the program's name; throws the usage for others than it names.
    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        switch rest.popFirst() {
        case "counts": job = .counts
        case "report": job = .report
        case "serve":
            guard let folder = rest.popFirst() else { throw BenchmarkFailure(Self.usage) }
            job = .serve(folder: folder)
        default: throw BenchmarkFailure(Self.usage)
        }
        var files: (certificate: String?, key: String?)
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { throw BenchmarkFailure(Self.usage) }
            switch name {
            case "--folder": folder = value
            case "--certificate": files.certificate = value
            case "--key": files.key = value
            default: throw BenchmarkFailure(Self.usage)
            }
        }
        switch files {
        case (let file?, let key?): certificate = Certificate(file: file, keyFile: key)
        case (nil, nil): break
        default: throw BenchmarkFailure(Self.usage)
        }
    }
}
