/// Rows of one kind that came in one file: measurements, a cohort, where clients live, or a series for context.
package struct CareTable: Hashable, Sendable {
    package let kind: Kind
    /// The file's bytes, under the key: the same file again is known by it.
    package let contentMark: ContentMark
    package let rows: [Row]

    package init(kind: Kind, contentMark: ContentMark, rows: [Row]) {
        self.kind = kind
        self.contentMark = contentMark
        self.rows = rows
    }

    /// The kinds of tables.
    package enum Kind: String, Codable, Sendable, CaseIterable, Hashable {
        case selfSufficiency
        case participation
        case goals
        case clientSatisfaction
        case stakeholderSatisfaction
        case reopenedCases
        case contextSeries
        case cohort
        case neighbourhoods
    }

    /// One row: whom it is about, if anybody, and its other values in the order of its columns.
    package struct Row: Hashable, Sendable {
        package let client: ClientMarks?
        package let values: [String]

        package init(client: ClientMarks?, values: [String]) {
            self.client = client
            self.values = values
        }
    }
}
