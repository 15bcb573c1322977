import Domain
import Server
import Testing
import Wire

@Suite struct `A board of hints` {
    private let part = HintBoard.Part(round: "venlo-2019", dossier: 1)
    private let other = HintBoard.Part(round: "venlo-2019", dossier: 2)

    private func board(_ change: (inout HintLimits) -> Void = { _ in }) -> HintBoard {
        var limits = HintLimits()
        change(&limits)
        return HintBoard(limits: limits)
    }

    private func source(_ number: Int, of organisation: OrganisationID = "maas") -> HintBoard.Source
    {
        HintBoard.Source(connection: "c\(number)", organisation: organisation)
    }

    private func spot(_ person: PersonID, _ place: String? = nil) -> HintBoard.Spot {
        HintBoard.Spot(person: person, place: place.flatMap(HintPlace.init(rawValue:)))
    }

    private func instant(_ now: Int) -> Instant { Instant(milliseconds: now) }

    private func people(_ board: HintBoard, at now: Int = 0) -> [String] {
        list(board, at: now).map { person in
            "\(person.person)" + (person.place.map { "@\($0)" } ?? "")
        }
    }

    private func list(
        _ board: HintBoard, of organisations: Set<OrganisationID> = ["maas", "zuid"], at now: Int
    ) -> [HintList.Person] {
        board.people(on: part, of: organisations, at: now)
    }

    /// Expects what a mutating call gave: the macro itself takes no such call.
    private func holds(_ value: Bool, at location: SourceLocation = #_sourceLocation) {
        #expect(value, sourceLocation: location)
    }

    @Test func `who came first to a place is first in the list, also when renewed later`() {
        var board = board()
        for (number, person) in ["zoe", "adam"].enumerated() {
            holds(
                board.put(
                    spot(PersonID(rawValue: person) ?? "x", "a"), of: source(number), on: part,
                    since: instant(5), at: 0))
        }
        holds(board.put(spot("zoe", "a"), of: source(0), on: part, since: instant(9), at: 9))
        #expect(people(board) == ["zoe@a", "adam@a"])
        #expect(list(board, at: 9).map(\.since) == [instant(5), instant(5)])
    }

    @Test func `who moves comes last, and is there since then`() {
        var board = board()
        holds(board.put(spot("zoe", "a"), of: source(1), on: part, since: instant(1), at: 1))
        holds(board.put(spot("adam", "a"), of: source(2), on: part, since: instant(2), at: 2))
        holds(board.put(spot("zoe", "b"), of: source(1), on: part, since: instant(3), at: 3))
        holds(board.put(spot("zoe", "a"), of: source(1), on: part, since: instant(4), at: 4))
        #expect(people(board) == ["adam@a", "zoe@a"])
        #expect(list(board, at: 4).map(\.since) == [instant(2), instant(4)])
    }

    @Test func `one person with two connections at a place stands there once, since the first`() {
        var board = board()
        holds(board.put(spot("zoe", "a"), of: source(1), on: part, since: instant(1), at: 1))
        holds(board.put(spot("zoe", "a"), of: source(2), on: part, since: instant(2), at: 2))
        #expect(people(board) == ["zoe@a"])
        board.remove(source(1), from: part)
        #expect(list(board, at: 2).map(\.since) == [instant(2)])
        holds(
            board.put(
                spot("zoe", "a"), of: source(2, of: "zuid"), on: part, since: instant(3), at: 3))
        #expect(list(board, at: 3).map(\.organisation) == ["maas", "zuid"])
    }

    @Test func `a hint that isn't renewed for 30 seconds is gone, and others are told`() {
        var board = board()
        holds(board.put(spot("zoe"), of: source(1), on: part, since: instant(0), at: 0))
        holds(board.put(spot("adam"), of: source(2), on: part, since: instant(0), at: 0))
        holds(board.due(at: 0) == [part])
        holds(board.put(spot("adam"), of: source(2), on: part, since: instant(0), at: 29_000))
        holds(board.due(at: 29_999).isEmpty)
        #expect(people(board, at: 29_999) == ["zoe", "adam"])
        #expect(board.nextMoment == 30_000)
        #expect(people(board, at: 30_000) == ["adam"])
        holds(board.due(at: 30_000) == [part])
        holds(board.due(at: 59_000) == [part])
        #expect(people(board, at: 59_000) == [])
        #expect(board.nextMoment == nil)
    }

    @Test func `a list goes out at once, and the next no sooner than half a second later`() {
        var board = board()
        holds(board.put(spot("zoe", "p0"), of: source(1), on: part, since: instant(0), at: 0))
        holds(board.due(at: 0) == [part])
        for number in 1...100 {
            holds(
                board.put(
                    spot("zoe", "p\(number)"), of: source(1), on: part, since: instant(0), at: 1))
            holds(board.due(at: 499).isEmpty)
        }
        #expect(board.nextMoment == 500)
        holds(board.put(spot("adam"), of: source(2), on: other, since: instant(0), at: 499))
        holds(board.due(at: 499) == [other])
        holds(board.due(at: 500) == [part])
        #expect(people(board) == ["zoe@p100"])
        holds(board.due(at: 100_000).contains(part))
    }

    @Test
    func `nothing is due when a hint is only renewed, or one is taken back that wasn't there`() {
        var board = board()
        holds(board.put(spot("zoe", "a"), of: source(1), on: part, since: instant(0), at: 0))
        holds(board.due(at: 0) == [part])
        holds(board.put(spot("zoe", "a"), of: source(1), on: part, since: instant(0), at: 600))
        board.remove(source(2), from: part)
        board.remove(source(1), from: other)
        board.remove(source(1), from: "elsewhere")
        holds(board.due(at: 700).isEmpty)
        board.remove(source(1), from: "venlo-2019")
        holds(board.due(at: 701) == [part])
        #expect(people(board).isEmpty && board.parts(of: "venlo-2019").isEmpty)
    }

    @Test func `a list that couldn't be sent is due again after its time`() {
        var board = board()
        holds(board.put(spot("zoe"), of: source(1), on: part, since: instant(0), at: 0))
        holds(board.due(at: 0) == [part])
        board.postpone(part)
        holds(board.due(at: 499).isEmpty)
        holds(board.due(at: 500) == [part])
    }

    @Test func `fifty hints are on a part, one more isn't, and one again isn't one more`() {
        var board = board()
        for number in 1...50 {
            holds(board.put(spot("zoe"), of: source(number), on: part, since: instant(0), at: 0))
        }
        holds(!board.put(spot("adam"), of: source(51), on: part, since: instant(0), at: 0))
        #expect(people(board) == ["zoe"])
        holds(board.put(spot("zoe", "a"), of: source(50), on: part, since: instant(0), at: 0))
        holds(board.put(spot("adam"), of: source(51), on: other, since: instant(0), at: 0))
        board.remove(source(1), from: part)
        holds(board.put(spot("adam"), of: source(51), on: part, since: instant(0), at: 0))
        holds(board.put(spot("eva"), of: source(52), on: part, since: instant(0), at: 30_000))
    }

    @Test func `who can't see the part any more isn't there`() {
        var board = board()
        holds(board.put(spot("zoe"), of: source(1), on: part, since: instant(0), at: 0))
        holds(
            board.put(spot("adam"), of: source(2, of: "zuid"), on: part, since: instant(0), at: 0))
        #expect(list(board, of: ["zuid"], at: 0).map(\.person) == ["adam"])
        #expect(list(board, of: [], at: 0).isEmpty)
        #expect(board.parts(of: "venlo-2019") == [part] && board.parts(of: "elsewhere").isEmpty)
    }
}
