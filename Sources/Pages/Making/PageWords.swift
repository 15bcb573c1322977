/// All words of all pages, as a whole.
package enum PageWords {
    /// By template, the words of the page that fills it; a new page adds its line.
    private static let catalogues: [String: any Words.Type] = [
        "start": StartWords.self, "round": RoundWords.self, "dossier": DossierWords.self,
        "coalition": CoalitionWords.self, "costs": CostsWords.self, "effects": EffectsWords.self,
        "register-hints": DossierWords.self, "signing": SigningWords.self, "steps": StepWords.self,
        "sign-in": SignInWords.self, "second-factor": SecondFactorWords.self,
        "confirm": ConfirmWords.self, "confirmed-leaving": LeavingWords.self,
        "fault": FaultWords.self,
        "sitting": SittingWords.self, "ballot": SittingWords.self, "interests": InterestsWords.self,
        "screening": ScreeningWords.self, "screened": ScreenedWords.self,
        "organisations": OrganisationsWords.self, "organisation": OrganisationWords.self,
        "people": PeopleWords.self, "person": PersonWords.self,
        "lottery-key": LotteryKeyWords.self,
        "sign-in-link": SignInLinkWords.self, "regular-services": RegularServicesWords.self,
        "paper": PaperWords.self, "advice": AdviceWords.self,
        "agenda": AgendaWords.self, "dossier-change": ChangeWords.self,
        "score-forms": ScoreFormWords.self,
        "reading": ReadingWords.self, "read-dossier": ReadDossierWords.self,
        "minutes": MinutesWords.self,
        "screen": ScreenWords.self, "screen-link": ScreenLinkWords.self,
        "initiative": InitiativeWords.self, "agreement": AgreementWords.self,
        "agreement-terms": AgreementWords.self, "reports": ReportWords.self,
        "report": ReportWords.self, "payments": PaymentWords.self, "talks": TalkWords.self,
        "handovers": HandoverWords.self, "lessons": LessonWords.self,
        "new-round": NewRoundWords.self, "rules": RulesWords.self, "check": CheckWords.self,
        "round-settings": RoundSettingsWords.self, "seats": SeatsWords.self,
        "rules-form": RulesFormWords.self, "field-refusals": FieldRefusalWords.self,
        "ranking": RankingWords.self, "ranking-lots": LotWords.self,
        "allocation": AllocationWords.self,
        "overview": SnapshotWords.self, "snapshots": SnapshotWords.self,
        "snapshot": SnapshotWords.self, "public": SnapshotWords.self, "audit": AuditWords.self,
        "imports": ImportWords.self, "comparison": ComparisonWords.self,
        "division": AllocationWords.self, "motivations": MotivationWords.self,
        "decisions": DecisionWords.self, "decision": DecisionWords.self,
        "letters": LetterWords.self, "letter": LetterWords.self, "result": ResultWords.self,
        "set-aside": SetAsideWords.self,
        "sample-letter": SampleLetterWords.self,
    ]

    /// The words that each template names, as `{{w.key}}`, or `{{frame.key}}` around it.
    package static var named: [(template: String, keys: [String])] { Templates.wordsNamed }

    /// The keys that a template may name: those of its page and those around every page.
    package static func keys(of template: String) -> Set<String> {
        Set(FrameWords.allCases.map(\.rawValue)).union(
            catalogues[template].map { names(of: $0) } ?? [])
    }

    /// What every key says.
    package static var all: [Phrase] {
        FrameWords.allCases.map(\.phrase) + catalogues.values.flatMap { phrases($0) }
    }

    private static func names<Own: Words>(of words: Own.Type) -> Set<String> {
        Set(words.allCases.map(\.rawValue))
    }

    private static func phrases<Own: Words>(_ words: Own.Type) -> [Phrase] {
        words.allCases.map(\.phrase)
    }
}
