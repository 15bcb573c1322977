import Testing
import Wire

@Suite struct JSONReaderTests {
    private func read(_ text: String, depthMost: Int = 32) throws(JSONDamage) -> JSONValue {
        try JSONReader.value(of: Array(text.utf8), depthMost: depthMost)
    }

    @Test func `every kind of value is read`() throws {
        let text = #" {"a":[1,-0,2.50,1e3,true,false,null],"b":{"c":"d"},"e":""} "#
        #expect(
            try read(text) == [
                "a": [
                    1, 0, .number("2.50"), .number("1e3"), true, false, .null,
                ],
                "b": ["c": "d"], "e": "",
            ])
    }

    @Test func `escapes and pairs of surrogates are read`() throws {
        #expect(try read(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#) == "\"\\/\u{8}\u{c}\n\r\té😀")
    }

    @Test func `what was read is written back in canonical form`() throws {
        let value = try read(#"{ "b" : "é\u0001\/" , "a" : [ 1.50, 12345678901234567890 ] }"#)
        #expect(
            String(decoding: value.bytes, as: UTF8.self)
                == #"{"a":[1.50,12345678901234567890],"b":"é\u0001/"}"#)
    }

    @Test(arguments: [
        "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
        "tru", "truex", "nul", "+1", "01", "1.", ".5", "1e", "-", "NaN", "Infinity", "'a'",
        "\"a", "\"\\x\"", "\"\\u12\"", "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83d\\u0041\"",
        "\"\u{1}\"", "\"\n\"", "1 2", "{} {}", "// a\n1", "\u{FEFF}1",
    ]) func `what isn't JSON is refused`(_ text: String) {
        #expect(throws: JSONDamage.self) { try read(text) }
    }

    @Test func `a key that stands twice is refused, at any depth and however it is written`() {
        #expect(throws: JSONDamage.self) { try read(#"{"a":1,"a":1}"#) }
        #expect(throws: JSONDamage.self) { try read(#"[{"b":{"a":1,"\u0061":2}}]"#) }
    }

    @Test func `text that isn't UTF-8 is refused`() {
        for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]] {
            #expect(throws: JSONDamage.self) {
                try JSONReader.value(of: [0x22] + bytes + [0x22])
            }
        }
    }

    @Test func `thirty-two levels are read and thirty-three are refused`() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        _ = try read(nested(WireLimits.jsonDepthMost))
        #expect(throws: JSONDamage.self) { try read(nested(WireLimits.jsonDepthMost + 1)) }
        let objects = String(repeating: #"{"a":"#, count: 33)
        #expect(throws: JSONDamage.self) {
            try read(objects + "1" + String(repeating: "}", count: 33))
        }
    }

    @Test func `a hundred thousand open brackets stop nothing`() {
        #expect(throws: JSONDamage.self) { try read(String(repeating: "[", count: 100_000)) }
    }

    @Test func `random bytes never stop the program`() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array(#"{}[]",:\u0019ted.-+ "#.utf8) + [0xC3, 0xA9, 0xFF, 0]
        for _ in 0..<5000 {
            let length = Int.random(in: 0...40, using: &generator)
            let bytes = (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            guard let value = try? JSONReader.value(of: bytes) else { continue }
            #expect((try? JSONReader.value(of: value.bytes)) == value)
        }
    }
}
