import Domain
import Support
import Testing

/// Holds that the command is refused with this code, and changes nothing.
func expectRefused(
    _ code: RefusalCode, _ command: RoundCommand, by person: PersonID, in builder: RoundBuilder,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let refusal = builder.refusal(of: command, by: person)
    #expect(refusal?.code == code, "\(caseName(of: command))", sourceLocation: sourceLocation)
}

/// Holds that the command is accepted.
func expectAccepted(
    _ command: RoundCommand, by person: PersonID, in builder: RoundBuilder,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let refusal = builder.refusal(of: command, by: person)
    #expect(refusal == nil, "\(caseName(of: command))", sourceLocation: sourceLocation)
}

/// So many characters as a user sees them, each of several bytes and code points.
func families(_ count: Int) -> String {
    String(repeating: "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", count: count)
}
