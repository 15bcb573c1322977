import Domain
import Foundation
import Intake
import Testing

/// A message as text, to be changed in one place by a test. Everybody in it is made up.
struct MessageText {
    var number = 305
    var domain = "wmo"
    var minor = "3_2"
    var code = "418"
    var version = ("3", "2")
    var sender = "90000001"
    var receiver = "0983"
    var identification = "KD1"
    var dated = "2026-01-09"
    var citizen = Citizen(0)
    var products = [Self.start()]
    var returnHeader = ""
    var clientEnd = ""
    var hasClient = true
    var prefixes = ("m", "b")
    var declaration = #"<?xml version="1.0" encoding="UTF-8"?>"#

    static func start(
        _ allocation: String = "512001", _ category: String = "02", begin: String = "2026-01-05",
        status: String = "1", end: String = ""
    ) -> String {
        """
        <m:StartProduct><m:ToewijzingNummer>\(allocation)</m:ToewijzingNummer>\
        <m:Product><b:Categorie>\(category)</b:Categorie></m:Product>\
        <m:ToewijzingIngangsdatum>2026-01-01</m:ToewijzingIngangsdatum>\
        <m:Begindatum>\(begin)</m:Begindatum>\
        <m:StatusAanlevering>\(status)</m:StatusAanlevering>\(end)</m:StartProduct>
        """
    }

    static func stop(
        _ allocation: String = "512001", _ category: String = "02", begin: String = "2026-01-05",
        reason: String = "19", end: String = "2026-03-31", status: String = "1"
    ) -> String {
        """
        <m:StopProduct><m:ToewijzingNummer>\(allocation)</m:ToewijzingNummer>\
        <m:Product><b:Categorie>\(category)</b:Categorie></m:Product>\
        <m:ToewijzingIngangsdatum>2026-01-01</m:ToewijzingIngangsdatum>\
        <m:Begindatum>\(begin)</m:Begindatum><m:RedenBeeindiging>\(reason)</m:RedenBeeindiging>\
        <m:Einddatum>\(end)</m:Einddatum>\
        <m:StatusAanlevering>\(status)</m:StatusAanlevering></m:StopProduct>
        """
    }

    /// A 307 with these products.
    static func stops(_ products: String...) -> Self {
        var text = Self()
        text.number = 307
        text.code = "420"
        text.identification = "KD2"
        text.dated = "2026-04-03"
        text.products = products
        return text
    }

    /// A 301 of one product.
    static func allocation(_ middle: String = "") -> Self {
        var text = Self()
        text.number = 301
        text.code = "414"
        (text.sender, text.receiver) = ("0983", "90000001")
        text.products = [
            """
            <m:ToegewezenProduct><m:ToewijzingNummer>512001</m:ToewijzingNummer>\
            <m:Product><b:Categorie>02</b:Categorie></m:Product>\
            <m:Toewijzingsdatum>2025-12-15</m:Toewijzingsdatum>\
            <m:Toewijzingstijd>14:30:00</m:Toewijzingstijd>\
            <m:Ingangsdatum>2026-01-01</m:Ingangsdatum>\(middle)</m:ToegewezenProduct>
            """
        ]
        return text
    }

    /// A 306 that answers a start message, with codes on the header, the client and the product.
    static func startReturn(header: String = "", client: String = "0200", product: String = "0200")
        -> Self
    {
        func codes(_ code: String) -> String {
            "<m:RetourCodes><m:RetourCode>\(code)</m:RetourCode></m:RetourCodes>"
        }
        var text = Self()
        text.number = 306
        text.code = "419"
        text.returnHeader = """
            <m:IdentificatieRetour>R1</m:IdentificatieRetour>\
            <m:DagtekeningRetour>2026-01-12</m:DagtekeningRetour>\
            <m:XsdVersieRetour><b:BasisschemaXsdVersie>1.0.0</b:BasisschemaXsdVersie>\
            <b:BerichtXsdVersie>1.0.0</b:BerichtXsdVersie></m:XsdVersieRetour>
            """ + (header.isEmpty ? "" : codes(header))
        text.products = [Self.start(end: codes(product))]
        text.clientEnd = codes(client)
        return text
    }

    var xml: String {
        let message = "\(domain)\(number)"
        let standard = domain == "wmo" ? "iwmo" : "ijw"
        let base = "http://www.istandaarden.nl/\(standard)/\(minor)"
        let text = """
            \(declaration)<!-- Fictief --><m:Bericht xmlns:b="\(base)/basisschema/schema" \
            xmlns:m="\(base)/\(message)/schema"><m:Header><m:BerichtCode>\(code)</m:BerichtCode>\
            <m:BerichtVersie>\(version.0)</m:BerichtVersie>\
            <m:BerichtSubversie>\(version.1)</m:BerichtSubversie>\
            <m:Afzender>\(sender)</m:Afzender><m:Ontvanger>\(receiver)</m:Ontvanger>\
            <m:BerichtIdentificatie><b:Identificatie>\(identification)</b:Identificatie>\
            <b:Dagtekening>\(dated)</b:Dagtekening></m:BerichtIdentificatie>\
            <m:XsdVersie><b:BasisschemaXsdVersie>1.0.0</b:BasisschemaXsdVersie>\
            <b:BerichtXsdVersie>1.0.0</b:BerichtXsdVersie></m:XsdVersie>\
            \(returnHeader)</m:Header>\(hasClient ? client : "")</m:Bericht>
            """
        return text.replacing("<m:", with: "<\(prefixes.0):")
            .replacing("</m:", with: "</\(prefixes.0):")
            .replacing("xmlns:m=", with: "xmlns:\(prefixes.0)=")
            .replacing("<b:", with: "<\(prefixes.1):").replacing("</b:", with: "</\(prefixes.1):")
            .replacing("xmlns:b=", with: "xmlns:\(prefixes.1)=")
    }

    private var client: String {
        let plural =
            number == 301
            ? "ToegewezenProducten"
            : number == 305 || number == 306 ? "StartProducten" : "StopProducten"
        return """
            <m:Client><m:Bsn>\(citizen.number)</m:Bsn>\
            <m:Geboortedatum><b:Datum>\(citizen.born)</b:Datum></m:Geboortedatum>\
            <m:Geslacht>2</m:Geslacht><m:Naam><b:Geslachtsnaam>\
            <b:Achternaam>\(citizen.name)</b:Achternaam></b:Geslachtsnaam></m:Naam>\
            \(number == 301 ? "<m:Contactgegevens/>" : "")\
            <m:\(plural)>\(products.joined())</m:\(plural)>\(clientEnd)</m:Client>
            """
    }
}

/// Somebody who doesn't exist, with a number of the test range (9999…) that passes its check.
struct Citizen {
    let number: String
    let name: String
    let born: String

    init(_ index: Int) {
        var found = 0
        var candidate = 999_990_000
        while true {
            candidate += 1
            let digits = String(candidate).utf8.map { Int($0) - 48 }
            let sum = digits.enumerated().reduce(0) {
                $0 + ($1.offset == 8 ? -1 : 9 - $1.offset) * $1.element
            }
            guard sum % 11 == 0 else { continue }
            if found == index { break }
            found += 1
        }
        number = String(candidate)
        name = "Verzonnen\(index)"
        born = "19\(50 + index % 50)-0\(1 + index % 9)-1\(index % 10)"
    }
}

/// A reader with keys of its own.
struct ReaderSample {
    let ring: KeyRing
    let pseudonymiser: Pseudonymiser
    let reader: MessageReader

    init(limits: XMLLimits = XMLLimits()) throws {
        let municipality = try #require(MunicipalityCode("0983"))
        ring = KeyRing(municipality: municipality)
        pseudonymiser = Pseudonymiser(ring)
        reader = MessageReader(pseudonymiser, limits: limits)
    }

    static let today = CivilDate(year: 2026, month: 5, day: 1)!

    func read(_ text: String) -> MessageReader.Reading { read(Array(text.utf8)) }

    func read(_ bytes: [UInt8]) -> MessageReader.Reading {
        reader.read(
            SecretBytes(copying: bytes), receivedOn: Self.today, scratch: MessageReader.scratch())
    }

    /// The message that was read, or a failed test.
    func message(_ text: String) throws -> CareMessage {
        guard case .read(let document) = read(text), case .care(let message, _) = document.content
        else {
            Issue.record("refused: \(read(text))")
            throw Missing()
        }
        return message
    }

    func refusal(_ text: String) throws -> RefusedDocument {
        guard case .refused(let refusal) = read(text) else {
            Issue.record("not refused: \(text)")
            throw Missing()
        }
        return refusal
    }

    struct Missing: Error {}
}
