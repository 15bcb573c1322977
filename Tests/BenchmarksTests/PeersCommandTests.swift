import ArgumentParser
import Benchmarks
import Testing

struct PeersCommandTests {
    @Test func `without options everything is measured`() throws {
        let command = try PeersCommand.parse([])
        #expect(command.subjects == PeersCommand.Subject.allCases)
        #expect(command.server == [])
        #expect(!command.quick)
        #expect(command.loops >= 1)
    }

    @Test func `some subjects and servers are measured, each in its usual place`() throws {
        let command = try PeersCommand.parse([
            "--quick", "--only", "rates", "--only", "fan-out", "--server", "node-ws", "--svg",
            "a.svg", "--report", "b.md",
        ])
        #expect(command.subjects == [.fanOut, .rates])
        #expect(command.server == [.nodeWS])
        #expect(command.svg == "a.svg")
        #expect(command.report == "b.md")
        #expect(command.quick)
    }

    @Test(arguments: [
        ["--only", "all"], ["--server", "apache"], ["--svg"], ["--loops", "0"], ["--loops", "65"],
        ["--watchers", "9"], ["--watchers", "20001"], ["--watchers", "1000", "--watchers", "1"],
        ["--only", "memory", "--svg", "a.svg"], ["fan-out"],
    ])
    func `what can't be meant is refused`(arguments: [String]) {
        #expect(throws: (any Error).self) { try PeersCommand.parse(arguments) }
    }

    @Test(arguments: [1, 64])
    func `the generator has from 1 to 64 event loops`(loops: Int) throws {
        #expect(try PeersCommand.parse(["--loops", "\(loops)"]).loops == loops)
    }

    @Test(arguments: [10, 20_000])
    func `a server has from 10 to 20,000 watchers`(watchers: Int) throws {
        #expect(try PeersCommand.parse(["--watchers", "\(watchers)"]).watchers == [watchers])
        #expect(PeersCommand.watchersMost == 20_000)
    }

    @Test func `help names every subject, every server and the packages of the others`() {
        let help = PeersCommand.helpMessage(columns: 100)
        let names =
            PeersCommand.Subject.allCases.map(\.rawValue)
            + ["nodejs node-ws", "nginx libnginx-mod-nchan", "--quick", "--svg", "kansendossier"]
        for name in names { #expect(help.contains(name), "\(name)") }
    }
}
