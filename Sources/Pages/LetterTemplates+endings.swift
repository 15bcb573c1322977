// How a part offer ended: accepted and granted, or over.
extension LetterTemplates {
    static let endings = [
        "offerAcceptedOpening": """
        Op {{receivedOn}} nam uw coalitie het aanbod aan dat wij deden voor het kansendossier \
        “{{title}}” in de ronde “{{round}}” ({{year}}). Wij ontvingen daarbij het aangepaste \
        dossier, onder ontvangstnummer {{receipt}}. In deze brief leest u wat dat betekent.
        """,
        "offerAccepted": """
        # {{decisionHeading}}

        {{^contract}}
        Wij verlenen uw coalitie {{money}} van ten hoogste {{granted}}.

        De subsidie is bedoeld voor de activiteiten die in uw kansendossier staan. Het gaat om de \
        aangepaste versie met ontvangstnummer {{receipt}}. Die versie hoort bij dit \
        besluit.{{#incidental}} Een incidentele subsidie duurt ten hoogste vier \
        jaar.{{/incidental}}
        {{/contract}}
        {{#contract}}
        Wij willen uw coalitie {{granted}} extra budget geven.

        Het geld is bedoeld voor de activiteiten die in uw kansendossier staan. Het gaat om de \
        aangepaste versie met ontvangstnummer {{receipt}}. Wij leggen dit met u vast in een \
        wijzigingsafspraak. Dat is een aanvulling op het contract dat er al is.
        {{/contract}}

        # De bedragen

        - Eerst vroeg uw coalitie {{requested}}.
        - Wij boden {{offered}} aan.
        - {{^contract}}Nu verlenen wij{{/contract}}{{#contract}}Nu gaat het om{{/contract}} \
        {{granted}}.

        {{#hasRest}}
        Uw coalitie vraagt nu {{rest}} minder dan wij aanboden. Dat geld is weer vrij voor andere \
        dossiers in deze ronde.
        {{/hasRest}}

        Dit vragen de partners in het aangepaste dossier:

        {{#shares}}
        - {{partner}}: {{share}}
        {{/shares}}

        Samen is dat precies {{granted}}.

        {{>basis}}

        # Waarom wij dit {{^contract}}besluiten{{/contract}}{{#contract}}kiezen{{/contract}}

        Uw coalitie paste haar kostenposten aan. Alle partners ondertekenden het aangepaste \
        dossier, en de penvoerder nam het aanbod op tijd aan. Waarom wij dit bedrag aanboden, las \
        u in onze brief met kenmerk {{offerReference}}. Die redenen gelden ook nu.

        {{^contract}}
        Het aanbod zelf was nog geen subsidie. De wet staat in de regel niet toe dat een subsidie \
        afhangt van iets wat alleen u moet doen (artikel 4:33 van de Awb). Daarom krijgt u dit \
        aparte besluit. Aan het deel dat wij in die eerdere brief weigerden, verandert niets.
        {{/contract}}
        """,
        "offerEndedOpening": """
        Wij boden uw coalitie {{offered}}{{#contract}} extra budget{{/contract}} aan voor het \
        kansendossier “{{title}}” in de ronde “{{round}}” ({{year}}). Dat deden wij in onze brief \
        met kenmerk {{offerReference}}. In deze brief leest u dat het aanbod voorbij is, en wat \
        dat betekent.
        """,
        "offerEnded": """
        # Het aanbod is voorbij

        {{#isDeclined}}
        De penvoerder, {{lead}}, liet ons weten dat uw coalitie het aanbod niet aanneemt. De reden \
        die wij kregen, is:

        {{noticeReasons}}
        {{/isDeclined}}
        {{^isDeclined}}
        Uw coalitie kon het aanbod aannemen tot en met {{offerTerm}}. Dat is niet gebeurd. Daarom \
        is het aanbod vanzelf vervallen.
        {{/isDeclined}}

        # {{decisionHeading}}

        {{^contract}}
        U vroeg {{requested}}. In onze eerdere brief weigerden wij subsidie voor {{remainder}}. Nu \
        weigeren wij ook subsidie voor het deel dat wij aanboden: {{offered}}. Dat deel konden wij \
        alleen verlenen als uw coalitie het dossier daarop aanpaste en het aanbod aannam. U krijgt \
        dus geen subsidie uit deze ronde.
        {{/contract}}
        {{#contract}}
        Wij geven uw coalitie geen extra budget uit deze ronde. Uw contract verandert hierdoor \
        niet.
        {{/contract}}

        Het geld dat wij voor uw coalitie vasthielden, is weer vrij. Wij bekijken of een dossier \
        op de reservelijst aan de beurt is.

        {{>basis}}
        """,
    ]
}
