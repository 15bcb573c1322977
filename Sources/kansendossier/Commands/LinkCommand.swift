import ArgumentParser
import Domain
import Engine
import Pages

/// Makes a link by which somebody comes in with a browser, while no server runs.
struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Make a link to sign in with once, while no server runs, and print it once.",
        discussion: """
            The link alone goes to standard output. It works once, in a browser, until it is used \
            or too old. While a server holds the data folder, links are made through it: \
            kansendossier call directory.issueToken with the scope signIn; the secret goes behind \
            https://HOST/sign-in/. A log in PostgreSQL takes them beside its nodes.

            EXAMPLES:
              kansendossier link --person jansen
              kansendossier link --person jansen --without-second-factor
              kansendossier link --person jansen --hours 2 --config kansendossier.yaml
            """)

    @OptionGroup var folder: FolderOption

    @Option(help: "Who comes in by it: a person's id in the directory.")
    var person: String

    @Option(help: "For how many hours it can be used.")
    var hours: Int = 24

    @Flag(
        name: .customLong("without-second-factor"),
        help: "Take the person's second factor away first, such as when a phone is lost.")
    var withoutSecondFactor = false

    func validate() throws {
        guard PersonID(rawValue: person) != nil else {
            throw ValidationError("a person's id has 1 to 64 characters out of a-z, 0-9 and -")
        }
        guard (1...72).contains(hours) else {
            throw ValidationError("--hours is a whole number from 1 to 72")
        }
    }

    func run() async throws {
        let settings = try await folder.source.settings()
        let place = try folder.log(by: settings)
        guard let holder = PersonID(rawValue: person) else {
            preconditionFailure("arguments were validated")
        }
        let secret = Secret()
        let expiresAt = WallClock.now.advanced(bySeconds: hours * 3_600)
        let link = DirectoryCommand.issueToken(
            token: TokenCommand.newID(), holder: .person(holder), secret: secret.digest,
            scope: .signIn, expiresAt: expiresAt, label: "link")
        let removal =
            withoutSecondFactor ? DirectoryCommand.removeSecondFactor(person: holder) : nil
        try await OfflineEngine.run(in: place) { engine in
            if let removal { _ = try await engine.give(removal) }
            _ = try await engine.give(link)
        }
        let address = Serving.address(of: settings, port: settings.port)
        Console.tell("link for \(person), once and until \(expiresAt); it is not shown again:")
        Console.say("\(address)\(SignInPage.path)/\(secret.text)")
    }
}
