package import Domain

// What people may be and do, as they see it on the screen.

extension MunicipalRole {
    /// The role as people see it.
    package var phrase: Phrase {
        switch self {
        case .administrator: Phrase("Beheerder", "Administrator")
        case .coordinator: Phrase("Coördinator", "Coordinator")
        case .decisionMaker: Phrase("Beslisser namens het college", "Decision maker")
        case .budgetHolder: Phrase("Budgethouder", "Budget holder")
        case .relationshipManager: Phrase("Relatiemanager", "Relationship manager")
        case .neighbourhoodTeam: Phrase("Buurtteam", "Neighbourhood team")
        case .auditor: Phrase("Controleur", "Auditor")
        case .councilMember: Phrase("Raadslid", "Council member")
        }
    }
}

extension OrganisationRole {
    /// The role as people see it, with what it allows.
    package var phrase: Phrase {
        switch self {
        case .signatory: Phrase("Mag tekenen en schrijven", "May sign and write")
        case .editor: Phrase("Mag schrijven", "May write")
        case .reader: Phrase("Mag lezen", "May read")
        }
    }
}

extension TokenScope {
    /// What it is for, as people see it.
    package var phrase: Phrase {
        switch self {
        case .read: Phrase("Sleutel om mee te lezen", "Key to read with")
        case .full: Phrase("Sleutel voor een programma", "Key for a program")
        case .signIn: Phrase("Aanmeldlink", "Sign-in link")
        case .session: Phrase("Aangemelde browser", "Signed-in browser")
        }
    }
}

extension Seat.Kind {
    /// The seat as people see it.
    package var phrase: Phrase {
        switch self {
        case .chair: Phrase("Voorzitter", "Chair")
        case .deputyChair: Phrase("Plaatsvervangend voorzitter", "Deputy chair")
        case .member: Phrase("Lid", "Member")
        case .substitute: Phrase("Plaatsvervangend lid", "Substitute")
        case .secretary: Phrase("Secretaris", "Secretary")
        }
    }
}
