internal import Domain

/// What the protocol's description says in words.
enum AsyncAPIText {
    static let introduction = """
        Rounds of funding for care innovation, from call to award, live. Every message is one \
        UTF-8 text frame with one JSON-RPC 2.0 object; batches and binary frames are refused. \
        The server never sends binary frames either.

        **A first client.** 1. Connect to /ws with the subprotocol \
        `\(WireProtocol.subprotocol)`. 2. Send `hello` with your token as the first message, \
        within \(WireLimits.helloSeconds) seconds, and only once. 3. Send `round.list` to see \
        the rounds and the views that you may watch. 4. Send `round.subscribe` with one of those \
        views. 5. Send commands; watch the views to see what they did.

        **Requests.** `id` is an integer or a text of at most \(WireLimits.requestIDBytesMost) \
        bytes, never null, and comes back in the answer. Answers may come in another order than \
        requests. `params` is an object. A field that is unknown, missing, of the wrong type, or \
        without meaning (a day that doesn't exist) is refused with -32602 and \
        `data.path` names it, as in `lines[2].requested`. A key that stands twice in one object \
        is refused. Fields that may be absent may also be null.

        **Commands and keys.** Every command carries `key`, a UUID that you make anew for each \
        command. The answer comes after the command is durable on disk: `accepted` is always \
        true, everything else is an error. When an answer was lost, send the same command with \
        the same key again: it has one effect, and `already` is true. The same key with other \
        content is refused (`keyReused`). People of several organisations name the one they act \
        for in `actingFor`. Commands that change something which others may change too carry the \
        version that you saw; a stale one is refused (`staleVersion`) with the present version in \
        `data.current`.

        **See the consequence first.** Send any command of a round with `dryRun` true: the answer \
        holds a `consequence` and a `confirmation`, and nothing happens. Commands that move a \
        round or a dossier, book money or tell people something are refused \
        (`confirmationMissing`) unless they carry that `confirmation` in `confirm`; when the \
        world has changed in between, they are refused as `staleVersion`. Every command may \
        carry it.

        **Views and parts.** You watch a stream (`directory`, or `round/` and a round's name) \
        through a view: what one kind of watcher may know. A view is a set of parts, each an \
        object under a name. `x-views` lists the views and their parts. A part that changed is \
        sent whole; null means that you have it no longer. What you may not know is in no part, \
        and leaves no gap in the numbers.

        **Subscribe and resume.** The answer to a subscription gives `epoch` and `offset`. Each \
        later `event` of that view has the next `offset`: apply it when it is your last plus 1, \
        ignore it when it is not more than your last, subscribe again when it is more than that. \
        After a break, subscribe with the `epoch` and `offset` that you have: `resumed` brings \
        the missed events in `events` (perhaps none), `snapshot` brings the whole view in \
        `parts` and replaces what you had. Events may come before the answer of the command that \
        caused them, or after it.

        **Hints.** In a view `applicant/{organisation}` that this connection follows, `round.hint` \
        tells the partners that you are in a `dossier/{number}`, and with `place` where: by \
        agreement between clients `section/` and the section's name. `hints` brings the whole \
        list of a part, in the order in which each came there, and replaces the one before: who is \
        first at a place has it. After the answer to a subscription your lists are empty; those \
        that aren't come after it. Give a hint again well before `lapsesAfterMs` has passed, or it \
        is gone, as it is at the end of the connection or of its following; `gone` true takes it \
        back. Hints change nothing and are kept nowhere; lists may be left out, the newest follows.

        **Money** is in whole euro cents, as an integer. **Fractions** (scores) are texts such \
        as `22/3`. **Moments** are UTC, **deadlines** clock times in Europe/Amsterdam.

        **The same without a socket.** POST one request to /rpc with the header \
        `Authorization: Bearer` and your token; the answer is the response. Only commands and \
        `round.list` can be sent there.
        """

    static let dryRun = "What was accepted, or with dryRun what would happen and what confirms it."

    static let consequence = """
        {phase?, dossiers: [{dossier, from, to}], signaturesVoided, decisionsVoided, \
        readingsVoided, termsStarted and termsStopped: [{kind, dossier?, until}], ledger, \
        letters, ranking?, allocation?, robustness?}, as far as you may know it.
        """

    static let server = """
        TLS 1.2 or 1.3. Browsers must come from an allowed origin. The same port has \
        /health/live, /health/ready, /metrics and this document at /asyncapi.json.
        """

    static let channel = """
        One connection for everything. The server pings every \(WireLimits.pingSeconds) seconds \
        and closes after \(WireLimits.silenceSeconds) seconds of silence. When the connection \
        breaks, x-close-codes says whether to connect again by yourself; if so, wait a random \
        time between 0.5 and 20 seconds, longer after each failure.
        """

    static let failure = """
        `code` is the class of the error, `data.code` the exact reason by a name that never \
        changes, `data.nl` and `data.en` say to people what happened and what to do. `id` is null \
        when the request was unreadable. Nothing was written. x-errors lists all reasons.
        """

    static let subscribed = "The view, whole or what was missed; see Subscribe and resume."
    static let event = "Something in a followed view changed; apply it by its offset."
    static let heartbeat =
        "Every \(WireLimits.heartbeatSeconds) seconds: where each followed view is. Subscribe "
        + "again to a view where you have less."
    static let hints = "Who is in a part that you see, and where; replaces the list before."
    static let ended = "You don't follow this view any more; the code says why."
    static let expiring =
        "Your token ends at that moment: send auth.refresh with another one, or the connection "
        + "is closed with 4401, \(WireLimits.expiryGraceSeconds) seconds after it."
    static let draining =
        "The server stops and closes this connection soon; until then you are served. Connect "
        + "again after that time, and resume."

    /// Every reason for an error, with both sentences.
    static var errors: JSONValue {
        let standard: [CallError] = [
            .parse("…"), .messageTooLarge(limit: WireLimits.messageBytesMost),
            .invalidRequest("…"), .unknownMethod("…"), .invalidParameters(path: "…", "…"),
            .internalFailure, .rateExceeded(retryAfterMilliseconds: 1000),
            .busy(retryAfterMilliseconds: 1000), .resumeImpossible,
            .tooManySubscriptions(limit: WireLimits.subscriptionsPerConnection), .viewNotFollowed,
        ]
        let all = standard + RefusalCode.allCases.map { CallError(Refusal($0)) }
        return .array(
            all.map {
                [
                    "code": .integer($0.code), "data.code": .string($0.data.code),
                    "nl": .string($0.data.nl), "en": .string($0.data.en),
                ]
            })
    }

    static var closeCodes: JSONValue {
        .array(
            CloseCode.allCases.map {
                [
                    "code": .integer(Int($0.rawValue)), "meaning": .string($0.meaning),
                    "reconnect": .bool($0.shouldReconnect),
                ]
            })
    }

    static let limits: JSONValue = [
        "messageBytes": .integer(WireLimits.messageBytesMost),
        "jsonDepth": .integer(WireLimits.jsonDepthMost),
        "queueBytesWatcher": .integer(WireLimits.queueBytesWatcher),
        "queueBytesParticipant": .integer(WireLimits.queueBytesParticipant),
        "resumeEvents": .integer(WireLimits.resumeEventsMost),
        "resumeBytes": .integer(WireLimits.resumeBytesMost),
        "subscriptionsPerConnection": .integer(WireLimits.subscriptionsPerConnection),
        "commandsPerSecond": .integer(WireLimits.commandsPerSecond),
        "commandsBurst": .integer(WireLimits.commandsBurst),
        "commandsInFlight": .integer(WireLimits.commandsInFlight),
        "rateRefusalsBeforeClose": .integer(WireLimits.rateRefusalsBeforeClose),
        "connectionsPerPerson": .integer(WireLimits.connectionsPerPerson),
        "connectionsPerAddressBeforeHello": .integer(WireLimits.connectionsPerAddress),
        "helloSeconds": .integer(WireLimits.helloSeconds),
        "heartbeatSeconds": .integer(WireLimits.heartbeatSeconds),
        "hintIntervalMs": .integer(WireLimits.hintIntervalMilliseconds),
        "hintLapseSeconds": .integer(WireLimits.hintLapseSeconds),
        "hintsPerPart": .integer(WireLimits.hintsPerPartMost),
    ]
}
