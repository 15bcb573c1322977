import Domain
import Support
import Testing

let everyViewer: [RoundViewer] =
    [
        DemoCast.mental, DemoCast.disability, DemoCast.home, DemoCast.digital,
        DemoCast.mentalYouth, DemoCast.outsider,
    ].map { .applicant($0) }
    + [
        DemoCast.chair, DemoCast.deputy, DemoCast.memberOne, DemoCast.memberTwo,
        DemoCast.conflicted, DemoCast.undeclared, DemoCast.substitute,
    ].map { .member($0) } + RoundViewer.plain

/// Role × phase × channel: which parts everyone sees in every stage, and how much of each.
struct VisibilityTests {
    @Test func `every viewer sees in every stage what is pinned`() throws {
        var lines = ["stage,viewer,parts"]
        for stage in RoundStage.allCases {
            let round = stage.builder().round
            for viewer in everyViewer {
                let parts = round.partKeys.compactMap { key in
                    round.part(key, for: viewer).map { "\(key)\(detail(of: $0))" }
                }
                lines.append("\(stage),\(viewer),\(parts.joined(separator: " "))")
            }
        }
        let text = lines.joined(separator: "\n") + "\n"
        #expect(try PinnedFile("visibility.csv").difference(from: text) == nil)
    }

    private func detail(of part: RoundPart) -> String {
        switch part {
        case .dossier(let part):
            ":\(part.state)" + flags(["body": part.body != nil, "kept": part.keptFrom])
        case .ballot(let part):
            ":\(part.state)"
                + flags([
                    "own": part.own != nil, "voters": part.voters != nil,
                    "missing": part.missing != nil, "result": part.result != nil,
                    "paper": part.paper?.isEmpty == false,
                    "votes": part.votes != nil,
                ])
        case .sitting(let part):
            flags(["present": part.present != nil, "quorum": part.quorum != nil])
        case .pot(let part): flags(["entries": part.entries != nil])
        case .decision(let part): part.released ? ":released" : ":intended"
        default: ""
        }
    }

    private func flags(_ flags: KeyValuePairs<String, Bool>) -> String {
        flags.filter(\.value).map { "+\($0.key)" }.joined()
    }

    private func each(
        _ body: (_ round: Round, _ viewer: RoundViewer, _ key: RoundPartKey, _ part: RoundPart) ->
            Void
    ) {
        for stage in RoundStage.allCases {
            let round = stage.builder().round
            for viewer in everyViewer {
                for key in round.partKeys {
                    if let part = round.part(key, for: viewer) { body(round, viewer, key, part) }
                }
            }
        }
    }

    @Test func `an applicant and the council never see a ballot, the sitting or the order`() {
        each { _, viewer, key, part in
            guard isApplicant(viewer) || viewer == .council else { return }
            switch part {
            case .ballot, .sitting, .ranking, .allocation, .interests:
                Issue.record("\(viewer) sees \(key)")
            default: break
            }
        }
    }

    @Test func `nobody but the voter sees a vote before the reveal`() {
        each { _, viewer, key, part in
            guard case .ballot(let ballot) = part, ballot.state.isSealed else { return }
            #expect(ballot.result == nil && ballot.votes == nil, "\(viewer) \(key)")
            if let own = ballot.own { #expect(viewer == .member(own.person)) }
        }
    }

    @Test func `a member who is kept from a dossier sees neither its text nor its ballots`() {
        each { _, viewer, key, part in
            guard viewer == .member(DemoCast.conflicted) else { return }
            switch part {
            case .dossier(let dossier) where dossier.dossier == 1: #expect(dossier.body == nil)
            case .ballot(let ballot): #expect(ballot.dossier != 1)
            case .ranking, .allocation: Issue.record("the conflicted member sees \(key)")
            default: break
            }
        }
    }

    @Test func `a member who hasn't declared sees covers alone`() {
        each { _, viewer, _, part in
            guard viewer == .member(DemoCast.undeclared) else { return }
            switch part {
            case .dossier(let dossier): #expect(dossier.body == nil && !dossier.keptFrom)
            case .ballot, .ranking, .allocation, .interests: Issue.record("too much")
            default: break
            }
        }
    }

    @Test func `a draft is seen by its coalition alone`() {
        each { round, viewer, _, part in
            guard case .dossier(let dossier) = part,
                round.dossier(dossier.dossier)?.submitted == nil
            else { return }
            guard case .applicant(let organisation) = viewer else {
                Issue.record("\(viewer) sees draft \(dossier.dossier)")
                return
            }
            #expect(round.dossier(dossier.dossier)?.partner(organisation) != nil)
        }
    }

    @Test func `an intended decision is seen by who makes it and who guards the process`() {
        let allowed: Set<RoundViewer> = [.decisionMaker, .coordinator, .auditor]
        each { _, viewer, _, part in
            guard case .decision(let decision) = part, !decision.released else { return }
            #expect(allowed.contains(viewer))
        }
    }

    @Test func `before the release an applicant sees at most that a dossier is admissible`() {
        let shown: Set<DossierState> = [
            .draft, .signing, .submitted, .supplementRequested, .admissible, .notConsidered,
            .withdrawn,
        ]
        each { round, viewer, _, part in
            guard isApplicant(viewer), !round.isReleased, case .dossier(let dossier) = part else {
                return
            }
            #expect(shown.contains(dossier.state))
        }
    }

    @Test func `the screen in the room names nobody`() {
        each { _, viewer, _, part in
            guard viewer == .projector || viewer == .observer else { return }
            switch part {
            case .sitting(let sitting):
                #expect(sitting.present == nil && sitting.quorum?.chair == nil)
            case .ballot(let ballot):
                #expect(ballot.voters == nil && ballot.missing == nil && ballot.votes == nil)
                #expect(ballot.result?.present.isEmpty != false)
            case .dossier(let dossier): #expect(dossier.body == nil)
            case .interests: Issue.record("interests on a screen")
            default: break
            }
        }
    }

    @Test func `a round that only counts progress names no voter`() {
        var rules = RuleSample()
        rules.namesVoters = false
        let round = RoundStage.ballotOpen.builder(rules: rules).round
        for viewer in everyViewer {
            guard case .ballot(let ballot) = round.part(.ballot("1-1"), for: viewer) else {
                continue
            }
            #expect(ballot.voters == nil)
            #expect(ballot.cast == 3)
        }
    }

    @Test func `every viewer's name reads back as that viewer`() {
        for viewer in everyViewer { #expect(RoundViewer(viewer.description) == viewer) }
        for text in ["", "member", "member/", "applicant/A B", "chair", "secretary/x"] {
            #expect(RoundViewer(text) == nil)
        }
    }

    @Test func `a view is open to whom it belongs and to nobody else`() {
        let builder = RoundStage.tabled.builder()
        let expected: [(RoundViewer, Set<Role>)] = [
            (.applicant(DemoCast.mental), [.leadSignatory, .leadEditor]),
            (.applicant(DemoCast.disability), [.partnerSignatory, .partnerReader]),
            (.member(DemoCast.memberOne), [.member]), (.member(DemoCast.secretary), []),
            (.secretary, [.secretary]), (.coordinator, [.coordinator]),
            (.decisionMaker, [.decisionMaker]), (.auditor, [.auditor]),
            (.observer, [.coordinator, .administrator, .budgetHolder, .relationshipManager]),
            (.relationshipManager, [.relationshipManager]), (.budgetHolder, [.budgetHolder]),
            (.neighbourhoodTeam, [.team]),
            (.projector, [.projector, .coordinator, .secretary]),
            (.council, [.councilMember, .coordinator]),
        ]
        for (viewer, roles) in expected {
            let admitted = Role.allCases.filter {
                builder.round.admits($0.actor(in: builder), as: viewer)
            }
            #expect(Set(admitted) == roles, "\(viewer)")
        }
    }

    @Test
    func `a member who is also a coordinator or auditor can't look over the wall by that role`() {
        var builder = RoundStage.tabled.builder()
        for role in [MunicipalRole.coordinator, .auditor, .decisionMaker, .budgetHolder] {
            builder.change(.roleGranted(person: DemoCast.conflicted, role: role))
        }
        let actor = builder.actor(DemoCast.conflicted)
        let admitted = everyViewer.filter { builder.round.admits(actor, as: $0) }
        #expect(admitted == [.member(DemoCast.conflicted)])
    }
}

func isApplicant(_ viewer: RoundViewer) -> Bool {
    if case .applicant = viewer { true } else { false }
}
