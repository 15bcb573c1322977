import Domain
import NIOCore
import WebSocket
import Wire

/// The newest list of one part for one view, as the frame that its followers share; never deflated.
struct SharedHints: Sendable {
    let name: Followings.Name
    let part: HintBoard.Part
    let frame: ByteBuffer

    init(_ people: [HintList.Person], on part: HintBoard.Part, for organisation: OrganisationID) {
        let view = RoundViewer.applicant(organisation).description
        name = Followings.Name(stream: .round(part.round), view: view)
        self.part = part
        let list = HintList(
            stream: name.stream, view: view,
            part: RoundPartKey.dossier(part.dossier).description, people: people)
        frame = WebSocketFrameBytes.text(ByteBuffer(bytes: list.bytes))
    }

    /// Whether this is about the same, so that the newer one is enough.
    func replaces(_ other: SharedHints) -> Bool { name == other.name && part == other.part }
}
