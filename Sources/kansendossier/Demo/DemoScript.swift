import Domain
import Foundation
import Wire

/// The demo round as written in `config/demo.json`: who there is and what everybody will do.
struct DemoScript: Decodable {
    /// Says that all of it is fictional; shown before anything else.
    let notice: String
    let municipality: Municipality
    let round: RoundID
    let organisations: [OrganisationEntry]
    let people: [PersonEntry]
    let services: [ServiceEntry]
    let rules: JSONValue
    let lotterySeed: String
    let seats: [SeatEntry]
    let dossiers: [DossierEntry]
    let interests: [PersonID: [Interest]]
    let assessments: [Assessment]
    let lateInterest: LateInterest
    /// The one score of each member on each dossier that is exactly equal to another.
    let tieBreak: [String: [PersonID: Int]]
    let override: OverrideEntry
    let acceptance: Acceptance
    let decisions: [DecisionEntry]
    let followUp: FollowUp
    let expected: Expected

    struct Municipality: Decodable {
        let code: String
        let name: String
    }

    struct OrganisationEntry: Decodable {
        let organisation: OrganisationID
        let name: String
        let kvk: String
        let concern: String?
        let sectors: [String]
        let segments: [String]
    }

    struct PersonEntry: Decodable {
        let person: PersonID
        let name: String
        let roles: [MunicipalRole]
        let memberships: [OrganisationID: OrganisationRole]
    }

    struct ServiceEntry: Decodable {
        let service: Identifier<RegularService>
        let title: String
        let description: String
        let regularSince: CivilDate
        let source: String
    }

    struct SeatEntry: Decodable {
        let person: PersonID
        let kind: Seat.Kind
    }

    struct DossierEntry: Decodable {
        let title: String
        /// The lead applicant first.
        let partners: [PartnerEntry]
        let sections: [Section: String]
        let involved: [InvolvedParty]
        let effects: [ExpectedEffect]
        /// `submitted`, or the code with which submission is refused.
        let expect: String
        /// A text that is changed after everybody signed, so that they sign again.
        let correction: Correction?
    }

    struct PartnerEntry: Decodable {
        let organisation: OrganisationID
        let person: PersonID
        let role: String
        let costLines: [CostLine]
    }

    struct Correction: Decodable {
        let section: Section
        let text: String
    }

    struct Assessment: Decodable {
        let dossier: DossierNumber
        /// Per item the votes of each ballot in turn.
        let gate: [BallotSubject: [[PersonID: GateVote]]]
        let gateMotivations: [String: String]
        /// The scores of each ballot in turn; none when the gate fails.
        let scores: [[PersonID: [CriterionCode: Int]]]
        let motivations: [String: String]
    }

    /// An interest that a member finds out after the dossier was assessed.
    struct LateInterest: Decodable {
        let person: PersonID
        let interest: Interest
    }

    /// What the coordinator would like against the rule, and nobody else approves.
    struct OverrideEntry: Decodable {
        let dossier: DossierNumber
        let amount: Cents
        let reasons: String
    }

    /// How a coalition fits its costs to the part that it is offered.
    struct Acceptance: Decodable {
        let dossier: DossierNumber
        let costLines: [OrganisationID: [CostLine]]
    }

    struct DecisionEntry: Decodable {
        let dossier: DossierNumber
        let motivation: String
    }

    /// What becomes of what was granted; days are those of the performance.
    struct FollowUp: Decodable {
        let dossier: DossierNumber
        /// The dossier of the coalition that stops.
        let stopped: DossierNumber
        let indicators: [AgreedIndicator]
        let counterIndicators: [AgreedIndicator]
        let trancheCents: [Int]
        /// One for each quarter.
        let reports: [[ReportedFigure]]
        let talk: TalkEntry
        let reference: String
        let lessons: Lessons
        let summaries: [PublicSummary]

        struct TalkEntry: Decodable {
            let present: [String]
            let note: String
            let commitments: [CommitmentEntry]
        }

        struct CommitmentEntry: Decodable {
            let text: String
            let owner: String
        }
    }

    /// What must hold when it is over.
    struct Expected: Decodable {
        let granted: [DossierNumber]
        let offeredInPart: [DossierNumber]
        let rejected: [DossierNumber]
        let reserve: [DossierNumber]
        let boundary: [DossierNumber]
        let totals: [String: Rational]
        let partAmount: Cents
    }
}

extension DemoScript {
    /// Reads the script; throws with the place in the file that is wrong.
    init(contentsOf path: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        self = try JSONDecoder().decode(DemoScript.self, from: data)
    }

    /// The rules with the times of this performance.
    func rules(opensAt: AmsterdamTime, closesAt: AmsterdamTime) throws -> RoundRules {
        guard var fields = rules.fields else { throw DemoFailure("rules is not an object") }
        fields["opensAt"] = .string(opensAt.description)
        fields["closesAt"] = .string(closesAt.description)
        return try JSONValue.object(fields).decoded(as: RoundRules.self)
    }
}

/// That the demo did not go as written: what was expected and what came.
struct DemoFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
