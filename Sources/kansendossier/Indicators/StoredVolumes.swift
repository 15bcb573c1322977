import Domain
import Engine

/// How much care is allocated to whom, as it stands in a care store.
struct StoredVolumes {
    private let allocations: [Pseudonym: [CareAllocation]]

    var isEmpty: Bool { allocations.isEmpty }

    init(in store: any CareStore, domain: CareDomain?) async throws(CareFailure) {
        var allocations: [Pseudonym: [CareAllocation]] = [:]
        var number = 0
        while true {
            let messages = try await store.allocations(after: number, limit: 1_000)
            for message in messages.map(\.message) where domain == nil || message.domain == domain {
                for allocation in message.allocations {
                    allocations[allocation.pseudonym, default: []].append(allocation)
                }
            }
            number = messages.last?.number ?? number
            if messages.count < 1_000 { break }
        }
        self.allocations = allocations
    }

    /// Step-down by volume for each group of a part.
    func counts(of part: OutcomeDivision.Part, in care: StoredCare) -> [VolumeCounts] {
        care.table.volumeCounts(part.question, cut: part.cut) {
            allocations[care.persons[$0]] ?? []
        }
    }
}
