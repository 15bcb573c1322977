internal import Domain

/// What an initiative asks of one person now.
struct InitiativeTasks {
    let desk: InitiativeDesk

    /// In the order in which things come: the agreement, reports, payments, talks, handovers, lessons.
    var all: [PageTask] {
        agreement + reports + payments + talks + handovers + lessons
    }

    private var language: Language { desk.language }
    private var manages: Bool { desk.view.viewers.contains(.relationshipManager) }

    private func task(
        _ word: InitiativeTaskWords, at page: any Page.Type, about: String = "",
        note: String = ""
    ) -> PageTask {
        let text = [word(language), about].filter { !$0.isEmpty }.joined(separator: " ")
        return PageTask(
            "\(text) – “\(desk.title)”", to: page.address(desk.id, desk.number), note: note)
    }

    private var agreement: [PageTask] {
        guard desk.isRunning, let part = desk.part else { return [] }
        if part.agreements.isEmpty, manages { return [task(.propose, at: AgreementPage.self)] }
        guard let proposal = desk.proposal else { return [] }
        let side: AgreementSide? = desk.signs ? .coalition : manages ? .municipality : nil
        guard let side, !proposal.signatures.contains(where: { $0.side == side }) else { return [] }
        return [task(.sign, at: AgreementPage.self)]
    }

    private var reports: [PageTask] {
        guard desk.isRunning, let terms = desk.agreement?.terms else { return [] }
        return terms.periods.enumerated().compactMap { index, period in
            let state = desk.part?.reports.first { $0.period == index + 1 }?.report.state
            let name = desk.written.period(period.from, period.to)
            if manages, state == .handedIn {
                return report(.review, index + 1, name, note: "")
            }
            guard desk.mayWrite, period.to < desk.today,
                state == nil || state == .draft || state == .returned
            else { return nil }
            return report(
                .write, index + 1, name,
                note: "\(InitiativeTaskWords.due(language)) \(desk.written.date(period.due))")
        }
    }

    private func report(
        _ word: InitiativeTaskWords, _ period: Int, _ name: String, note: String
    ) -> PageTask {
        PageTask(
            "\(word(language)) \(name) – “\(desk.title)”",
            to: ReportPage.address(desk.id, desk.number, period), note: note)
    }

    private var payments: [PageTask] {
        guard let part = desk.part else { return [] }
        var tasks = part.tranches.compactMap { payment -> PageTask? in
            let word: InitiativeTaskWords
            switch payment.progress.state {
            case .planned where desk.leads && desk.mayClaim(payment): word = .claim
            case .handedIn where manages: word = .substance
            case .approvedOnSubstance where desk.isHolder: word = .finance
            case .approvedOnFinance where desk.isHolder: word = .pay
            default: return nil
            }
            return task(
                word, at: PaymentsPage.self, about: "\(payment.tranche)",
                note: desk.written.money(payment.agreed.amount))
        }
        if desk.isHolder, let settlement = part.settlement, settlement.adoptedBy == nil {
            tasks.append(
                task(
                    .settle, at: PaymentsPage.self, note: desk.written.money(settlement.amount)))
        }
        return tasks
    }

    /// The talk is asked for two weeks before the day by which it should be held.
    private var talks: [PageTask] {
        guard manages, desk.isRunning, let agenda = desk.talks?.agenda,
            agenda.heldBy <= desk.today.advanced(byDays: 14)
        else { return [] }
        return [
            task(
                .talk, at: TalksPage.self,
                note: "\(InitiativeTaskWords.heldBy(language)) \(desk.written.date(agenda.heldBy))")
        ]
    }

    private var handovers: [PageTask] {
        let waiting = desk.handovers.filter { desk.mayConfirm($0) }
        if waiting.isEmpty { return [] }
        let word: InitiativeTaskWords = waiting.count == 1 ? .handover : .handovers
        return [
            task(.confirm, at: HandoversPage.self, note: "\(waiting.count) \(word(language))")
        ]
    }

    private var lessons: [PageTask] {
        guard manages, desk.part?.lessons != nil, desk.released == nil else { return [] }
        return [task(.lessons, at: LessonsPage.self)]
    }
}

/// The words of what an initiative asks.
enum InitiativeTaskWords: String, Words {
    case propose, sign, write, review, claim, substance, finance, pay, settle, talk, confirm
    case lessons, due, heldBy, handover, handovers

    var phrase: Phrase {
        switch self {
        case .propose: Phrase("Stel afspraken voor", "Propose an agreement")
        case .sign: Phrase("Bekijk en teken de afspraken", "Look at and sign the agreement")
        case .write: Phrase("Schrijf de rapportage over", "Write the report on")
        case .review: Phrase("Beoordeel de rapportage over", "Review the report on")
        case .claim: Phrase("Vraag betaling aan van deel", "Claim payment of part")
        case .substance:
            Phrase("Kijk of het werk is gedaan voor deel", "See whether the work is done for part")
        case .finance: Phrase("Keur de betaling goed van deel", "Approve the payment of part")
        case .pay: Phrase("Leg de betaling vast van deel", "Record the payment of part")
        case .settle: Phrase("Stel het eindbedrag vast", "Adopt the final amount")
        case .talk: Phrase("Plan het gesprek", "Plan the talk")
        case .confirm: Phrase("Bevestig overdrachten", "Confirm handovers")
        case .handover: Phrase("overdracht", "handover")
        case .handovers: Phrase("overdrachten", "handovers")
        case .lessons: Phrase("Geef de lessen vrij", "Release the lessons")
        case .due: Phrase("Inleveren tot en met", "Hand in no later than")
        case .heldBy: Phrase("Uiterlijk op", "No later than")
        }
    }
}
