/// The words of the last look before publication.
enum CheckWords: String, Words {
    case title, text, done, missing, advised, mend, previewTitle, preview, settings
    case publishTitle, publishText, notYet, publish, task, ready, todo, rules, chair
    case chairHelp, members, membersHelp, closing, closingHelp, opening, openingHelp, weights
    case weightsHelp, deputy, deputyHelp, secretary, secretaryHelp, organisations
    case organisationsHelp, decider, deciderHelp, register, registerHelp, seed, seedHelp, yourself

    var phrase: Phrase {
        switch self {
        case .title:
            Phrase(
                "Controleren en publiceren",
                "Check and publish")
        case .text:
            Phrase(
                "Dit is nodig of verstandig voordat u de ronde publiceert.",
                "This is needed or wise before you publish the round.")
        case .done:
            Phrase(
                "In orde",
                "In order")
        case .missing:
            Phrase(
                "Nog nodig",
                "Still needed")
        case .advised:
            Phrase(
                "Aangeraden",
                "Advised")
        case .mend:
            Phrase(
                "Naar de plek waar u dit regelt",
                "To where you mend this")
        case .previewTitle:
            Phrase(
                "Bekijk wat aanbieders gaan zien",
                "See what providers will see")
        case .preview:
            Phrase(
                "Voorbeeld van de spelregels",
                "Preview of the rules")
        case .settings:
            Phrase(
                "Instellingen veranderen",
                "Change the settings")
        case .publishTitle:
            Phrase(
                "Publiceren",
                "Publish")
        case .publishText:
            Phrase(
                "Na publicatie ziet iedereen de ronde en liggen spelregels en bedrag vast. U "
                    + "ziet eerst wat er gebeurt.",
                "Once published everybody sees the round, and its rules and amount are "
                    + "fixed. You see first what happens.")
        case .notYet:
            Phrase(
                "Publiceren kan als alles wat nog nodig is, in orde is.",
                "You can publish once all that is still needed is in order.")
        case .publish:
            Phrase(
                "Ronde publiceren",
                "Publish the round")
        case .task:
            Phrase(
                "Maak klaar om te publiceren:",
                "Make ready to publish:")
        case .ready:
            Phrase(
                "Alles wat nodig is, is in orde",
                "All that is needed is in order")
        case .todo:
            Phrase(
                "Nog nodig",
                "Still needed")
        case .rules:
            Phrase(
                "De spelregels zijn volledig ingevuld",
                "The rules are complete")
        case .chair:
            Phrase(
                "Er is een voorzitter",
                "There is a chair")
        case .chairHelp:
            Phrase(
                "Zonder voorzitter kan de commissie niet vergaderen.",
                "Without a chair the committee can’t sit.")
        case .members:
            Phrase(
                "Er zijn genoeg leden met een stem",
                "There are enough members with a vote")
        case .membersHelp:
            Phrase(
                "Benoem zoveel leden als er voor een vergadering nodig zijn.",
                "Appoint as many members as a sitting needs.")
        case .closing:
            Phrase(
                "Het moment van sluiten ligt in de toekomst",
                "The closing is in the future")
        case .closingHelp:
            Phrase(
                "Kies een later moment.",
                "Choose a later moment.")
        case .opening:
            Phrase(
                "Het moment van openen ligt in de toekomst",
                "The opening is in the future")
        case .openingHelp:
            Phrase(
                "Publiceert u zo, dan kan er meteen worden ingediend.",
                "Published like this, the round opens at once.")
        case .weights:
            Phrase(
                "De gewichten zijn samen 100",
                "The weights are 100 together")
        case .weightsHelp:
            Phrase(
                "Het kan ook anders, maar 100 is makkelijker te lezen.",
                "It can be otherwise, but 100 is easier to read.")
        case .deputy:
            Phrase(
                "Er is een plaatsvervangend voorzitter en een lid meer dan nodig",
                "There is a deputy chair and a member more than needed")
        case .deputyHelp:
            Phrase(
                "Anders ligt een vergadering stil als er één lid ziek is of een belang heeft.",
                "Otherwise a sitting stops when one member is ill or has an interest.")
        case .secretary:
            Phrase(
                "Er is een secretaris",
                "There is a secretary")
        case .secretaryHelp:
            Phrase(
                "De secretaris houdt de agenda en de aanwezigheid bij.",
                "The secretary keeps the agenda and the presence.")
        case .organisations:
            Phrase(
                "Er zijn minstens twee gecontroleerde organisaties die kunnen indienen",
                "There are at least two verified organisations that can submit")
        case .organisationsHelp:
            Phrase(
                "Een coalitie heeft minstens twee aanbieders nodig die mogen tekenen.",
                "A coalition needs at least two providers that may sign.")
        case .decider:
            Phrase(
                "Er is iemand die namens het college beslist",
                "Somebody decides for the executive")
        case .deciderHelp:
            Phrase(
                "De beheerder geeft die rol. Nodig vanaf de besluiten.",
                "The administrator grants that role. Needed from the decisions on.")
        case .yourself:
            Phrase(
                "Kijk zelf na",
                "Check yourself")
        case .seed:
            Phrase(
                "De geheime lotingssleutel is afgedrukt en ligt in een gesloten envelop",
                "The secret seed of the lottery is printed and in a closed envelope")
        case .seedHelp:
            Phrase(
                "Dat kunnen wij niet zien. Is de sleutel kwijt, maak dan een nieuwe.",
                "We can’t see that. If the seed is lost, make a new one.")
        case .register:
            Phrase(
                "De lijst van gewone zorg is gevuld",
                "The register of regular services has entries")
        case .registerHelp:
            Phrase(
                "Bij publicatie wordt de lijst vastgelegd voor deze ronde. Aanbieders zien "
                    + "dan wat niet meer nieuw is.",
                "On publication the register is fixed for this round. Providers then see "
                    + "what is no longer new.")
        }
    }
}
