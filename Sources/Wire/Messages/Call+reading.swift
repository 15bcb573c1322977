internal import Domain

extension Call {
    /// What the request asks; refuses an unknown method, and parameters that are missing, wrong,
    /// without meaning (a day that doesn't exist) or unknown.
    package init(_ request: Request) throws(CallError) {
        let params = request.params
        switch request.method {
        case MethodName.hello:
            self = .hello(try Self.parameters(HelloParameters.self, of: params))
        case MethodName.refreshCredential:
            self = .refreshCredential(token: try Self.parameters(Credential.self, of: params).token)
        case MethodName.listRounds:
            _ = try Self.parameters(Nothing.self, of: params)
            self = .listRounds
        case MethodName.searchLessons:
            self = .searchLessons(
                words: try Self.parameters(LessonSearch.self, of: params).words)
        case MethodName.subscribeRound:
            let target = try Self.parameters(RoundSubscription.self, of: params)
            self = .subscribe(
                stream: .round(target.round), view: target.view,
                since: try Self.position(target.epoch, target.offset))
        case MethodName.unsubscribeRound:
            let target = try Self.parameters(RoundView.self, of: params)
            self = .unsubscribe(stream: .round(target.round), view: target.view)
        case MethodName.hint:
            let hint = try Self.parameters(HintParameters.self, of: params)
            guard !hint.isGone || hint.place == nil else {
                throw .invalidParameters(path: "place", "not beside gone")
            }
            self = .hint(hint)
        case MethodName.subscribeDirectory:
            let target = try Self.parameters(DirectorySubscription.self, of: params)
            self = .subscribe(
                stream: .directory, view: target.view,
                since: try Self.position(target.epoch, target.offset))
        case MethodName.unsubscribeDirectory:
            let target = try Self.parameters(DirectoryView.self, of: params)
            self = .unsubscribe(stream: .directory, view: target.view)
        case MethodName.issueToken:
            let (envelope, own) = try Self.envelope(of: params)
            self = .issueToken(try Self.parameters(TokenRequest.self, of: own), envelope)
        default: self = try Self.command(request)
        }
    }

    private static func command(_ request: Request) throws(CallError) -> Self {
        let parts = request.method.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw .unknownMethod(request.method) }
        let (prefix, name) = (String(parts[0]), String(parts[1]))
        switch prefix {
        case DirectoryCommand.methodPrefix where DirectoryCommand.isCallable(name):
            let (envelope, own) = try envelope(of: request.params)
            return .directory(try DirectoryCommand(name: name, fields: own), envelope)
        case RoundCommand.methodPrefix where RoundCommand.isCallable(name):
            var (envelope, own) = try envelope(of: request.params)
            guard let value = own.removeValue(forKey: "round") else {
                throw .invalidParameters(path: "round", "missing")
            }
            guard let round = value.text.flatMap(RoundID.init(rawValue:)) else {
                throw .invalidParameters(
                    path: "round", "not 1 to 64 characters out of a-z, 0-9 and -")
            }
            let intent = try takeIntent(from: &own)
            return .round(round, try RoundCommand(name: name, fields: own), envelope, intent)
        default: throw .unknownMethod(request.method)
        }
    }

    /// The envelope, and the fields that remain for the command itself.
    private static func envelope(
        of params: [String: JSONValue]
    ) throws(CallError) -> (Envelope, [String: JSONValue]) {
        let names = ["key", "actingFor"]
        let envelope = try parameters(
            Envelope.self, of: params.filter { names.contains($0.key) })
        return (envelope, params.filter { !names.contains($0.key) })
    }

    /// The intent, which is taken out of the fields; most commands have none written.
    private static func takeIntent(
        from fields: inout [String: JSONValue]
    ) throws(CallError) -> Intent {
        var own: [String: JSONValue] = [:]
        for name in ["dryRun", "confirm"] { own[name] = fields.removeValue(forKey: name) }
        return own.isEmpty ? .perform : try parameters(IntentFields.self, of: own).intent
    }

    /// The parameters as that type, with the same strictness as commands.
    private static func parameters<Value: Codable>(
        _ type: Value.Type, of params: [String: JSONValue]
    ) throws(CallError) -> Value {
        let written = JSONValue.object(params)
        if let path = written.fractionPath {
            throw .invalidParameters(path: path, "not an integer of 64 bits")
        }
        let value: Value
        do {
            value = try written.decoded(as: type)
        } catch {
            throw .invalidParameters(error)
        }
        if let path = written.unknownPath(beside: .encoding(value)) {
            throw .invalidParameters(path: path, "unknown field")
        }
        return value
    }

    /// Both halves of a position, or neither.
    private static func position(
        _ epoch: String?, _ offset: Int?
    ) throws(CallError) -> ViewPosition? {
        switch (epoch, offset) {
        case (nil, nil): return nil
        case (nil, _): throw .invalidParameters(path: "epoch", "missing beside offset")
        case (_, nil): throw .invalidParameters(path: "offset", "missing beside epoch")
        case (let epoch?, let offset?):
            guard offset >= 0 else { throw .invalidParameters(path: "offset", "negative") }
            return ViewPosition(epoch: epoch, offset: offset)
        }
    }
}

/// How an intent stands among a command's parameters.
struct IntentFields: Codable {
    /// True to be told what the command would bring about.
    let dryRun: Bool?
    /// The `confirmation` of the dry run.
    let confirm: Digest?

    init(_ intent: Intent) {
        switch intent {
        case .perform: (dryRun, confirm) = (nil, nil)
        case .confirm(let seen): (dryRun, confirm) = (nil, seen)
        case .rehearse: (dryRun, confirm) = (true, nil)
        }
    }

    var intent: Intent {
        get throws(CallError) {
            guard dryRun == true else { return confirm.map { .confirm($0) } ?? .perform }
            guard confirm == nil else {
                throw .invalidParameters(path: "confirm", "not in a dry run")
            }
            return .rehearse
        }
    }
}

/// The parameters of `round.list`.
struct Nothing: Codable {}

/// The parameters of `auth.refresh`.
struct Credential: Codable {
    let token: String
}

/// The parameters of `round.subscribe`.
struct RoundSubscription: Codable {
    let round: RoundID
    let view: String
    let epoch: String?
    let offset: Int?
}

/// The parameters of `lessons.search`.
struct LessonSearch: Codable {
    let words: String
}

/// The parameters of `round.unsubscribe`.
struct RoundView: Codable {
    let round: RoundID
    let view: String
}

/// The parameters of `directory.subscribe`.
struct DirectorySubscription: Codable {
    let view: String
    let epoch: String?
    let offset: Int?
}

/// The parameters of `directory.unsubscribe`.
struct DirectoryView: Codable {
    let view: String
}
