package import Domain

// What states are called on the screen, in both languages.

extension Phase {
    /// The phase as people see it.
    package var phrase: Phrase {
        switch self {
        case .absent: Phrase("Bestaat niet", "Does not exist")
        case .draft: Phrase("In voorbereiding", "In preparation")
        case .published: Phrase("Gepubliceerd", "Published")
        case .open: Phrase("Open", "Open")
        case .closed: Phrase("Gesloten", "Closed")
        case .screening: Phrase("Toets op volledigheid", "Screening")
        case .sitting: Phrase("Beoordeling", "Assessment")
        case .ranked: Phrase("Gerangschikt", "Ranked")
        case .decided: Phrase("Besloten", "Decided")
        case .finished: Phrase("Afgerond", "Finished")
        case .withdrawn: Phrase("Ingetrokken", "Withdrawn")
        }
    }
}

extension DossierState {
    /// The state as people see it.
    package var phrase: Phrase {
        switch self {
        case .draft: Phrase("Concept", "Draft")
        case .signing: Phrase("Wacht op handtekeningen", "Waiting for signatures")
        case .submitted: Phrase("Ingediend", "Submitted")
        case .supplementRequested: Phrase("Aanvulling gevraagd", "More information requested")
        case .admissible: Phrase("Ontvankelijk", "Admissible")
        case .notConsidered: Phrase("Buiten behandeling gesteld", "Not considered")
        case .scheduled: Phrase("Staat op de agenda", "Scheduled")
        case .inAssessment: Phrase("In beoordeling", "In assessment")
        case .failedGate: Phrase("Voldoet niet aan de harde eisen", "Failed the requirements")
        case .assessed: Phrase("Beoordeeld", "Assessed")
        case .notAssessed: Phrase("Niet beoordeeld", "Not assessed")
        case .ranked: Phrase("Gerangschikt", "Ranked")
        case .offeredInPart: Phrase("Gedeeltelijk aangeboden", "Offered in part")
        case .granted: Phrase("Toegekend", "Granted")
        case .reserve: Phrase("Op de reservelijst", "On the reserve list")
        case .rejected: Phrase("Afgewezen", "Rejected")
        case .agreement: Phrase("Afspraken maken", "Making agreements")
        case .running: Phrase("In uitvoering", "Running")
        case .paused: Phrase("Onderbroken", "Paused")
        case .completed: Phrase("Voltooid", "Completed")
        case .stoppedWithLessons: Phrase("Gestopt met lessen", "Stopped with lessons")
        case .aftercareMeasured: Phrase("Nazorg gemeten", "Aftercare measured")
        case .finished: Phrase("Afgesloten", "Closed")
        case .withdrawn: Phrase("Ingetrokken", "Withdrawn")
        }
    }
}

extension Section {
    /// The section's heading.
    package var phrase: Phrase {
        switch self {
        case .reason: Phrase("Aanleiding en probleem", "Reason and problem")
        case .targetGroup: Phrase("Doelgroep en verwachte cliënten", "Target group and clients")
        case .approach: Phrase("Aanpak", "Approach")
        case .renewal: Phrase("Wat er nieuw is", "What is new")
        case .acceleration:
            Phrase("Hoe het de transformatie versnelt", "How it speeds the transformation")
        case .neighbourhood:
            Phrase("Wijkteam en sociale basis", "Neighbourhood team and social basis")
        case .safeguarding: Phrase("Borging", "Safeguarding")
        case .risks: Phrase("Risico’s", "Risks")
        case .roles: Phrase("Wie wat doet", "Who does what")
        case .costs: Phrase("Kosten", "Costs")
        case .effects: Phrase("Verwachte effecten", "Expected effects")
        }
    }

    /// What is asked there.
    package var question: Phrase {
        switch self {
        case .reason:
            Phrase(
                "Wat gaat er nu niet goed, en voor wie? Noem feiten en cijfers.",
                "What goes wrong now, and for whom? Give facts and figures.")
        case .targetGroup:
            Phrase(
                "Voor wie is dit, en hoeveel cliënten verwacht u?",
                "Who is this for, and how many clients do you expect?")
        case .approach:
            Phrase("Wat gaat u doen, stap voor stap?", "What will you do, step by step?")
        case .renewal:
            Phrase(
                "Wat is er anders dan de zorg die er al is?",
                "What differs from the service that exists already?")
        case .acceleration:
            Phrase(
                "Waardoor is er minder of lichtere zorg nodig, en wanneer?",
                "Why will less or lighter care be needed, and when?")
        case .neighbourhood:
            Phrase(
                "Hoe werkt u samen met het wijkteam en de sociale basis?",
                "How do you work with the neighbourhood team and the social basis?")
        case .safeguarding:
            Phrase(
                "Hoe gaat het verder als het geld op is?",
                "How does it go on when the money has ended?")
        case .risks:
            Phrase(
                "Wat kan er misgaan, en wat doet u dan?",
                "What can go wrong, and what will you do then?")
        case .roles: Phrase("Wat doet uw organisatie?", "What does your organisation do?")
        case .costs: Phrase("Wat kost het, en wie betaalt wat?", "What does it cost, who pays?")
        case .effects:
            Phrase("Wat wilt u bereiken, en hoe meet u dat?", "What is the aim, how measured?")
        }
    }
}

extension Partner.Standing {
    /// How far an organisation is with joining, as people see it.
    package var phrase: Phrase {
        switch self {
        case .invited: Phrase("Uitgenodigd", "Invited")
        case .accepted: Phrase("Doet mee", "Takes part")
        case .declined: Phrase("Doet niet mee", "Declined")
        case .expired: Phrase("Uitnodiging vervallen", "Invitation expired")
        case .left: Phrase("Uitgestapt", "Left")
        }
    }
}

extension InvolvedParty.Kind {
    /// The kind of party as people see it.
    package var phrase: Phrase {
        switch self {
        case .neighbourhoodTeam: Phrase("Wijkteam", "Neighbourhood team")
        case .socialBasis: Phrase("Sociale basis", "Social basis")
        case .other: Phrase("Anders", "Other")
        }
    }
}
