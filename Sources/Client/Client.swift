import Logging
import NIOCore
import NIOSSL
import Synchronization
import WebSocket
import Wire

/// A program's place in a kansendossier: keeps one connection to the server, sends commands so that
/// each has one effect, and follows views without gap or double, also over breaks.
///
/// A connection exists while `run()` runs; `withClient` does both for a scope. Calls made before
/// that, or during a break, wait. Limits: see `Client.Configuration`.
public final class Client: Sendable {
    let loop: any EventLoop
    private let box: NIOLoopBoundBox<ConversationLoop>
    /// One for each address, in the order in which they are tried.
    private let webSockets: [WebSocketClient]
    private let lastNumber = Atomic(0)
    private let isRunning = Flag()

    /// A client that doesn't connect yet; refuses an unusable address and unreadable certificates,
    /// whose file is read here.
    public init(_ configuration: Configuration) throws(ConfigurationFailure) {
        var addresses: [Address] = []
        for url in [configuration.url] + configuration.otherURLs {
            let address = try Address(url)
            guard address.isSecure || address.isLoopback else {
                throw .plainTextToAnotherHost(address.host)
            }
            addresses.append(address)
        }
        let isSecure = addresses.contains(where: \.isSecure)
        let context = isSecure ? try configuration.trust.context() : nil
        let loop = configuration.eventLoopGroup.next()
        let box = Self.makeBox(configuration, on: loop)
        self.loop = loop
        self.box = box
        webSockets = addresses.map { Self.webSocket(to: $0, configuration, context, box) }
    }

    private static func webSocket(
        to address: Address, _ configuration: Configuration, _ context: NIOSSLContext?,
        _ box: NIOLoopBoundBox<ConversationLoop>
    ) -> WebSocketClient {
        var limits = WebSocketLimits()
        limits.messageBytesMax = configuration.messageBytesMost
        limits.frameBytesMax = configuration.messageBytesMost
        // What may be in flight at once must fit, or our own haste would look like a slow server.
        limits.outboundBytesMax =
            (configuration.requestsInFlightMost + 8) * (WireLimits.messageBytesMost + 16)
        limits.closeTimeoutSeconds = WireLimits.closeSeconds
        return WebSocketClient(
            host: address.host, port: address.port, path: address.path,
            subprotocols: [WireProtocol.subprotocol], deflate: DeflateSettings(), limits: limits,
            connectTimeoutSeconds: configuration.connectTimeoutSeconds
        ) { channel in
            box.value.begin(on: channel)
            guard address.isSecure, let context else { return }
            let name = address.isLiteral ? nil : address.host
            try channel.pipeline.syncOperations.addHandlers([
                try NIOSSLClientHandler(context: context, serverHostname: name),
                TrustObserver { box.value.noteDistrust($0) },
            ])
        }
    }

    private static func makeBox(
        _ configuration: Configuration, on loop: any EventLoop
    ) -> NIOLoopBoundBox<ConversationLoop> {
        var settings = Conversation.Settings()
        settings.clientName = configuration.name
        settings.helloTimeout = configuration.helloTimeout
        settings.answerTimeout = configuration.answerTimeout
        settings.backoff = Backoff(
            least: configuration.reconnectDelayLeast,
            most: max(configuration.reconnectDelayLeast, configuration.reconnectDelayMost))
        settings.addressesCount = 1 + configuration.otherURLs.count
        settings.connectionAttemptsMost = configuration.connectionAttemptsMost
        settings.retriesMost = configuration.retriesMost
        settings.requestsInFlightMost = configuration.requestsInFlightMost
        settings.requestsWaitingMost = configuration.requestsWaitingMost
        let (token, logger, generator) = (
            configuration.token, configuration.logger, configuration.generator
        )
        return NIOLoopBoundBox.makeBoxSendingValue(
            ConversationLoop(
                loop: loop, conversation: Conversation(settings: settings, token: token),
                generator: generator, logger: logger),
            eventLoop: loop)
    }

    /// What this client has done until now.
    public var statistics: Statistics {
        get async {
            await withCheckedContinuation { waiter in
                onLoop { waiter.resume(returning: $0.conversation.statistics) }
            }
        }
    }

    /// Ends the connection with 1000 and everything that waits with `CallFailure.closed`.
    public func close() { onLoop { $0.close() } }

    func onLoop(_ body: @escaping @Sendable (ConversationLoop) -> Void) {
        loop.execute { [box] in body(box.value) }
    }
}

// MARK: - Running

extension Client {
    /// Runs a client for as long as the body takes, and closes it with 1000.
    ///
    /// Throws what the body throws; why a connection ended for good is thrown by the body's calls.
    public static func withClient<Value>(
        _ configuration: Configuration, _ body: (Client) async throws -> Value
    ) async throws -> Value {
        let client = try Client(configuration)
        async let ending: CallFailure = client.runUntilStopped()
        do {
            let value = try await body(client)
            client.close()
            _ = await ending
            return value
        } catch {
            client.close()
            _ = await ending
            throw error
        }
    }

    /// Keeps the connection until the client is closed or its task is cancelled, which both end it
    /// with 1000; throws when the server says that there is no use in coming back.
    public func run() async throws(CallFailure) {
        let failure = await runUntilStopped()
        if failure != .closed { throw failure }
    }

    private func runUntilStopped() async -> CallFailure {
        precondition(isRunning.raise(), "a client runs once")
        return await withTaskCancellationHandler {
            var turn = 0
            while true {
                switch await converse(over: webSockets[turn % webSockets.count]) {
                case .stop(let failure): return failure
                case .reconnect(let delay): await pause(delay)
                }
                turn += 1
            }
        } onCancel: {
            close()
        }
    }

    /// One connection, from its making to its end.
    private func converse(over webSocket: WebSocketClient) async -> Conversation.Next {
        do throws(WebSocketClient.Failure) {
            let connection = try await webSocket.connect(on: loop) { [box] _ in box.value }
            connection.channel.closeFuture.whenComplete { [self] _ in
                onLoop { $0.channelEnded() }
            }
        } catch {
            onLoop { $0.couldNotConnect(error) }
        }
        return await withCheckedContinuation { waiter in
            onLoop { $0.whenDisconnected(waiter) }
        }
    }

    private func pause(_ delay: Duration) async {
        await withCheckedContinuation { waiter in onLoop { $0.pause(delay, waiter) } }
    }
}

// MARK: - Waiting for the loop

extension Client {
    /// Waits for what the loop gives; a cancelled task gets `cancelled` at once.
    func wait<Value: Sendable>(
        _ begin: @escaping @Sendable (ConversationLoop, Int, Caller<Value>) -> Void,
        cancel: @escaping @Sendable (ConversationLoop, Int) -> Void
    ) async throws(CallFailure) -> Value {
        let number = lastNumber.add(1, ordering: .relaxed).newValue
        let cancelled = Flag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let caller = Caller<Value>(waiter, cancelled: cancelled)
                onLoop { begin($0, number, caller) }
            }
        } onCancel: {
            cancelled.raise()
            onLoop { cancel($0, number) }
        }
        return try result.get()
    }
}
