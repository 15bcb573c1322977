// Why it was decided so: the grounds, the committee's results and the division of the money.
extension LetterTemplates {
    static let accounts = [
        "reasons": """
        # {{reasonsHeading}}

        {{#grounds}}
        - {{.}}
        {{/grounds}}

        {{#hasGrounds}}
        Onze toelichting:

        {{/hasGrounds}}
        {{motivation}}
        """,
        "assessment": """
        # Hoe de commissie uw dossier beoordeelde

        {{#hasCommittee}}
        Een commissie geeft ons advies over alle dossiers. Voor uw dossier bestond de commissie uit:

        {{#committee}}
        - {{name}}, {{function}}
        {{/committee}}
        {{/hasCommittee}}
        {{^hasCommittee}}
        Een commissie geeft ons advies over alle dossiers. Geen van de leden kon over uw dossier \
        adviseren.
        {{/hasCommittee}}

        {{#hasGate}}
        # De harde eisen

        Een dossier moet aan vier harde eisen voldoen. Over elke eis heeft de commissie gestemd. \
        De transformatie is de verandering in de zorg die de gemeente wil bereiken. Regulier \
        aanbod is hulp die er al is.

        {{#gate}}
        {{item}}: {{outcome}}.
        {{itemReasons}}

        {{/gate}}
        {{#endsAtGate}}
        Omdat het dossier niet aan alle harde eisen voldoet, kreeg het geen scores.
        {{/endsAtGate}}
        {{/hasGate}}
        {{#hasCriteria}}
        # De scores

        Voor elk criterium gaf de commissie een score van 1 tot en met {{scaleMost}}. Niet elk \
        criterium telt even zwaar: dat is de weging. Alle wegingen samen zijn {{weightTotal}}.

        {{#criteria}}
        {{criterion}}: {{value}} (weging {{weight}}).
        {{itemReasons}}

        {{/criteria}}
        {{/hasCriteria}}
        {{#hasTotal}}
        De totaalscore van uw dossier is {{total}} van de 100 punten. De drempelscore is \
        {{threshold}} punten: een dossier met minder punten krijgt geen geld.{{#hasRank}} Uw \
        dossier staat op plaats {{place}} van de {{ranked}} op de ranglijst.{{#isDrawn}} Uw \
        dossier eindigde op alles gelijk met een ander. Daarom is tussen die dossiers geloot, met \
        een sleutel die vóór de ronde is vastgelegd. Wij laten u op verzoek zien hoe u de \
        loting kunt narekenen.{{/isDrawn}}{{/hasRank}}
        {{/hasTotal}}
        """,
        "division": """
        # Hoe het geld is verdeeld

        In deze ronde is ten hoogste {{ceiling}} beschikbaar. {{rule}}

        {{cause}}

        {{#lowered}}
        De commissie adviseerde een lager bedrag dan u vroeg: {{loweredAmount}}. De reden daarvoor \
        is:

        {{loweredReasons}}

        {{/lowered}}
        {{#override}}
        Voor uw dossier is van deze verdeling afgeweken. {{overrideEffect}} De reden voor de \
        afwijking is:

        {{overrideReasons}}

        {{/override}}
        {{#passedOver}}
        Dossier {{funded}} was later aan de beurt dan uw dossier, maar krijgt wel geld. Daarvoor is \
        van deze verdeling afgeweken. Uw dossier is daarbij overgeslagen. De reden daarvoor is:

        {{passedReasons}}

        {{/passedOver}}
        Het advies aan ons was {{advice}}.{{^deviation}} Wij volgen dit advies.{{/deviation}}

        {{#deviation}}
        # Waarom wij afwijken van het advies

        Wij volgen dit advies niet. De reden daarvoor is:

        {{deviationReasons}}
        {{/deviation}}
        """,
    ]
}
