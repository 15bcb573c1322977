import Domain
import Engine
import Wire

/// The exception list for the terminal and for a spreadsheet.
struct ExceptionTable {
    private let list: ExceptionList

    init(_ list: ExceptionList) { self.list = list }

    /// A line for each, then what each rule among them means in Dutch and English, then the counts;
    /// the last line begins with `exceptions:`.
    var lines: [String] {
        var lines: [String] = []
        if !list.entries.isEmpty {
            lines.append(
                Self.row(["status", "rule", "code", "kind", "sender", "dated", "message"]))
        }
        lines += list.entries.map(Self.line)
        var told: Set<String> = []
        for entry in list.entries where told.insert(entry.rule).inserted {
            lines += ["\(entry.rule): \(entry.nl)", "\(entry.rule): \(entry.en)"]
        }
        let counts = ExceptionList.Status.allCases.map { status in
            "\(list.entries.count { $0.status == status }) \(status)"
        }
        return lines + ["exceptions: " + counts.joined(separator: ", ")]
    }

    private static func line(_ entry: ExceptionList.Entry) -> String {
        var words: [String] = []
        if let identification = entry.identification { words.append(identification) }
        if let notice = entry.notice { words.append("notice \(notice)") }
        if let line = entry.line { words.append("line \(line)") }
        if let reason = entry.reason { words.append(reason) }
        if let due = entry.due { words.append("due \(due)") }
        if let begin = entry.begin { words.append("begun \(begin)") }
        if let category = entry.category { words.append("category \(category)") }
        if let lastDay = entry.pausedAfter { words.append("paused after \(lastDay)") }
        let date = entry.dated ?? entry.receivedOn
        return row([
            entry.status.rawValue, entry.rule, entry.returnCode ?? "-", entry.kind ?? "-",
            entry.sender ?? "-", date?.description ?? "-", words.joined(separator: ", "),
        ])
    }

    private static let widths = [11, 10, 4, 4, 8, 10, 0]

    private static func row(_ cells: [String]) -> String {
        zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: max(0, width - cell.count))
        }.joined(separator: "  ")
    }

    /// The same as CSV, a line each with both sentences.
    var csv: String {
        var csv = CSV(separator: ",")
        csv.add(
            "status", "rule", "return_code", "kind", "sender", "identification", "notice", "line",
            "reason", "dated", "received_on", "due", "category", "begin", "paused_after", "nl",
            "en")
        for entry in list.entries {
            csv.add([
                .text(entry.status.rawValue), .text(entry.rule), .init(entry.returnCode),
                .init(entry.kind), .init(entry.sender), .init(entry.identification),
                .init(entry.notice), .init(entry.line), .init(entry.reason),
                .init(entry.dated?.description), .init(entry.receivedOn?.description),
                .init(entry.due?.description), .init(entry.category),
                .init(entry.begin?.description), .init(entry.pausedAfter?.description),
                .text(entry.nl), .text(entry.en),
            ])
        }
        return csv.text
    }
}
