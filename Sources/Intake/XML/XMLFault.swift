/// Why bytes aren't XML as this program reads it, and where; never with a word of the content.
struct XMLFault: Error, Equatable, Sendable {
    let reason: Reason
    /// Where in the bytes it was seen.
    let offset: Int

    /// What is wrong. The names are for people who look into a file.
    enum Reason: String, Sendable {
        case encoding = "an encoding other than UTF-8, ISO-8859-1 or ISO-8859-15"
        case character = "a character that XML doesn't allow, or one that isn't whole"
        case documentType = "a document type declaration: it isn't read, so it isn't allowed"
        case entity = "an entity other than the five of XML, or a reference to no character"
        case syntax = "not well-formed XML"
        case mismatchedTag = "an end tag that doesn't fit its start tag"
        case undeclaredPrefix = "a prefix that isn't declared"
        case doubleAttribute = "an attribute that stands twice"
        case textBetweenElements = "text between elements"
        case elementInValue = "an element within a value"
        case tooDeep = "more elements within each other than allowed"
        case tooManyElements = "more elements than allowed"
        case tooManyAttributes = "more attributes on an element than allowed"
        case valueTooLong = "a value that is longer than allowed"
        case incomplete = "an end before everything was closed"
    }
}

/// The bounds of a document.
package struct XMLLimits: Sendable {
    /// Elements within each other, the root included.
    package var depthMost = 16
    package var elementsMost = 1_000_000
    package var attributesMost = 16
    /// Of one value, after references were replaced.
    package var valueBytesMost = 4_096

    package init() {}
}
