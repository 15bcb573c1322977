import Foundation
import Intake
import Support
import Testing

struct ArchiveTests {
    /// An archive that Python makes of these files; a name that ends in `.zip` holds an archive.
    private func archive(_ script: String) async throws -> SecretBytes {
        let head = """
            import base64,io,sys,zipfile
            def made(files,mode=zipfile.ZIP_DEFLATED):
                b=io.BytesIO()
                with zipfile.ZipFile(b,'w',mode) as z:
                    for n,t in files: z.writestr(n,t)
                return b.getvalue()

            """
        let made = try await Child.run(
            "/usr/bin/env",
            ["python3", "-c", head + "sys.stdout.write(base64.b64encode(\(script)).decode())"])
        return SecretBytes(copying: try #require(Data(base64Encoded: made.output), "\(made)"))
    }

    private func files(
        _ bytes: SecretBytes, _ change: (inout ArchiveLimits) -> Void = { _ in }
    ) throws -> [String] {
        var limits = ArchiveLimits()
        change(&limits)
        let archive = try Archive(bytes, limits: limits)
        var found: [String] = []
        while let (number, file) = try archive.next() {
            found.append("\(number) \(file.count)")
        }
        return found
    }

    @Test func `every file is given with its number, those of an archive within it too`()
        async throws
    {
        let bytes = try await archive(
            "made([('a','x'),('d/',''),('d/b','yy'),('c.zip',made([('d','z'),('e','zz')])),('f','')])"
        )
        #expect(Archive.isArchive(bytes))
        #expect(try files(bytes) == ["1 1", "2 2", "3.1 1", "3.2 2", "4 0"])
        let stored = try await archive("made([('a','x'*70000)],zipfile.ZIP_STORED)")
        #expect(try files(stored) == ["1 70000"])
        #expect(try files(await archive("made([])")) == [])
    }

    @Test func `an archive within an archive within it is refused`() async throws {
        let bytes = try await archive(
            "made([('a.zip',made([('b','x'),('c.zip',made([('d','y')]))]))])")
        let reader = try Archive(bytes)
        #expect(try reader.next()?.number == "1.1")
        #expect(throws: ArchiveFault.tooDeep) { try reader.next() }
    }

    @Test func `files, bytes and a file's bytes are bounded, at n and n + 1`() async throws {
        let bytes = try await archive("made([('a','x'*1000),('b','y'*2000)])")
        #expect(try files(bytes) { $0.filesMost = 2 }.count == 2)
        #expect(throws: ArchiveFault.tooManyFiles) { try files(bytes) { $0.filesMost = 1 } }
        #expect(try files(bytes) { $0.bytesMost = 3_000 }.count == 2)
        #expect(throws: ArchiveFault.tooLarge) { try files(bytes) { $0.bytesMost = 2_999 } }
        #expect(try files(bytes) { $0.fileBytesMost = 2_000 }.count == 2)
        #expect(throws: ArchiveFault.fileTooLarge) { try files(bytes) { $0.fileBytesMost = 1_999 } }
    }

    @Test func `a bomb ends at the limit, before it has gone off`() async throws {
        let bytes = try await archive("made([(str(n),'0'*90000000) for n in range(3)])")
        #expect(bytes.count < 300_000)
        #expect(throws: ArchiveFault.tooLarge) { try files(bytes) { $0.bytesMost = 100_000_000 } }
    }

    @Test func `what isn't whole or is encrypted is refused`() async throws {
        let cut = try await archive("made([('a','x'*1000),('b','y'*1000)])[:60]")
        #expect(throws: ArchiveFault.self) { try files(cut) }
        // The flag of an encrypted file, in its own header and in the directory at the end.
        let locked = try await archive(
            "(lambda b: b[:6]+b'\\x01'+b[7:b.index(b'PK\\x01\\x02')+8]+b'\\x01'"
                + "+b[b.index(b'PK\\x01\\x02')+9:])(made([('a','x'*1000)]))")
        #expect(throws: ArchiveFault.encrypted) { try files(locked) }
        #expect(!Archive.isArchive(SecretBytes(copying: Array("PKx".utf8))))
    }
}
