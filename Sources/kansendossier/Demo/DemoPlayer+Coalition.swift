import Client
import Domain
import Wire

// The coalitions write, sign and submit, all at the same time.
extension DemoPlayer {
    func write() async throws {
        stage.act("De coalities schrijven hun dossiers")
        // The agenda number goes by order of starting, so they start in turn.
        for (index, dossier) in script.dossiers.enumerated() {
            let lead = try person(dossier.partners[0].person)
            try await lead.send(.startDossier(title: dossier.title))
            try await lead.wait("dossier \(index + 1)") { $0.part("dossier/\(index + 1)") }
            stage.says(lead.id, "begint dossier \(index + 1): \(dossier.title)")
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in script.dossiers.indices {
                group.addTask { try await write(index + 1, script.dossiers[index]) }
            }
            try await group.waitForAll()
        }
    }

    func close() async throws {
        let closed = try await coordinator.wait("de sluiting") { view in
            view.text("round", "phase") == "closed" ? view.text("round", "closesAt") : nil
        }
        stage.says("server", "sluit de ronde om \(closed.suffix(8))")
    }

    /// Does all of it while the round is open, however long it takes where others have the processor.
    func withTimeEnough(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await giveMoreTime() }
            try await body()
            group.cancelAll()
            while let result = await group.nextResult() {
                // It may be cancelled while it sleeps, and while its command is on its way.
                if case .failure(let error) = result, !(error is CancellationError),
                    error as? CallFailure != .cancelled
                {
                    throw error
                }
            }
        }
    }

    /// The closing time may only move later: that is done while somebody is still writing.
    private func giveMoreTime() async throws {
        let coordinator = try coordinator
        // How long before the closing it is moved: where a command takes long, longer.
        var seconds = 5
        while true {
            try await Task.sleep(for: .milliseconds(250))
            guard let text = try coordinator.current.text("round", "closesAt"),
                let closesAt = AmsterdamTime(text)
            else { continue }
            guard closesAt.instant < clock.now.advanced(bySeconds: seconds) else { continue }
            let later = AmsterdamTime(closesAt.instant.advanced(bySeconds: seconds + 1))
            let start = ContinuousClock.now
            try await coordinator.send(.moveClosing(closesAt: later))
            stage.says("coordinator", "sluit later, want er wordt nog geschreven: \(later.time)")
            try await coordinator.wait("de nieuwe sluiting") {
                $0.text("round", "closesAt") == later.description ? () : nil
            }
            seconds = max(seconds, 5 * Int((ContinuousClock.now - start) / .seconds(1)))
        }
    }

    private func write(_ number: DossierNumber, _ script: DemoScript.DossierEntry) async throws {
        let lead = try person(script.partners[0].person)
        for section in Section.texts {
            guard let text = script.sections[section] else { continue }
            try await lead.edit(number) {
                .writeSection(dossier: number, version: $0, section: section, text: text)
            }
        }
        try await lead.edit(number) {
            .setInvolvedParties(dossier: number, version: $0, parties: script.involved)
        }
        try await lead.edit(number) {
            .setEffects(dossier: number, version: $0, effects: script.effects)
        }
        for partner in script.partners.dropFirst() {
            try await lead.edit(number, changes: false) {
                .invitePartner(
                    dossier: number, version: $0, organisation: partner.organisation)
            }
            let invited = try person(partner.person)
            try await invited.wait("de uitnodiging") { $0.part("dossier/\(number)") }
            try await invited.edit(number) {
                .acceptInvitation(dossier: number, version: $0)
            }
            stage.says(invited.id, "doet mee met \(script.title)")
        }
        for partner in script.partners {
            let writer = try person(partner.person)
            try await writer.wait("het eigen deel van dossier \(number)") {
                $0.hasPart(of: partner.organisation, in: number) ? () : nil
            }
            try await writer.edit(number) {
                .writeRole(dossier: number, version: $0, text: partner.role)
            }
            try await writer.edit(number) {
                .setCostLines(dossier: number, version: $0, lines: partner.costLines)
            }
        }
        try await sign(number, script)
        if let correction = script.correction {
            try await correct(number, script, correction)
        }
        try await submit(number, script, by: lead)
    }

    /// Offers the newest version and lets every partner sign it.
    private func sign(_ number: DossierNumber, _ script: DemoScript.DossierEntry) async throws {
        let lead = try person(script.partners[0].person)
        let version = try await lead.edit(number, changes: false) {
            .offerForSigning(dossier: number, version: $0)
        }
        for partner in script.partners {
            let signatory = try person(partner.person)
            let seen = try await signatory.wait("versie \(version) om te tekenen") { view in
                view.version(of: number) == version && view.state(of: number) == "signing"
                    ? view.fingerprint(of: number) : nil
            }
            try await signatory.send(.signDossier(dossier: number, version: version, content: seen))
        }
        stage.says(
            "\(script.title)", "is getekend door \(script.partners.count), versie \(version)")
    }

    /// One changed text, and every signature falls: all sign again.
    private func correct(
        _ number: DossierNumber, _ script: DemoScript.DossierEntry,
        _ correction: DemoScript.Correction
    ) async throws {
        let lead = try person(script.partners[0].person)
        try await lead.edit(number) {
            .writeSection(
                dossier: number, version: $0, section: correction.section, text: correction.text)
        }
        let fallen = try await lead.wait("vervallen handtekeningen") { view -> Int? in
            let void = view.signatures(of: number).count { $0["void"]?.bool == true }
            return void == script.partners.count ? void : nil
        }
        stage.says(lead.id, "past een tekst aan: \(fallen) handtekeningen vervallen")
        try await sign(number, script)
    }

    private func submit(
        _ number: DossierNumber, _ script: DemoScript.DossierEntry, by lead: DemoPerson
    ) async throws {
        let (version, content) = try await lead.wait("de getekende versie") { view in
            view.version(of: number).flatMap { version in
                view.fingerprint(of: number).map { (version, $0) }
            }
        }
        let refusal = try await lead.attempt(
            .submitDossier(dossier: number, version: version, content: content))
        guard (refusal?.code ?? "submitted") == script.expect else {
            throw DemoFailure(
                "dossier \(number): \(script.expect) expected, \(refusal?.code ?? "submitted")")
        }
        if let refusal {
            stage.says(lead.id, "mag \(script.title) niet indienen: \(refusal.nl)")
            return
        }
        let receipt = try await lead.wait("het ontvangstbewijs") {
            $0.part("dossier/\(number)")?["body"]?["receipt"]?["number"]?.integer
        }
        stage.says(lead.id, "dient \(script.title) in, ontvangstbewijs \(receipt)")
    }
}
