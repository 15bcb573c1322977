import FoundationEssentials

/// One file of the package, its path written from the package's root.
struct HouseFile: Sendable {
    let path: String
    let text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The lines with comments and the contents of strings blanked, for rules about Swift code.
    var codeLines: [Substring] {
        CodeReader.code(of: text).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The room that the path stands in (`Sources/Domain/…` is in `Domain`), or nil.
    var room: String? {
        let parts = path.split(separator: "/")
        guard parts.count > 2, parts[0] == "Sources" || parts[0] == "Tests" else { return nil }
        return String(parts[1])
    }
}

/// One breach of one rule, with the place where a reader can put it right.
struct Violation: Equatable, Sendable, CustomStringConvertible {
    let path: String
    let line: Int?
    let sentence: String

    init(_ path: String, line: Int? = nil, _ sentence: String) {
        self.path = path
        self.line = line
        self.sentence = sentence
    }

    var description: String {
        guard let line else { return "\(path): \(sentence)" }
        return "\(path):\(line): \(sentence)"
    }
}

/// The package as it stands on disk.
enum House {
    /// The folder that has Package.swift, found upwards from this file.
    static let root: URL = {
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
            {
                return folder
            }
            folder.deleteLastPathComponent()
        }
        preconditionFailure("No Package.swift stands above \(#filePath).")
    }()

    /// What stands at the top level, hidden entries and what the package manager writes left out.
    static func topLevelEntries() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.path)
            .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
            .sorted()
    }

    /// Every path, folders included; build products and the version history left out.
    static func paths() throws -> [String] {
        let made: Set<String> = [".git", ".swiftpm", "__pycache__", "Package.resolved"]
        var found: [String] = []
        var waiting = [""]
        while let folder = waiting.popLast() {
            let entries = try FileManager.default.contentsOfDirectory(
                atPath: folder.isEmpty ? root.path : root.appending(path: folder).path)
            for name in entries where !made.contains(name) && !name.hasPrefix(".build") {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                found.append(path)
                var isFolder = false
                _ = FileManager.default.fileExists(
                    atPath: root.appending(path: path).path, isDirectory: &isFolder)
                if isFolder { waiting.append(path) }
            }
        }
        return found.sorted()
    }

    static func file(_ path: String) throws -> HouseFile {
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        return HouseFile(path: path, text: text)
    }

    /// The files below these folders whose names end so; every folder when none is named.
    static func files(below folders: [String] = [], ending: String) throws -> [HouseFile] {
        try paths()
            .filter { path in
                path.hasSuffix(ending)
                    && (folders.isEmpty || folders.contains { path.hasPrefix("\($0)/") })
            }
            .map(file)
    }
}
