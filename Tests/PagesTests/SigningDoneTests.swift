import Domain
import Pages
import Support
import Testing

/// What the page of signing says was done, while that is so.
@Suite struct `A signature that was just given` {
    private static let lead = DemoCast.signatory(of: DemoCast.mental)
    private static let said = "U hebt ondertekend."

    private static func html(_ builder: RoundBuilder) throws -> String {
        let visit = try PageSample.visit(
            builder, by: lead, names: ["round": DemoCast.round.rawValue, "dossier": "1"],
            address: SigningPage.address(DemoCast.round, 1),
            query: ["saved": "sign", "act": "signDossier"])
        let content = SigningPage.content(of: visit)
        return PageSample.frame.html(of: try #require(content), for: visit)
    }

    private static func state(_ html: String) throws -> String {
        let match = html.firstMatch(of: #/data-live="done" data-live-state="([^"]*)"/#)
        return String(try #require(match).1)
    }

    @Test func `is told until somebody declines, which takes it away`() throws {
        var builder = RoundStage.signing.builder()
        builder.sign(1, by: [DemoCast.mental])
        let before = try Self.html(builder)
        #expect(before.contains(Self.said))
        builder.given(
            .declineToSign(
                dossier: 1, version: builder.version(1),
                reasons: "De kosten van het huis zijn hoger dan wij afspraken.",
                sections: [.costs]),
            by: DemoCast.signatory(of: DemoCast.disability))
        let after = try Self.html(builder)
        #expect(!after.contains(Self.said))
        #expect(try Self.state(before) != Self.state(after))
    }
}
