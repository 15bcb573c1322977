import Client
import Domain
import Pages
import Wire

// What becomes of what was granted: agreed on, reported, paid, talked about, and told to the council.
extension DemoPlayer {
    func followUp() async throws {
        stage.act("Volgen wat er met het geld gebeurt")
        let calendar = DemoQuarters(before: clock.today)
        try await coordinator.send(.finishRound)
        stage.says("coordinator", "sluit de ronde af; de initiatieven lopen door")
        try await agree(on: calendar)
        if clock.goToToday() { stage.act("Twee jaar later: wat leveren de initiatieven op?") }
        let outcomes = try await takeIn(in: calendar)
        try await reportAll(in: calendar)
        try await pay()
        try await talk(on: calendar.today)
        try await handOver(on: calendar.today)
        try await stop()
        try await inform(in: calendar)
        if let outcomes, let aftercare { await aftercare.tell(outcomes) }
    }

    private var plan: DemoScript.FollowUp { script.followUp }
    private var number: DossierNumber { plan.dossier }

    private var lead: DemoPerson {
        get throws { try person(script.dossiers[number - 1].partners[0].person) }
    }

    private var manager: DemoPerson {
        get throws { try person("relatiemanager") }
    }

    private func terms(
        _ indicators: [AgreedIndicator], in calendar: DemoQuarters
    ) -> AgreementTerms {
        AgreementTerms(
            indicators: indicators, periods: calendar.periods,
            tranches: plan.trancheCents.enumerated().map {
                AgreedTranche(
                    amount: Cents($0.element), notBefore: nil,
                    report: $0.offset == 0 ? nil : $0.offset)
            }, interpretationRequired: true)
    }

    /// The municipality proposes, the coalition makes a counter-proposal, and both sign that one.
    private func agree(on calendar: DemoQuarters) async throws {
        try await manager.send(
            .proposeAgreement(
                dossier: number, version: 0, terms: terms(plan.indicators, in: calendar)))
        stage.says("relatiemanager", "stelt afspraken voor over \(title(of: number))")
        try await lead.wait("het voorstel") { $0.agreement(of: number)?.version == 1 ? () : nil }
        try await lead.send(
            .proposeAgreement(
                dossier: number, version: 1, terms: terms(plan.counterIndicators, in: calendar)))
        stage.says(try lead.id, "doet een tegenvoorstel: een lager doel voor duurzame uitstroom")
        for signer in [try manager, try lead] {
            let content = try await signer.wait("het tegenvoorstel") { view in
                view.agreement(of: number).flatMap { $0.version == 2 ? $0.fingerprint : nil }
            }
            try await signer.send(.signAgreement(dossier: number, version: 2, content: content))
        }
        try await lead.wait("de afspraken") { $0.state(of: number) == "running" ? () : nil }
        stage.says("beide partijen", "tekenen de afspraken; die liggen nu vast")
    }

    /// Takes in what the care chain wrote since the awards, and puts what it says about each
    /// initiative into the round's log.
    private func takeIn(in calendar: DemoQuarters) async throws -> DemoAftercare.Outcomes? {
        guard
            let outcomes = try await aftercare?.takeIn(
                upTo: calendar.today, about: calendar.lastDay)
        else { return nil }
        try await manager.send(.recordImport(note: outcomes.note))
        for (dossier, results) in outcomes.results {
            for result in results {
                try await manager.send(.recordResult(dossier: dossier, result: result))
            }
            stage.says(
                "relatiemanager",
                "legt \(results.count) uitkomsten vast van \(title(of: dossier))")
        }
        return outcomes
    }

    /// A report for each quarter: written, handed in, and adopted by somebody else.
    private func reportAll(in calendar: DemoQuarters) async throws {
        for (index, figures) in plan.reports.enumerated() {
            let period = index + 1
            try await lead.send(
                .saveReport(dossier: number, period: period, version: 0, figures: figures))
            let content = try await lead.wait("het concept") {
                $0.report(period, of: number)?.fingerprint
            }
            try await lead.send(
                .handInReport(dossier: number, period: period, version: 1, content: content))
            try await manager.wait("de rapportage") {
                $0.report(period, of: number)?.state == "handedIn" ? () : nil
            }
            try await manager.send(
                .adoptReport(dossier: number, period: period, content: content))
            let reported = figures.compactMap(\.value).count
            stage.says(
                "relatiemanager",
                "stelt rapportage \(period) vast: \(reported) van \(figures.count) cijfers gemeld")
        }
    }

    /// The first tranche, approved by two people.
    private func pay() async throws {
        try await lead.send(.claimTranche(dossier: number, tranche: 1))
        try await manager.send(
            .approveTranche(dossier: number, tranche: 1, check: .substance))
        let holder = try person("budgethouder")
        try await holder.send(.approveTranche(dossier: number, tranche: 1, check: .finance))
        try await holder.send(.payTranche(dossier: number, tranche: 1))
        let paid = try await lead.wait("de betaling") { view in
            view.part("initiative/\(number)")?["paid"]?.integer.flatMap { $0 > 0 ? $0 : nil }
        }
        stage.says(
            "budgethouder", "keurt na de relatiemanager goed en betaalt \(Cents(paid).dutch)")
    }

    /// A figure that falls opens a talk, of which nobody else learns anything.
    private func talk(on today: CivilDate) async throws {
        let signals = try await manager.wait("de signalen") { view in
            view.part("talks/\(number)")?["signals"]?.elements.flatMap { $0.isEmpty ? nil : $0 }
        }
        stage.says("server", "zet \(signals.count) signalen op de agenda; er volgt een gesprek")
        try await manager.send(
            .recordTalk(
                dossier: number,
                talk: Talk(
                    heldOn: today, present: plan.talk.present, note: plan.talk.note,
                    commitments: plan.talk.commitments.map {
                        Commitment(
                            text: $0.text, owner: $0.owner, due: today.advanced(byDays: 28))
                    }, signals: signals.compactMap { $0["number"]?.integer }, met: [])))
        let next = try await lead.wait("het verslag") { view in
            view.part("talks/\(number)")?["agenda"].flatMap {
                $0["signals"]?.elements?.isEmpty == true ? $0["heldBy"]?.text : nil
            }
        }
        for watcher in ["budgethouder", "raadslid", "voorzitter"] as [PersonID] {
            guard try person(watcher).current.part("talks/\(number)") == nil else {
                throw DemoFailure("the talk leaked to \(watcher)")
            }
        }
        let day = CivilDate(next).map(DutchNumbers.date) ?? next
        stage.says(
            "relatiemanager",
            "legt het gesprek en \(plan.talk.commitments.count) afspraken vast; volgende vóór \(day)"
        )
    }

    private func handOver(on today: CivilDate) async throws {
        try await lead.send(
            .registerHandover(
                dossier: number,
                handover: Handover(
                    reference: plan.reference,
                    from: script.dossiers[number - 1].partners[0].organisation,
                    destination: .neighbourhoodTeam, receiver: nil, form: .threeWayTalk,
                    heldOn: today, careEndedOn: today, firstContactOn: nil, consent: true)))
        let team = try person("buurtteam")
        try await team.wait("de overdracht") { $0.part("handovers/\(number)") }
        try await team.send(
            .confirmHandover(
                dossier: number, handover: 1, confirmedOn: today, firstContactOn: today))
        try await lead.wait("de bevestiging") { view in
            view.part("handovers/\(number)")?.elements?.first?["isWarm"]?.bool == true ? () : nil
        }
        stage.says("buurtteam", "bevestigt overdracht \(plan.reference): die was warm")
    }

    private func stop() async throws {
        let stopped = plan.stopped
        let partner = try person(script.dossiers[stopped - 1].partners[0].person)
        try await partner.send(.stopInitiative(dossier: stopped, lessons: plan.lessons))
        try await manager.wait("het einde") {
            $0.state(of: stopped) == "stoppedWithLessons" ? () : nil
        }
        try await manager.send(.releaseLessons(dossier: stopped))
        let keep = try await person("raadslid").wait("de leerpunten") {
            $0.part("lessons/\(stopped)")?["lessons"]?["keep"]?.text
        }
        stage.says(partner.id, "stopt met \(title(of: stopped)), met leerpunten voor iedereen")
        stage.write("      | Behouden: \(keep)")
    }

    /// The council gets figures that never change, with small numbers hidden.
    private func inform(in calendar: DemoQuarters) async throws {
        try await manager.send(
            .takeSnapshot(
                quarter: calendar.last, summaries: plan.summaries, corrects: nil, reasons: nil))
        let snapshot = try await person("raadslid").wait("de momentopname") {
            $0.part("snapshot/1")
        }
        let shown = snapshot["initiatives"]?.elements ?? []
        stage.says(
            "relatiemanager",
            "geeft de raad een momentopname van \(shown.count) initiatieven, die nooit meer verandert"
        )
        for initiative in shown {
            let result = initiative["results"]?.elements?.first {
                $0["indicator"]?.text == Indicator.sustainedOutflow.rawValue
            }
            stage.write(
                "      | \(initiative["title"]?.text ?? ""): duurzame uitstroom \(figure(result))")
        }
    }

    /// A result as the council reads it.
    private func figure(_ result: JSON?) -> String {
        let count = result?["n"]?.integer.map { " (n = \($0))" } ?? ""
        if let value = result?["value"]?.text.flatMap(Rational.init) {
            return "\(value.dutch)%\(count)"
        }
        let isTooFew = result?["absence"]?.text == RecordedResult.Absence.tooFew.rawValue
        return isTooFew ? "aantal te klein om te tonen" : "nog niet meetbaar\(count)"
    }
}
