import ArgumentParser
import Crypto
import Domain
import Engine
import Foundation
import Wire

/// Issues a token without a server, for the first administrator above all.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Issue a token while no server runs, and print it once.",
        discussion: """
            The token alone goes to standard output; only its SHA-256 is kept. While a server \
            holds the data folder, tokens are issued through it: kansendossier call \
            directory.issueToken. A log in PostgreSQL takes them beside its nodes.

            EXAMPLES:
              kansendossier token --person jansen --found-municipality 0983 Venlo > token.txt
              kansendossier token --person jansen --scope read --days 7
            """)

    @OptionGroup var folder: FolderOption

    @Option(help: "Whose token it is: a person's id in the directory.")
    var person: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Begin an empty directory, with this person as its administrator: the CBS code of "
                + "four digits and the name of the municipality.", valueName: "code name"))
    var foundMunicipality: [String] = []

    @Option(help: "The administrator's name, when the directory is begun; else the id.")
    var name: String?

    @Option(help: "What it may be used for: full or read.")
    var scope: String = TokenScope.full.rawValue

    @Option(help: "For how many days it holds.")
    var days: Int = 365

    @Option(help: "What it is for, so that it can be told apart later.")
    var label: String = "command line"

    func validate() throws {
        guard PersonID(rawValue: person) != nil else {
            throw ValidationError("a person's id has 1 to 64 characters out of a-z, 0-9 and -")
        }
        guard foundMunicipality.isEmpty || foundMunicipality.count == 2 else {
            throw ValidationError("--found-municipality takes a code and a name")
        }
        guard let scope = TokenScope(rawValue: scope), [.read, .full].contains(scope) else {
            throw ValidationError("--scope is full or read")
        }
        guard (1...3_650).contains(days) else {
            throw ValidationError("--days is a whole number from 1 to 3650")
        }
    }

    func run() async throws {
        let place = try await folder.log()
        if foundMunicipality.isEmpty, !place.hasLog {
            throw CommandFailure(
                .unavailable,
                "there is no log in \(place); begin one with --found-municipality CODE NAME")
        }
        let secret = Secret()
        guard let holder = PersonID(rawValue: person), let scope = TokenScope(rawValue: scope)
        else { preconditionFailure("arguments were validated") }
        let expiresAt = WallClock.now.advanced(bySeconds: days * 86_400)
        let token = DirectoryCommand.issueToken(
            token: Self.newID(), holder: .person(holder), secret: secret.digest, scope: scope,
            expiresAt: expiresAt, label: label)
        let founding = founding(by: holder)
        try await OfflineEngine.run(in: place, begins: founding != nil) { engine in
            if let founding { _ = try await engine.give(founding) }
            _ = try await engine.give(token)
        }
        Console.tell("token for \(person), until \(expiresAt); it is not shown again:")
        Console.say(secret.text)
    }

    private func founding(by administrator: PersonID) -> DirectoryCommand? {
        guard let code = foundMunicipality.first, let municipality = foundMunicipality.last else {
            return nil
        }
        return .foundDirectory(
            municipality: code, municipalityName: municipality, administrator: administrator,
            administratorName: name ?? person)
    }

    static func newID() -> TokenID {
        let name = "token-" + UUID().uuidString.lowercased()
        guard let id = TokenID(rawValue: name) else {
            preconditionFailure("\(name) is an identifier")
        }
        return id
    }
}

/// The secret of a new token: `kd_` and 32 random bytes in base64url (RFC 4648, section 5).
struct Secret {
    let text: String

    init() {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        text =
            "kd_"
            + bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// What is kept of it: the SHA-256 of its text.
    var digest: Domain.Digest { SHA256Hashing().digest(of: Array(text.utf8)) }
}
