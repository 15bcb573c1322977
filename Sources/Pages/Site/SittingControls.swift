internal import Domain

/// A form with the words on its button.
struct SittingControl {
    let form: Form
    private let button: String
    private let own: String
    private let isSubtle: Bool

    /// - Parameter own: what this person gave already, in words.
    init(_ form: Form, _ button: String, own: String = "", isSubtle: Bool = false) {
        (self.form, self.button, self.own, self.isSubtle) = (form, button, own, isSubtle)
    }

    var values: [String: Any] {
        form.values.merging([
            "button": button, "own": own, "weight": isSubtle ? "subtle" : "primary",
        ]) { _, added in added }
    }
}

// What chair and secretary do with the sitting itself.
extension SittingDesk {
    /// By member, a form of the secretary that says that somebody is there, or isn't any more.
    var presenceForms: [PersonID: SittingControl] {
        guard viewer == .secretary, sitting.state == .opened || sitting.state == .suspended,
            let present = part.present
        else { return [:] }
        let members = seats.filter { $0.kind != .secretary }
        return members.reduce(into: [:]) { forms, seat in
            let isHere = present.contains(seat.person)
            let form = form(
                "presence-\(seat.person)", "markPresence",
                [("person", seat.person.rawValue), ("present:boolean", "\(!isHere)")])
            let word = isHere ? SittingWords.markAway : .markHere
            forms[seat.person] = SittingControl(form, word(language), isSubtle: true)
        }
    }

    /// The coordinator calls a substitute for a member who can't take part.
    private var calling: [SittingControl] {
        let replaced = Set(seats.compactMap(\.replaces))
        let free = seats.filter { $0.kind == .substitute && $0.replaces == nil }
        let members = seats.filter {
            [.chair, .deputyChair, .member].contains($0.kind) && !replaced.contains($0.person)
        }
        guard viewer == .coordinator, sitting.state != .closed, !free.isEmpty, !members.isEmpty
        else { return [] }
        var form = form("callSubstitute", "callSubstitute")
        form.add(
            "substitute", "select", label: SittingWords.substitute(language),
            choices: free.map { ($0.person.rawValue, $0.name) })
        form.add(
            "member", "select", label: SittingWords.replaces(language),
            choices: members.map { ($0.person.rawValue, $0.name) })
        return [SittingControl(form, SittingWords.callSubstitute(language), isSubtle: true)]
    }

    var controls: [SittingControl] {
        guard runs else { return leads ? preparing : calling }
        switch sitting.state {
        case .planned:
            let form = form(
                "openSitting", "openSitting", [("sitting:integer", "\(sitting.number)")])
            return [SittingControl(form, SittingWords.openSitting(language))]
        case .opened: return preparing + takingUp + [course("suspendSitting", .suspend), ending]
        case .suspended: return [course("resumeSitting", .resume), ending]
        case .closed: return []
        }
    }

    private var ending: SittingControl { course("closeSitting", .closeSitting) }

    private func course(_ method: String, _ word: SittingWords) -> SittingControl {
        SittingControl(form(method, method), word(language), isSubtle: true)
    }

    private var takingUp: [SittingControl] {
        let isBusy = ballots.contains { $0.state.isSealed && $0.state != .ready }
        guard !isBusy else { return [] }
        let waiting = sitting.agenda.compactMap { number in
            dossiers.first { $0.dossier == number }
        }.filter { dossier in
            dossier.dossier != sitting.current && !dossier.keptFrom
                && [.scheduled, .inAssessment].contains(dossier.state)
        }
        // In the order of the agenda; the first is what comes next, once this one is done.
        return waiting.enumerated().map { index, dossier in
            let number = "\(dossier.dossier)"
            let form = form(
                "takeUp-\(number)", "takeUpDossier", [("dossier:integer", number)])
            return SittingControl(
                form, "\(SittingWords.takeUp(language)) \(number): \(dossier.title)",
                isSubtle: index > 0 || table?.state == .inAssessment)
        }
    }

    /// The ballots that can be made ready: the requirements first, and then the scores.
    private var preparing: [SittingControl] {
        guard sitting.state == .opened, table?.state == .inAssessment, current.isEmpty else {
            return []
        }
        let held = Set(ballots.map(\.subject))
        let isPassed = BallotSubject.gate.allSatisfy { subject in
            ballots.contains { $0.subject == subject && $0.state == .adopted }
        }
        let subjects = BallotSubject.gate + (isPassed ? [.scores] : [])
        return subjects.filter { !held.contains($0) }.map { subject in
            let form = form(
                "prepare-\(subject.rawValue)", "prepareBallot", [("subject", subject.rawValue)])
            return SittingControl(
                form, "\(SittingWords.prepare(language)): \(subject.phrase[language])")
        }
    }
}
