import Domain
import Support
import Testing

struct HostileNumberTests {
    @Test(arguments: [Int.min, -1, 0, 1_000, Int.max])
    func `any integer may be sent as a number, and is refused when nothing has it`(number: Int) {
        let builder = RoundStage.ballotOpen.builder()
        #expect(builder.round.dossier(number) == nil)
        #expect(builder.round.ballot(number) == nil)
        let commands: [(RoundCommand, PersonID)] = [
            (.openSitting(sitting: number), DemoCast.secretary),
            (.takeUpDossier(dossier: number), DemoCast.secretary),
            (.openBallot(ballot: BallotName(dossier: number, ordinal: number)), DemoCast.chair),
            (.planSitting(plannedAt: .init(builder.now), agenda: [number]), DemoCast.secretary),
            (
                .writeSection(dossier: number, version: number, section: .risks, text: "X"),
                DemoCast.editor(of: DemoCast.mental)
            ),
        ]
        for (command, person) in commands {
            #expect(builder.refusal(of: command, by: person) != nil)
        }
    }
}
