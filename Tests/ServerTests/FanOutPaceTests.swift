import NIOCore
import Server
import Testing

/// When an event loop may send again to all who follow.
@Suite struct `The pace of fan-out` {
    private static func moment(_ milliseconds: UInt64) -> NIODeadline {
        .uptimeNanoseconds(milliseconds * 1_000_000)
    }

    @Test func `lets the first event go at once`() {
        #expect(FanOutPace(restMillisecondsMost: 20).rest(at: Self.moment(0)) == nil)
    }

    @Test func `rests twice as long as the writes took`() {
        var pace = FanOutPace(restMillisecondsMost: 20)
        pace.noteWrites(from: Self.moment(100), to: Self.moment(103))
        #expect(pace.rest(at: Self.moment(103)) == Self.moment(109))
        #expect(pace.rest(at: Self.moment(108)) == Self.moment(109))
        #expect(pace.rest(at: Self.moment(109)) == nil)
    }

    @Test(arguments: [(10, 130), (11, 131), (500, 620)] as [(UInt64, UInt64)])
    func `rests no longer than is allowed`(took: UInt64, until: UInt64) {
        var pace = FanOutPace(restMillisecondsMost: 20)
        pace.noteWrites(from: Self.moment(100), to: Self.moment(100 + took))
        #expect(pace.rest(at: Self.moment(100 + took)) == Self.moment(until))
    }

    @Test func `doesn't rest when it is told not to`() {
        var pace = FanOutPace(restMillisecondsMost: 0)
        pace.noteWrites(from: Self.moment(100), to: Self.moment(200))
        #expect(pace.rest(at: Self.moment(200)) == nil)
    }
}
