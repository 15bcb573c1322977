// What was decided and what happens now, for each outcome.
extension LetterTemplates {
    static let decisions = [
        "granted": """
        # {{decisionHeading}}

        {{^contract}}
        Wij verlenen uw coalitie {{money}} van ten hoogste {{decided}}. {{fullness}}

        De subsidie is bedoeld voor de activiteiten die in uw kansendossier staan. Het gaat om de \
        versie die wij ontvingen onder ontvangstnummer {{receipt}}. Die versie hoort bij dit \
        besluit.{{#incidental}} Een incidentele subsidie duurt ten hoogste vier \
        jaar.{{/incidental}}
        {{/contract}}
        {{#contract}}
        Wij willen uw coalitie {{decided}} extra budget geven. {{fullness}}

        Het geld is bedoeld voor de activiteiten die in uw kansendossier staan. Het gaat om de \
        versie die wij ontvingen onder ontvangstnummer {{receipt}}. Wij leggen dit met u vast in \
        een wijzigingsafspraak. Dat is een aanvulling op het contract dat er al is.
        {{/contract}}
        """,
        "grantedNext": """
        # Wat er nu gebeurt

        {{^contract}}
        Wij nemen contact met u op om afspraken te maken over de uitvoering en de betaling. Samen \
        leggen wij ook vast hoe wij meten wat het initiatief oplevert.

        Bij de subsidie horen deze verplichtingen:

        - U voert de activiteiten uit zoals ze in het kansendossier staan.
        - U laat het ons meteen weten als dat niet lukt, of als er iets belangrijks verandert.
        - U houdt bij wat u uitgeeft en ontvangt.
        - U geeft ons de gegevens die nodig zijn om de afgesproken resultaten te volgen.
        - U legt na afloop verantwoording af en vraagt ons om de subsidie vast te stellen. Dan \
        besluiten wij hoeveel subsidie u definitief krijgt.
        {{/contract}}
        {{#contract}}
        Wij sturen u een voorstel voor de wijzigingsafspraak. Daarin staan de activiteiten, het \
        bedrag, de betaling, en hoe wij samen meten wat het initiatief oplevert. De afspraak geldt \
        pas als u en wij die hebben ondertekend.
        {{/contract}}
        """,
        "offeredInPart": """
        # {{decisionHeading}}

        Wij kunnen u niet het hele bedrag geven dat u vroeg. U vroeg {{requested}}. Wij bieden uw \
        coalitie {{decided}}{{#contract}} extra budget{{/contract}} aan.{{^contract}} Voor het \
        andere deel van uw aanvraag, {{remainder}}, weigeren wij subsidie.{{/contract}}

        # Wat u moet doen

        Het aanbod geldt tot en met {{offerTerm}}. Tot en met die dag houden wij het geld voor u \
        vast. Wilt u het aanbod aannemen? Dan moet dit uiterlijk op {{offerTerm}} gebeuren:

        1. De partners passen hun kostenposten aan. Samen vragen zij dan precies {{decided}}.
        2. Alle partners ondertekenen het aangepaste dossier opnieuw.
        3. De penvoerder, {{lead}}, neemt het aanbod aan.

        {{^contract}}
        Daarna verlenen wij de subsidie. Daarover krijgt u een apart besluit.
        {{/contract}}
        {{#contract}}
        Daarna leggen wij dit met u vast in een wijzigingsafspraak. Dat is een aanvulling op het \
        contract dat er al is. De afspraak geldt pas als u en wij die hebben ondertekend.
        {{/contract}}

        Doet u niets, of bent u te laat? Dan vervalt het aanbod vanzelf en krijgt uw coalitie geen \
        geld uit deze ronde. Wij bekijken dan of een dossier op de reservelijst aan de beurt is.
        """,
        "offeredInPartNext": "",
        "reserve": """
        # {{decisionHeading}}

        {{^contract}}
        Wij verlenen uw coalitie nu geen subsidie. U vroeg {{requested}}. Uw dossier voldoet wel \
        aan de harde eisen en haalt de drempelscore. Daarom zetten wij het op de reservelijst.
        {{/contract}}
        {{#contract}}
        Wij kunnen uw coalitie nu geen extra budget geven. U vroeg {{requested}}. Uw dossier \
        voldoet wel aan de harde eisen en haalt de drempelscore. Daarom zetten wij het op de \
        reservelijst.
        {{/contract}}
        """,
        "reserveNext": """
        # Wat de reservelijst betekent

        Er kan in deze ronde nog geld vrijkomen. Bijvoorbeeld omdat een andere coalitie een aanbod \
        niet aanneemt. Dat geld verdelen wij met dezelfde regels over de dossiers op de \
        reservelijst, in de volgorde van de ranglijst. Is uw dossier dan aan de beurt, dan krijgt \
        u bericht. U hoeft daar zelf niets voor te doen.

        De reservelijst is geen belofte. Wij weten niet of er geld vrijkomt.
        """,
        "rejected": """
        # {{decisionHeading}}

        {{^contract}}
        Wij wijzen de aanvraag van uw coalitie af. U vroeg {{requested}}. U krijgt geen subsidie.
        {{/contract}}
        {{#contract}}
        Wij geven uw coalitie geen extra budget voor dit kansendossier. U vroeg {{requested}}. Uw \
        contract verandert hierdoor niet.
        {{/contract}}
        """,
        "rejectedNext": """
        # Wilt u hierover praten?

        Wij leggen u graag uit hoe wij tot deze keuze zijn gekomen. Neem daarvoor contact op met \
        {{contact}}.
        """,
    ]
}
