import Foundation

/// Messages of made-up clients in a folder, a file each: a start and a stop for every client.
///
/// Their citizen service numbers pass the check and begin with three zeros, such as nobody has.
struct SampleMessages {
    let count: Int

    /// Writes them, and gives how many bytes they have.
    func write(to folder: String) throws -> Int {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var bytes = 0
        var number = 10_000
        for index in 0..<count {
            if index.isMultiple(of: 2) {
                repeat { number += 1 } while !Self.isValid(number)
            }
            let text = Data(message(index, number: number).utf8)
            bytes += text.count
            // A thousand files a folder, as an archive of messages may well have.
            let inner = "\(folder)/\(index / 1_000)"
            if index.isMultiple(of: 1_000) {
                try FileManager.default.createDirectory(
                    atPath: inner, withIntermediateDirectories: true)
            }
            try text.write(to: URL(filePath: "\(inner)/\(index).xml"))
        }
        return bytes
    }

    private static func isValid(_ number: Int) -> Bool {
        var (rest, sum) = (number / 10, -(number % 10))
        for weight in 2...9 {
            sum += weight * (rest % 10)
            rest /= 10
        }
        return sum % 11 == 0
    }

    private func message(_ index: Int, number: Int) -> String {
        let isStart = index.isMultiple(of: 2)
        let (kind, code, part) = isStart ? (305, 418, "Start") : (307, 420, "Stop")
        let base = "http://www.istandaarden.nl/iwmo/3_2"
        let end =
            isStart
            ? ""
            : "<wmo:RedenBeeindiging>19</wmo:RedenBeeindiging><wmo:Einddatum>2026-03-31</wmo:Einddatum>"
        let digits = String(number)
        let citizen = String(repeating: "0", count: 9 - digits.count) + digits
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <wmo:Bericht xmlns:iwmo="\(base)/basisschema/schema" xmlns:wmo="\(base)/wmo\(kind)/schema">
              <wmo:Header>
                <wmo:BerichtCode>\(code)</wmo:BerichtCode>
                <wmo:BerichtVersie>3</wmo:BerichtVersie>
                <wmo:BerichtSubversie>2</wmo:BerichtSubversie>
                <wmo:Afzender>90000001</wmo:Afzender>
                <wmo:Ontvanger>0983</wmo:Ontvanger>
                <wmo:BerichtIdentificatie>
                  <iwmo:Identificatie>KD\(index)</iwmo:Identificatie>
                  <iwmo:Dagtekening>2026-04-0\(isStart ? 1 : 3)</iwmo:Dagtekening>
                </wmo:BerichtIdentificatie>
                <wmo:XsdVersie>
                  <iwmo:BasisschemaXsdVersie>1.0.0</iwmo:BasisschemaXsdVersie>
                  <iwmo:BerichtXsdVersie>1.0.0</iwmo:BerichtXsdVersie>
                </wmo:XsdVersie>
              </wmo:Header>
              <wmo:Client>
                <wmo:Bsn>\(citizen)</wmo:Bsn>
                <wmo:Geboortedatum><iwmo:Datum>1979-05-21</iwmo:Datum></wmo:Geboortedatum>
                <wmo:Geslacht>2</wmo:Geslacht>
                <wmo:Naam>
                  <iwmo:Geslachtsnaam><iwmo:Achternaam>Voorbeeld</iwmo:Achternaam></iwmo:Geslachtsnaam>
                  <iwmo:Voorletters>AB</iwmo:Voorletters>
                </wmo:Naam>
                <wmo:\(part)Producten>
                  <wmo:\(part)Product>
                    <wmo:ToewijzingNummer>\(100_000 + index / 2)</wmo:ToewijzingNummer>
                    <wmo:Product><iwmo:Categorie>02</iwmo:Categorie></wmo:Product>
                    <wmo:ToewijzingIngangsdatum>2026-01-01</wmo:ToewijzingIngangsdatum>
                    <wmo:Begindatum>2026-01-05</wmo:Begindatum>\(end)
                    <wmo:StatusAanlevering>1</wmo:StatusAanlevering>
                  </wmo:\(part)Product>
                </wmo:\(part)Producten>
              </wmo:Client>
            </wmo:Bericht>

            """
    }
}
