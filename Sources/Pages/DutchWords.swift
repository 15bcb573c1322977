internal import Domain

// What the domain's own words are called in Dutch; the compiler sees that none is forgotten.

extension BallotSubject {
    var dutch: String {
        switch self {
        case .collaboration: "Samenwerking met andere aanbieders"
        case .acceleration: "Versnelt de transformatie"
        case .innovation: "Is innovatief"
        case .notRegular: "Is nog geen regulier aanbod"
        case .scores: "Scores"
        case .tieBreak: "Extra stemming bij een gelijke stand"
        }
    }
}

extension GateOutcome {
    var dutch: String {
        switch self {
        case .meets: "voldoet"
        case .doesNotMeet: "voldoet niet"
        case .tie: "gelijk aantal stemmen"
        case .undecided: "nog geen uitslag"
        }
    }
}

extension Seat.Kind {
    var dutch: String {
        switch self {
        case .chair: "voorzitter"
        case .deputyChair: "plaatsvervangend voorzitter"
        case .member: "lid"
        case .substitute: "plaatsvervangend lid"
        case .secretary: "secretaris"
        }
    }
}

extension DecisionOutcome {
    /// What the committee advised, as the end of `Het advies was …`.
    func dutchAdvice(_ amount: Cents) -> String {
        switch self {
        case .granted: "om \(DutchNumbers.money(amount)) toe te kennen"
        case .offeredInPart: "om \(DutchNumbers.money(amount)) aan te bieden"
        case .reserve: "om uw dossier op de reservelijst te zetten"
        case .rejected: "om geen geld toe te kennen"
        }
    }
}

extension AllocationRule {
    var dutch: String {
        let order = "Het geld wordt verdeeld in de volgorde van de ranglijst. "
        return switch self {
        case .strict:
            order + "Is er voor een dossier niet genoeg geld meer, dan stopt de verdeling."
        case .skip:
            order + "Is er voor een dossier niet genoeg geld meer, "
                + "dan gaat de beurt naar het volgende dossier dat wel past."
        case .rolling:
            "Het geld wordt verdeeld in de volgorde waarin de dossiers volledig zijn ontvangen. "
                + "Is er voor een dossier niet genoeg geld meer, "
                + "dan gaat de beurt naar het volgende dossier dat wel past."
        case .partial:
            order + "Is er voor een dossier niet genoeg geld meer, dan krijgt dat dossier "
                + "de rest aangeboden. Dat kan alleen als de rest niet lager is dan het minimale "
                + "bedrag dat in het dossier staat. Daarna stopt de verdeling."
        }
    }
}
