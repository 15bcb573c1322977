/// The words of the ranking.
enum RankingWords: String, Words {
    case title, task, adopted, threshold, ready, assessed, early, place, dossier, points, exact
    case decided, reach
    case reached, below, first, total, revote, lottery, equal, waitingTitle, toSitting
    case unrankedTitle, adoptTitle, adoptText, adopt, boundary, boundaryHelp, seed, seedHelp, equals
    case certainty, certaintyText, casesTitle, noCases, hangs, differs, method, funded, changed,
        without
    case mean, median, recusals, notEstimable, nobody, same, tied, noAgreement, pastText
    case seedTitle, toAllocation, variantsTitle, sameLots, voteFirst, voteTask

    var phrase: Phrase { order ?? certain ?? Phrase("", "") }

    private var order: Phrase? {
        switch self {
        case .title: Phrase("Ranglijst", "Ranking")
        case .task: Phrase("Stel de ranglijst vast", "Adopt the ranking")
        case .adopted:
            Phrase("De commissie stelde deze volgorde vast.", "The committee adopted this order.")
        case .threshold: Phrase("De drempel is", "The threshold is")
        case .ready:
            Phrase(
                "Alle dossiers zijn beoordeeld. De voorzitter kan de ranglijst vaststellen.",
                "All dossiers are assessed. The chair can adopt the ranking.")
        case .assessed: Phrase("Alle dossiers zijn beoordeeld.", "All dossiers are assessed.")
        case .early:
            Phrase(
                "De ranglijst komt er als alle dossiers zijn beoordeeld.",
                "The ranking comes when all dossiers are assessed.")
        case .place: Phrase("Plaats", "Place")
        case .dossier: Phrase("Dossier", "Dossier")
        case .points: Phrase("Punten (van 100)", "Points (of 100)")
        case .exact: Phrase("precies", "exactly")
        case .decided: Phrase("Wat besliste", "What decided")
        case .reach: Phrase("Drempel", "Threshold")
        case .reached: Phrase("Gehaald", "Reached")
        case .below: Phrase("Niet gehaald", "Not reached")
        case .first: Phrase("Hoogste totaal", "Highest total")
        case .total: Phrase("Lager totaal", "Lower total")
        case .revote: Phrase("Gelijk; de extra stemming besliste", "Equal; the extra vote decided")
        case .lottery: Phrase("Gelijk; de loting besliste", "Equal; the lottery decided")
        case .equal: Phrase("Gelijk totaal; lager op", "Equal total; lower on")
        case .waitingTitle: Phrase("Nog te beoordelen", "Still to be assessed")
        case .toSitting: Phrase("Naar de vergadering", "To the sitting")
        case .unrankedTitle: Phrase("Niet in de ranglijst", "Not in the ranking")
        case .adoptTitle: Phrase("Ranglijst vaststellen", "Adopt the ranking")
        case .adoptText:
            Phrase(
                "De volgorde volgt uit de vastgestelde scores. Daarna wordt het geld verdeeld "
                    + "volgens de regel van de ronde. U ziet eerst wat eruit komt. Heeft de "
                    + "voorzitter een belang, dan doet de plaatsvervanger dit.",
                "The order follows from the adopted scores. After that the money is divided by the "
                    + "rule of the round. You see what comes out first. If the chair has an "
                    + "interest, the deputy does this.")
        case .adopt: Phrase("Ranglijst vaststellen", "Adopt the ranking")
        case .boundary:
            Phrase("Bevestig de grensgevallen", "Confirm the boundary cases")
        case .boundaryHelp:
            Phrase(
                "Bij deze dossiers hangt het geld af van één lid of van één rekenmethode. Kruis ze "
                    + "allemaal aan als de commissie dat weet en de ranglijst toch vaststelt.",
                "For these dossiers the money hangs on one member or one method. Tick them all if "
                    + "the committee knows that and adopts the ranking all the same.")
        case .seed: Phrase("Geheime lotingssleutel", "Secret seed of the lottery")
        case .seedHelp:
            Phrase(
                "Er zijn dossiers die op alles gelijk zijn: het lot beslist. Vul de sleutel uit "
                    + "de envelop in, zodat iedereen de loting kan narekenen. Spaties en "
                    + "hoofdletters maken niet uit.",
                "Some dossiers are equal on everything: the lottery decides. Enter the seed from "
                    + "the envelope, so that everybody can recompute the lottery. Spaces and "
                    + "capitals don’t matter.")
        case .voteFirst:
            Phrase(
                "zijn op alles gelijk. De commissie stemt daar eerst over, in een vergadering. "
                    + "Pas daarna kan de voorzitter de ranglijst vaststellen.",
                "are equal on everything. The committee votes on that first, in a sitting. Only "
                    + "then can the chair adopt the ranking.")
        case .voteTask:
            Phrase(
                "Stem over gelijke dossiers, voor de ranglijst",
                "Vote on equal dossiers, for the ranking")
        case .equals: Phrase("Gelijk zijn:", "Equal are:")
        case .seedTitle:
            Phrase("Sleutel waarmee is geloot:", "Seed of the lottery:")
        case .toAllocation: Phrase("Naar de verdeling van het geld", "To the division of the money")
        case .pastText:
            Phrase(
                "Deze ranglijst is vervallen en telt niet meer:",
                "This ranking has lapsed and no longer counts:")
        default: nil
        }
    }

    private var certain: Phrase? {
        switch self {
        case .certainty: Phrase("Hoe zeker de uitslag is", "How certain the result is")
        case .certaintyText:
            Phrase(
                "De ranglijst is ook op andere manieren berekend. Dat verandert niets aan de "
                    + "uitslag. Het laat zien of een kleine verandering een ander dossier geld had "
                    + "gegeven.",
                "The ranking was also computed in other ways. That changes nothing. It shows "
                    + "whether a small change would have funded another dossier.")
        case .casesTitle: Phrase("Grensgevallen", "Boundary cases")
        case .noCases:
            Phrase(
                "Er zijn geen grensgevallen: op elke manier krijgen dezelfde dossiers geld.",
                "There are no boundary cases: in every way the same dossiers are funded.")
        case .hangs:
            Phrase(
                "of dit geld krijgt, hangt af van één lid of één rekenmethode.",
                "whether it is funded hangs on one member or one method.")
        case .differs:
            Phrase("de uitkomst is anders", "the outcome differs")
        case .variantsTitle: Phrase("Alle berekeningen", "All computations")
        case .method: Phrase("Manier van rekenen", "Way of computing")
        case .funded: Phrase("Krijgt geld", "Is funded")
        case .changed: Phrase("Anders dan de uitslag", "Other than the result")
        case .without: Phrase("zonder de scores van", "without the scores of")
        case .mean: Phrase("met het gemiddelde", "with the mean")
        case .median: Phrase("met de mediaan", "with the median")
        case .recusals:
            Phrase(
                "met een correctie voor leden die niet over elk dossier mochten oordelen",
                "with a correction for members who could not judge every dossier")
        case .notEstimable: Phrase("Niet te berekenen", "Can’t be computed")
        case .nobody: Phrase("Geen enkel dossier", "No dossier")
        case .same: Phrase("Niets", "Nothing")
        case .tied:
            Phrase("gelijk op alles, een loting zou beslissen", "equal in all, lots would decide")
        case .sameLots:
            Phrase(
                "In de andere berekeningen telt bij gelijke dossiers hetzelfde lot.",
                "In the other computations the same lottery counts between equals.")
        case .noAgreement:
            Phrase(
                "Hoe eens de leden het waren, is niet te berekenen: er is te weinig verschil.",
                "How far the members agreed can’t be computed: there is too little difference.")
        default: nil
        }
    }
}
