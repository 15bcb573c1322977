import NIOCore
import NIOWebSocket

/// A message of which not all fragments have come.
struct MessageAssembly: Sendable {
    enum Kind: Sendable {
        case text
        case binary
    }

    let kind: Kind
    let isDeflated: Bool
    private(set) var bytes = ByteBuffer()
    var fragments = 0
    /// Of the fragments so far; text that is deflated is looked at when it is inflated.
    private(set) var validator = UTF8Validator()

    init(kind: Kind, isDeflated: Bool) {
        self.kind = kind
        self.isDeflated = isDeflated
    }

    var isPlainText: Bool { kind == .text && !isDeflated }

    /// False when the text can't be UTF-8 any more; told at the fragment that spoils it.
    mutating func append(_ part: ByteBuffer, isLast: Bool) -> Bool {
        if isPlainText {
            guard validator.accepts(part), !isLast || validator.isBetweenCharacters else {
                return false
            }
        }
        // A message of one frame, the usual one, is not copied.
        if fragments == 1 {
            bytes = part
        } else {
            bytes.writeImmutableBuffer(part)
        }
        return true
    }
}

/// Looks at the text of a frame of which the rest is still to come, each byte once.
struct TextForesight: Sendable {
    private var validator: UTF8Validator
    private var bytesSeen = 0

    /// Goes on behind the fragments before it.
    init(after validator: UTF8Validator) {
        self.validator = validator
    }

    /// Takes all that has come of the frame; false when it can't become UTF-8.
    mutating func accepts(_ frame: WebSocketFrame) -> Bool {
        let data = frame.data
        // A slice of the new bytes alone, for unmasking copies all that a buffer holds.
        guard
            var part = data.getSlice(
                at: data.readerIndex + bytesSeen, length: data.readableBytes - bytesSeen)
        else { return true }
        if let mask = frame.maskKey { part.webSocketUnmask(mask, indexOffset: bytesSeen) }
        bytesSeen = data.readableBytes
        return validator.accepts(part)
    }
}
