import Domain
import Support
import Testing

struct SampleTests {
    @Test func `every command has a sample`() {
        let names = RoundSamples.commands.map(caseName)
        #expect(names == RoundCommand.CodingKeys.allCases.map(\.stringValue))
    }

    @Test func `every event has a sample`() {
        var names = RoundSamples.events.map(caseName)
        names = names.enumerated().filter { $0 == 0 || names[$0 - 1] != $1 }.map(\.element)
        #expect(names == RoundEvent.CodingKeys.allCases.map(\.stringValue))
    }

    @Test func `the stages hold every phase`() {
        let phases = Set(RoundStage.allCases.map { $0.builder().round.phase })
        #expect(phases == Set(Phase.allCases))
    }

    @Test func `samples survive their own JSON`() {
        for command in RoundSamples.commands {
            #expect(decoded(RoundCommand.self, from: command) == command)
        }
        for event in RoundSamples.events {
            #expect(decoded(RoundEvent.self, from: event) == event)
        }
    }

    @Test func `a played round has a gapless log`() {
        for play in RoundSamplePlays.all {
            #expect(play.log.map(\.stamp.position) == Array(1...play.log.count))
        }
    }
}
