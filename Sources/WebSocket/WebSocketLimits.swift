/// Everything that a connection may take or wait for, with its unit.
///
/// The same value serves both ends. A limit that is met exactly is kept; one more is over it.
public struct WebSocketLimits: Sendable, Hashable {
    /// The longest message that is accepted, in bytes of payload over all its fragments; a longer
    /// one closes with 1009 (RFC 6455 section 7.4.1). A deflated one is counted twice: as it comes,
    /// and while it is inflated.
    public var messageBytesMax = 65_536

    /// The longest single frame that is accepted, in bytes of payload as it comes; a longer one
    /// closes with 1009 before its payload is read. At least 125, so that every control frame fits.
    public var frameBytesMax = 65_536

    /// The most frames one message may come in; one more closes with 1009.
    public var fragmentsMax = 1_024

    /// The most frames that are kept while its user has paused reading; they come from reads that
    /// were under way. One more closes with 1008.
    public var heldFramesMax = 4_096

    /// The most bytes that may wait to be written to the socket, in bytes of whole data frames;
    /// what would exceed it marks the connection slow. A frame on an empty queue is always taken,
    /// for nothing says yet that its reader is slow. Control frames aren't counted out.
    public var outboundBytesMax = 262_144

    /// The code a slow connection is closed with.
    public var slowCloseCode = WebSocketCloseCode(rawValue: 4290)

    /// How long a slow connection is left to read its close frame, in seconds, before it is cut.
    public var slowCutSeconds = 2

    /// How long the socket may take no bytes at all, in seconds, before the connection is slow.
    public var stallTimeoutSeconds = 10

    /// How long the peer may take to answer a close frame, in seconds, before it is cut.
    public var closeTimeoutSeconds = 5

    /// How long a connection that broke the protocol is left to read why, in milliseconds.
    public var failureLingerMilliseconds = 250

    /// The code that connections are closed with when their server stops.
    public var quiesceCloseCode = WebSocketCloseCode.goingAway

    /// How long the peer may take to answer that close, in milliseconds, before it is cut.
    public var quiesceTimeoutMilliseconds = 250

    /// A ping goes out once in so many seconds.
    public var pingSeconds = 25

    /// A peer that sent no byte at all for so many seconds is gone and is cut.
    public var silenceSeconds = 35

    /// The defaults that stand beside each limit.
    public init() {}

    /// What the frame decoder may be asked to keep: no frame can be longer than a message.
    var decodedFrameBytesMax: Int { max(125, min(frameBytesMax, messageBytesMax)) }
}
