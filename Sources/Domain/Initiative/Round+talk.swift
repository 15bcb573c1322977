// What is talked about between municipality and coalition, and what is left when it stops (F16, F19).
extension Round {
    func decideTalk(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .recordForecast(let number, let forecast):
            let (initiative, _) = try followed(number, by: actor)
            try requireReleased()
            try requireUnsettled(initiative)
            try require(
                initiative.forecasts.count < Limits.forecasts, .tooMany, limit: Limits.forecasts)
            try require(
                initiative.forecasts.last != forecast, .alreadyExists, subject: "forecast")
            try check(forecast)
            let event = RoundEvent.forecastRecorded(dossier: number, forecast: forecast)
            return [event]
                + signals(after: event, initiative, world.now) { _ in
                    forecast.isAboveBudget ? [.overBudget(year: forecast.year)] : []
                }
        case .recordTalk(let number, let talk):
            let (initiative, _) = try followed(number, by: actor)
            try requireReleased()
            try check(talk, on: initiative, at: world.now)
            return [.talkRecorded(dossier: number, talk: talk)]
        case .stopInitiative(let number, let lessons):
            let (initiative, _) = try leading(number, by: actor)
            try requireReleased()
            try requireSignatory(actor)
            try requireUnsettled(initiative, running: true)
            for (text, subject) in [
                (lessons.tried, "tried"), (lessons.learned, "learned"), (lessons.keep, "keep"),
            ] {
                try requireText(text, most: Limits.lessonCharactersMost, subject: subject)
            }
            return [.initiativeStopped(dossier: number, lessons: lessons)]
        case .releaseLessons(let number):
            let (initiative, _) = try followed(number, by: actor)
            try requireReleased()
            let state = dossier(number)?.state.rawValue
            try require(
                initiative.lessons != nil && !initiative.lessonsAreReleased, .wrongState,
                subject: state)
            return [.lessonsReleased(dossier: number)]
        default: preconditionFailure("only commands about talks come here")
        }
    }

    private func check(_ forecast: Forecast) throws(Refusal) {
        try require((1996...9999).contains(forecast.year), .malformed, subject: "year")
        for amount in [forecast.expected, forecast.budget] {
            try require(amount >= .zero, .amountNegative, subject: "forecast")
        }
    }

    private func check(
        _ talk: Talk, on initiative: Initiative, at now: Instant
    ) throws(Refusal) {
        try require(initiative.talks.count < Limits.talks, .tooMany, limit: Limits.talks)
        try require(initiative.talks.last != talk, .alreadyExists, subject: "talk")
        try require(
            initiative.grantedOn <= talk.heldOn && talk.heldOn <= AmsterdamTime(now).date,
            .datesOutOfOrder, subject: "heldOn")
        try requireText(talk.note, most: Limits.talkCharactersMost, subject: "note")
        try require(!talk.present.isEmpty, .textMissing, subject: "present")
        for (count, most, subject) in [
            (talk.present.count, Limits.peoplePerTalk, "present"),
            (talk.commitments.count, Limits.commitmentsPerTalk, "commitments"),
        ] {
            try require(count <= most, .tooMany, subject: subject, limit: most)
        }
        for name in talk.present {
            try requireText(name, most: Limits.nameCharactersMost, subject: "present")
        }
        for commitment in talk.commitments {
            try requireText(
                commitment.text, most: Limits.descriptionCharactersMost, subject: "commitments")
            try requireText(commitment.owner, most: Limits.nameCharactersMost, subject: "owner")
            try require(
                talk.heldOn <= commitment.due, .datesOutOfOrder, subject: "commitments")
        }
        try requireNumbers(
            talk.signals, among: initiative.signals.count,
            but: initiative.talks.flatMap(\.signals), subject: "signals")
        try requireNumbers(
            talk.met, among: initiative.commitments.count, but: initiative.talks.flatMap(\.met),
            subject: "met")
    }

    /// Refuses numbers that aren't there, and that were named before.
    private func requireNumbers(
        _ numbers: [Int], among count: Int, but named: [Int], subject: String
    ) throws(Refusal) {
        var seen = Set(named)
        for number in numbers {
            try require(
                number >= 1 && number <= count && seen.insert(number).inserted, .malformed,
                subject: subject)
        }
    }
}

extension Forecast {
    /// Whether there is something to talk about.
    package var isAboveBudget: Bool { budget < expected }
}
