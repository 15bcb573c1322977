internal import Domain

extension DutchExplanation {
    /// The threshold, the place, and what told the dossier from its neighbours.
    func ranking(_ facts: ExplanationFacts) -> [String] {
        guard let total = facts.total else { return [] }
        let reached = total >= Rational(facts.thresholdPoints)
        let threshold =
            "De drempelscore is \(facts.thresholdPoints) punten. Precies zo veel is genoeg. "
            + "Dit dossier heeft er \(DutchNumbers.exact(total)) en haalt de drempel "
            + "\(reached ? "dus" : "dus niet")."
        guard let rank = facts.rank else { return [threshold] }
        let place =
            "Alle dossiers met een totaalscore staan op volgorde, de hoogste eerst. "
            + "Dit dossier staat op plaats \(rank.place) van de \(rank.ranked)."
        let above = rank.above.map {
            sentences(
                of: $0.decidedBy, "Net erboven staat dossier \($0.dossier).", isHigher: true)
        }
        let below = rank.below.map {
            sentences(
                of: $0.decidedBy, "Net eronder staat dossier \($0.dossier).", isHigher: false)
        }
        return [threshold, place] + [above, below].compactMap(\.self)
    }

    private func sentences(
        of decider: RankDecider, _ neighbour: String, isHigher: Bool
    ) -> String {
        let direction = isHigher ? "hoger" : "lager"
        switch decider {
        case .total: return "\(neighbour) De totaalscore daarvan is \(direction)."
        case .criterion(let title):
            return "\(neighbour) De totaalscore is gelijk. "
                + "De score op “\(PlainText.line(title))” is daar \(direction)."
        case .revote:
            return "\(neighbour) De totaalscore is gelijk, en ook wat daarna telt. "
                + "De commissie gaf toen nog een keer een score. Die is daar \(direction)."
        case .lottery(let seed, let commitment):
            return """
                \(neighbour) De totaalscore is gelijk, en ook wat daarna telt. Toen is er geloot.

                U kunt de loting zelf narekenen. Zet deze drie achter elkaar: de tekst “\(seed)”, \
                een byte met waarde nul, en het nummer van het dossier in cijfers. Bereken daarvan \
                de SHA-256. Dat is een vaste rekenregel die van elke tekst een getal maakt. Het \
                kleinste getal gaat voor. Het getal van dit dossier is \
                \(isHigher ? "groter" : "kleiner") dan dat van de buur.

                De SHA-256 van de tekst alleen is “\(commitment)”. Die is met de ronde \
                gepubliceerd. Zo kon niemand de loting sturen.
                """
        }
    }
}
