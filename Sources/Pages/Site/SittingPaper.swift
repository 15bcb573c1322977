internal import Domain

/// Votes on paper, on one ballot: entered by the secretary, countersigned by the member (F6).
struct SittingPaper {
    let desk: SittingDesk
    let ballot: BallotPart

    private var language: Language { desk.language }
    private var name: String { "\(ballot.ballot)" }

    var values: [String: Any] {
        let (lines, countersigning) = (lines, countersigning)
        return [
            "hasPaper": !lines.isEmpty, "paper": lines, "listTitle": PaperWords.list(language),
            "mustCheck": !countersigning.isEmpty,
            "checkTitle": PaperWords.check(language), "checkText": PaperWords.checkText(language),
            "entered": entered, "countersigning": countersigning.map(\.values),
            "entry": entry.map { [$0.values] } ?? [], "entryTitle": PaperWords.title(language),
        ]
    }

    /// Whose vote came from paper, and what they said of it.
    var lines: [String] {
        (ballot.paper ?? []).map { "\(desk.name(of: $0.person)): \($0.word.phrase[language])" }
    }

    /// The form of the secretary, for who is here and sent nothing in person.
    var entry: SittingControl? {
        guard desk.viewer == .secretary, ballot.state == .open, !voters.isEmpty else { return nil }
        let method = ballot.subject.isGate ? "enterPaperVote" : "enterPaperScores"
        var form = desk.form(
            "paper-\(name)", method, [("ballot", name)],
            places: Dictionary(places) { first, _ in first })
        form.add(
            "person", "select", label: PaperWords.whose(language),
            choices: voters.map { ($0.rawValue, desk.name(of: $0)) })
        if ballot.subject.isGate { addVerdict(to: &form) } else { addScores(to: &form) }
        return SittingControl(form, PaperWords.enter(language), isSubtle: true)
    }

    /// What the member says of an entry: that it is what stood on paper, or that it isn't.
    var countersigning: [SittingControl] {
        let own = desk.visit.visitor?.person
        let isAsked = ballot.paper?.contains { $0.person == own && $0.word == .entered } == true
        guard desk.viewer.isMember, isAsked, ballot.state != .adopted else { return [] }
        return [(true, PaperWords.agree), (false, .contest)].map { agrees, word in
            SittingControl(
                desk.form(
                    "countersign-\(agrees)-\(name)", "countersignVote",
                    [("ballot", name), ("agrees:boolean", "\(agrees)")]),
                word(language), isSubtle: !agrees)
        }
    }

    /// What was entered for the member who is asked to countersign it.
    var entered: [String] {
        if let gate = ballot.own?.gate {
            return [gate.verdict.phrase[language], gate.reasons ?? ""].filter { !$0.isEmpty }
        }
        return SittingBallot.criteria(of: ballot, by: desk.rules, in: language).map {
            let score = ballot.own?.scores?[$0.code]
            return "\($0.title): \(score.map { SittingResult.given($0, in: language) } ?? "–")"
        }
    }

    private var voters: [PersonID] {
        let uncountersigned = (ballot.paper ?? []).filter { $0.word != .agreed }.map(\.person)
        let here = Set(desk.part.present ?? [])
        return desk.seats.map(\.person).filter {
            here.contains($0) && (ballot.missing ?? []).contains($0) || uncountersigned.contains($0)
        }
    }

    private var places: [(String, String)] {
        voters.map { ($0.rawValue, "person") }
            + SittingBallot.criteria(of: ballot, by: desk.rules, in: language).map {
                ($0.code.rawValue, "scores.\($0.code):integer")
            }
    }

    private func addVerdict(to form: inout Form) {
        form.addChoice(
            "verdict", label: ballot.subject.phrase[language], value: nil,
            options: GateVote.Verdict.allCases.map { ($0.rawValue, $0.phrase[language], "") })
        form.add(
            "reasons:optional", "area", label: SittingWords.reasons(language),
            description: SittingWords.reasonsAdvice(language),
            charactersMost: Limits.reasonCharactersMost)
    }

    private func addScores(to form: inout Form) {
        let scale = (1...desk.rules.scaleMost).map { ("\($0)", "\($0)", "") }
        for item in SittingBallot.criteria(of: ballot, by: desk.rules, in: language) {
            form.addChoice(
                "scores.\(item.code):integer", label: item.title, value: nil,
                options: scale + [("0", GateVote.Verdict.abstain.phrase[language], "")])
        }
    }
}

extension PaperVote {
    /// What a member said of the entry, as people see it.
    var phrase: Phrase {
        switch self {
        case .entered: Phrase("nog niet bevestigd", "not confirmed yet")
        case .agreed: Phrase("bevestigd", "confirmed")
        case .contested:
            Phrase("klopt niet: stem opnieuw", "contested: vote again")
        }
    }
}

/// The words of votes on paper.
enum PaperWords: String, Words {
    case task, whose, enter, title, list, check, checkText, agree, contest

    var phrase: Phrase {
        switch self {
        case .task:
            Phrase("Bevestig uw stem van papier", "Confirm your vote from paper")
        case .title: Phrase("Papieren formulier invoeren", "Enter a paper form")
        case .whose: Phrase("Van wie is het formulier?", "Whose form is it?")
        case .enter: Phrase("Papieren stem opslaan", "Save the paper vote")
        case .list: Phrase("Van papier ingevoerd", "Entered from paper")
        case .check: Phrase("Controleer uw papieren stem", "Check your paper vote")
        case .checkText:
            Phrase(
                "De secretaris heeft dit voor u ingevoerd. Klopt het met uw formulier? Als het "
                    + "niet klopt, stemt de commissie opnieuw.",
                "The secretary entered this for you. Is it what stands on your form? If it isn’t, "
                    + "the committee votes again.")
        case .agree: Phrase("Dit klopt", "This is right")
        case .contest: Phrase("Dit klopt niet", "This is not right")
        }
    }
}
