import Domain
import Foundation

/// A fictional letter for each outcome and legal basis.
enum LetterSample {
    static let outcomes = ["granted", "offeredInPart", "reserve", "rejected"]
    static let bases = ["subsidy", "contract", "incidental"]

    static func tree(_ outcome: String, _ basis: String) throws -> SampleTree {
        let base = try SampleTree(granted).setting("head.round.legalBasis", basis)
            .setting("head.round.legalSource", source(basis))
            .setting("decision.outcome", outcome)
        switch outcome {
        case "offeredInPart":
            return
                base
                .setting("decision.grounds", ["ceilingReached"])
                .setting("decision.offerTerm", "2026-04-20")
                .setting("decision.motivation", "Het plan is goed. Wij bieden aan wat er nog is.")
                .setting("amounts.decided", 2_000_050)
                .setting("allocation.cause", ["part": ["of": 3_200_000, "minimum": 1_800_000]])
                .setting("allocation.advice", "offeredInPart")
                .setting("allocation.amount", 2_000_050)
        case "reserve":
            return
                base
                .setting("decision.grounds", ["ceilingReached"])
                .setting("decision.motivation", "Het plan is goed, maar er is niet genoeg geld.")
                .setting("amounts.decided", 0)
                .setting("allocation.cause", ["doesNotFit": ["short": 1_200_000]])
                .setting("allocation.advice", "reserve")
                .setting("allocation.amount", 0)
        case "rejected": return try rejected(base, basis)
        default: return base
        }
    }

    static func facts(_ outcome: String, _ basis: String) throws -> LetterFacts {
        try tree(outcome, basis).decoded()
    }

    /// Each legal basis shows another cause, so that all three are read.
    private static func rejected(_ base: SampleTree, _ basis: String) throws -> SampleTree {
        let nothing =
            base
            .setting("decision.motivation", "Wij volgen het oordeel van de commissie.")
            .setting("amounts.decided", 0)
            .setting("allocation.advice", "rejected").setting("allocation.amount", 0)
            .setting("assessment.rank", ["place": 5, "ranked": 5])
        switch basis {
        case "subsidy":
            return unscored(nothing)
                .setting("decision.grounds", ["alreadyRegular"])
                .setting("allocation.cause", ["failedGate": [:]])
                .setting("assessment.gate.3.outcome", "doesNotMeet")
                .setting(
                    "assessment.gate.3.motivation",
                    "Beeldbellen hoort al bij het gewone aanbod van elke aanbieder.")
        case "contract":
            return
                nothing
                .setting("decision.grounds", ["belowThreshold"])
                .setting("allocation.cause", ["belowThreshold": [:]])
                .setting("assessment.total", "1499/25")
        default:
            return unscored(nothing)
                .setting("decision.grounds", ["notAssessed"])
                .setting("allocation.cause", ["notAssessed": [:]])
                .setting("assessment.gate", [Any]())
                .setting(
                    "assessment.notAssessedBecause",
                    "Er waren te weinig leden die over dit dossier mochten oordelen.")
        }
    }

    private static func unscored(_ tree: SampleTree) -> SampleTree {
        tree.setting("assessment.criteria", [Any]())
            .setting("assessment.total", SampleTree.nothing).setting(
                "assessment.rank", SampleTree.nothing)
    }

    static func source(_ basis: String) -> String {
        switch basis {
        case "subsidy": "de Voorbeeldregeling kansendossiers 2026 (fictief)"
        case "contract": "artikel 12 van de Voorbeeldovereenkomst zorg 2026 (fictief)"
        default: "de programmabegroting 2026 van Voorbeeldstad (fictief)"
        }
    }

    static let head = """
        {
          "sender": {
            "municipality": "Gemeente Voorbeeldstad",
            "authority": "het college van burgemeester en wethouders",
            "objectionAddress": "Postbus 1, 1000 AA Voorbeeldstad",
            "objectionWeeks": 6,
            "contact": "het loket Kansendossiers, telefoon 14 000",
            "signer": "A. Voorbeeld (fictief), hoofd Zorg",
            "mandate": "namens het college van burgemeester en wethouders van Voorbeeldstad"
          },
          "date": "2026-04-06",
          "round": {
            "id": "voorjaar-2026", "name": "Kansendossiers voorjaar", "year": 2026,
            "legalBasis": "subsidy", "legalSource": "", "ceiling": 10000000
          },
          "dossier": 3,
          "receipt": 7,
          "title": "SamenDoen",
          "receivedOn": "2026-03-01",
          "addressee": {
            "organisation": "overkant", "name": "GGZ De Overkant", "isLead": true
          },
          "coalition": [
            {"organisation": "overkant", "name": "GGZ De Overkant", "isLead": true},
            {"organisation": "steunpunt", "name": "LVB Steunpunt", "isLead": false},
            {"organisation": "nabij", "name": "Thuiszorg Nabij", "isLead": false}
          ]
        }
        """

    private static let granted = """
        {
          "head": \(head),
          "decision": {
            "outcome": "granted", "grounds": [],
            "motivation": "Dit initiatief past goed bij wat de gemeente wil bereiken."
          },
          "amounts": {"requested": 3200000, "minimum": 1800000, "decided": 3200000},
          "assessment": {
            "gate": [
              {
                "item": "H1", "outcome": "meets",
                "motivation": "Elke partner heeft een eigen rol en brengt eigen mensen in."
              },
              {
                "item": "H2a", "outcome": "meets",
                "motivation": "Bewoners krijgen eerder lichtere hulp."
              },
              {
                "item": "H2b", "outcome": "meets",
                "motivation": "Eén medewerker voor drie soorten hulp is hier nieuw."
              },
              {
                "item": "H2c", "outcome": "meets",
                "motivation": "Geen van de aanbieders werkt nu al zo."
              }
            ],
            "criteria": [
              {
                "code": "visie", "title": "Bijdrage aan visie en maatschappelijk effect",
                "weight": 20, "value": "4",
                "motivation": "Het plan helpt bewoners om zich zelf te redden."
              },
              {
                "code": "versnelling", "title": "Versnelling van de transformatie",
                "weight": 25, "value": "11/3",
                "motivation": "Afschalen is goed uitgewerkt.\\n\\nDe rol van het wijkteam nog niet."
              },
              {
                "code": "businesscase", "title": "Businesscase", "weight": 15, "value": "7/2",
                "motivation": "De kosten zijn duidelijk, de besparing is nog onzeker."
              }
            ],
            "scaleMost": 5, "total": "1345/18", "thresholdPoints": 60,
            "rank": {"place": 2, "ranked": 5}
          },
          "allocation": {
            "rule": "partial", "cause": {"fits": {}}, "advice": "granted", "amount": 3200000
          },
          "committee": [
            {"name": "V. Zitter (fictief)", "function": "chair"},
            {"name": "N. Noord (fictief)", "function": "member"},
            {"name": "O. Oost (fictief)", "function": "substitute"},
            {"name": "S. Schrijver (fictief)", "function": "secretary"}
          ]
        }
        """
}
