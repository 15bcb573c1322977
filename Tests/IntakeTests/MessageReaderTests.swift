import Domain
import Foundation
import Intake
import Testing

struct MessageReaderTests {
    private let sample: ReaderSample

    init() throws { sample = try ReaderSample() }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Samples")

    @Test func `each of the six samples is read as what it says`() throws {
        var told: [String: [String]] = [:]
        for name in [
            "WMO305-start", "WMO307-tijdelijk", "WMO307-definitief", "WMO307-correctie",
            "JW305-start", "JW307-stop",
        ] {
            let bytes = [UInt8](
                try Data(contentsOf: Self.folder.appending(path: "\(name).xml")))
            guard case .read(let document) = sample.read(bytes),
                case .care(let message, let refused) = document.content
            else {
                Issue.record("\(name): \(sample.read(bytes))")
                continue
            }
            #expect(refused == [])
            #expect(message.sender.description == "90000001")
            #expect(message.municipality.description == "0983")
            told[name] = message.notices.map(Self.words)
        }
        #expect(
            told == [
                "WMO305-start": ["start 02 2026-01-05", "start 07 07A12 2026-01-07"],
                "WMO307-tijdelijk": ["stop wmo 20 2026-03-03 07 07A12 2026-01-07"],
                "WMO307-definitief": [
                    "stop wmo 19 2026-03-03 07 07A12 2026-01-07",
                    "stop wmo 21 2026-03-31 02 2026-01-05",
                ],
                "WMO307-correctie": [
                    "delete stop wmo 21 2026-03-31 02 2026-01-05",
                    "stop wmo 19 2026-03-31 02 2026-01-05",
                ],
                "JW305-start": ["start 45 45A04 2026-01-05"],
                "JW307-stop": ["stop youth 31 2026-06-30 45 45A04 2026-01-05"],
            ])
    }

    private static func words(_ notice: CareNotice) -> String {
        var words: [String] = notice.status == .removal ? ["delete"] : []
        switch notice.act {
        case .start: words.append("start")
        case .stop(let reason, let end): words += ["stop", "\(reason)", "\(end)"]
        }
        words += [notice.category?.description, notice.code?.description].compactMap { $0 }
        return (words + ["\(notice.begin)"]).joined(separator: " ")
    }

    @Test(arguments: ["3_0", "3_1", "3_2"], ["wmo", "jw"])
    func `three releases of both standards are read, with their own codes`(
        minor: String, domain: String
    ) throws {
        var start = MessageText()
        start.minor = minor
        start.domain = domain
        start.version.1 = String(minor.last ?? "0")
        start.code = domain == "wmo" ? "418" : "438"
        start.products = [MessageText.start("1", domain == "wmo" ? "02" : "45")]
        let message = try sample.message(start.xml)
        #expect(message.domain == (domain == "wmo" ? .wmo : .youth))
        #expect(message.release.rawValue == minor.replacing("_", with: "."))
        #expect(message.kind == .start)
        start.code = domain == "wmo" ? "438" : "418"
        #expect(try sample.refusal(start.xml).rule == .namespace)
    }

    @Test func `a name is its namespace and its local part, whatever the prefix`() throws {
        var text = MessageText()
        let usual = try sample.message(text.xml)
        text.prefixes = ("x", "y")
        #expect(try sample.message(text.xml) == usual)
        let other = MessageText().xml.replacing("wmo305/schema", with: "wmo305/schemas")
        #expect(try sample.refusal(other).rule == .namespace)
        let swapped = MessageText().xml.replacing(
            "<b:Categorie>02</b:", with: "<m:Categorie>02</m:")
        #expect(try sample.refusal(swapped).rule == .unreadable)
    }

    @Test func `the order of the elements is fixed, none is missing and none too many`() throws {
        let xml = MessageText().xml
        let begin = "<m:Begindatum>2026-01-05</m:Begindatum>"
        let status = "<m:StatusAanlevering>1</m:StatusAanlevering>"
        for (part, instead) in [
            (begin + status, status + begin), (begin, ""), (begin, begin + begin),
            (status, status + "<m:Extra/>"), ("<m:Geslacht>2</m:Geslacht>", ""),
            ("</m:Header>", "</m:Header><m:Header/>"),
        ] {
            #expect(xml.contains(part))
            #expect(try sample.refusal(xml.replacing(part, with: instead)).rule == .unreadable)
        }
    }

    @Test func `what isn't of its type or in its list refuses the message`() throws {
        let xml = MessageText().xml
        for (part, instead) in [
            ("2026-01-05", "2026-02-30"), ("2026-01-05", "2026-01-05Z"), ("2026-01-05", "5-1-2026"),
            (">02<", ">19<"), (">02<", ">2<"), (">512001<", ">1234567890<"), (">512001<", ">-1<"),
            (">90000001<", ">9000001<"), (">1.0.0<", ">1.0<"),
            (">KD1<", ">KD12345678901<"), (">KD1<", "><"),
            ("<m:StatusAanlevering>1<", "<m:StatusAanlevering>4<"), (">0983<", ">0984<"),
        ] {
            #expect(xml.contains(part))
            #expect(try sample.refusal(xml.replacing(part, with: instead)).rule == .codeList)
        }
        #expect(
            try sample.refusal(MessageText.stops(MessageText.stop(reason: "32")).xml).rule
                == .codeList)
        #expect(
            try sample.message(xml.replacing(">KD1<", with: ">KD1234567890<")).notices.count == 1)
    }

    @Test func `a status that is never accepted refuses its own notice alone`() throws {
        var text = MessageText()
        text.products = [
            MessageText.start(status: "2"), MessageText.start("512002"),
            MessageText.start("512003", status: "9"),
        ]
        guard case .read(let document) = sample.read(text.xml),
            case .care(let message, let refused) = document.content
        else { throw ReaderSample.Missing() }
        #expect(message.notices.count == 1)
        #expect(
            refused == [
                RefusedNotice(place: 0, rule: .status), RefusedNotice(place: 2, rule: .status),
            ])
    }

    @Test func `a number that fails its check refuses the message, without saying which`() throws {
        var text = MessageText()
        let right = text.citizen.number
        let wrong = String(right.dropLast()) + (right.last == "0" ? "1" : "0")
        let refusal = try sample.refusal(text.xml.replacing(right, with: wrong))
        #expect(refusal.rule == .citizenNumber)
        #expect(refusal.rule.returnCode == nil)
        #expect(!refusal.reason.contains(wrong))
        #expect(refusal.identification == "KD1")
        text.identification = "A\(right)"
        let named = try sample.refusal(text.xml)
        #expect(named.rule == .codeList)
        #expect(named.identification == nil)
        #expect(named.sender?.description == "90000001")
    }

    @Test func `a client is one client in both domains, and another under other keys`() throws {
        var youth = MessageText()
        (youth.domain, youth.code) = ("jw", "438")
        youth.products = [MessageText.start("512001", "45")]
        let first = try sample.message(MessageText().xml).notices[0]
        let second = try sample.message(youth.xml).notices[0]
        #expect(first.pseudonym == second.pseudonym)
        #expect(first.allocation == second.allocation)
        let other = try ReaderSample().message(MessageText().xml).notices[0]
        #expect(other.pseudonym != first.pseudonym)
        #expect(other.allocation != first.allocation)
    }

    @Test func `leading zeros of an allocation's number don't count`() throws {
        var text = MessageText()
        let usual = try sample.message(text.xml).notices[0].allocation
        text.products = [MessageText.start("000512001")]
        #expect(try sample.message(text.xml).notices[0].allocation == usual)
    }

    @Test func `a content mark follows what is said, not how it is written`() throws {
        var text = MessageText()
        let usual = try sample.message(text.xml).contentMark
        text.prefixes = ("x", "y")
        let spaced = text.xml.replacing("><", with: ">\n  <")
            .replacing(">2026-01-05<", with: ">2026-01-0&#53;<")
        #expect(try sample.message(spaced).contentMark == usual)
        for (part, instead) in [
            (">KD1<", ">KD2<"), ("Verzonnen0", "Verzonnen1"), (">02<", ">03<"),
            ("Geslacht>2<", "Geslacht>1<"),
        ] {
            let changed = MessageText().xml.replacing(part, with: instead)
            #expect(try sample.message(changed).contentMark != usual)
        }
    }

    @Test func `an allocation is read with its decision, its volume and its change`() throws {
        let volume = """
            <m:Einddatum>2026-06-30</m:Einddatum><m:RedenWijziging>13</m:RedenWijziging>\
            <m:Omvang><b:Volume>120</b:Volume><b:Eenheid>01</b:Eenheid>\
            <b:Frequentie>2</b:Frequentie></m:Omvang><m:Commentaar>x</m:Commentaar>
            """
        guard case .read(let document) = sample.read(MessageText.allocation(volume).xml),
            case .allocation(let message) = document.content
        else { throw ReaderSample.Missing() }
        let allocation = try #require(message.allocations.first)
        #expect(allocation.mark == (try sample.message(MessageText().xml)).notices[0].allocation)
        #expect(allocation.allocatedOn.description == "2025-12-15")
        #expect(allocation.allocatedAt.description == "14:30:00")
        #expect(allocation.begin.description == "2026-01-01")
        #expect(allocation.end?.description == "2026-06-30")
        #expect(allocation.change?.voids == true)
        #expect(allocation.volume?.amount == 120)
        #expect(allocation.volume?.unit == .minute)
        #expect(allocation.volume?.frequency == .weekly)
        #expect(message.provider.description == "90000001")
        let wrong = volume.replacing(">01<", with: ">02<")
        #expect(try sample.refusal(MessageText.allocation(wrong).xml).rule == .codeList)
    }

    @Test func `a return tells what it answers, with its codes where they stand`() throws {
        func returned(_ text: MessageText) throws -> ReturnMessage {
            guard case .read(let document) = sample.read(text.xml),
                case .returned(let message) = document.content
            else { throw ReaderSample.Missing() }
            return message
        }
        let answered = try sample.message(MessageText().xml)
        let objections = try returned(.startReturn(client: "0233", product: "9019"))
        #expect(objections.answers == answered.name)
        #expect(objections.dated.description == "2026-01-12")
        #expect(objections.codes == [])
        #expect(objections.notices.map(\.notice) == answered.notices)
        #expect(objections.notices[0].codes.map(\.description) == ["9019", "0233"])
        var bare = MessageText.startReturn()
        bare.hasClient = false
        #expect(try returned(bare).notices == [])
        #expect(try returned(.startReturn(header: "0001")).codes.map(\.description) == ["0001"])
    }

    @Test func `a refusal names the line and no word of the document`() throws {
        let text = MessageText().xml.replacing("><", with: ">\n<")
        let broken = text.replacing("</m:Naam>", with: "</m:Name>")
        let refusal = try sample.refusal(broken)
        let line = broken.prefix(upTo: try #require(broken.range(of: "</m:Name>")).lowerBound)
            .split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(refusal.line == line)
        for word in [Citizen(0).number, Citizen(0).name, Citizen(0).born, "Name"] {
            #expect(!refusal.reason.contains(word))
        }
    }

    @Test func `a document may have 25 MB and not one byte more`() throws {
        let xml = MessageText().xml
        let most = MessageReader.documentBytesMost
        let blanks = String(repeating: " ", count: most - xml.utf8.count)
        #expect(try sample.message(xml + blanks).notices.count == 1)
        let document = SecretBytes(bytesMost: most + 1)
        for piece in [xml, blanks, " "] {
            #expect(Array(piece.utf8).withUnsafeBytes { document.append($0) })
        }
        let reading = sample.reader.read(
            document, receivedOn: ReaderSample.today, scratch: MessageReader.scratch())
        guard case .refused(let refusal) = reading else { throw ReaderSample.Missing() }
        #expect(refusal.rule == .unreadable)
        #expect(refusal.reason.contains("25 MB"))
    }
}
