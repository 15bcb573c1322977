import Domain
import Support
import Testing

/// Tranches and the settlement: conditions, two people, and the pot's laws (F18).
struct PaymentTests {
    private let manager = DemoCast.relationshipManager
    private let holder = DemoCast.budgetHolder
    private let editor = DemoCast.editor(of: DemoCast.mental)

    private func claim(_ tranche: Int) -> RoundCommand {
        .claimTranche(dossier: 1, tranche: tranche)
    }

    @Test func `nothing is claimed before both sides have agreed`() {
        let builder = RoundStage.agreementProposed.builder()
        expectRefused(.notAgreed, claim(1), by: editor, in: builder)
        expectAccepted(claim(1), by: editor, in: RoundStage.agreed.builder())
    }

    @Test func `a tranche waits for its report and for its day`() {
        var builder = RoundStage.reportHandedIn.builder()
        #expect(
            builder.refusal(of: claim(2), by: editor)
                == Refusal(.conditionsUnmet, subject: "report 1"))
        builder.given(builder.adopting(1), by: manager)
        expectAccepted(claim(2), by: editor, in: builder)
        builder.now = amsterdam("2027-04-05T10:00:00").instant
        builder.report(2, InitiativeSample.figures(70))
        builder.report(3, InitiativeSample.figures(70))
        builder.now = amsterdam("2027-04-30T23:59:59").instant
        #expect(
            builder.refusal(of: claim(3), by: editor)
                == Refusal(.conditionsUnmet, subject: "2027-05-01"))
        builder.now = amsterdam("2027-05-01T00:00:00").instant
        expectAccepted(claim(3), by: editor, in: builder)
        for place in [0, 4] {
            expectRefused(.unknownTranche, claim(place), by: editor, in: builder)
        }
    }

    @Test func `it is approved on substance, then on finance by another person, then paid, once`() {
        var builder = RoundStage.reportAdopted.builder()
        let finance = RoundCommand.approveTranche(dossier: 1, tranche: 1, check: .finance)
        let substance = RoundCommand.approveTranche(dossier: 1, tranche: 1, check: .substance)
        let pay = RoundCommand.payTranche(dossier: 1, tranche: 1)
        expectRefused(.wrongState, finance, by: holder, in: builder)
        let handedIn = RoundStage.reportSaved.builder()
        expectRefused(.wrongState, finance, by: holder, in: handedIn)
        expectRefused(.wrongState, pay, by: holder, in: handedIn)
        expectRefused(.notAllowed, substance, by: holder, in: handedIn)
        expectRefused(.notAllowed, finance, by: manager, in: handedIn)
        #expect(
            builder.given(pay, by: holder) == [
                .tranchePaid(dossier: 1, tranche: 1, amount: Cents(1_500_000)),
                .potBooked(entries: [LedgerEntry(.paid, Cents(1_500_000), dossier: 1)]),
            ])
        expectRefused(.wrongState, pay, by: holder, in: builder)
        expectRefused(.wrongState, claim(1), by: editor, in: builder)
        expectSound(builder, "paid", from: builder.log.count - 12)
    }

    @Test func `one person approves one of the two, whatever roles are held`() {
        var builder = RoundStage.reportSaved.builder()
        builder.change(.roleGranted(person: manager, role: .budgetHolder))
        builder.given(
            .approveTranche(dossier: 1, tranche: 1, check: .substance), by: manager)
        let finance = RoundCommand.approveTranche(dossier: 1, tranche: 1, check: .finance)
        expectRefused(.sameEyes, finance, by: manager, in: builder)
        expectAccepted(finance, by: holder, in: builder)
    }

    @Test func `a refused tranche takes reasons, and its money can be agreed on anew`() {
        var builder = RoundStage.reportHandedIn.builder()
        expectRefused(
            .reasonsMissing, .refuseTranche(dossier: 1, tranche: 1, reasons: "Nee."), by: manager,
            in: builder)
        builder.given(
            .refuseTranche(dossier: 1, tranche: 1, reasons: RoundBuilder.reasons), by: manager)
        expectRefused(.wrongState, claim(1), by: editor, in: builder)
        let again = InitiativeSample.tranches + [InitiativeSample.tranches[0]]
        builder.agree(InitiativeSample.terms(tranches: again))
        expectAccepted(claim(4), by: editor, in: builder)
    }

    @Test func `a claim isn't made once it has stopped`() {
        let builder = RoundStage.initiativeStopped.builder()
        expectRefused(.wrongState, claim(1), by: editor, in: builder)
        expectRefused(.wrongState, builder.proposing(), by: manager, in: builder)
        expectAccepted(
            builder.saving(1, InitiativeSample.figures(70)), by: editor, in: builder)
    }

    @Test(arguments: [
        // Paid EUR 15,000 of EUR 40,000.
        (0, 0, 1_500_000, 2_500_000), (1_000_000, 0, 500_000, 2_500_000),
        (1_500_000, 0, 0, 2_500_000), (2_000_000, 500_000, 0, 2_000_000),
        (4_000_000, 2_500_000, 0, 0),
    ])
    func `a settlement pays what is left or recovers, and releases what never went out`(
        amount: Int, paid: Int, recovered: Int, released: Int
    ) {
        var builder = RoundStage.agreed.builder()
        builder.pay(1)
        let before = builder.round.ledger.available
        builder.settle(amount)
        let ledger = builder.round.ledger
        #expect(ledger.total(.paid, of: 1) == Cents(1_500_000 + paid))
        #expect(ledger.total(.recovered, of: 1) == Cents(recovered))
        #expect(ledger.total(.released, of: 1) == Cents(released))
        #expect(ledger.available == before + Cents(released))
        #expect(builder.state(1) == .completed)
        expectSound(builder, "settled on \(amount)", from: builder.log.count - 4)
    }

    @Test func `a settlement is at most the award, another's, and of what was proposed`() {
        var builder = RoundStage.agreed.builder()
        func propose(_ cents: Int) -> RoundCommand {
            .proposeSettlement(
                dossier: 1, amount: Cents(cents), reasons: RoundBuilder.reasons)
        }
        #expect(
            builder.refusal(of: propose(4_000_001), by: manager)
                == Refusal(.aboveGrant, subject: "amount", limit: 4_000_000))
        expectRefused(.amountNegative, propose(-1), by: manager, in: builder)
        let adopt = RoundCommand.adoptSettlement(dossier: 1, amount: Cents(4_000_000))
        expectRefused(.nothingProposed, adopt, by: holder, in: builder)
        builder.given(propose(3_000_000), by: manager)
        expectRefused(.contentMismatch, adopt, by: holder, in: builder)
        builder.given(propose(4_000_000), by: manager)
        builder.change(.roleGranted(person: manager, role: .budgetHolder))
        expectRefused(.sameEyes, adopt, by: manager, in: builder)
        builder.given(adopt, by: holder)
        for command in [propose(1), adopt, claim(1), builder.saving(1, [])] {
            let person =
                switch command {
                case .proposeSettlement: manager
                case .adoptSettlement: holder
                default: editor
                }
            expectRefused(.wrongState, command, by: person, in: builder)
        }
    }

    @Test func `nothing is settled while a tranche is under way`() {
        for stage in [RoundStage.reportSaved, .reportHandedIn, .reportAdopted] {
            #expect(
                stage.builder().refusal(
                    of: .proposeSettlement(
                        dossier: 1, amount: .zero, reasons: RoundBuilder.reasons), by: manager)
                    == Refusal(.wrongState, subject: "tranche 1"))
        }
    }

    @Test func `what was recovered is available when it has come back, and no more than that`() {
        var builder = RoundStage.settled.builder()
        let before = builder.round.ledger.available
        func receive(_ cents: Int) -> RoundCommand {
            .receiveBack(dossier: 1, amount: Cents(cents))
        }
        #expect(
            builder.refusal(of: receive(500_001), by: holder)
                == Refusal(.amountTooLarge, subject: "amount", limit: 500_000))
        expectRefused(.amountNegative, receive(0), by: holder, in: builder)
        builder.given(receive(200_000), by: holder)
        expectRefused(.amountTooLarge, receive(300_001), by: holder, in: builder)
        builder.given(receive(300_000), by: holder)
        #expect(builder.round.ledger.available == before + Cents(500_000))
    }

    @Test func `no more is paid than was granted, and verify would find it`() {
        let builder = RoundStage.reportAdopted.builder()
        let ledger = builder.round.ledger
        let above = [LedgerEntry(.paid, Cents(4_000_001), dossier: 1)]
        #expect(ledger.brokenLaw(appending: above) == "paid more than granted to dossier 1")
        let back = [LedgerEntry(.receivedBack, Cents(1), dossier: 1)]
        #expect(
            ledger.brokenLaw(appending: back)
                == "received back more than was recovered from dossier 1")
        let stamp = Stamp(position: 1, at: builder.now, by: .person(holder))
        for event in [
            RoundEvent.tranchePaid(dossier: 1, tranche: 1, amount: Cents(4_000_001)),
            .tranchePaid(dossier: 1, tranche: 2, amount: Cents(1_500_000)),
            .grantSettled(dossier: 1, amount: Cents(4_000_001)),
            .trancheApproved(dossier: 1, tranche: 1, check: .finance),
            .tranchePaid(dossier: 9, tranche: 1, amount: Cents(1)),
        ] {
            #expect(
                builder.round.deviation(of: event, stamp: stamp, hashing: builder.hashing) != nil)
        }
    }
}
