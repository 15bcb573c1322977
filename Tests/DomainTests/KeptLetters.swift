import Domain
import Support
import Synchronization

/// Writes plain letters, keeps the facts they were written from, and reports every gap.
final class KeptLetters: LetterWriting {
    private let kept = Mutex<[LetterFacts]>([])

    var facts: [LetterFacts] { kept.withLock { $0 } }

    func text(of facts: LetterFacts) throws(LetterGap) -> String {
        kept.withLock { $0.append(facts) }
        return try PlainLetters().text(of: facts)
    }
}

extension RoundBuilder {
    /// The world with other letters, or with what was confirmed.
    func world(
        writing letters: any LetterWriting = PlainLetters(),
        confirming confirmation: Confirmation = .rehearsal
    ) -> World {
        World(
            now: now, directory: directory, hashing: hashing, letters: letters,
            confirmation: confirmation)
    }
}
