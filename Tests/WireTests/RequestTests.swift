import Domain
import Testing
import Wire

@Suite struct RequestTests {
    private func read(_ text: String) throws(RequestFailure) -> Request {
        try Request(parsing: Array(text.utf8))
    }

    @Test func `a request is read with its id`() throws {
        let request = try read(#"{"jsonrpc":"2.0","id":"a","method":"m","params":{"x":1}}"#)
        #expect(request == Request(id: .text("a"), method: "m", params: ["x": 1]))
        #expect(try read(#"{"jsonrpc":"2.0","id":-3,"method":"m"}"#).id == .number(-3))
        #expect(try Request(parsing: request.bytes) == request)
    }

    @Test(
        arguments: [
            ("{", -32700, nil), ("", -32700, nil), ("hello", -32700, nil),
            (#"{"jsonrpc":"2.0","id":1,"id":2,"method":"m"}"#, -32700, nil),
            ("[]", -32600, nil), (#"[{"jsonrpc":"2.0","id":1,"method":"m"}]"#, -32600, nil),
            ("1", -32600, nil), ("null", -32600, nil), ("{}", -32600, nil),
            (#"{"jsonrpc":"2.0","method":"m"}"#, -32600, nil),
            (#"{"jsonrpc":"2.0","id":null,"method":"m"}"#, -32600, nil),
            (#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#, -32600, nil),
            (#"{"jsonrpc":"2.0","id":{},"method":"m"}"#, -32600, nil),
            (#"{"jsonrpc":"1.0","id":1,"method":"m"}"#, -32600, 1),
            (#"{"id":1,"method":"m"}"#, -32600, 1), (#"{"jsonrpc":"2.0","id":1}"#, -32600, 1),
            (#"{"jsonrpc":"2.0","id":1,"method":2}"#, -32600, 1),
            (#"{"jsonrpc":"2.0","id":1,"method":"m","extra":0}"#, -32600, 1),
            (#"{"jsonrpc":"2.0","id":1,"method":"m","params":[]}"#, -32602, 1),
            (#"{"jsonrpc":"2.0","id":1,"method":"m","params":null}"#, -32602, 1),
        ] as [(String, Int, Int?)])
    func `a message that is no request is refused with its own code`(
        _ text: String, _ code: Int, _ id: Int?
    ) {
        let failure = #expect(throws: RequestFailure.self) { try read(text) }
        #expect(failure?.error.code == code)
        #expect(failure?.id == id.map { .number($0) })
    }

    @Test func `an id of 64 bytes is read and one of 65 is refused`() throws {
        func text(_ length: Int) -> String {
            #"{"jsonrpc":"2.0","id":""# + String(repeating: "a", count: length)
                + #"","method":"m"}"#
        }
        _ = try read(text(WireLimits.requestIDBytesMost))
        #expect(throws: RequestFailure.self) {
            try read(text(WireLimits.requestIDBytesMost + 1))
        }
    }

    @Test func `a message of 65,536 bytes is read and one more byte is refused`() throws {
        let start = #"{"jsonrpc":"2.0","id":1,"method":""#
        func text(_ length: Int) -> String {
            start + String(repeating: "m", count: length - start.utf8.count - 2) + #""}"#
        }
        _ = try read(text(WireLimits.messageBytesMost))
        let failure = #expect(throws: RequestFailure.self) {
            try read(text(WireLimits.messageBytesMost + 1))
        }
        #expect(failure?.error == .messageTooLarge(limit: 65_536))
    }
}
