/// Everything that a letter says about one decision to one organisation (F11).
///
/// No individual score, vote or person's name beside a vote is in it, and nothing in it could hold
/// one. Texts may be empty here: `gaps` says which the letter can't do without.
package struct LetterFacts: Sendable, Equatable, Codable {
    package let sender: LetterSender
    /// The day on which the letter is sent; the objection term starts the day after (Awb 6:8).
    package let date: CivilDate
    package let round: LetterRound
    package let dossier: DossierNumber
    /// The round's running number of the submission that was judged.
    package let receipt: Int
    package let title: String
    package let receivedOn: CivilDate
    package let addressee: LetterParty
    /// All partners with the lead among them, in the coalition's order.
    package let coalition: [LetterParty]
    package let decision: LetterDecision
    package let amounts: LetterAmounts
    package let assessment: LetterAssessment
    package let allocation: LetterAllocation
    /// The members who advised on this dossier: who was kept from it isn't named (Awb 3:8, F8).
    /// Empty only when it couldn't be judged.
    package let committee: [LetterMember]

    package init(
        sender: LetterSender, date: CivilDate, round: LetterRound, dossier: DossierNumber,
        receipt: Int, title: String, receivedOn: CivilDate, addressee: LetterParty,
        coalition: [LetterParty], decision: LetterDecision, amounts: LetterAmounts,
        assessment: LetterAssessment, allocation: LetterAllocation, committee: [LetterMember]
    ) {
        self.sender = sender
        self.date = date
        self.round = round
        self.dossier = dossier
        self.receipt = receipt
        self.title = title
        self.receivedOn = receivedOn
        self.addressee = addressee
        self.coalition = coalition
        self.decision = decision
        self.amounts = amounts
        self.assessment = assessment
        self.allocation = allocation
        self.committee = committee
    }

    /// Whether the decision isn't what was advised, in outcome or amount (Awb 3:50).
    package var deviates: Bool {
        decision.outcome != allocation.advice || amounts.decided != allocation.amount
    }
}

/// Who sends the letters of a round, the same in all of them.
package struct LetterSender: Sendable, Equatable, Codable {
    /// As it stands at the head of the letter: `Gemeente Voorbeeldstad`.
    package let municipality: String
    /// The body that decides, with its article: `het college van burgemeester en wethouders`.
    package let authority: String
    /// Where an objection is sent to: post, electronic mail or a page.
    package let objectionAddress: String
    /// In weeks; six by law (Awb 6:7).
    package let objectionWeeks: Int
    /// Whom to ask, and how: a name or desk with a telephone number or address.
    package let contact: String
    /// Name and function of who signs.
    package let signer: String
    /// On whose behalf, as it stands above the signature: `namens het college van …` (Awb 10:10).
    package let mandate: String

    package init(
        municipality: String, authority: String, objectionAddress: String,
        objectionWeeks: Int = 6, contact: String, signer: String, mandate: String
    ) {
        self.municipality = municipality
        self.authority = authority
        self.objectionAddress = objectionAddress
        self.objectionWeeks = objectionWeeks
        self.contact = contact
        self.signer = signer
        self.mandate = mandate
    }
}

/// What the letters of a round say about the round.
package struct LetterRound: Sendable, Equatable, Codable {
    package let id: RoundID
    package let name: String
    package let year: Int
    package let legalBasis: LegalBasis
    package let legalSource: String
    /// What may be granted in the round: for a subsidy its ceiling.
    package let ceiling: Cents

    package init(id: RoundID, rules: RoundRules) {
        self.id = id
        name = rules.name
        year = rules.year
        legalBasis = rules.legalBasis
        legalSource = rules.legalSource
        ceiling = rules.pot
    }
}

/// An organisation of the coalition, as a letter names it.
package struct LetterParty: Sendable, Equatable, Codable {
    package let organisation: OrganisationID
    package let name: String
    package let isLead: Bool

    package init(organisation: OrganisationID, name: String, isLead: Bool) {
        self.organisation = organisation
        self.name = name
        self.isLead = isLead
    }
}

/// A member of the committee, as a letter names the adviser (Awb 3:8).
package struct LetterMember: Sendable, Equatable, Codable {
    package let name: String
    package let function: Seat.Kind

    package init(name: String, function: Seat.Kind) {
        self.name = name
        self.function = function
    }
}
