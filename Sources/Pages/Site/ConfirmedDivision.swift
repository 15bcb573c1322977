internal import Domain

/// How the pot would be divided, beside how it is divided now, for the last look.
struct ConfirmedDivision {
    private let allocation: Allocation
    private let visit: Visit

    init(_ allocation: Allocation, _ visit: Visit) {
        self.allocation = allocation
        self.visit = visit
    }

    /// What each dossier gets that takes part, and what it gets now where that is another amount.
    var lines: [String] {
        let standing = self.standing
        return allocation.lines.filter { $0.cause != .withdrawn }.map { line in
            let gets =
                "\(dossier) \(line.dossier) "
                + "\(ConfirmWords.gets(visit.language)) \(visit.written.money(line.amount))"
            let now = standing?.line(of: line.dossier)?.amount ?? (isReleased ? Cents.zero : nil)
            guard let now, now != line.amount else { return gets }
            return "\(gets) (\(ConfirmWords.now(visit.language)) \(visit.written.money(now)))"
        }
    }

    /// After the release only a proposal is made, for dossiers on reserve, which have nothing yet.
    private var isReleased: Bool {
        (visit.round?.view.summary?.phase ?? .absent) > .ranked
    }

    private var dossier: String {
        let language = visit.language
        return isReleased
            ? "\(ConfirmWords.proposal(language)): \(DeskWords.inSentence(language))"
            : ConfirmWords.dossier(language)
    }

    /// The division that counts now, for who sees one: after the release that of the reserve.
    private var standing: Allocation? {
        visit.round?.view.first(isReleased ? .proposal : .allocation) { part in
            switch part {
            case .allocation(let standing), .proposal(let standing): standing
            default: nil
            }
        }
    }
}
