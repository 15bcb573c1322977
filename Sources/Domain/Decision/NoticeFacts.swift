/// Everything that a letter says to one organisation about what happens to its dossier beside the
/// decision: what no committee judged, and so without any word of it.
package struct NoticeFacts: Sendable, Equatable, Codable {
    package let head: LetterHead
    package let notice: Notice

    package init(head: LetterHead, notice: Notice) {
        self.head = head
        self.notice = notice
    }

    /// Every field that is empty and that this letter needs, in the order of the letter; none means
    /// that it can be sent.
    package var gaps: [LetterGap] { (head.gaps + notice.gaps).map(LetterGap.init(field:)) }
}

/// What a letter tells that isn't a decision on the committee's advice.
package enum Notice: Sendable, Equatable, Codable {
    case termExtended(ExtendedTerm)
    case notConsidered(UnconsideredDossier)
    case offerAccepted(AcceptedOffer)
    case offerEnded(EndedOffer)

    /// The kind of the letter that tells it.
    package var kind: LetterKind {
        switch self {
        case .termExtended: .termExtended
        case .notConsidered: .notConsidered
        case .offerAccepted: .offerAccepted
        case .offerEnded(let offer): offer.reasons == nil ? .offerLapsed : .offerDeclined
        }
    }

    fileprivate var gaps: [String] {
        switch self {
        case .termExtended(let term): term.gaps
        case .notConsidered(let dossier): dossier.gaps
        case .offerAccepted(let offer): offer.gaps
        case .offerEnded(let offer): offer.gaps
        }
    }
}

/// The term within which is decided, before and after its one extension (F35, Awb 4:14).
package struct ExtendedTerm: Sendable, Equatable, Codable {
    package let weeks: Int
    /// Nil while the term stands still, when no last day is known.
    package let days: LastDays?
    package let reasons: String

    package init(weeks: Int, days: LastDays?, reasons: String) {
        self.weeks = weeks
        self.days = days
        self.reasons = reasons
    }

    /// The last day on which the decision would have been in time, and the one that it is now.
    package struct LastDays: Sendable, Equatable, Codable {
        package let before: CivilDate
        package let after: CivilDate

        package init(before: CivilDate, after: CivilDate) {
            self.before = before
            self.after = after
        }
    }

    fileprivate var gaps: [String] {
        (weeks < 1 ? ["weeks"] : [])
            + (days.map { $0.after <= $0.before } == true ? ["lastDay"] : [])
            + LetterGap.blank([("reasons", reasons)])
    }
}

/// Why a dossier isn't considered, and what its coalition could do about it first (Awb 4:5).
package struct UnconsideredDossier: Sendable, Equatable, Codable {
    package let reasons: String
    /// The last supplement that was asked; nil when none was.
    package let supplement: AskedSupplement?

    package init(reasons: String, supplement: AskedSupplement?) {
        self.reasons = reasons
        self.supplement = supplement
    }

    fileprivate var gaps: [String] {
        // Why a partner left is told in no letter: that it left is.
        let asked = supplement.map {
            $0.left.map { ("supplement.left", $0) } ?? ("supplement.questions", $0.questions)
        }
        return LetterGap.blank([("reasons", reasons)] + [asked].compactMap(\.self))
    }
}

/// A part offer that a coalition accepted, with the grant that follows from it (F10).
package struct AcceptedOffer: Sendable, Equatable, Codable {
    /// The receipt of the submission to which the offer was made.
    package let receipt: Int
    package let requested: Cents
    package let offered: Cents
    package let granted: Cents
    /// What each partner's cost lines ask now: together exactly what is granted.
    package let shares: [Share]

    package init(
        receipt: Int, requested: Cents, offered: Cents, granted: Cents, shares: [Share]
    ) {
        self.receipt = receipt
        self.requested = requested
        self.offered = offered
        self.granted = granted
        self.shares = shares
    }

    /// What one partner's cost lines ask.
    package struct Share: Sendable, Equatable, Codable {
        package let name: String
        package let requested: Cents

        package init(name: String, requested: Cents) {
            self.name = name
            self.requested = requested
        }
    }

    fileprivate var gaps: [String] {
        (requested > .zero ? [] : ["requested"]) + (offered > .zero ? [] : ["offered"])
            + (granted > .zero && granted <= offered ? [] : ["granted"])
            + (shares.map(\.requested).total == granted ? [] : ["shares"])
            + LetterGap.blank(shares.map { ("shares", $0.name) })
    }
}

/// A part offer that is over without having been accepted (F10).
package struct EndedOffer: Sendable, Equatable, Codable {
    package let requested: Cents
    package let offered: Cents
    /// The last day on which it could be accepted.
    package let lastDay: CivilDate
    /// What the coalition said when it declined; nil when it didn't answer in time.
    package let reasons: String?

    package init(requested: Cents, offered: Cents, lastDay: CivilDate, reasons: String?) {
        self.requested = requested
        self.offered = offered
        self.lastDay = lastDay
        self.reasons = reasons
    }

    fileprivate var gaps: [String] {
        (requested > .zero ? [] : ["requested"])
            + (offered > .zero && offered < requested ? [] : ["offered"])
            + LetterGap.blank([("reasons", reasons ?? "-")])
    }
}
