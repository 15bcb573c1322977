import Client
import Testing

@Suite struct `An address` {
    @Test(arguments: [
        ("wss://kansen.example:8443/ws", "kansen.example", 8443, "/ws"),
        ("wss://kansen.example", "kansen.example", 443, "/ws"),
        ("ws://localhost/", "localhost", 80, "/ws"),
        ("WSS://[::1]:9/a/b?c=d", "::1", 9, "/a/b?c=d"),
        ("wss://[::1]", "::1", 443, "/ws"), ("wss://a?b", "a", 443, "/?b"),
    ])
    func `is read`(url: String, host: String, port: Int, path: String) throws {
        let address = try Address(url)
        #expect(address.host == host && address.port == port && address.path == path)
    }

    @Test(arguments: [
        "", "kansen.example", "https://kansen.example/ws", "wss://", "wss:///ws", "wss://a:/ws",
        "wss://a:0", "wss://a:65536", "wss://a:b", "wss://a:1:2", "wss://[::1", "wss://[::1]x",
        "wss://me@a/ws", "wss://a/ws#b", "wss://a b/ws", "wss://a/\n", "wss://[::1]:",
    ])
    func `that isn't one is refused`(url: String) {
        #expect(throws: Client.ConfigurationFailure.invalidURL(url)) { try Address(url) }
    }

    @Test(arguments: ["ws://127.0.0.1:1", "ws://localhost:1", "ws://[::1]:1", "ws://127.9.9.9"])
    func `without TLS is good for this computer itself`(url: String) throws {
        _ = try Client(.init(url: url, token: "secret"))
    }

    @Test(arguments: ["kansen.example", "127.0.0.1.example", "10.0.0.1"])
    func `without TLS of another computer is refused`(host: String) {
        #expect(throws: Client.ConfigurationFailure.plainTextToAnotherHost(host)) {
            try Client(.init(url: "ws://\(host)/ws", token: "secret"))
        }
    }

    @Test func `with certificates that can't be read is refused`() {
        for trust in [
            Trust.certificates(pemFile: "/nowhere.pem"), .certificates(pem: Array("no".utf8)),
        ] {
            #expect(throws: Client.ConfigurationFailure.self) {
                try Client(.init(url: "wss://localhost", token: "secret", trust: trust))
            }
        }
    }
}

@Suite struct `A JSON value` {
    @Test func `is read, looked into and written`() throws {
        let value = try JSON(
            parsing: #"{"b":[1,-2.50,true,null],"a":{"text":"é\n"}, "big":123456789012345678901}"#)
        #expect(value["a"]?["text"]?.text == "é\n")
        #expect(value["b"]?[0]?.integer == 1)
        #expect(value["b"]?[2]?.bool == true)
        #expect(value["b"]?[3] == .null)
        #expect(value["b"]?[4] == nil)
        #expect(value["big"] == .number("123456789012345678901"))
        #expect(
            value.description
                == #"{"a":{"text":"é\n"},"b":[1,-2.50,true,null],"big":123456789012345678901}"#)
        let written: JSON = ["n": 1, "list": [true, .null, "x"]]
        #expect(written.description == #"{"list":[true,null,"x"],"n":1}"#)
    }

    @Test(arguments: ["", "{", "[1,]", #"{"a":1,"a":2}"#, "1 2"])
    func `that isn't one is refused with its place`(text: String) {
        #expect(throws: JSON.Damage.self) { try JSON(parsing: text) }
    }
}
