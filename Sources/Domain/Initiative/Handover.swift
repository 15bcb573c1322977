/// One handing over of a client to upstream services, without anything of the client (F14).
package struct Handover: Codable, Sendable, Equatable {
    /// The provider's own reference: at most 36 characters, and no number of a person.
    package let reference: String
    /// The provider that hands over.
    package let from: OrganisationID
    package let destination: WarmHandover.Destination
    /// The organisation that receives; nil for the municipality's own neighbourhood teams.
    package let receiver: OrganisationID?
    package let form: WarmHandover.Form
    package let heldOn: CivilDate
    /// The last day of the care that ended or became lighter.
    package let careEndedOn: CivilDate
    package internal(set) var firstContactOn: CivilDate?
    package let consent: Bool
    /// Nil until the receiving party has confirmed it.
    package internal(set) var confirmedOn: CivilDate?

    package init(
        reference: String, from: OrganisationID, destination: WarmHandover.Destination,
        receiver: OrganisationID?, form: WarmHandover.Form, heldOn: CivilDate,
        careEndedOn: CivilDate, firstContactOn: CivilDate?, consent: Bool,
        confirmedOn: CivilDate? = nil
    ) {
        self.reference = reference
        self.from = from
        self.destination = destination
        self.receiver = receiver
        self.form = form
        self.heldOn = heldOn
        self.careEndedOn = careEndedOn
        self.firstContactOn = firstContactOn
        self.consent = consent
        self.confirmedOn = confirmedOn
    }

    /// Whether it was warm: together or in direct contact, confirmed by the receiving party, and the
    /// first contact within 30 days after the end (follow-up.md, 3.3). Without consent it is neither.
    package var isWarm: Bool? {
        if !consent { return nil }
        guard form != .fileTransfer, confirmedOn != nil, let firstContactOn else { return false }
        return firstContactOn.dayNumber - careEndedOn.dayNumber <= WarmHandover.contactDaysMost
    }
}

extension String {
    /// Whether nine digits in a row, also with spaces, points or hyphens between, pass the test of a
    /// citizen service number: 9 to 2 times the first eight, less the last, is a multiple of 11.
    var holdsPersonNumber: Bool {
        var run: [Int] = []
        for character in self {
            if let digit = character.wholeNumberValue, digit < 10 {
                run.append(digit)
                let last = run.suffix(9)
                let sum = zip([9, 8, 7, 6, 5, 4, 3, 2, -1], last).map(*).reduce(0, +)
                let isEmpty = last.allSatisfy { $0 == 0 }
                if last.count == 9, !isEmpty, sum.isMultiple(of: 11) { return true }
            } else if !" .-".contains(character) {
                run = []
            }
        }
        return false
    }
}
