// What is told at the screening and of the term, before anything is decided on the advice.
extension LetterTemplates {
    static let notices = [
        "termExtendedOpening": """
        Op {{receivedOn}} ontvingen wij het kansendossier “{{title}}” voor de ronde “{{round}}” \
        ({{year}}). In deze brief leest u dat wij meer tijd nodig hebben, en waarom.
        """,
        "termExtended": """
        # Wij hebben meer tijd nodig

        {{#hasDays}}
        Wij wilden u uiterlijk op {{before}} laten weten wat wij \
        {{^contract}}besluiten{{/contract}}{{#contract}}kiezen{{/contract}}. Dat lukt niet. Er \
        komen {{weeks}} bij. De nieuwe laatste dag is {{after}}.
        {{/hasDays}}
        {{^hasDays}}
        Wij hebben {{weeks}} meer nodig. Uw coalitie is het dossier nu nog aan het aanvullen. \
        Zolang dat duurt, staat onze termijn stil. Daarom kunnen wij nog geen laatste dag noemen. \
        Is de aanvulling er, of is de tijd daarvoor voorbij? Dan loopt de termijn verder, en komen \
        er {{weeks}} bij.
        {{/hasDays}}

        De reden daarvoor is:

        {{noticeReasons}}

        {{^contract}}
        Er is nog geen besluit over uw dossier. Deze brief zegt dus niets over de uitslag.

        Wij laten u dit weten omdat de wet dat vraagt: artikel 4:14 van de Algemene wet \
        bestuursrecht (Awb). De Awb is de wet met algemene regels voor besluiten van de overheid. \
        Over uw aanvraag besluiten wij op grond van {{legalSource}}.
        {{/contract}}
        {{#contract}}
        Er is nog geen keuze gemaakt over uw dossier. Deze brief zegt dus niets over de uitslag.

        Het gaat in deze ronde om een afspraak bij een contract. De termijn hoort bij de regels \
        van de ronde. Wij baseren ons op {{legalSource}}.
        {{/contract}}
        """,
        "termExtendedNext": """
        {{#hasDays}}
        U hoeft nu niets te doen.
        {{/hasDays}}
        """,
        "termExtendedRemedy": """
        {{^contract}}
        # Kunt u bezwaar maken?

        Tegen deze brief kunt u niet apart bezwaar maken. De brief hoort bij de voorbereiding van \
        ons besluit (artikel 6:3 van de Awb). Dat is alleen anders als de langere termijn u \
        rechtstreeks in uw belang raakt, los van het besluit dat nog komt. Tegen dat besluit kunt \
        u straks wel bezwaar maken. In het besluit staat hoe dat moet.

        # Wat u kunt doen als wij te laat zijn

        {{#hasDays}}Hebt u na {{after}} nog geen besluit?{{/hasDays}}\
        {{^hasDays}}Hebt u na het einde van de termijn nog geen besluit?{{/hasDays}} Dan kunt u \
        ons schriftelijk laten weten dat wij te laat zijn en alsnog moeten besluiten. Dat heet een \
        ingebrekestelling. Stuur die naar {{authorityInFull}}: \
        {{objectionAddress}}. Wij hebben dan nog twee weken de tijd. Is er daarna nog geen \
        besluit, dan kunt u recht hebben op een dwangsom: een bedrag voor elke dag dat wij te laat \
        zijn, voor ten hoogste 42 dagen (artikel 4:17 van de Awb). U kunt dan ook in beroep gaan \
        bij de rechtbank omdat het besluit er niet is (artikelen 6:2 en 6:12 van de Awb).
        {{/contract}}
        {{#contract}}
        # Bent u het hier niet mee eens?

        Laat het ons weten als de langere termijn u problemen geeft, of als u \
        {{#hasDays}}na {{after}}{{/hasDays}}{{^hasDays}}na het einde van de termijn{{/hasDays}} \
        nog niets hebt gehoord. Dat kan bij {{contact}}. Wij bespreken het dan met u. Staat in uw \
        contract hoe wij een geschil oplossen, dan geldt dat.
        {{/contract}}
        """,
        "notConsideredOpening": """
        Op {{receivedOn}} ontvingen wij het kansendossier “{{title}}” voor de ronde “{{round}}” \
        ({{year}}), onder ontvangstnummer {{receipt}}. In deze brief leest u dat wij het niet in \
        behandeling nemen, en waarom.
        """,
        "notConsidered": """
        # {{decisionHeading}}

        {{^contract}}
        Wij nemen de aanvraag van uw coalitie niet in behandeling. De commissie beoordeelt uw \
        dossier dus niet. U krijgt geen subsidie uit deze ronde.

        Wij nemen dit besluit op grond van {{legalSource}} en artikel 4:5 van de Algemene wet \
        bestuursrecht (Awb). De Awb is de wet met algemene regels voor besluiten van de overheid. \
        In artikel 4:5 staat wanneer wij een aanvraag niet in behandeling hoeven te nemen.
        {{/contract}}
        {{#contract}}
        Wij nemen uw kansendossier niet in behandeling. De commissie beoordeelt het dus niet. U \
        krijgt geen extra budget uit deze ronde. Uw contract verandert hierdoor niet.

        {{>basis}}
        {{/contract}}

        # Waarom wij uw dossier niet behandelen

        {{noticeReasons}}

        {{#hasSupplement}}
        {{#hasLeft}}
        Op {{askedOn}} stapte {{left}} uit uw coalitie. Daarom kon uw coalitie het dossier \
        aanpassen, tot en met {{supplementTerm}}.

        {{/hasLeft}}
        {{^hasLeft}}
        Op {{askedOn}} vroegen wij uw coalitie om het dossier aan te vullen. Dat kon tot en met \
        {{supplementTerm}}. Onze vraag was:

        {{questions}}

        {{/hasLeft}}
        {{#isAnswered}}
        Op {{answeredOn}} ontvingen wij het dossier opnieuw. Daarna hebben wij het weer bekeken.
        {{/isAnswered}}
        {{^isAnswered}}
        In die tijd kregen wij geen nieuwe versie van het dossier.
        {{/isAnswered}}
        {{/hasSupplement}}
        {{^hasSupplement}}
        Wij hebben uw coalitie niet gevraagd om het dossier aan te vullen.
        {{/hasSupplement}}
        """,
    ]
}
