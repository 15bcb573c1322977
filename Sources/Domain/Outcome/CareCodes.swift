/// The law under which care is given, which is also the standard that its messages follow.
package enum CareDomain: String, Codable, Sendable, CaseIterable, Hashable {
    /// Wmo 2015, messages by iWmo.
    case wmo
    /// Jeugdwet, messages by iJw.
    case youth
}

/// The release of iWmo or iJw that a message is written in; all three are read with the code lists and
/// the keys of 3.2.
package enum MessageRelease: String, Codable, Sendable, CaseIterable, Hashable {
    case v3_0 = "3.0"
    case v3_1 = "3.1"
    case v3_2 = "3.2"
}

/// A care provider by its AGB code: eight digits (LDT_AgbCode).
package struct ProviderCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: UInt32

    /// The code, or nil when the text isn't eight digits.
    package init?(_ text: String) {
        guard text.utf8.count == 8, let number = digits(text[...]) else { return nil }
        self.number = UInt32(number)
    }

    package var description: String { padded(Int(number), 8) }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// A municipality by its four digits (LDT_Gemeente); Venlo is 0983.
package struct MunicipalityCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: UInt16

    /// The code, or nil when the text isn't four digits.
    package init?(_ text: String) {
        guard text.utf8.count == 4, let number = digits(text[...]) else { return nil }
        self.number = UInt16(number)
    }

    package var description: String { padded(Int(number), 4) }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// The kind of care that a product belongs to: two digits (code lists WMO020 and JZ020, whose numbers
/// don't overlap).
package struct ProductCategory: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: UInt8

    /// The category, or nil when the text isn't two digits.
    package init?(_ text: String) {
        guard text.utf8.count == 2, let number = digits(text[...]) else { return nil }
        self.number = UInt8(number)
    }

    /// The category of that number, 0 to 99; a larger one is a programmer's mistake.
    package init(number: UInt8) {
        precondition(number < 100, "a category has two digits")
        self.number = number
    }

    package var description: String { padded(Int(number), 2) }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// A product within its category, by a code of 1 to 5 characters (LDT_ProductCode) from a list that
/// differs from municipality to municipality.
package struct ProductCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// The most characters that a code has.
    package static let charactersMost = 5

    /// The code, or nil when the text is empty or longer than 5 characters.
    package init?(_ text: String) {
        guard !text.isEmpty, text.unicodeScalars.count <= Self.charactersMost else { return nil }
        self.text = text
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
