import ArgumentParser
import Foundation

/// What is asked of more than one command.
struct Options: ParsableArguments {
    /// The files with which a measured server speaks TLS, in PEM.
    struct Certificate: Sendable {
        let file: String
        let keyFile: String
    }

    @Option(help: "Below which data folders are made and removed; its disk is measured.")
    var folder = FileManager.default.temporaryDirectory.path

    /// The two files, which go together.
    struct Files: ParsableArguments {
        @Option(
            name: .customLong("certificate"),
            help: "PEM for localhost: measure over wss instead of ws.")
        var file: String?

        @Option(name: .customLong("key"), help: "The key that belongs to it.")
        var keyFile: String?

        var certificate: Certificate? {
            guard let file, let keyFile else { return nil }
            return Certificate(file: file, keyFile: keyFile)
        }

        func validate() throws {
            guard (file == nil) == (keyFile == nil) else {
                throw ValidationError("--certificate and --key are given together")
            }
        }
    }
}
