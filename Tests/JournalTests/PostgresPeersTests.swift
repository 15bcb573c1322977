import Domain
import Engine
import PostgresJournal
import Support
import Testing

/// What becomes of nodes that meet in a database when one of them, or the database, falls away.
@Suite(.timeLimit(.minutes(15))) struct PostgresPeersTests {
    private let topic = PeerTopic(.attendance, "round/toy")

    /// A body with the maker of nodes and a way past them into the database.
    private func meet(_ body: (Town, PostgresConsole) async throws -> Void) async throws {
        try await withDatabase { cluster, database in
            let address = try cluster.address(database)
            let journal = try await PostgresJournal(at: address)
            let epoch = journal.epoch
            await journal.close()
            try await body(
                Town { PostgresPeers(at: address, epoch: epoch) },
                try PostgresConsole(cluster, database: database))
        }
    }

    /// A node that comes once, says something, and dies.
    private func ghost(_ console: PostgresConsole) throws {
        try console.rows(
            """
            SELECT kansendossier.meet('ghost', true, ARRAY['\(topic)'], ARRAY['\\x07'::bytea],
                '{}', '{}')
            """)
    }

    @Test func `what a dead node said is gone four seconds after it came last, and not before`()
        async throws
    {
        try await meet { town, console in
            try await town.node { one in
                await one.until { one.peers.others(about: topic) != nil }
                let born = ContinuousClock.now
                try ghost(console)
                await one.until { one.peers.liveNodes == 2 }
                #expect(one.peers.others(about: topic) == [[7]])
                await one.until { one.peers.liveNodes == 1 }
                #expect(ContinuousClock.now - born > .seconds(4))
                #expect(one.peers.others(about: topic) == [])
                #expect(try console.rows("SELECT count(*) FROM kansendossier.saying") == [["0"]])
            }
        }
    }

    @Test func `a node that others took for dead comes again and says everything anew`()
        async throws
    {
        try await meet { town, console in
            try await town.node { one in
                one.peers.say([1], about: topic)
                try await town.node { two in
                    await two.until { two.peers.others(about: topic) == [[1]] }
                    try console.rows("DELETE FROM kansendossier.peer")
                    await one.until {
                        (try? console.rows("SELECT count(*) FROM kansendossier.peer")) == [["2"]]
                    }
                    await two.until { two.peers.others(about: topic) == [[1]] }
                    one.peers.say([], about: topic)
                    await two.until { two.peers.others(about: topic) == [] }
                }
            }
        }
    }

    @Test func `who can't reach the database knows nothing of the others, and counts nothing`()
        async throws
    {
        let cluster = try await PostgresCluster()
        let address = try cluster.address("postgres")
        let journal = try await PostgresJournal(at: address)
        let epoch = journal.epoch
        await journal.close()
        let town = Town { PostgresPeers(at: address, epoch: epoch) }
        try await town.node { one in
            one.peers.say([1], about: topic)
            try await town.node { two in
                #expect(try await two.peers.raise("code", to: 5, keptSeconds: 600) == nil)
                #expect(try await two.peers.count("wrong", keptSeconds: 600) == 1)
                await two.until { two.peers.others(about: topic) == [[1]] }
                _ = two.wasTold(of: topic)
                try await cluster.stop()
                await #expect(throws: PeersFailure.self) {
                    try await two.peers.count("wrong", keptSeconds: 600)
                }
                await two.until { two.wasTold(of: topic) }
                #expect(two.peers.others(about: topic) == nil)
                #expect(two.peers.liveNodes == 2)
                try await cluster.start()
                await two.until { two.peers.others(about: topic) == [[1]] }
                #expect(two.wasTold(of: topic))
                await two.until { two.peers.liveNodes == 2 }
                #expect(try await two.peers.raise("code", to: 5, keptSeconds: 600) == 5)
                #expect(try await two.peers.count("wrong", keptSeconds: 600) == 2)
            }
        }
    }

    @Test func `what lapsed is counted anew in the database too, and is taken out of it`()
        async throws
    {
        try await meet { town, console in
            let age = "UPDATE kansendossier.tally SET kept_until = kept_until - interval '1 hour'"
            let node = town.make()
            _ = try await node.count("wrong", keptSeconds: 3_599)
            _ = try await node.count("wrong", keptSeconds: 3_599)
            _ = try await node.raise("code", to: 5, keptSeconds: 3_599)
            try console.rows(age)
            #expect(try await node.count("wrong", keptSeconds: 10) == 1)
            #expect(try await node.raise("code", to: 1, keptSeconds: 10) == nil)
            #expect(try await node.raise("code", to: 1, keptSeconds: 10) == 1)
            try console.rows(age)
            try await town.node { one in
                await one.until {
                    (try? console.rows("SELECT name FROM kansendossier.tally")) == []
                }
            }
        }
    }
}
