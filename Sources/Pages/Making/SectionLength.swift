internal import Domain

/// How long a text of a dossier may be: as a draft it is kept up to one limit, and it is submitted
/// up to another, which the rules of the round set.
enum SectionLength {
    /// `hooguit 1.200 tekens`, as it stands in a sentence.
    static func most(_ characters: Int) -> Phrase {
        Phrase(
            "hooguit \(number(characters, .dutch)) tekens",
            "at most \(number(characters, .english)) characters")
    }

    /// That a text is too long even to be kept, with what may be submitted.
    static func unkept(submitting most: Int) -> Phrase {
        let kept = Self.most(Limits.draftCharactersMost)
        let submitted = Self.most(most)
        return Phrase(
            "Maak de tekst korter. Indienen kan met \(submitted.nl). Bewaren als concept kan met "
                + "\(kept.nl).",
            "Shorten the text. It can be submitted with \(submitted.en). It can be kept as a draft "
                + "with \(kept.en).")
    }

    private static func number(_ count: Int, _ language: Language) -> String {
        Written(language).number(Rational(count))
    }
}

extension OwnDossier {
    /// What is said at a text that is too long even to be kept.
    var lengthAdvice: [RefusalCode: Phrase] {
        guard let most = view.rules?.sectionCharactersMost else { return [:] }
        return [.textTooLong: SectionLength.unkept(submitting: most)]
    }
}
