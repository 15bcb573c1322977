import Foundation
import Glibc
import Support
import Testing

/// What holds of every program that a test runs beside itself.
@Suite(.timeLimit(.minutes(15))) struct ChildTests {
    @Test func `an ended child leaves its exit code or its signal, and what it said`() async throws
    {
        let said = try await Child.run("/bin/sh", ["-c", "echo one; echo two >&2; exit 7"])
        #expect(said.exit == 7)
        #expect(said.output == "one\n")
        #expect(said.errors == "two\n")
        let killed = try await Child.run("/bin/sleep", ["60"]) { $0.signal(SIGKILL) }
        #expect(killed.exit == SIGKILL)
        await #expect(throws: (any Error).self) { try await Child.run("/nowhere", []) }
    }

    @Test func `no child outlives its body, also when that fails or is cancelled`() async throws {
        var children: [Int32] = []
        await #expect(throws: Child.Missing.self) {
            try await Child.run("/bin/sleep", ["60"]) { child in
                children.append(child.identifier)
                throw Child.Missing(what: "a reason to go on")
            }
        }
        let (started, continuation) = AsyncStream<Int32>.makeStream()
        let task = Task {
            try await Child.run("/bin/sleep", ["60"]) { continuation.yield($0.identifier) }
        }
        children += [await started.first { _ in true } ?? 0]
        task.cancel()
        _ = try? await task.value
        #expect(children.count == 2)
        for child in children { #expect(kill(child, 0) == -1 && errno == ESRCH) }
    }

    @Test func `waiting ends with the child, and says for what it waited and what was said`()
        async throws
    {
        await #expect {
            try await Child.run("/bin/sh", ["-c", "echo one"]) { try await $0.says("two") }
        } throws: {
            ($0 as? Child.Missing)?.what == "two in one\n "
        }
        try await Child.run("/bin/sh", ["-c", "echo port 1; echo more; exec sleep 60"]) { child in
            #expect(try await child.line(beginning: "port ") == "1")
            try await child.says("more")
            child.terminate()
            try await child.ends()
        }
    }
}
