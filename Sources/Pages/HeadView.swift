internal import Domain

/// What the head, the basis and the end of every letter are filled with.
struct HeadView {
    let head: LetterHead
    /// What tells apart the letters about one submission that aren't the decision on it.
    var mark: String?

    var values: [String: Any] {
        let sender = head.sender
        let municipality = PlainText.line(sender.municipality)
        return [
            "municipality": municipality, "authorityInFull": authority(of: municipality),
            "addressee": PlainText.line(head.addressee.name),
            "date": DutchNumbers.date(head.date),
            "reference": reference(of: head.receipt) + (mark.map { "/\($0)" } ?? ""),
            "receivedOn": DutchNumbers.date(head.receivedOn), "receipt": head.receipt,
            "title": PlainText.line(head.title),
            "round": PlainText.line(head.round.name), "year": head.round.year,
            "isLead": head.addressee.isLead,
            "lead": head.coalition.first(where: \.isLead).map { PlainText.line($0.name) } ?? "",
            "coalition": DutchNumbers.list(head.coalition.map { PlainText.line($0.name) }),
            "contact": PlainText.line(sender.contact),
            "objectionAddress": PlainText.line(sender.objectionAddress),
            "objectionTerm": sender.objectionWeeks == 1
                ? "1 week" : "\(sender.objectionWeeks) weken",
            "mandate": PlainText.line(sender.mandate), "signer": PlainText.line(sender.signer),
        ].merging(basis) { _, _ in preconditionFailure("a letter's names are used once") }
    }

    /// Who decides, with the municipality unless that stands there already.
    private func authority(of municipality: String) -> String {
        let authority = PlainText.line(head.sender.authority)
        let prefix = "Gemeente "
        let isTown = municipality.hasPrefix(prefix)
        let town = isTown ? String(municipality.dropFirst(prefix.count)) : municipality
        guard !authority.contains(town) else { return authority }
        return "\(authority) van " + (isTown ? "de gemeente \(town)" : municipality)
    }

    /// The reference of the letter on the decision about that submission.
    func reference(of receipt: Int) -> String { "\(head.round.id)/\(head.dossier)/\(receipt)" }

    private var basis: [String: Any] {
        let basis = head.round.legalBasis
        return [
            "legalSource": PlainText.line(head.round.legalSource),
            "subsidy": basis == .subsidy, "contract": basis == .contract,
            "incidental": basis == .incidental,
            "decisionHeading": basis.decisionHeading,
            "remedyPart": basis == .contract ? "disagreement" : "objection",
            "money": basis == .incidental ? "een incidentele subsidie" : "een subsidie",
        ]
    }
}
