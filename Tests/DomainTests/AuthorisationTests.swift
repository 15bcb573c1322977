import Domain
import Support
import Testing

/// Every role × phase × command, pinned, and held against a table of who may do what.
struct AuthorisationTests {
    @Test func `every command by every role in every stage has its pinned answer`() throws {
        let answers = Self.answers
        var lines = ["stage,command,most,others"]
        for stage in RoundStage.allCases {
            for command in RoundCommand.CodingKeys.allCases {
                let row = Role.allCases.map { role in
                    (role, answers[Triple(role, stage, command.stringValue)] ?? "untested")
                }
                let most = Self.mostFrequent(row.map(\.1))
                let others = row.filter { $0.1 != most }.map { "\($0.0)=\($0.1)" }
                lines.append(
                    "\(stage),\(command.stringValue),\(most),\(others.joined(separator: " "))")
            }
        }
        let table = PinnedFile("../../../config/authorisation.csv")
        #expect(try table.difference(from: lines.joined(separator: "\n") + "\n") == nil)
    }

    private static func mostFrequent(_ answers: [String]) -> String {
        let counts = Dictionary(grouping: answers) { $0 }.mapValues(\.count)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }

    @Test func `nothing is accepted from who may not do it`() {
        for (triple, answer) in Self.answers where answer == "ok" {
            #expect(
                Self.mayDo[triple.command]?.contains(triple.role) == true,
                "\(triple.role) may \(triple.command) in \(triple.stage)")
        }
    }

    @Test func `everyone who may do something can do it in some stage`() {
        let accepted = Self.answers.filter { $0.value == "ok" }.keys
        for (command, roles) in Self.mayDo {
            let able = Set(accepted.filter { $0.command == command }.map(\.role))
            #expect(able == roles, "\(command)")
        }
    }

    @Test func `no role, phase and command is left untested`() {
        let tested = Set(
            Self.answers.keys.map {
                "\($0.role) \(Self.phases[$0.stage, default: .absent]) \($0.command)"
            })
        var untested: Set<String> = []
        for role in Role.allCases {
            for phase in Phase.allCases {
                for command in RoundCommand.CodingKeys.allCases {
                    untested.insert("\(role) \(phase) \(command.stringValue)")
                }
            }
        }
        untested.subtract(tested)
        #expect(untested.isEmpty)
    }

    private struct Triple: Hashable {
        let role: Role
        let stage: RoundStage
        let command: String

        init(_ role: Role, _ stage: RoundStage, _ command: String) {
            self.role = role
            self.stage = stage
            self.command = command
        }
    }

    private static let phases = Dictionary(
        uniqueKeysWithValues: RoundStage.allCases.map { ($0, $0.builder().round.phase) })

    private static let answers: [Triple: String] = {
        var answers: [Triple: String] = [:]
        for stage in RoundStage.allCases {
            var builder = stage.builder()
            let now = builder.now
            for command in probes(of: builder) {
                builder.now = command == .passTime ? builder.round.deadline ?? now : now
                for role in Role.allCases {
                    let refusal = builder.refusal(of: command, by: role.actor(in: builder))
                    answers[Triple(role, stage, caseName(of: command))] =
                        refusal?.code.rawValue ?? "ok"
                }
            }
        }
        return answers
    }()

    private static let lead: Set<Role> = [.leadSignatory, .leadEditor]
    private static let coalition: Set<Role> = [.leadSignatory, .leadEditor, .partnerSignatory]
    private static let desk: Set<Role> = [.secretary, .chair, .deputy]
    private static let words: Set<Role> = [.secretary, .coordinator, .chair, .deputy, .member]
    private static let followers: Set<Role> = [.relationshipManager, .coordinator]
    private static let seats: Set<Role> = [
        .chair, .deputy, .member, .conflictedMember, .undeclaredMember, .substitute,
    ]

    /// Who may do what: written from the rules, not from the code.
    private static let mayDo: [String: Set<Role>] = [
        "createRound": [.coordinator], "changeRules": [.coordinator],
        "publishRound": [.coordinator], "moveClosing": [.coordinator],
        "startScreening": [.coordinator], "finishRound": [.coordinator],
        "withdrawRound": [.coordinator], "appointSeat": [.coordinator],
        "dismissSeat": [.coordinator], "callSubstitute": [.coordinator],
        "declareInterests": seats, "recordInterest": [.coordinator],
        "moveSection": coalition, "declineToSign": [.leadSignatory, .partnerSignatory],
        "reopenDossier": lead, "recheckCoalition": [.coordinator, .secretary],
        "markIncompatible": [.coordinator, .secretary], "extendTerm": [.coordinator],
        "giveCastingVote": [.chair], "draftMotivation": words,
        "readMotivation": words.subtracting([.chair]),
        "readMotivations": words.subtracting([.chair]), "adviseAmount": [.chair],
        "openJointBallot": [.chair], "closeJointBallot": [.chair],
        "revealJointBallot": [.chair], "adoptJointBallot": [.chair],
        "dropJointBallot": [.chair],
        "bookPot": [.coordinator], "askOverride": [.coordinator],
        "approveOverride": [.budgetHolder], "refuseOverride": [.budgetHolder],
        "withdrawOverride": [.coordinator], "acceptOffer": [.leadSignatory],
        "declineOffer": [.leadSignatory],
        "startDossier": coalition.union([.outsider]), "changeTitle": lead,
        "writeSection": coalition, "writeRole": coalition, "setCostLines": coalition,
        "setInvolvedParties": lead, "setEffects": lead, "invitePartner": lead,
        "withdrawInvitation": lead, "acceptInvitation": [.partnerSignatory],
        "declineInvitation": [.partnerSignatory], "leaveCoalition": [.partnerSignatory],
        "offerForSigning": lead, "signDossier": [.leadSignatory, .partnerSignatory],
        "submitDossier": lead, "withdrawDossier": [.leadSignatory],
        "requestSupplement": [.coordinator], "admitDossier": [.coordinator],
        "declineToConsider": [.coordinator],
        "planSitting": [.secretary, .coordinator], "openSitting": desk, "suspendSitting": desk,
        "resumeSitting": desk, "closeSitting": desk, "markPresence": [.secretary],
        "noteConnection": [.server], "takeUpDossier": desk, "prepareBallot": desk,
        "openBallot": [.chair], "castGateVote": [.chair, .deputy, .member],
        "giveScore": [.chair, .deputy, .member],
        "enterPaperVote": [.secretary], "enterPaperScores": [.secretary],
        "countersignVote": [.deputy], "closeBallot": [.chair],
        "revealBallot": [.chair], "repeatBallot": [.chair], "adoptBallot": [.chair],
        "leaveUnassessed": [.chair], "adoptRanking": [.chair],
        "proposeAgreement": followers.union(lead),
        "signAgreement": followers.union([.leadSignatory]), "saveReport": coalition,
        "handInReport": lead, "adoptReport": followers, "returnReport": followers,
        "claimTranche": lead, "approveTranche": followers.union([.budgetHolder]),
        "refuseTranche": followers, "payTranche": [.budgetHolder],
        "proposeSettlement": followers, "adoptSettlement": [.budgetHolder],
        "receiveBack": [.budgetHolder], "recordForecast": followers, "recordTalk": followers,
        "registerHandover": lead, "confirmHandover": [.team],
        "stopInitiative": [.leadSignatory], "releaseLessons": followers,
        "recordResult": followers, "recordImport": followers.union([.administrator]),
        "takeSnapshot": followers,
        "intendDecision": [.decisionMaker], "releaseDecisions": [.decisionMaker],
        "recordExport": [.coordinator, .administrator, .auditor], "passTime": [.server],
    ]
}
