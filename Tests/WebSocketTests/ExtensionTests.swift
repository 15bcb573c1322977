import Testing
import WebSocket

@Suite struct `The header of extensions` {
    private func list(_ headers: String...) -> [WebSocketExtension]? {
        try? WebSocketExtension.list(of: headers)
    }

    private func names(_ header: String) -> [String]? { list(header)?.map(\.name) }

    @Test func `is a list of names with parameters, RFC 6455 section 9.1`() throws {
        let read = try #require(list("foo, bar; baz=2, a;b;c=\"d\""))
        #expect(read.map(\.name) == ["foo", "bar", "a"])
        #expect(read.map { $0.parameters.map(\.name) } == [[], ["baz"], ["b", "c"]])
        #expect(read.map { $0.parameters.map(\.value) } == [[], ["2"], [nil, "d"]])
    }

    @Test func `may be cut in several headers, which mean the same as one`() {
        #expect(list("foo;a, bar", "baz") == list("foo; a,bar ,baz"))
        #expect(list() == [])
    }

    @Test func `may have blanks between its parts and empty elements in its list`() {
        #expect(list(" \tfoo ;\ta = 1 ,, bar\t, ") == list("foo;a=1,bar"))
    }

    @Test func `may quote a value that is a token, with backslashes before any character`() {
        #expect(list("foo; a=\"b\\c\\1\"") == list("foo; a=bc1"))
    }

    @Test(arguments: [
        "", " ", ",", ",,", ";", "foo;", "foo; ;a", "foo;=1", "foo;a=", "foo;a==1", "foo bar",
        "foo/1", "foo;a=\"", "foo;a=\"b", "foo;a=\"\"", "foo;a=\"b c\"", "foo;a=\"b\\",
        "foo;a=\"b\\ \"",
        "foo;a=\"b\"c", "foo;a=b=c", "foo;a=b c", "föö", "foo;a=é", "foo\u{0}", "foo\u{7F}", "=",
        "\"foo\"", "foo;\"a\"", "foo;a=1;", "foo; a=\"b;c\"", "foo,bar;",
    ])
    func `that is anything else can't be read`(header: String) {
        #expect(names(header) == nil)
    }

    @Test func `is read in time that grows with its length alone`() {
        let long = String(repeating: "permessage-deflate;a=\"\\b\",", count: 20_000) + "end"
        #expect(names(long)?.count == 20_001)
        #expect(names(String(repeating: ",", count: 500_000)) == nil)
    }

    @Test func `random bytes never trap, and what is read can be written and read again`() {
        let pieces = ["foo", "a", ";", ",", "=", "\"", "\\", " ", "1", "é", "/"]
        for seed: UInt64 in 1...3_000 {
            var generator = SeededGenerator(seed: seed)
            let header = (0..<Int.random(in: 0...12, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            guard let read = list(header) else { continue }
            let written = read.map { element in
                ([element.name]
                    + element.parameters.map { $0.name + ($0.value.map { "=" + $0 } ?? "") })
                    .joined(separator: ";")
            }.joined(separator: ",")
            #expect(list(written) == read, "seed \(seed)")
        }
    }
}
