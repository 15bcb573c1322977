import NIOCore

extension WebSocketMachine {
    mutating func receiveClose(_ payload: ByteBuffer) -> Action {
        var payload = payload
        guard payload.readableBytes > 0 else {
            return answerClose(WebSocketClosure(code: .noStatus, reason: "", origin: .peer))
        }
        guard let number = payload.readInteger(as: UInt16.self) else {
            return fail(.protocolError, reason: "close frame of one byte")
        }
        let code = WebSocketCloseCode(rawValue: number)
        guard code.mayBeSent else {
            return fail(.protocolError, reason: "close code \(number)")
        }
        var validator = UTF8Validator()
        guard validator.accepts(payload), validator.isBetweenCharacters else {
            return fail(.invalidPayload, reason: "close reason is not UTF-8")
        }
        let reason = String(buffer: payload)
        return answerClose(WebSocketClosure(code: code, reason: reason, origin: .peer))
    }

    /// Echoes the peer's code, without its reason (RFC 6455 section 5.5.1).
    private mutating func answerClose(_ closure: WebSocketClosure) -> Action {
        state = .closed
        assembly = nil
        self.closure = closure
        let payload =
            closure.code == .noStatus ? ByteBuffer() : Self.closePayload(closure.code, reason: "")
        return .sendClose(payload, then: .closeChannel)
    }

    mutating func end(
        _ code: WebSocketCloseCode, reason: String, then ending: Ending
    ) -> Action {
        guard state == .open else { return .nothing }
        state = .closing
        assembly = nil
        let reason = Self.cut(reason)
        closure = WebSocketClosure(code: code, reason: reason, origin: .here)
        return .sendClose(Self.closePayload(code, reason: reason), then: ending)
    }

    private static func closePayload(_ code: WebSocketCloseCode, reason: String) -> ByteBuffer {
        var payload = ByteBuffer(integer: code.rawValue)
        payload.writeString(reason)
        return payload
    }

    private static func cut(_ reason: String) -> String {
        var reason = reason
        while reason.utf8.count > 123 { reason.removeLast() }
        return reason
    }
}
