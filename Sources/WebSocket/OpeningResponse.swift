public import NIOHTTP1

/// The answer of a server to an opening request, judged by RFC 6455 section 4.1; the accept key is
/// checked beside it, by NIO's upgrader.
public struct OpeningResponse: Sendable, Equatable {
    /// What the answer lacks, in English.
    public struct Refusal: Error, Sendable, Equatable {
        /// One sentence part.
        public let reason: String
    }

    /// The head of the answer as it came.
    public let head: HTTPResponseHead

    /// An answer that is judged later.
    public init(head: HTTPResponseHead) {
        self.head = head
    }

    /// The subprotocol that the server chose, which must be one of those offered; nil only when
    /// none was offered.
    public func check(offered: [String]) throws(Refusal) -> String? {
        guard head.status == .switchingProtocols else {
            throw Refusal(reason: "status \(head.status.code) is not 101")
        }
        guard tokens("upgrade").map({ $0.lowercased() }) == ["websocket"] else {
            throw Refusal(reason: "the Upgrade header is not websocket")
        }
        guard tokens("connection").contains(where: { $0.lowercased() == "upgrade" }) else {
            throw Refusal(reason: "the Connection header doesn't name upgrade")
        }
        guard !head.headers.contains(name: "sec-websocket-extensions") else {
            throw Refusal(reason: "an extension that was not offered")
        }
        let chosen = head.headers["sec-websocket-protocol"]
        guard chosen.count <= 1, chosen.allSatisfy(offered.contains) else {
            throw Refusal(reason: "a subprotocol that was not offered")
        }
        guard offered.isEmpty || chosen.count == 1 else {
            throw Refusal(reason: "none of the subprotocols that were offered")
        }
        return chosen.first
    }

    private func tokens(_ name: String) -> [String] {
        head.headers[canonicalForm: name].map(String.init)
    }
}
