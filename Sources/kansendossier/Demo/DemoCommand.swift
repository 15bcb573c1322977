import ArgumentParser
import Client
import Domain
import Foundation
import SQLiteJournal

/// Plays a whole round, from call to award, over real connections.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Play a fictional round from its call to the outcomes two years later, live.",
        discussion: """
            Makes a data folder and a certificate of its own, serves, and lets every person play \
            over a wss connection of their own: call, dossiers, sitting, awards, then two years \
            of messages about care, reports, a payment, a talk and what the council sees of it. \
            Then it verifies the log and goes on serving, with links and tokens to look as any \
            of them, until interrupted. Everything in it is fictional.

            EXAMPLES:
              kansendossier demo
              kansendossier demo --exit
              kansendossier demo --connect wss://localhost:8443/ws --trust cert.pem \\
                --token-file administrator.txt
            """)

    @Flag(help: "End when it is over, with 0 only if everything held.")
    var exit = false

    @Option(help: "The data folder to make; a new one in the temporary folder by default.")
    var data: String?

    @Option(
        help: ArgumentHelp(
            "Where to keep the log: postgres://…, a database without one; without it, the folder.",
            valueName: "place"))
    var journal: String?

    @Option(help: "The port to serve on; 0 takes a free one.")
    var port = 0

    @Option(help: ArgumentHelp("The round to play.", valueName: "file"))
    var round = "config/demo.json"

    @Option(
        help: ArgumentHelp(
            "Play against a server that runs already, as its administrator `beheerder`.",
            valueName: "url"))
    var connect: String?

    @Option(help: ArgumentHelp("The certificates to trust, with --connect.", valueName: "file"))
    var trust: String?

    @OptionGroup var token: TokenSource

    @Option(
        help: ArgumentHelp(
            "Write a line `stream actor key` here for each command that was acknowledged.",
            valueName: "file"))
    var acknowledged: String?

    func run() async throws {
        guard FileManager.default.isReadableFile(atPath: round) else {
            throw CommandFailure(
                .configuration,
                [
                    "there is no file \(round) to be read here, so there is no round to play",
                    "run this in the folder of the repository, which has config/demo.json, or say "
                        + "where the round is: --round <file>",
                ])
        }
        let script: DemoScript
        do {
            script = try DemoScript(contentsOf: round)
        } catch {
            throw CommandFailure(.configuration, "\(round) is not a round to play: \(error)")
        }
        let acknowledgements = try DemoAcknowledgements(path: acknowledged)
        if let connect {
            let trust = self.trust.map { Trust.certificates(pemFile: $0) } ?? .system
            let cast = try DemoCast(
                at: DemoCast.Place(url: connect, trust: trust), round: script.round,
                administrator: DemoHouse.administrator, token: try token.token(),
                acknowledgements: acknowledgements)
            try await play(
                DemoPlayer(
                    script: script, stage: DemoStage(), cast: cast,
                    clock: DemoClock(daysBehind: 0), aftercare: nil))
            Console.say("demo: ok")
        } else {
            try await playAtHome(script, acknowledgements)
        }
    }

    private func play(
        _ player: DemoPlayer, andThen afterwards: @escaping @Sendable () async throws -> Void = {}
    ) async throws {
        let cast = player.cast
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await cast.run()
                return false
            }
            group.addTask {
                defer { cast.leave() }
                try await player.play()
                try await afterwards()
                return true
            }
            // The first to end is the play, or a connection that ended for good.
            guard try await group.next() == true else {
                throw DemoFailure("a player's connection ended")
            }
            try await group.waitForAll()
        }
    }

    private func playAtHome(
        _ script: DemoScript, _ acknowledgements: DemoAcknowledgements
    ) async throws {
        let house = try await DemoHouse(
            folder: data, journal: journal ?? "", port: port, municipality: script.municipality)
        try await house.serve { url, stop in
            let cast = try DemoCast(
                at: DemoCast.Place(
                    url: url, trust: .certificates(pemFile: house.certificateFile)),
                round: script.round, administrator: DemoHouse.administrator, token: house.token,
                acknowledgements: acknowledgements)
            let stage = DemoStage()
            try await play(
                DemoPlayer(
                    script: script, stage: stage, cast: cast, clock: house.clock,
                    aftercare: DemoAftercare(
                        folder: house.folder, keys: house.keys, stage: stage))
            ) { if !exit { try await cast.giveLinks() } }
            if exit { return stop() }
            try await VerifyCommand.verify(house.log)
            house.showTheWay(to: url, cast)
        }
        if exit { try await VerifyCommand.verify(house.log) }
    }
}
