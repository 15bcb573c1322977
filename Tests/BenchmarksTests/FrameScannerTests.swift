import Benchmarks
import NIOCore
import Testing

struct FrameScannerTests {
    /// Every frame's kind and text.
    private func scan(_ buffer: inout ByteBuffer) throws -> [String] {
        var found: [String] = []
        try FrameScanner.scan(&buffer) { kind, payload in
            found.append("\(kind) \(String(decoding: payload, as: UTF8.self))")
        }
        return found
    }

    private func frame(_ first: UInt8, _ text: String) -> [UInt8] {
        let count = text.utf8.count
        let header: [UInt8] =
            switch count {
            case ...125: [UInt8(count)]
            case ...65_535: [126, UInt8(count >> 8), UInt8(count & 0xFF)]
            default: [127] + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
            }
        return [first] + header + Array(text.utf8)
    }

    @Test func `whole frames are given in order, and a begun one is left`() throws {
        let bytes = frame(0x81, "een") + frame(0x89, "") + frame(0x88, "weg") + frame(0x8A, "p")
        var buffer = ByteBuffer(bytes: bytes + [0x81, 4, 0x61])
        #expect(try scan(&buffer) == ["message een", "ping ", "close weg", "other p"])
        #expect(buffer.readableBytes == 3)
    }

    @Test(arguments: [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
    func `a frame of every length is found, wherever it is cut`(count: Int) throws {
        let text = String(repeating: "x", count: count)
        let bytes = frame(0x81, text)
        for cut in Set([0, 1, 2, 3, 4, 5, 9, 10, 11, bytes.count - 1]) where cut < bytes.count {
            var buffer = ByteBuffer(bytes: bytes[..<cut])
            #expect(try scan(&buffer) == [])
            buffer.writeBytes(bytes[cut...])
            #expect(try scan(&buffer) == ["message \(text)"])
            #expect(buffer.readableBytes == 0)
        }
    }

    @Test func `a masked frame and one without an end are no frames of a server`() {
        var masked = ByteBuffer(bytes: [0x81, 0x81, 0, 0, 0, 0, 0x61])
        #expect(throws: FrameScanner.Malformed.self) { _ = try scan(&masked) }
        for length in [FrameScanner.payloadBytesMost + 1, 1 << 60, Int.max] {
            var buffer = ByteBuffer(bytes: [0x82, 127])
            buffer.writeInteger(UInt64(length))
            #expect(throws: FrameScanner.Malformed.self) { _ = try scan(&buffer) }
        }
    }

    @Test func `a frame of the longest payload is waited for`() throws {
        var buffer = ByteBuffer(bytes: [0x82, 127])
        buffer.writeInteger(UInt64(FrameScanner.payloadBytesMost))
        #expect(try scan(&buffer) == [])
    }
}
