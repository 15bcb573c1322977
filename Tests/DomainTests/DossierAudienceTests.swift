import Domain
import Support
import Testing

struct DossierAudienceTests {
    @Test func `the partners that have a dossier are all who see it, in every stage`() {
        for stage in RoundStage.allCases {
            let round = stage.builder().round
            for number in 0...4 {
                let seeing = DemoCast.organisations.filter {
                    round.part(.dossier(number), for: .applicant($0)) != nil
                }
                #expect(round.applicants(havingDossier: number) == Set(seeing), "\(stage)")
            }
        }
    }
}
