/// A language that the pages speak; Dutch first.
package enum Language: String, CaseIterable, Sendable {
    case dutch = "nl"
    case english = "en"

    /// The other one, to switch to.
    package var other: Language { self == .dutch ? .english : .dutch }
}

/// The same words in every language.
///
/// Both stand beside each other and the compiler asks for both, so no language can lack one.
package struct Phrase: Sendable, Equatable {
    package let nl: String
    package let en: String

    package init(_ nl: String, _ en: String) {
        self.nl = nl
        self.en = en
    }

    /// The words in that language.
    package subscript(language: Language) -> String { language == .dutch ? nl : en }
}

/// The words of one page, or of all pages: an enumeration whose cases are the keys.
///
/// A template names them `{{w.key}}`; code calls the case with a language.
package protocol Words: CaseIterable, RawRepresentable<String>, Sendable {
    /// What the key says.
    var phrase: Phrase { get }
}

extension Words {
    /// The words in that language.
    package func callAsFunction(_ language: Language) -> String { phrase[language] }

    /// Every key with its words, as templates look them up.
    package static func values(in language: Language) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.phrase[language]) })
    }
}
