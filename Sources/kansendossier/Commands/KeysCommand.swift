import ArgumentParser
import Domain
import Foundation
import Intake

/// Makes and rotates the keys by which clients are known.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make, rotate and look at the keys that make pseudonyms.",
        discussion: """
            Keep the key file outside the data folder, and a copy of it in a safe: without it \
            nothing that comes in can be joined to what came before, and with it and the data \
            folder together clients can be found by trying all numbers.

            A rotation keeps the former key beside the new one. As long as both are there, every \
            client that comes by is joined to who it was; deliver the cohort lists and a recent \
            month of messages again, then end the overlap. Whoever didn't come by is a new \
            person from then on.

            EXAMPLES:
              kansendossier keys make --municipality 0983 /etc/kansendossier/0983.keys
              kansendossier keys rotate /etc/kansendossier/0983.keys
              kansendossier keys end-overlap /etc/kansendossier/0983.keys
              kansendossier keys show /etc/kansendossier/0983.keys
            """,
        subcommands: [Make.self, Rotate.self, EndOverlap.self, Show.self])

    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key file that isn't there yet, for its owner alone.")

        @Option(help: "The municipality's code of four digits, such as 0983.")
        var municipality: String

        @Argument(help: "The key file.")
        var file: String

        func run() throws {
            guard let code = MunicipalityCode(municipality) else {
                throw ValidationError("--municipality is a code of four digits")
            }
            guard !FileManager.default.fileExists(atPath: file) else {
                throw CommandFailure(
                    .unavailable, "\(file) is there already; keys are never overwritten")
            }
            let ring = KeyRing(municipality: code)
            try CareKeys.write(ring, to: file)
            KeysCommand.show(ring)
        }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a new key first, and keep the former one for the overlap.")

        @Argument(help: "The key file.")
        var file: String

        func run() throws {
            try KeysCommand.change(file) { ring throws(KeyRing.Fault) in try ring.rotate() }
        }
    }

    struct EndOverlap: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget the former key.")

        @Argument(help: "The key file.")
        var file: String

        func run() throws {
            try KeysCommand.change(file) { ring throws(KeyRing.Fault) in try ring.endOverlap() }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell which keys there are, and nothing of what they are.")

        @Argument(help: "The key file.")
        var file: String

        func run() throws { KeysCommand.show(try CareKeys.read(file)) }
    }

    private static func change(
        _ file: String, _ body: (inout KeyRing) throws(KeyRing.Fault) -> Void
    ) throws {
        var ring = try CareKeys.read(file)
        do {
            try body(&ring)
        } catch {
            throw CommandFailure(.didNotHold, "\(file): \(CareKeys.sentence(error))")
        }
        try CareKeys.write(ring, to: file)
        show(ring)
    }

    private static func show(_ ring: KeyRing) {
        let checks = Pseudonymiser(ring).personKeyChecks
        Console.say("municipality \(ring.municipality)")
        for (place, key) in ring.personKeys.enumerated() {
            Console.say(
                "\(place == 0 ? "current" : "former ") person key \(key.id) "
                    + "(check \(checks[place].description.prefix(8)))")
        }
        Console.say(
            "content key \(ring.contentKey.id) "
                + "(check \(Pseudonymiser(ring).contentKeyCheck.description.prefix(8)))")
    }
}
