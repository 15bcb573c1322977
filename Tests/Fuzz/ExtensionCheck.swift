import NIOHTTP1
import WebSocket

/// What must hold for any value of `Sec-WebSocket-Extensions`, offered or answered.
enum ExtensionCheck {
    static func check(_ bytes: [UInt8]) throws(Breach) {
        let header = String(decoding: bytes, as: UTF8.self)
        let list: [WebSocketExtension]
        do {
            list = try WebSocketExtension.list(of: [header])
        } catch {
            try checkOpening(header, isReadable: false)
            return
        }
        try checkWriting(list, header)
        for settings in allSettings {
            try checkAnswer(of: settings, to: list)
            try checkAgreement(of: settings, on: list)
        }
        try checkOpening(header, isReadable: true)
    }

    private static let allSettings: [DeflateSettings] = [false, true].flatMap { keepsContext in
        [9, 12, 15].map { bits in
            var settings = DeflateSettings()
            settings.keepsContext = keepsContext
            settings.windowBits = bits
            settings.peerWindowBits = 24 - bits
            return settings
        }
    }

    /// What is read means the same once written again, and cut in headers where it may be cut.
    private static func checkWriting(
        _ list: [WebSocketExtension], _ header: String
    ) throws(Breach) {
        let written = list.map { element in
            ([element.name]
                + element.parameters.map { $0.name + ($0.value.map { "=" + $0 } ?? "") })
                .joined(separator: "; ")
        }
        try Breach.unless((try? WebSocketExtension.list(of: written)) == list, "\(written)")
        let cut = header.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        try Breach.unless((try? WebSocketExtension.list(of: cut)) == list, "cut: \(cut)")
    }

    /// A server answers no more than was offered, and only what can be read.
    private static func checkAnswer(
        of settings: DeflateSettings, to offers: [WebSocketExtension]
    ) throws(Breach) {
        guard let agreement = settings.answer(to: offers) else { return }
        let answer = agreement.answer
        let asked = offers.lazy.filter { $0.name == DeflateParameters.extensionName }
            .compactMap { DeflateParameters($0.parameters) }
        let fits = asked.contains { asked in
            (answer.serverNoContextTakeover || !asked.serverNoContextTakeover)
                && (asked.serverMaxWindowBits.map { (answer.serverMaxWindowBits ?? 16) <= $0 }
                    ?? (answer.serverMaxWindowBits == nil))
                && (asked.namesClientMaxWindowBits || !answer.namesClientMaxWindowBits)
        }
        try Breach.unless(fits, "\(answer) answers none of the offers")
        let again = try? WebSocketExtension.list(of: [answer.headerValue])
        try Breach.unless(
            again?.count == 1
                && again?.first.flatMap { DeflateParameters($0.parameters) } == answer,
            "\(answer.headerValue) doesn't say \(answer)")
        try checkWindows(of: agreement)
    }

    /// A client agrees only on what it offered, or says why not.
    private static func checkAgreement(
        of settings: DeflateSettings, on answer: [WebSocketExtension]
    ) throws(Breach) {
        let agreement: DeflateAgreement?
        do {
            agreement = try settings.agreement(on: answer)
        } catch {
            try Breach.unless(!error.reason.isEmpty, "a refusal without a reason")
            return
        }
        guard let agreement else { throw Breach("an answer of ours is passed over") }
        let receiving = agreement.receiving(as: .client)
        try Breach.unless(
            receiving.windowBits <= settings.peerWindowBits
                && (settings.keepsContext || !receiving.keepsContext),
            "\(receiving) is more than was offered")
        try checkWindows(of: agreement)
    }

    private static func checkWindows(of agreement: DeflateAgreement) throws(Breach) {
        for role in [WebSocketMachine.Role.server, .client] {
            let (sending, receiving) = (agreement.sending(as: role), agreement.receiving(as: role))
            try Breach.unless(
                (8...15).contains(sending.windowBits) && (8...15).contains(receiving.windowBits),
                "no such window: \(agreement)")
        }
    }

    /// Only a header that can't be read is a reason to refuse the request.
    private static func checkOpening(_ header: String, isReadable: Bool) throws(Breach) {
        let request = OpeningRequest(
            head: HTTPRequestHead(
                version: .http1_1, method: .GET, uri: "/ws",
                headers: [
                    "Host": "localhost", "Upgrade": "websocket", "Connection": "Upgrade",
                    "Sec-WebSocket-Version": "13",
                    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Extensions": header,
                ]))
        do {
            _ = try request.check(deflate: DeflateSettings())
            try Breach.unless(isReadable, "accepted what can't be read")
        } catch let refusal as OpeningRequest.Refusal {
            try Breach.unless(
                !isReadable && refusal.status == .badRequest, "refused: \(refusal.reason)")
        } catch {
            throw Breach("\(error)")
        }
    }
}
