import ArgumentParser
import Domain
import Engine
import Foundation
import Wire

/// Tells which processings of personal data there were, for the register of them.
struct ProcessingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "processings",
        abstract: "Print the processings of clients' data, one for each client and import.",
        discussion: """
            JSON Lines in the form of the standard Logboek dataverwerkingen: trace_id is the \
            import, span_id the processing of one client in it, dpl.core.data_subject_id that \
            client's pseudonym. The same imports give the same lines, so they may be handed over \
            again.

            EXAMPLES:
              kansendossier processings --activity https://venlo.example.nl/register/follow-up
              kansendossier processings --activity urn:x --after 120 >> processings.jsonl
            """)

    @OptionGroup var folder: FolderOption

    @Option(help: "The URI of this activity in the register of processing activities (AVG, 30).")
    var activity: String

    @Option(help: "Only those of lines of the import log after this number.")
    var after: Int = 0

    func run() async throws {
        let store = try await folder.log().takenInCare()
        do throws(CareFailure) {
            var number = after
            while let line = try await store.importLog(after: number, limit: 1).first {
                for client in try await store.processings(of: line.number) {
                    let record = ProcessingRecord(of: client, in: line, activity: activity)
                    Console.say(String(decoding: CanonicalJSON.bytes(of: record), as: UTF8.self))
                }
                number = line.number
            }
        } catch {
            throw CommandFailure(error)
        }
        try await store.close()
    }
}

/// One processing of one client's data, with the names of the standard Logboek dataverwerkingen.
struct ProcessingRecord: Encodable {
    private let traceID: String
    private let spanID: String
    private let time: Instant
    private let attributes: [String: String]

    init(of client: Pseudonym, in line: ImportLogLine, activity: String) {
        traceID = line.trace
        let digest = SHA256Hashing().digest(
            of: Array("\(line.trace) \(line.number) \(client)".utf8))
        spanID = String(digest.hexadecimal.prefix(16))
        time = line.at
        attributes = [
            "dpl.core.processing_activity_id": activity,
            "dpl.core.data_subject_id": client.description,
            "dpl.core.data_subject_id_type": "pseudonym",
            "kansendossier.import_line": "\(line.number)",
            "kansendossier.actor": line.actor,
        ]
    }

    private enum CodingKeys: String, CodingKey {
        case traceID = "trace_id"
        case spanID = "span_id"
        case status = "status_code"
        case name
        case start = "start_time"
        case end = "end_time"
        case resource, attributes
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(traceID, forKey: .traceID)
        try container.encode(spanID, forKey: .spanID)
        try container.encode("STATUS_CODE_OK", forKey: .status)
        try container.encode("intake", forKey: .name)
        try container.encode(time, forKey: .start)
        try container.encode(time, forKey: .end)
        try container.encode(["name": "kansendossier"], forKey: .resource)
        try container.encode(attributes, forKey: .attributes)
    }
}
