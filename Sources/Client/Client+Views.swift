package import Domain
import Wire

extension Client {
    /// Follows a view of a round, such as `coordinator`; returns when its state is there.
    ///
    /// One view is followed once on a client: a second call gives the same follower. The server
    /// allows 16 views a connection.
    public func follow(round: String, view: String) async throws(CallFailure) -> ViewFollower {
        guard let round = RoundID(rawValue: round) else { throw .noSuchName(round) }
        return try await follow(.round(round), view: view)
    }

    /// Follows a view of the directory; returns when its state is there.
    public func followDirectory(view: String) async throws(CallFailure) -> ViewFollower {
        try await follow(.directory, view: view)
    }

    /// Follows a view of a stream; returns when its state is there.
    package func follow(
        _ stream: StreamID, view: String
    ) async throws(CallFailure) -> ViewFollower {
        let name = ViewName(stream: stream, view: view)
        return try await wait(
            { $0.follow(name, $1, $2) }, cancel: { $0.abandonFollowing(name, $1) })
    }

    /// Tells the others of a coalition that its holder is in a dossier (`dossier/3`) of a view that
    /// this client follows, and where, such as `section/risks`; gives how long that holds.
    ///
    /// Give it again before that time has passed, or it is gone. False says that too many are there
    /// to show one more.
    @discardableResult
    public func hint(
        round: String, view: String, part: String, place: String? = nil
    ) async throws(CallFailure) -> (isShown: Bool, lapsesAfter: Duration) {
        let result = try await hint(round, view, part, place.map { .string($0) }, isGone: false)
        return (result.shown, .milliseconds(result.lapsesAfterMilliseconds))
    }

    /// Takes back what `hint` told.
    public func takeBackHint(
        round: String, view: String, part: String
    ) async throws(CallFailure) {
        _ = try await hint(round, view, part, nil, isGone: true)
    }
}
