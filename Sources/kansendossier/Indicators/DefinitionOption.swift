import ArgumentParser
import Domain

/// By which definitions figures are computed, where a municipality may choose.
struct DefinitionOption: ParsableArguments {
    @Option(help: "How long a client is watched for a return: P6M, P183D and the like.")
    var horizon: Horizon = .halfYear

    @Option(
        help: ArgumentHelp(
            "Only care by one of these providers is a return: AGB codes with commas between.",
            valueName: "codes"))
    var coalition: String?

    @Flag(help: "Care under the other law is a return too.")
    var bothLaws = false

    @Option(help: "How many days later messages may still come.")
    var lagDays = OutcomeDefinition().lagDays

    @Option(help: "How many days without care still join two periods.")
    var gapDays = OutcomeDefinition().gapDays

    func validate() throws {
        let days = 0...OutcomeDefinition.daysMost
        guard days.contains(lagDays), days.contains(gapDays) else {
            throw ValidationError("a lag and a gap are 0 to \(OutcomeDefinition.daysMost) days")
        }
        if bothLaws, coalition != nil {
            throw ValidationError("--coalition and --both-laws are two scopes: choose one")
        }
        if coalition != nil, providers == nil {
            throw ValidationError("--coalition has AGB codes of eight digits, with commas between")
        }
    }

    /// The coalition's providers; nil without them, or when one isn't a code.
    private var providers: Set<ProviderCode>? {
        let codes = coalition?.split(separator: ",", omittingEmptySubsequences: false)
            .map { ProviderCode(String($0)) }
        guard let codes, !codes.contains(nil) else { return nil }
        return Set(codes.compactMap(\.self))
    }

    var definition: OutcomeDefinition {
        var definition = OutcomeDefinition()
        definition.horizon = horizon
        definition.lagDays = lagDays
        definition.gapDays = gapDays
        if bothLaws { definition.returnScope = .bothDomains }
        if let providers { definition.returnScope = .coalition(providers) }
        return definition
    }
}
