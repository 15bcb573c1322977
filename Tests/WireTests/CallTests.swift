import Domain
import Support
import Testing
import Wire

private typealias RoundCall = Call<RoundCommand>
private let key = "0190a5c2-7c1e-4b7a-9d52-3f1f0f1f0f1f"

@Suite struct CallTests {
    private func call(_ method: String, _ params: String) throws -> RoundCall {
        let text = #"{"id":1,"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#
        return try RoundCall(Request(parsing: Array(text.utf8)))
    }

    private func envelope() throws -> Envelope {
        Envelope(key: try #require(CommandKey(key)), actingFor: "de-maasoever")
    }

    @Test func `every command of the directory has a sample and a promise`() throws {
        #expect(
            try DirectorySamples.commands().map(\.wireForm.name)
                == DirectoryCommand.CodingKeys.allCases.map(\.rawValue))
        #expect(Set(DirectoryCommand.promises.keys) == Set(DirectoryCommand.callable))
    }

    @Test func `so many lessons stand in one answer, and it says how many more there are`() {
        func list(_ count: Int) -> LessonList {
            LessonList(
                of: (1...count).map {
                    LessonList.Entry(
                        round: "venlo-2019", dossier: $0, title: "Buurthuis",
                        lessons: Lessons(tried: "a", learned: "b", keep: "c"))
                })
        }
        let most = LessonList.entriesMost
        #expect(list(most).lessons.count == most && list(most).leftOut == 0)
        #expect(list(most + 1).lessons.count == most && list(most + 1).leftOut == 1)
    }

    @Test func `every command of a round has a promise`() {
        #expect(Set(RoundCommand.promises.keys) == Set(RoundCommand.callable))
    }

    @Test func `whatever a client can write the server reads as the same`() throws {
        let commands = try DirectorySamples.commands().filter {
            DirectoryCommand.callable.contains($0.wireForm.name) && $0.wireForm.name != "issueToken"
        }
        let round = StreamID.round("venlo-2019")
        let token = TokenRequest(
            token: "laptop", holder: .person("zoe"), scope: .full,
            expiresAt: Instant(milliseconds: 0), label: "Laptop")
        let calls: [RoundCall] =
            try commands.map { .directory($0, try envelope()) } + [
                .hello(HelloParameters(token: "secret", client: "test")),
                .refreshCredential(token: "other"), .listRounds,
                .searchLessons(words: "buurtteam"),
                .subscribe(stream: round, view: "coordinator", since: nil),
                .subscribe(
                    stream: .directory, view: "participant",
                    since: ViewPosition(epoch: "e", offset: 3)),
                .unsubscribe(stream: round, view: "coordinator"),
                .unsubscribe(stream: .directory, view: "participant"),
                .issueToken(token, try envelope()),
                .round("venlo-2019", .publishRound, try envelope()),
                .round(
                    "venlo-2019", .giveScore(ballot: "1-2", criterion: "renewal", value: 4),
                    try envelope()),
                .hint(
                    HintParameters(
                        round: "venlo-2019", view: "applicant/de-maasoever", part: "dossier/3",
                        place: HintPlace(rawValue: "section/risks"))),
                .hint(
                    HintParameters(
                        round: "venlo-2019", view: "applicant/de-maasoever", part: "dossier/3",
                        gone: true)),
            ]
        var lines: [[UInt8]] = []
        for (index, call) in calls.enumerated() {
            let bytes = call.bytes(id: .number(index + 1))
            #expect(try RoundCall(Request(parsing: bytes)) == call)
            lines.append(bytes)
        }
        #expect(try PinnedFile("requests-v1.jsonl").difference(from: lines) == nil)
    }

    @Test func `a place of 64 letters, digits, - and / is read, and anything else is refused`() {
        func place(_ text: String) -> CallError? {
            let params = #"{"round":"r","view":"v","part":"dossier/1","place":"\#(text)"}"#
            do { _ = try call("round.hint", params) } catch { return error as? CallError }
            return nil
        }
        #expect(place(String(repeating: "a", count: 64)) == nil)
        #expect(place("Section/2-b") == nil)
        for text in ["", String(repeating: "a", count: 65), "a b", "é", "<b>", "a.b"] {
            #expect(place(text)?.data.path == "place", "\(text)")
        }
    }

    @Test func `a hint that is taken back has no place`() throws {
        let params = #"{"round":"r","view":"v","part":"dossier/1","place":"a","gone":"#
        #expect(try call("round.hint", params + "false}").method == "round.hint")
        let error = #expect(throws: CallError.self) { try call("round.hint", params + "true}") }
        #expect(error?.data.path == "place")
    }

    @Test(arguments: [
        "", "hallo", "round", "round.", ".hello", "round.nothing", "round.publishRound.now",
        "directory.foundDirectory", "directory.passTime", "round.passTime",
        "round.noteConnection", "Directory.verifyOrganisation", "rpc.discover",
    ]) func `a method that isn't one is refused`(_ method: String) {
        let error = #expect(throws: CallError.self) { try call(method, "{}") }
        #expect(error?.code == -32601)
    }

    @Test(arguments: [
        ("hello", #"{"token":1}"#, "token"),
        ("hello", #"{"token":"a","tokn":"b"}"#, "tokn"),
        ("round.list", #"{"x":1}"#, "x"), ("auth.refresh", #"{"token":null}"#, "token"),
        ("round.subscribe", #"{"view":"coordinator"}"#, "round"),
        ("round.subscribe", #"{"round":"Venlo","view":"coordinator"}"#, "round"),
        ("round.subscribe", #"{"round":"r","view":"v","offset":1}"#, "epoch"),
        ("round.subscribe", #"{"round":"r","view":"v","epoch":"e"}"#, "offset"),
        ("round.subscribe", #"{"round":"r","view":"v","epoch":"e","offset":-1}"#, "offset"),
        ("directory.subscribe", #"{"view":"v","round":"r"}"#, "round"),
        ("directory.verifyOrganisation", #"{"organisation":"a"}"#, "key"),
        ("directory.verifyOrganisation", #"{"organisation":"a","key":"b"}"#, "key"),
        ("directory.issueToken", #"{"key":"\#(key)","secret":"a"}"#, "token"),
        ("round.publishRound", #"{"key":"\#(key)"}"#, "round"),
        ("round.publishRound", #"{"key":"\#(key)","round":7}"#, "round"),
        ("round.publishRound", #"{"key":"\#(key)","round":"r","isChair":true}"#, "isChair"),
        ("round.giveScore", #"{"key":"\#(key)","round":"r"}"#, "ballot"),
    ]) func `a parameter that is missing, wrong or unknown is named`(
        _ method: String, _ params: String, _ path: String
    ) {
        let error = #expect(throws: CallError.self) { try call(method, params) }
        #expect(error?.code == -32602)
        #expect(error?.data.path == path)
    }

    @Test(arguments: [
        (#""value":1.5"#, "value"), (#""value":"4""#, "value"), (#""value":null"#, "value"),
        (#""value":9223372036854775808"#, "value"), (#""value":1e400"#, "value"),
        (#""value":4,"criterion":"Not One""#, "criterion"),
    ]) func `a number that is no integer is refused, not rounded`(_ field: String, _ path: String) {
        let criterion = field.contains("criterion") ? "" : #""criterion":"renewal","#
        let params = #"{"key":"\#(key)","round":"r","ballot":"1-1",\#(criterion)\#(field)}"#
        let error = #expect(throws: CallError.self) { try call("round.giveScore", params) }
        #expect(error?.data.path == path)
    }

    @Test(arguments: [
        (#"{"description":"a","total":1,"own":0,"other":0,"requested":1,"minimum":1,"x":2}"#, "x"),
        (
            #"{"description":"a","total":1,"own":0,"other":0,"requested":0.5,"minimum":1}"#,
            "requested"
        ),
        (#"{"description":"a","total":1,"own":0,"other":0,"minimum":1}"#, "requested"),
        (
            #"{"description":"a","total":1000000000001,"own":0,"other":0,"requested":1,"minimum":1}"#,
            "total"
        ),
    ]) func `a wrong place deep inside is named with its index`(_ line: String, _ field: String) {
        let good = #"{"description":"a","total":1,"own":0,"other":0,"requested":1,"minimum":1}"#
        let params = """
            {"key":"\(key)","round":"r","dossier":1,"version":1,"lines":[\(good),\(good),\(line)]}
            """
        let error = #expect(throws: CallError.self) { try call("round.setCostLines", params) }
        #expect(error?.data.path == "lines[2].\(field)")
    }

    @Test(arguments: ["2019-02-29T12:00:00", "2019-13-01T12:00", "2019-04-01T24:00", "tomorrow"])
    func `a day that doesn't exist is refused`(_ text: String) {
        let params = #"{"key":"\#(key)","round":"r","closesAt":"\#(text)"}"#
        let error = #expect(throws: CallError.self) { try call("round.moveClosing", params) }
        #expect(error?.data.path == "closesAt")
    }

    @Test func `an explicit null for something absent is fine`() throws {
        let params = #"{"key":"\#(key)","round":"r","actingFor":null,"seed":null,"boundary":[]}"#
        let expected = RoundCall.round(
            "r", .adoptRanking(seed: nil, boundary: []),
            Envelope(key: try #require(CommandKey(key))))
        #expect(try call("round.adoptRanking", params) == expected)
    }

    @Test func `a token request becomes the command with the secret's hash`() throws {
        let request = TokenRequest(
            token: "laptop", holder: .person("zoe"), scope: .read,
            expiresAt: Instant(milliseconds: 0), label: "Laptop")
        #expect(
            request.command(secret: .zero)
                == .issueToken(
                    token: "laptop", holder: .person("zoe"), secret: .zero, scope: .read,
                    expiresAt: Instant(milliseconds: 0), label: "Laptop"))
    }
}
