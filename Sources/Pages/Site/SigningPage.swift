internal import Domain

/// The last look at a dossier: what is missing, who signs, what has changed since, submitting, and
/// the receipt; below it everything as the committee will read it.
package enum SigningPage: Page {
    package static let path = "/rounds/{round}/dossiers/{dossier}/signing"

    package static func content(of visit: Visit) -> PageContent? {
        guard let own = OwnDossier(visit) else { return nil }
        let language = visit.language
        let isWritten = (own.dossier.state == .draft && !own.isTooLate) || own.supplement != nil
        let missing = isWritten ? own.gaps.map { gap(of: $0, own) } + unready(own) : []
        let forms = SigningForms(own, missing: missing.count)
        var values: [String: Any] = [
            "state": own.dossier.stateName(language), "isDraft": isWritten,
            "gaps": missing.map(\.values), "hasGaps": !missing.isEmpty,
            "missingText": missingText(own), "incomplete": incomplete(missing.count, language),
            "partners": signatures(own), "differences": differences(own),
            "hasSigned": own.body.difference != nil,
            "waits": own.isSigning && own.summary.isYetToOpen ? [own.summary.from(visit)] : [],
            "counts": own.body.countedMeanwhile(own.dossier.state, language),
            "isReopened": own.body.receipt != nil && isUnsubmitted(own),
            "sections": DossierText(own).sections(of: own.body.content),
            "receipts": own.body.receipt.map { [receipt($0, own)] } ?? [],
        ]
        for (name, form) in forms.all { values[name] = form.map { [$0.values] } ?? [] }
        values.merge(CostsPage.sums(own)) { own, _ in own }
        values.merge(SigningDone(own: own).values) { own, _ in own }
        return own.page(
            SigningWords.title(language), template: "signing",
            words: SigningWords.values(in: language), values: values,
            forms: forms.all.compactMap(\.1), at: Self.self)
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        AskedTasks.tasks(in: round, for: visit) + SigningTasks.tasks(in: round, for: visit)
    }

    /// What can be done once nothing is missing: a dossier that is submitted again is signed as it
    /// changes, and isn't offered for that.
    private static func missingText(_ own: OwnDossier) -> String {
        let word: SigningWords = own.supplement == nil ? .missingText : .missingAgain
        return word(own.visit.language)
    }

    /// What is said beside the form of who could sign what can't be submitted.
    private static func incomplete(_ missing: Int, _ language: Language) -> [[String: Any]] {
        guard missing > 0 else { return [] }
        return [
            PageLink(SigningWords.stillMissing(missing)[language], to: "#missing-title").values
        ]
    }

    /// What is missing, and where it is put right.
    private static func gap(of gap: Refusal, _ own: OwnDossier) -> PageLink {
        let language = own.visit.language
        let subject = gap.subject ?? ""
        let place =
            Section(rawValue: subject)?.phrase[language]
            ?? OrganisationID(rawValue: subject).map { subjectName($0, gap, own) } ?? subject
        let word: SigningWords =
            switch gap.code {
            case .textTooLong: .tooLong
            case .invitationPending: .pending
            default: .missing
            }
        let most =
            gap.code == .textTooLong
            ? gap.limit.map { ", \(SectionLength.most($0)[language])" } : nil
        return PageLink(
            "\(place): \(word(language))\(most ?? "")",
            to: DossierSteps.address(of: gap, own))
    }

    /// An organisation that hasn't answered, or the role of one that takes part.
    private static func subjectName(
        _ organisation: OrganisationID, _ gap: Refusal, _ own: OwnDossier
    ) -> String {
        let name = own.name(of: organisation)
        return gap.code == .invitationPending
            ? name : "\(SigningWords.roleOf(own.visit.language)) \(name)"
    }

    /// What is asked at submission beside the texts: another provider, and costs.
    private static func unready(_ own: OwnDossier) -> [PageLink] {
        let language = own.visit.language
        var links: [PageLink] = []
        if own.body.partners.count(where: { $0.standing == .accepted }) < 2 {
            links.append(
                PageLink(
                    SigningWords.alone(language),
                    to: DossierSteps.address(of: CoalitionPage.self, own)))
        }
        for partner in own.body.partners where partner.standing == .accepted {
            // As it is now, and not as it was when it was invited.
            let organisation = own.visit.directory.organisations.first {
                $0.id == partner.organisation.id
            }
            let needsContract = partner.isLead && own.view.rules?.leadContracted == true
            let word: SigningWords? =
                organisation?.verified == false
                ? .unverified
                : needsContract && organisation?.isContracted == false ? .uncontracted : nil
            guard let word else { continue }
            links.append(
                PageLink(
                    "\(partner.organisation.name): \(word(language))",
                    to: DossierSteps.address(of: CoalitionPage.self, own)))
        }
        if own.body.totals.requested <= .zero {
            links.append(
                PageLink(
                    SigningWords.noCosts(language),
                    to: DossierSteps.address(of: CostsPage.self, own)))
        }
        return links
    }

    private static func signatures(_ own: OwnDossier) -> [[String: Any]] {
        let language = own.visit.language
        let unsigned = unsigned(own)
        let refused = own.body.standingRefusals.filter { !own.isAnswered($0) }
            .map(\.organisation)
        return own.body.partners.filter { $0.standing == .accepted }.map { partner in
            let id = partner.organisation.id
            let word: SigningWords =
                refused.contains(id) ? .refused : unsigned.contains(id) ? .unsigned : .signed
            return ["name": partner.organisation.name, "signed": word(language)]
        }
    }

    /// Whether the coalition writes or signs on after its submission.
    private static func isUnsubmitted(_ own: OwnDossier) -> Bool {
        [.draft, .signing].contains(own.dossier.state)
    }

    /// Who hasn't signed what counts: what was submitted, and until then what is written.
    private static func unsigned(_ own: OwnDossier) -> [OrganisationID] {
        let changing: [DossierState] = [.draft, .signing, .supplementRequested, .offeredInPart]
        guard let receipt = own.body.receipt, !changing.contains(own.dossier.state) else {
            return own.body.unsigned.map(\.organisation.id)
        }
        let signed = own.body.signatures.filter { $0.version == receipt.version }
            .map(\.organisation)
        return own.body.partners.map(\.organisation.id).filter { !signed.contains($0) }
    }

    private static func differences(_ own: OwnDossier) -> [[String: Any]] {
        own.body.difference?.changes.map(DossierText(own).difference) ?? []
    }

    private static func receipt(
        _ receipt: DossierPart.Receipt, _ own: OwnDossier
    ) -> [String: Any] {
        [
            "number": receipt.number, "fingerprint": receipt.fingerprint.description,
            "version": receipt.version,
            "isRestored": own.dossier.state == .submitted && own.body.version > receipt.version,
            "at": own.visit.written.moment(AmsterdamTime(receipt.at)),
        ]
    }
}

/// What can be done with a dossier at the end, by who looks at it.
private struct SigningForms {
    let all: [(String, Form?)]

    /// `missing` is how many things the page lists as missing.
    init(_ own: OwnDossier, missing: Int) {
        let language = own.visit.language
        let content = [(name: "content", value: own.body.fingerprint.description)]
        let signs = own.isSigning && own.role == .signatory
        let answers = own.isLead && own.offer != nil && own.role == .signatory
        let submits =
            own.isSigning && own.isLead && own.offer == nil && !own.summary.isYetToOpen
        let offers = own.isLead && own.isWritable
        let reopens = own.isLead && own.mayEdit && own.isInTime && own.dossier.state == .submitted
        all = [
            ("offer", offers ? Self.offer(own, missing) : nil),
            ("sign", signs && !own.hasSigned ? own.form("sign", "signDossier", content) : nil),
            ("decline", signs ? Self.decline(own, language) : nil),
            ("submit", submits ? Self.submit(own, content, missing) : nil),
            ("accept", answers ? own.form("accept", "acceptOffer", content) : nil),
            ("refuse", answers ? Self.refuse(own, language) : nil),
            ("reopen", reopens ? own.form("reopen", "reopenDossier") : nil),
            ("withdraw", Self.mayWithdraw(own) ? Self.withdraw(own, language) : nil),
        ]
    }

    private static func offer(_ own: OwnDossier, _ missing: Int) -> Form {
        listing(own.form("offer", "offerForSigning"), own, missing)
    }

    private static func submit(
        _ own: OwnDossier, _ content: [(name: String, value: String)], _ missing: Int
    ) -> Form {
        let form = own.form("submit", "submitDossier", content)
        // What was offered for signing had no gaps, and the page lists none.
        return missing > 0 ? listing(form, own, missing) : form
    }

    /// The same with a link to the page's list of gaps where a refusal names the first of them.
    private static func listing(_ form: Form, _ own: OwnDossier, _ missing: Int) -> Form {
        var listing = form
        let sentence = SigningWords.stillMissing(missing)[own.visit.language]
        listing.list(
            PageLink(sentence, to: "#missing-title"),
            insteadOf: Set(own.gaps.map(\.code.rawValue)))
        return listing
    }

    private static func refuse(_ own: OwnDossier, _ language: Language) -> Form {
        own.form(
            "refuse", "declineOffer", asking: "reasons", SigningWords.refuseReasons(language),
            SigningWords.refuseHelp(language))
    }

    /// Until it is decided on, by who may sign for the lead (F3).
    private static func mayWithdraw(_ own: OwnDossier) -> Bool {
        own.isLead && own.role == .signatory && own.summary.phase < .decided
            && ![.withdrawn, .notConsidered].contains(own.dossier.state)
    }

    private static func withdraw(_ own: OwnDossier, _ language: Language) -> Form {
        own.form(
            "withdraw", "withdrawDossier", asking: "reasons",
            SigningWords.withdrawReasons(language), SigningWords.withdrawHelp(language))
    }

    private static func decline(_ own: OwnDossier, _ language: Language) -> Form {
        var form = own.form(
            "decline", "declineToSign", [("sections:list", "")],
            places: ["sections": "sections.0:optional"])
        let help: SigningWords = own.dossier.state == .signing ? .reasonsHelp : .reasonsStay
        form.add(
            "reasons", "area", label: SigningWords.reasons(language),
            description: help(language), needs: .reasons)
        form.add(
            "sections.0:optional", "select", label: SigningWords.about(language),
            choices: [("", EffectsWords.choose(language))]
                + Section.allCases.map { ($0.rawValue, $0.phrase[language]) }, needs: .choice)
        return form
    }
}
