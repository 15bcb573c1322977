import Domain
import Pages
import Wire

extension GrantLine {
    /// The overview of grants for people: headings in Dutch, amounts in euros and days as the Dutch
    /// write them, in the order of the table for programs.
    ///
    /// It begins with a mark by which spreadsheets know that it is UTF-8.
    static func readable(_ lines: [GrantLine]) -> String {
        var csv = CSV(separator: ";")
        csv.add(
            "Dossier", "Grondslag", "Regeling", "Ontvanger", "KvK-nummer", "Waarvoor", "Effecten",
            "Toegekend op", "Toegekend in euro", "Vastgesteld op", "Vastgesteld in euro",
            "Teruggenomen in euro", "Stand")
        for line in lines { csv.add(line.cells) }
        return "\u{FEFF}" + csv.text
    }

    private var cells: [CSV.Cell] {
        [
            .number(dossier), .text(legalBasis.phrase[.dutch]), .text(legalSource),
            .text(recipient), .text(recipientNumber), .text(activities),
            .text(aims.joined(separator: "; ")), .text(Self.written.short(grantedOn)),
            .text(Self.euros(granted)), .init(settledOn.map(Self.written.short)),
            .init(settled.map(Self.euros)), .text(Self.euros(withdrawn)),
            .text(state.phrase[.dutch]),
        ]
    }

    private static let written = Written(.dutch)

    /// `45000,00`: a number to a Dutch spreadsheet.
    private static func euros(_ amount: Cents) -> String {
        let cents = amount.value % 100
        return "\(amount.value / 100),\(cents < 10 ? "0" : "")\(cents)"
    }
}
