import Domain
import Server
import Support
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `The search for lessons` {
    private func search(
        _ words: String, as person: PersonID, at server: RunningServer
    ) async throws -> JSONValue {
        try await server.call(
            MethodName.searchLessons, ["words": .string(words)], as: .person(person)
        ).json
    }

    @Test func `finds what was released, for everybody who may see the round`() async throws {
        var builder = RoundStage.initiativeStopped.builder()
        builder.given(.releaseLessons(dossier: 1), by: DemoCast.relationshipManager)
        try await ServerHarness(builder).run { server in
            func found(_ words: String, as person: PersonID) async throws -> Int? {
                try await search(words, as: person, at: server)["result"]?["lessons"]?.elements?
                    .count
            }
            for person in [
                DemoCast.relationshipManager, DemoCast.coordinator,
                DemoCast.editor(of: DemoCast.mental),
            ] {
                #expect(try await found("", as: person) == 1)
                #expect(try await found("CONTACTPERSOON  buurtteam", as: person) == 1)
                #expect(try await found("contactpersoon elders", as: person) == 0)
            }
            let answer = try await search("vaste", as: DemoCast.coordinator, at: server)
            let lesson = try #require(answer["result"]?["lessons"]?.elements?.first)
            #expect(lesson["dossier"] == 1 && lesson["title"] == "Dossier 1")
            #expect(lesson["lessons"]?["keep"]?.text == InitiativeSample.lessons.keep)
            let most = String(repeating: "é", count: LessonList.wordsCharactersMost)
            #expect(try await found(most, as: DemoCast.coordinator) == 0)
            let longer = try await search(most + "é", as: DemoCast.coordinator, at: server)
            #expect(longer["error"]?["data"]?["code"] == "textTooLong", "\(longer)")
        }
    }

    @Test func `finds nothing that isn't released`() async throws {
        try await ServerHarness(.initiativeStopped).run { server in
            let answer = try await search("", as: DemoCast.relationshipManager, at: server)
            #expect(answer["result"]?["lessons"] == [])
            #expect(answer["result"]?["leftOut"] == 0)
        }
    }
}
