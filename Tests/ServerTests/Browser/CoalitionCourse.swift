import Domain
import Server
import Support
import Testing

/// Organisations at work on one dossier, each by a browser of its own.
struct CoalitionCourse {
    /// A societal effect of the sample rules.
    let effect = RuleSample().effects[0].code
    private let visitors: [OrganisationID: PageVisitor]
    private let lead: OrganisationID

    init(lead: OrganisationID, guests: [OrganisationID], at server: RunningServer) async throws {
        var visitors: [OrganisationID: PageVisitor] = [:]
        for organisation in [lead] + guests {
            visitors[organisation] = try await PageVisitor.signedIn(
                DemoCast.signatory(of: organisation), at: server)
        }
        self.visitors = visitors
        self.lead = lead
    }

    /// One line of costs as it is typed, and one that was left empty.
    static func costs(_ description: String) -> [String: String] {
        [
            "lines.0.description:optional": description, "lines.0.total:euros": "50.000",
            "lines.0.own:euros": "10.000", "lines.0.other:euros": "0",
            "lines.0.requested:euros": "40.000", "lines.0.minimum:euros": "30.000",
            "lines.1.description:optional": "", "lines.1.total:euros": "",
        ]
    }

    func visitor(of organisation: OrganisationID) throws -> PageVisitor {
        try #require(visitors[organisation])
    }

    /// Starts a dossier; its address.
    func start(_ title: String) async throws -> String {
        let round = "/rounds/\(DemoCast.round)"
        let started = try await post("start", at: round, by: lead, ["title": title])
        #expect(started.status == 303)
        let page = try await look(round, by: lead)
        let pattern = #/<a href="([^"]*)">Kansendossier “([^”]*)”/#
        let found = page.matches(of: pattern).first { $0.2 == title }
        let address = String(try #require(found).1)
        // Who starts a dossier comes into it.
        #expect(started.headers["location"] == address + "?saved=start&act=startDossier#start")
        return address
    }

    func look(_ address: String, by organisation: OrganisationID) async throws -> String {
        try await visitor(of: organisation).get(address).body
    }

    func post(
        _ form: String, at address: String, by organisation: OrganisationID,
        _ typed: [String: String] = [:]
    ) async throws -> WebAnswer {
        var visitor = try visitor(of: organisation)
        let hidden = PageVisitor.hidden(of: form, in: try await visitor.get(address))
        return try await visitor.post(address, hidden.merging(typed) { own, _ in own })
    }

    /// Sends a form that is looked at once more before it is done.
    func confirm(
        _ form: String, at address: String, by organisation: OrganisationID,
        _ typed: [String: String] = [:]
    ) async throws {
        let look = try await post(form, at: address, by: organisation, typed)
        #expect(look.status == 200 && look.body.contains("Controleer en bevestig"))
        var visitor = try visitor(of: organisation)
        let confirmed = PageVisitor.hidden(to: address, in: look)
        let answer = try await visitor.post(address, confirmed)
        #expect(answer.status == 303, "\(form) by \(organisation): \(answer.body)")
    }

    /// Sends a form that is to be done.
    func send(
        _ form: String, at address: String, by organisation: OrganisationID,
        _ typed: [String: String] = [:]
    ) async throws {
        let answer = try await post(form, at: address, by: organisation, typed)
        #expect(answer.status == 303, "\(form) by \(organisation): \(answer.body)")
    }
}
