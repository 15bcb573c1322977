/// What refusals say at single fields, in words of those fields.
enum FieldRefusalWords: String, Words {
    case twice, heldAlready, noIndicators, values, wrongWay, noPeriods, wholePeriods, periodOrder
    case periodsLocked, tranchesLocked, tranchesAbove, noPeriod, talkDay
    case commitmentDay, past, sameForecast, wholeAmount, roundTaken

    var phrase: Phrase {
        switch self {
        case .twice:
            Phrase("Zet hetzelfde er maar één keer in.", "Enter the same only once.")
        case .heldAlready:
            Phrase(
                "Dat mag deze persoon al bij deze organisatie.",
                "The person may do that at this organisation already.")
        case .roundTaken:
            Phrase(
                "Er is al een ronde die zo heet. Kies een andere naam, bijvoorbeeld met het jaar "
                    + "erin.",
                "A round is called so already. Choose another name, with the year in it for "
                    + "example.")
        case .noIndicators:
            Phrase(
                "Vul bij minstens één cijfer de nulmeting en het doel in.",
                "Enter the baseline and the target of one figure at least.")
        case .values:
            Phrase(
                "Kijk de waarden na: ze passen niet bij de eenheid, of niet bij elkaar.",
                "Check the values: they don't fit the unit, or each other.")
        case .wrongWay:
            Phrase(
                "Kies een doel dat beter is dan de nulmeting.",
                "Choose a target that is better than the baseline.")
        case .noPeriods:
            Phrase(
                "Vul minstens één periode in waarover wordt gerapporteerd.",
                "Enter one period of reporting at least.")
        case .wholePeriods:
            Phrase(
                "Elke periode is een hele kalendermaand, een kwartaal of een half jaar.",
                "Each period is a whole calendar month, a quarter or half a year.")
        case .periodOrder:
            Phrase(
                "Zet de perioden op volgorde, elk met een inleverdag na de laatste dag.",
                "Put the periods in order, each with a day to hand in after its last day.")
        case .periodsLocked:
            Phrase(
                "Over een van de perioden is al gerapporteerd. Laat die zoals hij was.",
                "One of the periods was reported on already. Leave it as it was.")
        case .tranchesLocked:
            Phrase(
                "Van een van de delen is al betaling gevraagd. Laat dat zoals het was.",
                "One of the parts was claimed already. Leave it as it was.")
        case .tranchesAbove:
            Phrase(
                "De delen zijn samen meer dan er is toegekend.",
                "The parts together are more than was granted.")
        case .noPeriod:
            Phrase(
                "Vul het nummer in van een periode hierboven.",
                "Enter the number of one of the periods above.")
        case .talkDay:
            Phrase(
                "Kies een dag na de toekenning die al geweest is.",
                "Choose a day after the award that is past.")
        case .commitmentDay:
            Phrase(
                "Kies bij elke afspraak een dag na het gesprek.",
                "Choose for each commitment a day after the talk.")
        case .past:
            Phrase("Kies een dag die al geweest is.", "Choose a day that is past.")
        case .sameForecast:
            Phrase("Deze raming is al vastgelegd.", "This forecast was recorded already.")
        case .wholeAmount:
            Phrase(
                "Bij toekennen is dit het hele gevraagde bedrag, en zonder geld nul. Wilt u een "
                    + "deel geven? Kies dan voor gedeeltelijk aanbieden.",
                "When granting this is the whole requested amount, and without money it is nil. "
                    + "To give a part, choose to offer in part.")
        }
    }
}
