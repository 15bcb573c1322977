/// How one end compresses with permessage-deflate (RFC 7692), and what it agrees to.
///
/// The defaults keep no memory per connection: every message begins with an empty window, so one
/// inflater and one deflater serve all connections of an event loop.
public struct DeflateSettings: Sendable, Hashable {
    /// The effort from 1, the fastest, to 9; beyond 3 it costs much and brings little for
    /// messages. A level of zlib.
    public var level = 3
    /// The memory of the deflater beside its window: 2 to the power of this and 9, in bytes; 1 to
    /// 9.
    public var memoryLevel = 5
    /// The window of this end's deflater: 2 to this power, in bytes; 9 to 15, for zlib has no raw
    /// window of 8.
    public var windowBits = 15
    /// The largest window that the peer is asked to use, in the same measure: 9 to 15. Below 15 a
    /// client offers `server_max_window_bits`, and a server answers `client_max_window_bits` to
    /// those that offer it.
    public var peerWindowBits = 15
    /// The shortest message that is compressed, in bytes of payload; for shorter ones it doesn't
    /// pay.
    public var bytesMin = 512
    /// Whether windows may be kept from one message to the next, when the peer agrees.
    ///
    /// Then each connection has its own inflater and deflater from its first such message on: with
    /// the largest windows 40 KiB to read and 2 to the power of `windowBits` + 2 and of
    /// `memoryLevel` + 9 bytes to write, 144 KiB with the defaults; never more.
    public var keepsContext = false

    /// The defaults that stand beside each setting.
    public init() {}
}

/// What both ends agreed upon in the opening handshake.
public struct DeflateAgreement: Sendable, Hashable {
    /// How one end's messages are compressed.
    public struct Direction: Sendable, Hashable {
        /// Whether the window lives on from one message to the next.
        public let keepsContext: Bool
        /// The window is at most 2 to this power, in bytes: 8 to 15.
        public let windowBits: Int

        /// A direction with both its parts.
        public init(keepsContext: Bool, windowBits: Int) {
            self.keepsContext = keepsContext
            self.windowBits = windowBits
        }
    }

    /// The settings of this end.
    public let settings: DeflateSettings
    /// The parameters of the server's answer.
    public let answer: DeflateParameters

    /// What this end sends with.
    public func sending(as role: WebSocketMachine.Role) -> Direction {
        let agreed = direction(of: role)
        return Direction(
            keepsContext: agreed.keepsContext && settings.keepsContext,
            windowBits: min(agreed.windowBits, settings.windowBits))
    }

    /// What the peer of this end sends with, at most.
    public func receiving(as role: WebSocketMachine.Role) -> Direction {
        direction(of: role == .server ? .client : .server)
    }

    private func direction(of sender: WebSocketMachine.Role) -> Direction {
        switch sender {
        case .server:
            Direction(
                keepsContext: !answer.serverNoContextTakeover,
                windowBits: answer.serverMaxWindowBits ?? 15)
        case .client:
            Direction(
                keepsContext: !answer.clientNoContextTakeover,
                windowBits: answer.clientMaxWindowBits ?? 15)
        }
    }
}

// MARK: - The server

extension DeflateSettings {
    /// The server's answer to the first offer that it can keep; nil when there is none.
    ///
    /// Declined are offers of other extensions, with parameters that RFC 7692 section 7.1 doesn't
    /// allow, and of `server_max_window_bits=8`.
    public func answer(to offers: [WebSocketExtension]) -> DeflateAgreement? {
        for offer in offers where offer.name == DeflateParameters.extensionName {
            guard let asked = DeflateParameters(offer.parameters), asked.serverMaxWindowBits != 8
            else { continue }
            return DeflateAgreement(settings: self, answer: answer(to: asked))
        }
        return nil
    }

    private func answer(to asked: DeflateParameters) -> DeflateParameters {
        var answer = DeflateParameters()
        answer.serverNoContextTakeover = asked.serverNoContextTakeover || !keepsContext
        answer.clientNoContextTakeover = asked.clientNoContextTakeover || !keepsContext
        if let most = asked.serverMaxWindowBits {
            answer.serverMaxWindowBits = min(most, windowBits)
        }
        if asked.namesClientMaxWindowBits {
            let most = min(asked.clientMaxWindowBits ?? 15, peerWindowBits)
            if most < 15 {
                answer.namesClientMaxWindowBits = true
                answer.clientMaxWindowBits = most
            }
        }
        return answer
    }
}

// MARK: - The client

extension DeflateSettings {
    /// Why a client doesn't take a server's answer, in English.
    public struct Refusal: Error, Sendable, Equatable {
        /// One sentence part.
        public let reason: String
    }

    /// What a client offers.
    public var offer: DeflateParameters {
        var offer = DeflateParameters()
        offer.serverNoContextTakeover = !keepsContext
        offer.clientNoContextTakeover = !keepsContext
        if peerWindowBits < 15 { offer.serverMaxWindowBits = peerWindowBits }
        offer.namesClientMaxWindowBits = true
        return offer
    }

    /// What a client and a server agree on after the server's answer; nil when it chose nothing.
    ///
    /// Refused are extensions that weren't offered, parameters that RFC 7692 section 7.1 doesn't
    /// allow in an answer, and less than what was asked of the server.
    public func agreement(
        on extensions: [WebSocketExtension]
    ) throws(Refusal) -> DeflateAgreement? {
        guard let first = extensions.first else { return nil }
        guard extensions.count == 1, first.name == DeflateParameters.extensionName else {
            throw Refusal(reason: "an extension that was not offered")
        }
        guard let answer = DeflateParameters(first.parameters),
            !answer.namesClientMaxWindowBits || answer.clientMaxWindowBits != nil
        else { throw Refusal(reason: "permessage-deflate with parameters that are not allowed") }
        guard answer.serverNoContextTakeover || !offer.serverNoContextTakeover,
            offer.serverMaxWindowBits.map({ answer.serverMaxWindowBits ?? 16 <= $0 }) ?? true
        else { throw Refusal(reason: "permessage-deflate without what was asked for") }
        return DeflateAgreement(settings: self, answer: answer)
    }
}
