import Domain
import Support
import Synchronization

/// Writes plain letters, keeps the facts they were written from, and reports every gap.
final class KeptLetters: LetterWriting {
    private let kept = Mutex<[LetterFacts]>([])
    private let keptNotices = Mutex<[NoticeFacts]>([])

    var facts: [LetterFacts] { kept.withLock { $0 } }
    var notices: [NoticeFacts] { keptNotices.withLock { $0 } }

    func text(of facts: LetterFacts) throws(LetterGap) -> String {
        kept.withLock { $0.append(facts) }
        return try PlainLetters().text(of: facts)
    }

    func text(of facts: NoticeFacts) throws(LetterGap) -> String {
        keptNotices.withLock { $0.append(facts) }
        return try PlainLetters().text(of: facts)
    }
}

/// Reports one field as empty in every letter about that dossier, whatever the facts.
struct GappedLetters: LetterWriting {
    let field: String
    let dossier: DossierNumber

    func text(of facts: LetterFacts) throws(LetterGap) -> String { try text(about: facts.head) }

    func text(of facts: NoticeFacts) throws(LetterGap) -> String { try text(about: facts.head) }

    private func text(about head: LetterHead) throws(LetterGap) -> String {
        if head.dossier == dossier { throw LetterGap(field: field) }
        return "Brief"
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
