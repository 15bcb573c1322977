/// Part of the award on its way to the coalition (F18).
package struct Tranche: Encodable, Sendable, Equatable {
    package internal(set) var state = State.planned
    /// Who approved that what was asked was done.
    package internal(set) var substanceBy: PersonID?
    /// Who approved that the money may go; never the same person.
    package internal(set) var financeBy: PersonID?
    /// Why it was refused.
    package internal(set) var reasons: String?

    /// How far it is; a planned one can be claimed once its conditions hold.
    package enum State: String, Codable, Sendable, CaseIterable {
        case planned, handedIn, approvedOnSubstance, approvedOnFinance, paid, refused

        /// Whether it waits for the municipality.
        package var isUnderWay: Bool {
            self == .handedIn || self == .approvedOnSubstance || self == .approvedOnFinance
        }
    }
}

/// What is looked at before money goes.
package enum PaymentCheck: String, Codable, Sendable, CaseIterable {
    /// Whether what was asked was done: the relationship manager's.
    case substance
    /// Whether the money may go: the budget holder's.
    case finance
}

/// What the award comes to in the end; the rest is released or recovered.
package struct Settlement: Codable, Sendable, Equatable {
    package let amount: Cents
    package let reasons: String
    package let proposedBy: PersonID
    /// Nil until the budget holder has adopted it.
    package internal(set) var adoptedBy: PersonID?
}

extension Ledger {
    /// What was granted to the dossier and isn't released.
    func award(of dossier: DossierNumber) -> Cents {
        total(.granted, of: dossier) - total(.released, of: dossier)
    }

    /// What was paid to the dossier and isn't recovered.
    func paid(to dossier: DossierNumber) -> Cents {
        total(.paid, of: dossier) - total(.recovered, of: dossier)
    }

    /// What settling on that amount books: what still has to be paid or must come back, and what was
    /// granted and never left. What must come back is available only when it has come.
    func settling(_ dossier: DossierNumber, on amount: Cents) -> [LedgerEntry] {
        let paid = paid(to: dossier)
        let left = award(of: dossier) - max(paid, amount)
        return [
            LedgerEntry(.paid, max(.zero, amount - paid), dossier: dossier),
            LedgerEntry(.recovered, max(.zero, paid - amount), dossier: dossier),
            LedgerEntry(.released, left, dossier: dossier),
        ].filter { $0.amount > .zero }
    }

    /// What was recovered from the dossier and hasn't come back yet.
    func outstanding(from dossier: DossierNumber) -> Cents {
        total(.recovered, of: dossier) - total(.receivedBack, of: dossier)
    }
}
