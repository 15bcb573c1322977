/// One start or stop of a delivery as a message tells it: a StartProduct of a 305 or a StopProduct of
/// a 307, without anything that tells who the client is.
package struct CareNotice: Hashable, Sendable {
    package let act: Act
    package let status: Status
    package let pseudonym: Pseudonym
    package let allocation: AllocationMark?
    package let category: ProductCategory?
    package let code: ProductCode?
    /// From when the care was allocated (ToewijzingIngangsdatum); no part of the key.
    package let allocationStart: CivilDate?
    package let begin: CivilDate

    package init(
        _ act: Act, status: Status = .first, pseudonym: Pseudonym,
        allocation: AllocationMark? = nil, category: ProductCategory? = nil,
        code: ProductCode? = nil, allocationStart: CivilDate? = nil, begin: CivilDate
    ) {
        self.act = act
        self.status = status
        self.pseudonym = pseudonym
        self.allocation = allocation
        self.category = category
        self.code = code
        self.allocationStart = allocationStart
        self.begin = begin
    }

    /// What happened to the delivery.
    package enum Act: Hashable, Sendable {
        case start
        case stop(reason: EndReason, end: CivilDate)
    }

    /// What the notice does (StatusAanlevering, COD467); 2 and 9 are never accepted (CS058).
    package enum Status: UInt8, Sendable, CaseIterable, Hashable {
        /// Tells it for the first time.
        case first = 1
        /// Takes back what was told with the same key.
        case removal = 3
    }
}

/// A 305 (starts) or 307 (stops) of one client, as a provider sent it to a municipality.
package struct CareMessage: Hashable, Sendable {
    package let kind: Kind
    package let domain: CareDomain
    package let release: MessageRelease
    package let sender: ProviderCode
    package let municipality: MunicipalityCode
    /// The sender's name for it (Identificatie), unique per sender and kind: 1 to 12 characters.
    package let identification: String
    /// The sender's date (Dagtekening), which alone decides about order.
    package let dated: CivilDate
    package let contentMark: ContentMark
    /// The day on which this program got it: what "as known on" goes by, and nothing else.
    package let receivedOn: CivilDate
    package let notices: [CareNotice]

    /// The most characters of an identification (LDT_Identificatie).
    package static let identificationCharactersMost = 12

    package init(
        kind: Kind, domain: CareDomain, release: MessageRelease, sender: ProviderCode,
        municipality: MunicipalityCode, identification: String, dated: CivilDate,
        contentMark: ContentMark, receivedOn: CivilDate, notices: [CareNotice]
    ) {
        self.kind = kind
        self.domain = domain
        self.release = release
        self.sender = sender
        self.municipality = municipality
        self.identification = identification
        self.dated = dated
        self.contentMark = contentMark
        self.receivedOn = receivedOn
        self.notices = notices
    }

    /// Which of the two kinds of message about deliveries it is.
    package enum Kind: UInt8, Sendable, CaseIterable, Hashable {
        case start, stop
    }
}

extension CareMessage {
    /// What tells messages apart: sender, kind and identification in a domain and municipality (TR056).
    package struct Name: Hashable, Comparable, Sendable {
        package let kind: Kind
        package let domain: CareDomain
        package let sender: ProviderCode
        package let municipality: MunicipalityCode
        package let identification: String

        package init(
            kind: Kind, domain: CareDomain, sender: ProviderCode, municipality: MunicipalityCode,
            identification: String
        ) {
            self.kind = kind
            self.domain = domain
            self.sender = sender
            self.municipality = municipality
            self.identification = identification
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.sender, left.municipality, left.domain.rawValue, left.kind.rawValue)
                == (right.sender, right.municipality, right.domain.rawValue, right.kind.rawValue)
                ? left.identification < right.identification
                : (left.sender, left.municipality, left.domain.rawValue, left.kind.rawValue)
                    < (right.sender, right.municipality, right.domain.rawValue, right.kind.rawValue)
        }
    }

    /// The name of this message.
    package var name: Name {
        Name(
            kind: kind, domain: domain, sender: sender, municipality: municipality,
            identification: identification)
    }
}
