/// One thing that an operator may choose.
///
/// The table of these is the only place where a setting is described: reading, refusing, the
/// settings file, `check` and the help all go by it.
struct Setting: Sendable {
    /// Its name in the settings file.
    let key: String
    let kind: Kind
    /// What a number counts; nil for anything but a number.
    let unit: String?
    /// What a running server does with another value.
    let change: Change
    /// Whether what was written by mistake could be a secret, so that it is never repeated.
    let mayHoldSecret: Bool
    /// Why it is there and what it does, in whole sentences.
    let reason: String

    /// When another value takes effect.
    enum Change: Sendable {
        case atRestart
        /// At a SIGHUP, for connections that come after it.
        case forNewConnections
        /// At a SIGHUP.
        case atOnce

        /// The same for the settings file.
        var sentence: String {
            switch self {
            case .atRestart: "A change needs a restart."
            case .forNewConnections: "A change holds after SIGHUP, for new connections."
            case .atOnce: "A change holds after SIGHUP."
            }
        }
    }

    /// What may be chosen, and what holds when nothing is.
    enum Kind: Sendable {
        case text(default: String)
        case whole(default: Int, ClosedRange<Int>)
        case decision(default: Bool)
        case texts(default: [String])
        case choice(default: String, of: [String])
    }

    init(
        _ key: String, _ kind: Kind, unit: String? = nil, change: Change = .atRestart,
        mayHoldSecret: Bool = false, reason: String
    ) {
        self.key = key
        self.kind = kind
        self.unit = unit
        self.change = change
        self.mayHoldSecret = mayHoldSecret
        self.reason = reason
    }

    /// What every environment variable of this program begins with.
    static let environmentPrefix = "KANSENDOSSIER_"

    /// Variables with that beginning that are no settings: a token is given to one command only.
    static let otherVariables: Set<String> = [TokenSource.variable]

    /// Its name in the environment: `dataFolder` is `KANSENDOSSIER_DATA_FOLDER`.
    var environmentName: String {
        var name = Self.environmentPrefix
        for character in key {
            if character.isUppercase { name += "_" }
            name += character.uppercased()
        }
        return name
    }

    /// What may be written, for somebody who wrote something else.
    var allowed: String {
        switch kind {
        case .text: "a text"
        case .whole(_, let range):
            "a whole number from \(range.lowerBound) to \(range.upperBound)"
                + (unit.map { " (\($0))" } ?? "")
        case .decision: "true or false"
        case .texts: "a list of texts, separated by commas in an environment variable"
        case .choice(_, let choices): "one of \(choices.joined(separator: ", "))"
        }
    }

    /// The default as it stands in the settings file.
    var defaultText: String {
        switch kind {
        case .text(let text), .choice(let text, _): text.isEmpty ? "\"\"" : text
        case .whole(let number, _): String(number)
        case .decision(let decision): String(decision)
        case .texts(let texts): "[\(texts.joined(separator: ", "))]"
        }
    }
}
