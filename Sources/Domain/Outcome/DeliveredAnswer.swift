/// An answer to a survey with the table that brought it.
package struct DeliveredAnswer: Hashable, Sendable {
    package let answer: SurveyAnswer
    /// One that came later has a higher number.
    package let table: Int
    /// Nil when its table doesn't say: then nothing takes its place.
    package let survey: Survey?

    package init(answer: SurveyAnswer, table: Int, survey: Survey?) {
        self.answer = answer
        self.table = table
        self.survey = survey
    }

    /// Whom a survey asks.
    package enum Instrument: Hashable, Sendable {
        case clients, stakeholders
    }

    /// What one sender asked in one period: by this its answers are known when they are given again.
    package struct Survey: Hashable, Sendable {
        package let instrument: Instrument
        package let sender: String
        /// A year, half year, quarter or month, as tables write it.
        package let period: String

        package init(instrument: Instrument, sender: String, period: String) {
            self.instrument = instrument
            self.sender = sender
            self.period = period
        }
    }

    /// The answers that count, in their order: of each survey those of the last table that has any,
    /// and all that are of no survey.
    package static func standing(_ answers: [DeliveredAnswer]) -> [SurveyAnswer] {
        var last: [Survey: Int] = [:]
        for answer in answers {
            guard let survey = answer.survey else { continue }
            last[survey] = max(last[survey] ?? answer.table, answer.table)
        }
        return answers.filter { answer in
            answer.survey.map { last[$0] == answer.table } ?? true
        }.map(\.answer)
    }
}
