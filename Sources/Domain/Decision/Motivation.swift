/// What the committee says of one gate item or criterion: drafted by one, read by a second (F11, F36).
package struct Motivation: Codable, Sendable, Equatable {
    package let text: String
    /// Who wrote this text; nil in rounds from before it was noted.
    package let draftedBy: PersonID?
    package internal(set) var reading: Reading?

    /// The second reader's word on exactly this text.
    package struct Reading: Codable, Sendable, Equatable {
        package let by: PersonID
        package let agrees: Bool
        /// Compulsory when it is sent back.
        package let reasons: String?
    }
}

/// A second reader's word on the motivation of one item, as it is given.
package struct MotivationReading: Codable, Sendable, Equatable {
    package let item: String
    /// Of the text that was read.
    package let fingerprint: Digest
    package let agrees: Bool
    /// Compulsory when it is sent back.
    package let reasons: String?

    package init(item: String, fingerprint: Digest, agrees: Bool, reasons: String?) {
        self.item = item
        self.fingerprint = fingerprint
        self.agrees = agrees
        self.reasons = reasons
    }
}

/// The steps that a round may keep apart (F36).
package enum Step: String, Codable, Sendable, CaseIterable {
    case screen, draftMotivation, readMotivation, decide, askOverride, approveOverride
}

/// Two steps that may not be one person's on one dossier.
package struct StepPair: Codable, Sendable, Equatable {
    package let first: Step
    package let second: Step

    package init(_ first: Step, _ second: Step) {
        self.first = first
        self.second = second
    }

    /// What holds where a round lists nothing: drafting ≠ second reading ≠ decision, and asking
    /// for an override ≠ approving it.
    package static let advised = [
        StepPair(.draftMotivation, .readMotivation), StepPair(.readMotivation, .decide),
        StepPair(.draftMotivation, .decide), StepPair(.askOverride, .approveOverride),
    ]

    /// The step that may not be of the same person as this one, or nil when the pair isn't about it.
    func other(than step: Step) -> Step? {
        if first == step { return second }
        return second == step ? first : nil
    }
}
