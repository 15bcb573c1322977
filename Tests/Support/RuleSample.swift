package import Domain
internal import Wire

/// Rules of a round with the advised defaults, each of which a test may change before `rules`.
///
/// Its fields are those of `RoundRules`, by way of their JSON.
package struct RuleSample: Encodable, Sendable {
    package var name = "Kansendossiers 2026"
    package var year = 2026
    package var vision = "Inwoners krijgen eerder passende steun, dichter bij huis."
    package var effects = [
        EffectSample(code: "eerder", title: "Eerder en lichter"),
        EffectSample(code: "dichtbij", title: "Dichter bij huis"),
    ]
    package var pot = 10_000_000
    package var criteria = [
        CriterionSample("bijdrage", 20), CriterionSample("versnelling", 25),
        CriterionSample("vernieuwing", 15), CriterionSample("samenwerking", 15),
        CriterionSample("zakelijk", 15), CriterionSample("borging", 10),
    ]
    package var scale = ["Zwak", "Matig", "Voldoende", "Goed", "Zeer goed"]
    package var aggregator = Aggregator.mean
    package var gateRule = GateRule.majority
    package var quorumLeast = 3
    package var votesLeast = 2
    package var conflictScope = ConflictScope.dossier
    package var allocation = AllocationRule.partial
    package var tieChain = ["versnelling", "vernieuwing", "samenwerking"]
    package var lotterySeed = SHA256Hashing().digest(of: Array(RuleSample.seed.utf8)).hexadecimal
    package var thresholdPoints = 60
    package var opensAt = "2026-02-02T09:00:00"
    package var closesAt = "2026-03-27T12:00:00"
    package var legalBasis = LegalBasis.subsidy
    package var legalSource = "Subsidieregeling kansendossiers 2026"
    package var sectionCharactersMost = 1200
    package var invitationDays = 14
    package var supplementDays = 14
    package var distinctConcerns = true
    package var leadContracted = true
    package var namesVoters = true
    package var offerDays: Int?
    package var adjusts: Bool? = true
    package var dossiersPerLead: Int?
    package var fourEyes: [StepPair]?
    package var letters: LetterSample? = LetterSample()
    package var tieRevote: Bool?
    package var chairCasts: Bool? = true

    package init() {}

    /// The lottery's seed that the rules commit to.
    package static let seed = String(repeating: "0123456789abcdef", count: 4)

    /// The rules, which the domain may still refuse.
    package var rules: RoundRules { decoded(from: self) }

    /// What the letters say of the municipality.
    package struct LetterSample: Encodable, Sendable {
        package var authority = "het college van burgemeester en wethouders van Demostad"
        package var address = "Postbus 1, 1000 AA Demostad"
        package var contact = "kansendossiers@demostad.example"
        package var mandate = "namens het college, de teamleider"

        package init() {}
    }

    /// One societal effect.
    package struct EffectSample: Encodable, Sendable {
        package var code: String
        package var title: String

        package init(code: String, title: String) {
            self.code = code
            self.title = title
        }
    }

    /// One criterion.
    package struct CriterionSample: Encodable, Sendable {
        package var code: String
        package var title: String
        package var text: String
        package var weight: Int
        package var counts: Bool?

        package init(_ code: String, _ weight: Int) {
            self.code = code
            title = "Criterium \(code)"
            text = "Hoe goed is het dossier op \(code)?"
            self.weight = weight
        }
    }

    /// An entry of the register that was valid before the sample round.
    package static let regularService: RegularService = decoded(
        from: ServiceSample(
            id: "beeldbellen", title: "Beeldbellen", description: "Begeleiding op afstand.",
            regularSince: "2021-01-01", source: "Inkoopdocument 2021"))

    private struct ServiceSample: Encodable {
        let id: String
        let title: String
        let description: String
        let regularSince: String
        let source: String
    }
}

/// One cost line with these amounts in cents; requested is what remains unless said otherwise.
package func costLine(
    _ total: Int, own: Int = 0, other: Int = 0, requested: Int? = nil, minimum: Int = 0,
    description: String = "Uren"
) -> CostLine {
    struct Sample: Encodable {
        let description: String
        let total: Int
        let own: Int
        let other: Int
        let requested: Int
        let minimum: Int
    }
    return decoded(
        from: Sample(
            description: description, total: total, own: own, other: other,
            requested: requested ?? (total - own - other), minimum: minimum))
}

/// An interest of that kind in that dossier.
package func interest(
    _ dossier: DossierNumber, _ kind: Interest.Kind = .personal, text: String? = nil
) -> Interest {
    struct Sample: Encodable {
        let dossier: Int
        let kind: Interest.Kind
        let text: String?
    }
    return decoded(from: Sample(dossier: dossier, kind: kind, text: text))
}

/// An involved party of that name.
package func involved(
    _ name: String = "Wijkteam Noord", _ kind: InvolvedParty.Kind = .neighbourhoodTeam
) -> InvolvedParty {
    struct Sample: Encodable {
        let name: String
        let kind: InvolvedParty.Kind
    }
    return decoded(from: Sample(name: name, kind: kind))
}

/// An expected effect on one of the sample rules' societal effects.
package func effect(
    _ code: String = "eerder", indicator: String = "Uitstroom", baseline: String = "62.5",
    target: String = "75"
) -> ExpectedEffect {
    struct Sample: Encodable {
        let effect: String
        let indicator: String
        let baseline: String
        let target: String
        let measuredOn = "2027-06-30"
    }
    return decoded(
        from: Sample(effect: code, indicator: indicator, baseline: baseline, target: target))
}

/// The bytes by which tests compare what was sent: canonical JSON.
package func canonicalText(of value: some Encodable) -> String {
    String(decoding: CanonicalJSON.bytes(of: value), as: UTF8.self)
}

/// The value of this type that has the sample's JSON.
package func decoded<Value: Decodable>(
    _ type: Value.Type = Value.self, from sample: some Encodable
) -> Value {
    do {
        return try CanonicalJSON.value(type, from: CanonicalJSON.bytes(of: sample))
    } catch {
        preconditionFailure("a sample isn't a \(type): \(error)")
    }
}

/// The value of this type that the JSON text means.
package func decodedText<Value: Decodable>(_ type: Value.Type, _ text: String) -> Value {
    do {
        return try CanonicalJSON.value(type, from: Array(text.utf8))
    } catch {
        preconditionFailure("\(text) isn't a \(type): \(error)")
    }
}

/// Whether the JSON text means a value of this type.
package func reads<Value: Decodable>(_ type: Value.Type, _ text: String) -> Bool {
    (try? CanonicalJSON.value(type, from: Array(text.utf8))) != nil
}
