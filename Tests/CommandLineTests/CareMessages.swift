import Foundation

/// Messages about somebody who doesn't exist, made while the test runs so that what they say about
/// the client stands nowhere in the tests' own program.
struct CareMessages {
    /// A citizen service number of the test range (9999…) that passes its check.
    let number: String
    let name: String
    let born: String
    private let first: Int

    init(_ first: Int = Int.random(in: 100...899)) {
        self.first = first
        var candidate = 999_990_000 + first * 11
        while !Self.isValid(candidate) { candidate += 1 }
        number = String(candidate)
        name = "Verzonnen" + String(UUID().uuidString.prefix(8))
        born = "19\(10 + first % 90)-0\(1 + first % 9)-\(10 + first % 19)"
    }

    private static func isValid(_ candidate: Int) -> Bool {
        String(candidate).utf8.map { Int($0) - 48 }.enumerated().reduce(0) {
            $0 + ($1.offset == 8 ? -1 : 9 - $1.offset) * $1.element
        } % 11 == 0
    }

    /// What may be found nowhere: number, name and birth date.
    var secrets: [String] { [number, name, born] }

    func start(
        _ identification: String = "KD1", dated: String = "2026-01-09", begin: String = "2026-01-05"
    ) -> String {
        message(
            305, "418", identification, dated,
            """
            <m:StartProducten><m:StartProduct><m:ToewijzingNummer>\(first)</m:ToewijzingNummer>
            <m:Product><b:Categorie>02</b:Categorie></m:Product>
            <m:Begindatum>\(begin)</m:Begindatum><m:StatusAanlevering>1</m:StatusAanlevering>
            </m:StartProduct></m:StartProducten>
            """)
    }

    /// A stop, with something behind its products that may not stand there.
    func stop(
        _ identification: String = "KD2", begin: String = "2026-01-05", ends: String = ""
    ) -> String {
        stop(identification, dated: "2026-04-03", begin: begin, reason: "19", ends: ends)
    }

    /// A stop for the time being.
    func pause(_ identification: String, dated: String) -> String {
        stop(identification, dated: dated, begin: "2026-01-05", reason: "20", ends: "")
    }

    private func stop(
        _ identification: String, dated: String, begin: String, reason: String, ends: String
    ) -> String {
        message(
            307, "420", identification, dated,
            """
            <m:StopProducten><m:StopProduct><m:ToewijzingNummer>\(first)</m:ToewijzingNummer>
            <m:Product><b:Categorie>02</b:Categorie></m:Product>
            <m:Begindatum>\(begin)</m:Begindatum><m:RedenBeeindiging>\(reason)</m:RedenBeeindiging>
            <m:Einddatum>2026-03-31</m:Einddatum><m:StatusAanlevering>1</m:StatusAanlevering>
            </m:StopProduct></m:StopProducten>\(ends)
            """)
    }

    /// A 301 of so many minutes a week from one day to another.
    func allocation(
        _ minutes: Int, from begin: String, to end: String, _ identification: String = "KD3"
    ) -> String {
        message(
            301, "414", identification, "2025-12-15",
            """
            <m:Contactgegevens/><m:ToegewezenProducten><m:ToegewezenProduct>
            <m:ToewijzingNummer>\(first)\(begin.suffix(2))</m:ToewijzingNummer>
            <m:Product><b:Categorie>02</b:Categorie></m:Product>
            <m:Toewijzingsdatum>2025-12-15</m:Toewijzingsdatum>
            <m:Toewijzingstijd>14:30:00</m:Toewijzingstijd>
            <m:Ingangsdatum>\(begin)</m:Ingangsdatum><m:Einddatum>\(end)</m:Einddatum>
            <m:Omvang><b:Volume>\(minutes)</b:Volume><b:Eenheid>01</b:Eenheid>
            <b:Frequentie>2</b:Frequentie></m:Omvang></m:ToegewezenProduct></m:ToegewezenProducten>
            """)
    }

    private func message(
        _ kind: Int, _ code: String, _ identification: String, _ dated: String, _ products: String
    ) -> String {
        let (sender, receiver) = kind == 301 ? ("0983", "90000001") : ("90000001", "0983")
        let base = "http://www.istandaarden.nl/iwmo/3_2"
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <m:Bericht xmlns:b="\(base)/basisschema/schema" xmlns:m="\(base)/wmo\(kind)/schema">
            <m:Header><m:BerichtCode>\(code)</m:BerichtCode><m:BerichtVersie>3</m:BerichtVersie>
            <m:BerichtSubversie>2</m:BerichtSubversie><m:Afzender>\(sender)</m:Afzender>
            <m:Ontvanger>\(receiver)</m:Ontvanger><m:BerichtIdentificatie>
            <b:Identificatie>\(identification)</b:Identificatie><b:Dagtekening>\(dated)</b:Dagtekening>
            </m:BerichtIdentificatie><m:XsdVersie><b:BasisschemaXsdVersie>1.0.0</b:BasisschemaXsdVersie>
            <b:BerichtXsdVersie>1.0.0</b:BerichtXsdVersie></m:XsdVersie></m:Header><m:Client>
            <m:Bsn>\(number)</m:Bsn><m:Geboortedatum><b:Datum>\(born)</b:Datum></m:Geboortedatum>
            <m:Geslacht>2</m:Geslacht><m:Naam><b:Geslachtsnaam><b:Achternaam>\(name)</b:Achternaam>
            </b:Geslachtsnaam></m:Naam>\(products)</m:Client></m:Bericht>
            """
    }
}

/// The memory of a process that runs, and the files in a folder, as somebody with all rights reads
/// them.
enum Traces {
    /// Every form in which a text may stand in bytes: UTF-8, UTF-16 either way round, and, of a
    /// number, each digit as the byte of its value.
    static func forms(of text: String) -> [Data] {
        let units = Array(text.utf16)
        let low = units.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        let high = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
        var forms = [Data(text.utf8), Data(low), Data(high)]
        let digits = text.utf8.map { $0 &- 48 }
        if digits.allSatisfy({ $0 < 10 }) { forms.append(Data(digits)) }
        return forms
    }

    /// Those of the texts that stand somewhere in the memory of the process, in any form.
    static func inMemory(of process: Int32, _ texts: [String]) throws -> [String] {
        let maps = try String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8)
        let forms = texts.map { (text: $0, forms: Self.forms(of: $0)) }
        let memory = try FileHandle(forReadingFrom: URL(filePath: "/proc/\(process)/mem"))
        defer { try? memory.close() }
        var found: Set<String> = []
        for line in maps.split(separator: "\n") where line.contains(" rw") || line.contains(" r-") {
            let bounds = line.prefix { $0 != " " }.split(separator: "-")
            guard let start = UInt64(bounds[0], radix: 16), let end = UInt64(bounds[1], radix: 16)
            else { continue }
            var place = start
            // Pieces overlap, so that nothing is missed at their ends.
            while place < end {
                let count = Int(min(end - place, 16_000_000))
                guard (try? memory.seek(toOffset: place)) != nil,
                    let piece = try? memory.read(upToCount: count)
                else { break }
                for (text, forms) in forms
                where forms.contains(where: { piece.range(of: $0) != nil }) {
                    found.insert(text)
                }
                place += UInt64(count) <= 64 ? UInt64(count) : UInt64(count - 64)
                if place + 64 >= end { break }
            }
        }
        return found.sorted()
    }

    /// Those of the texts that stand in a file of the folder, in any form, with that file.
    static func inFiles(of folder: String, _ texts: [String]) throws -> [String] {
        var found: [String] = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                continue
            }
            for text in texts
            where forms(of: text).contains(where: { data.range(of: $0) != nil }) {
                found.append("\(text) in \(name)")
            }
        }
        return found
    }
}
