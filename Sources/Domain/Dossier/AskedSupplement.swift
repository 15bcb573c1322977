/// The last supplement that a coalition was asked for, and whether it came: what a letter tells of
/// it when the dossier isn't considered all the same (Awb 4:5).
package struct AskedSupplement: Codable, Sendable, Equatable {
    package let questions: String
    /// The name of the partner whose leaving made it necessary; its reasons are the questions then.
    package let left: String?
    package let asked: CivilDate
    /// The last day on which it could be given.
    package let lastDay: CivilDate
    /// The day on which it was given; nil when it wasn't.
    package internal(set) var answered: CivilDate?
}
