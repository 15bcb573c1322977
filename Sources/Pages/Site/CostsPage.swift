internal import Domain

/// What a dossier costs: the lines of the visitor's own organisation, and the sums of all.
package enum CostsPage: Page {
    package static let path = "/rounds/{round}/dossiers/{dossier}/costs"

    package static func content(of visit: Visit) -> PageContent? {
        guard let own = OwnDossier(visit) else { return nil }
        let forms = own.mayWrite(.costs) ? [form(own)] : []
        return own.page(
            CostsWords.title(visit.language), template: "costs",
            words: CostsWords.values(in: visit.language),
            values: ["forms": forms.map(\.values)].merging(sums(own)) { own, _ in own },
            forms: forms, at: Self.self)
    }

    /// The sums of each partner and of the coalition, as a table is filled with them.
    static func sums(_ own: OwnDossier) -> [String: Any] {
        let rows = own.body.content.partners.map { partner in
            amounts(partner.totals, own.visit.written, named: own.name(of: partner.organisation))
        }
        let language = own.visit.language
        return [
            "sums": rows,
            "sum": amounts(
                own.body.totals, own.visit.written, named: CostsWords.coalition(language)),
            "headings": headings(language),
        ]
    }

    static func headings(_ language: Language) -> [String] {
        [CostsWords.total, .own, .other, .requested, .minimum].map { $0(language) }
    }

    static func amounts(
        _ amounts: Amounts, _ written: Written, named name: String
    ) -> [String: Any] {
        let all = [
            amounts.total, amounts.own, amounts.other, amounts.requested, amounts.minimum,
        ]
        return ["name": name, "amounts": all.map { written.money($0) }]
    }

    private static func form(_ own: OwnDossier) -> Form {
        let lines =
            own.body.content.partners.first { $0.organisation == own.organisation }?.costLines
            ?? []
        let count = own.rowCount(stored: lines.count, in: "lines", of: "costs")
        let language = own.visit.language
        var form = own.form(
            "costs", "setCostLines", [("lines:list", "")], places: places(own, rows: count))
        for index in 0..<count {
            let line = lines.indices.contains(index) ? lines[index] : nil
            form.begin(
                (line == nil ? CostsWords.newLine : .line)(language) + " \(index + 1)",
                saysBelow: true)
            add(line, at: index, to: &form, own.visit)
        }
        return form
    }

    /// The fields of one line; once anything stands in one of them, all are asked for.
    private static func add(
        _ line: CostLine?, at index: Int, to form: inout Form, _ visit: Visit
    ) {
        let language = visit.language
        let description = "lines.\(index).description:optional"
        let field = { (name: String) in "lines.\(index).\(name):euros" }
        let amounts: [(String, CostsWords, Cents?, [FieldNeed])] = [
            ("total", .total, line?.total, []), ("own", .own, line?.own, []),
            ("other", .other, line?.other, []),
            (
                "requested", .requested, line?.requested,
                [.rest(of: field("total"), without: [field("own"), field("other")])]
            ),
            ("minimum", .minimum, line?.minimum, [.atMost(field("requested"))]),
        ]
        let names = amounts.map { field($0.0) }
        form.add(
            description, label: CostsWords.description(language),
            value: line?.description ?? "",
            needs: .row(names, .text(most: Limits.nameCharactersMost)))
        let filled = FieldNeed.row(
            [description] + names, .euros(most: Limits.costLineCentsMost))
        for (name, word, amount, needs) in amounts {
            form.add(
                field(name), label: word(language),
                value: amount.map { typed($0, visit.written) } ?? "",
                needs: .all([filled] + needs))
        }
    }

    /// The domain names a line by its description; what it refuses there is what is requested, or
    /// the least that is needed.
    private static func places(_ own: OwnDossier, rows: Int) -> [String: String] {
        var places: [String: String] = [:]
        let isLeast = own.visit.attempt?.refusal.code == "minimumAboveRequest"
        for index in 0..<rows {
            let name = "lines.\(index).description:optional"
            guard let description = own.visit.attempt?.typed[name] else { continue }
            places[description] = "lines.\(index).\(isLeast ? "minimum" : "requested"):euros"
        }
        return places
    }

    /// An amount as somebody types it.
    private static func typed(_ amount: Cents, _ written: Written) -> String {
        String(written.money(amount).drop { !$0.isNumber })
    }
}

/// The words of the costs.
enum CostsWords: String, Words {
    case title, advice, empty, line, newLine, description, total, own, other, requested, minimum
    case button, sumsTitle, coalition, partner

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Kosten", "Costs")
        case .advice:
            Phrase(
                "Zet elke kostenpost van uw eigen organisatie in een regel. Het gevraagde bedrag "
                    + "is het totaal min de eigen bijdrage en ander geld. Vul 0 in als er niets "
                    + "is. Maak een regel helemaal leeg om die te verwijderen.",
                "Give each cost of your own organisation a line. The requested amount is the "
                    + "total minus your own contribution and other money. Enter 0 where there is "
                    + "none. Empty a line altogether to remove it.")
        case .empty:
            Phrase("U kunt de kosten nu niet veranderen.", "You can't change the costs now.")
        case .line: Phrase("Kostenregel", "Cost line")
        case .newLine: Phrase("Nieuwe kostenregel", "New cost line")
        case .description: Phrase("Omschrijving", "Description")
        case .total: Phrase("Totaal", "Total")
        case .own: Phrase("Eigen bijdrage", "Own contribution")
        case .other: Phrase("Ander geld", "Other money")
        case .requested: Phrase("Gevraagd", "Requested")
        case .minimum: Phrase("Minimaal nodig", "Least needed")
        case .button: Phrase("Kosten opslaan", "Save the costs")
        case .sumsTitle: Phrase("Optelling van de coalitie", "Sums of the coalition")
        case .coalition: Phrase("Samen", "Together")
        case .partner: Phrase("Organisatie", "Organisation")
        }
    }
}
