import Domain
import Engine
import Foundation
import Glibc
import SQLiteJournal
import Support
import Testing

struct IntakeTests {
    private let program: Program

    init() async throws {
        program = try Program()
        let made = try await program.run("keys", "make", "--municipality", "0983", "k.keys")
        #expect(made.exit == 0)
    }

    private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "IntakeTests/Samples").path()

    private func intake(_ arguments: String..., data: String = "data") async throws
        -> Program.Outcome
    {
        try await program.run(
            ["intake", "--data", data, "--key-file", "k.keys"] + arguments
        )
    }

    @Test func `the six samples give two periods and one, in any order`() async throws {
        defer { program.remove() }
        let names = [
            "WMO305-start", "WMO307-tijdelijk", "WMO307-definitief", "WMO307-correctie",
            "JW305-start", "JW307-stop",
        ].map { "\(Self.samples)/\($0).xml" }
        var random = SystemRandomNumberGenerator()
        let orders = [names, names.reversed(), names.shuffled(using: &random)]
        for (number, order) in orders.enumerated() {
            let data = "data\(number)"
            let outcome = try await program.run(
                ["intake", "--data", data, "--key-file", "k.keys"] + order
            )
            #expect(outcome.exit == 0)
            #expect(
                outcome.lines.last
                    == "intake: 6 accepted, 0 duplicate, 0 refused, 0 quarantined")
            let store = try SQLiteCareStore(
                readingFile: SQLiteCareStore.file(in: program.path(data)))
            let clients = try await store.histories(after: nil, limit: 10)
            let periods = clients.map { client in client.periods.map(Self.words).sorted() }
            #expect(
                Set(periods) == [
                    [
                        "02 2026-01-05 2026-03-31 wmo 19",
                        "07 2026-01-07 2026-03-03 wmo 19 pause 2026-03-04/2026-03-03",
                    ], ["45 2026-01-05 2026-06-30 youth 31"],
                ])
        }
    }

    private static func words(_ period: DeliveryPeriod) -> String {
        let pauses = period.pauses.map { " pause \($0.begin)/\($0.end?.description ?? "")" }
        return "\(period.category?.description ?? "") \(period.begin) "
            + "\(period.end?.description ?? "") \(period.reason?.description ?? "")"
            + pauses.joined()
    }

    @Test func `a key file is made beside the folder and not in it`() async throws {
        defer { program.remove() }
        try program.write(CareMessages().start(), to: "a.xml")
        let made = try await program.run(
            "intake", "--data", "data/", "--municipality", "0983", "a.xml")
        #expect(made.exit == 0)
        #expect(FileManager.default.fileExists(atPath: program.path("data.keys")))
        let again = try await program.run("intake", "--data", "data", "a.xml")
        #expect(again.lines.last == "intake: 0 accepted, 1 duplicate, 0 refused, 0 quarantined")
    }

    @Test func `the same file again is a duplicate, and verify holds`() async throws {
        defer { program.remove() }
        let messages = CareMessages()
        try program.write(messages.start(), to: "a.xml")
        #expect(try await intake("a.xml").exit == 0)
        let before = try await program.dump("data/care.sqlite", tables: ["document", "history"])
        let again = try await intake("a.xml")
        #expect(again.lines.last == "intake: 0 accepted, 1 duplicate, 0 refused, 0 quarantined")
        #expect(
            try await program.dump("data/care.sqlite", tables: ["document", "history"]) == before)
        let verified = try await program.run("verify", "--data", "data")
        #expect(verified.exit == 0)
        #expect(verified.output.hasPrefix("care: ok (1 documents of 1 clients in 2 imports, "))
    }

    @Test func `a broken file stops no other, and says where and why without its words`()
        async throws
    {
        defer { program.remove() }
        let messages = CareMessages()
        try FileManager.default.createDirectory(
            atPath: program.path("in/deeper"), withIntermediateDirectories: true)
        try program.write(messages.start(), to: "in/a-\(messages.number).xml")
        try program.write(messages.stop(ends: "</m:Oops>"), to: "in/b-\(messages.number).xml")
        try program.write(messages.stop(), to: "in/deeper/c.xml")
        try program.write("no message", to: "in/d.txt")
        let outcome = try await intake("in", "nowhere.xml")
        #expect(outcome.exit == 65)
        #expect(
            outcome.lines.last == "intake: 2 accepted, 0 duplicate, 2 refused, 0 quarantined")
        #expect(outcome.output.contains("refused  in/b-*********.xml:"))
        #expect(outcome.output.contains("unreadable (0001)"))
        #expect(outcome.output.contains("failed   nowhere.xml: "))
        for secret in messages.secrets {
            #expect(!(outcome.output + outcome.errors).contains(secret))
        }
    }

    @Test func `a dry run says what would be and stores nothing`() async throws {
        defer { program.remove() }
        let messages = CareMessages()
        try program.write(messages.stop(), to: "a.xml")
        let outcome = try await intake("--dry-run", "--json", "a.xml")
        #expect(outcome.exit == 0)
        let report = try #require(
            JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(report["accepted"] as? Int == 1)
        let grounds = try #require(report["exceptions"] as? [[String: Any]])
        #expect(grounds.map { $0["rule"] as? String } == ["TR382"])
        #expect(grounds.map { $0["returnCode"] as? String } == ["9069"])
        #expect(!FileManager.default.fileExists(atPath: program.path("data")))
    }

    @Test func `keys that others can read are refused, and keys are never overwritten`()
        async throws
    {
        defer { program.remove() }
        try program.write(CareMessages().start(), to: "a.xml")
        chmod(program.path("k.keys"), 0o640)
        let readable = try await intake("a.xml")
        #expect(readable.exit == 78)
        #expect(readable.errors.contains("chmod 600"))
        let again = try await program.run("keys", "make", "--municipality", "0983", "k.keys")
        #expect(again.exit == 69)
        let other = try await program.run("keys", "make", "--municipality", "0984", "other.keys")
        #expect(other.exit == 0)
        var about = stat()
        stat(program.path("other.keys"), &about)
        #expect(about.st_mode & 0o777 == 0o600)
        chmod(program.path("k.keys"), 0o600)
        #expect(try await intake("a.xml").exit == 0)
        let wrong = try await program.run(
            "intake", "--data", "data", "--key-file", "other.keys", "a.xml")
        #expect(wrong.exit == 78)
        #expect(wrong.errors.contains("content key"))
    }

    @Test func `a rotated key joins who comes by, and the overlap ends when it is said`()
        async throws
    {
        defer { program.remove() }
        let messages = CareMessages()
        try program.write(messages.start(), to: "a.xml")
        try program.write(messages.stop(), to: "b.xml")
        #expect(try await intake("a.xml").exit == 0)
        #expect(try await program.run("keys", "rotate", "k.keys").exit == 0)
        let joined = try await intake("b.xml")
        #expect(joined.output.contains("joined   1 clients"))
        #expect(joined.lines.last == "intake: 1 accepted, 0 duplicate, 0 refused, 0 quarantined")
        #expect(try await program.run("keys", "rotate", "k.keys").exit == 1)
        #expect(try await program.run("keys", "end-overlap", "k.keys").exit == 0)
        let shown = try await program.run("keys", "show", "k.keys")
        #expect(shown.output.contains("current person key p2"))
        #expect(!shown.output.contains("former"))
        #expect(try await program.run("verify", "--data", "data").exit == 0)
    }

    @Test func `columns are told, a table is taken in whole, and every fault has its line`()
        async throws
    {
        defer { program.remove() }
        let messages = CareMessages()
        let columns = try await program.run("intake", "--columns", "participatieladder")
        #expect(columns.lines.first == "Bsn;Meetdatum;Moment;Trede")
        #expect(columns.lines.count == 5)
        let header = "Bsn;Meetdatum;Moment;Trede\n"
        try program.write(
            header + "\(messages.number);2026-01-05;T0;3\n\(messages.number);x;T0;9\n",
            to: "wrong.csv")
        let wrong = try await intake("--kind", "participatieladder", "wrong.csv")
        #expect(wrong.exit == 65)
        #expect(wrong.output.contains("refused  wrong.csv:3: unreadable: Meetdatum isn't"))
        #expect(wrong.output.contains("refused  wrong.csv:3: unreadable: Trede isn't"))
        #expect(wrong.output.contains("intake: 0 accepted"))
        try program.write(header + "\(messages.number);2026-01-05;T0;3\n", to: "right.csv")
        let right = try await intake("--kind", "participatieladder", "right.csv")
        #expect(right.lines.last == "intake: 1 accepted, 0 duplicate, 0 refused, 0 quarantined")
        let again = try await intake("--kind", "participatieladder", "right.csv")
        #expect(again.lines.last == "intake: 0 accepted, 1 duplicate, 0 refused, 0 quarantined")
        #expect(try await program.run("verify", "--data", "data").exit == 0)
        #expect(try await program.run("intake", "--columns", "zzz").exit == 64)
    }

    @Test func `every client of an import is a processing in the log of those`() async throws {
        defer { program.remove() }
        try program.write(CareMessages(200).start("A1"), to: "a.xml")
        try program.write(CareMessages(300).start("A2"), to: "b.xml")
        #expect(try await intake("a.xml", "b.xml").exit == 0)
        let told = try await program.run(
            "processings", "--data", "data", "--activity", "urn:venlo:follow-up")
        #expect(told.exit == 0)
        #expect(told.lines.count == 2)
        for line in told.lines {
            let record = try #require(
                JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect((record["trace_id"] as? String)?.count == 32)
            #expect((record["span_id"] as? String)?.count == 16)
            #expect(record["status_code"] as? String == "STATUS_CODE_OK")
            let attributes = try #require(record["attributes"] as? [String: String])
            #expect(attributes["dpl.core.processing_activity_id"] == "urn:venlo:follow-up")
            #expect(attributes["dpl.core.data_subject_id"]?.count == 64)
            #expect(attributes["dpl.core.data_subject_id_type"] == "pseudonym")
        }
        let again = try await program.run(
            "processings", "--data", "data", "--activity", "urn:venlo:follow-up")
        #expect(again.output == told.output)
    }

    @Test func `a server takes the same deliveries over HTTP, beside the command line`()
        async throws
    {
        defer { program.remove() }
        let token = try await program.found()
        let messages = CareMessages()
        try program.write(messages.start(), to: "a.xml")
        try program.write(messages.stop(), to: "b.xml")
        try program.write(token, to: "token.txt")
        let post = """
            import ssl,sys,urllib.request
            c=ssl._create_unverified_context()
            t=open('token.txt').read().strip()
            r=urllib.request.Request(sys.argv[1],data=open(sys.argv[2],'rb').read(),
              headers={'Authorization':'Bearer '+t,'Content-Type':'application/xml'})
            print(urllib.request.urlopen(r,context=c).read().decode())
            """
        let served = try await program.run(
            ["serve", "--data", "data"],
            environment: ["KANSENDOSSIER_PORT": "0", "KANSENDOSSIER_CARE_KEY_FILE": "k.keys"]
        ) { server in
            let address = try await server.line(beginning: "serving on https://")
            let posted = try await program.tool(
                "python3", "-c", post, "https://\(address)/care/messages", "a.xml")
            #expect(posted.output.contains("\"accepted\":1"), "\(posted)")
            let listed = try await program.tool(
                "python3", "-c", post.replacing("data=open(sys.argv[2],'rb').read(),", with: ""),
                "https://\(address)/care/exceptions?rule=pause")
            #expect(listed.output == "{\"entries\":[],\"leftOut\":0}\n", "\(listed)")
            #expect(try await intake("b.xml").exit == 0)
            let again = try await program.tool(
                "python3", "-c", post, "https://\(address)/care/messages", "b.xml")
            #expect(again.output.contains("\"duplicates\":1"))
            server.terminate()
        }
        #expect(served.exit == 0)
        let verified = try await program.run("verify", "--data", "data")
        #expect(verified.output.hasPrefix("care: ok (2 documents of 1 clients in 3 imports, "))
        for name in ["a.xml", "b.xml"] {
            try FileManager.default.removeItem(atPath: program.path(name))
        }
        #expect(try Traces.inFiles(of: program.folder, messages.secrets) == [])
    }

    @Test func `no memory dump is written of it, however it ends`() async throws {
        defer { program.remove() }
        #expect(mkfifo(program.path("door"), 0o600) == 0)
        try program.write(CareMessages().start(), to: "a.xml")
        let dumping = "ulimit -c unlimited; export SWIFT_BACKTRACE=enable=yes,color=no; exec"
        let pattern = try String(contentsOfFile: "/proc/sys/kernel/core_pattern", encoding: .utf8)
        func dumps() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: program.folder)
                .filter { $0.hasPrefix("core") }
        }
        let ended = try await program.tool([
            "sh", "-c",
            "\(dumping) \(Program.executable) intake --data data --key-file k.keys a.xml door",
        ]) { running in
            try await running.says("intake: 1 documents read")
            running.signal(SIGABRT)
        }
        #expect(ended.exit == SIGABRT)
        #expect(!(ended.output + ended.errors).contains("rax"))
        #expect(try dumps() == [])
        // Where dumps go into the working folder, another program's does.
        if pattern.hasPrefix("core") {
            _ = try await program.tool("sh", "-c", "\(dumping) python3 -c 'import os; os.abort()'")
            #expect(try dumps() != [])
        }
    }

    @Test func `who a client is stands nowhere: not on disk, in output, or in memory`() async throws
    {
        defer { program.remove() }
        let (messages, other) = (CareMessages(), CareMessages(905))
        let secrets = messages.secrets + other.secrets
        try FileManager.default.createDirectory(
            atPath: program.path("in"), withIntermediateDirectories: true)
        try program.write(messages.start(), to: "in/a.xml")
        let latin = messages.stop().replacing("UTF-8", with: "ISO-8859-1")
        try program.write(latin, to: "in/b.xml")
        try program.write(messages.stop("KD3", ends: "<m:Naam>\(messages.name)"), to: "in/c.xml")
        try program.write(messages.stop(messages.number), to: "in/d.xml")
        try program.write(other.start("KD4"), to: "e.xml")
        let zip =
            "import sys,zipfile;z=zipfile.ZipFile('f.zip','w',zipfile.ZIP_DEFLATED);"
            + "[z.write('e.xml',str(n)) for n in range(3)]"
        #expect(try await program.tool("python3", "-c", zip).exit == 0)
        let door = program.path("door")
        #expect(mkfifo(door, 0o600) == 0)
        let outcome = try await program.run([
            "intake", "--data", "data", "--key-file", "k.keys", "in", "f.zip", "door",
        ]) { running in
            try await running.says("intake: 7 documents read")
            let known = "door"
            var found: [String] = []
            // In its own time it has stored what it read, and waits for somebody to write into the
            // door.
            for _ in 1...300 where found != [known] {
                try await Task.sleep(for: .milliseconds(100))
                found = try Traces.inMemory(of: running.identifier, secrets + [known])
            }
            #expect(found == [known])
            let writer = open(door, O_WRONLY)
            close(writer)
        }
        #expect(outcome.output.contains("intake: 3 accepted, 2 duplicate, 3 refused"))
        let table = "Bsn;Initiatief;Versie;Vanaf\n\(other.number);Proef;1;2026-01-01\n"
        try program.write(table, to: "g.csv")
        #expect(try await intake("--kind", "cohort", "g.csv").exit == 0)
        #expect(try await program.run("exceptions", "--data", "data", "--csv").exit == 0)
        #expect(
            try Set(Traces.inFiles(of: program.folder, other.secrets).map { $0.suffix(5) })
                == ["e.xml", "g.csv"])
        try FileManager.default.removeItem(atPath: program.path("in"))
        for name in ["e.xml", "f.zip", "g.csv"] {
            try FileManager.default.removeItem(atPath: program.path(name))
        }
        #expect(try Traces.inFiles(of: program.folder, secrets) == [])
    }

    @Test func `a number is found in each form in which it may stand`() throws {
        defer { program.remove() }
        let number = CareMessages().number
        let forms = Traces.forms(of: number)
        #expect(forms.count == 4 && Set(forms).count == 4)
        for (index, form) in forms.enumerated() {
            let file = URL(filePath: program.path("\(index).bin"))
            try (Data([7, 0]) + form + Data([0, 7])).write(to: file)
        }
        #expect(try Traces.inFiles(of: program.folder, [number]).count == 4)
    }
}

extension Program {
    /// What stands in tables of a database, as text.
    fileprivate func dump(_ file: String, tables: [String]) async throws -> String {
        let script = """
            import sqlite3,sys
            c=sqlite3.connect(sys.argv[1])
            for t in sys.argv[2:]: print(t,sorted(map(repr,c.execute('select * from '+t))))
            """
        return try await tool(["python3", "-c", script, path(file)] + tables).output
    }
}
