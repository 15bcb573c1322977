import Domain
import Engine
import Foundation
import Glibc
import SQLiteJournal
import Testing
import Wire

struct KillTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Each child writes twelve streams at the same time, notes what was acknowledged in a file of
    /// its own, and kills itself while others are being written.
    @Test(arguments: [1, 7, 40, 133, 300])
    func `a process that is killed while writing loses nothing that it acknowledged`(
        acknowledgements: Int
    ) async throws {
        let (data, notes) = (folder.data, folder.path + "/notes")
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [
                data = data as String, notes = notes as String,
                acknowledgements = acknowledgements as Int
            ]
            in
            let journal = try SQLiteJournal(owning: DataFolder(owning: data))
            let note = open(notes, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            try await withThrowingTaskGroup { group in
                for number in 0..<12 {
                    group.addTask {
                        var writer = Writer(.round(number: number))
                        while true {
                            try await journal.append(writer.append(2))
                            let line = Array("\(writer.stream) \(writer.position)\n".utf8)
                            _ = Glibc.write(note, line, line.count)
                            if journal.statistics.appends >= acknowledgements {
                                kill(getpid(), SIGKILL)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        let text = try String(contentsOfFile: notes, encoding: .utf8)
        var acknowledged: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            acknowledged[String(words[0])] = Int(words[1])!
        }
        #expect(!acknowledged.isEmpty)
        let journal = try folder.journal()
        try await journal.checkIntegrity()
        for (name, position) in acknowledged {
            let stream = try #require(StreamID(name))
            let records = try await journal.records(of: stream, after: 0, limit: 100_000)
            #expect(records.count >= position)
            #expect(records.count % 2 == 0)
            #expect(try isChain(records))
        }
    }
}
