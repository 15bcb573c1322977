import Domain
import Pages
import Support
import Testing

/// The pages from screening to letters, each in its main states.
@Suite struct `Pages from screening to letters` {
    private struct Shown: Sendable, CustomTestStringConvertible {
        let name: String
        let page: any Page.Type
        var stage = RoundStage.ranked
        let person: PersonID
        var names: [String] = []
        var language = Language.dutch
        var query: [String: String] = [:]
        var attempt: Attempt?
        /// Where it isn't at a stage.
        var builder: RoundBuilder?

        var testDescription: String { "\(name)-\(language.rawValue)" }
    }

    private static let lead = DemoCast.signatory(of: DemoCast.mental)

    /// A supplement was asked and has come, with another text about the risks.
    private static let supplemented = {
        var builder = RoundStage.supplement.builder()
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks,
                text: "De huur staat vast."),
            by: DemoCast.editor(of: DemoCast.mental))
        builder.sign(1)
        builder.given(builder.submitting(1), by: DemoCast.editor(of: DemoCast.mental))
        return builder
    }()

    private static let shown = screening + ranking + decisions

    private static let unconfirmed = Attempt(
        form: "adopt", typed: [:],
        refusal: PageRefusal(
            code: "boundaryNotConfirmed", sentence: Phrase("Bevestig.", "Confirm."),
            subject: "1, 2"))

    private static let ranking: [Shown] = [
        Shown(
            name: "ranking-adopting", page: RankingPage.self, person: DemoCast.chair,
            attempt: unconfirmed, builder: .boundary()),
        Shown(
            name: "ranking-waiting", page: RankingPage.self, stage: .scoresOpen,
            person: DemoCast.secretary),
        Shown(
            name: "ranking", page: RankingPage.self, person: DemoCast.coordinator,
            builder: .boundaryRanked()),
        Shown(
            name: "ranking", page: RankingPage.self, person: DemoCast.decisionMaker,
            language: .english, builder: .boundaryRanked()),
        Shown(
            name: "allocation", page: AllocationPage.self, person: DemoCast.coordinator,
            builder: .boundaryRanked()),
        Shown(
            name: "allocation", page: AllocationPage.self, person: DemoCast.decisionMaker,
            language: .english),
        Shown(
            name: "allocation-what-if", page: AllocationPage.self, person: DemoCast.memberOne,
            query: ["pot": "75.000"]),
        Shown(
            name: "allocation-wrong", page: AllocationPage.self, person: DemoCast.decisionMaker,
            query: ["pot": "veel"]),
        Shown(
            name: "allocation-asked", page: AllocationPage.self, stage: .overrideAsked,
            person: DemoCast.coordinator),
        Shown(
            name: "allocation-advising", page: AllocationPage.self, stage: .assessed,
            person: DemoCast.chair),
    ]

    private static let decisions: [Shown] = [
        Shown(name: "decisions-missing", page: DecisionsPage.self, person: DemoCast.decisionMaker),
        Shown(
            name: "decisions", page: DecisionsPage.self, stage: .intended,
            person: DemoCast.decisionMaker),
        Shown(
            name: "decisions", page: DecisionsPage.self, stage: .offerMade,
            person: DemoCast.coordinator, language: .english),
        Shown(
            name: "decision", page: DecisionPage.self, person: DemoCast.decisionMaker,
            names: ["1"]),
        Shown(
            name: "decision", page: DecisionPage.self, stage: .intended,
            person: DemoCast.coordinator, names: ["1"], language: .english),
        Shown(
            name: "motivations", page: MotivationsPage.self, person: DemoCast.secretary,
            names: ["1"]),
        Shown(
            name: "motivations-read", page: MotivationsPage.self, stage: .intended,
            person: DemoCast.coordinator, names: ["1"], language: .english),
        Shown(
            name: "letters", page: LettersPage.self, stage: .decided,
            person: DemoCast.coordinator),
        Shown(
            name: "letters-none", page: LettersPage.self, person: DemoCast.coordinator,
            language: .english),
        Shown(
            name: "letter", page: LetterPage.self, stage: .decided, person: lead,
            names: ["1", DemoCast.mental.rawValue, "1"]),
        Shown(
            name: "result-waiting", page: ResultPage.self, person: lead, names: ["1"]),
        Shown(
            name: "result", page: ResultPage.self, stage: .decided, person: lead, names: ["1"]),
        Shown(
            name: "result", page: ResultPage.self, stage: .offerMade, person: lead, names: ["1"],
            language: .english),
    ]

    private static let screening: [Shown] = [
        Shown(
            name: "screening-closed", page: ScreeningPage.self, stage: .closed,
            person: DemoCast.coordinator),
        Shown(
            name: "screening", page: ScreeningPage.self, stage: .supplement,
            person: DemoCast.coordinator),
        Shown(
            name: "screening", page: ScreeningPage.self, stage: .supplement,
            person: DemoCast.secretary, language: .english),
        Shown(
            name: "screening-none", page: ScreeningPage.self, stage: .published,
            person: DemoCast.coordinator),
        Shown(
            name: "screened", page: ScreenedDossierPage.self, stage: .screening,
            person: DemoCast.coordinator, names: ["1"]),
        Shown(
            name: "screened", page: ScreenedDossierPage.self, stage: .supplement,
            person: DemoCast.secretary, names: ["1"], language: .english),
        Shown(
            name: "screened-answered", page: ScreenedDossierPage.self,
            person: DemoCast.coordinator, names: ["1"], builder: supplemented),
        Shown(
            name: "dossier-supplement", page: DossierPage.self, stage: .supplement,
            person: lead, names: ["1"]),
        Shown(
            name: "signing-supplement", page: SigningPage.self, stage: .supplement,
            person: lead, names: ["1"]),
        Shown(
            name: "signing-offer", page: SigningPage.self, stage: .offerFitted, person: lead,
            names: ["1"]),
        Shown(
            name: "costs-offer", page: CostsPage.self, stage: .offerMade, person: lead,
            names: ["1"], language: .english),
    ]

    @Test(arguments: shown)
    private func `are as they were looked at`(shown: Shown) throws {
        let (visit, content) = try Self.content(shown)
        let html = PageSample.frame.html(of: try #require(content), for: visit)
        let difference = try PinnedFile("page-\(shown.testDescription).html")
            .difference(from: html)
        #expect(difference == nil)
    }

    private static func content(_ shown: Shown) throws -> (Visit, PageContent?) {
        let places = shown.page.path.split(separator: "/").filter { $0.hasPrefix("{") }
            .map { String($0.dropFirst().dropLast()) }
        let values = [DemoCast.round.rawValue] + shown.names
        let names = Dictionary(uniqueKeysWithValues: zip(places, values))
        let address = shown.page.path.split(separator: "/").map { part in
            part.hasPrefix("{") ? names[String(part.dropFirst().dropLast())] ?? "" : String(part)
        }
        let visit = try PageSample.visit(
            shown.builder ?? shown.stage.builder(), by: shown.person, shown.language, names: names,
            address: "/" + address.joined(separator: "/"), query: shown.query,
            attempt: shown.attempt)
        return (visit, shown.page.content(of: visit))
    }

    @Test(arguments: [DemoCast.editor(of: DemoCast.mental), DemoCast.memberOne, DemoCast.nobody])
    func `of the screening are theirs alone who guard the process`(person: PersonID) throws {
        for page in [ScreeningPage.self, ScreenedDossierPage.self] as [any Page.Type] {
            let shown = Shown(
                name: "", page: page, stage: .screening, person: person, names: ["1"])
            #expect(try Self.content(shown).1 == nil)
        }
    }

    @Test(arguments: [
        DemoCast.editor(of: DemoCast.mental), DemoCast.conflicted, DemoCast.budgetHolder,
        DemoCast.nobody,
    ])
    func `of ranking and money are nobody's who may not see the order`(person: PersonID) throws {
        for page in [RankingPage.self, AllocationPage.self] as [any Page.Type] {
            let shown = Shown(name: "", page: page, person: person, query: ["pot": "75.000"])
            #expect(try Self.content(shown).1 == nil)
        }
    }

    @Test func `of decisions are theirs alone who make them, and letters theirs they are to`()
        throws
    {
        let other = DemoCast.signatory(of: DemoCast.home)
        for person in [Self.lead, DemoCast.memberOne, DemoCast.secretary, DemoCast.nobody] {
            for page in [DecisionsPage.self, DecisionPage.self] as [any Page.Type] {
                let shown = Shown(
                    name: "", page: page, stage: .intended, person: person, names: ["1"])
                #expect(try Self.content(shown).1 == nil)
            }
        }
        for person in [other, DemoCast.memberOne, DemoCast.councilMember] {
            let shown = Shown(
                name: "", page: LetterPage.self, stage: .decided, person: person,
                names: ["1", DemoCast.mental.rawValue, "1"])
            #expect(try Self.content(shown).1 == nil)
        }
    }
}
