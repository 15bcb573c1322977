import Foundation
import Yams

/// The settings file: what stands in one, and what a new one says.
struct SettingsFile {
    static let usualName = "kansendossier.yaml"

    let path: String
    /// Each key with its value as text, for messages.
    let values: [String: String]

    /// Reads the file's names; nil when no file was named and the usual one isn't there.
    init?(named name: String?) throws {
        let path = name ?? Self.usualName
        self.path = path
        guard FileManager.default.fileExists(atPath: path) else {
            if let name { throw CommandFailure(.configuration, "there is no file \(name)") }
            return nil
        }
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            values = try Self.values(in: text)
        } catch let failure as CommandFailure {
            throw CommandFailure(.configuration, failure.lines.map { "\(path): \($0)" })
        } catch {
            throw CommandFailure(.configuration, "\(path) can't be read: \(error)")
        }
    }

    private static func values(in text: String) throws -> [String: String] {
        guard let root = try Yams.compose(yaml: text) else { return [:] }
        guard let mapping = root.mapping else {
            throw CommandFailure(.configuration, "it isn't a list of settings as `key: value`")
        }
        var values: [String: String] = [:]
        for (key, value) in mapping {
            guard let name = key.string else {
                throw CommandFailure(.configuration, "a setting's name is a text")
            }
            if let scalar = value.scalar {
                values[name] = scalar.string
            } else if let sequence = value.sequence {
                values[name] = sequence.map { $0.scalar?.string ?? "…" }.joined(separator: ", ")
            } else {
                throw CommandFailure(
                    .configuration, "\(name) has settings of its own; all stand on one level")
            }
        }
        return values
    }

    /// A file with every setting at its default, as `config/kansendossier.yaml`.
    static var usual: String {
        let head = """
            # The settings of kansendossier, each with its default, its unit and its reason.
            #
            # A copy of this file is read from the current folder, or from where --config says.
            # An environment variable goes before it; its name stands with each setting. A name
            # that isn't known is refused. See also: kansendossier check

            """
        return head + Setting.all.map { "\n" + paragraph($0) + "\n" }.joined()
    }

    private static func paragraph(_ setting: Setting) -> String {
        let unit =
            switch setting.kind {
            case .whole(_, let range):
                "Unit: \(setting.unit ?? "one"), \(range.lowerBound) to \(range.upperBound). "
            case .choice(_, let choices): "One of \(choices.joined(separator: ", ")). "
            default: ""
            }
        let comment =
            "\(setting.reason) \(unit)\(setting.change.sentence) "
            + "Environment: \(setting.environmentName)."
        return Paragraph.wrapped(comment, columns: 97).map { "# \($0)" }.joined(separator: "\n")
            + "\n\(setting.key): \(setting.defaultText)"
    }
}
