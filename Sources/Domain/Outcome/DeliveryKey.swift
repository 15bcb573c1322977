/// What tells one delivery from another: the logical key of a start (follow-up.md, 2.4).
struct DeliveryKey: Hashable {
    let domain: CareDomain
    let municipality: MunicipalityCode
    let sender: ProviderCode
    let pseudonym: Pseudonym
    let allocation: AllocationMark?
    let category: ProductCategory?
    let code: ProductCode?
    let begin: CivilDate

    /// Where a pause may be taken up again: the same allocation, or without one the same product.
    var lane: Lane {
        Lane(
            domain: domain, municipality: municipality, sender: sender, allocation: allocation,
            category: allocation == nil ? category : nil, code: allocation == nil ? code : nil)
    }

    struct Lane: Hashable {
        let domain: CareDomain
        let municipality: MunicipalityCode
        let sender: ProviderCode
        let allocation: AllocationMark?
        let category: ProductCategory?
        let code: ProductCode?
    }
}

extension DeliveryKey: Comparable {
    static func < (left: Self, right: Self) -> Bool {
        if left.pseudonym != right.pseudonym { return left.pseudonym < right.pseudonym }
        let first = (left.begin, left.domain.rawValue, left.municipality, left.sender)
        let second = (right.begin, right.domain.rawValue, right.municipality, right.sender)
        if first != second { return first < second }
        if left.allocation != right.allocation {
            guard let one = left.allocation, let other = right.allocation else {
                return left.allocation == nil
            }
            return one < other
        }
        let product = (left.category?.number ?? 0, left.code?.text ?? "")
        return product < (right.category?.number ?? 0, right.code?.text ?? "")
    }
}

/// A notice and where it stands.
struct ToldNotice {
    let message: CareMessage
    let place: Int

    var notice: CareNotice { message.notices[place] }

    var delivery: DeliveryKey {
        DeliveryKey(
            domain: message.domain, municipality: message.municipality, sender: message.sender,
            pseudonym: notice.pseudonym, allocation: notice.allocation, category: notice.category,
            code: notice.code, begin: notice.begin)
    }

    var key: NoticeKey { NoticeKey(delivery: delivery, act: notice.act) }

    /// The sender's order: date, then identification (rulings.md, "Net count").
    static func isEarlier(_ left: Self, _ right: Self) -> Bool {
        (left.message.dated, left.message.identification, left.place)
            < (right.message.dated, right.message.identification, right.place)
    }
}

/// The logical key of a notice: a stop's has reason and end too.
struct NoticeKey: Hashable {
    let delivery: DeliveryKey
    let act: CareNotice.Act
}
