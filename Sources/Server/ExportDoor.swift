import Domain
import Engine
import Hummingbird
import NIOCore
import Wire

/// `GET /rounds/{round}/export.jsonl`: the whole log of a round, a record a line (F24).
///
/// Refused while something in it is hidden. The export is in the log before its first byte leaves,
/// and what is exported ends with that record.
struct ExportDoor: Sendable {
    let desk: Desk
    let bearer: BearerDoor
    let journal: any Journal

    func answer(_ request: Request, round name: String) async throws -> Response {
        let credential = try await bearer.credential(of: request)
        guard let round = RoundID(rawValue: name) else { throw Problem.notFound }
        return try await file(of: round, for: credential)
    }

    /// The log as a file, for who may export.
    func file(of round: RoundID, for credential: Credential) async throws -> Response {
        let last = try await record(of: round, for: credential)
        let (journal, page) = (journal, desk.settings.exportPageRecordsMost)
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/jsonl",
                .contentDisposition: "attachment; filename=\"\(round).jsonl\"",
            ],
            body: ResponseBody { writer in
                var position = 0
                while position < last {
                    let records = try await journal.records(
                        of: .round(round), after: position, limit: min(page, last - position))
                    // The records were there; the reader sees by the missing end that they aren't.
                    guard let end = records.last else { throw JournalFailure.damaged("\(round)") }
                    var lines = ByteBuffer()
                    for record in records {
                        lines.writeBytes(record.bytes)
                        lines.writeInteger(UInt8(ascii: "\n"))
                    }
                    try await writer.write(lines)
                    position = end.position
                }
                try await writer.finish(nil)
            })
    }

    /// Puts the export in the log and gives the position of that record.
    ///
    /// A token that may only read suffices: the record is the server's duty, not the reader's wish.
    private func record(of round: RoundID, for credential: Credential) async throws -> Int {
        let desk = desk
        let reply = await withCheckedContinuation { continuation in
            desk.engine.submit(
                Order(
                    RoundCommand.recordExport(form: "jsonl"), by: credential.holder,
                    scope: .full, key: desk.settings.keys()
                ) { continuation.resume(returning: $0) }, to: round)
        }
        if case .accepted(let receipt, _) = reply { return receipt.position }
        do throws(CallError) {
            _ = try Desk.answer(to: reply).get()
        } catch {
            throw Problem(error)
        }
        throw Problem.internalFailure
    }
}
