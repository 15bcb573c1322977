/// The four parameters of permessage-deflate, as they stand in one offer or in an answer
/// (RFC 7692 section 7.1).
public struct DeflateParameters: Sendable, Hashable {
    /// The name of the extension.
    public static let extensionName = "permessage-deflate"

    /// The server begins every message with an empty window.
    public var serverNoContextTakeover = false
    /// The client begins every message with an empty window.
    public var clientNoContextTakeover = false
    /// The server's window is at most 2 to this power, in bytes: 8 to 15.
    public var serverMaxWindowBits: Int?
    /// Whether `client_max_window_bits` stands in it, with a value or, in an offer, without.
    public var namesClientMaxWindowBits = false
    /// The client's window is at most 2 to this power, in bytes: 8 to 15.
    public var clientMaxWindowBits: Int?

    /// None of the four.
    public init() {}

    /// The parameters of one extension, or nil when any is unknown, stands twice or has a value
    /// that isn't allowed: such an offer is declined, such an answer refused.
    public init?(_ parameters: [WebSocketExtension.Parameter]) {
        guard Set(parameters.map(\.name)).count == parameters.count else { return nil }
        for parameter in parameters {
            switch (parameter.name, parameter.value) {
            case ("server_no_context_takeover", nil): serverNoContextTakeover = true
            case ("client_no_context_takeover", nil): clientNoContextTakeover = true
            case ("server_max_window_bits", let value?):
                guard let bits = Self.windowBits(value) else { return nil }
                serverMaxWindowBits = bits
            case ("client_max_window_bits", nil): namesClientMaxWindowBits = true
            case ("client_max_window_bits", let value?):
                guard let bits = Self.windowBits(value) else { return nil }
                namesClientMaxWindowBits = true
                clientMaxWindowBits = bits
            default: return nil
            }
        }
    }

    /// What stands in the header.
    public var headerValue: String {
        var parts = [Self.extensionName]
        if serverNoContextTakeover { parts.append("server_no_context_takeover") }
        if clientNoContextTakeover { parts.append("client_no_context_takeover") }
        if let bits = serverMaxWindowBits { parts.append("server_max_window_bits=\(bits)") }
        if let bits = clientMaxWindowBits {
            parts.append("client_max_window_bits=\(bits)")
        } else if namesClientMaxWindowBits {
            parts.append("client_max_window_bits")
        }
        return parts.joined(separator: "; ")
    }

    /// A decimal number from 8 to 15 without leading zeros.
    private static func windowBits(_ value: String) -> Int? {
        guard let bits = Int(value), (8...15).contains(bits), String(bits) == value else {
            return nil
        }
        return bits
    }
}
