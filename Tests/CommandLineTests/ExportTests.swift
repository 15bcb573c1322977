import Domain
import Engine
import Foundation
import SQLiteJournal
import Support
import Testing
import Wire

struct ExportTests {
    @Test func `records are exported as they stand, and the export is among them`() async throws {
        let program = try await Self.programWithRound()
        defer { program.remove() }
        let exported = try await program.run(
            "export", "sample", "--person", "jansen", "--data", "data")
        #expect(exported.exit == 0, "\(exported)")
        var previous = Digest.zero
        for line in exported.lines {
            #expect(line.contains("\"previous\":\"\(previous)\""))
            previous = SHA256Hashing().digest(of: Array(line.utf8))
        }
        #expect(exported.lines.count == 4)
        #expect(exported.lines.last?.contains("\"payload\":{\"form\":\"jsonl\"}") == true)
        let verified = try await program.run("verify", "--data", "data")
        #expect(verified.output.contains("round/sample: 4 records, \(previous)"))
    }

    @Test func `a table is safe to open in a spreadsheet`() async throws {
        let program = try await Self.programWithRound()
        defer { program.remove() }
        let exported = try await program.run(
            "export", "sample", "--person", "jansen", "--data", "data", "--format", "csv",
            "--separator", ";", "--output", "dossiers.csv")
        #expect(exported.exit == 0, "\(exported)")
        #expect(exported.output.isEmpty)
        #expect(
            try program.read("dossiers.csv")
                == "dossier;title;state;lead;partners;requestedCents;minimumCents;points;place;"
                + "decision;decidedCents\r\n"
                + "1;\"'=HYPERLINK(\"\"x\"\")\";draft;\"'-Zorg; \"\"Best\"\"\";"
                + "\"'-Zorg; \"\"Best\"\"\";0;0;;;;\r\n")
    }

    @Test(arguments: ["ranking", "allocation", "ledger", "grants"])
    func `a table without lines has its header`(table: String) async throws {
        let program = try await Self.programWithRound()
        defer { program.remove() }
        let exported = try await program.run(
            "export", "sample", "--person", "jansen", "--data", "data", "--format", "csv",
            "--table", table)
        #expect(exported.exit == 0, "\(exported)")
        #expect(exported.lines.count == 1)
    }

    @Test(arguments: ["dossiers", "ranking", "allocation", "ledger", "grants"])
    func `the schema names every column of a table, in order, and says what it means`(
        table: String
    ) async throws {
        let program = try await Self.programWithRound()
        defer { program.remove() }
        let exported = try await program.run(
            "export", "sample", "--person", "jansen", "--data", "data", "--format", "csv",
            "--table", table)
        let described = try await program.run("schema", "--table", table)
        #expect(described.exit == 0, "\(described)")
        let columns = described.lines.map { $0.split(separator: "\t").map(String.init) }
        #expect(
            columns.map { $0.first ?? "" }.joined(separator: ",")
                == exported.lines.first.map { String($0.prefix { $0 != "\r\n" && $0 != "\r" }) })
        #expect(columns.allSatisfy { $0.count == 2 && $0[1].hasSuffix(".") })
    }

    @Test func `the schema of a line is the published one, and an unknown table is named`()
        async throws
    {
        let program = try Program()
        defer { program.remove() }
        let described = try await program.run("schema")
        #expect(
            try PinnedFile("../../../config/export.schema.json").difference(from: described.output)
                == nil)
        let unknown = try await program.run("schema", "--table", "votes")
        #expect(unknown.exit == 64)
        #expect(unknown.errors.contains("dossiers"))
    }

    @Test func `nothing is exported while a vote is sealed, and nothing is recorded`()
        async throws
    {
        let program = try await Self.programWithRound(
            then: [
                Self.closing,
                #"{"sittingPlanned":{"sitting":{"agenda":[1],"number":1,"#
                    + #""plannedAt":"2026-04-02T10:00:00","state":"planned"}}}"#,
                #"{"sittingOpened":{"sitting":1}}"#, #"{"dossierTakenUp":{"dossier":1}}"#,
                #"{"ballotPrepared":{"attempt":1,"ballot":1,"dossier":1,"subject":"scores"}}"#,
                #"{"ballotOpened":{"ballot":1}}"#,
                #"{"scoreGiven":{"ballot":1,"criterion":"versnelling","person":"piet","value":4}}"#,
            ])
        defer { program.remove() }
        try await expectRefusals(of: program, records: 9)
    }

    @Test func `nothing is exported while coalitions still write, and nothing is recorded`()
        async throws
    {
        let program = try await Self.programWithRound(then: [])
        defer { program.remove() }
        try await expectRefusals(of: program, records: 2)
    }

    private func expectRefusals(of program: Program, records: Int) async throws {
        for form in ["jsonl", "csv"] {
            let exported = try await program.run(
                "export", "sample", "--person", "jansen", "--data", "data", "--format", form)
            #expect(exported.exit == 1)
            #expect(exported.errors.contains("refused: hiddenMaterial"))
            #expect(exported.output.isEmpty)
        }
        let verified = try await program.run("verify", "--data", "data")
        #expect(verified.output.contains("round/sample: \(records) records"), "\(verified)")
    }

    @Test func `somebody without the right exports nothing`() async throws {
        let program = try await Self.programWithRound()
        defer { program.remove() }
        let exported = try await program.run(
            "export", "sample", "--person", "nobody", "--data", "data")
        #expect(exported.exit == 1)
        #expect(exported.errors.contains("refused: notSignedIn"))
        let unknown = try await program.run(
            "export", "other", "--person", "jansen", "--data", "data")
        #expect(unknown.exit == 1)
        #expect(unknown.errors.contains("refused: unknownRound"))
    }

    /// Ends the time in which drafts are nobody else's business.
    private static let closing = #"{"roundClosed":{}}"#

    /// A data folder with an administrator and a round with one dossier, closed unless told else.
    private static func programWithRound(
        then events: [String] = [closing]
    ) async throws -> Program {
        let program = try Program()
        _ = try await program.found()
        let rules = String(
            decoding: CanonicalJSON.bytes(of: RuleSample().rules), as: UTF8.self)
        let lead = #"""
            {"concern":"Zorg","contracted":true,"id":"zorg","kvk":"12345678",\#
            "name":"-Zorg; \"Best\"","verified":true}
            """#
        let beginning = [
            "{\"roundCreated\":{\"rules\":\(rules)}}",
            "{\"dossierStarted\":{\"dossier\":1,\"fingerprint\":\"\(fingerprint)\",\"lead\":\(lead),"
                + #""title":"=HYPERLINK(\"x\")"}}"#,
        ]
        try await append(beginning + events, to: program)
        return program
    }

    /// What signing the dossier as it begins would bind.
    private static var fingerprint: Digest {
        let content =
            #"{"effects":[],"involved":[],"partners":[{"costLines":[],"organisation":"zorg","#
            + #""role":""}],"sections":{},"title":"=HYPERLINK(\"x\")"}"#
        return SHA256Hashing().digest(of: Array(content.utf8))
    }

    /// Writes events as the server would, each by a command of its own.
    private static func append(_ events: [String], to program: Program) async throws {
        let journal = try SQLiteJournal(owning: try DataFolder(owning: program.path("data")))
        let stream = StreamID.round("sample")
        let codec = RecordCodec<Round>()
        var previous = Digest.zero
        for (index, text) in events.enumerated() {
            let event = try CanonicalJSON.value(RoundEvent.self, from: Array(text.utf8))
            let key = try #require(CommandKey(UUID().uuidString))
            let header = RecordHeader(
                stream: stream, position: index + 1, at: Instant(milliseconds: index),
                actor: .person("jansen"), actingFor: nil, key: key, previous: previous)
            let record = codec.record(of: event, header: header)
            let receipt = Receipt(
                actor: header.actor, key: key, command: .zero, position: record.position)
            try await journal.append(
                Append(
                    stream: stream, expectedPosition: index, records: [record],
                    receipts: [receipt], deadline: nil))
            previous = record.hash
        }
        try journal.close()
    }
}
