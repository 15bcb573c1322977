internal import Domain

/// What the templates of a notice are filled with.
struct NoticeView {
    let facts: NoticeFacts

    var values: [String: Any] {
        LetterView.merged([head, parts, told])
    }

    private var basis: LegalBasis { facts.head.round.legalBasis }

    private var head: [String: Any] {
        let mark =
            switch facts.notice {
            case .termExtended: "termijn"
            case .notConsidered: "behandeling"
            case .offerAccepted: "aangenomen"
            case .offerEnded: "einde"
            }
        var values = HeadView(head: facts.head, mark: mark).values
        // A preparatory act has no objection (Awb 6:3).
        if case .termExtended = facts.notice { values["remedyPart"] = "termExtendedRemedy" }
        return values
    }

    private var parts: [String: Any] {
        let title = PlainText.line(facts.head.title)
        let form = basis == .contract ? "Bericht" : "Besluit"
        let (part, subject, next) =
            switch facts.notice {
            case .termExtended:
                (
                    "termExtended", "Meer tijd voor uw kansendossier “\(title)”",
                    "termExtendedNext"
                )
            case .notConsidered:
                ("notConsidered", "\(form) over uw kansendossier “\(title)”", "rejectedNext")
            case .offerAccepted:
                ("offerAccepted", "\(form) over uw kansendossier “\(title)”", "grantedNext")
            case .offerEnded:
                (
                    "offerEnded", "\(form) over het aanbod voor uw kansendossier “\(title)”",
                    "rejectedNext"
                )
            }
        return [
            "subject": subject, "openingPart": part + "Opening", "noticePart": part,
            "nextPart": next,
        ]
    }

    private var told: [String: Any] {
        switch facts.notice {
        case .termExtended(let term): values(of: term)
        case .notConsidered(let dossier): values(of: dossier)
        case .offerAccepted(let offer): values(of: offer)
        case .offerEnded(let offer): values(of: offer)
        }
    }

    private func values(of term: ExtendedTerm) -> [String: Any] {
        [
            "weeks": term.weeks == 1 ? "1 week" : "\(term.weeks) weken",
            "hasDays": term.days != nil,
            "before": term.days.map { DutchNumbers.date($0.before) } ?? "",
            "after": term.days.map { DutchNumbers.date($0.after) } ?? "",
            "noticeReasons": PlainText.paragraphs(term.reasons),
        ]
    }

    private func values(of dossier: UnconsideredDossier) -> [String: Any] {
        let supplement = dossier.supplement
        return [
            "noticeReasons": PlainText.paragraphs(dossier.reasons),
            "hasSupplement": supplement != nil, "hasLeft": supplement?.left != nil,
            "left": PlainText.line(supplement?.left ?? ""),
            "askedOn": supplement.map { DutchNumbers.date($0.asked) } ?? "",
            "supplementTerm": supplement.map { DutchNumbers.date($0.lastDay) } ?? "",
            "questions": PlainText.paragraphs(supplement?.questions ?? ""),
            "isAnswered": supplement?.answered != nil,
            "answeredOn": supplement?.answered.map(DutchNumbers.date) ?? "",
        ]
    }

    private func values(of offer: AcceptedOffer) -> [String: Any] {
        [
            "requested": DutchNumbers.money(offer.requested),
            "offered": DutchNumbers.money(offer.offered),
            "granted": DutchNumbers.money(offer.granted),
            "hasRest": offer.granted < offer.offered,
            "rest": DutchNumbers.money(offer.offered - offer.granted),
            "shares": offer.shares.map {
                ["partner": PlainText.line($0.name), "share": DutchNumbers.money($0.requested)]
            },
            "offerReference": HeadView(head: facts.head).reference(of: offer.receipt),
        ]
    }

    private func values(of offer: EndedOffer) -> [String: Any] {
        [
            "requested": DutchNumbers.money(offer.requested),
            "offered": DutchNumbers.money(offer.offered),
            "remainder": DutchNumbers.money(offer.requested - offer.offered),
            "isDeclined": offer.reasons != nil,
            "noticeReasons": PlainText.paragraphs(offer.reasons ?? ""),
            "offerTerm": DutchNumbers.date(offer.lastDay),
            "offerReference": HeadView(head: facts.head).reference(of: facts.head.receipt),
        ]
    }
}
