internal import Domain

/// Stopping with lessons, a respectable end: what was tried, learned and worth keeping.
package enum LessonsPage: Page {
    package static let path = "/rounds/{round}/initiatives/{dossier}/lessons"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = InitiativeDesk(visit), let part = desk.part else { return nil }
        let language = visit.language
        let stop = desk.signs && desk.isRunning ? [stopForm(desk)] : []
        let mayRelease = desk.isManager && part.lessons != nil && desk.released == nil
        let release = mayRelease ? [desk.form("release", "releaseLessons")] : []
        return desk.page(
            LessonWords.title(language), template: "lessons",
            words: LessonWords.values(in: language),
            values: [
                "lessons": part.lessons.map { [parts(of: $0, language)] } ?? [],
                "isReleased": desk.released != nil,
                "stop": stop.map { $0.labelled(LessonWords.stop(language), isSubtle: true) },
                "release": release.map { $0.labelled(LessonWords.release(language)) },
            ], forms: stop + release, at: Self.self)
    }

    /// What was learned, under its headings.
    static func parts(of lessons: Lessons, _ language: Language) -> [String: Any] {
        let texts: [(LessonWords, String)] = [
            (.tried, lessons.tried), (.learned, lessons.learned), (.keep, lessons.keep),
        ]
        return [
            "parts": texts.map { ["heading": $0(language), "text": $1] }
        ]
    }

    private static func stopForm(_ desk: InitiativeDesk) -> Form {
        let language = desk.language
        var form = desk.form(
            "stop", "stopInitiative", by: desk.partner?.organisation.id,
            places: [
                "tried": "lessons.tried", "learned": "lessons.learned", "keep": "lessons.keep",
            ])
        for (name, word) in [
            ("tried", LessonWords.tried), ("learned", .learned), ("keep", .keep),
        ] {
            form.add(
                "lessons.\(name)", "area", label: word(language),
                charactersMost: Limits.lessonCharactersMost,
                needs: .text(most: Limits.lessonCharactersMost))
        }
        return form
    }
}

/// The words of lessons.
enum LessonWords: String, Words {
    case title, none, tried, learned, keep, isPublic, isPrivate, stopTitle, stopText, stop, release
    case releaseText

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Lessen", "Lessons")
        case .none:
            Phrase(
                "Dit initiatief is niet gestopt; er zijn nog geen lessen opgeschreven.",
                "This initiative hasn't stopped; no lessons were written yet.")
        case .tried: Phrase("Wat is er geprobeerd?", "What was tried?")
        case .learned: Phrase("Wat is er geleerd?", "What was learned?")
        case .keep: Phrase("Wat is het waard om te houden?", "What is worth keeping?")
        case .isPublic: Phrase("Iedereen kan deze lessen lezen.", "Everybody can read these.")
        case .isPrivate:
            Phrase(
                "Alleen de coalitie en de gemeente lezen deze lessen nog.",
                "Only the coalition and the municipality read these as yet.")
        case .stopTitle: Phrase("Stoppen met lessen", "Stop with lessons")
        case .stopText:
            Phrase(
                "Een experiment mag mislukken. Werkt het niet, stop dan en schrijf op wat anderen "
                    + "ervan kunnen leren. Stoppen kan niet ongedaan worden gemaakt.",
                "An experiment may fail. When it doesn't work, stop and write down what others can "
                    + "learn from it. Stopping can't be undone.")
        case .stop: Phrase("Stoppen en lessen achterlaten", "Stop and leave the lessons")
        case .release: Phrase("Lessen voor iedereen vrijgeven", "Release the lessons to everybody")
        case .releaseText:
            Phrase(
                "Wat is vrijgegeven, kan iedereen lezen en kan niet worden teruggetrokken.",
                "What is released can be read by everybody and can't be taken back.")
        }
    }
}
