package import Domain

/// What a client may ask, with both ends of the wire: the client writes it, the server reads it.
///
/// Generic over the commands of a round, so that this file says nothing of what rounds can do.
package enum Call<RoundCommand: CallableCommand>: Sendable, Equatable {
    case hello(HelloParameters)
    case refreshCredential(token: String)
    /// The rounds in which the caller may watch something.
    case listRounds
    /// The released lessons, of every round in which the caller may watch something, in which all of
    /// these words stand.
    case searchLessons(words: String)
    case subscribe(stream: StreamID, view: String, since: ViewPosition?)
    case unsubscribe(stream: StreamID, view: String)
    /// Where in a dossier the caller is, for the others of its coalition.
    case hint(HintParameters)
    /// A token whose secret the server makes and shows once, in the answer.
    case issueToken(TokenRequest, Envelope)
    case directory(DirectoryCommand, Envelope)
    case round(RoundID, RoundCommand, Envelope, Intent = .perform)
}

/// Whether a command is to be carried out, or only looked at (F32).
package enum Intent: Sendable, Equatable {
    case perform
    /// To be carried out if it brings about exactly what the dry run with this fingerprint said.
    case confirm(Digest)
    /// A dry run: what it would bring about is told, and nothing happens.
    case rehearse
}

/// What comes with every command beside its own fields.
package struct Envelope: Codable, Sendable, Equatable {
    /// The client's name for this command: the same key again has one effect and the same answer.
    package let key: CommandKey
    /// In whose name; needed only by people of several organisations.
    package let actingFor: OrganisationID?

    package init(key: CommandKey, actingFor: OrganisationID? = nil) {
        self.key = key
        self.actingFor = actingFor
    }
}

/// The first message of every connection.
package struct HelloParameters: Codable, Sendable, Equatable {
    /// The secret of a personal token, or of a projector's key; a browser leaves it out and is known
    /// by its session's cookie.
    package let token: String?
    /// What program this is, for whoever reads along; the server keeps nothing of it.
    package let client: String?

    package init(token: String?, client: String? = nil) {
        self.token = token
        self.client = client
    }
}

/// How far a client has followed a view.
package struct ViewPosition: Codable, Sendable, Equatable {
    package let epoch: String
    package let offset: Int

    package init(epoch: String, offset: Int) {
        self.epoch = epoch
        self.offset = offset
    }
}

/// A token to be issued, all but its secret.
package struct TokenRequest: Codable, Sendable, Equatable {
    package let token: TokenID
    package let holder: Actor.Identity
    package let scope: TokenScope
    package let expiresAt: Instant
    package let label: String

    package init(
        token: TokenID, holder: Actor.Identity, scope: TokenScope, expiresAt: Instant,
        label: String
    ) {
        self.token = token
        self.holder = holder
        self.scope = scope
        self.expiresAt = expiresAt
        self.label = label
    }

    /// The command that the directory gets, with the SHA-256 of the secret's UTF-8 text.
    package func command(secret: Digest) -> DirectoryCommand {
        .issueToken(
            token: token, holder: holder, secret: secret, scope: scope, expiresAt: expiresAt,
            label: label)
    }
}

/// The names of the methods that aren't commands.
package enum MethodName {
    package static let hello = "hello"
    package static let refreshCredential = "auth.refresh"
    package static let listRounds = "round.list"
    package static let searchLessons = "lessons.search"
    package static let subscribeRound = "round.subscribe"
    package static let unsubscribeRound = "round.unsubscribe"
    package static let hint = "round.hint"
    package static let subscribeDirectory = "directory.subscribe"
    package static let unsubscribeDirectory = "directory.unsubscribe"
    package static let issueToken = "directory.issueToken"
}

extension Call {
    /// The method by which this is asked.
    package var method: String {
        switch self {
        case .hello: MethodName.hello
        case .refreshCredential: MethodName.refreshCredential
        case .listRounds: MethodName.listRounds
        case .searchLessons: MethodName.searchLessons
        case .subscribe(.directory, _, _): MethodName.subscribeDirectory
        case .subscribe(.round, _, _): MethodName.subscribeRound
        case .unsubscribe(.directory, _): MethodName.unsubscribeDirectory
        case .unsubscribe(.round, _): MethodName.unsubscribeRound
        case .hint: MethodName.hint
        case .issueToken: MethodName.issueToken
        case .directory(let command, _):
            "\(DirectoryCommand.methodPrefix).\(command.wireForm.name)"
        case .round(_, let command, _, _): "\(RoundCommand.methodPrefix).\(command.wireForm.name)"
        }
    }

    /// The parameters as they stand in the request.
    package var params: [String: JSONValue] {
        switch self {
        case .hello(let parameters): Self.fields(of: parameters)
        case .refreshCredential(let token): ["token": .string(token)]
        case .listRounds: [:]
        case .searchLessons(let words): ["words": .string(words)]
        case .subscribe(let stream, let view, let since):
            Self.fields(of: stream, view).merging(since.map(Self.fields) ?? [:]) { own, _ in own }
        case .unsubscribe(let stream, let view): Self.fields(of: stream, view)
        case .hint(let parameters): Self.fields(of: parameters)
        case .issueToken(let request, let envelope):
            Self.fields(of: request).merging(Self.fields(of: envelope)) { own, _ in own }
        case .directory(let command, let envelope):
            command.wireForm.fields.merging(Self.fields(of: envelope)) { own, _ in own }
        case .round(let round, let command, let envelope, let intent):
            command.wireForm.fields.merging(Self.fields(of: envelope)) { own, _ in own }
                .merging(Self.fields(of: IntentFields(intent))) { own, _ in own }
                .merging(["round": .string(round.rawValue)]) { own, _ in own }
        }
    }

    /// The request as one message.
    package func bytes(id: RequestID) -> [UInt8] {
        Request(id: id, method: method, params: params).bytes
    }

    private static func fields(of value: some Encodable) -> [String: JSONValue] {
        JSONValue.encoding(value).fields ?? [:]
    }

    private static func fields(of stream: StreamID, _ view: String) -> [String: JSONValue] {
        switch stream {
        case .directory: ["view": .string(view)]
        case .round(let round): ["round": .string(round.rawValue), "view": .string(view)]
        }
    }
}
