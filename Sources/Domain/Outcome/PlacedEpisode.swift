/// One episode of a person's care, and the group that its end counts for.
struct PlacedEpisode: Hashable, Sendable {
    let begin: CivilDate
    /// Nil while it runs on the reference date.
    let end: CivilDate?
    /// The group of what ends last; nil when that is in none.
    let group: Int?

    /// Whether a day lies in it, or no further from it than a measurement may.
    func isNear(_ date: CivilDate) -> Bool {
        let margin = Measurement<Int>.nearDaysMost
        return date.dayNumber >= begin.dayNumber - margin
            && end.map { date.dayNumber <= $0.dayNumber + margin } ?? true
    }
}

extension DeliveryTable {
    /// Gives each person with care in the days asked for, by place in the table, with the episodes in
    /// those days, by domain and begin.
    func forEachPerson(
        _ question: OutcomeQuestion, cut: OutcomeCut, _ body: (Int, [PlacedEpisode]) -> Void
    ) {
        var pass = OutcomePass(self, cut: cut, question: question, from: 0)
        for person in 0..<personCount where pass.gather(person) {
            let episodes = pass.placedEpisodes
            if !episodes.isEmpty { body(person, episodes) }
        }
    }
}

extension OutcomePass {
    /// The present person's episodes in the days asked for.
    fileprivate var placedEpisodes: [PlacedEpisode] {
        episodes.filter { $0.begin <= clock.last && $0.end >= clock.first }.map { episode in
            PlacedEpisode(
                begin: CivilDate(dayNumber: Int(episode.begin)),
                end: episode.end > clock.reference
                    ? nil : CivilDate(dayNumber: Int(episode.end)),
                group: group(ofEndOf: episode.lastRow))
        }
    }
}
