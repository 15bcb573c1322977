internal import Domain

/// What is still missing before a round can be published, and publishing it.
package enum CheckPage: Page {
    package static let path = "/rounds/{round}/check"

    package static func content(of visit: Visit) -> PageContent? {
        guard let own = RoundSetUp(visit), own.summary.phase == .draft else { return nil }
        let language = visit.language
        let points = RoundCheck.points(of: own)
        let isReady = !points.contains { $0.state == .missing }
        let publish =
            isReady
            ? [own.form("publish", "publishRound", [("_to", RoundPage.address(own.id))])] : []
        return own.page(
            CheckWords.title(language), template: "check", words: CheckWords.values(in: language),
            values: [
                "points": points.map { point in
                    [
                        "text": point.words(language), "state": point.state.words(language),
                        "mark": "\(point.state)", "isOpen": point.state != .done,
                        "advice": point.state == .done ? "" : point.help(language),
                        "address": point.address, "mend": CheckWords.mend(language),
                    ]
                },
                "isReady": isReady,
                "previewAddress": RulesPage.address(own.id),
                "samples": SampleLetterPage.links(own),
                "settingsAddress": RoundSettingsPage.address(own.id),
                "publish": publish.map { $0.under(CheckWords.publish(language)) },
            ], forms: publish)
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let id = round.summary?.round, let own = RoundSetUp(id, round, visit),
            own.summary.phase == .draft
        else { return [] }
        let language = visit.language
        let missing = RoundCheck.points(of: own).count { $0.state == .missing }
        return [
            PageTask(
                "\(CheckWords.task(language)) “\(own.summary.name)”", to: address(id),
                note: missing == 0
                    ? CheckWords.ready(language) : "\(CheckWords.todo(language)): \(missing)")
        ]
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round, let own = RoundSetUp(id, round, visit),
            own.summary.phase == .draft
        else { return [] }
        return [PageLink(CheckWords.title(visit.language), to: address(id))]
    }
}

/// One thing to look at before a round is published.
struct RoundCheck {
    /// How it stands with it.
    enum State {
        case done, missing, advised
        /// Only people can know.
        case yourself

        var words: CheckWords {
            switch self {
            case .done: .done
            case .missing: .missing
            case .advised: .advised
            case .yourself: .yourself
            }
        }
    }

    let words: CheckWords
    let help: CheckWords
    let state: State
    /// Where it is mended.
    let address: String

    private init(
        _ words: CheckWords, _ help: CheckWords, holds: Bool, otherwise: State, at address: String
    ) {
        self.words = words
        self.help = help
        self.address = address
        state = holds ? .done : otherwise
    }

    /// What the domain demands first, then what is wise.
    static func points(of own: RoundSetUp) -> [RoundCheck] {
        let settings = RoundSettingsPage.address(own.id)
        let seats = SeatsPage.address(own.id)
        let holds = { (kind: Seat.Kind) in own.seats.contains { $0.kind == kind } }
        let now = own.visit.now.instant
        let directory = own.visit.directory
        let able = directory.organisations.filter {
            $0.verified && ($0.isContracted || !own.rules.leadContracted)
        }
        let decides = directory.people.contains { $0.municipalRoles.contains(.decisionMaker) }
        return [
            // Rules that aren't complete can't be saved.
            RoundCheck(.rules, .rules, holds: true, otherwise: .missing, at: settings),
            RoundCheck(.chair, .chairHelp, holds: holds(.chair), otherwise: .missing, at: seats),
            RoundCheck(
                .members, .membersHelp, holds: own.voters.count >= own.rules.quorumLeast,
                otherwise: .missing, at: seats),
            RoundCheck(
                .closing, .closingHelp, holds: now < own.rules.closesAt.instant,
                otherwise: .missing, at: settings),
            RoundCheck(
                .opening, .openingHelp, holds: now < own.rules.opensAt.instant,
                otherwise: .advised, at: settings),
            RoundCheck(
                .weights, .weightsHelp, holds: own.rules.weightTotal == 100, otherwise: .advised,
                at: settings),
            RoundCheck(
                .deputy, .deputyHelp,
                holds: holds(.deputyChair) && own.voters.count > own.rules.quorumLeast,
                otherwise: .advised, at: seats),
            RoundCheck(
                .secretary, .secretaryHelp, holds: holds(.secretary), otherwise: .advised,
                at: seats),
            RoundCheck(
                .organisations, .organisationsHelp, holds: able.count > 1, otherwise: .advised,
                at: OrganisationsPage.path),
            RoundCheck(
                .decider, .deciderHelp, holds: decides, otherwise: .advised, at: PeoplePage.path),
            RoundCheck(
                .seed, .seedHelp, holds: false, otherwise: .yourself, at: settings),
            RoundCheck(
                .register, .registerHelp, holds: !directory.services.isEmpty, otherwise: .advised,
                at: RegularServicesPage.path),
        ]
    }
}
