/// A view as it stands after one of its events: the parts that its viewer may see, by their keys,
/// such as `round`, `dossier/3` or `ballot/12`.
public struct ViewState: Sendable, Hashable {
    /// The name of the stream, such as `round/venlo-2019`.
    public let stream: String
    /// The name of the view, such as `coordinator`.
    public let view: String
    /// Which history the offset belongs to; another one after a restore from backup.
    public internal(set) var epoch: String
    /// The number of events of this view that are in it.
    public internal(set) var offset: Int
    /// Every part, whole.
    public internal(set) var parts: [String: JSON]
    /// Who is in which part, and where, by the part's key; empty whenever that isn't known.
    public internal(set) var hints: [String: [PersonHint]] = [:]

    /// The part of that key, or nil when this viewer has it not or no longer.
    public subscript(part: String) -> JSON? { parts[part] }
}

/// Somebody in a part of a view, at a place or only there.
public struct PersonHint: Sendable, Hashable {
    /// The name of the person.
    public let person: String
    /// The partner of the coalition in whose view the person is.
    public let organisation: String
    /// Where in the part, such as `section/risks`; whoever is first in the list at a place has it.
    public let place: String?
    /// Since when the person is there without a break, as the moment is written in messages.
    public let since: String
}

/// What following a view took, counted from its beginning.
public struct ViewStatistics: Sendable, Hashable {
    /// Events that changed the state.
    public internal(set) var eventsApplied = 0
    /// Events that had been applied before.
    public internal(set) var duplicatesIgnored = 0
    /// Times that events were found missing.
    public internal(set) var gapsSeen = 0
    /// Times that the server brought what was missed.
    public internal(set) var resumes = 0
    /// Times that the server brought the whole view.
    public internal(set) var snapshots = 0
}
