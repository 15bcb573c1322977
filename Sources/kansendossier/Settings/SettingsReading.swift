import Configuration

/// One pass over everything that was set, which notes what is wrong and goes on, so that a person
/// mends it in one go.
struct SettingsReading {
    let file: String?
    private let reader: ConfigReader
    private let environment: [String: String]
    private let written: [String: String]
    private var problems: [String]
    /// What was read for each key so far, as text.
    private(set) var chosen: [String: String] = [:]

    init(file: String?, environment: [String: String]) async throws {
        let own = environment.filter {
            $0.key.hasPrefix(Setting.environmentPrefix) && !Setting.otherVariables.contains($0.key)
        }
        let source = try SettingsFile(named: file)
        self.file = source?.path
        self.environment = own
        written = source?.values ?? [:]
        problems = Self.unknownNames(in: own, source)
        reader = ConfigReader(providers: try await Self.providers(own, source))
    }

    /// Throws everything that was found wrong.
    func end() throws {
        if !problems.isEmpty { throw CommandFailure(.configuration, problems) }
    }

    mutating func text(_ setting: Setting) -> String {
        let text = value(of: setting, or: "") { try $0.requiredString(forKey: $1) }
        if case .choice(let usual, let choices) = setting.kind, !choices.contains(text) {
            refuse(setting)
            return usual
        }
        return text
    }

    mutating func whole(_ setting: Setting) -> Int {
        guard case .whole(let usual, let range) = setting.kind else {
            preconditionFailure("\(setting.key) is a whole number in the table")
        }
        let number = value(of: setting, or: usual) { try $0.requiredInt(forKey: $1) }
        if !range.contains(number) { refuse(setting) }
        return number
    }

    mutating func decision(_ setting: Setting) -> Bool {
        value(of: setting, or: false) { try $0.requiredBool(forKey: $1) }
    }

    mutating func texts(_ setting: Setting) -> [String] {
        value(of: setting, or: []) { try $0.requiredStringArray(forKey: $1) }
            .filter { !$0.isEmpty }
    }

    /// Notes that a setting is wrong for another reason than its own value.
    mutating func note(_ problem: String) { problems.append(problem) }

    private mutating func value<Value>(
        of setting: Setting, or usual: Value, _ read: (ConfigReader, ConfigKey) throws -> Value
    ) -> Value {
        do {
            let value = try read(reader, ConfigKey([setting.key]))
            chosen[setting.key] = "\(value)"
            return value
        } catch {
            refuse(setting)
            return usual
        }
    }

    private mutating func refuse(_ setting: Setting) {
        let (place, text) =
            if let text = environment[setting.environmentName] {
                (setting.environmentName, text)
            } else {
                ("\(setting.key) in \(file ?? "the settings")", written[setting.key] ?? "")
            }
        let value = setting.mayHoldSecret ? "something else" : "\"\(text)\""
        problems.append("\(place) is \(value); it may be \(setting.allowed)")
    }

    private static func providers(
        _ environment: [String: String], _ source: SettingsFile?
    ) async throws -> [any ConfigProvider] {
        let stripped = environment.map {
            (String($0.key.dropFirst(Setting.environmentPrefix.count)), $0.value)
        }
        var providers: [any ConfigProvider] = [
            EnvironmentVariablesProvider(
                environmentVariables: Dictionary(stripped) { first, _ in first })
        ]
        if let source, !source.values.isEmpty {
            let place = InMemoryProvider(
                values: ["filePath": ConfigValue(.string(source.path), isSecret: false)])
            do {
                providers.append(
                    try await FileProvider<YAMLSnapshot>(config: ConfigReader(provider: place)))
            } catch {
                throw CommandFailure(.configuration, "\(source.path): \(error)")
            }
        }
        let defaults = Setting.all.map {
            (AbsoluteConfigKey([$0.key]), ConfigValue($0.kind.content, isSecret: false))
        }
        providers.append(
            InMemoryProvider(
                name: "defaults", values: Dictionary(defaults) { first, _ in first }))
        return providers
    }

    private static func unknownNames(
        in environment: [String: String], _ source: SettingsFile?
    ) -> [String] {
        let keys = Setting.all.map(\.key)
        let names = Setting.all.map(\.environmentName)
        let inFile = (source?.values.keys.sorted() ?? []).filter { !keys.contains($0) }.map {
            "\(source?.path ?? ""): there is no setting \($0)\(NearestName.hint(for: $0, in: keys))"
        }
        let inEnvironment = environment.keys.sorted().filter { !names.contains($0) }.map {
            "the environment: there is no setting \($0)\(NearestName.hint(for: $0, in: names))"
        }
        return inFile + inEnvironment
    }
}

extension Setting.Kind {
    fileprivate var content: ConfigContent {
        switch self {
        case .text(let text), .choice(let text, _): .string(text)
        case .whole(let number, _): .int(number)
        case .decision(let decision): .bool(decision)
        case .texts(let texts): .stringArray(texts)
        }
    }
}
