import Client
import Domain
import Wire

// The committee: interests, the sitting with its blind ballots, and the order.
extension DemoPlayer {
    func screen() async throws {
        stage.act("Toetsing en belangen")
        let coordinator = try coordinator
        try await coordinator.send(.startScreening)
        for assessment in script.assessments {
            let number = assessment.dossier
            let version = try await coordinator.wait("dossier \(number)") { $0.version(of: number) }
            try await coordinator.send(.admitDossier(dossier: number, version: version))
        }
        stage.says("coordinator", "laat \(script.assessments.count) dossiers toe")
        for (id, interests) in script.interests.sorted(by: { $0.key < $1.key }) {
            let member = try person(id)
            try await member.send(.declareInterests(interests: interests))
            let text =
                interests.isEmpty
                ? "geeft op: geen belang"
                : "geeft een belang op bij dossier \(interests.map { "\($0.dossier)" }.joined(separator: ", "))"
            stage.says(id, text)
        }
    }

    func sit() async throws {
        stage.act("De zitting")
        let secretary = try person("secretaris")
        let agenda = script.assessments.map(\.dossier)
        try await secretary.send(
            .planSitting(plannedAt: AmsterdamTime(clock.now), agenda: agenda))
        try await secretary.send(.openSitting(sitting: 1))
        for assessment in script.assessments {
            try await assess(assessment)
            if assessment.dossier == script.lateInterest.interest.dossier {
                try await findInterest(assessment)
            }
        }
        try await breakTie()
        try await secretary.send(.closeSitting)
        try await rank()
    }

    private func assess(_ assessment: DemoScript.Assessment) async throws {
        let number = assessment.dossier
        let secretary = try person("secretaris")
        try await secretary.send(.takeUpDossier(dossier: number))
        stage.says("secretaris", "legt op tafel: dossier \(number), \(title(of: number))")
        let chair = try leader(of: number)
        if chair.id != "voorzitter" {
            stage.says(chair.id, "leidt dit dossier, want de voorzitter heeft een belang")
        }
        try await chair.wait("het quorum") { view -> Void? in
            guard let quorum = view.part("sitting")?["quorum"],
                let present = quorum["present"]?.integer, let eligible = quorum["eligible"]?.integer
            else { return nil }
            return present == eligible
                && view.part("sitting")?["sitting"]?["current"]?.integer
                    == number
                ? () : nil
        }
        for subject in BallotSubject.gate {
            try await vote(on: subject, assessment)
        }
        let failed = assessment.scores.isEmpty
        let state = failed ? "failedGate" : "inAssessment"
        try await chair.wait("de uitslag van de harde eisen") {
            $0.state(of: number) == state ? () : nil
        }
        if failed {
            stage.says("commissie", "\(title(of: number)) voldoet niet aan de harde eisen")
            return
        }
        for attempt in assessment.scores.indices {
            try await score(assessment, attempt: attempt)
        }
    }

    private func vote(on subject: BallotSubject, _ assessment: DemoScript.Assessment) async throws {
        let chair = try leader(of: assessment.dossier)
        let rounds = assessment.gate[subject] ?? []
        for (attempt, votes) in rounds.enumerated() {
            let ballot = try await open(subject, assessment.dossier, attempt: attempt + 1)
            try await all(votes, on: ballot) { member, vote in
                try await member.send(
                    .castGateVote(
                        ballot: ballot, verdict: vote.verdict, reasons: vote.reasons))
            }
            let result = try await reveal(ballot, votes: votes.count)
            let gate = result["gate"]
            stage.says(
                "harde eis \(subject.rawValue)",
                "\(gate?["meets"]?.integer ?? 0) voldoet, "
                    + "\(gate?["doesNotMeet"]?.integer ?? 0) voldoet niet, "
                    + "\(gate?["abstained"]?.integer ?? 0) onthouding"
                    + (gate?["outcome"]?.text == "tie" ? ": gelijk, dus opnieuw" : ""))
            if attempt + 1 < rounds.count {
                try await chair.send(.repeatBallot(ballot: ballot))
            } else {
                let motivations = assessment.gateMotivations.filter { $0.key == subject.rawValue }
                try await chair.send(.adoptBallot(ballot: ballot, motivations: motivations))
            }
        }
    }

    private func score(_ assessment: DemoScript.Assessment, attempt: Int) async throws {
        let chair = try leader(of: assessment.dossier)
        let ballot = try await open(.scores, assessment.dossier, attempt: attempt + 1)
        let votes = assessment.scores[attempt]
        try await all(votes, on: ballot) { member, scores in
            for (criterion, value) in scores.sorted(by: { $0.key < $1.key }) {
                try await member.send(
                    .giveScore(ballot: ballot, criterion: criterion, value: value))
            }
        }
        let result = try await reveal(ballot, votes: votes.count)
        let scores = result["scores"]
        let total = try fraction(scores?["total"])
        stage.says("onthuld", "\(title(of: assessment.dossier)): totaal \(total.dutch)")
        for criterion in scores?["criteria"]?.elements ?? [] {
            let counts = criterion["histogram"]?.elements?.compactMap(\.integer) ?? []
            let mean = try fraction(criterion["mean"])
            stage.histogram(
                criterion["criterion"]?.text ?? "", counts: counts,
                value: mean.dutch + (criterion["discuss"]?.bool == true ? "  bespreken" : ""))
        }
        if attempt + 1 < assessment.scores.count {
            try await chair.send(.repeatBallot(ballot: ballot))
            stage.says(chair.id, "laat na het gesprek opnieuw scoren; beide blijven bewaard")
        } else {
            try await chair.send(
                .adoptBallot(ballot: ballot, motivations: assessment.motivations))
        }
    }

    /// Makes the ballot ready unless a repeated one is, and opens it.
    private func open(
        _ subject: BallotSubject, _ dossier: DossierNumber, attempt: Int
    ) async throws -> BallotName {
        if attempt == 1 {
            try await person("secretaris").send(.prepareBallot(subject: subject))
        }
        let chair = try leader(of: dossier)
        let ballot = try await chair.wait("stemronde \(subject.rawValue)") {
            $0.readyBallot(subject, dossier)
        }
        try await chair.send(.openBallot(ballot: ballot))
        return ballot
    }

    /// Every voter at once, each on their own connection and only once they see the open ballot.
    private func all<Vote: Sendable>(
        _ votes: [PersonID: Vote], on ballot: BallotName,
        _ body: @escaping @Sendable (DemoPerson, Vote) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (id, vote) in votes {
                let member = try person(id)
                group.addTask {
                    try await member.wait("stemronde \(ballot)") { $0.isOpen(ballot) ? () : nil }
                    try await body(member, vote)
                }
            }
            try await group.waitForAll()
        }
    }

    private func reveal(_ ballot: BallotName, votes: Int) async throws -> DemoView.Value {
        let chair = try leader(of: ballot.dossier)
        try await chair.wait("alle stemmen") { view in
            view.part("ballot/\(ballot)")?["cast"]?.integer == votes ? () : nil
        }
        try await chair.send(.closeBallot(ballot: ballot, missing: []))
        try await chair.send(.revealBallot(ballot: ballot))
        // Everybody gets the same at the same moment; here the coordinator's screen shows it.
        return try await coordinator.wait("de onthulling") {
            $0.part("ballot/\(ballot)")?["result"]
        }
    }
}
