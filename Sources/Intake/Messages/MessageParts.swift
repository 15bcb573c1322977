internal import Domain

/// The parts of a message of one kind, written down from the information model of iWmo and iJw 3.2
/// (informatiemodel.istandaarden.nl); 3.0 and 3.1 are read as 3.2.
struct MessageParts {
    private let kind: MessageKind
    private let domain: CareDomain

    init(_ kind: MessageKind, _ domain: CareDomain) {
        self.kind = kind
        self.domain = domain
    }

    var header: [MessageElement] {
        let provider = ValueShape.digits(8)
        let municipality = ValueShape.digits(4)
        let isFromProvider = kind != .allocation
        return [
            .value("BerichtCode", .digits(3), .code),
            .value("BerichtVersie", .number(digitsMost: 2), .version),
            .value("BerichtSubversie", .number(digitsMost: 2), .subversion),
            .value("Afzender", isFromProvider ? provider : municipality, .sender),
            .value("Ontvanger", isFromProvider ? municipality : provider, .receiver),
            .group(
                "BerichtIdentificatie",
                [
                    .value(
                        "Identificatie", .text(1...CareMessage.identificationCharactersMost),
                        .identification
                    ).ofType,
                    .value("Dagtekening", .date, .dated).ofType,
                ]),
            schemaVersion("XsdVersie"),
        ] + (kind.isReturn ? returnHeader : [])
    }

    private var returnHeader: [MessageElement] {
        [
            .value("IdentificatieRetour", .text(1...CareMessage.identificationCharactersMost)),
            .value("DagtekeningRetour", .date, .returnDated),
            .value("XsltVersie", .version, isOptional: true),
            schemaVersion("XsdVersieRetour"),
            returnCodes(isOptional: true),
        ]
    }

    private func schemaVersion(_ name: String) -> MessageElement {
        .group(
            name,
            [
                .value("BasisschemaXsdVersie", .version).ofType,
                .value("BerichtXsdVersie", .version).ofType,
            ])
    }

    private func returnCodes(isOptional: Bool = false) -> MessageElement {
        .group(
            "RetourCodes", [.value("RetourCode", .digits(4), .returnCode, isRepeated: true)],
            isOptional: isOptional)
    }

    var client: [MessageElement] {
        [
            .value("Bsn", .digits(9), .citizenNumber), .passed("Geboortedatum"),
            .passed("Geslacht"), .passed("Naam"),
        ]
            + (kind == .allocation ? about : [])
            + [.group(plural, [.group(singular, product, part: .notice, isRepeated: true)])]
            + (kind.isReturn ? [returnCodes()] : [])
    }

    /// What a 301 tells about a client beside the care.
    private var about: [MessageElement] {
        [
            "Communicatie", "JuridischeStatus", "WettelijkeVertegenwoordiging", "Commentaar",
            "Relaties",
        ].map { .passed($0, isOptional: true) } + [.passed("Contactgegevens")]
    }

    private var singular: String {
        switch kind {
        case .allocation: "ToegewezenProduct"
        case .start, .startReturn: "StartProduct"
        case .stop, .stopReturn: "StopProduct"
        }
    }

    private var plural: String { "\(singular)en" }

    private var product: [MessageElement] {
        guard kind != .allocation else { return allocatedProduct }
        let isStop = kind == .stop || kind == .stopReturn
        return [
            .value("ToewijzingNummer", .number(digitsMost: 9), .allocation, isOptional: true),
            productType,
            .value("ToewijzingIngangsdatum", .date, .allocationStart, isOptional: true),
            .value("Begindatum", .date, .begin),
        ]
            + (isStop
                ? [
                    .value("RedenBeeindiging", .digits(2), .reason),
                    .value("Einddatum", .date, .end),
                ] : [])
            + [.value("StatusAanlevering", .oneOf(["1", "2", "3", "9"]), .status)]
            + (kind.isReturn ? [returnCodes()] : [])
    }

    private var productType: MessageElement {
        .group(
            "Product",
            [
                .value("Categorie", .oneOf(categories), .category).ofType,
                .value(
                    "Code", .text(1...ProductCode.charactersMost), .productCode, isOptional: true
                ).ofType,
            ], isOptional: true)
    }

    private var allocatedProduct: [MessageElement] {
        [
            .value("ToewijzingNummer", .number(digitsMost: 9), .allocation),
            .passed("ReferentieAanbieder", isOptional: true), productType,
            .value("Toewijzingsdatum", .date, .allocatedOn),
            .value("Toewijzingstijd", .time, .allocatedAt),
            .value("Ingangsdatum", .date, .begin),
            .value("Einddatum", .date, .end, isOptional: true),
            .value("RedenWijziging", .digits(2), .change, isOptional: true),
            .group(
                "Omvang",
                [
                    .value("Volume", .number(digitsMost: 8), .amount).ofType,
                    .value("Eenheid", .digits(2), .unit).ofType,
                    .value("Frequentie", .digits(1), .frequency).ofType,
                ], isOptional: true),
            .passed("Budget", isOptional: true), .passed("Commentaar", isOptional: true),
        ]
    }

    private var categories: [String] { Self.categories(in: domain) }

    /// WMO020 and JZ020.
    static func categories(in domain: CareDomain) -> [String] {
        let numbers = domain == .wmo ? Array(1...18) : Array(31...38) + Array(40...55)
        return numbers.map { ProductCategory(number: UInt8($0)).description }
    }
}
