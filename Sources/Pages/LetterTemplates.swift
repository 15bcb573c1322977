internal import Mustache

/// The templates of the letters: a frame for decisions and one for what else is told, and a part for
/// each kind, with the words of each legal basis in it.
///
/// A line of a template is a paragraph, and one that starts with `# ` a heading: the mark itself
/// isn't written. Every part ends with a line feed, since a partial that stands alone on its line
/// takes its own line feed along.
enum LetterTemplates {
    static let library: MustacheLibrary = {
        var library = MustacheLibrary()
        for (name, text) in parts {
            do {
                let written = lines(of: text).map { heading(in: $0) ?? $0 }
                // A part forgets the kind of text of what it stands in, so each says it anew.
                try library.register(
                    "{{%CONTENT_TYPE:TEXT}}\n\(written.joined(separator: "\n"))\n", named: name)
            } catch {
                preconditionFailure("the template \(name) can't be read: \(error)")
            }
        }
        return library
    }()

    private static var parts: [(name: String, text: String)] {
        [frame, decisions, accounts, notices, endings].flatMap { part in
            part.map { (name: $0.key, text: $0.value) }
        }
    }

    /// The headings of the templates, with the marks of what fills them still in.
    static let headings: [String] = parts.flatMap { part in
        lines(of: part.text).compactMap { heading(in: $0) }
    }

    private static func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func heading(in line: String) -> String? {
        line.hasPrefix("# ") ? String(line.dropFirst(2)) : nil
    }

    private static let frame = [
        "letter": """
        {{>heading}}

        {{>opening}}

        {{>coalition}}

        {{>*decisionPart}}

        {{>basis}}

        {{>reasons}}

        {{>assessment}}

        {{>division}}

        {{>*nextPart}}

        {{>*remedyPart}}

        {{>closing}}
        """,
        "notice": """
        {{>heading}}

        {{>*openingPart}}

        {{>coalition}}

        {{>*noticePart}}

        {{>*nextPart}}

        {{>*remedyPart}}

        {{>closing}}
        """,
        "heading": """
        {{municipality}}

        Aan: {{addressee}}
        Datum: {{date}}
        Kenmerk: {{reference}}
        Onderwerp: {{subject}}

        Geacht bestuur,
        """,
        "opening": """
        Op {{receivedOn}} ontvingen wij het kansendossier “{{title}}”. Uw coalitie vroeg daarin \
        {{requested}} uit de ronde “{{round}}” ({{year}}). In deze brief leest u wat wij \
        {{^contract}}hebben besloten{{/contract}}{{#contract}}hebben gekozen{{/contract}}, en \
        waarom.
        """,
        "coalition": """
        {{#isLead}}U krijgt deze brief als penvoerder. De penvoerder diende het dossier in namens \
        de hele coalitie. De partners krijgen dezelfde brief.{{/isLead}}\
        {{^isLead}}U krijgt deze brief als partner in de coalitie. {{lead}} is de penvoerder en \
        diende het dossier in namens de hele coalitie.{{/isLead}} De coalitie bestaat uit: \
        {{coalition}}.

        Met ‘wij’ bedoelen wij in deze brief {{authorityInFull}}.
        """,
        "basis": """
        {{#subsidy}}
        Wij nemen dit besluit op grond van {{legalSource}} en titel 4.2 van de Algemene wet \
        bestuursrecht (Awb). De Awb is de wet met algemene regels voor besluiten van de overheid. \
        In titel 4.2 staan de regels voor subsidies.
        {{/subsidy}}
        {{#incidental}}
        Het gaat om een incidentele subsidie: een subsidie in een bijzonder geval, waarvoor geen \
        aparte regeling nodig is. Dat kan volgens artikel 4:23, derde lid, onder c of d, van de \
        Algemene wet bestuursrecht (Awb). De Awb is de wet met algemene regels voor besluiten van \
        de overheid. Wij baseren dit besluit op {{legalSource}}.
        {{/incidental}}
        {{#contract}}
        Wij baseren dit op {{legalSource}}. Het gaat niet om een subsidie, maar om een afspraak \
        bij een contract. Deze brief is daarom een mededeling en geen besluit volgens de Algemene \
        wet bestuursrecht.
        {{/contract}}
        """,
        "objection": """
        # Bent u het niet eens met dit besluit?

        Dan kunt u bezwaar maken. Dat kan ook iemand anders die door dit besluit rechtstreeks in \
        een belang wordt geraakt. U hebt daarvoor {{objectionTerm}}. De termijn begint op de \
        dag nadat wij dit besluit hebben verzonden.

        Stuur uw bezwaarschrift naar {{authorityInFull}}: \
        {{objectionAddress}}. In uw bezwaarschrift staan ten minste:

        - uw naam en adres;
        - de datum waarop u het schrijft;
        - het besluit waar het over gaat: dat van {{date}} met kenmerk {{reference}};
        - waarom u het niet eens bent met het besluit;
        - uw handtekening.

        Als u bezwaar maakt, blijft het besluit intussen gelden. Kunt u niet op het antwoord \
        wachten? Dan kunt u de rechtbank vragen om een voorlopige maatregel: een voorlopige \
        voorziening. Dat kan alleen als u ook bezwaar hebt gemaakt.
        """,
        "disagreement": """
        # Bent u het hier niet mee eens?

        Deze brief gaat over een afspraak bij een contract. U kunt er daarom geen bezwaar tegen \
        maken volgens de Algemene wet bestuursrecht. Laat het ons weten als u het er niet mee \
        eens bent, en waarom. Dat kan bij {{contact}}. Wij bespreken het dan met u. Staat in uw \
        contract hoe wij een geschil oplossen, dan geldt dat. Komen wij er samen niet uit, dan \
        kunt u naar de burgerlijke rechter gaan.
        """,
        "closing": """
        # Hebt u vragen?

        Neem dan contact op met {{contact}}. Noem daarbij het kenmerk van deze brief: \
        {{reference}}.

        Met vriendelijke groet,

        {{mandate}},

        {{signer}}
        """,
    ]
}
