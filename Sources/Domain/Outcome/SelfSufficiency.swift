/// The scores of one client on the self-sufficiency matrix (ZRM, GGD Amsterdam): 1 acute problems to
/// 5 wholly self-sufficient, for each domain of life that was scored.
///
/// Only the domain's key and the score are kept; the texts of the cells are their owner's.
package struct SelfSufficiency: Hashable, Sendable {
    package let edition: Edition
    package let scores: [LifeDomain: Int]

    /// The scores, or nil when one is outside 1 to 5 or of a domain that the edition lacks.
    package init?(edition: Edition, scores: [LifeDomain: Int]) {
        guard scores.values.allSatisfy((1...5).contains),
            scores.keys.allSatisfy(edition.domains.contains)
        else { return nil }
        self.edition = edition
        self.scores = scores
    }

    /// The most of a score with which there is a question on a domain.
    package static let questionMost = 3

    /// The edition of the matrix; scores of two editions aren't compared.
    package enum Edition: String, Codable, Sendable, CaseIterable, Hashable {
        case of2013 = "2013"
        case of2017 = "2017"

        /// Eleven domains, and thirteen since 2017.
        package var domains: Set<LifeDomain> {
            let shared: Set<LifeDomain> = [
                .finance, .housing, .domesticRelations, .mentalHealth, .physicalHealth,
                .substanceUse, .socialNetwork, .participation, .justice,
            ]
            return switch self {
            case .of2013: shared.union([.dayActivities, .dailyLiving])
            case .of2017:
                shared.union([.work, .timeUse, .basicDailyLiving, .instrumentalDailyLiving])
            }
        }
    }

    /// A domain of life.
    package enum LifeDomain: String, Codable, Sendable, CaseIterable, Hashable {
        case finance, work, timeUse, dayActivities, housing, domesticRelations, mentalHealth
        case physicalHealth, substanceUse, dailyLiving, basicDailyLiving, instrumentalDailyLiving
        case socialNetwork, participation, justice
    }
}

/// "Improves or stabilises", in the three readings that a reader may mean (follow-up.md, 4.1); which
/// one was used is always said.
package struct SelfSufficiencyChange: Hashable, Sendable {
    /// Clients with two scores on at least one domain.
    package private(set) var clients = 0
    /// Of clients with a question, those who aren't worse on one domain with a question; nearly
    /// everybody is.
    package private(set) var broad = Proportion(0, of: 0)
    /// By domain, of clients with a question on it.
    package private(set) var byDomain: [SelfSufficiency.LifeDomain: ChangeCounts] = [:]
    /// The default: better on a domain and worse on none, over all domains with two scores.
    package private(set) var improved = 0
    /// The same on all domains.
    package private(set) var stable = 0
    /// Better on one and worse on another.
    package private(set) var mixed = 0
    /// Worse on a domain and better on none.
    package private(set) var worse = 0

    /// Improved or stable, of all.
    package var net: Proportion { Proportion(improved + stable, of: clients) }

    /// Counts these pairs; a domain without two scores, and pairs of two editions, are left out.
    package init(_ pairs: some Sequence<MeasuredPair<SelfSufficiency>>) {
        var withQuestion = 0
        var notWorse = 0
        for pair in pairs where pair.first.edition == pair.second.edition {
            let changes = pair.first.scores.compactMap { domain, before in
                pair.second.scores[domain].map { (domain: domain, before: before, after: $0) }
            }
            if changes.isEmpty { continue }
            clients += 1
            let questions = changes.filter { $0.before <= SelfSufficiency.questionMost }
            for change in questions {
                byDomain[change.domain, default: ChangeCounts()].add(change.after - change.before)
            }
            if !questions.isEmpty { withQuestion += 1 }
            if questions.contains(where: { $0.after >= $0.before }) { notWorse += 1 }
            let isBetter = changes.contains { $0.after > $0.before }
            let isWorse = changes.contains { $0.after < $0.before }
            switch (isBetter, isWorse) {
            case (true, false): improved += 1
            case (false, false): stable += 1
            case (true, true): mixed += 1
            case (false, true): worse += 1
            }
        }
        broad = Proportion(notWorse, of: withQuestion)
    }
}
