internal import Domain

/// What somebody sent from a form and why it didn't happen.
package struct Attempt: Sendable, Equatable {
    /// The form on the page.
    package let form: String
    /// What was typed, by the names of the fields.
    package let typed: [String: String]
    /// The first of the reasons.
    package let refusal: PageRefusal
    private let others: [PageRefusal]

    package init(
        form: String, typed: [String: String], refusal: PageRefusal, others: [PageRefusal] = []
    ) {
        self.form = form
        self.typed = typed
        self.refusal = refusal
        self.others = others
    }

    /// Every reason.
    package var refusals: [PageRefusal] { [refusal] + others }
}

/// Why something didn't happen, in words.
package struct PageRefusal: Sendable, Equatable {
    /// The name that never changes.
    package let code: String
    /// As the socket says it, with the subject as the program calls it.
    package let sentence: Phrase
    /// The same without its subject.
    package let bare: Phrase
    /// What it is about: a field, a section, an organisation.
    package let subject: String?
    /// The place in the form that is wrong, such as `lines.2.requested`.
    package let path: String?
    /// The limit that was passed, in the unit that the code's sentence names.
    let limit: Int?
    /// What holds now, where that helps.
    let current: Int?

    package init(
        code: String, sentence: Phrase, bare: Phrase? = nil, subject: String? = nil,
        path: String? = nil, limit: Int? = nil, current: Int? = nil
    ) {
        self.code = code
        self.sentence = sentence
        self.bare = bare ?? sentence
        self.subject = subject
        self.path = path
        self.limit = limit
        self.current = current
    }

    /// The sentence with that name in the place of its subject, or without any: what the program
    /// calls a thing is for programs to read.
    package func sentence(naming name: String?) -> Phrase {
        guard let subject else { return sentence }
        if code == RefusalCode.wrongState.rawValue, let state = DossierState(rawValue: subject) {
            return Phrase(
                "Dit kan nu niet: het dossier heeft de stand “\(state.phrase.nl)”.",
                "This can’t be done now: the state of the dossier is “\(state.phrase.en)”.")
        }
        if code == RefusalCode.wrongState.rawValue, subject.hasPrefix(Self.tranche) {
            return Self.isUnderWay(tranche: subject.dropFirst(Self.tranche.count))
        }
        guard let name else { return bare }
        return Phrase(
            sentence.nl.replacing("“\(subject)”", with: "“\(name)”"),
            sentence.en.replacing("“\(subject)”", with: "“\(name)”"))
    }

    /// Before the award is settled every claim is dealt with: `tranche 2` isn't.
    static func isUnderWay(tranche: some StringProtocol) -> Phrase {
        Phrase(
            "Eerst moet de aanvraag van deel \(tranche) zijn afgehandeld: betaald of geweigerd.",
            "First the claim of part \(tranche) has to be dealt with: paid or refused.")
    }

    /// How the domain names a tranche.
    private static let tranche = "tranche "

    /// Whether it is about what stands in the form, of which the form may say more.
    var isAboutContents: Bool { Self.contents.contains(code) }
    /// Whether it only says what to type instead, and not where.
    var isAdvice: Bool { code == "unreadable" || code == "invalidParams" }

    private static let contents: Set<String> = [
        "invalidParams", "textMissing", "textTooLong", "reasonsMissing", "tooMany", "malformed",
        "amountNegative", "amountTooLarge", "amountsDoNotAddUp", "minimumAboveRequest",
        "datesOutOfOrder", "rulesIncomplete",
    ]
}
