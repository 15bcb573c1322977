/// One opportunity dossier: a short business case of a coalition, on its way through the round (F3).
package struct Dossier: Sendable, Equatable {
    package let number: DossierNumber
    package internal(set) var content: DossierContent
    /// Counts from 1 and goes up with every change of content.
    package internal(set) var version = 1
    /// The fingerprint of each version, so that a late signature can be held against what it saw.
    package internal(set) var fingerprints: [Int: Digest]
    /// The content of the newest versions and of those that somebody signed last; texts that didn't
    /// change are shared, so a version costs little more than its change.
    var contents: [Int: DossierContent]
    package internal(set) var state = DossierState.draft
    package internal(set) var partners: [Partner]
    /// In order of giving; void ones stay.
    package internal(set) var signatures: [Signature] = []
    /// In order; the last one counts.
    package internal(set) var submissions: [Submission] = []
    package internal(set) var supplement: Supplement?
    /// The last one that was asked, also once it is given or its term is over.
    var askedSupplement: AskedSupplement?
    /// Why it was withdrawn, not considered or not assessed.
    package internal(set) var reasons: String?
    /// When it was withdrawn; nil while it wasn't.
    var withdrawnAt: AmsterdamTime?
    /// The adopted result of each item of the gate.
    package internal(set) var gate: [BallotSubject: GateOutcome] = [:]
    /// The adopted scores.
    package internal(set) var assessment: ScoreResult?
    /// What the committee wrote per gate item or criterion.
    package internal(set) var motivations: [String: Motivation] = [:]
    /// Less than was asked, as the committee advises it.
    package internal(set) var advised: AmountAdvice?
    /// How far each section is; one that isn't in it is open.
    package internal(set) var work: [Section: SectionWork] = [:]
    /// For which organisation each text was saved last.
    package internal(set) var writers: [Section: OrganisationID] = [:]
    /// Who wouldn't sign, in order; the newest version's say what to do.
    package internal(set) var signingRefusals: [SigningRefusal] = []
    /// The entries of the register that its texts look like, as written and as submitted.
    package internal(set) var hints: [RegisterHint] = []
    package internal(set) var submittedHints: [RegisterHint] = []
    /// What the directory says of the coalition since its submission, when it was looked up again.
    package internal(set) var rechecked: [OrganisationFacts]?
    /// Who admitted it.
    var screenedBy: PersonID?
    /// The stretches in which it lay with the coalition; the last one may still be open (F35).
    var suspensions: [DecisionTerm.Suspension] = []
    /// The part that is offered, until when.
    package internal(set) var offer: Offer?

    init(number: DossierNumber, title: String, lead: OrganisationFacts, fingerprint: Digest) {
        self.number = number
        content = Self.firstContent(title: title, lead: lead.id)
        fingerprints = [1: fingerprint]
        contents = [1: content]
        partners = [Partner(organisation: lead, isLead: true, standing: .accepted)]
    }

    static func firstContent(title: String, lead: OrganisationID) -> DossierContent {
        DossierContent(title: title, partners: [PartnerContent(organisation: lead)])
    }

    package var fingerprint: Digest { fingerprints[version] ?? .zero }

    /// Everyone who takes part now.
    package var members: [Partner] { partners.filter { $0.standing == .accepted } }

    package var lead: Partner { partners[0] }

    /// The organisation's place in the coalition, or nil when it never had one.
    package func partner(_ organisation: OrganisationID) -> Partner? {
        partners.first { $0.organisation.id == organisation }
    }

    /// The signatures that bind: given to this version and not voided.
    package var validSignatures: [Signature] { signatures.filter { !$0.void } }

    /// The accepted partners without a valid signature.
    package var unsigned: [OrganisationID] {
        let signed = Set(validSignatures.map(\.organisation))
        return members.map(\.organisation.id).filter { !signed.contains($0) }
    }

    /// Who took part at the last submission and has left since: what is judged isn't theirs any more.
    var departed: [OrganisationID] {
        (submissions.last?.coalition ?? []).map(\.id).filter {
            partner($0)?.standing != .accepted
        }
    }

    /// What counts again when a supplement isn't given in time: the submitted content, without the
    /// parts of who has left since.
    var restored: DossierContent? {
        guard var content = submitted else { return nil }
        for organisation in departed { content.apply(.left(organisation: organisation)) }
        return content
    }

    /// What has changed since this organisation last signed, or nil when it never has or its version
    /// is too old to be kept.
    package func difference(for organisation: OrganisationID) -> ContentDifference? {
        guard let version = lastSigned(by: organisation), let before = contents[version] else {
            return nil
        }
        return ContentDifference(since: version, changes: content.changes(since: before))
    }

    /// What the last supplement changed in what was submitted before; nil when none was given.
    var supplemented: ContentDifference? {
        guard askedSupplement?.answered != nil, let last = submissions.last,
            let before = submissions.dropLast().last
        else { return nil }
        return ContentDifference(
            since: before.version, changes: last.content.changes(since: before.content))
    }

    /// Why partners wouldn't sign, each with the sections that have changed since.
    var toldRefusals: [SigningRefusalPart] {
        signingRefusals.map { refusal in
            SigningRefusalPart(
                organisation: refusal.organisation, version: refusal.version,
                reasons: refusal.reasons, sections: refusal.sections,
                changed: contents[refusal.version].map(content.changedSections))
        }
    }

    private func lastSigned(by organisation: OrganisationID) -> Int? {
        signatures.last { $0.organisation == organisation }?.version
    }

    /// Notes the content of a new version, and lets go of old ones that nobody signed last.
    mutating func advance(to version: Int, fingerprint: Digest) {
        self.version = version
        fingerprints[version] = fingerprint
        contents[version] = content
        let passed = version - Limits.versionsKept
        if passed > 0, !partners.contains(where: { lastSigned(by: $0.organisation.id) == passed }) {
            contents[passed] = nil
        }
    }

    /// The coalition as it is known now: looked up again, or as it was at the submission.
    package var coalition: [OrganisationFacts] {
        rechecked ?? submissions.last?.coalition ?? members.map(\.organisation)
    }

    /// The names of who submitted, for everybody outside the coalition.
    var submittedNames: [String] {
        submissions.last.map { $0.coalition.map(\.name) } ?? members.map(\.organisation.name)
    }

    /// Who submitted, as they stand now; who joined since is the coalition's own business.
    var submittedPartners: [Partner] {
        guard let submission = submissions.last else { return members }
        let submitted = Set(submission.coalition.map(\.id))
        return partners.filter { submitted.contains($0.organisation.id) }.map { partner in
            var partner = partner
            partner.reasons = nil
            return partner
        }
    }

    /// The signatures under the submission, which an edit after it doesn't take back.
    var submittedSignatures: [Signature] {
        guard let submission = submissions.last else { return validSignatures }
        return signatures.filter { $0.version == submission.version }.map { signature in
            var signature = signature
            signature.void = false
            return signature
        }
    }

    /// Whether the committee has it before it, or had: submitted and considered.
    var isJudged: Bool { submitted != nil && state != .notConsidered }

    /// What the municipality judges: the content that was last submitted.
    package var submitted: DossierContent? { submissions.last?.content }
}

/// Part of what was asked, open for acceptance until the end of a day (F10).
package struct Offer: Codable, Sendable, Equatable {
    package let amount: Cents
    package let until: Instant
}

/// Where a dossier is (F3). The states after a grant belong to the follow-up.
package enum DossierState: String, Codable, Sendable, CaseIterable {
    case draft, signing, submitted, supplementRequested, admissible, notConsidered, scheduled
    case inAssessment, failedGate, assessed, notAssessed, ranked
    case offeredInPart, granted, reserve, rejected
    case agreement, running, paused, completed, stoppedWithLessons, aftercareMeasured, finished
    case withdrawn

    /// Whether the committee judges it, or has judged it.
    package var isBeforeCommittee: Bool {
        switch self {
        case .admissible, .scheduled, .inAssessment, .failedGate, .assessed, .notAssessed, .ranked:
            true
        default: false
        }
    }

    /// Whether it was granted, whatever became of it since.
    package var isAwarded: Bool {
        switch self {
        case .granted, .agreement, .running, .paused, .completed, .stoppedWithLessons,
            .aftercareMeasured, .finished:
            true
        default: false
        }
    }

    /// Whether the decision on it was released.
    package var isDecided: Bool {
        switch self {
        case .offeredInPart, .granted, .reserve, .rejected, .agreement, .running, .paused,
            .completed, .stoppedWithLessons, .aftercareMeasured, .finished:
            true
        default: false
        }
    }
}

/// What a dossier needs to know of an organisation, as the directory had it at that moment.
package struct OrganisationFacts: Codable, Sendable, Equatable {
    package let id: OrganisationID
    package let name: String
    package let kvk: String
    package let concern: String
    package let contracted: Bool
    package let verified: Bool
    /// Whether somebody could sign for it; nil in rounds from before it was noted (F33).
    package let signatory: Bool?

    package init(_ organisation: Organisation, signatory: Bool? = nil) {
        self.signatory = signatory
        id = organisation.id
        name = organisation.name
        kvk = organisation.kvk
        concern = organisation.concern
        contracted = organisation.isContracted
        verified = organisation.verified
    }
}

/// An organisation's place in a coalition (F4).
package struct Partner: Sendable, Equatable, Encodable {
    package internal(set) var organisation: OrganisationFacts
    package let isLead: Bool
    package internal(set) var standing: Standing
    /// When an invitation that isn't answered expires.
    package internal(set) var invitedUntil: Instant?
    /// Why it declined or left, for the coalition alone.
    package internal(set) var reasons: String?

    /// How far the organisation is with joining.
    package enum Standing: String, Codable, Sendable, CaseIterable {
        case invited, accepted, declined, expired, left
    }
}

/// One organisation's word, by one signatory, for one version and its own cost lines (F4).
package struct Signature: Codable, Sendable, Equatable {
    package let organisation: OrganisationID
    package let person: PersonID
    package let version: Int
    package let content: Digest
    /// The fingerprint of the organisation's own cost lines in that version.
    package let costLines: Digest
    /// True from the start when the version had passed already, and after any later change.
    package internal(set) var void: Bool
}

/// That a coalition submitted: the receipt that every partner gets.
package struct Submission: Codable, Sendable, Equatable {
    /// The round's running number of submissions.
    package let receipt: Int
    package let version: Int
    package let fingerprint: Digest
    package let content: DossierContent
    /// The providers as the directory had them when this was submitted: what H1 was computed from.
    package let coalition: [OrganisationFacts]
    package let at: Instant
}

/// A single list of questions with one deadline; only the named sections may change (F3).
///
/// A partner that leaves before the gate makes one too: its reasons are the questions, every section
/// is open, and a new partner may be invited (F4).
package struct Supplement: Codable, Sendable, Equatable {
    package let questions: String
    package let sections: [Section]
    package let due: Instant
    /// The partner whose leaving made it necessary; nil for one that the municipality asked for.
    package let left: OrganisationID?

    init(questions: String, sections: [Section], due: Instant, left: OrganisationID? = nil) {
        self.questions = questions
        self.sections = sections
        self.due = due
        self.left = left
    }
}
