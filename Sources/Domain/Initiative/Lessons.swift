/// What a coalition that stops leaves to others (S11, F19).
package struct Lessons: Codable, Sendable, Equatable {
    package let tried: String
    package let learned: String
    package let keep: String

    package init(
        tried: String, learned: String, keep: String
    ) {
        self.tried = tried
        self.learned = learned
        self.keep = keep
    }
}
