public import Logging
public import NIOCore
internal import NIOPosix

extension Client {
    /// Where to connect, as whom, and within which limits.
    public struct Configuration: Sendable {
        /// The server's address, such as `wss://kansendossier.example:8443/ws`; `ws` is refused
        /// for any other host than this computer itself, because the token would be readable.
        public var url: String
        /// Further addresses of the same service, each such as `url`: whenever a connection can't be
        /// made or ends, the next one is tried, in turn and `url` again after the last.
        public var otherURLs: [String] = []
        /// The secret of a personal token; it is in no log and no URL.
        public var token: String
        /// Whose certificates are believed.
        public var trust: Trust
        /// What program this is, for the operator's log; 100 bytes are kept.
        public var name = "kansendossier client"
        /// How long TCP, TLS and the opening handshake may take together, in seconds.
        public var connectTimeoutSeconds = 10
        /// How long the server may take to answer hello.
        public var helloTimeout = Duration.seconds(10)
        /// How long a call may take, waiting and reconnecting included.
        public var answerTimeout = Duration.seconds(30)
        /// The shortest wait before connecting again.
        public var reconnectDelayLeast = Duration.milliseconds(500)
        /// The longest wait before connecting again, unless the server asks for more.
        public var reconnectDelayMost = Duration.seconds(20)
        /// Attempts to connect, one after the other without an answered hello, before giving up;
        /// nil for ever.
        public var connectionAttemptsMost: Int?
        /// How often a request that the server is too busy for is sent again.
        public var retriesMost = 10
        /// Requests that are sent and have no answer; those beyond it wait here.
        public var requestsInFlightMost = 32
        /// Calls that have no answer, sent or not; one more fails at once with
        /// `CallFailure.tooManyWaiting`.
        public var requestsWaitingMost = 1_024
        /// The longest message that is read, in bytes; snapshots of views are the longest.
        public var messageBytesMost = 16_777_216
        /// What the waits before reconnecting are drawn with.
        public var generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
        /// The event loops of which one carries this client.
        public var eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
        /// Told of connections made and broken; never of tokens or contents.
        public var logger = Logger(label: "kansendossier.client")

        /// The defaults that stand beside each setting.
        public init(url: String, token: String, trust: Trust = .system) {
            self.url = url
            self.token = token
            self.trust = trust
        }
    }

    /// Why a configuration can't be used.
    public enum ConfigurationFailure: Error, Sendable, Hashable {
        /// The address isn't like `wss://host:port/ws`.
        case invalidURL(String)
        /// The address has no TLS and is another computer's.
        case plainTextToAnotherHost(String)
        /// The certificates can't be read; the text says why.
        case unreadableCertificates(String)
    }

    /// What a client has done, counted from its making.
    public struct Statistics: Sendable, Hashable {
        /// Connections that were opened.
        public internal(set) var connections = 0
        /// Requests that were sent, hello left out.
        public internal(set) var requestsSent = 0
        /// How many of them were sent before: after a break, or because the server was busy.
        public internal(set) var requestsSentAgain = 0
    }
}
