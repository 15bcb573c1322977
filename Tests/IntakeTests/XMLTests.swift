import Domain
import Foundation
import FoundationXML
import Intake
import Testing

struct XMLTests {
    private let sample: ReaderSample

    init() throws { sample = try ReaderSample() }

    private func isRead(_ text: String) -> Bool {
        if case .read = sample.read(text) { true } else { false }
    }

    @Test(arguments: [
        "<!DOCTYPE x>", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
    ])
    func `a document type is refused wherever it stands`(type: String) throws {
        let xml = MessageText().xml
        for text in [
            xml.replacing("<!-- Fictief -->", with: type),
            xml.replacing("<m:Header>", with: "\(type)<m:Header>"),
            xml.replacing(">KD1<", with: ">\(type)<"), xml + type,
            xml.replacing("<b:Achternaam>", with: "<b:Achternaam>\(type)"),
        ] {
            let refusal = try sample.refusal(text)
            #expect(refusal.rule == .unreadable)
            #expect(refusal.reason.contains("document type"))
        }
    }

    @Test func `entities are the five of XML and characters by number`() throws {
        let xml = MessageText().xml
        func named(_ text: String) throws -> String {
            try sample.message(xml.replacing(">KD1<", with: ">\(text)<")).identification
        }
        #expect(try named("&lt;&gt;&amp;&quot;&apos;") == "<>&\"'")
        #expect(try named("&#75;&#x44;1") == "KD1")
        #expect(try named("K<!-- no -->D<![CDATA[&1]]>") == "KD&1")
        for text in ["&nbsp;", "&x;", "&#0;", "&#xD800;", "&#x110000;", "&", "&amp", "&#;", "&#x;"]
        {
            #expect(
                try sample.refusal(xml.replacing(">KD1<", with: ">\(text)<")).rule == .unreadable)
        }
    }

    @Test func `three encodings are read and others refused`() throws {
        var text = MessageText()
        text.identification = "Zoë€"
        let usual = try sample.message(text.xml).identification
        #expect(usual == "Zoë€")
        let latin9 = text.xml.replacing("UTF-8", with: "ISO-8859-15").unicodeScalars.map {
            $0 == "€" ? 0xA4 : UInt8($0.value)
        }
        guard case .read(let document) = sample.read(latin9),
            case .care(let message, _) = document.content
        else { throw ReaderSample.Missing() }
        #expect(message.identification == usual)
        let latin1 = text.xml.replacing("UTF-8", with: "iso-8859-1").replacing("€", with: "e")
            .unicodeScalars.map { UInt8($0.value) }
        guard case .read = sample.read(latin1) else { throw ReaderSample.Missing() }
        #expect(isRead("\u{FEFF}" + text.xml))
        for name in ["UTF-16", "windows-1252", "UTF-7", "EBCDIC"] {
            let refusal = try sample.refusal(text.xml.replacing("UTF-8", with: name))
            #expect(refusal.reason.contains("encoding"))
        }
        let wide = Array(text.xml.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        guard case .refused = sample.read([0xFF, 0xFE] + wide) else { throw ReaderSample.Missing() }
    }

    @Test(
        arguments: [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE2, 0x82],
            [0x00],
            [0xEF, 0xBF, 0xBE], [0x0B], [0xF8],
        ] as [[UInt8]])
    func `bytes that are no character are refused`(bytes: [UInt8]) throws {
        let halves = MessageText().xml.split(separator: "Verzonnen0")
        let text = Array(halves[0].utf8) + bytes + Array(halves[1].utf8)
        guard case .refused(let refusal) = sample.read(text) else { throw ReaderSample.Missing() }
        #expect(refusal.reason.contains("character"))
    }

    @Test func `depth, elements, attributes and values are bounded, at n and n + 1`() throws {
        func isRead(_ xml: String, _ change: (inout XMLLimits) -> Void) throws -> Bool {
            var limits = XMLLimits()
            change(&limits)
            guard case .read = try ReaderSample(limits: limits).read(xml) else { return false }
            return true
        }
        let xml = MessageText().xml
        let nested = xml.replacing(
            "<b:Achternaam>", with: "<b:Voornamen><x/></b:Voornamen><b:Achternaam>")
        #expect(try isRead(nested) { $0.depthMost = 6 })
        #expect(try !isRead(nested) { $0.depthMost = 5 })
        let count =
            xml.split(separator: "<").filter { !$0.hasPrefix("/") && !$0.hasPrefix("!") }
            .count - 1
        // The root is read twice: once to know the message, and again with its namespaces.
        #expect(try isRead(xml) { $0.elementsMost = count })
        #expect(try !isRead(xml) { $0.elementsMost = count - 1 })
        #expect(try isRead(xml) { $0.attributesMost = 2 })
        #expect(try !isRead(xml) { $0.attributesMost = 1 })
        #expect(try isRead(xml) { $0.valueBytesMost = 10 })
        #expect(try !isRead(xml) { $0.valueBytesMost = 9 })
    }

    @Test(arguments: [
        "<a>", "<a></b>", "<a/><a/>", "text", "<a b=c/>", "<a b='1' b='2'/>", "<a b='<'/>",
        "<a:b/>", "<a a:b='1'/>", "<a xmlns:c=''/>", "<a>&b;</a>", "<a>]]></a>",
        "<a><!-- -- --></a>",
        "<a><?xml version='1.0'?></a>", "<a b='1'c='2'/>", "<1/>", "<a:/>", "< a/>", "<a", "</a>",
        "<a><![CDATA[</a>", "<a/>x", "<a xmlns:xml='b'/>", "<a p:b='1' q:b='2' xmlns:p='u'/>",
    ])
    func `what isn't well-formed is refused, also within what is passed`(text: String) throws {
        let xml = MessageText().xml
        let inside = xml.replacing(
            "<b:Achternaam>", with: "<b:Voornamen>\(text)</b:Voornamen><b:Achternaam>")
        for whole in ["<a/>x", "<a/><a/>", "text"] where whole == text {
            #expect(try sample.refusal(xml + text).rule == .unreadable)
            return
        }
        #expect(try sample.refusal(inside).rule == .unreadable)
        #expect(!isRead(text))
    }

    @Test func `what it accepts Foundation's reader accepts, with the same names and values`()
        throws
    {
        var accepted = 0
        var random = SeededNumbers(seed: 11)
        for round in 0..<4_000 {
            let text = Self.changed(MessageText().xml, with: &random)
            guard case .read(let document) = sample.read(text),
                case .care(let message, _) = document.content
            else { continue }
            accepted += 1
            let events = try #require(Events(text), "round \(round): \(text)")
            #expect(events.values["Identificatie"] == [message.identification])
            #expect(events.values["Begindatum"] == message.notices.map { "\($0.begin)" })
            #expect(events.values["Dagtekening"] == ["\(message.dated)"])
        }
        #expect(accepted > 50)
    }

    /// The text with one or two pieces taken out, doubled, or put in the place of others.
    private static func changed(_ text: String, with random: inout SeededNumbers) -> String {
        var bytes = Array(text.utf8)
        let pieces = [
            "&amp;", "<!-- x -->", "<![CDATA[1]]>", " ", "\n", "<", ">", "/", "&#49;", "\"", "'",
            "m:", "xmlns:q='u' ", "]]>", "<?q r?>", "\u{FEFF}", "é", "&", "=", "<x/>",
        ]
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(bytes[place], at: place)
            default:
                let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
                bytes.insert(contentsOf: Array(piece.utf8), at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What Foundation's reader finds, or nil when it refuses.
private final class Events: NSObject, XMLParserDelegate {
    private(set) var values: [String: [String]] = [:]
    private var text = ""

    init?(_ xml: String) {
        super.init()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.shouldProcessNamespaces = true
        parser.delegate = self
        guard parser.parse() else { return nil }
    }

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        text += String(decoding: block, as: UTF8.self)
    }

    func parser(
        _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        values[elementName, default: []].append(text)
        text = ""
    }
}

/// Numbers that a seed decides (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
