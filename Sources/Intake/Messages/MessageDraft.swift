internal import Domain

/// A message whose values stand in their places, about to become what may be kept of it.
struct MessageDraft {
    let walk: MessageWalk
    let values: MessageValues
    let header: MessageHeader
    let pseudonym: Pseudonym?
    let content: ContentMark
    let receivedOn: CivilDate
    let pseudonymiser: Pseudonymiser

    func finished() throws(MessageFault) -> ReceivedDocument.Content {
        switch walk.kind {
        case .start, .stop: return try careMessage()
        case .allocation: return .allocation(try allocationMessage())
        case .startReturn, .stopReturn: return .returned(try returnMessage())
        }
    }

    private func careMessage() throws(MessageFault) -> ReceivedDocument.Content {
        var notices: [CareNotice] = []
        var refused: [RefusedNotice] = []
        for (place, fields) in walk.notices.enumerated() {
            if let notice = try notice(fields) {
                notices.append(notice)
            } else {
                refused.append(RefusedNotice(place: place, rule: .status))
            }
        }
        let message = CareMessage(
            kind: walk.kind == .start ? .start : .stop, domain: walk.domain,
            release: walk.release, sender: header.provider, municipality: header.municipality,
            identification: header.identification, dated: header.dated, contentMark: content,
            receivedOn: receivedOn, notices: notices)
        return .care(message, refused: refused)
    }

    /// Nil for a status that is never accepted (CS058): that refuses the notice alone.
    private func notice(_ fields: MessageWalk.Fields) throws(MessageFault) -> CareNotice? {
        let act = try act(fields)
        let status = UInt8(values.number(fields[.status]))
        guard let status = CareNotice.Status(rawValue: status) else { return nil }
        guard let pseudonym, let begin = values.date(fields[.begin]) else {
            preconditionFailure("a start or stop has a client and a begin")
        }
        return CareNotice(
            act, status: status, pseudonym: pseudonym, allocation: allocation(fields),
            category: ProductCategory(values.text(fields[.category])),
            code: ProductCode(values.text(fields[.productCode])),
            allocationStart: values.date(fields[.allocationStart]), begin: begin)
    }

    private func act(_ fields: MessageWalk.Fields) throws(MessageFault) -> CareNotice.Act {
        guard walk.kind == .stop || walk.kind == .stopReturn else { return .start }
        guard let reason = EndReason(domain: walk.domain, code: values.text(fields[.reason])),
            let end = values.date(fields[.end])
        else {
            throw MessageFault(
                .codeList, "RedenBeeindiging isn't in the list of its standard",
                at: fields[.reason]?.lowerBound)
        }
        return .stop(reason: reason, end: end)
    }

    private func allocation(_ fields: MessageWalk.Fields) -> AllocationMark? {
        fields[.allocation].map { pseudonymiser.allocation(values.number($0)) }
    }

    private func allocationMessage() throws(MessageFault) -> CareAllocationMessage {
        var allocations: [CareAllocation] = []
        for fields in walk.notices { allocations.append(try allocated(fields)) }
        return CareAllocationMessage(
            domain: walk.domain, release: walk.release, municipality: header.municipality,
            provider: header.provider, identification: header.identification,
            dated: header.dated, contentMark: content, receivedOn: receivedOn,
            allocations: allocations)
    }

    private func allocated(_ fields: MessageWalk.Fields) throws(MessageFault) -> CareAllocation {
        guard let mark = allocation(fields), let pseudonym,
            let allocatedOn = values.date(fields[.allocatedOn]),
            let allocatedAt = fields[.allocatedAt].flatMap({ ValueShape.time(values.bytes[$0]) }),
            let begin = values.date(fields[.begin])
        else { preconditionFailure("an allocation's values have their shapes") }
        let change = fields[.change].map { CareAllocation.ChangeReason(values.text($0)) }
        if let change, change == nil {
            throw MessageFault(
                .codeList, "RedenWijziging isn't in its list", at: fields[.change]?.lowerBound)
        }
        return CareAllocation(
            mark: mark, pseudonym: pseudonym,
            category: ProductCategory(values.text(fields[.category])),
            code: ProductCode(values.text(fields[.productCode])), allocatedOn: allocatedOn,
            allocatedAt: allocatedAt, begin: begin, end: values.date(fields[.end]),
            change: change ?? nil, volume: try volume(fields))
    }

    private func volume(
        _ fields: MessageWalk.Fields
    ) throws(MessageFault) -> CareAllocation.Volume? {
        guard let amount = fields[.amount] else { return nil }
        guard let unit = CareAllocation.Unit(rawValue: UInt8(values.number(fields[.unit]))),
            let frequency = CareAllocation.Frequency(
                rawValue: UInt8(values.number(fields[.frequency])))
        else {
            throw MessageFault(
                .codeList, "Eenheid or Frequentie isn't in its list", at: amount.lowerBound)
        }
        return CareAllocation.Volume(
            amount: values.number(amount), unit: unit, frequency: frequency)
    }

    private func returnMessage() throws(MessageFault) -> ReturnMessage {
        let clientCodes = values.codes(walk.client)
        var answers: [ReturnMessage.Answer] = []
        for fields in walk.notices {
            guard let notice = try notice(fields) else { continue }
            answers.append(
                ReturnMessage.Answer(notice: notice, codes: values.codes(fields) + clientCodes))
        }
        return ReturnMessage(
            answers: CareMessage.Name(
                kind: walk.kind == .startReturn ? .start : .stop, domain: walk.domain,
                sender: header.provider, municipality: header.municipality,
                identification: header.identification),
            dated: header.returnDated ?? header.dated, receivedOn: receivedOn,
            codes: header.codes, notices: answers)
    }
}
