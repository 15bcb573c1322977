import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import ServiceLifecycle
import WebSocket

/// One accepted connection: whether it may be, and what becomes of it.
struct ListenerChannel: HTTPChannelHandler {
    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let outcome: EventLoopFuture<Outcome>
    }

    enum Outcome: Sendable {
        case requests(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        case socket(WebSocketConnection)
    }

    /// Too many connections of one address; nothing is said to the peer.
    struct NotAdmitted: Error {}

    let basis: Live<ListenerPipeline.Basis>
    let addresses: AddressLimit
    let accept: Listener.Accept
    let responder: Responder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let basis = basis.current
        let most = basis.configuration.connectionsPerAddressMax
        guard let admission = addresses.admit(channel.remoteAddress, connectionsMax: most) else {
            ConnectionCutter.cut(channel)
            return channel.eventLoop.makeFailedFuture(NotAdmitted())
        }
        channel.closeFuture.whenComplete { _ in admission.release() }
        let ready = channel.eventLoop.makeCompletedFuture {
            let outcome = try ListenerPipeline(basis: basis, accept: accept)
                .configure(channel, admission: admission, logger: logger)
            return Value(channel: channel, outcome: outcome)
        }
        ready.whenFailure { _ in channel.close(promise: nil) }
        return ready
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            do {
                switch try await value.outcome.get() {
                case .requests(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
                case .socket(let connection): await follow(connection)
                }
            } catch {
                // Refused before there was a request, or gone: the channel is closed already.
                logger.debug("connection ended", metadata: ["error": "\(error)"])
            }
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }

    /// The stop reaches the handler here too, for one that was told while the upgrade was under
    /// way would have missed it.
    private func follow(_ connection: WebSocketConnection) async {
        await withGracefulShutdownHandler {
            try? await connection.channel.closeFuture.get()
        } onGracefulShutdown: {
            connection.withHandler { $0.announceStop() }
        }
    }
}
