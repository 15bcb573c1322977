import Domain
import Foundation

/// What goes into a round's log.
extension StoredCare {
    /// A result for each indicator that follows from an initiative's messages, resting on that import.
    ///
    /// `first` is the first day of the question's period. Without a list of the initiative's clients
    /// each is about nobody.
    func results(
        of initiative: String, asked question: OutcomeQuestion, from first: CivilDate,
        _ note: ImportNote
    ) async -> [RecordedResult] {
        let tallies = await tallies(
            question, cut: only(initiative),
            processors: ProcessInfo.processInfo.activeProcessorCount)
        return tallies.flatMap {
            RecordedResult.counted($0, asked: question, from: first, basis: note.hash)
        }
    }
}
