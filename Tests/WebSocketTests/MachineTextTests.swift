import NIOCore
import NIOWebSocket
import Testing
import WebSocket

@Suite struct `Text in the machine` {
    /// One character of each length, the borders of each, and both ends of the code space.
    static let everyLength = "aé€\u{10348}\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}"

    @Test func `text may be split at any byte, also within a character, RFC 6455 section 5.6`() {
        let whole = Array(Self.everyLength.utf8)
        for first in 0...whole.count {
            for second in first...whole.count {
                var machine = WebSocketMachine(role: .server)
                let parts = [whole[..<first], whole[first..<second], whole[second...]]
                    .map { ByteBuffer(bytes: $0) }
                #expect(machine.receive(frame(.text, parts[0], fin: false)) == .nothing)
                #expect(machine.receive(frame(.continuation, parts[1], fin: false)) == .nothing)
                let last = machine.receive(frame(.continuation, parts[2]))
                #expect(last.deliveredText == Self.everyLength)
            }
        }
    }

    /// Unicode 16, table 3-7 and the examples of section 3.9, D92.
    static let malformed: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2, 0x41], [0xE0, 0x80, 0x80],
        [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
        [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
        [0xFE], [0xE2, 0x82, 0x41], [0xC2, 0xC2],
    ]

    @Test(arguments: malformed)
    func `text that is not UTF-8 fails with 1007, RFC 6455 section 8.1`(bad: [UInt8]) {
        for prefix in ["", "a", "1234567", "12345678", "123456789", "é"] {
            var machine = WebSocketMachine(role: .server)
            let payload = ByteBuffer(bytes: Array(prefix.utf8) + bad + Array("after".utf8))
            #expect(machine.receive(frame(.text, payload)).closeCode == 1007)
        }
    }

    @Test(arguments: malformed)
    func `text is refused at the fragment that spoils it and not later`(bad: [UInt8]) {
        var machine = WebSocketMachine(role: .server)
        let payload = ByteBuffer(bytes: bad)
        #expect(machine.receive(frame(.text, payload, fin: false)).closeCode == 1007)
    }

    @Test func `text that ends within a character fails with 1007`() {
        for character in ["é", "€", "\u{10348}"] {
            let whole = Array(character.utf8)
            for count in 1..<whole.count {
                var machine = WebSocketMachine(role: .server)
                let payload = ByteBuffer(bytes: whole[..<count])
                #expect(machine.receive(frame(.text, payload)).closeCode == 1007)
                machine = WebSocketMachine(role: .server)
                #expect(machine.receive(frame(.text, payload, fin: false)) == .nothing)
                #expect(machine.receive(continuation("", fin: true)).closeCode == 1007)
            }
        }
    }

    @Test func `binary is never held against UTF-8`() {
        var machine = WebSocketMachine(role: .server)
        let payload = ByteBuffer(bytes: [0xFF, 0xFE])
        #expect(machine.receive(frame(.binary, payload)) == .deliver(.binary(payload)))
    }

    @Test func `what is accepted is what the standard library accepts, over random bytes`() {
        for seed: UInt64 in 1...3_000 {
            var generator = SeededGenerator(seed: seed)
            let interesting: [UInt8] = [
                0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1,
                0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
            ]
            let payload = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                interesting.randomElement(using: &generator) ?? 0
            }
            var machine = WebSocketMachine(role: .server)
            let action = machine.receive(frame(.text, ByteBuffer(bytes: payload)))
            let isText = String(validating: payload, as: UTF8.self) != nil
            #expect((action.deliveredText != nil) == isText, "seed \(seed)")
        }
    }
}
