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
        values["w"] = FrameWords.values(in: visit.language).merging(own) { _, own in own }
        let all = values.merging(frame(content, visit)) { page, _ in page }
        guard let html = Templates.library.render(all, withTemplate: "frame") else {
            preconditionFailure("the template frame is among those that were read")
        }
        return html
    }

    private func frame(_ content: PageContent, _ visit: Visit) -> [String: Any] {
        [
            "language": visit.language.rawValue, "other": visit.language.other.rawValue,
            "otherName": FrameWords.otherLanguage(visit.language),
            "windowTitle": windowTitle(content, visit.language), "assets": assets,
            "hasTheme": hasTheme, "municipality": municipality, "template": content.template,
            "trail": content.trail.map(\.values), "hasTrail": !content.trail.isEmpty,
            "problems": content.problems.map(\.values),
            "hasProblems": !content.problems.isEmpty,
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

    private func windowTitle(_ content: PageContent, _ language: Language) -> String {
        let mark = content.problems.isEmpty ? "" : FrameWords.problemMark(language)
        return mark + content.title + " – Kansendossier"
    }
}
