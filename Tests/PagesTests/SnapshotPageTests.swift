import Domain
import Pages
import Support
import Testing

@Suite struct `The pages of the council and the public` {
    /// A round of which the council got a snapshot and its correction.
    private static var shown: RoundBuilder {
        var builder = RoundStage.reportAdopted.builder()
        let manager = DemoCast.relationshipManager
        for result in [InitiativeSample.result()] {
            builder.given(.recordResult(dossier: 1, result: result), by: manager)
        }
        builder.given(builder.snapshot(), by: manager)
        builder.given(
            builder.snapshot(reasons: "Er was een cijfer verwisseld.", text: "Buren helpen."),
            by: manager)
        return builder
    }

    private static func html(
        _ page: any Page.Type, _ builder: RoundBuilder, by person: PersonID, _ language: Language,
        _ names: [String: String] = [:], attempt: Attempt? = nil
    ) throws -> String {
        let visit = try PageSample.visit(
            builder, by: person, language,
            names: ["round": DemoCast.round.rawValue].merging(names) { $1 },
            address: page.address(DemoCast.round, names["snapshot"] ?? ""), attempt: attempt)
        let content = page.content(of: visit)
        return PageSample.frame.html(of: try #require(content), for: visit)
    }

    private static func published(_ language: Language) throws -> (Visit, PublicRound?) {
        let visit = Visit(
            language: language, visitor: nil, address: PublicPage.path,
            now: AmsterdamTime(shown.now), formToken: "", newKey: { "key" })
        return (visit, shown.round.publicRound)
    }

    @Test(arguments: Language.allCases)
    func `are as they were looked at`(language: Language) throws {
        let council = DemoCast.councilMember
        let (visit, round) = try Self.published(language)
        let overview = PublicPage.content(of: [try #require(round)], for: visit)
        let pages = [
            ("start", try Self.html(StartPage.self, Self.shown, by: council, language)),
            ("list", try Self.html(SnapshotsPage.self, Self.shown, by: council, language)),
            (
                "one",
                try Self.html(
                    SnapshotPage.self, Self.shown, by: council, language, ["snapshot": "2"])
            ),
            (
                "take",
                try Self.html(
                    SnapshotsPage.self, Self.shown, by: DemoCast.relationshipManager, language)
            ),
            ("public", PageSample.frame.html(of: overview, for: visit)),
        ]
        for (name, html) in pages {
            let difference = try PinnedFile("page-council-\(name)-\(language.rawValue).html")
                .difference(from: html)
            #expect(difference == nil)
        }
    }

    @Test func `show everybody what was made known, and before that not even the round`() throws {
        #expect(RoundStage.absent.builder().round.publicRound == nil)
        for stage in [RoundStage.draft, .open, .assessed, .intended] {
            #expect(stage.builder().round.publicRound == nil, "\(stage)")
        }
        let decided = try #require(RoundStage.decided.builder().round.publicRound)
        #expect(decided.grants.map(\.dossier) == [1, 2] && decided.snapshots.isEmpty)
        #expect(Self.shown.round.publicRound?.snapshots.map(\.number) == [1, 2])
    }

    @Test func `offer no quarter before anything was granted, and say which is the first`() throws {
        var builder = RoundStage.decided.builder()
        let manager = DemoCast.relationshipManager
        let today = builder.today
        let quarter = "\((today.month - 1) / 3 + 1)e kwartaal \(today.year)"
        let first = "De eerste momentopname gaat over \(quarter). U kunt die maken zodra dat "
        let before = try Self.html(SnapshotsPage.self, builder, by: manager, .dutch)
        #expect(before.contains(first) && !before.contains("id=\"snapshot\""))
        let council = try Self.html(
            SnapshotsPage.self, builder, by: DemoCast.councilMember, .dutch)
        #expect(!council.contains(first))
        builder.pass(to: "\(today.advanced(byDays: 92))T12:00:00")
        let over = try Self.html(SnapshotsPage.self, builder, by: manager, .dutch)
        #expect(over.contains("Een momentopname maken over \(quarter)"))
        #expect(!over.contains(first) && !over.contains("Een ander kwartaal:"))
    }

    @Test func `name a quarter that is over, and what was typed is kept`() throws {
        let refused = Attempt(
            form: "snapshot",
            typed: [
                "quarter.year:integer": "2026", "quarter.quarter:integer": "1",
                "reasons:optional": "Kort",
            ],
            refusal: PageRefusal(
                code: RefusalCode.reasonsMissing.rawValue,
                sentence: Phrase("Te kort bij “reasons”.", "Too short at “reasons”."),
                subject: "reasons"))
        let html = try Self.html(
            SnapshotsPage.self, Self.shown, by: DemoCast.relationshipManager, .dutch,
            attempt: refused)
        #expect(html.contains("Een momentopname maken over 1e kwartaal 2026"))
        #expect(html.contains("Kort</textarea>") && !html.contains("“reasons”"))
        #expect(html.contains("Schrijf uw reden op in minstens 20 tekens.</p>"))
    }
}
