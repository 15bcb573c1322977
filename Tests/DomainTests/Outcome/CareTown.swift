import Domain

/// The day written as `2026-01-05`; a misspelt one fails the test that asks for it.
func calendarDay(_ text: String) -> CivilDate {
    guard let date = CivilDate(text) else { fatalError("\(text) is no day") }
    return date
}

/// Writes the messages of a made-up town with few words.
enum CareTown {
    static let venlo = municipality("0983")
    static let provider = sender("90000001")

    static func municipality(_ text: String) -> MunicipalityCode {
        guard let code = MunicipalityCode(text) else { fatalError("\(text) has not four digits") }
        return code
    }

    static func sender(_ text: String) -> ProviderCode {
        guard let code = ProviderCode(text) else { fatalError("\(text) has not eight digits") }
        return code
    }

    /// A mark that is the same for the same number and spread like a keyed hash.
    static func mark<Kind>(_ number: Int) -> KeyedMark<Kind> {
        var dice = Dice(seed: UInt64(number) &+ 1000)
        let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &dice) }
        guard let mark = KeyedMark<Kind>(bytes: bytes) else { fatalError("32 bytes are a mark") }
        return mark
    }

    static func reason(_ code: Int, _ domain: CareDomain = .wmo) -> EndReason {
        guard let reason = EndReason(domain: domain, code: UInt8(code)) else {
            fatalError("\(code) is no reason")
        }
        return reason
    }

    static func start(
        _ client: Int, _ begin: String, allocation: Int? = 1, category: Int? = 2,
        code: String? = nil, status: CareNotice.Status = .first, allocated: String? = nil
    ) -> CareNotice {
        CareNotice(
            .start, status: status, pseudonym: mark(client),
            allocation: allocation.map { mark($0) },
            category: category.map { ProductCategory(number: UInt8($0)) },
            code: code.flatMap { ProductCode($0) }, allocationStart: allocated.map(calendarDay),
            begin: calendarDay(begin))
    }

    static func stop(
        _ client: Int, _ begin: String, _ reason: Int, _ end: String, allocation: Int? = 1,
        category: Int? = 2, code: String? = nil, status: CareNotice.Status = .first,
        domain: CareDomain = .wmo
    ) -> CareNotice {
        CareNotice(
            .stop(reason: Self.reason(reason, domain), end: calendarDay(end)), status: status,
            pseudonym: mark(client), allocation: allocation.map { mark($0) },
            category: category.map { ProductCategory(number: UInt8($0)) },
            code: code.flatMap { ProductCode($0) }, begin: calendarDay(begin))
    }

    /// A message whose content mark is its own, so that two with one identification differ.
    static func message(
        _ identification: String, _ dated: String, domain: CareDomain = .wmo,
        sender: ProviderCode = provider, received: String? = nil, _ notices: CareNotice...
    ) -> CareMessage {
        let isStart = notices.first.map { $0.act == .start } ?? true
        var hasher = Mixer()
        hasher.mix("\(identification) \(dated) \(domain) \(sender) \(notices)")
        return CareMessage(
            kind: isStart ? .start : .stop, domain: domain, release: .v3_2, sender: sender,
            municipality: venlo, identification: identification, dated: calendarDay(dated),
            contentMark: mark(hasher.number), receivedOn: calendarDay(received ?? dated),
            notices: notices)
    }

    static func received(_ messages: CareMessage...) -> ReceivedMessages {
        ReceivedMessages(care: messages)
    }

    /// FNV-1a (Fowler, Noll and Vo), which unlike Swift's own hash is the same in every run.
    struct Mixer {
        private var state: UInt64 = 0xcbf2_9ce4_8422_2325
        var number: Int { Int(state >> 2) }
        mutating func mix(_ text: String) {
            for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
    }
}
