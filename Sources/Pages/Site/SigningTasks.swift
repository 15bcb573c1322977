internal import Domain

/// What signing and submitting ask of a coalition before the round closes: who hasn't signed signs,
/// and the lead submits once everybody has.
enum SigningTasks {
    /// What the start page asks of who may sign or submit.
    static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let summary = round.summary, [.published, .open].contains(summary.phase),
            visit.now.instant < summary.closesAt.instant
        else { return [] }
        return OwnDossier.all(in: round).flatMap { organisation, dossier -> [PageTask] in
            guard dossier.state == .signing, let body = dossier.body,
                let role = visit.visitor?.memberships[organisation], role.mayEdit,
                let partner = body.partners.first(where: { $0.organisation.id == organisation }),
                partner.standing == .accepted
            else { return [] }
            let all = asked(
                of: partner, as: role, body, isOpen: !summary.isYetToOpen, visit.language)
            return all.map { before, after, note in
                PageTask(
                    "\(before) “\(dossier.title)”\(after)",
                    to: SigningPage.address(summary.round, dossier.dossier),
                    note: note + body.countedMeanwhile(dossier.state, visit.language)
                        + summary.term(visit))
            }
        }
    }

    /// What stands before and after the title, and what is added to the term.
    private static func asked(
        of partner: Partner, as role: OrganisationRole, _ body: DossierPart.Body, isOpen: Bool,
        _ language: Language
    ) -> [(before: String, after: String, note: String)] {
        let own = partner.organisation.id
        let others = body.unsigned.map(\.organisation).filter { $0.id != own }
        var asked: [(before: String, after: String, note: String)] = []
        if body.unsigned.contains(where: { $0.organisation.id == own }) {
            let word: SigningTaskWords = role == .signatory ? .sign : .haveSigned
            asked.append((word(language), "", ""))
        }
        guard partner.isLead else { return asked }
        if !others.isEmpty {
            let names = others.map(\.name).joined(separator: ", ")
            asked.append(
                (
                    SigningTaskWords.remind(language), SigningTaskWords.toSign(language),
                    "\(SigningTaskWords.unsigned(language)) \(names). "
                ))
        } else if asked.isEmpty {
            let when: SigningTaskWords = isOpen ? .in : .inOnceOpen
            asked.append((SigningTaskWords.submit(language), when(language), ""))
        }
        return asked
    }
}

/// The words of what signing and submitting ask.
enum SigningTaskWords: String, Words {
    case sign, haveSigned, remind, toSign, unsigned, submit, `in`, inOnceOpen

    var phrase: Phrase {
        switch self {
        case .sign: Phrase("Onderteken", "Sign")
        case .haveSigned:
            Phrase(
                "Laat uw bevoegde collega ondertekenen:", "Have your colleague who may, sign")
        case .remind: Phrase("Vraag uw partners om", "Ask your partners about")
        case .toSign: Phrase(" te ondertekenen", ", to sign it")
        case .unsigned: Phrase("Nog niet ondertekend door:", "Not signed yet by:")
        case .submit: Phrase("Dien", "Submit")
        case .in: Phrase(" in", ", signed by everybody")
        case .inOnceOpen:
            Phrase(" in zodra de ronde open is", ", signed by everybody, once the round is open")
        }
    }
}
