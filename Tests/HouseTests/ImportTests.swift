import Testing

/// Every import that the arrows don't allow, whatever its access level.
func importViolations(in file: HouseFile, rooms: [Room]) -> [Violation] {
    guard let name = file.room, let room = rooms.first(where: { $0.name == name }) else {
        return [Violation(file.path, "stands in no room of the table of arrows")]
    }
    let pattern =
        #/
        ^\s*((?:@\w+(?:\([^)]*\))?\s+)*)
        (?:(?:public|package|internal|fileprivate|private)\s+)?
        import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)\s+)?(\w+)
        /#
    var violations: [Violation] = []
    for (index, line) in file.codeLines.enumerated() {
        guard let match = line.prefixMatch(of: pattern) else { continue }
        if match.1.contains("@testable") || match.1.contains("@_exported") {
            violations.append(
                Violation(file.path, line: index + 1, "goes round the doors with \(match.1)"))
        }
        let module = String(match.2)
        if !room.imports.contains(module) {
            violations.append(
                Violation(file.path, line: index + 1, "\(name) may not import \(module)"))
        }
    }
    return violations
}

/// Every difference between the manifest's targets and the table of arrows.
func manifestViolations(in manifest: HouseFile, rooms: [Room]) -> [Violation] {
    let names = Set(rooms.map(\.name))
    let shared = sharedProducts(in: manifest.text)
    let start =
        #/\.(?:target|executableTarget|testTarget|systemLibrary)\(\s*name:\s*"(\w+)"/#
    let matches = manifest.text.matches(of: start)
    var violations: [Violation] = []
    for (index, match) in matches.enumerated() {
        let end =
            index + 1 < matches.count
            ? matches[index + 1].range.lowerBound : manifest.text.endIndex
        let block = String(manifest.text[match.range.upperBound..<end])
        guard let room = rooms.first(where: { $0.name == match.1 }) else {
            violations.append(Violation(manifest.path, "\(match.1) isn't in the table of arrows"))
            continue
        }
        let quoted = Set(block.matches(of: #/"([^"]+)"/#).map { String($0.1) })
        var products = productNames(in: block)
        let code = CodeReader.code(of: block)
        for word in code.matches(of: #/\w+/#) { products.formUnion(shared[String(word.0)] ?? []) }
        violations += differences(
            quoted.intersection(names).subtracting(products), room.rooms, of: room, manifest)
        violations += differences(products, room.packages, of: room, manifest)
    }
    let declared = Set(matches.map { String($0.1) })
    return violations
        + names.subtracting(declared).sorted().map {
            Violation(manifest.path, "\($0) is in the table of arrows and is no target")
        }
}

private func differences(
    _ found: Set<String>, _ allowed: Set<String>, of room: Room, _ manifest: HouseFile
) -> [Violation] {
    found.symmetricDifference(allowed).sorted().map { name in
        let sentence = found.contains(name) ? "has an arrow too many" : "lacks its arrow"
        return Violation(manifest.path, "\(room.name) \(sentence): \(name)")
    }
}

private func productNames(in text: String) -> Set<String> {
    Set(text.matches(of: #/\.product\(\s*name:\s*"(\w+)"/#).map { String($0.1) })
}

/// The products behind each name that the manifest declares before the package itself.
private func sharedProducts(in manifest: String) -> [String: Set<String>] {
    var shared: [String: Set<String>] = [:]
    let declarations = manifest.matches(of: #/(?m)^let (\w+)/#)
    for (index, match) in declarations.enumerated() where match.1 != "package" {
        let end =
            index + 1 < declarations.count
            ? declarations[index + 1].range.lowerBound : manifest.endIndex
        shared[String(match.1)] = productNames(in: String(manifest[match.range.upperBound..<end]))
    }
    return shared
}

struct ImportTests {
    @Test func `a room imports only what its arrows allow`() throws {
        let files = try House.files(below: ["Sources", "Tests"], ending: ".swift")
        #expect(files.flatMap { importViolations(in: $0, rooms: Room.all) } == [])
    }

    @Test(arguments: [
        "import Foundation", "package import Wire", "public import Engine", "internal import GRDB",
        "  import struct Engine.Append", "@preconcurrency private import NIOCore",
        "@testable import Domain", "/* why */ import Logging",
    ])
    func `an import against the arrows is seen, whatever stands before it`(line: String) {
        let file = HouseFile(path: "Sources/Domain/Round/Round.swift", text: "// Round\n\(line)\n")
        let violations = importViolations(in: file, rooms: Room.all)
        #expect(!violations.isEmpty)
        #expect(violations.allSatisfy { $0.line == 2 })
    }

    @Test func `an allowed import, a comment and a string are no breach`() {
        let text = "package import Domain\n// import GRDB\nlet a = \"\"\"\nimport GRDB\n\"\"\"\n"
        let file = HouseFile(path: "Sources/Wire/Limits.swift", text: text)
        #expect(importViolations(in: file, rooms: Room.all) == [])
    }

    @Test func `a file outside the rooms is seen`() {
        let file = HouseFile(path: "Sources/Attic/Box.swift", text: "import Domain\n")
        #expect(importViolations(in: file, rooms: Room.all).count == 1)
    }

    @Test func `the manifest's targets are the rooms and its dependencies their arrows`() throws {
        let manifest = try House.file("Package.swift")
        #expect(manifestViolations(in: manifest, rooms: Room.all) == [])
    }

    @Test func `an arrow too many, one too few, a lost room and a new one are seen`() {
        let manifest = HouseFile(
            path: "Package.swift",
            text: """
                let log = Target.Dependency.product(name: "Logging", package: "swift-log")
                let package = Package(targets: [
                    .target(name: "Domain", dependencies: ["Wire", log]),
                    .target(name: "Wire", dependencies: [.product(name: "GRDB", package: "g")]),
                    .testTarget(name: "AtticTests"),
                ])
                """)
        let rooms = [
            Room("Domain"), Room("Wire", rooms: ["Domain"], packages: ["GRDB"]), Room("Engine"),
        ]
        let sentences = manifestViolations(in: manifest, rooms: rooms).map(\.sentence)
        #expect(
            sentences == [
                "Domain has an arrow too many: Wire", "Domain has an arrow too many: Logging",
                "Wire lacks its arrow: Domain", "AtticTests isn't in the table of arrows",
                "Engine is in the table of arrows and is no target",
            ])
    }
}
