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
        ("coalition", PackageResources.coalition_mustache),
        ("costs", PackageResources.costs_mustache),
        ("effects", PackageResources.effects_mustache),
        ("signing", PackageResources.signing_mustache),
        ("sign-in", PackageResources.sign_in_mustache),
        ("confirm", PackageResources.confirm_mustache),
        ("fault", PackageResources.fault_mustache),
        ("field-choice", PackageResources.field_choice_mustache),
        ("field-hidden", PackageResources.field_hidden_mustache),
        ("sitting", PackageResources.sitting_mustache),
        ("ballot", PackageResources.ballot_mustache),
        ("interests", PackageResources.interests_mustache),
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
    ]

    /// Every template, ready to be filled; what is filled in is escaped for HTML.
    static let library: MustacheLibrary = {
        var library = MustacheLibrary()
        for (name, bytes) in sources {
            do {
                try library.register(String(decoding: bytes, as: UTF8.self), named: name)
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
            return (name, text.matches(of: #/\{\{w\.(\w+)\}\}/#).map { String($0.1) })
        }
    }
}
