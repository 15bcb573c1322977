extension DossierContent {
    /// Everything in it that keeps it from being offered for signing: texts missing or over their
    /// limit, roles, effects, open invitations. The round refuses with the first (F3, F4).
    package func gaps(of partners: [Partner], charactersMost: Int) -> [Refusal] {
        var gaps = Section.texts.compactMap { section in
            Self.gap(sections[section] ?? "", charactersMost, section.rawValue)
        }
        gaps += self.partners.compactMap { partner in
            Self.gap(partner.role, charactersMost, "\(partner.organisation)")
        }
        if effects.isEmpty { gaps.append(Refusal(.rulesIncomplete, subject: "effects")) }
        let invited = partners.filter { $0.standing == .invited }
        return gaps
            + invited.map { Refusal(.invitationPending, subject: "\($0.organisation.id)") }
    }

    private static func gap(_ text: String, _ most: Int, _ subject: String) -> Refusal? {
        do throws(Refusal) {
            try requireText(text, most: most, subject: subject)
            return nil
        } catch {
            return error
        }
    }
}
