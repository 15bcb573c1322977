package import Domain

/// The answer to a subscription as a client reads it.
package struct SubscribeResult: Sendable, Equatable {
    package let epoch: String
    /// The offset up to which the client knows the view after this answer.
    package let offset: Int
    package let mode: Mode
    /// The whole view by name of part; with `snapshot` only.
    package let parts: [String: JSONValue]?
    /// The missed events, in order; with `resumed` only, and perhaps empty.
    package let events: [ViewEvent]?

    /// Whether the whole view came, or what was missed of it.
    package enum Mode: String, Codable, Sendable, CaseIterable { case snapshot, resumed }

    /// The answer in the `result` of a response.
    package init(_ result: JSONValue) throws(MessageDamage) {
        guard let epoch = result["epoch"]?.text, case .integer(let offset)? = result["offset"],
            let mode = result["mode"]?.text.flatMap(Mode.init)
        else { throw MessageDamage(reason: "not the answer to a subscription") }
        self.epoch = epoch
        self.offset = offset
        self.mode = mode
        parts = result["parts"]?.fields
        var events: [ViewEvent] = []
        for event in result["events"]?.elements ?? [] { events.append(try ViewEvent(event)) }
        self.events = mode == .resumed ? events : nil
        guard mode == .resumed || parts != nil else {
            throw MessageDamage(reason: "a snapshot without parts")
        }
    }

    /// The answer that brings the whole view, put together from parts that are encoded already.
    ///
    /// The order of the parts is kept; their names are what `PartKey.description` gives.
    package static func snapshotBytes(
        epoch: String, offset: Int, parts: some Sequence<(name: String, bytes: [UInt8])>
    ) -> [UInt8] {
        var bytes = start(epoch: epoch, mode: .snapshot, offset: offset, field: "parts")
        JSONText.writeList(parts, between: ("{", "}"), to: &bytes) { part, bytes in
            JSONText.write(part.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            bytes += part.bytes
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// The answer that brings what was missed, put together from the events' `params` as they were
    /// sent to everybody else.
    package static func resumedBytes(
        epoch: String, offset: Int, events: some Sequence<[UInt8]>
    ) -> [UInt8] {
        var bytes = start(epoch: epoch, mode: .resumed, offset: offset, field: "events")
        JSONText.writeList(events, between: ("[", "]"), to: &bytes) { event, bytes in
            bytes += event
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// The same from whole `event` notifications, as `ViewUpdate.notification()` writes them.
    package static func resumedBytes(
        epoch: String, offset: Int, notifications: some Sequence<[UInt8]>
    ) -> [UInt8] {
        let before = "{\"jsonrpc\":\"2.0\",\"method\":\"event\",\"params\":".utf8.count
        return resumedBytes(
            epoch: epoch, offset: offset,
            events: notifications.map { Array($0.dropFirst(before).dropLast()) })
    }

    private static func start(
        epoch: String, mode: Mode, offset: Int, field: String
    ) -> [UInt8] {
        var bytes = Array("{\"epoch\":".utf8) + JSONText.bytes(of: epoch)
        bytes += Array(",\"mode\":\"\(mode.rawValue)\",\"offset\":\(offset),\"\(field)\":".utf8)
        return bytes
    }
}

/// One change of one view as a client reads it: whole parts, and null for those that are gone.
///
/// Apply it when `offset` is the last one plus 1; ignore it when it isn't more than the last one;
/// subscribe again when it is more than that.
package struct ViewEvent: Sendable, Equatable {
    package let stream: StreamID
    package let view: String
    package let epoch: String
    package let offset: Int
    package let at: Instant
    package let parts: [String: JSONValue]

    /// The event in the `params` of an `event` notification.
    package init(_ params: JSONValue) throws(MessageDamage) {
        guard let stream = params["stream"]?.text.flatMap(StreamID.init),
            let view = params["view"]?.text, let epoch = params["epoch"]?.text,
            case .integer(let offset)? = params["offset"],
            let at = params["at"]?.text.flatMap(Instant.init),
            let parts = params["parts"]?.fields
        else { throw MessageDamage(reason: "not an event of a view") }
        self.stream = stream
        self.view = view
        self.epoch = epoch
        self.offset = offset
        self.at = at
        self.parts = parts
    }
}
