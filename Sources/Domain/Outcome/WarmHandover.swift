/// One handing over of a client to upstream services, as both sides registered it (F14).
package struct WarmHandover: Hashable, Sendable {
    package let pseudonym: Pseudonym
    package let date: CivilDate
    package let destination: Destination
    package let form: Form
    /// When the receiving party confirmed it, if it did.
    package let confirmedOn: CivilDate?
    /// When the client and the receiving party first met, if they did.
    package let firstContactOn: CivilDate?
    package let hasConsent: Bool

    package init(
        pseudonym: Pseudonym, date: CivilDate, destination: Destination, form: Form,
        confirmedOn: CivilDate?, firstContactOn: CivilDate?, hasConsent: Bool
    ) {
        self.pseudonym = pseudonym
        self.date = date
        self.destination = destination
        self.form = form
        self.confirmedOn = confirmedOn
        self.firstContactOn = firstContactOn
        self.hasConsent = hasConsent
    }

    /// Who receives.
    package enum Destination: String, Codable, Sendable, CaseIterable, Hashable {
        case neighbourhoodTeam, welfare, volunteers, generalPractice, ownNetwork, other
    }

    /// How it was done.
    package enum Form: String, Codable, Sendable, CaseIterable, Hashable {
        case threeWayTalk, jointVisit, jointCall
        /// A letter or a file alone: a cold handover.
        case fileTransfer
    }

    /// Within how many days after the end of care the first contact must be.
    package static let contactDaysMost = 30

    /// Whether it was warm for care that ended on that day: together or in direct contact, confirmed
    /// by the receiving party, and the first contact within 30 days (follow-up.md, 3.3).
    package func isWarm(after end: CivilDate) -> Bool {
        guard form != .fileTransfer, confirmedOn != nil, let firstContactOn else { return false }
        return firstContactOn.dayNumber - end.dayNumber <= Self.contactDaysMost
    }

    /// Warm handovers, of the clients who went to lighter care or out of it with upstream services as
    /// their destination; who refused consent is counted apart.
    ///
    /// - Parameter ends: the last day of care of each such client, with everything registered.
    package static func share(
        _ ends: [(end: CivilDate, handovers: [WarmHandover])]
    ) -> (warm: Proportion, withoutConsent: Int) {
        let refused = ends.count { leaver in
            !leaver.handovers.isEmpty && leaver.handovers.allSatisfy { !$0.hasConsent }
        }
        let warm = ends.count { leaver in
            leaver.handovers.contains { $0.hasConsent && $0.isWarm(after: leaver.end) }
        }
        return (Proportion(warm, of: ends.count - refused), refused)
    }
}

/// Handovers of an initiative, as they stand in the log of its round.
package struct HandoverCounts: Hashable, Sendable {
    /// Warm ones, of all with consent.
    package let warm: Proportion
    package let withoutConsent: Int

    /// Those for care that ended in these days.
    ///
    /// Each is of one client who went to upstream services; no message tells of others whether they did,
    /// so that the registered ones are all that a part can be taken of.
    package init(_ handovers: [Handover], from first: CivilDate, to last: CivilDate) {
        let asked = handovers.filter { (first...last).contains($0.careEndedOn) }
        let judged = asked.compactMap(\.isWarm)
        warm = Proportion(judged.count { $0 }, of: judged.count)
        withoutConsent = asked.count - judged.count
    }
}
