import Foundation
package import PostgresJournal

/// A PostgreSQL server for tests alone, in a folder that goes with it, reached by a socket there.
///
/// A script starts it and stays between: when this process ends, however that is, the script's
/// input ends, and it stops the server and removes the folder.
package final class PostgresCluster: Sendable {
    /// The one that tests share; each has a database of its own in it.
    package static let shared = Task { try await PostgresCluster() }

    /// Where its socket, its data and its log are.
    package let folder: String
    private let input: FileHandle
    private let output: FileHandle

    /// Starts a server, and fails with what to do when there is none to start.
    package init(options: String = "") async throws {
        let root = "/usr/lib/postgresql"
        let releases = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        guard let newest = releases.compactMap(Int.init).max() else {
            throw Missing(sentence: "no PostgreSQL under \(root): apt-get install postgresql")
        }
        folder = "/tmp/postgres-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", Self.script, "sh", folder, "\(root)/\(newest)/bin", options,
        ]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.input = input.fileHandleForWriting
        self.output = output.fileHandleForReading
        try await ready()
    }

    deinit { try? input.close() }

    /// Stops the server as SIGINT does: who is connected is told and cut off.
    package func stop() async throws { try await command("stop") }

    /// Ends the server as SIGQUIT does: at once, without a word to anybody and without writing what
    /// it has in memory.
    package func crash() async throws { try await command("crash") }

    /// Starts the server again, on the same data.
    package func start() async throws { try await command("start") }

    /// A body with the name of an empty database, which is gone afterwards.
    package func withDatabase(_ body: (String) async throws -> Void) async throws {
        let name = "test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        try PostgresConsole(self, database: "postgres").rows("CREATE DATABASE \(name)")
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(name)) } catch { outcome = .failure(error) }
        // Anew: the body may have restarted the server.
        try PostgresConsole(self, database: "postgres").rows("DROP DATABASE \(name) WITH (FORCE)")
        try outcome.get()
    }

    /// Where this server has that database, for a journal.
    package func address(
        _ database: String, user: String = "owner", passfile: String? = nil
    ) throws -> PostgresAddress {
        let socket = folder.replacing("/", with: "%2F")
        return try PostgresAddress(
            "postgres://\(user)@\(socket)/\(database)"
                + (passfile.map { "?passfile=\($0)" } ?? ""))
    }

    private func command(_ word: String) async throws {
        try input.write(contentsOf: Data("\(word)\n".utf8))
        try await ready()
    }

    /// Waits for the script's word, on a thread that may wait.
    private func ready() async throws {
        let (output, folder) = (output, folder)
        let line = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: output.availableData) }
        }
        guard line == Data("ready\n".utf8) else {
            let log = try? String(contentsOfFile: folder + "/log", encoding: .utf8)
            throw Missing(sentence: "PostgreSQL doesn't start: \(log ?? "it left no log")")
        }
    }

    /// Why there is no server.
    package struct Missing: Error, CustomStringConvertible {
        let sentence: String
        package var description: String { sentence }
    }

    private static let script = """
        folder=$1 programs=$2 options=$3
        cd "$folder" || exit 1
        as=
        if [ "$(id -u)" = 0 ]; then
            chown postgres "$folder"
            as='setpriv --reuid=postgres --regid=postgres --init-groups'
        fi
        start() {
            $as "$programs/postgres" -D data -k "$folder" -c listen_addresses= -c max_connections=400 $options \\
                >>log 2>&1 </dev/null &
            server=$!
            until "$programs/pg_isready" --quiet --host "$folder"; do
                kill -0 $server || exit 1
                sleep 0.05
            done
        }
        stop() { kill -INT $server; wait $server; }
        crash() { kill -QUIT $server; wait $server; }
        $as "$programs/initdb" --no-sync --auth=trust --username=owner --encoding=UTF8 \\
            --locale=C -D data >log 2>&1 || exit 1
        printf 'local all guarded scram-sha-256\\nlocal all all trust\\n' >data/pg_hba.conf
        start
        echo ready
        while read -r word; do
            $word
            echo ready
        done
        kill -INT $server 2>/dev/null && wait $server
        cd / && rm -rf "$folder"
        """
}

/// A body with the name of an empty database in the cluster that tests share.
package func withDatabase(
    _ body: (PostgresCluster, String) async throws -> Void
) async throws {
    let cluster = try await PostgresCluster.shared.value
    try await cluster.withDatabase { try await body(cluster, $0) }
}
