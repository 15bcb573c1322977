import ArgumentParser
import Domain

/// What a month of care costs, by category: a header and a line for each, `02;1250,50` in euros.
struct PriceList {
    let prices: [ProductCategory: Cents]

    static let header = "Categorie;PrijsPerMaand"

    /// Reads the text of a list; throws with every line that is wrong.
    init(_ text: String) throws(CommandFailure) {
        var lines = text.split(whereSeparator: \.isNewline).map(String.init)[...]
        if lines.first?.hasPrefix("\u{FEFF}") == true { lines[lines.startIndex].removeFirst() }
        guard lines.popFirst() == Self.header else {
            throw CommandFailure(.badData, "the price list doesn't begin with \(Self.header)")
        }
        var prices: [ProductCategory: Cents] = [:]
        var faults: [String] = []
        for (index, line) in lines.enumerated() {
            let parts = line.split(separator: ";", omittingEmptySubsequences: false).map(
                String.init)
            guard parts.count == 2, let category = ProductCategory(parts[0]),
                let price = Cents(euros: parts[1]), price <= ForecastReport.priceMost
            else {
                faults.append(
                    "row \(index + 1) isn't two digits and an amount up to 1000000, as in 02;1250,50"
                )
                continue
            }
            if prices.updateValue(price, forKey: category) != nil {
                faults.append("row \(index + 1) has category \(category) again")
            }
        }
        if prices.isEmpty && faults.isEmpty { faults.append("there is no price in it") }
        guard faults.isEmpty else {
            throw CommandFailure(.badData, "the price list: " + faults.joined(separator: "; "))
        }
        self.prices = prices
    }
}

extension Cents: ExpressibleByArgument {
    /// An amount in euros, with two decimals at most behind a comma or a point.
    init?(euros text: String) {
        guard let match = text.wholeMatch(of: #/(\d{1,11})(?:[.,](\d{1,2}))?/#),
            let whole = Int(match.1)
        else { return nil }
        let digits = match.2.map(String.init) ?? "0"
        guard let part = Int(digits.count == 1 ? digits + "0" : digits) else { return nil }
        let cents = whole * 100 + part
        guard cents <= Cents.most else { return nil }
        self.init(cents)
    }

    /// The same for an argument.
    package init?(argument: String) { self.init(euros: argument) }
}
