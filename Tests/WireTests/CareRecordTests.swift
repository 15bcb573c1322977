import Domain
import Support
import Testing
import Wire

struct CareRecordTests {
    private static let mark = String(repeating: "ab", count: 32)
    private static let other = String(repeating: "cd", count: 32)
    private static let lines = [
        "305.1\twmo\t3.2\t90000001\t0983\tKD 1\t2026-01-09\t2026-05-01\t\(other)\t\(mark)\t1:CS058\n"
            + "1\t\(mark)\t02\t02A01\t2026-01-01\t2026-01-05\t\t\n3\t\t07\t\t\t2026-01-07\t\t",
        "307.1\tyouth\t3.0\t90000001\t0983\tKD2\t2026-07-03\t2026-07-04\t\(other)\t\(mark)\t\n"
            + "1\t\t45\t\t\t2026-01-05\t31\t2026-06-30",
        "301.1\twmo\t3.1\t90000001\t0983\tT1\t2025-12-15\t2026-05-01\t\(other)\t\(mark)\n"
            + "\(mark)\t02\t\t2025-12-15\t14:30:00\t2026-01-01\t\t13\t120\t1\t2\n"
            + "\(other)\t\t\t2025-12-15\t00:00:00\t2026-01-01\t2026-06-30\t\t\t\t",
        "306.1\twmo\t90000001\t0983\tKD1\t2026-01-12\t2026-05-01\t\(other)\t\t0001 9056",
        "308.1\twmo\t90000001\t0983\tKD2\t2026-04-05\t2026-05-01\t\(other)\t\(mark)\t\n"
            + "1\t\(mark)\t\t\t\t2026-01-05\t20\t2026-03-03\t9413",
    ]

    @Test(arguments: lines)
    func `a document's bytes never change, and are read as what they say`(text: String) throws {
        let document = try DocumentRecord.document(Array(text.utf8))
        #expect(String(decoding: DocumentRecord.bytes(of: document), as: UTF8.self) == text)
    }

    @Test(arguments: lines)
    func `a document that lacks a field, or has one too many, isn't read`(text: String) {
        for (place, character) in text.enumerated() where character == "\t" {
            var fields = Array(text)
            fields.remove(at: place)
            #expect(throws: CareDamage.self) {
                try DocumentRecord.document(Array(String(fields).utf8))
            }
        }
        #expect(throws: CareDamage.self) { try DocumentRecord.document(Array((text + "\tx").utf8)) }
        #expect(throws: CareDamage.self) { try DocumentRecord.document(Array(("9" + text).utf8)) }
    }

    @Test func `what follows is read as it was written`() throws {
        let text =
            "P\twmo\t0983\t90000001\t\(Self.mark)\t07\t07A12\t2026-01-01\t2026-01-07\t2026-03-03\t19\t"
            + "2026-03-04/2026-03-03 2026-03-05/\nP\tyouth\t0983\t90000001\t\t\t\t\t2026-01-05\t\t\t\n"
            + "X\tTR382\t9069\t90000001\tKD2\t2026-04-03\t2026-05-01\t2\t\t\n"
            + "X\tTR415\t9415\t90000001\tKD3\t2026-04-03\t2026-05-01\t\t\t\t307\n"
            + "X\tunreadable\t0001\t\t\t\t2026-05-01\t\t3\tnot well-formed XML\n"
            + "L\tOP271\t305\twmo\t90000001\t0983\tKD1\t0\t2026-01-12\t2026-01-20\t2026-05-01"
        let client = try #require(Pseudonym(Self.other))
        let periods = try HistoryRecord.periods(Array(text.utf8), of: client)
        let exceptions = try HistoryRecord.exceptions(Array(text.utf8))
        #expect(periods.map(\.pauses.count) == [2, 0])
        let late = try HistoryRecord.lateNotices(Array(text.utf8))
        #expect(exceptions.map(\.rule) == [.stopWithoutStart, .secondFinal, .unreadable])
        #expect(exceptions.map(\.kind) == [nil, .stop, nil])
        #expect(late.map(\.rule) == [.start])
        #expect(
            String(decoding: HistoryRecord.bytes(of: periods, exceptions, late), as: UTF8.self)
                == text)
        #expect(throws: CareDamage.self) {
            try HistoryRecord.exceptions(Array((text.replacing("307", with: "309")).utf8))
        }
        #expect(throws: CareDamage.self) {
            try HistoryRecord.lateNotices(Array((text + "\tx").utf8))
        }
    }

    @Test func `every rule has a sentence in both languages, ended by a full stop`() {
        let sentences =
            MessageRule.allCases.map { RuleSentence.of($0) }
            + LateNotice.Rule.allCases.map { RuleSentence.of($0) } + [.longPause]
        #expect(Set(sentences.map(\.nl)).count == sentences.count)
        #expect(Set(sentences.map(\.en)).count == sentences.count)
        #expect(sentences.allSatisfy { $0.nl.hasSuffix(".") && $0.en.hasSuffix(".") })
    }

    @Test func `a table's row is read as it was written`() {
        let row = CareTable.Row(client: nil, values: ["2026", "", "66.7"])
        #expect(TableRowRecord.bytes(of: row) == Array("2026\t\t66.7".utf8))
        #expect(TableRowRecord.values(Array("2026\t\t66.7".utf8)) == row.values)
    }
}
