import Domain
import Foundation
import Testing

/// Hints from the register of regular services: what is found, and that everybody finds the same.
struct TextLikenessTests {
    /// An entry of the register, which only the directory makes and everybody can read.
    private static func service(
        _ id: String, _ title: String, _ description: String
    ) throws -> RegularService {
        let written = [
            "id": id, "title": title, "description": description, "regularSince": "2024-01-01",
            "source": "Raadsbesluit 2023-118",
        ]
        return try JSONDecoder().decode(
            RegularService.self, from: try JSONEncoder().encode(written))
    }

    private static func register() throws -> [RegularService] {
        [
            try service(
                "beeldbellen", "Beeldbellen",
                """
                Begeleiding op afstand: de cliënt spreekt de begeleider via een beveiligde \
                videoverbinding (e-health).
                """),
            try service(
                "dagbesteding", "Dagbesteding ouderen",
                """
                Overdag activiteiten in een groep voor ouderen met dementie, met vervoer van huis \
                naar de locatie.
                """),
            try service(
                "jeugdhulp", "Ambulante jeugdhulp",
                """
                Gesprekken met jongere en ouders thuis over opvoeden, gedrag en school door een \
                jeugdhulpverlener.
                """),
            try service(
                "huishouden", "Hulp bij het huishouden",
                "Schoonmaken, wassen en opruimen bij inwoners die dat zelf niet meer kunnen."),
            try service(
                "dispenser", "Medicijndispenser",
                """
                Een apparaat in huis dat op tijd de juiste medicijnen aangeeft, op afstand gevuld \
                en bewaakt.
                """),
        ]
    }

    private static let videoCare = """
        Zorg op afstand met beeld. Wij laten cliënten hun begeleider spreken met beeldbellen via \
        een beveiligde videoverbinding, zodat begeleiding niet langer van reistijd afhangt. \
        E-health wordt zo een vast deel van de begeleiding.
        """

    /// About as long as a section may be, and about nothing in the register.
    private static let garden = """
        Samen in de moestuin. Jongeren die thuiszitten werken met buurtbewoners in een tuin aan de \
        rand van de stad en koken wat zij oogsten. Nieuw is dat school, tuinvereniging en \
        jongerenwerk samen één plan per jongere maken en dat een diploma van de praktijkschool er \
        kan worden gehaald. Het plan staat op één bladzijde en gaat uit van wat iemand kan. Wie \
        er een seizoen heeft gewerkt, krijgt een getuigschrift waarmee een werkgever iets kan. De \
        woningcorporatie stelt de grond beschikbaar, het waterschap de bron en een kok uit de \
        wijk de keuken. Op zaterdag is er een kraam op de markt: de opbrengst gaat naar zaaigoed \
        en gereedschap. Vrijwilligers worden geschoold door het groenbedrijf, dat er zelf nieuwe \
        leerlingen vindt. Zo ontstaat een plek waar niemand patiënt is en iedereen nodig. Elk \
        kwartaal bekijken de partners met de jongeren wat er is gelukt, wat anders moet en welke \
        volgende stap past: terug naar de klas, een baan of een opleiding op een niveau dat klopt. \
        Na twee jaar draait de tuin op eigen kracht en neemt een tweede wijk het voorbeeld over. \
        De gemeente hoeft dan alleen nog de huur van het pad te betalen.
        """

    @Test func `video care is found to be like the entry on it, and like no other`() throws {
        let hints = RegisterIndex(of: try Self.register()).hints(for: Self.videoCare)
        #expect(hints.map(\.service) == ["beeldbellen"])
        #expect((900...1000).contains(hints.first?.likeness ?? 0))
    }

    @Test func `a text in other words on the same thing is still found`() throws {
        let text = """
            Videozorg in de wijk. Cliënten bellen met video met hun vaste begeleider. De verbinding \
            is beveiligd en de tablet krijgen zij in bruikleen. Nieuw is dat de begeleiding op \
            afstand ook in de avond bereikbaar is.
            """
        #expect(
            RegisterIndex(of: try Self.register()).hints(for: text).map(\.service)
                == ["beeldbellen"])
    }

    @Test func `an unrelated text of a whole section has no hint`() throws {
        #expect((1100...1300).contains(Self.garden.count))
        #expect(RegisterIndex(of: try Self.register()).hints(for: Self.garden) == [])
        for service in try Self.register() {
            let likeness = TextLikeness.perMille(
                of: "\(service.title) \(service.description)", in: Self.garden)
            #expect(likeness < Limits.hintLikenessLeast, "\(service.id)")
        }
    }

    @Test func `the order of the register changes nothing`() throws {
        let register = try Self.register()
        let everything = register.map { "\($0.title) \($0.description)" }.joined(separator: " ")
        for text in [Self.videoCare, Self.garden, everything] {
            let expected = RegisterIndex(of: register).hints(for: text)
            for turn in register.indices {
                let turned = Array(register[turn...] + register[..<turn])
                #expect(RegisterIndex(of: turned).hints(for: text) == expected)
                #expect(RegisterIndex(of: turned.reversed()).hints(for: text) == expected)
            }
        }
    }

    @Test func `at most three entries are hints, highest first and then by name`() throws {
        let text = "deeltaxi voor bezoek aan het ziekenhuis"
        let register = [
            try Self.service("d", "Deeltaxi", "voor bezoek aan het ziekenhuis"),
            try Self.service("b", "Deeltaxi", "voor bezoek aan het ziekenhuis op zondag"),
            try Self.service("c", "Deeltaxi", "voor bezoek aan het ziekenhuis"),
            try Self.service("a", "Deeltaxi", "voor bezoek aan het ziekenhuis op zondag"),
            try Self.service("e", "Schuldhulp", "gesprekken over geld"),
        ]
        let hints = RegisterIndex(of: register).hints(for: text)
        #expect(hints.map(\.service) == ["c", "d", "a"])
        #expect(hints.map(\.likeness).prefix(2) == [1000, 1000])
    }

    @Test func `the threshold is passed on it and not below it`() throws {
        let index = RegisterIndex(of: [
            try Self.service("kort", "zorg", ""), try Self.service("lang", "uithuisplaatsing", ""),
        ])
        // Three of the five groups in the one word, ten of the seventeen in the other.
        #expect(
            index.hints(for: "zor uithuispla").map { "\($0.service) \($0.likeness)" }
                == ["kort 600"])
        #expect(TextLikeness.perMille(of: "uithuisplaatsing", in: "uithuispla") == 588)
    }

    @Test(arguments: [
        ("Beeldbellen", "BEELDBELLEN"), ("cliënt", "CLIENT"), ("cliënt", "clie\u{308}nt"),
        ("één financiële coördinator", "een financiele coordinator"), ("ĲSSEL", "ijssel"),
        ("Łódź", "łodz"), ("œuvre", "oeuvre"), ("e-health", "E health"), ("foto's", "FOTO’S"),
    ]) func `capitals, accents, ligatures and punctuation make no difference`(
        _ one: String, _ other: String
    ) {
        #expect(TextLikeness.perMille(of: one, in: other) == 1000)
        #expect(TextLikeness.perMille(of: other, in: one) == 1000)
    }

    /// Letters of their own, whatever their names begin with.
    @Test(arguments: [
        ("æbleskive", "aebleskive"), ("groß", "grosharp"), ("ŉoord", "noord"), ("ǆep", "dzep"),
        ("ǆep", "dep"),
    ]) func `a letter that is no other one with a mark stays what it is`(
        _ one: String, _ other: String
    ) {
        #expect(TextLikeness.perMille(of: one, in: one) == 1000)
        #expect(TextLikeness.perMille(of: one, in: other) < 1000)
        #expect(TextLikeness.perMille(of: other, in: one) < 1000)
    }

    @Test func `words of every script and digits count`() {
        #expect(TextLikeness.perMille(of: "منزل", in: "رعاية في منزل") == 1000)
        #expect(TextLikeness.perMille(of: "24", in: "24 uur") == 1000)
        #expect(TextLikeness.perMille(of: "24", in: "25 uur") < 1000)
        #expect(TextLikeness.perMille(of: "дом", in: "дома") == 750)
    }

    @Test func `function words, punctuation and an empty entry are like nothing`() throws {
        for entry in ["", "de het een", "  ¿?! —", "van de en het"] {
            #expect(TextLikeness.perMille(of: entry, in: "de het een van en \(entry)") == 0)
            let index = RegisterIndex(of: [try Self.service("leeg", entry, "")])
            #expect(index.hints(for: "de het een") == [])
        }
        #expect(TextLikeness.perMille(of: "zorg", in: "") == 0)
        #expect(RegisterIndex(of: []).hints(for: Self.videoCare) == [])
        #expect(
            TextLikeness.perMille(of: "zorg in de wijk", in: "wijkzorg")
                == TextLikeness.perMille(of: "zorg wijk", in: "wijkzorg"))
    }

    @Test func `a text is read up to its limit and no further`() {
        let filler = String(repeating: ".", count: Limits.hintTextCharactersMost - 4)
        #expect(TextLikeness.perMille(of: "zorg", in: filler + "zorg") == 1000)
        // "zor" shares two of the five groups in "zorg".
        #expect(TextLikeness.perMille(of: "zorg", in: "." + filler + "zorg") == 600)
    }

    @Test func `the register's index finds what each comparison alone finds`() throws {
        let register = try Self.register()
        for text in [Self.videoCare, Self.garden, "medicijndispenser op afstand gevuld"] {
            let alone = register.map {
                ($0.id, TextLikeness.perMille(of: "\($0.title) \($0.description)", in: text))
            }
            let hints = RegisterIndex(of: register).hints(for: text)
            for hint in hints { #expect(alone.contains { $0 == (hint.service, hint.likeness) }) }
            #expect(hints.count == alone.filter { $0.1 >= Limits.hintLikenessLeast }.count)
        }
    }
}
