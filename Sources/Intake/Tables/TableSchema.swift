package import Domain

/// What a table of one kind consists of: the one place where its columns are described.
package struct TableSchema: Sendable {
    /// Its name on the command line, in Dutch.
    package let name: String
    /// What it brings; nil for starts and stops, which become messages.
    package let kind: CareTable.Kind?
    package let columns: [Column]
    /// The columns of which one client has the same values in one row at most; none when any row may
    /// be said again.
    var once: [String] = []

    /// One column; the header's names may stand in any order.
    package struct Column: Sendable {
        package let name: String
        package let meaning: String
        package let isOptional: Bool
        let shape: Shape
        /// Of a day: it can't be later than the day of receipt.
        let isPast: Bool

        init(
            _ name: String, _ shape: Shape, _ meaning: String, isOptional: Bool = false,
            isPast: Bool = false
        ) {
            self.isPast = isPast
            self.name = name
            self.shape = shape
            self.meaning = meaning
            self.isOptional = isOptional
        }
    }

    /// What a value in a column must be.
    enum Shape: Sendable {
        /// A citizen service number, which becomes a mark.
        case citizen
        /// A mark that was made with the same key: 64 hexadecimal digits.
        case mark
        case value(ValueShape)
        case whole(ClosedRange<Int>)
        /// A year, half year, quarter or month: 2026, 2026-H1, 2026-Q1, 2026-01.
        case period
        /// A decimal number with a comma or a point.
        case decimal
    }

    /// The schema by its name.
    package static func named(_ name: String) -> TableSchema? { all.first { $0.name == name } }

    /// Every table that is read.
    package static let all: [TableSchema] = [
        deliveries, selfSufficiency, participation, goals, clientSatisfaction,
        stakeholderSatisfaction, reopenedCases, contextSeries, cohort,
        neighbourhoods,
    ]

    private static let citizen = Column(
        "Bsn", .citizen, "burgerservicenummer van de cliënt; wordt niet bewaard")
    private static let measured = Column(
        "Meetdatum", .value(.date), "dag van de meting, 2026-04-06", isPast: true)
    private static let asked = Column(
        "DatumAfname", .value(.date), "dag van de vraag", isPast: true)
    private static let moment = Column(
        "Moment", .value(.oneOf(["T0", "T1"])), "T0 bij de start, T1 daarna")
    private static let initiative = Column(
        "Initiatief", .value(.text(1...64)), "kenmerk van het initiatief")
    private static let mark = Column(
        "Rapportcijfer", .whole(1...10), "1 tot en met 10; leeg: gevraagd en niet geantwoord",
        isOptional: true)

    /// By which a file of answers is known again: answers name nobody.
    private static let survey = [
        Column(
            "Afzender", .value(.text(1...64)), "wie het bestand levert, zoals een AGB-code",
            isOptional: true),
        Column(
            "Periode", .period,
            "2026, 2026-H1, 2026-Q1 of 2026-01; een later bestand van dezelfde afzender over "
                + "dezelfde periode vervangt het eerdere", isOptional: true),
    ]

    private static let deliveries = TableSchema(
        name: "leveringen", kind: nil,
        columns: [
            citizen,
            Column("Standaard", .value(.oneOf(["iwmo", "ijw"])), "iwmo of ijw"),
            Column("Soort", .value(.oneOf(["start", "stop"])), "start of stop"),
            Column("Afzender", .value(.digits(8)), "AGB-code van de aanbieder"),
            Column(
                "Identificatie", .value(.text(1...CareMessage.identificationCharactersMost)),
                "kenmerk van de regel, uniek per aanbieder"),
            Column("Dagtekening", .value(.date), "dag waarop de aanbieder dit meldt", isPast: true),
            Column(
                "ToewijzingNummer", .value(.number(digitsMost: 9)), "als er een toewijzing is",
                isOptional: true),
            Column("Categorie", .value(.digits(2)), "productcategorie", isOptional: true),
            Column("Code", .value(.text(1...5)), "productcode", isOptional: true),
            Column(
                "ToewijzingIngangsdatum", .value(.date), "ingang van de toewijzing",
                isOptional: true),
            Column("Begindatum", .value(.date), "eerste dag van de levering"),
            Column("RedenBeeindiging", .value(.digits(2)), "bij een stop", isOptional: true),
            Column("Einddatum", .value(.date), "laatste dag, bij een stop", isOptional: true),
            Column(
                "StatusAanlevering", .value(.oneOf(["1", "3"])), "1 eerste, 3 verwijderen"),
        ])

    private static let selfSufficiency = TableSchema(
        name: "zrm", kind: .selfSufficiency,
        columns: [
            citizen, measured, moment,
            Column("Versie", .value(.oneOf(["2013", "2017"])), "2013 of 2017: uitgave"),
        ]
            + [
                "Financien", "WerkEnOpleiding", "Tijdsbesteding", "Dagbesteding", "Huisvesting",
                "HuiselijkeRelaties", "GeestelijkeGezondheid", "LichamelijkeGezondheid",
                "Middelengebruik", "Adl", "BasaleAdl", "InstrumenteleAdl", "SociaalNetwerk",
                "MaatschappelijkeParticipatie", "Justitie",
            ].map { Column($0, .whole(1...5), "score 1 tot en met 5, of leeg", isOptional: true) },
        once: ["Meetdatum", "Moment"])

    private static let participation = TableSchema(
        name: "participatieladder", kind: .participation,
        columns: [
            citizen, measured, moment, Column("Trede", .whole(1...6), "trede 1 tot en met 6"),
        ], once: ["Meetdatum", "Moment"])

    private static let goals = TableSchema(
        name: "gas", kind: .goals,
        columns: [
            citizen, Column("Doel", .whole(1...99), "nummer van het doel van deze cliënt"),
            measured,
            Column(
                "Schaal", .value(.oneOf(["vijfpunts", "zespunts", "psw"])),
                "vijfpunts (-2 tot 2), zespunts (-3 tot 2) of psw (-1 tot 2)"),
            Column(
                "Beginniveau", .whole(-3...2), "nodig bij vijfpunts; elders ligt het vast",
                isOptional: true),
            Column("Score", .whole(-3...2), "niveau bij deze meting"),
            Column("Weging", .whole(1...100), "gewicht van het doel; leeg is 1", isOptional: true),
        ], once: ["Doel", "Meetdatum"])

    private static let clientSatisfaction = TableSchema(
        name: "tevredenheid-client", kind: .clientSatisfaction,
        columns: [
            asked, initiative,
            Column(
                "Informant", .value(.oneOf(["client", "ouder"])), "client of ouder: wie antwoordt"),
            mark,
            Column(
                "ZonderHulpVerder", .value(.oneOf(["01", "02", "03", "04"])),
                "antwoord 01 tot en met 04", isOptional: true),
        ] + survey)

    private static let stakeholderSatisfaction = TableSchema(
        name: "tevredenheid-betrokkenen", kind: .stakeholderSatisfaction,
        columns: [
            asked, initiative,
            Column(
                "SoortOrganisatie", .value(.text(1...40)),
                "soort betrokkene, zoals buurtteam of huisarts"), mark,
        ] + survey)

    private static let reopenedCases = TableSchema(
        name: "heropend", kind: .reopenedCases,
        columns: [
            citizen, Column("Begindatum", .value(.date), "opening van het dossier"),
            Column("Einddatum", .value(.date), "sluiting", isOptional: true),
            Column("HeropendOp", .value(.date), "heropening", isOptional: true),
        ])

    private static let contextSeries = TableSchema(
        name: "context", kind: .contextSeries,
        columns: [
            Column("Reeks", .value(.text(1...64)), "naam van de reeks, zoals gezondheidsmonitor"),
            Column("Periode", .period, "2026, 2026-H1, 2026-Q1 of 2026-01"),
            Column("Gebied", .value(.text(1...64)), "gemeente of wijk"),
            Column("Waarde", .decimal, "getal, met komma of punt"),
            Column("Eenheid", .value(.text(1...32)), "wat het getal telt, zoals %"),
            Column("Bron", .value(.text(1...120)), "waar het vandaan komt"),
        ])

    private static let eitherCitizen = Column(
        "Bsn", .citizen, "burgerservicenummer; dit of Pseudoniem", isOptional: true)
    private static let eitherMark = Column(
        "Pseudoniem", .mark, "64 hexadecimale cijfers, met dezelfde sleutel gemaakt",
        isOptional: true)

    private static let cohort = TableSchema(
        name: "cohort", kind: .cohort,
        columns: [
            eitherCitizen, eitherMark, initiative,
            Column("Versie", .whole(1...9_999), "versie van de lijst, telkens hoger"),
            Column("Vanaf", .value(.date), "eerste dag van deelname"),
            Column("TotEnMet", .value(.date), "laatste dag van deelname", isOptional: true),
        ])

    private static let neighbourhoods = TableSchema(
        name: "wijken", kind: .neighbourhoods,
        columns: [
            eitherCitizen, eitherMark,
            Column("Vanaf", .value(.date), "eerste dag waarop de cliënt hier woont"),
            Column(
                "Wijk", .value(.text(1...64)),
                "code van het CBS, zoals WK098301, of naam; leeg: elders of onbekend",
                isOptional: true),
        ], once: ["Vanaf"])
}
