internal import Domain

extension RefusalSentences {
    static func dutch(_ refusal: Refusal) -> String {
        let say = RefusalWords(refusal: refusal, amount: dutchAmount)
        return switch refusal.code {
        case .notSignedIn: "U bent niet aangemeld. Meld u aan met een geldig token."
        case .notAllowed:
            "U mag dit niet doen\(say.subject(" met ")). "
                + "Vraag de coördinator of u een andere rol nodig hebt."
        case .readOnlyToken:
            "Met dit token kunt u alleen lezen. Gebruik een token met volledige rechten."
        case .notActingForOrganisation:
            "U hoort niet bij deze organisatie\(say.subject(" (", ")")). "
                + "Kies een organisatie waar u bij hoort, of vraag om toegang."
        case .unknownRound: "Deze ronde bestaat niet. Controleer de naam van de ronde."
        case .unknownDossier:
            "Dit dossier bestaat niet in deze ronde. Controleer het nummer van het dossier."
        case .unknownBallot:
            "Deze stemming bestaat niet in deze ronde. Controleer het nummer van de stemming."
        case .unknownPerson:
            "Deze persoon\(say.subject(" (", ")")) is niet bekend. "
                + "Registreer de persoon eerst of verbeter de naam."
        case .unknownOrganisation:
            "Deze organisatie\(say.subject(" (", ")")) is niet bekend. "
                + "Registreer de organisatie eerst of verbeter de naam."
        case .unknownToken: "Dit token bestaat niet. Controleer de naam van het token."
        case .unknownCriterion:
            "Dit criterium\(say.subject(" (", ")")) hoort niet bij deze ronde. "
                + "Kies een criterium uit de regels van de ronde."
        case .unknownSection:
            "Dit onderdeel\(say.subject(" (", ")")) zit niet in het dossier. "
                + "Kies een onderdeel uit het dossier."
        case .unknownPartner:
            "Deze partner\(say.subject(" (", ")")) hoort niet bij het dossier. "
                + "Kies een partner uit de coalitie of nodig de organisatie uit."
        case .alreadyExists:
            "Dit bestaat al\(say.subject(": ")). Gebruik wat er al is of kies een andere naam."
        case .keyReused:
            "Deze sleutel is al gebruikt voor een ander commando. "
                + "Geef elk nieuw commando een nieuwe sleutel."
        case .textMissing:
            "Er ontbreekt een tekst\(say.subject(" bij ")). Vul de tekst in en probeer het opnieuw."
        case .textTooLong:
            "De tekst\(say.subject(" bij ")) is te lang\(say.limit(": er mogen hooguit ", " tekens in")). "
                + "Maak de tekst korter."
        case .reasonsMissing:
            "De uitleg\(say.subject(" bij ")) ontbreekt of is te kort. "
                + "Schrijf uw redenen op\(say.limit(" in minstens ", " tekens"))."
        case .tooMany:
            "Het zijn er te veel\(say.subject(" bij "))\(say.limit(": het mogen er hooguit ", " zijn")). "
                + "Haal er eerst een weg."
        case .malformed:
            "De inhoud\(say.subject(" van ")) heeft niet de juiste vorm. "
                + "Kijk in de beschrijving welke vorm nodig is en verbeter de inhoud."
        case .amountNegative:
            "Een bedrag\(say.subject(" bij ")) is lager dan nul. Vul nul of een hoger bedrag in."
        case .amountTooLarge:
            "Een bedrag\(say.subject(" bij ")) is te hoog\(say.limitAmount(": het mag hooguit ", " zijn")). "
                + "Vul een lager bedrag in."
        case .amountsDoNotAddUp:
            "De bedragen\(say.subject(" bij ")) kloppen niet met elkaar. "
                + "Reken de bedragen na en verbeter ze\(say.currentAmount(": het gevraagde bedrag hoort ", " te zijn"))."
        case .datesOutOfOrder:
            "De datums\(say.subject(" bij ")) staan niet in de goede volgorde. "
                + "Kies een datum die na de vorige ligt."
        case .wrongPhase:
            "Dit kan niet in deze fase van de ronde. "
                + "Wacht tot de ronde zover is, of kijk wat er nu wel kan."
        case .rulesIncomplete:
            "De regels van de ronde zijn niet compleet\(say.subject(": er mist iets bij ")). "
                + "Vul de regels aan en publiceer dan."
        case .rulesFrozen:
            "De regels van deze ronde liggen vast. Maak voor andere regels een nieuwe ronde."
        case .closingOnlyLater:
            "De sluiting van de ronde mag alleen later worden. Kies een later tijdstip."
        case .roundNotOpen:
            "De ronde is nog niet open. Wacht tot de openingstijd en dien dan in."
        case .roundClosed:
            "De ronde is gesloten. Neem contact op met de coördinator als u vragen hebt."
        case .lotterySeedMismatch:
            "Deze lotingssleutel past niet bij wat bij publicatie is vastgelegd. "
                + "Gebruik de sleutel die toen is gemaakt."
        case .tieNeedsLottery:
            "Er zijn dossiers op alles gelijk geëindigd: het lot beslist. "
                + "Vul de geheime lotingssleutel in die bij de ronde is bewaard."
        case .dossiersNotFinished:
            "Nog niet alle dossiers zijn klaar\(say.subject(": het gaat om ")). "
                + "Rond die dossiers eerst af."
        case .wrongState:
            "Dit kan niet in de huidige toestand\(say.subject(" van ")). "
                + "Kijk hoe het er nu voor staat en kies een andere stap."
        case .staleVersion:
            "Er is intussen iets veranderd\(say.current(": versie ", " geldt nu")). "
                + "Bekijk de nieuwe versie en probeer het opnieuw."
        case .sectionLocked:
            "U mag dit onderdeel\(say.subject(" (", ")")) nu niet wijzigen. "
                + "Vraag de penvoerder wie eraan werkt of wanneer het weer open is."
        case .invitationPending:
            "Een uitnodiging\(say.subject(" aan ")) is nog niet beantwoord. "
                + "Wacht op het antwoord of trek de uitnodiging in."
        case .alreadyPartner:
            "Deze organisatie\(say.subject(" (", ")")) is al partner. "
                + "U hoeft haar niet nog eens uit te nodigen."
        case .leadCannotLeave:
            "De penvoerder kan de coalitie niet verlaten. "
                + "Trek het dossier in als u wilt stoppen."
        case .contentMismatch:
            "De inhoud is anders dan wat u hebt gezien. "
                + "Lees de nieuwe inhoud en bevestig opnieuw."
        case .notSignatory:
            "U mag niet tekenen voor deze organisatie. "
                + "Laat iemand tekenen die daar tekenbevoegd is."
        case .organisationUnverified:
            "De organisatie\(say.subject(" ")) is nog niet gecontroleerd. "
                + "Vraag de gemeente om de organisatie te controleren."
        case .tooFewProviders:
            "Er hebben te weinig aanbieders getekend\(say.limit(": het moeten er minstens ", " zijn")). "
                + "Zoek nog een aanbieder die meedoet en tekent."
        case .sameRegistration:
            "Twee partners hebben hetzelfde KvK-nummer\(say.subject(" (", ")")). "
                + "Werk samen met een andere organisatie."
        case .sameConcern:
            "Twee partners horen bij hetzelfde concern\(say.subject(" (", ")")). "
                + "Zoek een partner buiten dat concern."
        case .leadNotContracted:
            "De penvoerder heeft geen contract met de gemeente. "
                + "Kies een penvoerder die wel een contract heeft."
        case .signaturesMissing:
            "Niet alle partners hebben deze versie getekend\(say.subject(": er mist ")). "
                + "Vraag die partners om te tekenen."
        case .nothingRequested:
            "Er is geen bedrag aangevraagd\(say.subject(" door ")). "
                + "Vul minstens één kostenregel met een gevraagd bedrag in."
        case .alreadySigned:
            "Uw organisatie heeft deze versie al getekend. U hoeft niets te doen."
        case .notCommittee:
            "U zit niet in de commissie van deze ronde. "
                + "Vraag de coördinator als u denkt dat dit niet klopt."
        case .interestsNotDeclared:
            "U hebt uw belangen nog niet opgegeven. Doe dat eerst, dan krijgt u toegang."
        case .interestConflict:
            "U hebt een belang bij dit dossier. Laat de behandeling aan de andere leden over."
        case .notJudgeable:
            "Er zijn te weinig leden zonder belang\(say.limit(": er zijn er minstens ", " nodig")). "
                + "Benoem een plaatsvervanger."
        case .seatTaken:
            "Deze plaats in de commissie is al bezet. Kies een andere plaats of maak deze vrij."
        case .sittingNotOpen:
            "De zitting is niet open. Wacht tot de voorzitter de zitting opent."
        case .notCurrentDossier:
            "Dit dossier is nu niet aan de orde. Wacht tot de voorzitter het oproept."
        case .notPresent:
            "U staat niet als aanwezig geboekt. Maak verbinding of meld u bij de secretaris."
        case .quorumMissing:
            "Er zijn te weinig leden aanwezig\(say.current(": ", " aanwezig"))\(say.limit(", nodig: ")). "
                + "Wacht tot er genoeg leden zijn."
        case .ballotNotOpen:
            "Deze stemming is niet open. Stem pas als de voorzitter de stemming opent."
        case .ballotNotClosed:
            "Deze stemming is nog niet gesloten. Sluit de stemming eerst."
        case .ballotNotRevealed:
            "De uitslag is nog niet getoond. Toon eerst de uitslag van deze stemming."
        case .ballotUnfinished:
            "Er loopt nog een stemming over dit dossier. Rond die stemming eerst af."
        case .missingNotListed:
            "De lijst van leden zonder stem klopt niet. "
                + "Bekijk wie nog niet gestemd heeft en bevestig die lijst."
        case .scoreOutOfScale:
            "Deze score\(say.subject(" voor ")) valt buiten de schaal\(say.limit(" van 1 tot en met ")). "
                + "Kies een score op de schaal."
        case .gateNotPassed:
            "Dit dossier is niet door de harde toets. Kies een dossier dat wel door de toets is."
        case .tieNeedsSecondBallot:
            "De stemmen staken. Bespreek het onderdeel en houd een tweede stemming."
        case .tooFewVotes:
            "Er zijn te weinig geldige stemmen\(say.limit(": het moeten er minstens ", " zijn")). "
                + "Houd de stemming opnieuw met meer leden."
        case .noSecondBallot:
            "Een nieuwe stemming is hier niet mogelijk. Stel de uitslag vast die er ligt."
        case .voteTypeMismatch:
            "Deze stem past niet bij deze stemming. "
                + "Geef het soort stem waar de stemming om vraagt."
        case .scoreMissing:
            "Op het formulier ontbreekt een score\(say.subject(" (", ")")). "
                + "Vul voor elk criterium een score in, of 0 voor een onthouding."
        case .alreadyVoted:
            "Dit lid\(say.subject(" (", ")")) heeft zelf al gestemd. "
                + "Vraag het lid om de eigen stem te wijzigen."
        case .countersignMissing:
            "Een stem van papier is nog niet door het lid bevestigd\(say.subject(": ")). "
                + "Vraag het lid om de stem te bevestigen, of houd de stemming opnieuw als die niet klopt."
        case .nothingToCountersign:
            "Er is hier geen stem van papier die u moet bevestigen. "
                + "Kijk bij de stemming wat er van u wordt gevraagd."
        case .tieNeedsRevote:
            "De dossiers\(say.subject(" ")) eindigen precies gelijk. "
                + "Houd eerst een extra stemming over deze dossiers."
        case .boundaryNotConfirmed:
            "Dit is een grensgeval\(say.subject(": dossier ")). "
                + "Bekijk het verslag over de robuustheid en bevestig precies deze dossiers."
        case .coalitionChanged:
            "De coalitie van dossier\(say.subject(" ")) is veranderd sinds de indiening. "
                + "Toets de coalitie opnieuw en laat de commissie de eis Samenwerking opnieuw beoordelen."
        case .sectionPending:
            "Een onderdeel is nog niet klaar\(say.subject(": ")). "
                + "Rond het onderdeel af voordat u om handtekeningen vraagt."
        case .minimumAboveRequest:
            "Wat minimaal nodig is\(say.subject(" bij ")) is meer dan wat u vraagt. "
                + "Vul een bedrag in dat niet hoger is dan gevraagd\(say.limitAmount(" (", ")"))."
        case .signatoryMissing:
            "Voor deze organisatie\(say.subject(" (", ")")) kan nog niemand tekenen. "
                + "Laat de gemeente een tekenbevoegde registreren."
        case .noTie:
            "Bij deze stemming is er geen tweede gelijke uitslag. "
                + "Een beslissende stem kan alleen als de stemmen voor de tweede keer staken."
        case .skippedNotListed:
            "Noem bij elk dossier dat u overslaat waarom\(say.subject(": dossier ")). "
                + "Geef voor precies deze dossiers een reden."
        case .nothingAsked:
            "Voor dit dossier\(say.subject(" (", ")")) is geen afwijking gevraagd. "
                + "Laat eerst een coördinator de afwijking vragen."
        case .sameEyes:
            "U hebt bij dit dossier al een stap gedaan die iemand anders moet controleren. "
                + "Vraag een collega om deze stap te doen."
        case .groundsMissing:
            "Noem waarom niet alles wordt toegekend\(say.subject(" bij dossier ")). "
                + "Kies een of meer weigeringsgronden; bij een volledige toekenning hoort er geen."
        case .incompatibleFunded:
            "Dit dossier kan niet samengaan met dossier\(say.subject(" ")), dat al geld krijgt. "
                + "Kies een van de twee."
        case .motivationUnread:
            "Een motivering is nog niet door een tweede persoon gelezen\(say.subject(": ")). "
                + "Laat een collega de motivering lezen en akkoord geven."
        case .letterIncomplete:
            "In een brief ontbreekt iets\(say.subject(": ")). "
                + "Laat dit aanvullen en probeer het dan opnieuw."
        case .aboveOffer:
            "Dit is meer dan er is aangeboden\(say.limitAmount(": ")). "
                + "Pas uw kosten aan tot hooguit het aangeboden bedrag."
        case .confirmationMissing:
            "Bekijk eerst wat dit commando teweegbrengt. "
                + "Vraag het gevolg op en bevestig het met de code die u dan krijgt."
        case .potExceeded:
            "Er zit niet genoeg geld in de pot\(say.currentAmount(": er is nog ", " over")). "
                + "Kies een lager bedrag."
        case .aboveRequest:
            "Het bedrag is hoger dan wat is aangevraagd\(say.limitAmount(" (", ")")). "
                + "Kies een bedrag tot en met de aanvraag."
        case .belowMinimum:
            "Het bedrag is lager dan het kleinste bedrag waarmee het werkt\(say.limitAmount(" (", ")")). "
                + "Kies een hoger bedrag of wijs af."
        case .deviationUnexplained:
            "U wijkt af van het advies zonder uitleg. Schrijf op waarom u afwijkt."
        case .voterMayNotDecide:
            "U hebt meegestemd en mag daarom niet beslissen. Laat iemand anders beslissen."
        case .deciderMayNotVote:
            "Deze persoon\(say.subject(" (", ")")) beslist namens de gemeente en kan daarom geen stem "
                + "hebben. Kies iemand anders, of maak de persoon secretaris."
        case .decisionsIncomplete:
            "Niet alle dossiers hebben een besluit\(say.current(": er missen er ")). "
                + "Neem eerst de besluiten die nog missen."
        case .hiddenMaterial:
            "In dit materiaal zit iets dat nog geheim is. "
                + "Wacht tot de uitslag is getoond en probeer het dan opnieuw."
        case .unknownIndicator:
            "Deze indicator\(say.subject(" (", ")")) hoort niet bij de afspraken, of deze versie "
                + "bestaat niet. Kies een indicator en een versie uit de catalogus."
        case .unknownPeriod:
            "Deze periode\(say.subject(" (", ")")) staat niet in de afspraken, of er is nog geen "
                + "rapportage. Controleer het nummer van de periode."
        case .unknownTranche:
            "Deze betaling\(say.subject(" (", ")")) staat niet in de afspraken. "
                + "Controleer het nummer van de betaling."
        case .unknownHandover:
            "Deze overdracht\(say.subject(" (", ")")) is niet aan u gericht of bestaat niet. "
                + "Controleer het nummer van de overdracht."
        case .unknownImport:
            "De berichten waar dit resultaat op rust, staan niet in deze ronde. "
                + "Leg eerst vast dat ze zijn ingelezen."
        case .directionContradicts:
            "Bij deze indicator\(say.subject(" (", ")")) klopt de richting niet met de nulmeting en "
                + "de streefwaarde. Verbeter de richting of de waarden."
        case .notAgreed:
            "Er zijn nog geen afspraken die beide partijen hebben getekend. "
                + "Maak eerst samen afspraken."
        case .agreementLocked:
            "Over een deel van deze afspraken\(say.subject(" (", ")")) is al gerapporteerd of "
                + "betaling gevraagd. Laat dat deel zoals het was."
        case .conditionsUnmet:
            "Aan een voorwaarde voor deze betaling is nog niet voldaan\(say.subject(": ")). "
                + "Wacht tot dit zo is en vraag de betaling dan aan."
        case .aboveGrant:
            "Dit is meer dan er is toegekend\(say.limitAmount(": ")). Kies een lager bedrag."
        case .nothingProposed:
            "Voor dit dossier is nog geen vaststelling voorgesteld. "
                + "Laat eerst de relatiemanager een voorstel doen."
        case .resultMismatch:
            "Dit cijfer\(say.subject(" (", ")")) is anders dan het resultaat waar het uit komt. "
                + "Neem het cijfer precies over, of noem geen resultaat."
        case .smallNumberShown:
            "Hier gaat het om te weinig cliënten om te tonen\(say.subject(": ")). "
                + "Laat de kleine aantallen weg."
        case .personNumber:
            "In dit kenmerk staat een nummer dat een burgerservicenummer kan zijn. "
                + "Kies een kenmerk zonder gegevens van een persoon."
        case .summariesIncomplete:
            "Schrijf voor elk initiatief een korte tekst voor de raad\(say.subject(": dossier ")). "
                + "Geef ze in deze volgorde."
        case .nothingDue:
            "Er is op dit moment niets te doen voor de server. U hoeft niets te doen."
        }
    }
}
