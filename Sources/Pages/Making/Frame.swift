internal import Mustache

/// What all pages have around them: header, navigation, footer, styles and scripts.
package struct Frame: Sendable {
    /// Where the styles and scripts are, such as `/assets/3f2a`.
    private let assets: String
    /// Whether a municipality's own theme lies beside them as `theme.css`.
    private let hasTheme: Bool
    private let municipality: String

    package init(assets: String, hasTheme: Bool, municipality: String) {
        self.assets = assets
        self.hasTheme = hasTheme
        self.municipality = municipality
    }

    /// The whole page as HTML.
    package func html(of content: PageContent, for visit: Visit) -> String {
        var values = content.values
        let own = values["w"] as? [String: String] ?? [:]
        let around = FrameWords.values(in: visit.language)
        values["w"] = around.merging(own) { _, own in own }
        // A page may have a word of the same name; around it stand those of the frame.
        values["frame"] = around
        let all = values.merging(frame(content, visit)) { page, _ in page }
        guard let html = Templates.library.render(all, withTemplate: "frame") else {
            preconditionFailure("the template frame is among those that were read")
        }
        return html
    }

    private func frame(_ content: PageContent, _ visit: Visit) -> [String: Any] {
        let problems = problems(content, visit)
        let accepted = accepted(content, visit)
        return [
            "language": visit.language.rawValue, "other": visit.language.other.rawValue,
            "otherName": FrameWords.otherLanguage(visit.language),
            "windowTitle": windowTitle(content, problems, visit.language), "assets": assets,
            "hasTheme": hasTheme, "municipality": municipality, "template": content.template,
            "trail": content.trail.map(\.values), "hasTrail": !content.trail.isEmpty,
            "problems": problems.map(\.values),
            "hasProblems": !problems.isEmpty, "problemsText": problemsText(content, visit),
            "doneStates": content.values["doneStates"] as? [String] ?? [],
            "isDone": isDone(content, visit), "done": done(visit), "hasAccepted": accepted != nil,
            "accepted": accepted ?? "",
            "isSignedIn": visit.visitor != nil, "visitorName": visit.visitor?.name ?? "",
            "formToken": visit.formToken, "isLive": content.live != nil,
            "isScreen": content.isScreen,
            "liveRound": content.live.map { "\($0.round)" } ?? "",
            "liveView": content.live.map { "\($0.viewer)" } ?? "",
            "signOut": SignInPage.signOutPath, "signOutEverywhere": SignInPage.everywherePath,
            "secondFactor": SecondFactorPage.path,
            "visitorID": visit.visitor.map { "\($0.person)" } ?? "",
        ]
    }

    /// What is wrong on the page, and what was refused to a form that isn't on it any more.
    private func problems(_ content: PageContent, _ visit: Visit) -> [PageLink] {
        guard let attempt = visit.attempt, !content.forms.contains(attempt.form) else {
            return content.problems
        }
        return content.problems
            + attempt.refusals.map { PageLink(visit.sentence($0), to: "#main") }
    }

    /// What to do about it; of a button there is nothing to correct.
    private func problemsText(_ content: PageContent, _ visit: Visit) -> String {
        let isFilledIn = visit.attempt.map { content.filledIn.contains($0.form) } ?? true
        let word: FrameWords = isFilledIn ? .problemsText : .refusedText
        return word(visit.language)
    }

    /// The form that was just accepted: this page answers it, or comes after it.
    private func accepted(_ content: PageContent, _ visit: Visit) -> String? {
        content.answers ?? (visit.attempt == nil ? visit.query["saved"] : nil)
    }

    /// Whether a form was just accepted that isn't on the page to say so itself, and what it did is
    /// still so.
    private func isDone(_ content: PageContent, _ visit: Visit) -> Bool {
        guard let form = visit.query["saved"], !form.isEmpty, visit.attempt == nil else {
            return false
        }
        if content.values["isUndone"] as? Bool == true { return false }
        let told = content.values["saved"] as? [String] ?? []
        return told.isEmpty && !content.forms.contains(form)
    }

    /// What was done, by the name of the command that it was done with.
    private func done(_ visit: Visit) -> String {
        visit.query["act"].flatMap(DoneAct.init(rawValue:))?.phrase[visit.language]
            ?? FrameWords.done(visit.language)
    }

    private func windowTitle(
        _ content: PageContent, _ problems: [PageLink], _ language: Language
    ) -> String {
        let mark = problems.isEmpty ? "" : FrameWords.problemMark(language)
        return mark + content.title + " – Kansendossier"
    }
}
