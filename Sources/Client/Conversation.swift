import Domain
package import Wire

/// What a client knows and has to do next, without a socket and without a clock: every method takes
/// the moment and gives the actions that its owner performs.
///
/// Moments are times since any fixed start.
package struct Conversation: Sendable {
    /// What a caller gets.
    package typealias Answer = Result<JSONValue, CallFailure>

    /// What its owner has to do, in order.
    package enum Action: Sendable, Equatable {
        case send([UInt8])
        case answer(number: Int, Answer)
        case greeted(HelloResult)
        /// The newest state of a view that is followed.
        case show(ViewName, ViewState, ViewStatistics)
        case endView(ViewName, CallFailure)
        case close(CloseCode)
    }

    /// What to do after a connection has ended or could not be made.
    package enum Next: Sendable, Equatable {
        case reconnect(after: Duration)
        case stop(CallFailure)
    }

    /// How far the connection is.
    package enum Phase: Sendable, Equatable {
        case apart
        case greeting(until: Duration)
        case live
        case ended(CallFailure)
    }

    /// Why we ourselves ended a connection.
    enum OwnEnding: Sendable {
        case again
        case stop(CallFailure)
    }

    let settings: Settings
    /// What hello is said with.
    package internal(set) var token: String
    package internal(set) var phase = Phase.apart
    package internal(set) var greeting: HelloResult?
    /// What was sent and has no answer.
    var asked: [RequestID: Errand] = [:]
    /// What waits to be sent, in order of number.
    var waiting: [Errand] = []
    var views: [ViewName: FollowedView] = [:]
    var pace = Pace(perSecond: 1, burst: 1, at: .zero)
    var ownEnding: OwnEnding?
    /// When the stopping server wants us back.
    var returnAt: Duration?
    /// Attempts to connect since the last hello that was answered.
    var attempts = 0
    package internal(set) var statistics = Client.Statistics()
    var nextOwnRequest = 0

    package init(settings: Settings, token: String) {
        self.settings = settings
        self.token = token
    }

    /// The bounds, as in `Client.Configuration`.
    package struct Settings: Sendable, Equatable {
        package var clientName = "client"
        package var helloTimeout = Duration.seconds(10)
        package var answerTimeout = Duration.seconds(30)
        package var backoff = Backoff(least: .milliseconds(500), most: .seconds(20))
        /// How many addresses are tried in turn.
        package var addressesCount = 1
        package var connectionAttemptsMost: Int?
        package var retriesMost = 10
        package var requestsInFlightMost = WireLimits.commandsInFlight
        package var requestsWaitingMost = 1_024

        package init() {}
    }
}

/// One request until it has its answer.
struct Errand: Sendable {
    enum Purpose: Sendable, Equatable {
        case call(number: Int)
        case follow(ViewName)
        case leave
    }

    let id: RequestID
    let purpose: Purpose
    let bytes: [UInt8]
    /// The token that the connection has once this succeeds.
    var newToken: String?
    let deadline: Duration
    var refusals = 0
    var sendings = 0
    var notBefore = Duration.zero

    /// The place among the calls; zero for our own.
    var number: Int { if case .call(let number) = purpose { number } else { 0 } }
}

// MARK: - Calls

extension Conversation {
    /// Takes a request, to be sent as soon as may be.
    package mutating func ask(
        _ number: Int, method: String, params: JSONValue, at now: Duration
    ) -> [Action] {
        if case .ended(let failure) = phase { return [.answer(number: number, .failure(failure))] }
        let id = RequestID.number(number)
        let bytes = Request.bytes(id: id, method: method, params: params.bytes)
        let bytesMost = greeting?.limits.messageBytes ?? WireLimits.messageBytesMost
        guard bytes.count <= bytesMost else {
            return [.answer(number: number, .failure(.tooLarge(limit: bytesMost)))]
        }
        guard callsOpen < settings.requestsWaitingMost else {
            let limit = settings.requestsWaitingMost
            return [.answer(number: number, .failure(.tooManyWaiting(limit: limit)))]
        }
        insert(
            Errand(
                id: id, purpose: .call(number: number), bytes: bytes,
                newToken: method == MethodName.refreshCredential ? params["token"]?.text : nil,
                deadline: now + settings.answerTimeout))
        return pump(at: now)
    }

    /// Forgets a request whose caller no longer waits.
    package mutating func abandon(_ number: Int, at now: Duration) -> [Action] {
        asked[.number(number)] = nil
        waiting.removeAll { $0.number == number }
        return pump(at: now)
    }

    /// Sends whatever may be sent now: first the subscriptions, then calls in order.
    mutating func pump(at now: Duration) -> [Action] {
        guard phase == .live, ownEnding == nil else { return [] }
        var actions = askForViews(at: now)
        var index = 0
        while asked.count < settings.requestsInFlightMost, index < waiting.count {
            guard waiting[index].notBefore <= now else {
                index += 1
                continue
            }
            guard pace.take(at: now) else { break }
            actions.append(send(waiting.remove(at: index)))
        }
        return actions
    }

    mutating func send(_ errand: Errand) -> Action {
        var errand = errand
        errand.sendings += 1
        statistics.requestsSent += 1
        if errand.sendings > 1 { statistics.requestsSentAgain += 1 }
        asked[errand.id] = errand
        return .send(errand.bytes)
    }

    mutating func insert(_ errand: Errand) {
        let place = waiting.lastIndex { $0.number < errand.number }.map { $0 + 1 } ?? 0
        waiting.insert(errand, at: place)
    }

    /// A name for a request of our own, never equal to a call's number.
    mutating func ownRequestID() -> RequestID {
        nextOwnRequest += 1
        return .text("own-\(nextOwnRequest)")
    }

    private var callsOpen: Int { waiting.count + asked.values.count { $0.number > 0 } }
}
