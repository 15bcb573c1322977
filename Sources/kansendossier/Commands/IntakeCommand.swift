import ArgumentParser
import Domain
import Engine
import Foundation
import Intake
import Wire

/// Takes in messages about care, without a trace of who the clients are.
struct IntakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake",
        abstract: "Take in iWmo and iJw messages from files, folders and ZIP archives.",
        discussion: """
            Reads 301, 305, 306, 307 and 308 of iWmo and iJw 3.0 to 3.2. A citizen service number \
            becomes a pseudonym by the keys of the key file while it is read; it, name, birth \
            date and sex reach no disk, log, error or memory dump. Nothing is unpacked to disk; \
            - reads standard input, for what is decrypted on the way.

            A file that is refused stops no other. The same file again changes nothing. It works \
            beside a running server. Exit code 65 when a file was refused or couldn't be read \
            whole; what the rules over all messages don't use is no error, but an exception.

            The first time keys are made, in FOLDER.keys beside the data folder, for the \
            municipality that the first message names.

            EXAMPLES:
              kansendossier intake berichten/
              kansendossier intake --key-file /etc/kansendossier/0983.keys berichten/ januari.zip
              gpg --decrypt januari.zip.gpg | kansendossier intake --key-file 0983.keys -
              kansendossier intake --key-file 0983.keys --dry-run --json berichten/
              kansendossier intake --columns zrm
              kansendossier intake --key-file 0983.keys --kind zrm metingen.csv
            """)

    @OptionGroup var folder: FolderOption

    @OptionGroup var keys: KeyFileOption

    @Option(
        help: ArgumentHelp(
            "The files are tables of this kind (CSV, UTF-8, semicolon or comma): "
                + TableSchema.all.map(\.name).joined(separator: ", ") + ".", valueName: "kind"))
    var kind: String?

    @Option(
        help: ArgumentHelp("Tell what the columns of such a table are.", valueName: "kind"))
    var columns: String?

    @Option(help: "The day of receipt, such as 2026-04-06; without it, today in Amsterdam.")
    var receivedOn: String?

    @Flag(help: "Try everything, with what is stored already, and store nothing.")
    var dryRun = false

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @Argument(help: "Files, folders, ZIP archives, or - for standard input.")
    var paths: [String] = []

    func validate() throws {
        for name in [kind, columns].compactMap({ $0 }) where TableSchema.named(name) == nil {
            let names = TableSchema.all.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no table \(name); there are: \(names)")
        }
        if columns == nil && paths.isEmpty {
            throw ValidationError("which files? Name files, folders or archives, or -")
        }
        if let receivedOn, CivilDate(receivedOn) == nil {
            throw ValidationError("--received-on is a day such as 2026-04-06")
        }
    }

    func run() async throws {
        if let schema = columns.flatMap({ TableSchema.named($0) }) { return Self.tell(schema) }
        ProcessSecrecy.forbidDumps()
        let freed = FreedMemory()
        defer { withExtendedLifetime(freed) {} }
        let place = try await folder.log()
        let receivedOn = receivedOn.flatMap { CivilDate($0) } ?? AmsterdamTime(WallClock.now).date
        guard receivedOn <= AmsterdamTime(WallClock.now).date else {
            throw CommandFailure(
                .usage, "--received-on is still to come: nothing can have come in then")
        }
        let ring = try await keys.ring(folder.source, data: place.folder) {
            try await addressee(in: place)
        }
        let store = try await Self.store(in: place, isDryRun: dryRun)
        var run = ImportRun(
            into: store, keys: ring, actor: "account/\(getuid())", receivedOn: receivedOn,
            isDryRun: dryRun
        ) { Console.tell("intake: \($0) documents read") }
        do {
            let source = ImportSource()
            for path in paths {
                try await source.forEach(in: path) { name, bytes in
                    try await take(bytes, from: name, into: &run)
                }
                try await run.storeAll()
            }
            try await run.finish()
        } catch let failure as CareFailure {
            throw CommandFailure(failure)
        }
        try await store.close()
        tell(run.report)
        if !run.report.failures.isEmpty || !run.report.refusals.isEmpty {
            throw CommandFailure(
                .badData,
                "intake: \(run.report.refusals.count) documents refused, "
                    + "\(run.report.failures.count) files not read whole")
        }
    }

    /// To which municipality the first message is addressed; nil when records are there already, of
    /// which the keys must be somewhere.
    private func addressee(in place: LogPlace) async throws -> MunicipalityCode? {
        if try await place.hasCare() { return nil }
        let scratch = MessageReader.scratch()
        for path in paths where ImportSource.canBeReadAgain(path) {
            do {
                try await ImportSource().forEach(in: path) { _, bytes in
                    let found = try? MessageReader.municipality(in: bytes.get(), scratch: scratch)
                    if let found { throw Addressee(municipality: found) }
                }
            } catch let addressee as Addressee {
                return addressee.municipality
            }
        }
        return nil
    }

    /// Ends the search.
    private struct Addressee: Error { let municipality: MunicipalityCode }

    private static func store(
        in place: LogPlace, isDryRun: Bool
    ) async throws -> any CareStore {
        let path = place.folder
        if !isDryRun, place.database == nil, mkdir(path, 0o700) != 0 && errno != EEXIST {
            throw CommandFailure(
                .unavailable,
                "can't make the data folder \(path): \(String(cString: strerror(errno)))")
        }
        return try await place.openCare(rehearsing: isDryRun)
    }

    private func take(
        _ bytes: Result<SecretBytes, CommandFailure>, from name: String, into run: inout ImportRun
    ) async throws {
        switch bytes {
        case .failure(let failure): run.fail(name, failure.lines.joined(separator: "; "))
        case .success(let bytes):
            try await run.takeAny(bytes, from: name, as: kind.flatMap { TableSchema.named($0) })
        }
    }

    /// A header to copy, and what each column means.
    private static func tell(_ schema: TableSchema) {
        Console.say(schema.columns.map(\.name).joined(separator: ";"))
        for column in schema.columns {
            let word = column.isOptional ? " (mag ontbreken)" : ""
            Console.say("# \(column.name)\(word): \(column.meaning)")
        }
    }

    private func tell(_ report: ImportReport) {
        if json {
            Console.say(String(decoding: CanonicalJSON.bytes(of: report), as: UTF8.self))
        } else {
            for line in report.lines { Console.say(line) }
        }
    }
}

/// Where the keys are.
struct KeyFileOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The keys (mode 0600); without it, careKeyFile in the settings, or FOLDER.keys.",
            valueName: "file"))
    var keyFile: String?

    @Option(help: "Whose keys they are, or are to be: a municipality's code, such as 0983.")
    var municipality: String?

    /// The keys in the file that was named, else in that of the settings, else in the one beside the
    /// data folder, `FOLDER.keys`.
    ///
    /// Without a file one is made for the municipality that was named, or else for the addressee of
    /// the messages. Throws when the keys are another municipality's than the one that was named.
    func ring(
        _ source: SettingsOption, data folder: String,
        addressee: () async throws -> MunicipalityCode?
    ) async throws -> KeyRing {
        let named = try municipality.map { text in
            guard let code = MunicipalityCode(text) else {
                throw CommandFailure(
                    .usage, "a municipality's code has four digits, such as 0983")
            }
            return code
        }
        let path = try await path(source, data: folder)
        if !FileManager.default.fileExists(atPath: path) {
            var code = named
            if code == nil { code = try await addressee() }
            guard let code else {
                throw CommandFailure(
                    .usage,
                    "there is no key file \(path): name another with --key-file, or give "
                        + "--municipality with your code of four digits to have it made now")
            }
            try CareKeys.write(KeyRing(municipality: code), to: path)
            Console.tell(
                "made the key file \(path) for municipality \(code): keep it, and keep it apart "
                    + "from the data folder")
        }
        let ring = try CareKeys.read(path)
        guard named == nil || named?.description == ring.municipality else {
            throw CommandFailure(
                .usage,
                "the key file \(path) is of municipality \(ring.municipality), not of "
                    + "\(municipality ?? "")")
        }
        return ring
    }

    /// Where the key file is, or is to be; never in the data folder.
    func path(_ source: SettingsOption, data folder: String) async throws -> String {
        let set = try await source.settings().careKeyFile
        let path = keyFile ?? (set.isEmpty ? Self.beside(folder) : set)
        let inside = URL(filePath: folder).standardized.path() + "/"
        guard !URL(filePath: path).standardized.path().hasPrefix(inside) else {
            throw CommandFailure(
                .usage,
                "the key file \(path) lies in the data folder: who copies one has both")
        }
        return path
    }

    /// Where the keys of a data folder are when nothing else is said: beside it, never in it.
    static func beside(_ folder: String) -> String {
        folder.hasSuffix("/") ? beside(String(folder.dropLast())) : "\(folder).keys"
    }
}
