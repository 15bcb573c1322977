internal import Domain
internal import Wire

/// Holds everything in a care store against its log, in one snapshot.
package struct CareVerifying {
    private let rows: any CareRows
    private let keepsLateNotices: Bool

    /// Of a store whose histories have late notices, or are of before there were any.
    package init(in rows: any CareRows, keepsLateNotices: Bool = true) {
        self.rows = rows
        self.keepsLateNotices = keepsLateNotices
    }

    /// The first deviation, or how much there is.
    package func verify() throws -> CareVerification {
        let remainders = try remainders()
        var hash = Digest.zero
        var lines = 0
        while true {
            let page = try rows.lines(after: lines, limit: Self.pageMost)
            for row in page {
                if let deviation = try deviation(of: row, after: lines, hash, remainders) {
                    return .deviation(deviation)
                }
                hash = row.hash
                lines += 1
            }
            if page.count < Self.pageMost { break }
        }
        if let part = try rows.orphan(after: lines) {
            return .deviation("\(part.rawValue): something that no line of the import log added")
        }
        if let deviation = try deviatingHistory() { return .deviation(deviation) }
        let (documents, clients) = try rows.counts()
        return .ok(lines: lines, documents: documents, clients: clients, hash: hash)
    }

    /// So many lines or clients are read at once.
    private static let pageMost = 1_000

    private func deviation(
        of row: CareLogRow, after lines: Int, _ previous: Digest, _ remainders: [Int: Digest]
    ) throws -> String? {
        let place = "line \(lines + 1) of the import log"
        guard row.number == lines + 1 else { return "\(place) is missing" }
        guard row.hash == SHA256Hashing().digest(of: row.bytes) else {
            return "\(place) was changed: its hash is another"
        }
        let line = try row.line()
        guard line.number == row.number, line.previous == previous else {
            return "\(place) doesn't follow the one before it"
        }
        let addition = try rows.addition(of: row.number)
        guard try addition.isFoundByWhatItSays(),
            addition.content == remainders[row.number] ?? line.content
        else { return "\(place): what came in then was changed" }
        return nil
    }

    /// What is left of lines of which something was removed after its term, by the newest removal.
    private func remainders() throws -> [Int: Digest] {
        var remainders: [Int: Digest] = [:]
        for line in try rows.allLines() {
            for left in try line.line().removed?.remainders ?? [] {
                remainders[left.line] = left.content
            }
        }
        return remainders
    }

    /// What follows from the messages, computed again for everyone; those who wait to be computed
    /// are no deviation.
    private func deviatingHistory() throws -> String? {
        let clients = try rows.settled().sorted()
        for start in stride(from: 0, to: clients.count, by: Self.pageMost) {
            let page = Array(clients[start..<min(start + Self.pageMost, clients.count)])
            let kept = try rows.histories(of: page)
            let found = try CareSettling(rows: rows).histories(of: page)
            for (client, history) in zip(page, found) {
                let bytes = keepsLateNotices ? history?.bytes : history?.firstBytes
                if kept[client] != bytes {
                    return "the periods of client \(client.description.prefix(16))… aren't those "
                        + "of the messages"
                }
            }
        }
        return nil
    }
}

extension CareRows {
    /// Every line of the log, in order.
    func allLines() throws -> [CareLogRow] {
        var all: [CareLogRow] = []
        while true {
            let page = try lines(after: all.last?.number ?? 0, limit: 1_000)
            all += page
            if page.count < 1_000 { return all }
        }
    }
}
