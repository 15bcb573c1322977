internal import Domain

/// What can be done about the pot, by who looks at it.
struct AllocationForms {
    let all: [(String, Form?)]
    /// By dossier, the form by which a second person approves what was asked.
    let approvals: [DossierNumber: Form]
    /// By dossier, the form by which it ends unapproved: refused by a second person, or taken back.
    let endings: [DossierNumber: LabelledForm]

    init(_ desk: RoundDesk, _ allocation: Allocation?) {
        let phase = desk.summary.phase
        let asks = desk.isCoordinator && phase == .ranked
        let assessed = desk.dossiers.filter { $0.state == .assessed }
        let advises = RankingPage.leads(desk) && phase == .sitting && !assessed.isEmpty
        all = [
            ("ask", asks ? allocation.map { Self.ask(desk, $0) } : nil),
            ("book", AllocationPage.mayBook(desk) ? Self.book(desk) : nil),
            ("advise", advises ? Self.advise(desk, assessed) : nil),
        ]
        let open = AllocationPage.requests(desk).filter { AllocationPage.mayApprove($0, desk) }
        approvals = open.reduce(into: [:]) { forms, request in
            forms[request.dossier] = desk.form(
                "approve-\(request.dossier)", "approveOverride",
                [("dossier:integer", "\(request.dossier)")])
        }
        let own = AllocationPage.requests(desk).filter { AllocationPage.mayWithdraw($0, desk) }
        let refusals = open.map { ($0.dossier, Self.refuse(desk, $0.dossier)) }
        let withdrawals = own.map { ($0.dossier, Self.withdraw(desk, $0.dossier)) }
        endings = Dictionary(refusals + withdrawals) { first, _ in first }
    }

    private static func refuse(_ desk: RoundDesk, _ dossier: DossierNumber) -> LabelledForm {
        let language = desk.language
        var form = desk.form(
            "refuse-\(dossier)", "refuseOverride", [("dossier:integer", "\(dossier)")])
        form.add(
            "reasons", "area", label: AllocationWords.refuseReasons(language),
            description: AllocationWords.refuseHelp(language),
            charactersMost: Limits.reasonCharactersMost, needs: .reasons)
        return LabelledForm(form: form, button: AllocationWords.refuse(language))
    }

    private static func withdraw(_ desk: RoundDesk, _ dossier: DossierNumber) -> LabelledForm {
        let form = desk.form(
            "withdraw-\(dossier)", "withdrawOverride", [("dossier:integer", "\(dossier)")])
        return LabelledForm(form: form, button: AllocationWords.withdraw(desk.language))
    }

    /// Each dossier that only lacks money may have to be passed over, with a reason of its own.
    private static func ask(_ desk: RoundDesk, _ allocation: Allocation) -> Form {
        let language = desk.language
        let able = allocation.lines.filter { line in
            switch line.cause {
            case .failedGate, .withdrawn, .notAssessed: false
            default: true
            }
        }
        let poor = allocation.lines.filter(lacksMoney)
        var form = desk.form(
            "ask", "askOverride", [("skipped:list", "")], places: places(desk, poor))
        form.add(
            "dossier:integer", "select", label: AllocationWords.which(language),
            choices: able.map { ("\($0.dossier)", desk.title(of: $0.dossier)) })
        form.add(
            "amount:euros", label: AllocationWords.amount(language),
            description: AllocationWords.amountHelp(language),
            says: aboveAdvice(desk, allocation))
        form.add(
            "reasons", "area", label: AllocationWords.reasons(language),
            description: AllocationWords.reasonsHelp(language),
            charactersMost: Limits.reasonCharactersMost, needs: .reasons)
        for (index, line) in poor.enumerated() {
            form.add(
                "skipped.\(index).reasons:optional", "area",
                label: "\(AllocationWords.skip(language)) \(line.dossier)?",
                description: AllocationWords.skipHelp(language))
            form.add(
                "skipped.\(index).dossier:row", "hidden", label: "", value: "\(line.dossier)")
        }
        return form
    }

    /// Of what was sent: that more than the committee advises can't be given.
    private static func aboveAdvice(
        _ desk: RoundDesk, _ allocation: Allocation
    ) -> [RefusalCode: Phrase] {
        let typed = desk.visit.attempt?.typed["dossier:integer"] ?? ""
        let line = DossierNumber(typed).flatMap { allocation.line(of: $0) }
        guard let advised = line?.advised else { return [:] }
        let (dutch, english) = (Written(.dutch).money(advised), Written(.english).money(advised))
        return [
            .aboveRequest: Phrase(
                "Vul hooguit \(dutch) in: dat is wat de commissie adviseert.",
                "Enter at most \(english): that is what the committee advises.")
        ]
    }

    /// Refusals about an amount, which name the dossier or nothing.
    private static let amounts = Dictionary(
        uniqueKeysWithValues: ["aboveRequest", "belowMinimum", "potExceeded", "amountNegative"]
            .map { ($0, "amount:euros") })

    /// One about a missing reason names the dossier that is passed over.
    private static func places(_ desk: RoundDesk, _ poor: [AllocationLine]) -> [String: String] {
        let isReason = desk.visit.attempt?.refusal.code == "reasonsMissing"
        let reasons = (isReason ? poor : []).enumerated().map {
            ("\($1.dossier)", "skipped.\($0).reasons:optional")
        }
        let others = [
            "skippedNotListed": "skipped.0.reasons:optional",
            "incompatibleFunded": "dossier:integer",
        ]
        return others.merging(amounts) { own, _ in own }
            .merging(reasons) { own, _ in own }
    }

    /// Whether nothing but money stands in its way.
    private static func lacksMoney(_ line: AllocationLine) -> Bool {
        guard line.amount == .zero else { return false }
        switch line.cause {
        case .doesNotFit, .afterStop: return true
        default: return false
        }
    }

    private static func book(_ desk: RoundDesk) -> Form {
        let language = desk.language
        var form = desk.form("book", "bookPot")
        form.add(
            "kind", "select", label: AllocationWords.kind(language),
            choices: PotChange.allCases.map { ($0.rawValue, $0.word(language)) })
        form.add("amount:euros", label: AllocationWords.amount(language), needs: .amount)
        form.add(
            "reasons", "area", label: AllocationWords.reasons(language),
            description: AllocationWords.reasonsHelp(language),
            charactersMost: Limits.reasonCharactersMost, needs: .reasons)
        return form
    }

    private static func advise(_ desk: RoundDesk, _ assessed: [DossierPart]) -> Form {
        let language = desk.language
        var form = desk.form("advise", "adviseAmount", places: amounts)
        form.add(
            "dossier:integer", "select", label: AllocationWords.which(language),
            choices: assessed.map { dossier in
                let asked = dossier.body.map { desk.written.money($0.totals.requested) } ?? ""
                return ("\(dossier.dossier)", "\(desk.title(of: dossier.dossier)) (\(asked))")
            })
        form.add(
            "amount:euros", label: AllocationWords.amount(language),
            description: AllocationWords.adviseHelp(language))
        form.add(
            "reasons", "area", label: AllocationWords.reasons(language),
            description: AllocationWords.reasonsHelp(language),
            charactersMost: Limits.reasonCharactersMost, needs: .reasons)
        return form
    }
}
