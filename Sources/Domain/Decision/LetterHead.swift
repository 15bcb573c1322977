/// What every letter says first: who writes to whom, on which day, about which dossier.
package struct LetterHead: Sendable, Equatable, Codable {
    package let sender: LetterSender
    /// The day on which the letter is sent; the objection term starts the day after (Awb 6:8).
    package let date: CivilDate
    package let round: LetterRound
    package let dossier: DossierNumber
    /// The round's running number of the submission that the letter is about.
    package let receipt: Int
    package let title: String
    package let receivedOn: CivilDate
    package let addressee: LetterParty
    /// All partners with the lead among them, in the coalition's order.
    package let coalition: [LetterParty]

    package init(
        sender: LetterSender, date: CivilDate, round: LetterRound, dossier: DossierNumber,
        receipt: Int, title: String, receivedOn: CivilDate, addressee: LetterParty,
        coalition: [LetterParty]
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
    }

    /// The names of the fields that are empty and that no letter can do without, in its order.
    var gaps: [String] {
        var gaps = LetterGap.blank([
            ("municipality", sender.municipality), ("authority", sender.authority),
            ("contact", sender.contact), ("signer", sender.signer), ("mandate", sender.mandate),
            ("round", round.name), ("legalSource", round.legalSource), ("title", title),
            ("addressee", addressee.name),
        ])
        if round.legalBasis != .contract {
            gaps += LetterGap.blank([("objectionAddress", sender.objectionAddress)])
            if sender.objectionWeeks < 1 { gaps.append("objectionWeeks") }
        }
        gaps += LetterGap.blank(coalition.map { ("coalition.\($0.organisation)", $0.name) })
        if coalition.filter(\.isLead).count != 1 { gaps.append("coalition.lead") }
        return gaps
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
    /// What may be granted in the round, with what was added to it: for a subsidy its ceiling.
    package let ceiling: Cents

    /// - Parameter ceiling: What the books hold to divide, with what was added after publication.
    package init(id: RoundID, rules: RoundRules, ceiling: Cents) {
        self.id = id
        name = rules.name
        year = rules.year
        legalBasis = rules.legalBasis
        legalSource = rules.legalSource
        self.ceiling = ceiling
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
