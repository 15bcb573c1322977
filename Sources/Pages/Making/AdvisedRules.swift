/// What a new round begins with on the page where it is set up; every value can be changed there.
///
/// The texts are Dutch in both languages: they become the round's own, which applicants read.
enum AdvisedRules {
    static let criteria: [(title: String, text: String, weight: Int)] = [
        (
            "Bijdrage aan visie en maatschappelijk effect",
            "In hoeverre draagt het initiatief bij aan wat de gemeente wil bereiken?", 20
        ),
        (
            "Versnelling van de transformatie",
            "Helpt het om zorg lichter te maken en aan te sluiten bij wijkteam en sociale basis?",
            25
        ),
        (
            "Mate van vernieuwing",
            "Hoe nieuw is de werkwijze, vergeleken met wat al gewoon is?", 15
        ),
        (
            "Kwaliteit van de samenwerking",
            "Heeft elke partner een eigen rol en eigen inzet?", 15
        ),
        (
            "Businesscase",
            "Zijn kosten, eigen bijdrage en verwachte besparing in evenwicht?", 15
        ),
        (
            "Meetbaarheid en borging",
            "Is het effect te meten, en blijft het bestaan na afloop?", 10
        ),
    ]
    /// Of the criteria, which decide between equal totals, in order.
    static let tieChain = [1, 2, 3]
    static let scale = ["onvoldoende", "matig", "voldoende", "goed", "uitstekend"]
    static let thresholdPoints = 60
    static let quorumLeast = 3
    static let votesLeast = 2
    static let sectionCharactersMost = 1200
    static let answerDays = 14
    /// From today until a round opens, and until it closes.
    static let openingDays = 30
    static let closingDays = 90
}
