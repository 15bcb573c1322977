/// How a funded dossier runs: for its coalition and the municipality.
package struct InitiativePart: Encodable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let grantedOn: CivilDate
    /// Every proposal; the newest may lack signatures.
    package let agreements: [IndicatorAgreement]
    /// The version that holds now.
    package let inForce: Int?
    package let reports: [PeriodReport]
    package let tranches: [Payment]
    /// What is granted and not released.
    package let award: Cents
    package let paid: Cents
    /// What was recovered and hasn't come back.
    package let outstanding: Cents
    package let settlement: Settlement?
    package let results: [Initiative.KeptResult]
    package let forecasts: [Forecast]
    package let lessons: Lessons?

    /// A report with what its figures are worth.
    package struct PeriodReport: Encodable, Sendable, Equatable {
        package let period: Int
        package let report: Report
        package let attainments: [Reached]
    }

    /// How far one indicator is: exact, below 0 and above 1 not cut off; or met or not where the target
    /// is to keep the baseline.
    package struct Reached: Encodable, Sendable, Equatable {
        package let indicator: Indicator
        package let part: Rational?
        package let met: Bool?

        init(_ indicator: Indicator, _ result: Attainment.Result) {
            self.indicator = indicator
            switch result {
            case .part(let part):
                self.part = part
                met = nil
            case .met, .notMet:
                part = nil
                met = result == .met
            }
        }
    }

    /// A tranche as agreed and as far as it is.
    package struct Payment: Encodable, Sendable, Equatable {
        package let tranche: Int
        package let agreed: AgreedTranche
        package let progress: Tranche
        /// Whether nothing but its date can still stand in the way of a claim.
        package let claimable: Bool
    }
}

/// What municipality and coalition have to talk about, and said.
package struct TalksPart: Encodable, Sendable, Equatable {
    package let signals: [Signal]
    package let talks: [Talk]
    package let agenda: TalkAgenda?
}

/// A handover with its number, and whether it was warm; nil without consent.
package struct HandoverPart: Encodable, Sendable, Equatable {
    package let number: Int
    package let handover: Handover
    package let isWarm: Bool?
}

/// What a coalition that stopped leaves to everybody.
package struct LessonsPart: Encodable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let title: String
    package let coalition: [String]
    package let lessons: Lessons
}
