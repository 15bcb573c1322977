import Client
import Domain

/// What a player reads from a view: parts by name, and the few fields that the demo goes by.
struct DemoView: Sendable {
    /// A part, or a piece of one.
    typealias Value = JSON

    let state: ViewState

    func part(_ name: String) -> Value? { state[name] }

    func text(_ part: String, _ field: String) -> String? { state[part]?[field]?.text }

    func state(of dossier: DossierNumber) -> String? { text("dossier/\(dossier)", "state") }

    func version(of dossier: DossierNumber) -> Int? { body(dossier)?["version"]?.integer }

    func fingerprint(of dossier: DossierNumber) -> Digest? {
        body(dossier)?["fingerprint"]?.text.flatMap(Digest.init(hexadecimal:))
    }

    func signatures(of dossier: DossierNumber) -> [Value] {
        body(dossier)?["signatures"]?.elements ?? []
    }

    /// Whether the organisation has a part of its own in the content.
    func hasPart(of organisation: OrganisationID, in dossier: DossierNumber) -> Bool {
        let partners = body(dossier)?["content"]?["partners"]?.elements ?? []
        return partners.contains { $0["organisation"]?.text == organisation.rawValue }
    }

    /// The ballot on that subject that waits to be opened.
    func readyBallot(_ subject: BallotSubject, _ dossier: DossierNumber) -> BallotName? {
        ballots.first {
            $0["subject"]?.text == subject.rawValue && $0["dossier"]?.integer == dossier
                && $0["state"]?.text == "ready"
        }?["ballot"]?.text.flatMap(BallotName.init)
    }

    /// Whether that ballot is open for votes.
    func isOpen(_ ballot: BallotName) -> Bool {
        text("ballot/\(ballot)", "state") == "open"
    }

    private var ballots: [Value] {
        state.parts.filter { $0.key.hasPrefix("ballot/") }.map(\.value)
    }

    private func body(_ dossier: DossierNumber) -> Value? { part("dossier/\(dossier)")?["body"] }
}

extension JSON {
    /// The pot's size, of the part `pot`.
    var pot: Cents { Cents(self["pot"]?.integer ?? 0) }
}
