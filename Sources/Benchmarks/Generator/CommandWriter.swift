import NIOCore

/// One who gives commands over a socket, each once the one before was answered.
final class CommandWriter: SocketUser {
    private let hello: [UInt8]
    private let template: TextTemplate
    private let keyBase: Int
    private let done: EventLoopPromise<Written>
    private let window: Range<NIODeadline>
    private var socket: LightSocket?
    private var isSignedIn = false
    private var sentAt = NIODeadline.uptimeNanoseconds(0)
    private var written = Written()

    /// What one writer, or all of them, gave.
    struct Written: Sendable {
        /// All commands, also those before the time that counts.
        var commands = 0
        /// From each command that counts to its answer.
        var latencies = Latencies()

        mutating func add(_ other: Written) {
            commands += other.commands
            latencies.add(other.latencies)
        }
    }

    /// - Parameters:
    ///   - template: of an edit; its holes are the id, the key, the version and a serial.
    ///   - keyBase: added to the number in each key, so that two loads have keys of their own.
    ///   - window: commands that are sent in this time count; after it no more are sent.
    init(
        hello: [UInt8], template: TextTemplate, keyBase: Int, counting window: Range<NIODeadline>,
        done: EventLoopPromise<Written>
    ) {
        self.hello = hello
        self.template = template
        self.keyBase = keyBase
        self.window = window
        self.done = done
    }

    func opened(_ socket: LightSocket) {
        self.socket = socket
        socket.send([hello])
    }

    func received(_ message: UnsafeRawBufferPointer, at moment: UInt64) {
        guard !EventText.isError(message) else {
            ended(String(decoding: message, as: UTF8.self))
            return
        }
        guard EventText.isAnswer(message) else { return }
        if isSignedIn {
            written.commands += 1
            if window.contains(sentAt) {
                let sent = sentAt.uptimeNanoseconds
                written.latencies.note(nanoseconds: moment - min(moment, sent))
            }
        }
        isSignedIn = true
        send()
    }

    private func send() {
        sentAt = .now()
        guard sentAt < window.upperBound else {
            done.succeed(written)
            return
        }
        let number = "\(written.commands + 1)"
        let key = SampleTraffic.keyText(keyBase + written.commands + 1)
        socket?.send([template.filled([number, key, number, number])])
    }

    func ended(_ reason: String) { done.fail(BenchmarkFailure("a writer ended: \(reason)")) }
}
