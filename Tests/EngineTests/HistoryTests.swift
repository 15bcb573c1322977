import Domain
import Support
import Testing
import Wire

/// A history that can have been has no fault, and each kind of fault is found where one is planted.
struct HistoryTests {
    @Test func `a history that one stream can have given has no fault`() throws {
        #expect(try Play.sound().faults == [])
    }

    @Test func `a command that was acknowledged and isn't there is lost`() throws {
        var play = try Play.sound()
        play.ask(.add(amount: 1), 20, 100...110, .accepted(position: nil))
        #expect(play.faults == [.lost(key(20))])
    }

    @Test func `a command whose records stand in two places is doubled`() throws {
        var play = try Play.sound()
        try play.store(.mark, 2)
        #expect(play.faults.contains(.doubled(key(2), at: [3, 4, 7])))
    }

    @Test func `a command that stands elsewhere than was told is misplaced`() throws {
        var play = Play()
        try play.store(.add(amount: 1), 1)
        play.ask(.add(amount: 1), 1, 0...10, .accepted(position: 3))
        #expect(play.faults == [.misplaced(key(1), said: 3, found: 2)])
    }

    @Test func `a command that was refused and stands in the log is a fault`() throws {
        var play = Play()
        try play.store(.add(amount: 100), 1)
        play.ask(.add(amount: 100), 1, 0...10, .refused(.potExceeded))
        #expect(play.faults == [.storedThoughRefused(key(1), at: 2)])
    }

    @Test func `a record of a person that nobody asked for is a fault, the server's own isn't`()
        throws
    {
        var play = try Play.sound()
        try play.store(.mark, 30)
        #expect(play.faults == [.unasked(position: 7)])
    }

    @Test func `a command that stands before one that was answered before it was sent is a fault`()
        throws
    {
        var play = Play()
        try play.store(.add(amount: 1), 2)
        try play.store(.add(amount: 2), 3)
        try play.store(.add(amount: 3), 1)
        play.ask(.add(amount: 3), 1, 0...10, .accepted(position: nil))
        play.ask(.add(amount: 1), 2, 11...20, .accepted(position: nil))
        play.ask(.add(amount: 2), 3, 10...20, .accepted(position: nil))
        #expect(play.faults == [.outOfOrder(earlier: key(1), later: key(2))])
    }

    @Test func `one without an answer binds nobody, and is bound by what was answered before it`()
        throws
    {
        var play = Play()
        try play.store(.add(amount: 1), 1)
        try play.store(.add(amount: 2), 2)
        play.ask(.add(amount: 1), 1, 50...60, .unknown)
        play.ask(.add(amount: 2), 2, 0...10, .accepted(position: nil))
        #expect(play.faults == [.outOfOrder(earlier: key(2), later: key(1))])
        var late = Play()
        try late.store(.add(amount: 1), 1)
        try late.store(.add(amount: 2), 2)
        late.ask(.add(amount: 1), 1, 50...60, .accepted(position: nil))
        late.ask(.add(amount: 2), 2, 0...10, .unknown)
        #expect(late.faults == [])
    }

    @Test func `records that the rules don't make of the state before them are another effect`()
        throws
    {
        var play = Play()
        try play.store(.add(amount: 95), 1)
        // Decided on the empty state: in this one there is room for one of the two.
        play.record([.added(person: Play.person, amount: 4)], 2)
        play.record([.added(person: Play.person, amount: 4)], 2)
        play.ask(.add(amount: 95), 1, 0...10, .accepted(position: nil))
        play.ask(.addTwice(amount: 4), 2, 20...30, .accepted(position: nil))
        #expect(play.faults == [.otherEffect(key(2), at: 3)])
    }

    @Test func `a refusal that rests on a state that was over, or still to come, is unexplained`()
        throws
    {
        var stale = Play()
        try stale.store(.invite(person: Play.person), 1)
        try stale.store(.expel(person: Play.person), 2)
        stale.ask(.invite(person: Play.person), 1, 0...10, .accepted(position: nil))
        stale.ask(.expel(person: Play.person), 2, 11...20, .accepted(position: nil))
        // While it was expelled, it may still have been there.
        stale.ask(.invite(person: Play.person), 3, 15...30, .refused(.alreadyExists))
        #expect(stale.faults == [])
        stale.ask(.invite(person: Play.person), 4, 21...30, .refused(.alreadyExists))
        #expect(stale.faults == [.unexplained(key(4), .alreadyExists)])
        var early = Play()
        try early.store(.invite(person: Play.person), 1)
        early.ask(.invite(person: Play.person), 1, 11...20, .accepted(position: nil))
        early.ask(.invite(person: Play.person), 2, 0...10, .refused(.alreadyExists))
        #expect(early.faults == [.unexplained(key(2), .alreadyExists)])
    }

    @Test func `a refusal can't rest on half of a command`() throws {
        var play = Play()
        play.record([.invited(person: Play.person), .expelled(person: Play.person)], 1)
        play.ask(.mark, 1, 0...50, .accepted(position: nil))
        play.ask(.invite(person: Play.person), 2, 0...50, .refused(.alreadyExists))
        #expect(
            play.faults == [.otherEffect(key(1), at: 2), .unexplained(key(2), .alreadyExists)])
    }

    @Test func `a place that shows less than it did is seen, and another place may be behind`()
        throws
    {
        var play = try Play.sound()
        play.look("one", 200...210, 6...6)
        play.look("two", 220...230, 5...5)
        play.look("one", 210...240, 5...5)
        #expect(play.faults == [])
        play.look("one", 211...240, 4...5)
        #expect(play.faults == [.seenTooLate(place: "one", least: 6, seen: 5)])
    }

    @Test func `what is given later can't have been seen before`() throws {
        var play = Play()
        try play.store(.add(amount: 1), 1)
        play.ask(.add(amount: 1), 1, 11...20, .accepted(position: nil))
        play.look("one", 0...10, 1...2)
        #expect(play.faults == [])
        play.look("one", 0...10, 2...2)
        #expect(play.faults == [.seenTooEarly(place: "one", key(1))])
    }
}

/// A toy's log, and what those who made it noted.
private struct Play {
    static let person = DemoCast.chair
    static let start = Instant(milliseconds: 1_798_761_600_000)
    private static let directory = DemoCast.directory(at: start)
    private var state = Toy(stream: Stage.stream)
    private var log: [HistoryCheck<Toy>.Entry] = []
    private var history = History<Toy>()

    /// A toy that was founded before anybody was asked anything.
    init() { record([.founded], nil) }

    /// Commands at once and one after the other, accepted, refused and without an answer.
    static func sound() throws -> Play {
        var play = Play()
        try play.store(.add(amount: 60), 1)
        try play.store(.addTwice(amount: 10), 2)
        try play.store(.add(amount: 20), 4)
        play.record([.marked], nil)
        play.ask(.addTwice(amount: 10), 2, 0...20, .accepted(position: 4))
        play.ask(.add(amount: 60), 1, 5...10, .accepted(position: 2))
        play.ask(.add(amount: 30), 3, 25...30, .refused(.potExceeded))
        play.ask(.add(amount: 20), 4, 40...60, .unknown)
        play.ask(.add(amount: 20), 5, 40...60, .unknown)
        play.ask(.add(amount: 1), 6, 50...70, .refused(.potExceeded))
        return play
    }

    var faults: [HistoryFault] {
        HistoryCheck<Toy>(
            Stage.stream, log: log, before: 1, directory: Self.directory, start: Self.start
        ).faults(in: history)
    }

    /// Stores what the rules make of it.
    mutating func store(_ command: ToyCommand, _ number: Int) throws {
        let world = World(now: Self.start, directory: Self.directory, hashing: SHA256Hashing())
        let actor = try Self.directory.actor(.person(Self.person))
        record(try state.decide(command, by: actor, in: world), number)
    }

    /// Stores these events under that key, or as the server's own.
    mutating func record(_ events: [ToyEvent], _ number: Int?) {
        for event in events {
            let stamp = Stamp(
                position: log.count + 1, at: Self.start,
                by: number == nil ? .server : .person(Self.person))
            state.apply(event, stamp: stamp)
            log.append((event, stamp, number.map(key)))
        }
    }

    mutating func ask(
        _ command: ToyCommand, _ number: Int, _ time: ClosedRange<Int>,
        _ reply: History<Toy>.Reply
    ) {
        history.note(
            History<Toy>.Operation(
                command, by: .person(Self.person), key: key(number),
                began: .seconds(time.lowerBound), ended: .seconds(time.upperBound), reply))
    }

    mutating func look(_ place: String, _ time: ClosedRange<Int>, _ positions: ClosedRange<Int>) {
        history.note(
            History<Toy>.Look(
                at: place, began: .seconds(time.lowerBound), ended: .seconds(time.upperBound),
                positions: positions))
    }
}
