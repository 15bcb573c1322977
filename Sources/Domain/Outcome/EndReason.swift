/// Why a delivery stopped (RedenBeeindiging), by the code lists WMO588 and JZ588 of release 3.2.
///
/// The same code means other things in the two domains (31 is a move in iWmo and "as planned" in iJw),
/// so that a code alone says nothing.
package struct EndReason: Hashable, Comparable, Sendable {
    package let domain: CareDomain
    /// Two digits.
    package let code: UInt8
    package let endClass: EndClass

    /// The reason, or nil when the domain's list has no such code.
    package init?(domain: CareDomain, code: UInt8) {
        guard let endClass = Self.endClass(of: code, in: domain) else { return nil }
        self.domain = domain
        self.code = code
        self.endClass = endClass
    }

    /// The reason written in two digits, or nil when the domain's list has no such code.
    package init?(domain: CareDomain, code text: String) {
        guard text.utf8.count == 2, let code = digits(text[...]) else { return nil }
        self.init(domain: domain, code: UInt8(code))
    }

    /// Whether the delivery is only interrupted (20): a pause, no end.
    package var isPause: Bool { endClass == .interrupted }

    package static func < (left: Self, right: Self) -> Bool {
        (left.code, left.domain.rawValue) < (right.code, right.domain.rawValue)
    }

    private static func endClass(of code: UInt8, in domain: CareDomain) -> EndClass? {
        switch (domain, code) {
        case (_, 2): .deceased
        case (_, 20): .interrupted
        case (.wmo, 19), (.youth, 31): .asPlanned
        case (.wmo, 21), (.youth, 32): .leftByClient
        case (.wmo, 22), (.youth, 33): .leftByProvider
        case (.wmo, 23), (.youth, 34): .earlyByAgreement
        case (.wmo, 31): .moved
        case (.youth, 35): .external
        case (_, 36), (_, 37): .administrative
        case (_, 38): .changedProvider
        case (_, 39): .otherDomain
        default: nil
        }
    }
}

extension EndReason: CustomStringConvertible {
    /// `wmo 19`.
    package var description: String { "\(domain.rawValue) \(padded(Int(code), 2))" }
}

/// What an end means for the figures, ascending in how much it excludes: of several ends on one day
/// the greatest counts (rulings.md, "End class on a tie").
package enum EndClass: UInt8, Sendable, CaseIterable, Hashable, Comparable {
    /// No end: a pause that wasn't taken up again within half a year, or still may be.
    case interrupted
    case asPlanned
    case earlyByAgreement
    case leftByClient
    case leftByProvider
    case changedProvider
    /// By the municipality, or by a changed allocation: look for a successor.
    case administrative
    /// Care under another law (Wlz, Zvw, Wmo).
    case otherDomain
    /// Circumstances outside the care, such as a move or going missing (iJw).
    case external
    case moved
    case deceased

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
