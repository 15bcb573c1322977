/// What a municipality told a provider to deliver to a client, from a 301 (ToegewezenProduct).
package struct CareAllocation: Hashable, Sendable {
    package let mark: AllocationMark
    package let pseudonym: Pseudonym
    package let category: ProductCategory?
    package let code: ProductCode?
    /// The day and time of the decision to allocate (Toewijzingsdatum, Toewijzingstijd); the later
    /// of two about the same allocation counts.
    package let allocatedOn: CivilDate
    package let allocatedAt: TimeOfDay
    /// From when it is allocated (Ingangsdatum).
    package let begin: CivilDate
    package let end: CivilDate?
    /// Why it was changed, if it was (RedenWijziging).
    package let change: ChangeReason?
    package let volume: Volume?

    package init(
        mark: AllocationMark, pseudonym: Pseudonym, category: ProductCategory? = nil,
        code: ProductCode? = nil, allocatedOn: CivilDate,
        allocatedAt: TimeOfDay = TimeOfDay(secondOfDay: 0), begin: CivilDate,
        end: CivilDate? = nil, change: ChangeReason? = nil, volume: Volume? = nil
    ) {
        self.mark = mark
        self.pseudonym = pseudonym
        self.category = category
        self.code = code
        self.allocatedOn = allocatedOn
        self.allocatedAt = allocatedAt
        self.begin = begin
        self.end = end
        self.change = change
        self.volume = volume
    }

    /// Why an allocation was changed, by its two digits (WMO002, JZ002).
    package struct ChangeReason: Hashable, Sendable, CustomStringConvertible {
        package let number: UInt8

        /// The reason, or nil when the text isn't one of 01 to 14.
        package init?(_ text: String) {
            guard text.utf8.count == 2, let number = digits(text[...]), (1...14).contains(number)
            else { return nil }
            self.number = UInt8(number)
        }

        /// Whether the allocation was removed (13), so that its deliveries never were.
        package var voids: Bool { number == 13 }

        package var description: String { padded(Int(number), 2) }
    }

    /// How much is allocated (Omvang), at most so many units in so much time.
    package struct Volume: Hashable, Sendable {
        /// 0 to 99,999,999 (LDT_Volume).
        package let amount: Int
        package let unit: Unit
        package let frequency: Frequency

        package init(amount: Int, unit: Unit, frequency: Frequency) {
            self.amount = amount
            self.unit = unit
            self.frequency = frequency
        }
    }

    /// What an amount counts (WJ756).
    package enum Unit: UInt8, Sendable, CaseIterable, Hashable {
        case minute = 1
        case hour = 4
        case wholeDay = 14
        /// Four hours.
        case dayPart = 16
        case outputPiece = 82
        case euro = 83
        case effortPiece = 84
    }

    /// In how much time an amount is meant (WMO757).
    package enum Frequency: UInt8, Sendable, CaseIterable, Hashable {
        case daily = 1
        case weekly = 2
        case monthly = 4
        /// Within the whole term of the allocation.
        case total = 6
    }
}

/// A 301: what a municipality allocates to a provider for one client.
package struct CareAllocationMessage: Hashable, Sendable {
    package let domain: CareDomain
    package let release: MessageRelease
    package let municipality: MunicipalityCode
    package let provider: ProviderCode
    /// The municipality's name for it (Identificatie): 1 to 12 characters.
    package let identification: String
    package let dated: CivilDate
    package let contentMark: ContentMark
    /// The day on which this program got it.
    package let receivedOn: CivilDate
    package let allocations: [CareAllocation]

    package init(
        domain: CareDomain, release: MessageRelease, municipality: MunicipalityCode,
        provider: ProviderCode, identification: String, dated: CivilDate, contentMark: ContentMark,
        receivedOn: CivilDate, allocations: [CareAllocation]
    ) {
        self.domain = domain
        self.release = release
        self.municipality = municipality
        self.provider = provider
        self.identification = identification
        self.dated = dated
        self.contentMark = contentMark
        self.receivedOn = receivedOn
        self.allocations = allocations
    }
}
