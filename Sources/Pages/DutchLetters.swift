package import Domain
internal import Mustache

/// Writes the letters in Dutch at level B1, as plain text: UTF-8, a line feed at the end of each
/// paragraph and nowhere else, headings on a line of their own between empty lines.
///
/// The same facts give the same text. What people typed is never read as a template.
package struct DutchLetters: LetterWriting {
    package init() {}

    package func text(of facts: LetterFacts) throws(LetterGap) -> String {
        if let gap = facts.gaps.first { throw gap }
        return render(LetterView(facts: facts).values, "letter")
    }

    package func text(of facts: NoticeFacts) throws(LetterGap) -> String {
        if let gap = facts.gaps.first { throw gap }
        return render(NoticeView(facts: facts).values, "notice")
    }

    private func render(_ view: [String: Any], _ template: String) -> String {
        guard let text = LetterTemplates.library.render(view, withTemplate: template) else {
            preconditionFailure("the templates of the letters stand in the library")
        }
        return PlainText.tidied(text) + "\n"
    }
}
