import NIOCore
import Testing
import WebSocket

@Suite(.timeLimit(.minutes(15))) struct `The echo server` {
    @Test(arguments: [false, true])
    func `says everything back, with and without TLS and compression`(tls: Bool) async throws {
        try await withEchoServer(tls ? ["--tls"] : []) { port in
            for deflate in [nil, deflateAll(), deflateAll(keepsContext: true)] {
                let (connection, messages) = try await connectToEcho(
                    port: port, tls: tls, deflate: deflate)
                var iterator = messages.makeAsyncIterator()
                for payload in [bytes(0), compressible(70_000), noise(70_000)] {
                    connection.send(binary: payload)
                    #expect(await iterator.next() == .binary(payload))
                }
                connection.send(text: "één €")
                #expect(await iterator.next() == .text(ByteBuffer(string: "één €")))
                connection.close()
                #expect(await iterator.next() == nil)
            }
        }
    }

    @Test func `takes a message of 16 MiB and closes upon one of a byte more`() async throws {
        try await withEchoServer { port in
            for extra in [0, 1] {
                let (connection, messages) = try await connectToEcho(
                    port: port, tls: false, deflate: deflateAll())
                var iterator = messages.makeAsyncIterator()
                let payload = bytes((16 << 20) + extra)
                connection.send(binary: payload)
                #expect(await iterator.next() == (extra == 0 ? .binary(payload) : nil))
                connection.close()
            }
        }
    }
}
