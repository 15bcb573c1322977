package import Domain
package import Wire

/// What one connection may do next, as a value: it decides, and its owner acts.
///
/// It knows no socket, no engine and no clock; everything comes in with each call.
package struct SessionState: Sendable {
    /// What its owner must do, in order.
    package enum Action: Sendable, Equatable {
        /// Send this text message.
        case send([UInt8])
        /// Send what comes before, then close.
        case close(CloseCode)
        /// Find a place for this holder, then call `welcome`, or close.
        case signIn(RequestID, Credential)
        /// Carry this out and call `answered`.
        case perform(RequestID, Call<RoundCommand>, Credential)
    }

    /// The moment of a call: by the wall clock for what tokens promise, and by one that never goes
    /// back for everything between two messages.
    package struct Moment: Sendable {
        package let wall: Instant
        package let uptimeMilliseconds: Int

        /// The same moment on both clocks.
        package init(wall: Instant, uptimeMilliseconds: Int) {
            self.wall = wall
            self.uptimeMilliseconds = uptimeMilliseconds
        }
    }

    private enum Phase: Sendable {
        case awaitingHello(until: Int)
        case signingIn
        case signedIn(SignedIn)
        case closing
    }

    private struct SignedIn: Sendable {
        var credential: Credential
        var isWarned = false
        var heartbeatAt: Int
    }

    /// The connection's name in logs.
    package let name: String
    /// What it is held to.
    package let limits: SessionLimits
    private var phase: Phase
    private var bucket: TokenBucket
    private var rateRefusals = 0
    private var unreadableMessages = 0
    /// Requests that have no answer yet.
    package private(set) var inFlight = 0
    /// The views that it follows.
    package var followings: Followings
    private var queueBytesMost: Int
    /// The session in the cookies of a browser from an allowed origin.
    private let cookie: String?

    /// A connection that was opened at that moment of the clock that never goes back.
    ///
    /// `cookie` is the secret of a browser's session, which holds for a hello without a token.
    package init(
        name: String, limits: SessionLimits, uptimeMilliseconds now: Int, cookie: String? = nil
    ) {
        self.cookie = cookie
        self.name = name
        self.limits = limits
        phase = .awaitingHello(until: now + limits.helloSeconds * 1000)
        bucket = TokenBucket(
            perSecond: limits.commandsPerSecond, burst: limits.commandsBurst, at: now)
        followings = Followings(most: limits.subscriptionsMost)
        queueBytesMost = limits.queueBytesWatcher
    }

    /// Notes that it follows a view of somebody who takes part, so that more may wait for it.
    package mutating func followsAsParticipant() { queueBytesMost = limits.queueBytesParticipant }

    /// Whether so many bytes may be sent while others wait; otherwise the connection is too slow.
    ///
    /// When nothing waits any number is taken: nothing says yet that its reader is slow.
    package func mayWait(_ bytes: Int, behind waiting: Int) -> Bool {
        waiting == 0 || waiting + bytes <= queueBytesMost
    }

    /// Whether another request may be read now.
    package var takesMore: Bool { inFlight < limits.commandsInFlight }

    /// The token of the holder, once signed in.
    package var credential: Credential? {
        if case .signedIn(let signedIn) = phase { signedIn.credential } else { nil }
    }

    /// Takes one whole text message.
    package mutating func receive(
        _ bytes: [UInt8], at moment: Moment, directory: Directory
    ) -> [Action] {
        switch phase {
        case .closing: return []
        case .awaitingHello: return receiveFirst(bytes, at: moment, directory)
        // A client that asks before it was answered: the first answer may still be a refusal.
        case .signingIn: return close(.unauthenticated)
        case .signedIn(let signedIn): return receive(bytes, at: moment, directory, signedIn)
        }
    }

    /// Whether this is a hello with a secret that the directory doesn't know, so that a newer one
    /// might.
    package func isUnknown(
        _ bytes: [UInt8], at moment: Moment, directory: Directory
    ) -> Bool {
        guard case .awaitingHello = phase,
            let request = try? Request(parsing: bytes, messageBytesMost: limits.messageBytesMost),
            case .hello(let hello)? = try? Call<RoundCommand>(request),
            hello.token != nil || cookie != nil
        else { return false }
        return credential(in: hello, directory, at: moment.wall) == nil
    }

    /// Notes that a request was answered.
    package mutating func answered() { inFlight -= 1 }

    /// Notes that nothing may be sent any more.
    package mutating func close(_ code: CloseCode) -> [Action] {
        if case .closing = phase { return [] }
        phase = .closing
        return [.close(code)]
    }

    /// Says welcome to a holder for whom there is a place.
    package mutating func welcome(
        _ id: RequestID, _ credential: Credential, at moment: Moment, directory: Directory
    ) -> [Action] {
        let heartbeatAt = moment.uptimeMilliseconds + limits.heartbeatSeconds * 1000
        phase = .signedIn(SignedIn(credential: credential, heartbeatAt: heartbeatAt))
        var person: PersonID?
        if case .person(let holder) = credential.holder { person = holder }
        let result = HelloResult(
            connection: name, user: person, actor: credential.holder,
            roles: person.flatMap { directory.people[$0]?.municipalRoles } ?? [],
            serverTime: moment.wall,
            limits: HelloResult.Limits(
                messageBytes: limits.messageBytesMost, queueBytes: limits.queueBytesWatcher,
                subscriptions: limits.subscriptionsMost,
                commandsPerSecond: limits.commandsPerSecond, commandsBurst: limits.commandsBurst),
            heartbeatSeconds: limits.heartbeatSeconds)
        return [.send(Response.bytes(id: id, result: result))]
    }

    /// Looks at what time and changed rights bring.
    ///
    /// `offset` tells how far those who follow a view have been brought.
    package mutating func tick(
        at moment: Moment, directory: Directory, offset: (Followings.Name) -> Int?
    ) -> [Action] {
        switch phase {
        case .closing, .signingIn: return []
        case .awaitingHello(let until):
            return moment.uptimeMilliseconds >= until ? close(.helloTimeout) : []
        case .signedIn(let signedIn): return tick(at: moment, directory, offset, signedIn)
        }
    }
}

extension SessionState {
    private mutating func receiveFirst(
        _ bytes: [UInt8], at moment: Moment, _ directory: Directory
    ) -> [Action] {
        let request: Request
        do throws(RequestFailure) {
            request = try Request(parsing: bytes, messageBytesMost: limits.messageBytesMost)
        } catch {
            return [.send(Response.bytes(id: error.id, error: error.error))] + close(.badMessage)
        }
        do throws(CallError) {
            guard case .hello(let hello) = try Call<RoundCommand>(request) else {
                throw CallError(Refusal(.notSignedIn))
            }
            guard let credential = credential(in: hello, directory, at: moment.wall) else {
                throw CallError(Refusal(.notSignedIn))
            }
            phase = .signingIn
            return [.signIn(request.id, credential)]
        } catch {
            return [.send(Response.bytes(id: request.id, error: error))] + close(.unauthenticated)
        }
    }

    private func credential(
        in hello: HelloParameters, _ directory: Directory, at now: Instant
    ) -> Credential? {
        if let token = hello.token { return Credential(secret: token, in: directory, at: now) }
        return cookie.flatMap {
            Credential(secret: $0, as: [.session], in: directory, at: now)
        }
    }

    private mutating func receive(
        _ bytes: [UInt8], at moment: Moment, _ directory: Directory, _ signedIn: SignedIn
    ) -> [Action] {
        let request: Request
        do throws(RequestFailure) {
            request = try Request(parsing: bytes, messageBytesMost: limits.messageBytesMost)
        } catch {
            unreadableMessages += 1
            let answer = Action.send(Response.bytes(id: error.id, error: error.error))
            return [answer]
                + (unreadableMessages > limits.unreadableMessagesMost ? close(.badMessage) : [])
        }
        guard request.method != MethodName.hello else { return close(.tooManyHello) }
        guard bucket.take(at: moment.uptimeMilliseconds) else { return refuseByRate(request.id) }
        do throws(CallError) {
            let call = try Call<RoundCommand>(request)
            return try admit(call, request.id, at: moment, directory, signedIn)
        } catch {
            return [.send(Response.bytes(id: request.id, error: error))]
        }
    }

    private mutating func refuseByRate(_ id: RequestID) -> [Action] {
        rateRefusals += 1
        let refusal = CallError.rateExceeded(retryAfterMilliseconds: bucket.waitMilliseconds)
        return [.send(Response.bytes(id: id, error: refusal))]
            + (rateRefusals > limits.rateRefusalsMost ? close(.rateExceeded) : [])
    }

    private mutating func admit(
        _ call: Call<RoundCommand>, _ id: RequestID, at moment: Moment, _ directory: Directory,
        _ signedIn: SignedIn
    ) throws(CallError) -> [Action] {
        if case .refreshCredential(let secret) = call {
            return try refresh(with: secret, id, at: moment, directory, signedIn)
        }
        switch signedIn.credential.standing(in: directory, at: moment.wall) {
        case .valid: break
        case .expired: throw CallError(Refusal(.notSignedIn))
        case .withdrawn: return close(.unauthenticated)
        }
        if case .subscribe(let stream, let view, _) = call,
            !followings.ask(.init(stream: stream, view: view))
        {
            throw .tooManySubscriptions(limit: limits.subscriptionsMost)
        }
        inFlight += 1
        return [.perform(id, call, signedIn.credential)]
    }

    private mutating func refresh(
        with secret: String, _ id: RequestID, at moment: Moment, _ directory: Directory,
        _ signedIn: SignedIn
    ) throws(CallError) -> [Action] {
        guard let credential = Credential(secret: secret, in: directory, at: moment.wall) else {
            throw CallError(Refusal(.notSignedIn))
        }
        guard credential.holder == signedIn.credential.holder else {
            throw CallError(Refusal(.notAllowed))
        }
        phase = .signedIn(SignedIn(credential: credential, heartbeatAt: signedIn.heartbeatAt))
        let result = RefreshResult(expiresAt: credential.expiresAt)
        return [.send(Response.bytes(id: id, result: result))]
    }

    private mutating func tick(
        at moment: Moment, _ directory: Directory, _ offset: (Followings.Name) -> Int?,
        _ before: SignedIn
    ) -> [Action] {
        var signedIn = before
        let expiresAt = signedIn.credential.expiresAt
        switch signedIn.credential.standing(in: directory, at: moment.wall) {
        case .withdrawn: return close(.unauthenticated)
        case .expired where expiresAt.advanced(bySeconds: limits.expiryGraceSeconds) <= moment.wall:
            return close(.unauthenticated)
        case .expired, .valid: break
        }
        var actions: [Action] = []
        if !signedIn.isWarned,
            expiresAt.advanced(bySeconds: -limits.expiryWarningSeconds) <= moment.wall
        {
            signedIn.isWarned = true
            actions.append(.send(CredentialExpiring(expiresAt: expiresAt).bytes))
        }
        if signedIn.heartbeatAt <= moment.uptimeMilliseconds {
            signedIn.heartbeatAt = moment.uptimeMilliseconds + limits.heartbeatSeconds * 1000
            let offsets = followings.followed.sorted().compactMap { name in
                offset(name).map {
                    Heartbeat.ViewOffset(stream: name.stream, view: name.view, offset: $0)
                }
            }
            actions.append(.send(Heartbeat(serverTime: moment.wall, offsets: offsets).bytes))
        }
        phase = .signedIn(signedIn)
        return actions
    }
}
