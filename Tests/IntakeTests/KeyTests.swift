import Crypto
import Domain
import Foundation
import Intake
import Testing

struct KeyTests {
    private let municipality = MunicipalityCode("0983")!

    @Test func `a pseudonym is the HMAC of the label and the nine digits, as anyone can compute`()
        throws
    {
        let sample = try ReaderSample()
        let pseudonym = try sample.message(MessageText().xml).notices[0].pseudonym
        let label = "kansendossier client by citizen service number, v1: ..."
        let secret = sample.ring.personKeys[0].secret
        let key = stride(from: 0, to: 64, by: 2).map { place in
            let digits = secret.utf8.dropFirst(place).prefix(2)
            return UInt8(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
        }
        let code = HMAC<SHA256>.authenticationCode(
            for: Data((label + Citizen(0).number).utf8), using: SymmetricKey(data: key))
        #expect(pseudonym.bytes == Array(code))
        #expect((label + Citizen(0).number).utf8.count == 64)
    }

    @Test
    func `a rotated ring marks clients with both keys, and with the new one alone afterwards`()
        throws
    {
        var ring = KeyRing(municipality: municipality)
        func marks(_ ring: KeyRing) throws -> ClientMarks {
            let reader = MessageReader(Pseudonymiser(ring))
            let reading = reader.read(
                SecretBytes(copying: Array(MessageText().xml.utf8)),
                receivedOn: ReaderSample.today, scratch: MessageReader.scratch())
            guard case .read(let document) = reading else { throw ReaderSample.Missing() }
            return try #require(document.client)
        }
        let first = try marks(ring)
        #expect(first.previous == nil)
        try ring.rotate()
        #expect(ring.personKeys.map(\.id) == ["p2", "p1"])
        let overlap = try marks(ring)
        #expect(overlap.previous == first.current)
        #expect(overlap.current != first.current)
        #expect(throws: KeyRing.Fault.overlapNotEnded) { try ring.rotate() }
        try ring.endOverlap()
        #expect(try marks(ring) == ClientMarks(current: overlap.current))
        #expect(throws: KeyRing.Fault.noOverlap) { try ring.endOverlap() }
    }

    @Test func `allocations and contents keep their marks when the person key is rotated`() throws {
        var ring = KeyRing(municipality: municipality)
        func message(_ ring: KeyRing) throws -> CareMessage {
            let reading = MessageReader(Pseudonymiser(ring)).read(
                SecretBytes(copying: Array(MessageText().xml.utf8)),
                receivedOn: ReaderSample.today, scratch: MessageReader.scratch())
            guard case .read(let document) = reading, case .care(let message, _) = document.content
            else { throw ReaderSample.Missing() }
            return message
        }
        let before = try message(ring)
        try ring.rotate()
        let after = try message(ring)
        #expect(after.contentMark == before.contentMark)
        #expect(after.notices[0].allocation == before.notices[0].allocation)
        #expect(after.notices[0].pseudonym != before.notices[0].pseudonym)
    }

    @Test func `a key file is read as it was written, and a wrong one is refused`() throws {
        let ring = KeyRing(municipality: municipality)
        let file = ring.file
        #expect(try KeyRing(file: Array(file.utf8)) == ring)
        let secret = ring.contentKey.secret
        for (part, instead) in [
            ("0983", "983"), (secret, String(secret.dropLast())),
            (secret, secret.uppercased() + "G"),
            (secret, ring.personKeys[0].secret), ("\"c1\"", "\"p1\""), ("\"c1\"", "\"\""),
            ("personKeys", "keys"),
        ] {
            let wrong = file.replacing(part, with: instead)
            #expect(throws: KeyRing.Fault.self) { try KeyRing(file: Array(wrong.utf8)) }
        }
    }
}
