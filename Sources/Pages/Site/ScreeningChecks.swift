internal import Domain

/// What a machine can check of a submitted dossier before a person admits it (F3, F4).
struct ScreeningChecks {
    /// One thing that was looked at: whether it is in order, and what was found.
    struct Check {
        let subject: ScreeningCheckWords
        let verdict: ScreeningCheckWords
        let found: String
        var isFine: Bool { verdict == .fine }
    }

    let all: [Check]

    init(_ body: DossierPart.Body, _ desk: RoundDesk, services: [RegularService]) {
        let language = desk.language
        let rules = desk.rules
        var checks: [Check] = []
        func add(_ subject: ScreeningCheckWords, _ isFine: Bool, _ found: String) {
            checks.append(
                Check(subject: subject, verdict: isFine ? .fine : .look, found: found))
        }
        let coalition = body.partners.filter { $0.standing == .accepted }
        if body.collaboration != nil {
            // Of who is in it now: who left since the submission counts no more.
            let organisations = coalition.map(\.organisation)
            let registrations = Set(organisations.map(\.kvk)).count
            add(.providers, organisations.count > 1, "\(organisations.count)")
            add(.registrations, registrations > 1, "\(registrations)")
            if rules.distinctConcerns {
                let concerns = Set(organisations.map(\.concern)).count
                add(.concerns, concerns > 1, "\(concerns)")
            }
            if rules.leadContracted {
                let isContracted = coalition.first(where: \.isLead)?.organisation.contracted == true
                let word: ScreeningCheckWords = isContracted ? .yes : .no
                add(.contract, isContracted, word(language))
            }
        }
        let left = body.partners.filter { $0.standing == .left }.map(\.organisation.name)
        let members = coalition.count
        let signed = members - body.unsigned.count
        add(
            .signatures, left.isEmpty && signed == members,
            left.isEmpty
                ? Self.signed(signed, of: members, language)
                : left.joined(separator: ", ") + " " + ScreeningCheckWords.left(language))
        let gaps = body.content.gaps(
            of: coalition, charactersMost: rules.sectionCharactersMost)
        add(
            .texts, gaps.isEmpty,
            gaps.isEmpty
                ? ScreeningCheckWords.complete(language)
                : gaps.compactMap(\.subject).map { Section(rawValue: $0)?.phrase[language] ?? $0 }
                    .joined(separator: ", "))
        let money = desk.written.money(body.totals.requested)
        let pot = desk.summary.pot ?? rules.pot
        add(
            .money, body.totals.requested <= pot,
            "\(money) \(ScreeningCheckWords.of(language)) \(desk.written.money(pot))")
        let alike = body.hints.compactMap { hint in
            services.first { $0.id == hint.service }?.title
        }
        // That no words are alike says little: the same service may be told in others.
        let found = alike.isEmpty ? ScreeningCheckWords.nothing(language) : nil
        all =
            checks + [
                Check(
                    subject: .register, verdict: alike.isEmpty ? .own : .look,
                    found: found ?? alike.joined(separator: ", "))
            ]
    }

    /// For a table: subject, verdict in words, what was found.
    func rows(_ language: Language) -> [[String: Any]] {
        all.map { check in
            [
                "subject": check.subject(language), "isFine": check.isFine,
                "verdict": check.verdict(language),
                "found": check.found,
            ]
        }
    }

    private static func signed(_ count: Int, of members: Int, _ language: Language) -> String {
        language == .dutch ? "\(count) van \(members) partners" : "\(count) of \(members) partners"
    }
}

/// The words of the checks.
enum ScreeningCheckWords: String, Words {
    case providers, registrations, concerns, contract, signatures, texts, money, register
    case yes, no, left, complete, of, nothing, fine, look, own

    var phrase: Phrase {
        switch self {
        case .providers: Phrase("Aanbieders, minstens 2", "Providers, at least 2")
        case .registrations: Phrase("KvK-nummers, minstens 2", "KvK numbers, at least 2")
        case .concerns: Phrase("Concerns, minstens 2", "Concerns, at least 2")
        case .contract:
            Phrase("Contract van de penvoerder", "Contract of the lead applicant")
        case .signatures: Phrase("Handtekeningen", "Signatures")
        case .texts: Phrase("Onderdelen", "Parts")
        case .money: Phrase("Gevraagd bedrag", "Requested amount")
        case .register: Phrase("Lijkt op regulier aanbod", "Resembles a regular service")
        case .yes: Phrase("Ja", "Yes")
        case .no: Phrase("Nee", "No")
        case .left: Phrase("is uitgestapt", "has left")
        case .complete: Phrase("Alle onderdelen zijn ingevuld", "All parts are filled in")
        case .of: Phrase("van", "of")
        case .nothing:
            Phrase("Geen woorden die op het register lijken", "No words that resemble the register")
        case .own: Phrase("Kijk zelf ook", "Look yourself too")
        case .fine: Phrase("In orde", "In order")
        case .look: Phrase("Let op", "Look at this")
        }
    }
}
