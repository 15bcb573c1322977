/// All messages that a municipality has from and for its providers, in no order.
package struct ReceivedMessages: Sendable {
    package var care: [CareMessage]
    package var allocations: [CareAllocationMessage]
    package var returns: [ReturnMessage]

    package init(
        care: [CareMessage] = [], allocations: [CareAllocationMessage] = [],
        returns: [ReturnMessage] = []
    ) {
        self.care = care
        self.allocations = allocations
        self.returns = returns
    }

    /// What had been received by the end of that day: what a figure "as known on" it rests on.
    package func known(on day: CivilDate) -> ReceivedMessages {
        ReceivedMessages(
            care: care.filter { $0.receivedOn <= day },
            allocations: allocations.filter { $0.receivedOn <= day },
            returns: returns.filter { $0.receivedOn <= day })
    }

    /// All that one client's history rests on: the messages with a notice of the client, others under
    /// the same name (TR056), and what was allocated to the client or said of those messages.
    package func concerning(_ client: Pseudonym) -> ReceivedMessages {
        let names = Set(
            care.filter { message in message.notices.contains { $0.pseudonym == client } }
                .map(\.name))
        return ReceivedMessages(
            care: care.filter { names.contains($0.name) },
            allocations: allocations.filter { message in
                message.allocations.contains { $0.pseudonym == client }
            },
            returns: returns.filter { names.contains($0.answers) })
    }
}

extension ReceivedMessages {
    /// Each care message once, and whether it is refused because another has its name (9056).
    ///
    /// Of copies the first received counts, so that "as known on" means since when it was known.
    func distinct() -> [DistinctMessage] {
        Dictionary(grouping: care, by: \.name).values.flatMap { namesakes in
            let contents = Dictionary(grouping: namesakes, by: \.contentMark)
            return contents.values.compactMap { copies in
                copies.min { $0.receivedOn < $1.receivedOn }.map { first in
                    DistinctMessage(
                        message: first, copies: copies.count - 1, hasNamesake: contents.count > 1)
                }
            }
        }
    }

    /// The allocations that were removed (301, reason of change 13) and not decided upon since.
    func removedAllocations() -> Set<AllocationName> {
        struct Latest {
            let order: (CivilDate, Int, CivilDate, String)
            let isRemoved: Bool
        }
        var latest: [AllocationName: Latest] = [:]
        for message in allocations {
            for allocation in message.allocations {
                let name = AllocationName(
                    domain: message.domain, municipality: message.municipality,
                    pseudonym: allocation.pseudonym, mark: allocation.mark)
                let order = (
                    allocation.allocatedOn, allocation.allocatedAt.secondOfDay, message.dated,
                    message.identification
                )
                if let known = latest[name], known.order > order { continue }
                latest[name] = Latest(order: order, isRemoved: allocation.change?.voids ?? false)
            }
        }
        return Set(latest.filter(\.value.isRemoved).keys)
    }
}

/// One of the messages that were received, however often.
struct DistinctMessage {
    let message: CareMessage
    /// How many more of it there were.
    let copies: Int
    let hasNamesake: Bool
}

/// An allocation's number is unique within a municipality and a domain (TR332); the client stands
/// beside it so that a wrong number touches nobody else.
struct AllocationName: Hashable {
    let domain: CareDomain
    let municipality: MunicipalityCode
    let pseudonym: Pseudonym
    let mark: AllocationMark
}
