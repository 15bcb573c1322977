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

    /// The newest proposal of terms.
    func agreement(of dossier: DossierNumber) -> (version: Int, fingerprint: Digest)? {
        guard let newest = part("initiative/\(dossier)")?["agreements"]?.elements?.last,
            let version = newest["version"]?.integer,
            let content = newest["fingerprint"]?.text.flatMap(Digest.init(hexadecimal:))
        else { return nil }
        return (version, content)
    }

    /// The report on a period, as far as it is.
    func report(
        _ period: Int, of dossier: DossierNumber
    ) -> (state: String, fingerprint: Digest)? {
        let reports = part("initiative/\(dossier)")?["reports"]?.elements ?? []
        guard let report = reports.first(where: { $0["period"]?.integer == period })?["report"],
            let state = report["state"]?.text,
            let content = report["fingerprint"]?.text.flatMap(Digest.init(hexadecimal:))
        else { return nil }
        return (state, content)
    }

    /// The motivations on a dossier that nobody has read as second yet.
    func motivations(of dossier: DossierNumber) -> [String: String] {
        let all = body(dossier)?["motivations"]?.fields ?? [:]
        return all.filter { $0.value["reading"] == nil }.compactMapValues { $0["text"]?.text }
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

    /// The newest ballot on each subject of a dossier whose adopted result has lapsed, in order.
    func lapsedBallots(of dossier: DossierNumber) -> [BallotName] {
        let own = ballots.filter { $0["dossier"]?.integer == dossier }
        let newest = Dictionary(grouping: own) { $0["subject"]?.text ?? "" }.compactMap { _, same in
            same.compactMap { ballot in
                ballot["ballot"]?.text.flatMap(BallotName.init).map { ($0, ballot) }
            }.max { $0.0 < $1.0 }
        }
        return newest.filter { $0.1["state"]?.text == "revealed" }.map(\.0).sorted()
    }

    /// The open tie-break on that dossier.
    func openTieBreak(on dossier: DossierNumber) -> BallotName? {
        ballots.first {
            $0["subject"]?.text == BallotSubject.tieBreak.rawValue
                && $0["dossier"]?.integer == dossier && $0["state"]?.text == "open"
        }?["ballot"]?.text.flatMap(BallotName.init)
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
