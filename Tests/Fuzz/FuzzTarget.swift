/// One decoder of ours that is given arbitrary bytes, with what must hold for all of them.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// Frames and the messages that they make, at both ends, deflated and not.
    case frames
    /// The header in which extensions are offered and answered, and what is agreed upon.
    case extensions
    /// A client's messages, and a server's as a client reads them.
    case requests
    /// Records of the log.
    case records

    /// Says what doesn't hold for these bytes; a trap, and time without end, are breaches too.
    package func check(_ bytes: [UInt8]) throws(Breach) {
        switch self {
        case .frames: try FrameCheck.check(bytes)
        case .extensions: try ExtensionCheck.check(bytes)
        case .requests: try RequestCheck.check(bytes)
        case .records: try RecordCheck.check(bytes)
        }
    }
}

/// That a promise doesn't hold for some bytes.
package struct Breach: Error, CustomStringConvertible {
    package let description: String

    package init(_ sentence: String) {
        description = sentence
    }

    /// Nothing when it holds.
    static func unless(
        _ holds: Bool, _ sentence: @autoclosure () -> String
    ) throws(Breach) {
        guard holds else { throw Breach(sentence()) }
    }
}
