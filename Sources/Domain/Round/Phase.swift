/// Where a round is on its way from call to award (F1); `withdrawn` from any before `decided`.
package enum Phase: String, Codable, Sendable, CaseIterable, Comparable {
    /// Before its first record: there is no such round.
    case absent
    case draft, published, open, closed, screening, sitting, ranked, decided, finished, withdrawn

    package static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
