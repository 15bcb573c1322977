/// The pot's books: append-only, in cents (F10).
///
/// Laws, checked at each entry and by `verify`: available ≥ 0; a dossier's reservation and what is
/// paid never go below zero or above what was reserved and granted.
package struct Ledger: Sendable, Equatable {
    package private(set) var entries: [LedgerEntry] = []

    package init() {}

    /// Books in which nothing but this was ever set: for computing what would have been.
    init(available: Cents) { entries = [LedgerEntry(.set, available)] }

    /// Set + raised + carried over + received back − reserved − granted + released
    /// (rulings.md, "Available").
    package var available: Cents {
        entries.reduce(.zero) { sum, entry in
            switch entry.kind {
            case .set, .raised, .carriedOver, .receivedBack, .reservationEnded, .released:
                sum + entry.amount
            case .reserved, .granted: sum - entry.amount
            case .paid, .recovered: sum
            }
        }
    }

    /// What there is to divide in all: set, raised and carried over.
    package var divisible: Cents { total(.set) + total(.raised) + total(.carriedOver) }

    /// The sum of the entries of that kind, of one dossier or of all.
    package func total(_ kind: LedgerEntry.Kind, of dossier: DossierNumber? = nil) -> Cents {
        entries.filter { $0.kind == kind && (dossier == nil || $0.dossier == dossier) }
            .map(\.amount).total
    }

    /// Which law these entries would break, or nil.
    package func brokenLaw(appending more: [LedgerEntry]) -> String? {
        var next = self
        for entry in more {
            if entry.amount < .zero { return "a negative amount" }
            next.entries.append(entry)
            if next.available < .zero { return "available below zero" }
            guard let dossier = entry.dossier else { continue }
            let granted = next.total(.granted, of: dossier) - next.total(.released, of: dossier)
            let paid = next.total(.paid, of: dossier) - next.total(.recovered, of: dossier)
            if paid > granted { return "paid more than granted to dossier \(dossier)" }
            if paid < .zero { return "recovered more than was paid to dossier \(dossier)" }
            if next.outstanding(from: dossier) < .zero {
                return "received back more than was recovered from dossier \(dossier)"
            }
            let reserved =
                next.total(.reserved, of: dossier) - next.total(.reservationEnded, of: dossier)
            if reserved < .zero { return "ended more than was reserved for dossier \(dossier)" }
        }
        return nil
    }

    mutating func append(_ more: [LedgerEntry]) { entries += more }
}

/// One line in the pot's books.
package struct LedgerEntry: Codable, Sendable, Equatable {
    package let kind: Kind
    /// Never negative; the kind says which way it goes.
    package let amount: Cents
    package let dossier: DossierNumber?

    package init(_ kind: Kind, _ amount: Cents, dossier: DossierNumber? = nil) {
        self.kind = kind
        self.amount = amount
        self.dossier = dossier
    }

    /// What an entry does to the pot.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case set, raised, reserved, reservationEnded, granted, released, paid, recovered
        case receivedBack, carriedOver
    }
}
