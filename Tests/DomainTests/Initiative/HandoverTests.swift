import Domain
import Support
import Testing

/// The register of handovers: nothing of a person, confirmed by who received (F14).
struct HandoverTests {
    private let editor = DemoCast.editor(of: DemoCast.mental)
    private let team = DemoCast.team
    private let outsider = DemoCast.editor(of: DemoCast.outsider)

    private func refusal(
        _ handover: Handover, by person: PersonID? = nil
    ) -> Refusal? {
        RoundStage.agreed.builder().refusal(
            of: .registerHandover(dossier: 1, handover: handover), by: person ?? editor)
    }

    private var today: CivilDate { RoundStage.agreed.builder().today }

    private func confirming(
        _ place: Int, on day: CivilDate, contact: CivilDate? = nil
    ) -> RoundCommand {
        .confirmHandover(
            dossier: 1, handover: place, confirmedOn: day, firstContactOn: contact)
    }

    @Test(arguments: [
        ("OVD-19", true), ("A111222333", false), ("111222333", false), ("111.222.333", false),
        ("111 222 333", false), ("x111222332", true), ("0111222333", false), ("1112223334", false),
        ("111222/333", true), ("000000000", true), ("١١١٢٢٢٣٣٣", false), ("2026-000123", true),
    ])
    func `a reference holds no nine digits that may be a person's number`(
        reference: String, isFree: Bool
    ) {
        let refusal = refusal(InitiativeSample.handover(reference, on: today))
        #expect(refusal?.code == (isFree ? nil : .personNumber))
    }

    @Test func `a reference is the provider's own, of at most 36 characters, once`() {
        let most = Limits.referenceCharactersMost
        let long = String(repeating: "x", count: most)
        #expect(refusal(InitiativeSample.handover(long, on: today)) == nil)
        #expect(
            refusal(InitiativeSample.handover(long + "x", on: today))
                == Refusal(.textTooLong, subject: "reference", limit: most))
        #expect(refusal(InitiativeSample.handover(" ", on: today))?.code == .textMissing)
        #expect(refusal(InitiativeSample.handover("OVD-17", on: today))?.code == .alreadyExists)
        // Another provider may have a reference that reads the same.
        #expect(
            refusal(
                InitiativeSample.handover("OVD-17", from: DemoCast.disability, on: today),
                by: DemoCast.editor(of: DemoCast.disability)) == nil)
        #expect(
            refusal(InitiativeSample.handover("OVD-9", from: DemoCast.disability, on: today))?.code
                == .notActingForOrganisation)
    }

    @Test func `it went to a neighbourhood team or to an organisation outside the coalition`() {
        func handover(
            _ destination: WarmHandover.Destination, _ receiver: OrganisationID?
        ) -> Handover {
            InitiativeSample.handover("OVD-9", to: destination, receiver: receiver, on: today)
        }
        #expect(refusal(handover(.neighbourhoodTeam, nil)) == nil)
        #expect(refusal(handover(.welfare, DemoCast.outsider)) == nil)
        #expect(refusal(handover(.welfare, nil))?.code == .malformed)
        #expect(refusal(handover(.welfare, DemoCast.disability))?.code == .alreadyPartner)
        #expect(refusal(handover(.welfare, "nergens"))?.code == .unknownOrganisation)
        let tomorrow = today.advanced(byDays: 1)
        #expect(
            refusal(InitiativeSample.handover("OVD-9", on: tomorrow))?.code == .datesOutOfOrder)
    }

    @Test func `who received confirms it, once, and of others' nobody learns`() {
        var builder = RoundStage.agreed.builder()
        builder.given(
            .registerHandover(
                dossier: 1,
                handover: InitiativeSample.handover(
                    "OVD-18", to: .welfare, receiver: DemoCast.outsider, on: builder.today)),
            by: editor)
        expectRefused(
            .unknownHandover, confirming(2, on: builder.today), by: team, in: builder)
        expectRefused(
            .unknownHandover, confirming(1, on: builder.today), by: outsider, in: builder)
        expectRefused(
            .unknownHandover, confirming(3, on: builder.today), by: team, in: builder)
        expectRefused(
            .datesOutOfOrder, confirming(1, on: builder.today.advanced(byDays: 1)), by: team,
            in: builder)
        func shown(_ viewer: RoundViewer) -> [Int] {
            guard case .handovers(let part)? = builder.round.part(.handovers(1), for: viewer)
            else { return [] }
            return part.map(\.number)
        }
        #expect(shown(.neighbourhoodTeam) == [1])
        #expect(shown(.applicant(DemoCast.outsider)) == [2])
        #expect(shown(.applicant(DemoCast.disability)) == [1, 2])
        #expect(shown(.budgetHolder) == [] && shown(.council) == [])
        builder.given(confirming(2, on: builder.today), by: outsider)
        builder.given(confirming(1, on: builder.today), by: team)
        expectRefused(.alreadyExists, confirming(1, on: builder.today), by: team, in: builder)
        expectSound(builder, "confirmed", from: builder.log.count - 4)
    }

    @Test(
        arguments: [
            (WarmHandover.Form.threeWayTalk, 30, true), (.threeWayTalk, 31, false),
            (.jointVisit, 0, true), (.jointCall, 30, true), (.fileTransfer, 1, false),
            (.threeWayTalk, nil, false),
        ] as [(WarmHandover.Form, Int?, Bool)])
    func `it is warm together, confirmed, and with a first contact within 30 days`(
        form: WarmHandover.Form, days: Int?, isWarm: Bool
    ) throws {
        var builder = RoundStage.agreed.builder()
        let end = builder.today
        builder.given(
            .registerHandover(
                dossier: 1, handover: InitiativeSample.handover("OVD-9", form: form, on: end)),
            by: editor)
        builder.now = amsterdam("2026-12-31T10:00:00").instant
        #expect(builder.round.initiative(1)?.handovers[1].isWarm == false)
        builder.given(
            confirming(2, on: builder.today, contact: days.map(end.advanced(byDays:))), by: team)
        #expect(builder.round.initiative(1)?.handovers[1].isWarm == isWarm)
    }

    @Test func `without consent it is neither warm nor cold, and there is nothing to confirm`() {
        var builder = RoundStage.agreed.builder()
        builder.given(
            .registerHandover(
                dossier: 1,
                handover: InitiativeSample.handover("OVD-9", on: builder.today, consent: false)),
            by: editor)
        #expect(builder.round.initiative(1)?.handovers[1].isWarm == nil)
        expectRefused(.wrongState, confirming(2, on: builder.today), by: team, in: builder)
    }
}
