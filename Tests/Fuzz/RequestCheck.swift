import Domain
import Wire

/// What must hold for any text message, at the server and at a client.
enum RequestCheck {
    static func check(_ bytes: [UInt8]) throws(Breach) {
        try checkValue(bytes)
        _ = try? ServerMessage(parsing: bytes)
        let request: Request
        do {
            request = try Request(parsing: bytes)
        } catch {
            try checkAnswer(to: error.id, error.error)
            return
        }
        let again = try? Request(parsing: request.bytes, messageBytesMost: .max)
        try Breach.unless(again == request, "a request that reads otherwise once written")
        do {
            try checkCall(try Call<RoundCommand>(request), request.id)
        } catch let error as CallError {
            try checkAnswer(to: request.id, error)
        } catch {
            throw Breach("\(error)")
        }
    }

    /// What is read has one text, which means the same.
    private static func checkValue(_ bytes: [UInt8]) throws(Breach) {
        guard let value = try? JSONReader.value(of: bytes) else { return }
        let again = try? JSONReader.value(of: value.bytes)
        try Breach.unless(again == value, "JSON that reads otherwise once written")
        try Breach.unless(again?.bytes == value.bytes, "JSON with two texts")
    }

    /// A client that means the same writes what the server reads as the same.
    private static func checkCall(
        _ call: Call<RoundCommand>, _ id: RequestID
    ) throws(Breach) {
        let written = call.bytes(id: id)
        guard let request = try? Request(parsing: written, messageBytesMost: .max),
            let again = try? Call<RoundCommand>(request)
        else { throw Breach("a call that can't be read once written: \(call)") }
        try Breach.unless(again == call && request.id == id, "a call that reads otherwise: \(call)")
    }

    /// Whatever is wrong, a client can read what.
    private static func checkAnswer(
        to id: RequestID?, _ error: CallError
    ) throws(Breach) {
        let answer = try? ServerMessage(parsing: Response.bytes(id: id, error: error))
        try Breach.unless(
            answer == .failure(id: id, error), "an answer that can't be read: \(error)")
    }
}
