import Domain
import Engine
import Wire

extension Desk {
    /// The released lessons in which every word stands, in whatever case, of the rounds in which this
    /// holder may watch something, and of no other rounds; without words, all of them.
    func searchLessons(_ text: String, for credential: Credential) async -> Answer {
        guard text.count <= LessonList.wordsCharactersMost else {
            return .failure(
                CallError(
                    Refusal(
                        .textTooLong, subject: "words", limit: LessonList.wordsCharactersMost)))
        }
        let words = text.lowercased().split(whereSeparator: \.isWhitespace)
        var found: [LessonList.Entry] = []
        do {
            let actor = try engine.directory.actor(credential.holder)
            for round in engine.rounds() {
                found += try await engine.withRound(round) { state, _ in
                    state.releasedLessons(of: round, for: actor)
                }.filter { $0.hasAll(words) }
            }
        } catch {
            return .failure(Self.error(for: error))
        }
        return .success(CanonicalJSON.bytes(of: LessonList(of: found)))
    }
}

extension Round {
    fileprivate func releasedLessons(of round: RoundID, for actor: Actor) -> [LessonList.Entry] {
        let viewers = views(for: actor)
        return initiatives.keys.sorted().compactMap { number in
            for viewer in viewers {
                guard case .lessons(let part) = part(.lessons(number), for: viewer) else {
                    continue
                }
                return LessonList.Entry(
                    round: round, dossier: number, title: part.title, lessons: part.lessons)
            }
            return nil
        }
    }
}

extension LessonList.Entry {
    fileprivate func hasAll(_ words: [Substring]) -> Bool {
        let text = [title, lessons.tried, lessons.learned, lessons.keep]
            .joined(separator: "\n").lowercased()
        return words.allSatisfy { text.contains($0) }
    }
}
