internal import Domain

extension TableValues {
    /// The row of a list of starts and stops as a message of its own, which goes the way of all
    /// messages.
    func document(
        receivedOn: CivilDate, _ pseudonymiser: Pseudonymiser
    ) throws(TableFault) -> ReceivedDocument {
        guard let client, let standard = self["Standaard"], let kind = self["Soort"],
            let sender = self["Afzender"].flatMap({ ProviderCode($0) }),
            let identification = self["Identificatie"], let dated = date("Dagtekening")
        else { preconditionFailure("a row without faults has what it must have") }
        let domain: CareDomain = standard == "iwmo" ? .wmo : .youth
        let notice = try notice(kind == "stop", domain, client.current, pseudonymiser)
        let content = pseudonymiser.content(said)
        let message = CareMessage(
            kind: kind == "stop" ? .stop : .start, domain: domain, release: .v3_2,
            sender: sender, municipality: pseudonymiser.municipality,
            identification: identification, dated: dated, contentMark: content,
            receivedOn: receivedOn, notices: [notice])
        return ReceivedDocument(
            content: .care(message, refused: []), contentMark: content, client: client)
    }

    private func notice(
        _ isStop: Bool, _ domain: CareDomain, _ client: Pseudonym, _ pseudonymiser: Pseudonymiser
    ) throws(TableFault) -> CareNotice {
        guard let begin = date("Begindatum"),
            let status = self["StatusAanlevering"].flatMap({ UInt8($0) })
                .flatMap({ CareNotice.Status(rawValue: $0) })
        else { preconditionFailure("a row without faults has what it must have") }
        var act = CareNotice.Act.start
        if isStop {
            guard
                let reason = self["RedenBeeindiging"].flatMap({
                    EndReason(domain: domain, code: $0)
                })
            else { throw fault("RedenBeeindiging", "isn't in the list of its standard") }
            guard let end = date("Einddatum") else { throw fault("Einddatum", "is empty") }
            act = .stop(reason: reason, end: end)
        } else if self["RedenBeeindiging"] != nil || self["Einddatum"] != nil {
            throw fault("Einddatum", "or RedenBeeindiging stands at a start")
        }
        if let text = self["Categorie"], !MessageParts.categories(in: domain).contains(text) {
            throw fault("Categorie", "isn't in the list of its standard")
        }
        let category = self["Categorie"].flatMap { ProductCategory($0) }
        let code = self["Code"].flatMap { ProductCode($0) }
        guard category != nil || code == nil else {
            throw fault("Code", "stands without Categorie")
        }
        return CareNotice(
            act, status: status, pseudonym: client,
            allocation: self["ToewijzingNummer"].flatMap { Int($0) }.map {
                pseudonymiser.allocation($0)
            }, category: category, code: code,
            allocationStart: date("ToewijzingIngangsdatum"), begin: begin)
    }

    /// What the row says; whom it is about by a mark that a rotation doesn't change, so that a copy
    /// is known afterwards too.
    private var said: SecretBytes {
        SecretBytes(
            copying: Array(
                ([lastingMark?.description ?? ""] + values).joined(separator: "\u{1}").utf8))
    }

    private func date(_ name: String) -> CivilDate? { self[name].flatMap { CivilDate($0) } }

    private func fault(_ column: String, _ reason: String) -> TableFault {
        TableFault(line: line, column: column, reason: reason)
    }
}
