package import Domain

/// One change of one view: the parts that changed, whole, and null for those that are gone.
package struct ViewUpdate: Sendable, Equatable {
    package let stream: StreamID
    package let view: String
    package let epoch: String
    package let offset: Int
    package let at: Instant
    package let parts: [Part]

    /// A part under its key, as canonical JSON; nil when this viewer has it no longer.
    package struct Part: Sendable, Equatable {
        package let key: String
        package let value: [UInt8]?

        package init(key: String, value: [UInt8]?) {
            self.key = key
            self.value = value
        }
    }

    package init(
        stream: StreamID, view: String, epoch: String, offset: Int, at: Instant, parts: [Part]
    ) {
        self.stream = stream
        self.view = view
        self.epoch = epoch
        self.offset = offset
        self.at = at
        self.parts = parts
    }

    /// The finished JSON-RPC 2.0 notification (section 4.1 of its specification), in canonical
    /// JSON: `{"jsonrpc":"2.0","method":"event","params":{"at":…,"epoch":…,"offset":…,
    /// "parts":{…},"stream":…,"view":…}}`.
    ///
    /// Written by hand around parts that are already bytes, because it is made for every view at
    /// every event.
    package func notification() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(
            200 + parts.reduce(0) { $0 + $1.key.utf8.count + ($1.value?.count ?? 4) + 4 })
        bytes += Array("{\"jsonrpc\":\"2.0\",\"method\":\"event\",\"params\":{\"at\":".utf8)
        bytes += Self.quoted("\(at)")
        bytes += Array(",\"epoch\":".utf8) + Self.quoted(epoch)
        bytes += Array(",\"offset\":\(offset),\"parts\":{".utf8)
        let ordered = parts.sorted { $0.key < $1.key }
        for (index, part) in ordered.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += Self.quoted(part.key)
            bytes.append(UInt8(ascii: ":"))
            bytes += part.value ?? Array("null".utf8)
        }
        bytes += Array("},\"stream\":".utf8) + Self.quoted("\(stream)")
        bytes += Array(",\"view\":".utf8) + Self.quoted(view)
        bytes += Array("}}".utf8)
        return bytes
    }

    private static func quoted(_ text: String) -> [UInt8] {
        let isPlain = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        guard isPlain else { return CanonicalJSON.bytes(of: text) }
        return [UInt8(ascii: "\"")] + Array(text.utf8) + [UInt8(ascii: "\"")]
    }
}
