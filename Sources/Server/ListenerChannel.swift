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

    /// Too many connections of one address or in one moment, or none any more; nothing is said to the
    /// peer.
    struct NotAdmitted: Error {}

    let basis: Live<ListenerPipeline.Basis>
    /// The places of those who are unknown until they send a request, and from then on.
    let addresses: AddressLimit
    let requests: AddressLimit
    let pace: ArrivalPace
    let accept: Listener.Accept
    let responder: Responder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let basis = basis.current
        let configuration = basis.configuration
        guard let admission = admission(of: channel, configuration) else { return refuse(channel) }
        channel.closeFuture.whenComplete { _ in admission.release() }
        guard
            let wait = pace.wait(
                at: Int(NIODeadline.now().uptimeNanoseconds / 1_000),
                perSecond: configuration.connectionsPerSecondMax,
                waitMicrosecondsMost: configuration.turnTimeoutSeconds * 1_000_000)
        else { return refuse(channel) }
        let pipeline = ListenerPipeline(basis: basis, requests: requests, accept: accept)
        // Nothing is read before this future is there: what comes meanwhile waits in the kernel.
        let ready = channel.eventLoop.scheduleTask(in: .microseconds(Int64(wait))) {
            // The listener may have stopped while this one waited.
            guard channel.parent?.isActive != false else { throw NotAdmitted() }
            let outcome = try pipeline.configure(channel, admission: admission, logger: logger)
            return Value(channel: channel, outcome: outcome)
        }.futureResult
        ready.whenFailure { _ in channel.close(promise: nil) }
        return ready
    }

    private func admission(
        of channel: any Channel, _ configuration: Listener.Configuration
    ) -> AddressLimit.Admission? {
        if configuration.trustedProxies.contains(channel.remoteAddress) {
            return addresses.admitProxy()
        }
        return addresses.admit(
            channel.remoteAddress, connectionsMax: configuration.connectionsPerAddressMax)
    }

    private func refuse(_ channel: any Channel) -> EventLoopFuture<Value> {
        ConnectionCutter.cut(channel)
        return channel.eventLoop.makeFailedFuture(NotAdmitted())
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
