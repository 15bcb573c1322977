/// The words of the sitting.
enum SittingWords: String, Words {
    case title, task, come, dossier, coalition, nothing, nothingText, keptFrom, read, earlier, there
    case fallen
    case here, away, markHere, markAway, noQuorum, controls, planned, opened, suspended, closed
    case openSitting, suspend, resume, closeSitting, takeUp, prepare, open, close, closeAnyway
    case reveal, again, adopt, motivation, motivationOptional, motivationAdvice, missing, ready,
        voted, vote, score
    case own, secret, keys, reasons, reasonsAdvice, revealed, attempt, total, noTotal, byName
    case member, voteColumn, criterion, mean, median, discuss, abstained, jointTitle, tieText
    case motivationLater, missingScores, closePartly, notVoted, wasTied
    case scored, onlyTie, casting, castingText, castButton, reasonsLeast, unfinished,
        unfinishedText, judging, joining
    case notes, replaces, recused, substitute, callSubstitute

    var phrase: Phrase { course ?? ballot ?? result ?? Phrase("", "") }

    private var course: Phrase? {
        switch self {
        case .title: Phrase("Vergadering", "Sitting")
        case .task: Phrase("Ga naar de vergadering", "Go to the sitting")
        case .come: Phrase("Kom naar de vergadering", "Come to the sitting")
        case .dossier: Phrase("Dossier", "Dossier")
        case .coalition: Phrase("Coalitie:", "Coalition:")
        case .nothing: Phrase("Er ligt niets op tafel", "Nothing is on the table")
        case .nothingText:
            Phrase(
                "De voorzitter of de secretaris kiest het volgende dossier.",
                "The chair or the secretary chooses the next dossier.")
        case .keptFrom:
            Phrase(
                "U hebt een belang bij dit dossier. U doet niet mee aan de bespreking en u stemt niet.",
                "You have an interest in this dossier. You take no part in the talk and don’t vote."
            )
        case .read: Phrase("Lees het kansendossier", "Read the dossier")
        case .fallen: Phrase("Gaat niet door", "Not discussed")
        case .earlier: Phrase("Eerdere stemmingen", "Earlier votes")
        case .there: Phrase("Wie er is", "Who is here")
        case .here: Phrase("aanwezig", "present")
        case .away: Phrase("afwezig", "absent")
        case .markHere: Phrase("Aanwezig melden", "Mark present")
        case .markAway: Phrase("Afwezig melden", "Mark absent")
        case .noQuorum: Phrase("Er wordt nu niet gestemd.", "There is no vote now.")
        case .controls: Phrase("De vergadering leiden", "Run the sitting")
        case .planned: Phrase("De vergadering begint op", "The sitting begins on")
        case .opened: Phrase("De vergadering is geopend.", "The sitting is open.")
        case .suspended: Phrase("De vergadering is geschorst.", "The sitting is suspended.")
        case .closed: Phrase("De vergadering is gesloten.", "The sitting is closed.")
        case .openSitting: Phrase("Vergadering openen", "Open the sitting")
        case .suspend: Phrase("Vergadering schorsen", "Suspend the sitting")
        case .resume: Phrase("Vergadering hervatten", "Resume the sitting")
        case .closeSitting: Phrase("Vergadering sluiten", "Close the sitting")
        case .takeUp: Phrase("Op tafel leggen: dossier", "Put on the table: dossier")
        case .prepare: Phrase("Stemming klaarzetten", "Make a vote ready")
        default: nil
        }
    }

    private var ballot: Phrase? {
        switch self {
        case .open: Phrase("Stemming openen", "Open the vote")
        case .close: Phrase("Stemming sluiten", "Close the vote")
        case .closeAnyway:
            Phrase("Sluiten zonder deze stemmen", "Close without these votes")
        case .reveal: Phrase("Stemmen onthullen", "Reveal the votes")
        case .again: Phrase("Opnieuw stemmen", "Vote again")
        case .adopt: Phrase("Advies vaststellen", "Adopt the advice")
        case .motivation: Phrase("Motivering", "Motivation")
        case .motivationOptional: Phrase("Motivering (optioneel)", "Motivation (optional)")
        case .scored: Phrase("U hebt nog niet gescoord:", "You haven’t scored yet:")
        case .motivationAdvice:
            Phrase(
                "Minstens 20 tekens. De tekst komt in de brief aan de coalitie.",
                "At least 20 characters. The text comes in the letter to the coalition.")
        case .motivationLater:
            Phrase(
                "Minstens 20 tekens, nu of later bij Motiveringen. De tekst komt in de brief aan "
                    + "de coalitie.",
                "At least 20 characters, now or later under Motivations. The text comes in the "
                    + "letter to the coalition.")
        case .onlyTie:
            Phrase(
                "Over een eis wordt alleen opnieuw gestemd als de stemmen staken.",
                "A requirement is only voted on again when the votes are tied.")
        case .missingScores: Phrase("Nog niet alles gescoord:", "Not everything scored yet:")
        case .closePartly:
            Phrase(
                "Sluiten: wat niet is gescoord, telt niet mee",
                "Close: what isn’t scored doesn’t count")
        case .missing: Phrase("Nog niet gestemd:", "Not voted yet:")
        case .ready: Phrase("De stemming is nog niet open.", "The vote is not open yet.")
        case .voted: Phrase("Gestemd:", "Voted:")
        case .notVoted:
            Phrase(
                "U hebt bij deze stemming niet gestemd: de voorzitter heeft haar gesloten.",
                "You didn’t vote in this ballot: the chair has closed it.")
        case .vote: Phrase("Stem opslaan", "Save your vote")
        case .score: Phrase("Score opslaan", "Save your score")
        case .own: Phrase("Opgeslagen:", "Saved:")
        case .secret:
            Phrase(
                "Niemand ziet dit voordat de stemmen worden onthuld.",
                "Nobody sees this before the votes are revealed.")
        case .keys:
            Phrase(
                "U kunt ook met het toetsenbord kiezen: een cijfer kiest, 0 betekent “kan ik niet "
                    + "beoordelen” en Enter slaat op.",
                "You can also choose by keyboard: a digit chooses, 0 means “cannot assess” and "
                    + "Enter saves.")
        case .reasons: Phrase("Reden", "Reason")
        case .reasonsAdvice:
            Phrase(
                "Verplicht bij “voldoet niet”: minstens 20 tekens.",
                "Compulsory with “does not meet”: at least 20 characters.")
        default: nil
        }
    }

    private var result: Phrase? {
        switch self {
        case .revealed: Phrase("de stemmen zijn zichtbaar.", "the votes are revealed.")
        case .attempt: Phrase("stemming", "vote")
        case .wasTied: Phrase("De stemmen staakten", "The votes were tied")
        case .total: Phrase("Totaal (van 100):", "Total (of 100):")
        case .noTotal: Phrase("Te weinig scores voor een totaal", "Too few scores for a total")
        case .byName: Phrase("Alle stemmen", "All votes")
        case .member: Phrase("Commissielid", "Member")
        case .voteColumn: Phrase("Stem", "Vote")
        case .criterion: Phrase("Criterium", "Criterion")
        case .jointTitle:
            Phrase("Stemming over meer dossiers", "Vote over several dossiers")
        case .tieText:
            Phrase(
                "Deze dossiers staan gelijk. Geef elk dossier één score.",
                "These dossiers are equal. Give each dossier one score.")
        case .casting: Phrase("Beslissende stem van de voorzitter", "The chair’s casting vote")
        case .castingText:
            Phrase(
                "De stemmen staakten twee keer. Zonder beslissende stem is het “voldoet niet”.",
                "The votes were tied twice. Without a casting vote it is “does not meet”.")
        case .castButton: Phrase("Beslissende stem geven", "Give the casting vote")
        case .reasonsLeast: Phrase("Minstens 20 tekens.", "At least 20 characters.")
        case .unfinished: Phrase("Nog niet klaar", "Not finished yet")
        case .unfinishedText:
            Phrase(
                "Als u de vergadering sluit, kunt u dossiers die niet besproken zijn opnieuw "
                    + "plannen.",
                "When you close the sitting, dossiers that were not discussed can be planned "
                    + "again.")
        case .joining: Phrase("Alle dossiers samen", "All dossiers together")
        case .judging: Phrase("Advies over wat op tafel ligt", "Advice on what is on the table")
        case .notes:
            Phrase("Het hele dossier, met uw aantekeningen", "The whole dossier, with your notes")
        case .replaces: Phrase("vervangt", "replaces")
        case .recused:
            Phrase("heeft een belang, doet niet mee", "has an interest, takes no part")
        case .substitute: Phrase("Plaatsvervanger", "Substitute")
        case .callSubstitute: Phrase("Plaatsvervanger oproepen", "Call the substitute")
        case .abstained: Phrase("kan ik niet beoordelen", "cannot assess")
        case .mean: Phrase("Gemiddeld", "Mean")
        case .median: Phrase("mediaan", "median")
        case .discuss:
            Phrase("De scores liggen ver uiteen: bespreek dit.", "The scores differ much: discuss.")
        default: nil
        }
    }
}
