/// Numbers as the Dutch and the English type them.
package enum TypedNumber {
    /// `12.500`, `12.500,50`, `12500` or `€ 12.500` in cents.
    package static func cents(_ text: String) -> Int? {
        let digits = String(text.drop { "€ \u{A0}".contains($0) })
        guard let parts = split(digits), parts.decimals.count <= 2 else { return nil }
        let decimals = parts.decimals + String(repeating: "0", count: 2 - parts.decimals.count)
        return Int(parts.whole + decimals)
    }

    /// `12,5` or `12.5` as the fraction `125/10`.
    package static func fraction(_ text: String) -> String? {
        let isNegative = text.hasPrefix("-")
        guard let parts = split(String(isNegative ? text.dropFirst() : text[...])),
            parts.decimals.count <= 9
        else { return nil }
        let scale = "1" + String(repeating: "0", count: parts.decimals.count)
        return (isNegative ? "-" : "") + parts.whole + parts.decimals + "/" + scale
    }

    /// What stands before and after the mark; dots or commas between threes are left out.
    private static func split(_ text: String) -> (whole: String, decimals: String)? {
        guard let last = text.lastIndex(where: { $0 == "," || $0 == "." }) else {
            return isDigits(text) ? (text, "") : nil
        }
        let mark = text[last]
        let after = text[text.index(after: last)...]
        let groups = text[..<last].split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "," || $0 == "." })
        // Three digits behind the only kind of mark are thousands: nobody types mills.
        let isGrouped = after.count == 3 && !text[..<last].contains { $0 != mark && !$0.isNumber }
        // Of thousands and decimals the marks differ.
        guard isGrouped || !text[..<last].contains(mark) else { return nil }
        let wholes = groups + (isGrouped ? [after] : [])
        let areThrees = wholes.dropFirst().allSatisfy { $0.count == 3 }
        let whole = wholes.joined()
        let decimals = isGrouped ? "" : String(after)
        guard areThrees, isDigits(whole), isGrouped || isDigits(decimals) else { return nil }
        return (whole, decimals)
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
