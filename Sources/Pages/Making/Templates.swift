internal import Mustache

/// The templates, by the names of their files without `.mustache`; a new page adds its line.
enum Templates {
    private static let sources: [(name: String, bytes: [UInt8])] = [
        ("frame", PackageResources.frame_mustache),
        ("form", PackageResources.form_mustache),
        ("field-text", PackageResources.field_text_mustache),
        ("field-area", PackageResources.field_area_mustache),
        ("field-date", PackageResources.field_date_mustache),
        ("field-moment", PackageResources.field_moment_mustache),
        ("field-select", PackageResources.field_select_mustache),
        ("steps", PackageResources.steps_mustache),
        ("start", PackageResources.start_mustache),
        ("round", PackageResources.round_mustache),
        ("dossier", PackageResources.dossier_mustache),
        ("register-hints", PackageResources.register_hints_mustache),
        ("coalition", PackageResources.coalition_mustache),
        ("costs", PackageResources.costs_mustache),
        ("effects", PackageResources.effects_mustache),
        ("signing", PackageResources.signing_mustache),
        ("sign-in", PackageResources.sign_in_mustache),
        ("code", PackageResources.code_mustache),
        ("second-factor", PackageResources.second_factor_mustache),
        ("confirm", PackageResources.confirm_mustache),
        ("fault", PackageResources.fault_mustache),
        ("field-choice", PackageResources.field_choice_mustache),
        ("field-hidden", PackageResources.field_hidden_mustache),
        ("sitting", PackageResources.sitting_mustache),
        ("ballot", PackageResources.ballot_mustache),
        ("interests", PackageResources.interests_mustache),
        ("field-several", PackageResources.field_several_mustache),
        ("screening", PackageResources.screening_mustache),
        ("screened", PackageResources.screened_mustache),
        ("search", PackageResources.search_mustache),
        ("button", PackageResources.button_mustache),
        ("ending", PackageResources.ending_mustache),
        ("field-lines", PackageResources.field_lines_mustache),
        ("organisations", PackageResources.organisations_mustache),
        ("organisation", PackageResources.organisation_mustache),
        ("people", PackageResources.people_mustache),
        ("person", PackageResources.person_mustache),
        ("sign-in-link", PackageResources.sign_in_link_mustache),
        ("lottery-key", PackageResources.lottery_key_mustache),
        ("regular-services", PackageResources.regular_services_mustache),
        ("paper", PackageResources.paper_mustache),
        ("agenda", PackageResources.agenda_mustache),
        ("score-forms", PackageResources.score_forms_mustache),
        ("reading", PackageResources.reading_mustache),
        ("read-dossier", PackageResources.read_dossier_mustache),
        ("minutes", PackageResources.minutes_mustache),
        ("motivations", PackageResources.motivations_mustache),
        ("charts", PackageResources.charts_mustache),
        ("screen", PackageResources.screen_mustache),
        ("screen-link", PackageResources.screen_link_mustache),
        ("initiative-head", PackageResources.initiative_head_mustache),
        ("initiative", PackageResources.initiative_mustache),
        ("chart", PackageResources.chart_mustache),
        ("control", PackageResources.control_mustache),
        ("field-tick", PackageResources.field_tick_mustache),
        ("agreement", PackageResources.agreement_mustache),
        ("agreement-terms", PackageResources.agreement_terms_mustache),
        ("reports", PackageResources.reports_mustache),
        ("report", PackageResources.report_mustache),
        ("payments", PackageResources.payments_mustache),
        ("talks", PackageResources.talks_mustache),
        ("handovers", PackageResources.handovers_mustache),
        ("lessons", PackageResources.lessons_mustache),
        ("new-round", PackageResources.new_round_mustache),
        ("rules", PackageResources.rules_mustache),
        ("check", PackageResources.check_mustache),
        ("round-settings", PackageResources.round_settings_mustache),
        ("seats", PackageResources.seats_mustache),
        ("ranking", PackageResources.ranking_mustache),
        ("allocation", PackageResources.allocation_mustache),
        ("division", PackageResources.division_mustache),
        ("pot-bar", PackageResources.pot_bar_mustache),
        ("overview", PackageResources.overview_mustache),
        ("snapshots", PackageResources.snapshots_mustache),
        ("snapshot", PackageResources.snapshot_mustache),
        ("public", PackageResources.public_mustache),
        ("audit", PackageResources.audit_mustache),
        ("imports", PackageResources.imports_mustache),
        ("comparison", PackageResources.comparison_mustache),
        ("decisions", PackageResources.decisions_mustache),
        ("decision", PackageResources.decision_mustache),
        ("letters", PackageResources.letters_mustache),
        ("letter", PackageResources.letter_mustache),
        ("letter-blocks", PackageResources.letter_blocks_mustache),
        ("sample-letter", PackageResources.sample_letter_mustache),
        ("result", PackageResources.result_mustache),
    ]

    /// Every template, ready to be filled; what is filled in is escaped for HTML.
    static let library: MustacheLibrary = {
        MustacheContentTypes.register(PageText(), named: PageText.name)
        var library = MustacheLibrary()
        for (name, bytes) in sources {
            do {
                let text = String(decoding: bytes, as: UTF8.self)
                try library.register("{{% CONTENT_TYPE:\(PageText.name)}}\n\(text)", named: name)
            } catch {
                preconditionFailure("the template \(name) can't be read: \(error)")
            }
        }
        return library
    }()

    /// The words that each template names, as `{{w.key}}`.
    static var wordsNamed: [(template: String, keys: [String])] {
        sources.map { name, bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            return (name, text.matches(of: #/\{\{(?:w|frame)\.(\w+)\}\}/#).map { String($0.1) })
        }
    }
}
