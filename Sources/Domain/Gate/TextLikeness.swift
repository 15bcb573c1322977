/// How alike two texts are by the groups of three letters in their words: a hint for whoever reads
/// them, never a vote (F5).
///
/// Source: the trigrams of PostgreSQL's pg_trgm, in which a word stands between two spaces and one;
/// the measure is containment, `|entry ∩ text| / |entry|`, so that a long text isn't less alike
/// for being long. Whole numbers only, so that everybody computes the same.
package enum TextLikeness {
    /// Words that stand in every Dutch text and say nothing about what it is about.
    package static let functionWords: Set<String> = [
        "aan", "al", "als", "bij", "dat", "de", "deze", "die", "dit", "door", "een", "en", "er",
        "haar", "het", "hun", "in", "is", "je", "kan", "met", "naar", "niet", "nog", "of", "om",
        "ons", "onze", "ook", "op", "over", "te", "tot", "uit", "uw", "van", "voor", "was", "we",
        "wij", "wordt", "worden", "zal", "ze", "zich", "zij", "zijn", "zo",
    ]

    /// How much of the entry is found in the text: 0 to 1,000, rounded down; 0 for an entry without
    /// words.
    package static func perMille(of entry: String, in text: String) -> Int {
        let own = trigrams(of: entry)
        return own.isEmpty ? 0 : own.intersection(trigrams(of: text)).count * 1000 / own.count
    }

    /// The groups of three scalars in the words of the text, each once.
    static func trigrams(of text: String) -> Set<UInt64> {
        var groups: Set<UInt64> = []
        for word in words(of: text) {
            // A scalar has at most 21 bits, so that three of them fill 63.
            var group = UInt64(space) << 21 | UInt64(space)
            for scalar in word.map(\.value) + [space] {
                group = (group << 21 | UInt64(scalar)) & (1 << 63 - 1)
                groups.insert(group)
            }
        }
        return groups
    }

    private static let space: UInt32 = 0x20

    /// The words of the text, in lower case and without accents, function words left out.
    ///
    /// A word is a run of letters and digits of any script. Only so much of the text is read as a
    /// title and a draft may have.
    private static func words(of text: String) -> [[Unicode.Scalar]] {
        var words: [[Unicode.Scalar]] = []
        var word: [Unicode.Scalar] = []
        func end() {
            guard !word.isEmpty else { return }
            var written = String.UnicodeScalarView()
            written.append(contentsOf: word)
            if !functionWords.contains(String(written)) { words.append(word) }
            word = []
        }
        for character in text.prefix(Limits.hintTextCharactersMost).lowercased() {
            if character.isLetter || character.isNumber {
                for scalar in character.unicodeScalars { append(scalar, to: &word) }
            } else {
                end()
            }
        }
        end()
        return words
    }

    /// Adds the letter without its accents: marks that stand apart are left out, a letter with
    /// marks becomes its first letter, a ligature its letters.
    ///
    /// The standard library decomposes nothing in the open, so the base is read from the scalar's
    /// Unicode name ("LATIN SMALL LETTER E WITH ACUTE"). That folds Latin script alone; other
    /// scripts are compared as they are written, save for their nonspacing marks.
    private static func append(_ scalar: Unicode.Scalar, to word: inout [Unicode.Scalar]) {
        if scalar.isASCII {
            word.append(scalar)
        } else if scalar.properties.generalCategory == .nonspacingMark {
            return
        } else if let base = base(of: scalar.properties.name ?? "") {
            word.append(contentsOf: base.lowercased().unicodeScalars)
        } else {
            word.append(scalar)
        }
    }

    private static func base(of name: String) -> Substring? {
        let parts = name.split(separator: " ")
        guard parts.count >= 4, parts[0] == "LATIN", parts[1] == "SMALL" else { return nil }
        switch parts[2] {
        case "LETTER":
            return parts.count > 4 && parts[4] == "WITH" && parts[3].utf8.count == 1
                ? parts[3] : nil
        case "LIGATURE": return parts.count == 4 ? parts[3] : nil
        default: return nil
        }
    }
}

extension Limits {
    /// Characters of a text that are compared: as many as a title and a draft may have.
    package static let hintTextCharactersMost = nameCharactersMost + draftCharactersMost
    /// Thousandths of an entry that a text must have to be a hint.
    ///
    /// Found on Dutch examples: texts on the same thing have 640 to 940, and an unrelated text of
    /// 1,200 characters has up to 560, because much of any Dutch entry stands somewhere in it.
    package static let hintLikenessLeast = 600
    /// Entries that are shown beside one text.
    package static let hintsMost = 3
}

/// That a dossier's text is alike an entry of the register of regular services: a hint, never a
/// vote.
package struct RegisterHint: Codable, Sendable, Equatable {
    package let service: Identifier<RegularService>
    /// Thousandths of the entry's trigrams that the text has.
    package let likeness: Int
}

/// The register of regular services, arranged so that a text is compared with all of it at once.
///
/// Made once for each register and then only read; whatever the order of the entries, it gives the
/// same hints.
package struct RegisterIndex: Sendable, Equatable {
    private let services: [Identifier<RegularService>]
    /// How many trigrams the title and description of each service have.
    private let sizes: [Int]
    /// The places in `services` of those that have the trigram.
    private var places: [UInt64: [UInt32]] = [:]

    package init(of register: [RegularService]) {
        services = register.map(\.id)
        let groups = register.map {
            TextLikeness.trigrams(of: "\($0.title) \($0.description)")
        }
        sizes = groups.map(\.count)
        for (place, groups) in groups.enumerated() {
            for group in groups { places[group, default: []].append(UInt32(place)) }
        }
    }

    /// The entries that this text is most alike, at most three: highest first, then by their name.
    package func hints(for text: String) -> [RegisterHint] {
        var shared = [Int](repeating: 0, count: services.count)
        for group in TextLikeness.trigrams(of: text) {
            for place in places[group] ?? [] { shared[Int(place)] += 1 }
        }
        let hints = services.indices.compactMap { place -> RegisterHint? in
            guard sizes[place] > 0 else { return nil }
            let likeness = shared[place] * 1000 / sizes[place]
            return likeness < Limits.hintLikenessLeast
                ? nil : RegisterHint(service: services[place], likeness: likeness)
        }
        let ordered = hints.sorted { ($1.likeness, $0.service) < ($0.likeness, $1.service) }
        return Array(ordered.prefix(Limits.hintsMost))
    }
}
