package import Domain

extension DocumentRecord {
    /// The document that these bytes were written from; throws when they can't have been.
    package static func document(_ bytes: some Sequence<UInt8>) throws(CareDamage)
        -> ReceivedDocument
    {
        var lines = Array(bytes).careLines[...]
        guard let first = lines.popFirst() else { throw CareDamage() }
        var head = CareLineReader(first)
        let document: ReceivedDocument
        switch try head.text() {
        case "305.1": document = try care(.start, &head, lines)
        case "307.1": document = try care(.stop, &head, lines)
        case "301.1": document = try allocation(&head, lines)
        case "306.1": document = try returned(.start, &head, lines)
        case "308.1": document = try returned(.stop, &head, lines)
        default: throw CareDamage()
        }
        guard head.isAtEnd else { throw CareDamage() }
        return document
    }

    private static func care(
        _ kind: CareMessage.Kind, _ head: inout CareLineReader,
        _ lines: ArraySlice<ArraySlice<UInt8>>
    ) throws(CareDamage) -> ReceivedDocument {
        let domain = try head.value { CareDomain(rawValue: $0) }
        let release = try head.value { MessageRelease(rawValue: $0) }
        let sender = try head.value { ProviderCode($0) }
        let municipality = try head.value { MunicipalityCode($0) }
        let identification = try head.text()
        let dated = try head.value { CivilDate($0) }
        let receivedOn = try head.value { CivilDate($0) }
        let content: ContentMark = try head.mark()
        let client: Pseudonym = try head.mark()
        let refused = try head.value { Self.refusedNotices($0) }
        var notices: [CareNotice] = []
        for line in lines {
            var reader = CareLineReader(line)
            notices.append(try notice(kind, domain, client, &reader))
            guard reader.isAtEnd else { throw CareDamage() }
        }
        let message = CareMessage(
            kind: kind, domain: domain, release: release, sender: sender,
            municipality: municipality, identification: identification, dated: dated,
            contentMark: content, receivedOn: receivedOn, notices: notices)
        return ReceivedDocument(
            content: .care(message, refused: refused), contentMark: content,
            client: ClientMarks(current: client))
    }

    private static func refusedNotices(_ text: String) -> [RefusedNotice]? {
        var refused: [RefusedNotice] = []
        for word in text.split(separator: " ") {
            let parts = word.split(separator: ":")
            guard parts.count == 2, let place = Int(parts[0]),
                let rule = MessageRule(rawValue: String(parts[1]))
            else { return nil }
            refused.append(RefusedNotice(place: place, rule: rule))
        }
        return refused
    }

    private static func notice(
        _ kind: CareMessage.Kind, _ domain: CareDomain, _ client: Pseudonym,
        _ line: inout CareLineReader
    ) throws(CareDamage) -> CareNotice {
        let status = try line.value { UInt8($0).flatMap { CareNotice.Status(rawValue: $0) } }
        let allocation: AllocationMark? = try line.optionalMark()
        let category = try line.optional { ProductCategory($0) }
        let code = try line.optional { ProductCode($0) }
        let allocationStart = try line.optional { CivilDate($0) }
        let begin = try line.value { CivilDate($0) }
        let reason = try line.optional { EndReason(domain: domain, code: $0) }
        let end = try line.optional { CivilDate($0) }
        let act: CareNotice.Act
        switch (kind, reason, end) {
        case (.start, nil, nil): act = .start
        case (.stop, let reason?, let end?): act = .stop(reason: reason, end: end)
        default: throw CareDamage()
        }
        return CareNotice(
            act, status: status, pseudonym: client, allocation: allocation, category: category,
            code: code, allocationStart: allocationStart, begin: begin)
    }

    private static func allocation(
        _ head: inout CareLineReader, _ lines: ArraySlice<ArraySlice<UInt8>>
    ) throws(CareDamage) -> ReceivedDocument {
        let domain = try head.value { CareDomain(rawValue: $0) }
        let release = try head.value { MessageRelease(rawValue: $0) }
        let provider = try head.value { ProviderCode($0) }
        let municipality = try head.value { MunicipalityCode($0) }
        let identification = try head.text()
        let dated = try head.value { CivilDate($0) }
        let receivedOn = try head.value { CivilDate($0) }
        let content: ContentMark = try head.mark()
        let client: Pseudonym = try head.mark()
        var allocations: [CareAllocation] = []
        for line in lines {
            var reader = CareLineReader(line)
            allocations.append(try allocated(client, &reader))
            guard reader.isAtEnd else { throw CareDamage() }
        }
        let message = CareAllocationMessage(
            domain: domain, release: release, municipality: municipality, provider: provider,
            identification: identification, dated: dated, contentMark: content,
            receivedOn: receivedOn, allocations: allocations)
        return ReceivedDocument(
            content: .allocation(message), contentMark: content,
            client: ClientMarks(current: client))
    }

    private static func allocated(
        _ client: Pseudonym, _ line: inout CareLineReader
    ) throws(CareDamage) -> CareAllocation {
        let mark: AllocationMark = try line.mark()
        let category = try line.optional { ProductCategory($0) }
        let code = try line.optional { ProductCode($0) }
        let allocatedOn = try line.value { CivilDate($0) }
        let allocatedAt = try line.value { TimeOfDay($0) }
        let begin = try line.value { CivilDate($0) }
        let end = try line.optional { CivilDate($0) }
        let change = try line.optional { CareAllocation.ChangeReason($0) }
        let amount = try line.optional { Int($0) }
        let unit = try line.optional { UInt8($0).flatMap { CareAllocation.Unit(rawValue: $0) } }
        let frequency = try line.optional {
            UInt8($0).flatMap { CareAllocation.Frequency(rawValue: $0) }
        }
        var volume: CareAllocation.Volume?
        if let amount, let unit, let frequency {
            volume = CareAllocation.Volume(amount: amount, unit: unit, frequency: frequency)
        }
        return CareAllocation(
            mark: mark, pseudonym: client, category: category, code: code,
            allocatedOn: allocatedOn, allocatedAt: allocatedAt, begin: begin, end: end,
            change: change, volume: volume)
    }

    private static func returned(
        _ kind: CareMessage.Kind, _ head: inout CareLineReader,
        _ lines: ArraySlice<ArraySlice<UInt8>>
    ) throws(CareDamage) -> ReceivedDocument {
        let domain = try head.value { CareDomain(rawValue: $0) }
        let sender = try head.value { ProviderCode($0) }
        let municipality = try head.value { MunicipalityCode($0) }
        let name = CareMessage.Name(
            kind: kind, domain: domain, sender: sender, municipality: municipality,
            identification: try head.text())
        let dated = try head.value { CivilDate($0) }
        let receivedOn = try head.value { CivilDate($0) }
        let content: ContentMark = try head.mark()
        let client: Pseudonym? = try head.optionalMark()
        let codes = try head.value { Self.returnCodes($0) }
        var answers: [ReturnMessage.Answer] = []
        for line in lines {
            guard let client else { throw CareDamage() }
            var reader = CareLineReader(line)
            let answered = try notice(kind, domain, client, &reader)
            answers.append(
                ReturnMessage.Answer(
                    notice: answered, codes: try reader.value { Self.returnCodes($0) }))
            guard reader.isAtEnd else { throw CareDamage() }
        }
        let message = ReturnMessage(
            answers: name, dated: dated, receivedOn: receivedOn, codes: codes, notices: answers)
        return ReceivedDocument(
            content: .returned(message), contentMark: content,
            client: client.map { ClientMarks(current: $0) })
    }

    private static func returnCodes(_ text: String) -> [ReturnCode]? {
        let words = text.split(separator: " ")
        let codes = words.compactMap { ReturnCode(String($0)) }
        return codes.count == words.count ? codes : nil
    }
}
