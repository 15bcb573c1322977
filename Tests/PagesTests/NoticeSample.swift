import Domain

/// A fictional notice of each kind, on each legal basis.
enum NoticeSample {
    static let kinds = [
        "termExtended", "notConsidered", "offerAccepted", "offerLapsed", "offerDeclined",
    ]
    /// The same with other facts: another text under the same kind.
    static let variants = ["termStandsStill", "notAsked", "partnerLeft", "acceptedForLess"]

    static func tree(_ name: String, _ basis: String) throws -> SampleTree {
        let tree = try SampleTree("{\"head\": \(LetterSample.head), \"notice\": \(notice(name))}")
            .setting("head.round.legalBasis", basis)
            .setting("head.round.legalSource", LetterSample.source(basis))
        return switch name {
        case "notConsidered": tree.setting("head.receivedOn", "2026-03-20")
        case "offerAccepted", "acceptedForLess":
            tree.setting("head.receivedOn", "2026-04-18").setting("head.date", "2026-04-18")
        case "offerDeclined": tree.setting("head.date", "2026-04-18")
        case "offerLapsed": tree.setting("head.date", "2026-04-21")
        default: tree
        }
    }

    static func facts(_ name: String, _ basis: String) throws -> NoticeFacts {
        try tree(name, basis).decoded()
    }

    private static func notice(_ name: String) throws -> String {
        switch name {
        case "termExtended": extended(#""days": {"before": "2026-06-26", "after": "2026-07-24"},"#)
        case "termStandsStill": extended("")
        case "notConsidered":
            unconsidered(
                """
                "supplement": {
                  "questions": "Wat kost de huur?\\n\\nWie betaalt de opleiding?",
                  "asked": "2026-03-09", "lastDay": "2026-03-23", "answered": "2026-03-20"
                },
                """)
        case "partnerLeft":
            unconsidered(
                """
                "supplement": {
                  "questions": "Ons team is opgeheven.", "left": "Buurtzorg Elders",
                  "asked": "2026-03-09", "lastDay": "2026-03-23"
                },
                """)
        case "notAsked": unconsidered("")
        case "offerAccepted": accepted(granted: 2_000_050, lead: 1_500_050)
        case "acceptedForLess": accepted(granted: 1_900_000, lead: 1_400_000)
        case "offerDeclined": ended(#""reasons": "Met dit bedrag kan het niet.","#)
        default: ended("")
        }
    }

    private static func extended(_ days: String) -> String {
        """
        {"termExtended": {"_0": {
          "weeks": 4, \(days) "reasons": "De commissie vergadert later door ziekte."
        }}}
        """
    }

    private static func unconsidered(_ supplement: String) -> String {
        """
        {"notConsidered": {"_0": {
          \(supplement) "reasons": "De begroting is niet compleet: de huur ontbreekt."
        }}}
        """
    }

    private static func accepted(granted: Int, lead: Int) -> String {
        """
        {"offerAccepted": {"_0": {
          "receipt": 4, "requested": 3200000, "offered": 2000050, "granted": \(granted),
          "shares": [
            {"name": "GGZ De Overkant", "requested": \(lead)},
            {"name": "LVB Steunpunt", "requested": 500000},
            {"name": "Thuiszorg Nabij", "requested": 0}
          ]
        }}}
        """
    }

    private static func ended(_ reasons: String) -> String {
        """
        {"offerEnded": {"_0": {
          \(reasons) "requested": 3200000, "offered": 2000050, "lastDay": "2026-04-20"
        }}}
        """
    }
}
