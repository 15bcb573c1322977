import Benchmarks
import Testing

struct EventScheduleTests {
    @Test func `events are spread evenly over the time, the first at its beginning`() {
        let schedule = EventSchedule(start: 1_000, eventsPerSecond: 4, seconds: 2)
        #expect(schedule.count == 8)
        #expect(
            (0..<4).map(schedule.moment) == [1_000, 250_001_000, 500_001_000, 750_001_000])
    }

    @Test func `a load has at least one event`() {
        #expect(EventSchedule(start: 0, eventsPerSecond: 0.1, seconds: 1).count == 1)
    }

    @Test(arguments: [1.0, 3, 7, 20, 333.3, 1_000])
    func `an event is due from its moment on, and not one nanosecond before`(rate: Double) {
        let schedule = EventSchedule(start: 12_345_678_901_234, eventsPerSecond: rate, seconds: 3)
        for event in 0..<schedule.count {
            #expect(schedule.due(at: schedule.moment(of: event)) == event + 1)
            #expect(schedule.due(at: schedule.moment(of: event) - 1) == event)
        }
    }

    @Test func `before its start nothing is due, and long after its end no more than all`() {
        let schedule = EventSchedule(start: 5_000_000_000, eventsPerSecond: 10, seconds: 1)
        #expect(schedule.due(at: 0) == 0)
        #expect(schedule.due(at: 4_999_999_999) == 0)
        #expect(schedule.due(at: 500_000_000_000) == 10)
    }

    @Test func `a server that stands still doesn't move the moments of the events after it`() {
        let schedule = EventSchedule(start: 0, eventsPerSecond: 10, seconds: 1)
        // Nothing could be sent for half a second: five more events than before are due at once.
        #expect(schedule.due(at: 200_000_000) == 3)
        #expect(schedule.due(at: 700_000_000) == 8)
        #expect(schedule.moment(of: 3) == 300_000_000)
    }
}
