import Domain

/// Whose outcomes stand beside each other (follow-up.md, 3.4).
extension StoredCare {
    /// Throws when no list of that initiative's clients was taken in.
    func requireList(of initiative: String) throws(CommandFailure) {
        guard cohorts[initiative] == nil else { return }
        if cohorts.isEmpty {
            throw CommandFailure(
                .usage, "no list of an initiative's clients was taken in: see intake --kind cohort")
        }
        let names = cohorts.keys.sorted().joined(separator: ", ")
        throw CommandFailure(
            .usage, "there is no list of initiative \(initiative); there are: \(names)")
    }

    /// The initiatives in the order of their names, and last the rest of the municipality in the
    /// categories that any of them has.
    func byInitiative(rest: String) -> OutcomeCut {
        let names = cohorts.keys.sorted()
        let places = persons.map { person in
            names.firstIndex { cohorts[$0]?.contains(person) == true }
        }
        let categories = categories { places[$0] != nil }
        return cut(labels: names + [rest]) { person, row in
            places[person] ?? (categories.contains(table.categories[row]) ? names.count : nil)
        }
    }

    /// One group: everything of the clients of one initiative.
    func only(_ initiative: String) -> OutcomeCut {
        cut(labels: [initiative]) { person, _ in isMember(person, of: initiative) ? 0 : nil }
    }

    /// The same groups of the clients of one initiative.
    func cut(_ cut: OutcomeCut, toThoseOf initiative: String) -> OutcomeCut {
        cut.only(table) { isMember($0, of: initiative) }
    }

    /// One group: the rest of the municipality in the same categories.
    func rest(of initiative: String, label: String) -> OutcomeCut {
        let categories = categories { isMember($0, of: initiative) }
        return cut(labels: [label]) { person, row in
            !isMember(person, of: initiative) && categories.contains(table.categories[row])
                ? 0 : nil
        }
    }

    /// One group: what the providers of the initiative's clients deliver, to whomever.
    func partners(of initiative: String, label: String) -> OutcomeCut {
        var providers: Set<UInt16> = []
        for person in persons.indices where isMember(person, of: initiative) {
            for row in rows(of: person) { providers.insert(table.providers[row]) }
        }
        return cut(labels: [label]) { _, row in
            providers.contains(table.providers[row]) ? 0 : nil
        }
    }

    /// By where clients lived, and last those of whom that isn't known.
    func byNeighbourhood(_ residences: Residences, on referenceDate: CivilDate) -> OutcomeCut {
        .byResidence(
            table, residences, labels: (residences.names + ["onbekend"]).map { "wijk \($0)" },
            persons: persons, referenceDate: referenceDate)
    }

    /// How many clients with care aren't on the list of that initiative.
    func clientCount(outside initiative: String) -> Int {
        persons.indices.count { !isMember($0, of: initiative) }
    }

    private func isMember(_ person: Int, of initiative: String) -> Bool {
        cohorts[initiative]?.contains(persons[person]) == true
    }

    private func rows(of person: Int) -> Range<Int> {
        Int(table.personRows[person])..<Int(table.personRows[person + 1])
    }

    private func categories(of isMeant: (Int) -> Bool) -> Set<UInt8> {
        var categories: Set<UInt8> = []
        for person in persons.indices where isMeant(person) {
            for row in rows(of: person) { categories.insert(table.categories[row]) }
        }
        return categories
    }

    private func cut(
        labels: [String], _ group: (_ person: Int, _ row: Int) -> Int?
    ) -> OutcomeCut {
        var groups: [UInt16] = []
        groups.reserveCapacity(table.rowCount)
        for person in persons.indices {
            for row in rows(of: person) {
                groups.append(group(person, row).map { UInt16($0) } ?? OutcomeCut.nowhere)
            }
        }
        return OutcomeCut(labels: labels, groups: groups)
    }
}
