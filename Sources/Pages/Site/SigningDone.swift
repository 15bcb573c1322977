internal import Domain

/// What was done with a dossier at its end, told on the page of signing as long as it is so.
struct SigningDone {
    let own: OwnDossier

    /// The frame tells nothing that is undone, and what it told goes with the state that it was
    /// told in.
    var values: [String: Any] {
        [
            "doneStates": ["\(own.dossier.state.rawValue) \(own.hasSigned) \(own.refuses)"],
            "isUndone": isUndone,
        ]
    }

    private var isUndone: Bool {
        let state = own.dossier.state
        return switch own.visit.query["act"].flatMap(DoneAct.init(rawValue:)) {
        case .signDossier: !own.hasSigned
        case .declineToSign: !own.refuses
        case .offerForSigning: state != .signing
        case .reopenDossier: state != .draft
        case .submitDossier: state == .draft || state == .signing
        default: false
        }
    }
}

extension OwnDossier {
    /// Whether the visitor's organisation has signed what the dossier is now.
    var hasSigned: Bool {
        body.signatures.contains { !$0.void && $0.organisation == organisation }
    }

    /// Whether the visitor's organisation said why it won't sign, and hasn't signed since.
    fileprivate var refuses: Bool {
        body.standingRefusals.contains { $0.organisation == organisation }
    }
}
