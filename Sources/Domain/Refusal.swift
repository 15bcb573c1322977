/// Why a command may not happen; nothing was written.
///
/// The code is stable and is what programs read. Wire has a sentence for it in Dutch and in
/// English that says what to do.
package struct Refusal: Error, Hashable, Sendable, Codable {
    package let code: RefusalCode
    /// What it is about: a field, a section, an organisation, or nothing.
    package let subject: String?
    /// The value that holds now, where that helps: the current version, the amount available.
    package let current: Int?
    /// The limit that was passed, in the unit that the code's sentence names.
    package let limit: Int?

    package init(
        _ code: RefusalCode, subject: String? = nil, current: Int? = nil, limit: Int? = nil
    ) {
        self.code = code
        self.subject = subject
        self.current = current
        self.limit = limit
    }
}

/// Refuses with that code unless the condition holds.
func require(
    _ condition: Bool, _ code: RefusalCode, subject: String? = nil, current: Int? = nil,
    limit: Int? = nil
) throws(Refusal) {
    if !condition {
        throw Refusal(code, subject: subject, current: current, limit: limit)
    }
}

/// Refuses a text that is empty or longer than so many characters as the user sees them.
func requireText(_ text: String, most limit: Int, subject: String) throws(Refusal) {
    try require(!text.trimmed.isEmpty, .textMissing, subject: subject)
    try requireLength(text, most: limit, subject: subject)
}

/// Refuses a text of more than so many characters as the user sees them, or of characters that are
/// made of so many combining marks that the limit would bound no bytes.
func requireLength(_ text: String, most limit: Int, subject: String) throws(Refusal) {
    try require(
        text.count <= limit && text.utf8.count <= limit * Limits.bytesPerCharacterMost,
        .textTooLong, subject: subject, limit: limit)
}

/// Refuses reasons of fewer than 20 or more than 2,000 characters (F5).
func requireReasons(_ text: String?, subject: String) throws(Refusal) {
    let length = text?.trimmed.count ?? 0
    try require(
        length >= Limits.reasonCharactersLeast, .reasonsMissing, subject: subject,
        current: length, limit: Limits.reasonCharactersLeast)
    try requireLength(text ?? "", most: Limits.reasonCharactersMost, subject: subject)
}

extension String {
    /// The text without white space at either end.
    var trimmed: Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return self[first...last]
    }
}

/// How many of everything there may be; one more is refused with the limit in the refusal.
package enum Limits {
    /// Characters as the user sees them (grapheme clusters).
    /// A family of four, joined to one character, takes 25 bytes in UTF-8.
    package static let bytesPerCharacterMost = 32
    package static let nameCharactersMost = 200
    package static let descriptionCharactersMost = 2000
    package static let ruleTextCharactersMost = 4000
    package static let reasonCharactersLeast = 20
    package static let reasonCharactersMost = 2000
    package static let emailCharactersMost = 254
    /// A draft over its section's limit is kept up to this many characters.
    package static let draftCharactersMost = 10_000
    package static let emailsPerPerson = 10
    package static let organisations = 2000
    package static let people = 10_000
    package static let tokensPerPerson = 50
    /// A link to sign in with is of use for three days at most.
    package static let signInSecondsMost = 259_200
    package static let regularServices = 1000
    package static let sectorsPerOrganisation = 20
    package static let criteria = 20
    package static let weightMost = 1000
    package static let scaleMost = 10
    package static let committeeSeats = 15
    package static let dossiersPerRound = 200
    /// Keeps one organisation from filling the round.
    package static let dossiersPerLead = 10
    package static let partnersPerDossier = 20
    /// Versions of a dossier whose content is kept to show what has changed since a signature.
    package static let versionsKept = 50
    package static let costLinesPerPartner = 50
    /// EUR 10 million on one line keeps the sum of a dossier within `Cents.most`, and that of a
    /// round far within 64 bits.
    package static let costLineCentsMost = 1_000_000_000
    package static let effectsPerDossier = 20
    /// Of a fraction as text: far more than the correction for recusals of the largest round
    /// needs, and few enough to be read at once.
    package static let fractionCharactersMost = 2000
    /// Steps of the search for the best portfolio; beyond it nothing is said of it.
    package static let portfolioNodesMost = 1_000_000
    /// Of numerator and denominator of a baseline or target, which people write and read.
    package static let measureMost = 1_000_000_000
    package static let involvedPartiesPerDossier = 20
    /// All ballots on one subject of one dossier, also those without a result.
    package static let ballotsPerItem = 10
    package static let sittings = 50
    package static let signingRefusals = 50
    package static let extensionWeeksMost = 26
    package static let stepPairs = 15
    /// Additions to one pot.
    package static let potChanges = 100
    /// Overrides that were approved or refused and one that waits, for each dossier as often as it takes.
    package static let overrides = 50
    package static let interestsPerMember = 200
    package static let agreementVersions = 50
    package static let indicatorsPerAgreement = 20
    package static let periodsPerAgreement = 40
    package static let tranchesPerAgreement = 20
    package static let talkMonthsMost = 12
    package static let interpretationCharactersMost = 2000
    package static let talkCharactersMost = 4000
    package static let peoplePerTalk = 30
    package static let commitmentsPerTalk = 30
    package static let talks = 200
    package static let forecasts = 200
    package static let referenceCharactersMost = 36
    package static let handovers = 2000
    package static let lessonCharactersMost = 4000
    package static let results = 1000
    package static let imports = 1000
    package static let snapshots = 100
    package static let summaryCharactersMost = 1200
}
