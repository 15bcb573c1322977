package import Domain

/// The bytes in which what follows from one client's messages is kept: a line for each delivery
/// period (`P`), for each exception (`X`) and for each late notice (`L`), in order.
package enum HistoryRecord {
    /// The bytes of a client's periods, exceptions and late notices.
    package static func bytes(
        of periods: [DeliveryPeriod], _ exceptions: [ImportException],
        _ lateNotices: [LateNotice] = []
    ) -> [UInt8] {
        joined(periods.map(line) + exceptions.map { line($0) } + lateNotices.map(line))
    }

    /// The bytes in which databases of version 1 keep a history: late notices aren't in them, nor
    /// is the kind of message.
    package static func firstBytes(
        of periods: [DeliveryPeriod], _ exceptions: [ImportException]
    ) -> [UInt8] {
        joined(periods.map(line) + exceptions.map { line($0, withKind: false) })
    }

    private static func joined(_ lines: [CareLine]) -> [UInt8] {
        Array(lines.map(\.bytes).joined(separator: [UInt8(ascii: "\n")]))
    }

    /// The periods in the bytes, of the client with this mark.
    package static func periods(
        _ bytes: some Sequence<UInt8>, of client: Pseudonym
    ) throws(CareDamage) -> [DeliveryPeriod] {
        var periods: [DeliveryPeriod] = []
        for line in lines(bytes, of: "P") {
            var reader = CareLineReader(line)
            _ = try reader.text()
            periods.append(try period(&reader, of: client))
        }
        return periods
    }

    /// The exceptions in the bytes.
    package static func exceptions(
        _ bytes: some Sequence<UInt8>
    ) throws(CareDamage) -> [ImportException] {
        var exceptions: [ImportException] = []
        for line in lines(bytes, of: "X") {
            var reader = CareLineReader(line)
            _ = try reader.text()
            exceptions.append(try exception(&reader))
        }
        return exceptions
    }

    /// The lines that begin with this letter.
    static func lines(
        _ bytes: some Sequence<UInt8>, of letter: Unicode.Scalar
    ) -> [ArraySlice<UInt8>] {
        Array(bytes).careLines.filter {
            $0.starts(with: [UInt8(ascii: letter), UInt8(ascii: "\t")])
        }
    }

    private static func line(_ period: DeliveryPeriod) -> CareLine {
        var line = CareLine()
        line.add("P")
        line.add(period.domain.rawValue)
        line.add(period.municipality)
        line.add(period.sender)
        line.add(period.allocation)
        line.add(period.category)
        line.add(period.code)
        line.add(period.allocationStart)
        line.add(period.begin)
        line.add(period.end)
        line.add(period.reason.map { DocumentRecord.padded($0.code) })
        line.add(
            period.pauses.map { "\($0.begin)/\($0.end?.description ?? "")" }
                .joined(separator: " "))
        return line
    }

    private static func line(
        _ exception: ImportException, withKind: Bool = true
    ) -> CareLine {
        var line = CareLine()
        line.add("X")
        line.add(exception.rule.rawValue)
        line.add(exception.returnCode)
        line.add(exception.sender)
        line.add(exception.identification ?? "")
        line.add(exception.dated)
        line.add(exception.receivedOn)
        line.add(exception.place)
        line.add(exception.line)
        line.add(exception.reason ?? "")
        // A field that is left out, not empty, where it isn't known: what was written before holds.
        if withKind, let kind = exception.kind { line.add(kind.number) }
        return line
    }

    private static func period(
        _ line: inout CareLineReader, of client: Pseudonym
    ) throws(CareDamage) -> DeliveryPeriod {
        let domain = try line.value { CareDomain(rawValue: $0) }
        let municipality = try line.value { MunicipalityCode($0) }
        let sender = try line.value { ProviderCode($0) }
        let allocation: AllocationMark? = try line.optionalMark()
        let category = try line.optional { ProductCategory($0) }
        let code = try line.optional { ProductCode($0) }
        let allocationStart = try line.optional { CivilDate($0) }
        let begin = try line.value { CivilDate($0) }
        let end = try line.optional { CivilDate($0) }
        let reason = try line.optional { EndReason(domain: domain, code: $0) }
        let pauses = try line.value { Self.pauses($0) }
        guard line.isAtEnd, (end == nil) == (reason == nil), end.map({ $0 >= begin }) ?? true
        else { throw CareDamage() }
        return DeliveryPeriod(
            pseudonym: client, domain: domain, municipality: municipality, sender: sender,
            allocation: allocation, category: category, code: code,
            allocationStart: allocationStart, begin: begin, end: end, reason: reason,
            pauses: pauses)
    }

    private static func pauses(_ text: String) -> [DeliveryPause]? {
        var pauses: [DeliveryPause] = []
        for word in text.split(separator: " ") {
            let days = word.split(separator: "/", omittingEmptySubsequences: false)
            guard days.count == 2, let begin = CivilDate(String(days[0])) else { return nil }
            let end = CivilDate(String(days[1]))
            guard end != nil || days[1].isEmpty else { return nil }
            pauses.append(DeliveryPause(begin: begin, end: end))
        }
        return pauses
    }

    private static func exception(
        _ line: inout CareLineReader
    ) throws(CareDamage) -> ImportException {
        let rule = try line.value { MessageRule(rawValue: $0) }
        let code = try line.optional { ReturnCode($0) }
        let sender = try line.optional { ProviderCode($0) }
        let identification = try line.optional { $0 }
        let dated = try line.optional { CivilDate($0) }
        let receivedOn = try line.value { CivilDate($0) }
        let place = try line.optional { Int($0) }
        let lineNumber = try line.optional { Int($0) }
        let reason = try line.optional { $0 }
        let kind = line.isAtEnd ? nil : try line.value { CareMessage.Kind(number: $0) }
        guard line.isAtEnd else { throw CareDamage() }
        return ImportException(
            rule: rule, returnCode: code, sender: sender, identification: identification,
            dated: dated, receivedOn: receivedOn, place: place, line: lineNumber, reason: reason,
            kind: kind)
    }
}
