/// On what ground money is refused, or the part of it that isn't given: what can be counted (F11).
///
/// Source: the four items of the gate (F5), the round's own rules (F9, F10), and articles 4:25 and
/// 4:35 of the General Administrative Law Act (Awb).
package enum RefusalGround: String, Codable, Sendable, CaseIterable {
    /// A failed item of the gate, in the gate's order.
    case notCollaborative, notAccelerating, notInnovative, alreadyRegular
    case notAssessed, belowThreshold
    /// What was to be divided is divided; for a subsidy with a ceiling it must be refused (Awb
    /// 4:25, second paragraph).
    case ceilingReached
    /// It can't be carried out together with another dossier that is funded.
    case incompatible
    /// The committee advised to give less than was asked, with reasons (F10).
    case loweredByAdvice
    /// Awb 4:35, first paragraph, under a: the activities will not take place, or not wholly.
    case activitiesUnlikely
    /// Awb 4:35, first paragraph, under b: the applicant will not meet the duties of the subsidy.
    case dutiesUnlikely
    /// Awb 4:35, first paragraph, under c: there will be no proper account.
    case noProperAccount
    /// Awb 4:35, second paragraph, under a: false or incomplete data, which would have misled.
    case falseData
    /// Awb 4:35, second paragraph, under b: bankruptcy, suspension of payment or debt
    /// restructuring.
    case insolvency
    /// Another one, that the motivation of the decision tells.
    case other

    /// The grounds that follow from the advice by themselves; none when all of it fits, so that who
    /// decides otherwise has to name one.
    ///
    /// - Parameter gate: the adopted outcome of each item; read only when the gate failed.
    package static func defaults(
        for cause: AllocationCause, gate: [BallotSubject: GateOutcome]
    ) -> [RefusalGround] {
        switch cause {
        case .withdrawn, .fits: []
        case .notAssessed: [.notAssessed]
        case .belowThreshold: [.belowThreshold]
        case .part, .doesNotFit, .afterStop: [.ceilingReached]
        case .incompatible: [.incompatible]
        case .failedGate:
            BallotSubject.gate.filter { gate[$0] == .doesNotMeet }.compactMap(failing)
        }
    }

    private static func failing(_ item: BallotSubject) -> RefusalGround? {
        switch item {
        case .collaboration: .notCollaborative
        case .acceleration: .notAccelerating
        case .innovation: .notInnovative
        case .notRegular: .alreadyRegular
        case .scores, .tieBreak: nil
        }
    }
}
