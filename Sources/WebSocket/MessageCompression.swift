import NIOCore
import NIOPosix

/// Inflates and deflates the messages of one connection, as was agreed.
///
/// Owns an inflater and a deflater only for a direction that keeps its window, from its first
/// message on; otherwise those of the event loop do it.
final class MessageCompression {
    private let settings: DeflateSettings
    private let sending: DeflateAgreement.Direction
    private let receiving: DeflateAgreement.Direction
    private var inflater: Inflater?
    private var deflater: Deflater?

    init(_ agreement: DeflateAgreement, role: WebSocketMachine.Role) {
        settings = agreement.settings
        sending = agreement.sending(as: role)
        receiving = agreement.receiving(as: role)
    }

    /// Whether a frame that was deflated once for all (`WebSocketFrameBytes`) can be read by the
    /// peer, and leaves this end's own window alone.
    var takesSharedFrames: Bool {
        !sending.keepsContext && sending.windowBits >= settings.windowBits
    }

    func inflate(
        _ message: WebSocketMachine.DeflatedMessage, bytesMax: Int
    ) -> Result<ByteBuffer, Inflater.Failure> {
        let inflater = ownInflater ?? LoopCompression.current.inflater
        var validator = UTF8Validator()
        do throws(Inflater.Failure) {
            let bytes = try inflater.message(
                message.bytes, bytesMax: bytesMax, keepsContext: receiving.keepsContext,
                accepts: { !message.isText || validator.accepts($0) })
            guard !message.isText || validator.isBetweenCharacters else { throw .notAccepted }
            return .success(bytes)
        } catch {
            return .failure(error)
        }
    }

    /// Nil when the message is to be sent as it is: when it is short, or deflating doesn't help.
    func deflate(_ payload: ByteBuffer) -> ByteBuffer? {
        guard payload.readableBytes >= settings.bytesMin, sending.windowBits > 8 else { return nil }
        if sending.keepsContext {
            let own = deflater ?? settings.makeDeflater(windowBits: sending.windowBits)
            deflater = own
            // It is in the window now, so the peer must have it.
            return own.message(payload, keepsContext: true)
        }
        return LoopCompression.current.deflate(
            payload, settings: settings, windowBits: sending.windowBits)
    }

    private var ownInflater: Inflater? {
        guard receiving.keepsContext else { return nil }
        // Some that agree to a window of 8 bits use one of 9, as zlib did.
        let own = inflater ?? Inflater(windowBits: max(9, receiving.windowBits))
        inflater = own
        return own
    }
}

/// The inflater and the deflaters of one thread, and so of one event loop.
final class LoopCompression {
    /// Safe because every thread has its own and none hands it on.
    private nonisolated(unsafe) static let ofThread = ThreadSpecificVariable<LoopCompression>()

    static var current: LoopCompression {
        if let made = ofThread.currentValue { return made }
        let made = LoopCompression()
        ofThread.currentValue = made
        return made
    }

    let inflater = Inflater()
    private var deflaters: [DeflaterKind: Deflater] = [:]
    private static let deflatersMost = 16

    private struct DeflaterKind: Hashable {
        let level: Int
        let memoryLevel: Int
        let windowBits: Int
    }

    /// Nil when it isn't shorter.
    func deflate(_ payload: ByteBuffer, settings: DeflateSettings, windowBits: Int) -> ByteBuffer? {
        let kind = DeflaterKind(
            level: settings.level, memoryLevel: settings.memoryLevel, windowBits: windowBits)
        if deflaters[kind] == nil, deflaters.count >= Self.deflatersMost { deflaters = [:] }
        let deflater = deflaters[kind] ?? settings.makeDeflater(windowBits: windowBits)
        deflaters[kind] = deflater
        let deflated = deflater.message(payload)
        return deflated.readableBytes < payload.readableBytes ? deflated : nil
    }
}

extension DeflateSettings {
    fileprivate func makeDeflater(windowBits: Int) -> Deflater {
        Deflater(level: level, windowBits: windowBits, memoryLevel: memoryLevel)
    }
}
