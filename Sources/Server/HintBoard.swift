package import Domain
package import Wire

/// Who is in which dossiers now, and where: a value that no log knows. What is said here lapses by
/// itself; what other nodes say (`SaidHint`) stands until they say otherwise.
///
/// Moments are milliseconds of a clock that never goes back.
package struct HintBoard: Sendable {
    /// One dossier of one round, in which people may be.
    package struct Part: Hashable, Sendable, Comparable {
        package let round: RoundID
        package let dossier: DossierNumber

        /// The dossier of that number.
        package init(round: RoundID, dossier: DossierNumber) {
            self.round = round
            self.dossier = dossier
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.round, left.dossier) < (right.round, right.dossier)
        }
    }

    /// A connection in one of the views that it follows.
    package struct Source: Hashable, Sendable {
        package let connection: String
        package let organisation: OrganisationID

        /// The connection of that name in that partner's view.
        package init(connection: String, organisation: OrganisationID) {
            self.connection = connection
            self.organisation = organisation
        }
    }

    /// Who it is about, and where in the dossier; nil for only being there.
    package struct Spot: Hashable, Sendable {
        package let person: PersonID
        package let place: HintPlace?

        /// That person at that place.
        package init(person: PersonID, place: HintPlace?) {
            self.person = person
            self.place = place
        }
    }

    private struct Held: Sendable {
        let spot: Spot
        let since: Instant
        /// Counts the comers, so that of two in one millisecond one is the first.
        let order: Int
        var lapsesAt: Int
    }

    private struct Sheet: Sendable {
        var held: [Source: Held] = [:]
        /// What the other nodes say.
        var heard: [SaidHint] = []
        /// Whether the last list is no longer what is true, and from when the next one may go out.
        var isDue = false
        var restsUntil = Int.min

        var isEmpty: Bool { held.isEmpty && heard.isEmpty }
        var count: Int { held.count + heard.count }
    }

    /// What holds from the next call on.
    package var limits: HintLimits
    private var sheets: [Part: Sheet] = [:]
    private var lastOrder = 0

    /// A board on which nobody is.
    package init(limits: HintLimits) { self.limits = limits }

    /// Notes where this source is, in place of what it said before; false when so many are there
    /// already. The same place again keeps the moment of coming there.
    package mutating func put(
        _ spot: Spot, of source: Source, on part: Part, since: Instant, at now: Int
    ) -> Bool {
        lapse(at: now)
        let lapsesAt = now + limits.lapseSeconds * 1000
        var sheet = sheets[part] ?? Sheet()
        if var held = sheet.held[source], held.spot == spot {
            held.lapsesAt = lapsesAt
            sheet.held[source] = held
        } else {
            guard sheet.held[source] != nil || sheet.count < limits.perPartMost else {
                return false
            }
            lastOrder += 1
            sheet.held[source] = Held(
                spot: spot, since: since, order: lastOrder, lapsesAt: lapsesAt)
            sheet.isDue = true
        }
        sheets[part] = sheet
        return true
    }

    /// Takes back what this source said of the part.
    package mutating func remove(_ source: Source, from part: Part) {
        guard sheets[part]?.held.removeValue(forKey: source) != nil else { return }
        sheets[part]?.isDue = true
    }

    /// Takes back what this source said of all of the round's parts.
    package mutating func remove(_ source: Source, from round: RoundID) {
        for part in sheets.keys where part.round == round { remove(source, from: part) }
    }

    /// Notes what the other nodes say of a part, in place of what they said before.
    package mutating func hear(_ heard: [SaidHint], on part: Part) {
        var sheet = sheets[part] ?? Sheet()
        guard sheet.heard != heard else { return }
        sheet.heard = heard
        sheet.isDue = true
        sheets[part] = sheet
    }

    /// What this node says of a part to the others.
    package func said(on part: Part, at now: Int) -> [SaidHint] {
        (sheets[part]?.held ?? [:]).filter { $0.value.lapsesAt > now }
            .map { source, held in
                SaidHint(source, held.spot, since: held.since, order: held.order)
            }
            .sorted()
    }

    /// Who of these organisations is there, in the order in which each came to its place; one person
    /// with several connections at a place stands there once. Every node gives the same order.
    package func people(
        on part: Part, of organisations: Set<OrganisationID>, at now: Int
    ) -> [HintList.Person] {
        let present = (said(on: part, at: now) + (sheets[part]?.heard ?? [])).sorted()
            .filter { organisations.contains($0.organisation) }
        var seen: Set<[String]> = []
        return present.compactMap { hint in
            let name = [
                hint.person.rawValue, hint.organisation.rawValue, hint.place?.rawValue ?? "",
            ]
            guard seen.insert(name).inserted else { return nil }
            return HintList.Person(
                person: hint.person, organisation: hint.organisation, place: hint.place,
                since: hint.since)
        }
    }

    /// The parts of the round on which somebody is, in order.
    package func parts(of round: RoundID) -> [Part] {
        sheets.filter { $0.key.round == round && !$0.value.isEmpty }.keys.sorted()
    }
}

// MARK: - Time

extension HintBoard {
    /// The parts whose list is to be sent now, each no sooner after the last time than it may.
    package mutating func due(at now: Int) -> [Part] {
        lapse(at: now)
        var due: [Part] = []
        for (part, sheet) in sheets where sheet.restsUntil <= now {
            if sheet.isDue {
                due.append(part)
                sheets[part]?.isDue = false
                sheets[part]?.restsUntil = now + limits.intervalMilliseconds
            } else if sheet.isEmpty {
                sheets[part] = nil
            }
        }
        return due.sorted()
    }

    /// Notes that a list that was due couldn't be sent.
    package mutating func postpone(_ part: Part) { sheets[part]?.isDue = true }

    /// When `due` has something to do at the latest; nil when nothing is to come.
    package var nextMoment: Int? {
        sheets.values.compactMap { sheet in
            let lapse = sheet.held.values.map(\.lapsesAt).min()
            return sheet.isDue ? min(sheet.restsUntil, lapse ?? .max) : lapse
        }.min()
    }

    private mutating func lapse(at now: Int) {
        for (part, sheet) in sheets {
            for (source, held) in sheet.held where held.lapsesAt <= now {
                remove(source, from: part)
            }
        }
    }
}
