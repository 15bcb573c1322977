import NIOCore
import NIOWebSocket
import WebSocket

/// What must hold when a peer sends any bytes at all on an open connection.
///
/// The first byte chooses the end and the compression, the second how long the pieces are that the
/// rest comes in. Limits are small, so that short inputs meet them.
enum FrameCheck {
    static func check(_ input: [UInt8]) throws(Breach) {
        guard input.count >= 2 else { return }
        let mode = FuzzedEnd.Mode(input[0])
        let bytes = input[2...]
        let whole = try outcome(of: bytes, pieceBytes: bytes.count, mode)
        let pieces = try outcome(of: bytes, pieceBytes: Int(input[1]) + 1, mode)
        try Breach.unless(
            whole.messages == pieces.messages, "pieces make other messages than the whole")
        try Breach.unless(
            whole.agrees(with: pieces), "pieces get another answer: \(whole) and \(pieces)")
        try checkSent(whole, mode)
        try checkMessages(whole.messages, mode)
    }

    private static func outcome(
        of bytes: ArraySlice<UInt8>, pieceBytes: Int, _ mode: FuzzedEnd.Mode
    ) throws(Breach) -> FuzzedEnd.Outcome {
        let end = try FuzzedEnd(mode)
        var rest = bytes
        while !rest.isEmpty {
            try end.receive(ByteBuffer(bytes: rest.prefix(pieceBytes)))
            rest = rest.dropFirst(pieceBytes)
        }
        return try end.outcome()
    }

    /// What an end says must be right whatever it hears: nothing after a close frame, and nothing
    /// that its peer would have to refuse.
    private static func checkSent(
        _ outcome: FuzzedEnd.Outcome, _ mode: FuzzedEnd.Mode
    ) throws(Breach) {
        let closes = outcome.sent.filter { $0.opcode == .connectionClose }
        try Breach.unless(closes.count <= 1, "more than one close frame")
        try Breach.unless(
            closes.isEmpty || outcome.sent.last?.opcode == .connectionClose,
            "something after the close frame")
        var peer = WebSocketMachine(role: mode.role == .server ? .client : .server)
        for frame in outcome.sent {
            switch peer.receive(frame) {
            case .sendClose(_, then: .linger): throw Breach("sends what a peer refuses: \(frame)")
            default: break
            }
        }
        try Breach.unless(outcome.closures.count == 1, "\(outcome.closures.count) ends")
    }

    /// No message is over its bound, text is UTF-8, and all come again when they are sent again.
    private static func checkMessages(
        _ messages: [WebSocketMessage], _ mode: FuzzedEnd.Mode
    ) throws(Breach) {
        guard !messages.isEmpty else { return }
        for message in messages {
            switch message {
            case .text(let bytes):
                try checkLength(bytes)
                let text = String(validating: bytes.readableBytesView, as: UTF8.self)
                try Breach.unless(text != nil, "text that isn't UTF-8")
            case .binary(let bytes): try checkLength(bytes)
            }
        }
        // A message that came in fragments goes back in one frame.
        var limits = FuzzedEnd.limits
        limits.frameBytesMax = limits.messageBytesMax
        let (sender, receiver) = (try FuzzedEnd(mode.peer), try FuzzedEnd(mode, limits))
        for message in messages { try sender.send(message) }
        try receiver.receive(try sender.sentBytes())
        _ = try sender.outcome()
        try Breach.unless(
            try receiver.outcome().messages == messages, "messages that don't come again")
    }

    private static func checkLength(_ bytes: ByteBuffer) throws(Breach) {
        try Breach.unless(
            bytes.readableBytes <= FuzzedEnd.limits.messageBytesMax,
            "a message of \(bytes.readableBytes) bytes")
    }
}
