import Testing

/// Every key that the publiccode.yml standard asks for and that is missing or empty.
///
/// Source: https://yml.publiccode.tools, the mandatory keys of the core.
func publicCodeViolations(in file: HouseFile) -> [Violation] {
    let required = [
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType",
        "description/nl/shortDescription", "description/nl/longDescription",
        "description/nl/features", "description/en/shortDescription",
        "description/en/longDescription", "description/en/features", "legal/license",
        "maintenance/type", "maintenance/contacts/name", "localisation/localisationReady",
        "localisation/availableLanguages",
    ]
    let keys = outline(of: file.text)
    return required.filter { !keys.contains($0) }.map { Violation(file.path, "lacks \($0)") }
}

/// The licence, named by its SPDX identifier and its official address.
func licenceViolations(in file: HouseFile) -> [Violation] {
    ["SPDX-License-Identifier: EUPL-1.2", "https://eupl.eu/1.2/en/"]
        .filter { !file.text.contains($0) }
        .map { Violation(file.path, "lacks \($0)") }
}

/// The path of every key that has a value, for YAML written in blocks.
private func outline(of text: String) -> Set<String> {
    var found: Set<String> = []
    var open: [(indent: Int, key: String)] = []
    var literalIndent: Int?
    for line in text.split(separator: "\n") {
        let content = line.drop { $0 == " " }
        let indent = line.count - content.count
        if content.isEmpty || content.hasPrefix("#") { continue }
        if let literal = literalIndent, indent > literal {
            found.insert(open.map(\.key).joined(separator: "/"))
            continue
        }
        literalIndent = nil
        let isItem = content.hasPrefix("- ")
        let column = isItem ? indent + 2 : indent
        while let last = open.last, last.indent >= column { open.removeLast() }
        // An item makes the key above it one with a value.
        if isItem { found.insert(open.map(\.key).joined(separator: "/")) }
        guard let match = line.dropFirst(column).prefixMatch(of: #/([\w.\-]+):(?:\s+(.*))?$/#)
        else {
            continue
        }
        open.append((column, String(match.1)))
        let value = match.2 ?? ""
        if value.hasPrefix("|") || value.hasPrefix(">") {
            literalIndent = column
        } else if !value.isEmpty {
            found.insert(open.map(\.key).joined(separator: "/"))
        }
    }
    return found
}

struct PublicCodeTests {
    @Test func `publiccode.yml has every key that the standard asks for`() throws {
        let file = try House.file("publiccode.yml")
        #expect(publicCodeViolations(in: file) == [])
    }

    @Test(arguments: [
        "url: https://example.org", "license: EUPL-1.2", "- name: The maintainers",
        "shortDescription: Kort", "- nl",
    ])
    func `a key that is missing or empty is seen`(part: String) {
        let whole = """
            publiccodeYmlVersion: "0"
            name: A
            url: https://example.org
            platforms:
              - linux
            developmentStatus: development
            softwareType: standalone/web
            description:
              nl:
                shortDescription: Kort
                longDescription: |
                  Lang: verhaal
                features: [a]
              en:
                shortDescription: Short
                longDescription: >
                  Long
                features:
                  - a
            legal:
              license: EUPL-1.2
            maintenance:
              type: community
              contacts:
                - name: The maintainers
            localisation:
              localisationReady: true
              availableLanguages:
                - nl

            """
        func count(_ text: String) -> Int {
            publicCodeViolations(in: HouseFile(path: "publiccode.yml", text: text)).count
        }
        #expect(count(whole) == 0)
        #expect(count(whole.replacing(part, with: "#")) == 1)
    }

    @Test func `the licence is named by its identifier and its address`() throws {
        let file = try House.file("LICENSE")
        #expect(licenceViolations(in: file) == [])
        #expect(licenceViolations(in: HouseFile(path: "LICENSE", text: "EUPL")).count == 2)
    }
}
