internal import Crypto
package import Domain
internal import FoundationEssentials
internal import Glibc

/// Makes the marks that stand for clients, allocations and contents: HMAC-SHA256 (RFC 2104) of a
/// label and what is marked.
///
/// An unkeyed hash of a citizen service number would be no pseudonym: there are fewer than 10⁹ of
/// them. A label and a number fill one block of SHA-256 (64 bytes) exactly, and contents are filled
/// up to whole blocks, because a hash in progress keeps what doesn't fill a block in memory that
/// isn't overwritten afterwards.
package struct Pseudonymiser: Sendable {
    package let municipality: MunicipalityCode
    private let personKeys: [SymmetricKey]
    private let contentKey: SymmetricKey

    /// By the keys of a key file that was read whole.
    package init(_ ring: KeyRing) {
        guard let municipality = MunicipalityCode(ring.municipality),
            let content = ring.contentKey.bytes
        else { preconditionFailure("a key ring is checked when it is read") }
        self.municipality = municipality
        personKeys = ring.personKeys.compactMap(\.bytes).map { SymmetricKey(data: $0) }
        contentKey = SymmetricKey(data: content)
    }

    /// What a store remembers to know whether it is given the same content key again; it tells
    /// nothing about the key.
    package var contentKeyCheck: ContentMark { keyCheck(contentKey) }

    /// The same of the person keys, newest first.
    package var personKeyChecks: [ContentMark] { personKeys.map(keyCheck) }

    /// The marks of the client with these nine digits.
    func client(_ digits: Slice<UnsafeMutableRawBufferPointer>) -> ClientMarks {
        precondition(digits.count == 9, "a citizen service number has nine digits")
        return withBlock(Self.clientLabel, digits) { block in
            ClientMarks(
                current: mark(block, personKeys[0]),
                previous: personKeys.count > 1 ? mark(block, personKeys[1]) : nil)
        }
    }

    /// A mark of the client that a rotation doesn't change: for telling copies, never kept.
    func lasting(_ digits: Slice<UnsafeMutableRawBufferPointer>) -> ContentMark {
        precondition(digits.count == 9, "a citizen service number has nine digits")
        return withBlock(Self.clientLabel, digits) { mark($0, contentKey) }
    }

    /// The mark of the allocation with this number; leading zeros don't count.
    func allocation(_ number: Int) -> AllocationMark {
        withUnsafeTemporaryAllocation(byteCount: 9, alignment: 1) { digits in
            var rest = number
            for index in (0..<9).reversed() {
                digits[index] = UInt8(48 + rest % 10)
                rest /= 10
            }
            precondition(rest == 0, "an allocation's number has at most nine digits")
            return withBlock(Self.allocationLabel, digits[...]) { mark($0, contentKey) }
        }
    }

    /// The mark of what a message says.
    func content(_ canonical: SecretBytes) -> ContentMark {
        padded(canonical, with: 0xFF) { mark($0, contentKey) }
    }

    /// The mark of a file's bytes.
    func file(_ document: SecretBytes) -> ContentMark {
        padded(document, with: 0xFE) { mark($0, contentKey) }
    }

    private func withBlock<Value>(
        _ label: [UInt8], _ digits: Slice<UnsafeMutableRawBufferPointer>,
        _ body: (UnsafeRawBufferPointer) -> Value
    ) -> Value {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { block in
            defer { Self.erase(block) }
            block.copyBytes(from: label)
            for (offset, digit) in digits.enumerated() { block[55 + offset] = digit }
            return body(UnsafeRawBufferPointer(block))
        }
    }

    /// The bytes filled up to whole blocks: a byte that isn't in any text, then zeros, as SHA-256
    /// itself does (FIPS 180-4, 5.1.1); the byte tells contents from files.
    private func padded(
        _ bytes: SecretBytes, with end: UInt8, _ body: (UnsafeRawBufferPointer) -> ContentMark
    ) -> ContentMark {
        let whole = bytes.bytes.count / 64 * 64
        return withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { last in
            defer { Self.erase(last) }
            last.initializeMemory(as: UInt8.self, repeating: 0)
            let rest = UnsafeRawBufferPointer(rebasing: bytes.bytes[whole...])
            last.copyMemory(from: rest)
            last[rest.count] = end
            var code = HMAC<SHA256>(key: contentKey)
            code.update(data: UnsafeRawBufferPointer(rebasing: bytes.bytes[..<whole]))
            code.update(data: UnsafeRawBufferPointer(last))
            return Self.keyedMark(code.finalize())
        }
    }

    private func mark<Kind>(
        _ block: UnsafeRawBufferPointer, _ key: SymmetricKey
    ) -> KeyedMark<Kind> {
        var code = HMAC<SHA256>(key: key)
        code.update(data: block)
        return Self.keyedMark(code.finalize())
    }

    private func keyCheck(_ key: SymmetricKey) -> ContentMark {
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array("kansendossier key check, v1".utf8))
        return Self.keyedMark(code.finalize())
    }

    private static func keyedMark<Kind>(_ code: HMAC<SHA256>.MAC) -> KeyedMark<Kind> {
        guard let mark = KeyedMark<Kind>(bytes: Array(code)) else {
            preconditionFailure("HMAC-SHA256 has 32 bytes")
        }
        return mark
    }

    private static func erase(_ block: UnsafeMutableRawBufferPointer) {
        if let start = block.baseAddress { explicit_bzero(start, block.count) }
    }

    /// 55 bytes each, so that nine digits fill the block; one for all domains of care, so that a
    /// client is the same client in each.
    private static let clientLabel = Array(
        "kansendossier client by citizen service number, v1: ...".utf8)
    private static let allocationLabel = Array(
        "kansendossier care allocation by its number, v1: ......".utf8)
}
