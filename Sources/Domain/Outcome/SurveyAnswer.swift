/// One question for a mark, answered or not; whose answer it is isn't known.
package struct SurveyAnswer: Hashable, Sendable {
    package let informant: Informant
    /// As the survey names it.
    package let initiative: String
    package let askedOn: CivilDate
    /// 1 to 10; nil when there was no answer.
    package let mark: Int?
    package let furtherHelp: FurtherHelp?

    package init(
        informant: Informant, initiative: String, askedOn: CivilDate, mark: Int?,
        furtherHelp: FurtherHelp? = nil
    ) {
        self.informant = informant
        self.initiative = initiative
        self.askedOn = askedOn
        self.mark = mark
        self.furtherHelp = furtherHelp
    }
}

/// One file of a client at an access desk: opened, perhaps closed, perhaps opened again.
package struct CaseFile: Hashable, Sendable {
    package let client: Pseudonym
    package let openedOn: CivilDate
    package let reopenedOn: CivilDate?

    package init(client: Pseudonym, openedOn: CivilDate, reopenedOn: CivilDate?) {
        self.client = client
        self.openedOn = openedOn
        self.reopenedOn = reopenedOn
    }

    /// Clients with a file that was opened again in these days, of all with a file that was opened or
    /// opened again in them: the share of Alphen aan den Rijn, which knows no term and grows with time.
    package static func reopened(
        _ files: [CaseFile], from first: CivilDate, to last: CivilDate
    ) -> Proportion {
        var all: Set<Pseudonym> = []
        var reopened: Set<Pseudonym> = []
        for file in files {
            if (first...last).contains(file.openedOn) { all.insert(file.client) }
            if let day = file.reopenedOn, (first...last).contains(day) {
                reopened.insert(file.client)
            }
        }
        return Proportion(reopened.count, of: all.union(reopened).count)
    }
}
