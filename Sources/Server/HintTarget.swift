import Domain
import Wire

/// What a hint is about, once it is understood: a dossier in a coalition partner's view.
struct HintTarget: Sendable {
    let name: Followings.Name
    let organisation: OrganisationID
    let part: HintBoard.Part

    /// Refuses any other view and any other part.
    init(_ wish: HintParameters) throws(CallError) {
        guard case .applicant(let organisation)? = RoundViewer(wish.view) else {
            throw .invalidParameters(path: "view", "not of a partner, as in applicant/de-maasoever")
        }
        guard let number = Int(wish.part.dropFirst("dossier/".count)),
            RoundPartKey.dossier(number).description == wish.part
        else { throw .invalidParameters(path: "part", "not a dossier, as in dossier/3") }
        name = Followings.Name(stream: .round(wish.round), view: wish.view)
        self.organisation = organisation
        part = HintBoard.Part(round: wish.round, dossier: number)
    }

    /// Refuses who may not watch as this viewer, a part that the viewer hasn't, and a place of
    /// somebody who may not write there.
    func admit(
        _ wish: HintParameters, by credential: Credential, in round: Round, _ directory: Directory
    ) throws(Refusal) {
        guard credential.scope.isFull else { throw Refusal(.readOnlyToken) }
        let actor = try directory.actor(credential.holder)
        let viewer = RoundViewer.applicant(organisation)
        guard round.admits(actor, as: viewer) else { throw Refusal(.notAllowed) }
        guard round.part(.dossier(part.dossier), for: viewer) != nil else {
            throw Refusal(.unknownDossier, subject: "\(part.dossier)")
        }
        guard wish.place == nil || actor.memberships[organisation]?.mayEdit == true else {
            throw Refusal(.notAllowed)
        }
    }
}
