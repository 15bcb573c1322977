/// The name by which the program knows a thing, coined out of what people call it.
///
/// `Zorg & Welzijn Oñati` becomes `zorg-welzijn-onati`, so that nobody has to think up a code.
package enum CoinedName {
    /// What is asked of an identifier: 1 to 64 characters out of `a–z`, `0–9` and `-`.
    private static let charactersMost = 64

    /// The name; nil when the text has no letter or digit in it that a name can have.
    package static func of(_ text: String) -> String? {
        var name = ""
        for scalar in text.lowercased().unicodeScalars {
            if let plain = plain(scalar) {
                name.append(plain)
            } else if scalar.properties.canonicalCombiningClass == .notReordered,
                name.last != "-", !name.isEmpty
            {
                name.append("-")
            }
        }
        let short = String(name.prefix(charactersMost).reversed().drop { $0 == "-" }.reversed())
        return short.isEmpty ? nil : short
    }

    /// The letter or digit itself, or the letter that carries an accent.
    private static func plain(_ scalar: Unicode.Scalar) -> Character? {
        if scalar.isASCII {
            return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                ? Character(scalar) : nil
        }
        // Unicode names them LATIN SMALL LETTER E WITH ACUTE.
        let words = (scalar.properties.name ?? "").split(separator: " ")
        guard words.starts(with: ["LATIN", "SMALL", "LETTER"]), words.count > 4,
            words[3].count == 1, words[4] == "WITH"
        else { return nil }
        return words[3].lowercased().first
    }
}
