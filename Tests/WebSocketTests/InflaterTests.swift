import NIOCore
import Testing
import WebSocket

/// The bytes of hexadecimal digits with blanks between.
func hexadecimal(_ text: String) -> ByteBuffer {
    ByteBuffer(bytes: text.split(separator: " ").compactMap { UInt8($0, radix: 16) })
}

/// Bytes of which about half can be deflated away.
func compressible(_ count: Int, seed: UInt64 = 1) -> ByteBuffer {
    var generator = SeededGenerator(seed: seed)
    return ByteBuffer(
        bytes: (0..<count).map { _ in UInt8.random(in: 0x61...0x68, using: &generator) })
}

/// Bytes that can't be deflated.
func noise(_ count: Int, seed: UInt64 = 1) -> ByteBuffer {
    var generator = SeededGenerator(seed: seed)
    return ByteBuffer(bytes: (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
}

@Suite struct `Inflating` {
    private func inflate(
        _ deflated: ByteBuffer, bytesMax: Int = 65_536
    ) -> Result<ByteBuffer, Inflater.Failure> {
        let inflater = Inflater()
        do throws(Inflater.Failure) {
            return .success(try inflater.message(deflated, bytesMax: bytesMax))
        } catch {
            return .failure(error)
        }
    }

    /// RFC 7692 sections 7.2.3.1, 7.2.3.3, 7.2.3.4 and 7.2.3.5.
    @Test(arguments: [
        "f2 48 cd c9 c9 07 00", "00 05 00 fa ff 48 65 6c 6c 6f 00", "f3 48 cd c9 c9 07 00 00",
        "f2 48 05 00 00 00 ff ff ca c9 c9 07 00",
    ])
    func `reads the examples of RFC 7692`(deflated: String) {
        #expect(inflate(hexadecimal(deflated)) == .success(ByteBuffer(string: "Hello")))
    }

    @Test func `refers to earlier messages only where windows are kept, section 7.2.3.2`() throws {
        let second = hexadecimal("f2 00 11 00 00")
        let inflater = Inflater()
        for _ in 1...2 {
            let first = hexadecimal("f2 48 cd c9 c9 07 00")
            _ = try inflater.message(first, bytesMax: 5, keepsContext: false)
            let again = try inflater.message(second, bytesMax: 5, keepsContext: true)
            #expect(again == ByteBuffer(string: "Hello"))
            #expect(throws: Inflater.Failure.malformed) {
                try inflater.message(second, bytesMax: 5, keepsContext: false)
            }
        }
    }

    @Test func `keeps the window over a block that says it is the last`() throws {
        let inflater = Inflater()
        _ = try inflater.message(hexadecimal("f3 48 cd c9 c9 07 00 00"), bytesMax: 5)
        let again = try inflater.message(
            hexadecimal("f2 00 11 00 00"), bytesMax: 5, keepsContext: true)
        #expect(again == ByteBuffer(string: "Hello"))
    }

    @Test func `reads an empty message, section 7.2.3.6`() {
        #expect(inflate(hexadecimal("00")) == .success(ByteBuffer()))
        #expect(inflate(hexadecimal("02 00")) == .success(ByteBuffer()))
    }

    @Test func `tells what is no DEFLATE from what ends too early`() {
        for bad in ["07", "ff ff ff ff", "00 05 00 00 00", "06 00", "62 00 11"] {
            #expect(inflate(hexadecimal(bad)) == .failure(.malformed), "\(bad)")
        }
        for short in ["", "f2", "f3 48 cd c9 c9 07 00"] {
            #expect(inflate(hexadecimal(short)) == .failure(.truncated), "\(short)")
        }
    }

    @Test(arguments: [100, 16_383, 16_384, 16_385, 32_768, 65_536])
    func `a message that is cut off is noticed, but for a cut that happens to end a block`(
        count: Int
    ) throws {
        let payload = compressible(count)
        let whole = Deflater(level: 3, windowBits: 15, memoryLevel: 5).message(payload)
        #expect(inflate(whole) == .success(payload))
        var unnoticed = 0
        for cut in stride(from: 1, to: whole.readableBytes, by: max(1, count / 300)) {
            let part = whole.getSlice(at: 0, length: whole.readableBytes - cut) ?? whole
            guard case .success(let read) = inflate(part) else { continue }
            unnoticed += 1
            #expect(read != payload)
        }
        #expect(unnoticed <= 1)
    }

    @Test(arguments: [0, 1, 511, 16_383, 16_384, 16_385, 32_767, 32_768, 65_535, 65_536, 1 << 20])
    func `a message of the most bytes is inflated, and one of one more is not`(count: Int) {
        for payload in [compressible(count), noise(count), bytes(count)] {
            let deflated = Deflater(level: 1, windowBits: 15, memoryLevel: 8).message(payload)
            #expect(inflate(deflated, bytesMax: count) == .success(payload))
            #expect(inflate(deflated, bytesMax: count + 1) == .success(payload))
            if count > 0 {
                #expect(inflate(deflated, bytesMax: count - 1) == .failure(.tooLong))
            }
        }
    }

    @Test func `a bomb is inflated no further than one byte over the bound`() throws {
        let bomb = Deflater(level: 9, windowBits: 15, memoryLevel: 9).message(bytes(32 << 20))
        #expect(bomb.readableBytes < 65_536)
        var seen = 0
        #expect(throws: Inflater.Failure.tooLong) {
            try Inflater().message(bomb, bytesMax: 65_536) { chunk in
                #expect(chunk.count <= Inflater.chunkBytes)
                seen += chunk.count
                return true
            }
        }
        #expect(seen == 65_537)
    }

    @Test func `whoever looks at the chunks can end it at once`() {
        let deflated = Deflater(level: 3, windowBits: 15, memoryLevel: 5).message(bytes(1 << 20))
        var chunks = 0
        #expect(throws: Inflater.Failure.notAccepted) {
            try Inflater().message(deflated, bytesMax: 1 << 20) { _ in
                chunks += 1
                return chunks < 3
            }
        }
        #expect(chunks == 3)
    }

    @Test func `a failure leaves nothing behind for the next message`() throws {
        let inflater = Inflater()
        let payload = compressible(40_000)
        let good = Deflater(level: 3, windowBits: 15, memoryLevel: 5).message(payload)
        for bad in ["07", "f2", "", "f2 00 11 00 00"] {
            #expect(throws: Inflater.Failure.self) {
                try inflater.message(hexadecimal(bad), bytesMax: 10)
            }
            #expect(throws: Inflater.Failure.tooLong) {
                try inflater.message(good, bytesMax: 39_999)
            }
            #expect(try inflater.message(good, bytesMax: 40_000) == payload)
        }
    }

    @Test func `random and damaged bytes never trap and never exceed the bound`() {
        let whole = Deflater(level: 3, windowBits: 12, memoryLevel: 5).message(compressible(3_000))
        let inflater = Inflater(windowBits: 12)
        for seed: UInt64 in 1...3_000 {
            var generator = SeededGenerator(seed: seed)
            var deflated = noise(Int.random(in: 0...200, using: &generator), seed: seed)
            if seed % 2 == 0 {
                deflated = whole
                let index = Int.random(in: 0..<whole.readableBytes, using: &generator)
                deflated.setInteger(UInt8.random(in: 0...255, using: &generator), at: index)
            }
            let read = try? inflater.message(deflated, bytesMax: 3_000, keepsContext: seed % 3 == 0)
            #expect((read?.readableBytes ?? 0) <= 3_000)
        }
    }
}

@Suite struct `Deflating` {
    @Test func `leaves out the empty block that ends a flush, RFC 7692 section 7.2.1`() {
        let deflater = Deflater(level: 6, windowBits: 15, memoryLevel: 8)
        let hello = ByteBuffer(string: "Hello")
        #expect(deflater.message(hello) == hexadecimal("f2 48 cd c9 c9 07 00"))
        // Section 7.2.3.2: the second message refers to the first.
        #expect(deflater.message(hello, keepsContext: true) == hexadecimal("f2 00 11 00 00"))
        #expect(deflater.message(hello) == hexadecimal("f2 48 cd c9 c9 07 00"))
    }

    @Test func `makes one byte of an empty message, section 7.2.3.6`() {
        let deflater = Deflater(level: 6, windowBits: 15, memoryLevel: 8)
        for keepsContext in [false, true, true] {
            let empty = deflater.message(ByteBuffer(), keepsContext: keepsContext)
            #expect(empty == ByteBuffer(bytes: [0]))
        }
    }

    @Test(arguments: 9...15)
    func `refers no further back than its window`(bits: Int) throws {
        var payload = noise(1 << bits)
        payload.writeImmutableBuffer(noise(1 << bits))
        for level in [1, 3, 9] {
            let deflater = Deflater(level: level, windowBits: bits, memoryLevel: 9)
            let inflater = Inflater(windowBits: bits)
            for _ in 1...3 {
                let deflated = deflater.message(payload, keepsContext: true)
                let read = try inflater.message(deflated, bytesMax: 1 << 20, keepsContext: true)
                #expect(read == payload)
            }
        }
    }

    @Test func `what a smaller window can't reach is refused`() throws {
        let deflater = Deflater(level: 9, windowBits: 15, memoryLevel: 9)
        let inflater = Inflater(windowBits: 9)
        let payload = noise(2_000)
        let first = deflater.message(payload)
        #expect(try inflater.message(first, bytesMax: 2_000) == payload)
        let second = deflater.message(payload, keepsContext: true)
        #expect(throws: Inflater.Failure.malformed) {
            try inflater.message(second, bytesMax: 2_000, keepsContext: true)
        }
    }

    @Test func `every message comes back, for all levels, kept windows or not`() throws {
        for level in 1...9 {
            let deflater = Deflater(level: level, windowBits: 12, memoryLevel: (level + 8) % 9 + 1)
            let inflater = Inflater(windowBits: 12)
            for seed: UInt64 in 1...40 {
                var generator = SeededGenerator(seed: seed)
                let count = Int.random(in: 0...40_000, using: &generator)
                let payload = seed % 2 == 0 ? noise(count, seed: seed) : compressible(count)
                let keeps = Bool.random(using: &generator)
                let deflated = deflater.message(payload, keepsContext: keeps)
                #expect(
                    try inflater.message(deflated, bytesMax: 40_000, keepsContext: keeps) == payload
                )
            }
        }
    }
}
