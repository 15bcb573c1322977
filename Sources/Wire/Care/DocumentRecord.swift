package import Domain

/// The bytes in which a received document is kept: UTF-8, a line for its header and one for each
/// notice; the first field is the kind and version (`305.1`).
package enum DocumentRecord {
    /// The document's bytes. One document has one text.
    package static func bytes(of document: ReceivedDocument) -> [UInt8] {
        switch document.content {
        case .care(let message, let refused): lines(message, refused, document)
        case .allocation(let message): lines(message, document)
        case .returned(let message): lines(message, document)
        }
    }

    private static func lines(
        _ message: CareMessage, _ refused: [RefusedNotice], _ document: ReceivedDocument
    ) -> [UInt8] {
        var head = CareLine()
        head.add(message.kind == .start ? "305.1" : "307.1")
        head.add(message.domain.rawValue)
        head.add(message.release.rawValue)
        head.add(message.sender)
        head.add(message.municipality)
        head.add(message.identification)
        head.add(message.dated)
        head.add(message.receivedOn)
        head.add(document.contentMark)
        head.add(document.client?.current)
        head.add(refused.map { "\($0.place):\($0.rule.rawValue)" }.joined(separator: " "))
        return joined(head, message.notices.map { line($0, codes: nil) })
    }

    private static func lines(
        _ message: CareAllocationMessage, _ document: ReceivedDocument
    ) -> [UInt8] {
        var head = CareLine()
        head.add("301.1")
        head.add(message.domain.rawValue)
        head.add(message.release.rawValue)
        head.add(message.provider)
        head.add(message.municipality)
        head.add(message.identification)
        head.add(message.dated)
        head.add(message.receivedOn)
        head.add(document.contentMark)
        head.add(document.client?.current)
        return joined(
            head,
            message.allocations.map { allocation in
                var line = CareLine()
                line.add(allocation.mark)
                line.add(allocation.category)
                line.add(allocation.code)
                line.add(allocation.allocatedOn)
                line.add(allocation.allocatedAt)
                line.add(allocation.begin)
                line.add(allocation.end)
                line.add(allocation.change)
                line.add(allocation.volume?.amount)
                line.add(allocation.volume.map { Int($0.unit.rawValue) })
                line.add(allocation.volume.map { Int($0.frequency.rawValue) })
                return line
            })
    }

    private static func lines(
        _ message: ReturnMessage, _ document: ReceivedDocument
    ) -> [UInt8] {
        var head = CareLine()
        head.add(message.answers.kind == .start ? "306.1" : "308.1")
        head.add(message.answers.domain.rawValue)
        head.add(message.answers.sender)
        head.add(message.answers.municipality)
        head.add(message.answers.identification)
        head.add(message.dated)
        head.add(message.receivedOn)
        head.add(document.contentMark)
        head.add(document.client?.current)
        head.add(words(message.codes))
        return joined(head, message.notices.map { line($0.notice, codes: $0.codes) })
    }

    private static func line(_ notice: CareNotice, codes: [ReturnCode]?) -> CareLine {
        var line = CareLine()
        line.add(Int(notice.status.rawValue))
        line.add(notice.allocation)
        line.add(notice.category)
        line.add(notice.code)
        line.add(notice.allocationStart)
        line.add(notice.begin)
        switch notice.act {
        case .start:
            line.add("")
            line.add("")
        case .stop(let reason, let end):
            line.add(padded(reason.code))
            line.add(end)
        }
        if let codes { line.add(words(codes)) }
        return line
    }

    static func padded(_ code: UInt8) -> String { code < 10 ? "0\(code)" : String(code) }

    private static func words(_ codes: [ReturnCode]) -> String {
        codes.map(\.description).joined(separator: " ")
    }

    private static func joined(_ head: CareLine, _ lines: [CareLine]) -> [UInt8] {
        var bytes = head.bytes
        for line in lines {
            bytes.append(UInt8(ascii: "\n"))
            bytes += line.bytes
        }
        return bytes
    }
}
