package import Domain

extension HistoryRecord {
    /// The late notices in the bytes.
    package static func lateNotices(
        _ bytes: some Sequence<UInt8>
    ) throws(CareDamage) -> [LateNotice] {
        var notices: [LateNotice] = []
        for line in lines(bytes, of: "L") {
            var reader = CareLineReader(line)
            _ = try reader.text()
            notices.append(try lateNotice(&reader))
        }
        return notices
    }

    static func line(_ late: LateNotice) -> CareLine {
        var line = CareLine()
        line.add("L")
        line.add(late.rule.rawValue)
        line.add(late.message.kind.number)
        line.add(late.message.domain.rawValue)
        line.add(late.message.sender)
        line.add(late.message.municipality)
        line.add(late.message.identification)
        line.add(late.place)
        line.add(late.due)
        line.add(late.dated)
        line.add(late.receivedOn)
        return line
    }

    private static func lateNotice(
        _ line: inout CareLineReader
    ) throws(CareDamage) -> LateNotice {
        let rule = try line.value { LateNotice.Rule(rawValue: $0) }
        let kind = try line.value { CareMessage.Kind(number: $0) }
        let domain = try line.value { CareDomain(rawValue: $0) }
        let sender = try line.value { ProviderCode($0) }
        let municipality = try line.value { MunicipalityCode($0) }
        let identification = try line.text()
        let place = try line.value { Int($0) }
        let due = try line.value { CivilDate($0) }
        let dated = try line.value { CivilDate($0) }
        let receivedOn = try line.value { CivilDate($0) }
        guard line.isAtEnd else { throw CareDamage() }
        return LateNotice(
            message: CareMessage.Name(
                kind: kind, domain: domain, sender: sender, municipality: municipality,
                identification: identification),
            place: place, rule: rule, due: due, dated: dated, receivedOn: receivedOn)
    }
}

extension CareMessage.Kind {
    /// The number by which the standards know it.
    package var number: String {
        switch self {
        case .start: "305"
        case .stop: "307"
        }
    }

    init?(number: String) {
        switch number {
        case "305": self = .start
        case "307": self = .stop
        default: return nil
        }
    }
}
