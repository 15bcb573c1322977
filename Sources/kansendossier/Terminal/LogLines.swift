import Domain
import Foundation
import Logging
import Wire

/// What the operator chose about the log.
struct LogChoice: Sendable, Equatable {
    let level: String
    let form: String

    /// The level that was chosen.
    var leastLevel: Logger.Level { Logger.Level(rawValue: level) ?? .info }

    /// A logger by this choice, whose threshold may change when one is given; what it writes is one
    /// line each to standard error.
    func logger(_ threshold: LogThreshold? = nil) -> Logger {
        let threshold = threshold ?? LogThreshold(leastLevel)
        return Logger(label: "kansendossier") { _ in
            LogLines(isJSON: form == "json", threshold: threshold)
        }
    }
}

/// Writes each message as one line: `2026-03-01T09:00:00.000Z info listening port=8443`, or the
/// same as a JSON object.
///
/// Control characters are escaped, so that nothing a client sends can begin a line of its own, and
/// a text of more than `textCharactersMost` characters is cut, so that nobody can fill the disk
/// with one.
struct LogLines: LogHandler {
    /// The longest message, and the longest value beside it.
    static let textCharactersMost = 1_000

    /// At least the threshold's; a logger that must say less has a higher one of its own.
    var logLevel: Logger.Level {
        get { max(own, threshold.level) }
        set { own = newValue }
    }
    var metadata = Logger.Metadata()
    var metadataProvider: Logger.MetadataProvider?
    private var own = Logger.Level.trace
    private let isJSON: Bool
    private let threshold: LogThreshold

    init(isJSON: Bool, threshold: LogThreshold) {
        self.isJSON = isJSON
        self.threshold = threshold
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(metadataProvider?.get() ?? [:]) { _, new in new }
            .merging(event.metadata ?? [:]) { _, new in new }
        let line = Line(
            at: WallClock.now.description, level: event.level.rawValue,
            message: Self.cut(event.message.description),
            details: all.mapValues { Self.cut($0.description) })
        Console.tell(isJSON ? line.json : line.plain)
    }

    private static func cut(_ text: String) -> String {
        text.count > textCharactersMost ? text.prefix(textCharactersMost) + "…" : text
    }

    private struct Line: Encodable {
        let at: String
        let level: String
        let message: String
        let details: [String: String]

        var json: String { String(decoding: CanonicalJSON.bytes(of: self), as: UTF8.self) }

        var plain: String {
            let words = details.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return Self.printable(([at, level, message] + words).joined(separator: " "))
        }

        private static func printable(_ text: String) -> String {
            var line = ""
            for scalar in text.unicodeScalars {
                if scalar.properties.generalCategory == .control {
                    line += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    line.unicodeScalars.append(scalar)
                }
            }
            return line
        }
    }
}

/// The machine's wall clock as the domain counts time.
enum WallClock {
    static var now: Instant {
        Instant(milliseconds: Int((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
