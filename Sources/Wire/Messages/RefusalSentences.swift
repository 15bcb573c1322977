package import Domain

package enum RefusalSentences {
    package static func sentence(for refusal: Refusal) -> (nl: String, en: String) { ("", "") }
}
