internal import Domain

/// One page: an address, and what a visit to it shows.
///
/// A page is a pure function of its visit. It is added by a file of its own beside a template, and
/// by its line in `PageCatalogue`.
package protocol Page: Sendable {
    /// The address, with names between braces: `/rounds/{round}/dossiers/{dossier}`.
    static var path: String { get }

    /// Whether the server has a door of its own for it, which knows more than a visit.
    static var hasOwnDoor: Bool { get }

    /// What the visit shows; nil when there is no such thing for this person.
    static func content(of visit: Visit) -> PageContent?

    /// What the page asks or tells this person now in that round, for the start page.
    static func tasks(in round: RoundView, for visit: Visit) -> [PageTask]

    /// What the page of a round leads to by this page.
    static func entries(in round: RoundView, for visit: Visit) -> [PageLink]

    /// What the page asks of this person now outside any round, for the start page.
    static func tasks(for visit: Visit) -> [PageTask]

    /// What the start page leads to by this page.
    static func entries(for visit: Visit) -> [PageLink]
}

extension Page {
    /// A visit is all that it goes by.
    package static var hasOwnDoor: Bool { false }

    /// Nothing.
    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] { [] }

    /// Nothing.
    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] { [] }

    /// Nothing.
    package static func tasks(for visit: Visit) -> [PageTask] { [] }

    /// Nothing.
    package static func entries(for visit: Visit) -> [PageLink] { [] }

    /// The address with these in the place of its names, in order.
    package static func address(_ names: any CustomStringConvertible...) -> String {
        var names = names[...]
        let parts = path.split(separator: "/").map { part in
            part.hasPrefix("{") ? names.popFirst()?.description ?? "" : String(part)
        }
        return "/" + parts.joined(separator: "/")
    }
}

/// What a page shows, before it is HTML.
package struct PageContent {
    /// The heading of the window; templates write their own heading on the page.
    package let title: String
    /// The name of the template, such as `dossier` for `Templates/dossier.mustache`.
    let template: String
    /// What the template is filled with.
    let values: [String: Any]
    /// What is wrong with what was sent, each with the place where it is put right.
    let problems: [PageLink]
    /// The forms on the page, by name.
    let forms: [String]
    /// Those of them in which something is filled in.
    let filledIn: [String]
    /// The pages above this one, from the start page down.
    let trail: [PageLink]
    /// The view of which a change makes the page look again.
    let live: (round: RoundID, viewer: RoundViewer)?
    /// Whether it is to be read from a distance, with nothing around it.
    let isScreen: Bool
    /// The form that was accepted, when what it brought is shown at once.
    let answers: String?

    /// - Parameters:
    ///   - words: of the page, as `Words.values` gives them; those of the frame are there already.
    ///   - forms: every form on the page, for the summary of what is wrong.
    ///   - problems: what is wrong beside that.
    ///   - answers: the form that this page comes in answer to.
    init(
        _ title: String, template: String, words: [String: String], values: [String: Any] = [:],
        forms: [Form] = [], problems: [PageLink] = [], trail: [PageLink] = [],
        live: (round: RoundID, viewer: RoundViewer)? = nil, isScreen: Bool = false,
        answers: String? = nil
    ) {
        self.title = title
        self.template = template
        self.forms = forms.map(\.name)
        filledIn = forms.filter(\.isFilledIn).map(\.name)
        self.problems = problems + forms.flatMap(\.problems)
        self.values = values.merging(["w": words]) { own, _ in own }
        self.trail = trail
        self.live = live
        self.isScreen = isScreen
        self.answers = answers
    }
}

/// A place to go to.
package struct PageLink: Sendable, Equatable {
    package let text: String
    package let address: String

    package init(_ text: String, to address: String) {
        self.text = text
        self.address = address
    }

    var values: [String: Any] { ["text": text, "address": address] }
}

/// Something that is asked of a person now, or that has happened and asks nothing.
package struct PageTask: Sendable, Equatable {
    /// What to do and where.
    package let link: PageLink
    /// Until when, or why; empty when there is nothing to add.
    package let note: String
    /// Whether it only tells what happened: that is no task.
    let isNews: Bool

    package init(
        _ text: String, to address: String, note: String = "", isNews: Bool = false
    ) {
        link = PageLink(text, to: address)
        self.note = note
        self.isNews = isNews
    }

    var values: [String: Any] {
        link.values.merging(["note": note, "hasNote": !note.isEmpty]) { own, _ in own }
    }
}
