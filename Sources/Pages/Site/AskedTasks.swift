internal import Domain

/// What the start page asks of a coalition after its submission: of the lead to answer, and of
/// another partner to sign, until it has.
enum AskedTasks {
    /// What the start page asks of who may answer.
    static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let id = round.summary?.round else { return [] }
        return OwnDossier.all(in: round).compactMap { organisation, dossier in
            guard let role = visit.visitor?.memberships[organisation], role.mayEdit,
                let body = dossier.body,
                let partner = body.partners.first(where: { $0.organisation.id == organisation }),
                partner.standing == .accepted,
                partner.isLead || body.unsigned.contains(partner),
                let note = Self.note(dossier, body, isLead: partner.isLead, visit)
            else { return nil }
            let what = Self.what(dossier, isLead: partner.isLead, as: role, visit.language)
            return PageTask(
                "\(what) “\(dossier.title)”", to: SigningPage.address(id, dossier.dossier),
                note: note)
        }
    }

    private static func what(
        _ dossier: DossierPart, isLead: Bool, as role: OrganisationRole, _ language: Language
    ) -> String {
        if dossier.state == .offeredInPart {
            let word: AskedWords = isLead ? .offerTask : .offerSignature
            return word(language)
        }
        guard isLead else {
            let word: SigningTaskWords = role == .signatory ? .sign : .haveSigned
            return word(language)
        }
        return dossier.leaving == nil
            ? AskedWords.supplementTask(language) : LeavingWords.task(language)
    }

    /// Why, and until when; nil once it is too late, or when nothing is asked.
    private static func note(
        _ dossier: DossierPart, _ body: DossierPart.Body, isLead: Bool, _ visit: Visit
    ) -> String? {
        let due: Instant? =
            switch dossier.state {
            case .supplementRequested: body.supplement?.due
            case .offeredInPart: body.offer?.until
            default: nil
            }
        guard let due, visit.now.instant < due else { return nil }
        let language = visit.language
        let day = visit.written.lastDay(until: due)
        if let leaving = dossier.leaving {
            let name = leaving.left.map { body.name(of: $0) } ?? ""
            return "\(name) \(LeavingWords.gone(language)) \(LeavingWords.until(language)) "
                + "\(day). \(LeavingWords.otherwise(language))"
        }
        let isSupplement = dossier.state == .supplementRequested
        let why = isSupplement && !isLead ? "\(AskedWords.supplement(language)). " : ""
        return "\(why)\(AskedWords.until(language)) \(day)"
    }
}
