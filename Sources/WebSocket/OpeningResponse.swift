public import NIOHTTP1

/// The answer of a server to an opening request, judged by RFC 6455 section 4.1; the accept key is
/// checked beside it, by NIO's upgrader.
public struct OpeningResponse: Sendable, Equatable {
    /// What the answer lacks, in English.
    public struct Refusal: Error, Sendable, Equatable {
        /// One sentence part.
        public let reason: String
    }

    /// What was agreed in the opening handshake.
    public struct Acceptance: Sendable, Equatable {
        /// The subprotocol that the server chose; nil only when none was offered.
        public let subprotocol: String?
        /// How messages are compressed; nil when they aren't.
        public let deflate: DeflateAgreement?
    }

    /// The head of the answer as it came.
    public let head: HTTPResponseHead

    /// An answer that is judged later.
    public init(head: HTTPResponseHead) {
        self.head = head
    }

    /// What the server chose, which must be among what was offered: one of the subprotocols, and
    /// permessage-deflate with `deflate`, or no extension.
    public func check(
        offered: [String], deflate: DeflateSettings? = nil
    ) throws(Refusal) -> Acceptance {
        guard head.status == .switchingProtocols else {
            throw Refusal(reason: "status \(head.status.code) is not 101")
        }
        guard tokens("upgrade").map({ $0.lowercased() }) == ["websocket"] else {
            throw Refusal(reason: "the Upgrade header is not websocket")
        }
        guard tokens("connection").contains(where: { $0.lowercased() == "upgrade" }) else {
            throw Refusal(reason: "the Connection header doesn't name upgrade")
        }
        let chosen = head.headers["sec-websocket-protocol"]
        guard chosen.count <= 1, chosen.allSatisfy(offered.contains) else {
            throw Refusal(reason: "a subprotocol that was not offered")
        }
        guard offered.isEmpty || chosen.count == 1 else {
            throw Refusal(reason: "none of the subprotocols that were offered")
        }
        return Acceptance(subprotocol: chosen.first, deflate: try agreement(with: deflate))
    }

    private func agreement(with deflate: DeflateSettings?) throws(Refusal) -> DeflateAgreement? {
        let extensions: [WebSocketExtension]
        do throws(WebSocketExtension.Malformed) {
            extensions = try WebSocketExtension.list(of: head.headers["sec-websocket-extensions"])
        } catch {
            throw Refusal(reason: "extensions that can't be read")
        }
        guard let deflate else {
            guard extensions.isEmpty else {
                throw Refusal(reason: "an extension that was not offered")
            }
            return nil
        }
        do throws(DeflateSettings.Refusal) {
            return try deflate.agreement(on: extensions)
        } catch {
            throw Refusal(reason: error.reason)
        }
    }

    private func tokens(_ name: String) -> [String] {
        head.headers[canonicalForm: name].map(String.init)
    }
}
