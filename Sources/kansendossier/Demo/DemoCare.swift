import Domain
import Intake

/// Two years of fictional start and stop messages of three initiatives and of others in the
/// municipality: the same on every run.
///
/// Citizen service numbers are of the test range (9999…), so that they are nobody's.
struct DemoCare {
    /// An initiative's clients: whose they are and how care goes with them.
    struct Group {
        /// The dossier's number; nil for those who are in none.
        let dossier: DossierNumber?
        let sender: String
        let category: String
        let domain: CareDomain
        let clients: Int
        /// Of a hundred whose care ended as planned, how many come back within half a year.
        let returnsOfHundred: Int
        /// Of a hundred ends, how many are by the client alone.
        let dropoutsOfHundred: Int
    }

    /// The day before which everything lies.
    let lastDay: CivilDate
    private(set) var messages: [[UInt8]] = []
    /// The clients of each dossier, by their numbers.
    private(set) var clients: [DossierNumber: [String]] = [:]
    /// Everybody's numbers, in the order of their coming.
    private var numbers: [String] = []
    private var random: UInt64 = 2019
    private var identification = 0
    private var nextNumber = 999_990_000

    static let municipality = "0983"
    /// How many days of care there are: two years.
    static let days = 730

    static let groups = [
        Group(
            dossier: 1, sender: "90000001", category: "02", domain: .wmo, clients: 80,
            returnsOfHundred: 12, dropoutsOfHundred: 6),
        Group(
            dossier: 5, sender: "90000005", category: "45", domain: .youth, clients: 60,
            returnsOfHundred: 18, dropoutsOfHundred: 8),
        Group(
            dossier: 6, sender: "90000007", category: "07", domain: .wmo, clients: 50,
            returnsOfHundred: 24, dropoutsOfHundred: 10),
        Group(
            dossier: nil, sender: "90000008", category: "02", domain: .wmo, clients: 160,
            returnsOfHundred: 30, dropoutsOfHundred: 12),
    ]

    /// The messages of the two years up to that day.
    init(upTo lastDay: CivilDate) {
        self.lastDay = lastDay
        for group in Self.groups {
            for _ in 0..<group.clients { addClient(of: group) }
        }
    }

    /// The lists of the lead applicants: which clients belong to which initiative.
    var cohortList: String {
        let first = CivilDate(dayNumber: lastDay.dayNumber - Self.days)
        let rows = clients.sorted { $0.key < $1.key }.flatMap { dossier, numbers in
            numbers.map { "\($0);\(Self.initiative(of: dossier));1;\(first)" }
        }
        return (["Bsn;Initiatief;Versie;Vanaf"] + rows).joined(separator: "\r\n") + "\r\n"
    }

    /// Where clients live: each of the neighbourhoods has as many of every group.
    var residenceList: String {
        let first = CivilDate(dayNumber: lastDay.dayNumber - Self.days)
        let rows = numbers.enumerated().map { index, number in
            "\(number);\(first);\(Self.neighbourhoods[index % Self.neighbourhoods.count])"
        }
        return (["Bsn;Vanaf;Wijk"] + rows).joined(separator: "\r\n") + "\r\n"
    }

    private static let neighbourhoods = ["Centrum", "Noord", "Oost", "Zuid"]

    /// What the list of its clients calls an initiative.
    static func initiative(of dossier: DossierNumber) -> String { "dossier \(dossier)" }

    private mutating func addClient(of group: Group) {
        let number = newNumber()
        numbers.append(number)
        if let dossier = group.dossier { clients[dossier, default: []].append(number) }
        let first = lastDay.dayNumber - Self.days
        let begin = first + draw(600)
        let length = 60 + draw(240)
        let end = begin + length
        deliver(number, group, begin: begin, end: end, reason: reason(of: group))
        let isBack = draw(100) < group.returnsOfHundred
        if isBack { deliver(number, group, begin: end + 10 + draw(150), end: nil, reason: "") }
    }

    private mutating func reason(of group: Group) -> String {
        let isDropout = draw(100) < group.dropoutsOfHundred
        switch group.domain {
        case .wmo: return isDropout ? "21" : "19"
        case .youth: return isDropout ? "32" : "31"
        }
    }

    /// Says what has happened by the last day, and nothing of later.
    private mutating func deliver(
        _ number: String, _ group: Group, begin: Int, end: Int?, reason: String
    ) {
        guard begin <= lastDay.dayNumber else { return }
        let allocation = identification + 1
        let start = CivilDate(dayNumber: begin)
        let product = """
            <m:ToewijzingNummer>\(allocation)</m:ToewijzingNummer><m:Product>\
            <b:Categorie>\(group.category)</b:Categorie></m:Product>\
            <m:ToewijzingIngangsdatum>\(CivilDate(dayNumber: begin - 5 - draw(30)))\
            </m:ToewijzingIngangsdatum><m:Begindatum>\(start)</m:Begindatum>
            """
        add(
            .start, about: number, group, on: begin + 2,
            "<m:StartProducten><m:StartProduct>\(product)<m:StatusAanlevering>1"
                + "</m:StatusAanlevering></m:StartProduct></m:StartProducten>")
        guard let end, end <= lastDay.dayNumber else { return }
        add(
            .stop, about: number, group, on: end + 2,
            "<m:StopProducten><m:StopProduct>\(product)<m:RedenBeeindiging>\(reason)"
                + "</m:RedenBeeindiging><m:Einddatum>\(CivilDate(dayNumber: end))</m:Einddatum>"
                + "<m:StatusAanlevering>1</m:StatusAanlevering></m:StopProduct></m:StopProducten>")
    }

    private enum Kind { case start, stop }

    private mutating func add(
        _ kind: Kind, about number: String, _ group: Group, on day: Int, _ products: String
    ) {
        identification += 1
        let (standard, letters) = group.domain == .wmo ? ("iwmo", "wmo") : ("ijw", "jw")
        let code =
            switch (group.domain, kind) {
            case (.wmo, .start): "418"
            case (.wmo, .stop): "420"
            case (.youth, .start): "438"
            case (.youth, .stop): "440"
            }
        let base = "http://www.istandaarden.nl/\(standard)/3_2"
        let schema = "\(base)/\(letters)\(kind == .start ? "305" : "307")/schema"
        messages.append(
            Array(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <m:Bericht xmlns:b="\(base)/basisschema/schema" xmlns:m="\(schema)"><m:Header>\
                <m:BerichtCode>\(code)</m:BerichtCode><m:BerichtVersie>3</m:BerichtVersie>\
                <m:BerichtSubversie>2</m:BerichtSubversie><m:Afzender>\(group.sender)</m:Afzender>\
                <m:Ontvanger>\(Self.municipality)</m:Ontvanger><m:BerichtIdentificatie>\
                <b:Identificatie>DEMO\(identification)</b:Identificatie>\
                <b:Dagtekening>\(CivilDate(dayNumber: day))</b:Dagtekening>\
                </m:BerichtIdentificatie><m:XsdVersie>\
                <b:BasisschemaXsdVersie>1.0.0</b:BasisschemaXsdVersie>\
                <b:BerichtXsdVersie>1.0.0</b:BerichtXsdVersie></m:XsdVersie></m:Header><m:Client>\
                <m:Bsn>\(number)</m:Bsn><m:Geboortedatum><b:Datum>1980-01-01</b:Datum>\
                </m:Geboortedatum><m:Geslacht>0</m:Geslacht><m:Naam><b:Geslachtsnaam>\
                <b:Achternaam>Fictief</b:Achternaam></b:Geslachtsnaam></m:Naam>\(products)\
                </m:Client></m:Bericht>
                """.utf8))
    }

    /// The next number of the test range that passes its check (elfproef).
    private mutating func newNumber() -> String {
        repeat { nextNumber += 1 } while !Self.passesCheck(nextNumber)
        return "\(nextNumber)"
    }

    private static func passesCheck(_ number: Int) -> Bool {
        let digits = "\(number)".utf8.map { Int($0) - 48 }
        let sum = digits.enumerated().reduce(0) { sum, digit in
            sum + (digit.offset == 8 ? -1 : 9 - digit.offset) * digit.element
        }
        return sum % 11 == 0
    }

    /// A number from 0 up to, but not, `bound`, by Knuth's linear congruential generator (MMIX).
    private mutating func draw(_ bound: Int) -> Int {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((random >> 33) % UInt64(bound))
    }
}
