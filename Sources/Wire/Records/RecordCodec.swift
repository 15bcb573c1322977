package import Domain

/// Writes events as records and reads them back, for one kind of stream.
///
/// The type and version of each event stand in its record. A record of an older version is read
/// through its upcasts, one for each version step, so that the domain only knows today's shape.
package struct RecordCodec<Stream: Aggregate>: Sendable {
    private let upcasts: [Upcast]
    private let hashing = SHA256Hashing()

    package init(upcasts: [Upcast] = []) { self.upcasts = upcasts }

    /// The record of this event; its hash covers everything before it through `previous`.
    package func record(of event: Stream.Event, header: RecordHeader) -> StoredRecord {
        let written = CanonicalJSON.bytes(of: event)
        let (type, payload) = Self.split(written)
        let actingFor = header.actingFor.map { "\"actingFor\":\"\($0)\"," } ?? ""
        let key = header.key.map { "\"key\":\"\($0)\"," } ?? ""
        var bytes = Array(
            "{\(actingFor)\"actor\":\"\(header.actor)\",\"at\":\"\(header.at)\",\(key)\"payload\":"
                .utf8)
        bytes += payload
        bytes += Array(
            """
            ,"position":\(header.position),"previous":"\(header.previous)",\
            "stream":"\(header.stream)","type":"\(type)","version":\(version(of: type))}
            """.utf8)
        return StoredRecord(
            position: header.position, bytes: bytes, hash: hashing.digest(of: bytes))
    }

    /// What the record says; throws when it isn't one that this codec could have written.
    package func event(
        of record: StoredRecord
    ) throws(RecordDamage) -> (event: Stream.Event, header: RecordHeader) {
        guard let (head, payload, tail) = Self.cut(record.bytes) else {
            throw RecordDamage(position: record.position, reason: "not of a record's shape")
        }
        do {
            let line = try CanonicalJSON.value(Line.self, from: head + tail)
            var type = line.type
            var body = payload
            var version = line.version
            while let step = upcasts.first(where: { $0.type == type && $0.from == version }) {
                (type, body, version) = (step.newType, try step.payload(body), version + 1)
            }
            guard version == self.version(of: type) else {
                throw RecordDamage(
                    position: record.position, reason: "no way from version \(version) of \(type)")
            }
            let event = try CanonicalJSON.value(
                Stream.Event.self, from: Array("{\"\(type)\":".utf8) + body + [UInt8(ascii: "}")])
            return (event, try line.header)
        } catch let damage as RecordDamage {
            throw damage
        } catch {
            throw RecordDamage(position: record.position, reason: "\(error)")
        }
    }

    /// The version in which events of this type are written now: what the last upcast gives, or 1.
    package func version(of type: String) -> Int {
        upcasts.filter { $0.newType == type }.map { $0.from + 1 }.max() ?? 1
    }

    /// `{"type":payload}` taken apart.
    private static func split(_ bytes: [UInt8]) -> (type: String, payload: ArraySlice<UInt8>) {
        guard let end = bytes.dropFirst(2).firstIndex(of: UInt8(ascii: "\"")) else {
            preconditionFailure("an event is an enumeration's case with its values")
        }
        return (
            String(decoding: bytes[2..<end], as: UTF8.self),
            bytes[(end + 2)..<(bytes.count - 1)]
        )
    }

    /// The payload, and what stands before and after it: only we write records, so the payload is
    /// between the first `"payload":` and the last `,"position":`.
    private static func cut(
        _ bytes: [UInt8]
    ) -> (head: ArraySlice<UInt8>, payload: ArraySlice<UInt8>, tail: ArraySlice<UInt8>)? {
        let start = Array("\"payload\":".utf8)
        let end = Array(",\"position\":".utf8)
        guard bytes.count > start.count + end.count,
            let first = (0..<(bytes.count - start.count)).first(where: {
                bytes[$0] == start[0] && bytes[$0..<($0 + start.count)].elementsEqual(start)
            }),
            let last = (0...(bytes.count - end.count)).last(where: {
                bytes[$0] == end[0] && bytes[$0..<($0 + end.count)].elementsEqual(end)
            }), first + start.count <= last
        else { return nil }
        return (bytes[..<first], bytes[(first + start.count)..<last], bytes[(last + 1)...])
    }

    /// A record without its payload.
    private struct Line: Decodable {
        let actingFor: OrganisationID?
        let actor: Actor.Identity
        let at: Instant
        let key: CommandKey?
        let position: Int
        let previous: Digest
        let stream: String
        let type: String
        let version: Int

        var header: RecordHeader {
            get throws {
                guard let stream = StreamID(stream) else {
                    throw RecordDamage(position: position, reason: "no stream named \(stream)")
                }
                return RecordHeader(
                    stream: stream, position: position, at: at, actor: actor,
                    actingFor: actingFor, key: key, previous: previous)
            }
        }
    }
}

/// Everything in a record but its event.
package struct RecordHeader: Sendable, Equatable {
    package let stream: StreamID
    package let position: Int
    package let at: Instant
    package let actor: Actor.Identity
    package let actingFor: OrganisationID?
    /// The key of the command that made it true.
    package let key: CommandKey?
    /// The hash of the record before it; `Digest.zero` for the first.
    package let previous: Digest

    package init(
        stream: StreamID, position: Int, at: Instant, actor: Actor.Identity,
        actingFor: OrganisationID?, key: CommandKey?, previous: Digest
    ) {
        self.stream = stream
        self.position = position
        self.at = at
        self.actor = actor
        self.actingFor = actingFor
        self.key = key
        self.previous = previous
    }

    /// The part that the domain's rules may read.
    package var stamp: Stamp {
        Stamp(position: position, at: at, by: actor, actingFor: actingFor)
    }
}

/// One step from an old version of an event type to the next.
package struct Upcast: Sendable {
    package let type: String
    /// The version that it reads; it gives version `from + 1`.
    package let from: Int
    package let newType: String
    /// The payload's JSON in the new shape; throws when the old one isn't of the old shape.
    package let payload: @Sendable (ArraySlice<UInt8>) throws -> ArraySlice<UInt8>

    package init(
        type: String, from: Int, newType: String? = nil,
        payload: @escaping @Sendable (ArraySlice<UInt8>) throws -> ArraySlice<UInt8>
    ) {
        self.type = type
        self.from = from
        self.newType = newType ?? type
        self.payload = payload
    }
}

/// That a record can't be what we wrote.
package struct RecordDamage: Error, Sendable, Equatable, CustomStringConvertible {
    package let position: Int
    package let reason: String

    package init(position: Int, reason: String) {
        self.position = position
        self.reason = reason
    }

    package var description: String { "record \(position): \(reason)" }
}
