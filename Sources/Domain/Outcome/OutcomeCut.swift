/// How figures are split: each row of a table belongs to one group, or to none.
///
/// A begin counts for the group of the first row of its episode, an end and who is in care for that of
/// the row that ends last (of several the one whose class counts, then the last in the table), and a person for each
/// group in which the person has such a row, once.
package struct OutcomeCut: Sendable {
    package let labels: [String]
    /// The group of each row; nil when there is one group and every row is in it.
    let groups: [UInt16]?
    /// The group for which each row's end counts; nil when that is the row's own.
    let endGroups: [UInt16]?

    /// What stands for a row that is in no group.
    package static let nowhere = UInt16.max
    /// The most groups of a cut.
    package static let groupsMost = 65_534

    /// Everything together.
    package static let whole = OutcomeCut(label: "total")

    private init(label: String) {
        labels = [label]
        groups = nil
        endGroups = nil
    }

    /// The cut by a group for each row (a place in `labels`, or `nowhere`); one that names a group
    /// without a label is a programmer's mistake.
    ///
    /// - Parameter endGroups: the same for each row's end, when that isn't the row's own.
    package init(labels: [String], groups: [UInt16], endGroups: [UInt16]? = nil) {
        precondition(labels.count <= Self.groupsMost, "a cut has at most 65,534 groups")
        for groups in [groups, endGroups ?? []] {
            precondition(
                groups.allSatisfy { $0 < labels.count || $0 == Self.nowhere },
                "a group has a label")
        }
        precondition(
            endGroups.map { $0.count == groups.count } ?? true, "each row has an end's group")
        self.labels = labels
        self.groups = groups
        self.endGroups = endGroups
    }

    /// The cut of a table that was made from these periods, by what `group` says of each.
    package init(
        labels: [String], periods: [DeliveryPeriod], group: (DeliveryPeriod) -> Int?
    ) {
        self.init(
            labels: labels,
            groups: periods.sorted { $0.key < $1.key }.map { period in
                group(period).map { UInt16($0) } ?? Self.nowhere
            })
    }

    /// By product category, each two digits, and last what has none.
    package static func byCategory(_ table: DeliveryTable) -> OutcomeCut {
        OutcomeCut(
            labels: (0..<100).map { padded($0, 2) } + [""],
            groups: table.categories.map { UInt16(min($0, 100)) })
    }

    /// By provider, in the order of `table.senders`.
    package static func byProvider(_ table: DeliveryTable) -> OutcomeCut {
        OutcomeCut(labels: table.senders.map(\.description), groups: table.providers)
    }

    /// The same groups of these persons alone: nobody else is in any.
    package func only(
        _ table: DeliveryTable, persons isMeant: (_ person: Int) -> Bool
    ) -> OutcomeCut {
        var groups = self.groups ?? Array(repeating: 0, count: table.rowCount)
        var endGroups = self.endGroups
        for person in 0..<table.personCount where !isMeant(person) {
            for row in Int(table.personRows[person])..<Int(table.personRows[person + 1]) {
                groups[row] = Self.nowhere
                endGroups?[row] = Self.nowhere
            }
        }
        return OutcomeCut(labels: labels, groups: groups, endGroups: endGroups)
    }

    /// By an attribute of the person, such as the neighbourhood or whether the person is in a cohort:
    /// one group for each person, in the table's order.
    package static func byPerson(
        _ table: DeliveryTable, labels: [String], groups: [UInt16]
    ) -> OutcomeCut {
        precondition(groups.count == table.personCount, "each person has a group, or is nowhere")
        var rows: [UInt16] = []
        rows.reserveCapacity(table.rowCount)
        for (person, group) in groups.enumerated() {
            let count = table.personRows[person + 1] - table.personRows[person]
            rows.append(contentsOf: repeatElement(group, count: Int(count)))
        }
        return OutcomeCut(labels: labels, groups: rows)
    }
}
