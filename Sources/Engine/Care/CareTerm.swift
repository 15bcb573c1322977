package import Domain

/// After which time care records are removed: so many months after the last day that is known of a
/// client.
package struct CareTerm: Sendable, Equatable {
    package let months: Int
    /// Whatever ended before this day is past its term.
    package let cutoff: CivilDate
    package let actor: String
    package let at: Instant
    /// 32 lower-case hexadecimal digits, as of an import.
    package let trace: String

    /// The most months: a hundred years.
    package static let monthsMost = 1_200

    package init(months: Int, on day: CivilDate, actor: String, at: Instant, trace: String) {
        precondition((1...Self.monthsMost).contains(months), "a term is 1 to 1200 months")
        self.months = months
        cutoff = day.moved(byMonths: -months)
        self.actor = actor
        self.at = at
        self.trace = trace
    }
}

/// What a removal took away, as its line of the import log says it.
package struct CareRemoval: Codable, Sendable, Equatable {
    package let months: Int
    package let cutoff: CivilDate
    package let clients: Int
    package let documents: Int
    package let refusals: Int
    package let rows: Int
    /// Marks that were joined to a client's first one.
    package let joins: Int
    /// The lines of the import log that lost something, and the hash over what is left of each.
    package let remainders: [Remainder]

    package init(
        months: Int, cutoff: CivilDate, clients: Int, documents: Int, refusals: Int, rows: Int,
        joins: Int, remainders: [Remainder]
    ) {
        self.months = months
        self.cutoff = cutoff
        self.clients = clients
        self.documents = documents
        self.refusals = refusals
        self.rows = rows
        self.joins = joins
        self.remainders = remainders
    }

    /// What is left of what one line added.
    package struct Remainder: Codable, Sendable, Equatable {
        package let line: Int
        package let content: Digest

        package init(line: Int, content: Digest) {
            self.line = line
            self.content = content
        }
    }
}
