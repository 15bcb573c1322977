package import Domain
import Wire

/// The rules of a small round, as they stand in a record.
package enum RuleText {
    /// Canonical JSON; every value can be carried out.
    package static let json = """
        {"aggregator":"mean","allocation":"strict","closesAt":"2026-04-01T17:00:00",\
        "conflictScope":"dossier","criteria":[{"code":"care","text":"Text.","title":"Care",\
        "weight":1}],"distinctConcerns":true,"effects":[{"code":"home","title":"Home"}],\
        "gateRule":"majority","invitationDays":14,"leadContracted":true,"legalBasis":"subsidy",\
        "legalSource":"Regulation","lotterySeed":"\(Digest.zero)","name":"Sample",\
        "namesVoters":false,"opensAt":"2026-03-01T09:00:00","pot":10000000,"quorumLeast":3,\
        "scale":["1","2","3","4","5"],"sectionCharactersMost":1200,"supplementDays":14,\
        "thresholdPoints":60,"tieChain":["care"],"vision":"Vision.","votesLeast":2,"year":2026}
        """

    package static var rules: RoundRules {
        do {
            return try CanonicalJSON.value(RoundRules.self, from: Array(json.utf8))
        } catch {
            preconditionFailure("the rules of a small round: \(error)")
        }
    }
}
