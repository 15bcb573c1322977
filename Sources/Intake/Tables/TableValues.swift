package import Domain

/// The values of one row, each of its column's shape.
struct TableValues {
    let line: Int
    private(set) var client: ClientMarks?
    /// Whom it is about, by the key that isn't rotated; nowhere kept.
    private(set) var lastingMark: ContentMark?
    /// In the order of the schema's columns, whom it is about left out; empty for what isn't there.
    private(set) var values: [String] = []
    private var byName: [String: String] = [:]
    private var hasClient = false

    /// Reads a row; what is wrong with a value is added to the faults.
    init(
        line: Int, fields: [Range<Int>?], of bytes: UnsafeMutableRawBufferPointer,
        _ schema: TableSchema, _ pseudonymiser: Pseudonymiser, _ faults: inout [TableFault]
    ) {
        self.line = line
        for (column, field) in zip(schema.columns, fields) {
            let value = bytes[field ?? 0..<0]
            let isPerson = if case .citizen = column.shape { true } else { column.isMark }
            if value.isEmpty {
                if !column.isOptional { faults.append(fault(column, "is empty")) }
                if !isPerson { values.append("") }
                continue
            }
            if isPerson {
                hasClient = true
                if client != nil { faults.append(fault(column, "stands beside a Bsn")) }
                client = Self.client(value, column, pseudonymiser)
                if client != nil, !column.isMark { lastingMark = pseudonymiser.lasting(value) }
                if client == nil {
                    faults.append(
                        fault(
                            column, column.isMark ? "isn't a mark" : "fails its check (11-proef)"))
                }
            } else if let text = column.shape.text(of: value) {
                values.append(text)
                byName[column.name] = text
            } else {
                faults.append(fault(column, "isn't \(column.meaning)"))
                values.append("")
            }
        }
    }

    subscript(name: String) -> String? { byName[name] }

    private static func client(
        _ value: Slice<UnsafeMutableRawBufferPointer>, _ column: TableSchema.Column,
        _ pseudonymiser: Pseudonymiser
    ) -> ClientMarks? {
        if column.isMark {
            return Pseudonym(String(decoding: value, as: UTF8.self)).map {
                ClientMarks(current: $0)
            }
        }
        return CitizenNumber.isValid(value) ? pseudonymiser.client(value) : nil
    }

    private func fault(_ column: TableSchema.Column, _ reason: String) -> TableFault {
        TableFault(line: line, column: column.name, reason: reason)
    }

    /// By what a client's row is told from that client's others; nil where that doesn't matter.
    func identity(in schema: TableSchema) -> [String]? {
        guard let client, !schema.once.isEmpty else { return nil }
        return [client.current.description] + schema.once.map { self[$0] ?? "" }
    }

    /// What lies after the day on which it was received.
    func futures(in schema: TableSchema, receivedOn: CivilDate) -> [TableFault] {
        schema.columns.compactMap { column in
            guard column.isPast, let day = self[column.name].flatMap({ CivilDate($0) }),
                day > receivedOn
            else { return nil }
            return fault(column, "lies after the day of receipt, \(receivedOn)")
        }
    }

    /// What values say against each other.
    func contradictions(in schema: TableSchema) -> [TableFault] {
        switch schema.kind {
        case .cohort where !hasClient, .neighbourhoods where !hasClient:
            [TableFault(line: line, column: "Bsn", reason: "and Pseudoniem are both empty")]
        case .cohort: order("Vanaf", "TotEnMet")
        case .neighbourhoods: neighbourhood
        case .reopenedCases: order("Begindatum", "Einddatum") + order("Einddatum", "HeropendOp")
        case .goals: goal
        case .selfSufficiency: scores
        case .clientSatisfaction, .stakeholderSatisfaction: survey
        default: []
        }
    }

    private func order(_ first: String, _ second: String) -> [TableFault] {
        guard let later = self[second] else { return [] }
        guard let earlier = self[first] else {
            return [TableFault(line: line, column: second, reason: "stands without \(first)")]
        }
        // Days written as by ISO 8601 have the order of their texts.
        return later < earlier
            ? [TableFault(line: line, column: second, reason: "lies before \(first)")] : []
    }

    /// What looks like a code of Statistics Netherlands is one: WK and six digits.
    private var neighbourhood: [TableFault] {
        guard let name = self["Wijk"], name.contains(#/^[Ww][Kk]\s*\d/#),
            !name.contains(#/^WK\d{6}$/#)
        else { return [] }
        return [TableFault(line: line, column: "Wijk", reason: "isn't WK and six digits")]
    }

    private var goal: [TableFault] {
        guard let scale = self["Schaal"].flatMap({ GoalAttainment.Scale(inTable: $0) }),
            let score = self["Score"].flatMap({ Int($0) })
        else { return [] }
        let isRight =
            GoalAttainment(
                scale: scale, baseline: self["Beginniveau"].flatMap { Int($0) }, score: score,
                weight: self["Weging"].flatMap { Int($0) } ?? 1) != nil
        return isRight
            ? []
            : [TableFault(line: line, column: "Score", reason: "or Beginniveau isn't of its scale")]
    }

    /// A file of answers is known again by sender and period together, and an answer is of its period.
    private var survey: [TableFault] {
        guard let period = self["Periode"] else {
            return self["Afzender"] == nil
                ? []
                : [TableFault(line: line, column: "Afzender", reason: "stands without Periode")]
        }
        guard self["Afzender"] != nil else {
            return [TableFault(line: line, column: "Periode", reason: "stands without Afzender")]
        }
        let isWithin =
            self["DatumAfname"].flatMap { CivilDate($0) }.map { $0.periods.contains(period) }
            ?? true
        return isWithin
            ? [] : [TableFault(line: line, column: "DatumAfname", reason: "lies outside Periode")]
    }

    private var scores: [TableFault] {
        let only2013 = ["Dagbesteding", "Adl"]
        let only2017 = ["WerkEnOpleiding", "Tijdsbesteding", "BasaleAdl", "InstrumenteleAdl"]
        let foreign = self["Versie"] == "2013" ? only2017 : only2013
        return foreign.filter { self[$0] != nil }.map {
            TableFault(line: line, column: $0, reason: "isn't a domain of this edition")
        }
    }
}

extension CivilDate {
    /// The year, half year, quarter and month of this day, as tables write them.
    fileprivate var periods: [String] {
        [
            description.prefix(4), description.prefix(7), "\(year)-H\((month - 1) / 6 + 1)",
            "\(year)-Q\((month - 1) / 3 + 1)",
        ].map { String($0) }
    }
}

extension GoalAttainment.Scale {
    /// The scale by its name in a table, or nil.
    package init?(inTable name: String) {
        switch name {
        case "vijfpunts": self = .fivePoint
        case "zespunts": self = .sixPoint
        case "psw": self = .fromStart
        default: return nil
        }
    }
}

extension TableSchema.Column {
    var isMark: Bool { if case .mark = shape { true } else { false } }
}

extension TableSchema.Shape {
    /// The value as it is kept, or nil when it isn't of this shape; a text in which somebody's
    /// number may stand isn't.
    func text(of value: Slice<UnsafeMutableRawBufferPointer>) -> String? {
        switch self {
        case .citizen, .mark: nil
        case .value(let shape):
            shape.fits(value) && !CitizenNumber.mayStand(in: value)
                ? String(decoding: value, as: UTF8.self) : nil
        case .whole(let range):
            value.count <= 6
                ? Int(String(decoding: value, as: UTF8.self)).flatMap {
                    range.contains($0) ? String($0) : nil
                } : nil
        case .period:
            value.count <= 7
                && String(decoding: value, as: UTF8.self).contains(
                    #/^\d{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$/#)
                ? String(decoding: value, as: UTF8.self) : nil
        case .decimal: decimal(value)
        }
    }

    /// With a point, however it was written.
    private func decimal(_ value: Slice<UnsafeMutableRawBufferPointer>) -> String? {
        guard value.count <= 20 else { return nil }
        let text = String(decoding: value, as: UTF8.self).replacing(",", with: ".")
        return text.contains(#/^-?\d+(\.\d+)?$/#) && !CitizenNumber.mayStand(in: value) ? text : nil
    }
}
