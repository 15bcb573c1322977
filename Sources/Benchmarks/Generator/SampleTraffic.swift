import Domain
import Wire

/// The messages with which a server is loaded.
enum SampleTraffic {
    /// The first message of a connection of ours.
    static func hello(_ person: PersonID) -> [UInt8] {
        let parameters = HelloParameters(token: SampleTown.secret(of: person))
        return Call<RoundCommand>.hello(parameters).bytes(id: .number(1))
    }

    /// The wish to follow the sitting, once signed in.
    static var following: [UInt8] {
        Call<RoundCommand>.subscribe(
            stream: .round(SampleRound.sitting), view: "observer", since: nil
        ).bytes(id: .number(2))
    }

    /// A command that changes what every watcher of the sitting sees: who is there.
    static func command() throws -> TextTemplate {
        let call = Call<RoundCommand>.round(
            SampleRound.sitting,
            .markPresence(person: SampleTown.voters[SampleTown.voters.count - 1], present: true),
            Envelope(key: key))
        return try TextTemplate(
            call.bytes(id: .number(number)),
            markers: ["\(number)", keyText, "\"present\":true"])
    }

    /// The values of the command with that number, from 1: everybody is there when it begins.
    static func values(ofCommand number: Int) -> [String] {
        ["\(number)", keyText(number), "\"present\":\(number.isMultiple(of: 2))"]
    }

    /// The edit of a draft, as a template for its id, its key, the draft's version and a serial.
    static func edition(of dossier: DossierNumber, in round: RoundID) throws -> TextTemplate {
        let command = SampleRound.edition(of: dossier, version: number + 1, serial: number + 2)
        return try TextTemplate(
            Call<RoundCommand>.round(round, command, Envelope(key: key)).bytes(id: .number(number)),
            markers: ["\(number)", keyText, "\(number + 1)", "\(number + 2)"])
    }

    /// What a peer sends in the place of our event: the same form, and as long.
    static func event() throws -> TextTemplate {
        let filler = String(repeating: "x", count: 145)
        let part = ViewUpdate.Part(key: "sitting", value: Array("\"\(filler)\"".utf8))
        let update = ViewUpdate(
            stream: .round(SampleRound.sitting), view: "observer", epoch: "memory",
            offset: number, at: SampleRound.begin, parts: [part])
        return try TextTemplate(update.notification(), markers: ["\(number)"])
    }

    /// A number that stands nowhere else in a message.
    private static let number = 8_765_432_100
    private static let keyText = "10000000-0000-4000-8000-000000000000"
    private static var key: CommandKey {
        guard let key = CommandKey(keyText) else {
            preconditionFailure("36 characters make a UUID")
        }
        return key
    }

    /// A key for each number; those of the scripts, which wrote what is there, begin with a 0.
    static func keyText(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        let zeros = String(repeating: "0", count: 12 - digits.count)
        return "10000000-0000-4000-8000-\(zeros)\(digits)"
    }
}
