import Domain
import Support
import Testing

/// What the register of regular services says while a coalition writes and while the committee votes.
struct HintTests {
    private let lead = DemoCast.editor(of: DemoCast.mental)
    private let alike = "Wij gaan beeldbellen: begeleiding op afstand voor wie dat wil."

    private func service(_ id: String, _ title: String, since: String) -> RegularService {
        decodedText(
            RegularService.self,
            """
            {"id":"\(id)","title":"\(title)","description":"Samen koken in de wijk.",\
            "regularSince":"\(since)","source":"Inkoopdocument 2025"}
            """)
    }

    /// An open round, published when the register had a valid entry and one of a later date; a
    /// third came after.
    private func opened() -> RoundBuilder {
        var builder = RoundBuilder()
        builder.change(
            .regularServiceAdded(service: service("later", "Buurtkeuken", since: "2026-06-01")))
        builder.open()
        builder.change(
            .regularServiceAdded(service: service("na", "Buurtkeuken", since: "2020-01-01")))
        return builder
    }

    private func hints(
        _ builder: RoundBuilder, _ viewer: RoundViewer = .applicant(DemoCast.mental)
    ) -> [String]? {
        guard case .dossier(let part) = builder.round.part(.dossier(1), for: viewer) else {
            return nil
        }
        return part.body?.hints.map(\.service.rawValue)
    }

    private func write(_ text: String, _ builder: inout RoundBuilder) {
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .renewal, text: text), by: lead)
    }

    @Test func `who writes sees at once what it looks like, from the first title on`() {
        var builder = opened()
        builder.given(
            .startDossier(title: "Beeldbellen, begeleiding op afstand"), by: lead)
        #expect(hints(builder) == ["beeldbellen"])
        builder.given(
            .changeTitle(dossier: 1, version: builder.version(1), title: "Anders"), by: lead)
        #expect(hints(builder) == [])
        write(alike, &builder)
        #expect(hints(builder) == ["beeldbellen"])
        write("Iets nieuws.", &builder)
        #expect(hints(builder) == [])
        expectSound(builder, "hints")
    }

    @Test func `only entries that were valid at publication are hinted at`() {
        var builder = opened()
        builder.given(.startDossier(title: "Buurtkeuken"), by: lead)
        write("De buurtkeuken: samen koken in de wijk.", &builder)
        #expect(hints(builder) == [])
        #expect(builder.round.register.map(\.id.rawValue) == ["beeldbellen"])
        // A correction of the rules isn't another publication.
        builder.given(.changeRules(rules: builder.rules.rules), by: DemoCast.coordinator)
        write("De buurtkeuken: samen koken in onze wijk.", &builder)
        #expect(hints(builder) == [])
    }

    @Test func `whoever votes on it sees the hints of what was submitted, a hint and no vote`() {
        var builder = opened()
        builder.draft()
        write(alike, &builder)
        builder.submit(1)
        builder.admitAll()
        builder.openSitting()
        builder.takeUp(1)
        builder.openBallot(.notRegular)
        for viewer in [RoundViewer.member(DemoCast.memberOne), .secretary, .auditor] {
            #expect(hints(builder, viewer) == ["beeldbellen"], "\(viewer)")
        }
        for viewer in [
            RoundViewer.member(DemoCast.conflicted), .member(DemoCast.undeclared), .observer,
            .projector, .council, .applicant(DemoCast.home),
        ] {
            #expect(hints(builder, viewer) == nil, "\(viewer)")
        }
        for person in DemoCast.voters { builder.vote(.meets, by: person) }
        builder.reveal()
        builder.adopt()
        #expect(builder.round.dossier(1)?.gate == [.notRegular: .meets])
    }

    @Test
    func `a supplement shows its hints to the writers alone, and an expired one restores them`() {
        var builder = opened()
        builder.draft()
        write(alike, &builder)
        builder.submit(1)
        builder.close()
        builder.declareAll()
        builder.given(.startScreening, by: DemoCast.coordinator)
        builder.given(
            .requestSupplement(
                dossier: 1, version: builder.submittedVersion(1), questions: "Wat is nieuw?",
                sections: [.renewal]), by: DemoCast.coordinator)
        write("Iets nieuws.", &builder)
        #expect(hints(builder) == [])
        #expect(hints(builder, .secretary) == ["beeldbellen"])
        builder.pass(to: builder.round.dossier(1)?.supplement?.due ?? builder.now)
        #expect(builder.round.dossier(1)?.state == .submitted)
        #expect(hints(builder) == ["beeldbellen"])
        expectSound(builder, "restored", from: builder.log.count - 3)
    }

    @Test func `a reopened dossier that isn't submitted again has the hints of what counts`() {
        var builder = opened()
        builder.draft()
        builder.submit(1)
        builder.given(.reopenDossier(dossier: 1, version: builder.version(1)), by: lead)
        write(alike, &builder)
        #expect(hints(builder) == ["beeldbellen"])
        builder.close()
        #expect(hints(builder) == [])
        #expect(hints(builder, .secretary) == [])
    }
}
