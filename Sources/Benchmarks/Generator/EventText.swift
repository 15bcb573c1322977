/// What a load generator reads of a message: whether it is an event, and which.
///
/// The text is canonical JSON of a known form, so that a few comparisons do instead of a parser.
package enum EventText {
    private static let event = Array("{\"jsonrpc\":\"2.0\",\"method\":\"event\"".utf8)
    private static let error = Array("{\"error\":".utf8)
    private static let answer = Array("{\"id\":".utf8)
    private static let offset = Array("\"offset\":".utf8)

    /// Whether the message brings a change of a view.
    package static func isEvent(_ message: UnsafeRawBufferPointer) -> Bool {
        starts(message, with: event)
    }

    /// Whether the message answers a request.
    package static func isAnswer(_ message: UnsafeRawBufferPointer) -> Bool {
        starts(message, with: answer)
    }

    /// Whether the message refuses what was asked.
    package static func isError(_ message: UnsafeRawBufferPointer) -> Bool {
        starts(message, with: error)
    }

    /// The number after the first `"offset":`, or nil.
    package static func number(in message: UnsafeRawBufferPointer) -> Int? {
        guard message.count > offset.count else { return nil }
        for start in 0..<(message.count - offset.count)
        where message[start + 1] == offset[1] && message[start + 6] == offset[6] {
            let place = UnsafeRawBufferPointer(rebasing: message[start...])
            if starts(place, with: offset) {
                return digits(UnsafeRawBufferPointer(rebasing: place[offset.count...]))
            }
        }
        return nil
    }

    private static func starts(_ message: UnsafeRawBufferPointer, with text: [UInt8]) -> Bool {
        guard message.count >= text.count else { return false }
        for index in text.indices where message[index] != text[index] { return false }
        return true
    }

    private static func digits(_ text: UnsafeRawBufferPointer) -> Int? {
        var number: Int?
        for byte in text.prefix(18) {
            guard (0x30...0x39).contains(byte) else { break }
            number = (number ?? 0) * 10 + Int(byte - 0x30)
        }
        return number
    }
}
