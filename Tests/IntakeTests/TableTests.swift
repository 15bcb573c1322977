import Domain
import Intake
import Testing

struct TableTests {
    private let sample: ReaderSample

    init() throws { sample = try ReaderSample() }

    private func read(_ text: String, _ kind: String, rowsMost: Int = 1_000_000) throws
        -> TableReader.Reading
    {
        TableReader(sample.pseudonymiser, rowsMost: rowsMost).read(
            SecretBytes(copying: Array(text.utf8)), as: try #require(TableSchema.named(kind)),
            receivedOn: ReaderSample.today)
    }

    private func table(_ text: String, _ kind: String) throws -> CareTable {
        guard case .table(let table) = try read(text, kind) else {
            Issue.record("\(try read(text, kind))")
            throw ReaderSample.Missing()
        }
        return table
    }

    private func faults(_ text: String, _ kind: String) throws -> [String] {
        guard case .refused(let faults) = try read(text, kind) else { return [] }
        return faults.map { "\($0.line ?? 0) \($0.column ?? "-")" }
    }

    private let first = Citizen(1).number
    private let second = Citizen(2).number

    @Test func `a table is read by its header, whatever separator, order, quotes or mark`() throws {
        let usual = try table(
            "Bsn;Meetdatum;Moment;Trede\n\(first);2026-01-05;T0;3\n\(second);2026-04-06;T1;4\n",
            "participatieladder")
        #expect(usual.kind == .participation)
        #expect(
            usual.rows.map(\.values) == [["2026-01-05", "T0", "3"], ["2026-04-06", "T1", "4"]])
        let other = try table(
            "\u{FEFF}\"Trede\",Moment,Bsn,Meetdatum\r\n3,\"T0\",\(first), 2026-01-05\r\n\r\n"
                + "\"4\",T1,\"\(second)\",2026-04-06", "participatieladder")
        #expect(other.rows == usual.rows)
        let client = try sample.message(MessageText(citizen: Citizen(1)).xml).notices[0].pseudonym
        #expect(usual.rows[0].client?.current == client)
    }

    @Test func `everything that is wrong is told at once with its line, and nothing is taken`()
        throws
    {
        let text = """
            Bsn;Meetdatum;Moment;Trede
            \(first);2026-02-30;T0;3
            123456789;2026-04-06;T2;7

            \(second);2026-04-06;T1
            \(second);;T1;4
            """
        #expect(
            try faults(text, "participatieladder") == [
                "2 Meetdatum", "3 Bsn", "3 Moment", "3 Trede", "5 -", "6 Meetdatum",
            ])
        #expect(
            try faults("Bsn;Meetdatum;Trede;\(first)\n", "participatieladder") == [
                "1 -", "1 Moment",
            ])
        #expect(try faults("Bsn;Meetdatum;Moment;Trede\n", "participatieladder") == ["0 -"])
        #expect(try faults("Bsn;Meetdatum;Moment;Trede\n\"a;b\n", "participatieladder") == ["2 -"])
        for word in ["123456789", first] {
            #expect(!"\(try read(text, "participatieladder"))".contains(word))
        }
    }

    @Test func `rows, values in a row and bytes of a value are bounded, at n and n + 1`() throws {
        let header = "Reeks;Periode;Gebied;Waarde;Eenheid;Bron\n"
        let row = "monitor;2026;Venlo;66,7;%;GGD\n"
        guard case .table(let table) = try read(header + row + row, "context", rowsMost: 2) else {
            throw ReaderSample.Missing()
        }
        #expect(table.rows[0].values[3] == "66.7")
        guard case .refused = try read(header + row + row + row, "context", rowsMost: 2) else {
            throw ReaderSample.Missing()
        }
        let wide = String(repeating: "x;", count: 39)
        #expect(try faults(wide + "x\n", "context").contains("1 Bron"))
        #expect(try faults(wide + "x;x\n", "context") == ["1 -"])
        let long = String(repeating: "x", count: 1_000)
        #expect(try faults(header + "\(long);2026;Venlo;1;%;GGD\n", "context") == ["2 Reeks"])
        #expect(try faults(header + "\(long)x;2026;Venlo;1;%;GGD\n", "context") == ["2 -"])
    }

    @Test func `measurements are held to their scale`() throws {
        let goals = "Bsn;Doel;Meetdatum;Schaal;Beginniveau;Score;Weging\n\(first);1;2026-01-05;"
        #expect(try table(goals + "vijfpunts;-1;2;\n", "gas").rows[0].values[3] == "-1")
        #expect(try table(goals + "zespunts;;-3;2\n", "gas").kind == .goals)
        #expect(try table(goals + "psw;0;2;1\n", "gas").rows.count == 1)
        for wrong in ["vijfpunts;;2;", "vijfpunts;-1;-3;", "zespunts;-1;0;", "psw;;-2;"] {
            #expect(try faults(goals + wrong + "\n", "gas") == ["2 Score"])
        }
        let matrix = "Bsn;Meetdatum;Moment;Versie;Dagbesteding;WerkEnOpleiding;Justitie\n"
        #expect(
            try table(matrix + "\(first);2026-01-05;T0;2017;;3;5\n", "zrm").rows[0].values.count
                == 18)
        #expect(
            try faults(matrix + "\(first);2026-01-05;T0;2017;2;3;5\n", "zrm") == ["2 Dagbesteding"])
        #expect(
            try faults(matrix + "\(first);2026-01-05;T0;2013;2;3;6\n", "zrm")
                == ["2 Justitie", "2 WerkEnOpleiding"])
    }

    @Test func `an answer lies in the period of its survey, which has a sender`() throws {
        let header = "DatumAfname;Initiatief;SoortOrganisatie;Rapportcijfer;Afzender;Periode\n"
        func row(_ day: String, _ sender: String, _ period: String) -> String {
            header + "\(day);samen;buurtteam;7;\(sender);\(period)\n"
        }
        func faults(_ day: String, _ sender: String, _ period: String) throws -> [String] {
            try self.faults(row(day, sender, period), "tevredenheid-betrokkenen")
        }
        for period in ["2025", "2025-H2", "2025-Q3", "2025-07"] {
            for day in ["2025-07-01", "2025-07-31"] {
                #expect(try faults(day, "90000001", period) == [])
            }
        }
        for (day, period) in [
            ("2024-12-31", "2025"), ("2025-06-30", "2025-H2"), ("2025-10-01", "2025-Q3"),
            ("2025-08-01", "2025-07"),
        ] {
            #expect(try faults(day, "90000001", period) == ["2 DatumAfname"])
        }
        #expect(try faults("2025-07-01", "", "2025") == ["2 Periode"])
        #expect(try faults("2025-07-01", "90000001", "") == ["2 Afzender"])
        let without = try table(row("2025-07-01", "", ""), "tevredenheid-betrokkenen")
        #expect(without.rows.map(\.values) == [["2025-07-01", "samen", "buurtteam", "7", "", ""]])
    }

    @Test func `a cohort has numbers or marks that were made with the same key`() throws {
        let header = "Bsn;Pseudoniem;Initiatief;Versie;Vanaf;TotEnMet\n"
        let client = try sample.message(MessageText(citizen: Citizen(1)).xml).notices[0].pseudonym
        let cohort = try table(
            header + "\(first);;samen;1;2026-01-01;\n;\(client);samen;1;2026-01-01;2026-12-31\n",
            "cohort")
        #expect(cohort.rows.map(\.client?.current) == [client, client])
        #expect(cohort.rows[0].values == ["samen", "1", "2026-01-01", ""])
        #expect(try faults(header + ";;samen;1;2026-01-01;\n", "cohort") == ["2 Bsn"])
        #expect(
            try faults(header + "\(first);;samen;1;2026-01-01;2025-01-01\n", "cohort")
                == ["2 TotEnMet"])
        #expect(
            try faults(header + "\(first);\(client);samen;1;2026-01-01;\n", "cohort")
                == ["2 Pseudoniem"])
    }

    @Test func `a neighbourhood is a code of six digits or a name, of a number or a mark`() throws {
        let header = "Bsn;Pseudoniem;Vanaf;Wijk\n"
        let client = try sample.message(MessageText(citizen: Citizen(1)).xml).notices[0].pseudonym
        let list = try table(
            header + "\(first);;2020-01-01;WK098301\n;\(client);2026-01-01;Wijk 3\n"
                + "\(first);;2026-02-01;\n", "wijken")
        #expect(list.kind == .neighbourhoods)
        #expect(list.rows.map(\.client?.current) == [client, client, client])
        #expect(
            list.rows.map(\.values) == [
                ["2020-01-01", "WK098301"], ["2026-01-01", "Wijk 3"], ["2026-02-01", ""],
            ])
        for wrong in ["WK09830", "WK0983011", "wk098301", "WK 098301"] {
            #expect(try faults(header + "\(first);;2020-01-01;\(wrong)\n", "wijken") == ["2 Wijk"])
        }
        #expect(try faults(header + ";;2020-01-01;Noord\n", "wijken") == ["2 Bsn"])
        #expect(try faults(header + "\(first);;2020-02-30;Noord\n", "wijken") == ["2 Vanaf"])
        #expect(try faults(header + "\(first);;2020-01-01;bij \(second)\n", "wijken") == ["2 Wijk"])
    }

    @Test func `a list of starts and stops goes the way of messages`() throws {
        let text = """
            Bsn;Standaard;Soort;Afzender;Identificatie;Dagtekening;ToewijzingNummer;Categorie;\
            Begindatum;RedenBeeindiging;Einddatum;StatusAanlevering
            \(first);iwmo;start;90000001;L1;2026-01-09;;02;2026-01-05;;;1
            \(first);iwmo;stop;90000001;L2;2026-04-03;;02;2026-01-05;19;2026-03-31;1
            """
        guard case .documents(let documents) = try read(text, "leveringen") else {
            Issue.record("\(try read(text, "leveringen"))")
            return
        }
        let messages = documents.compactMap { document -> CareMessage? in
            guard case .care(let message, _) = document.content else { return nil }
            return message
        }
        let history = DeliveryHistory(ReceivedMessages(care: messages))
        #expect(history.quarantine == [])
        #expect(history.periods.map(\.end?.description) == ["2026-03-31"])
        #expect(
            try faults(text.replacing(";19;", with: ";32;"), "leveringen") == ["3 RedenBeeindiging"]
        )
        #expect(try faults(text.replacing(";;;1", with: ";19;;1"), "leveringen") == ["2 Einddatum"])
        let all = text.replacing(";02;", with: ";45;") + "\nx;iwmo;stop;1;L3;2026-04-03;;;;;;1\n"
        let found = try faults(all, "leveringen")
        #expect(found.filter { $0.hasSuffix("Categorie") } == ["2 Categorie", "3 Categorie"])
        #expect(found.contains("4 Bsn") && found.contains("4 Begindatum"))
    }

    @Test func `of one client a day is measured once, and not in the future`() throws {
        let rung = "Bsn;Meetdatum;Moment;Trede\n\(first);2026-04-06;T0;3\n"
        #expect(try faults(rung + "\(second);2026-04-06;T0;4\n", "participatieladder") == [])
        #expect(try faults(rung + "\(first);2026-04-06;T1;4\n", "participatieladder") == [])
        for trede in ["3", "4"] {
            #expect(
                try faults(rung + "\(first);2026-04-06;T0;\(trede)\n", "participatieladder")
                    == ["3 Meetdatum, Moment"])
        }
        let today = ReaderSample.today
        let after = today.advanced(byDays: 1)
        #expect(
            try faults(rung + "\(second);\(today);T0;4\n", "participatieladder") == [])
        #expect(
            try faults(rung + "\(second);\(after);T0;4\n", "participatieladder")
                == ["3 Meetdatum"])
        let home = "Bsn;Vanaf;Wijk\n\(first);2026-01-01;WK098301\n"
        #expect(try faults(home + "\(first);2026-01-01;WK098302\n", "wijken") == ["3 Vanaf"])
        #expect(try faults(home + "\(first);2026-02-01;WK098302\n", "wijken") == [])
    }

    @Test func `somebody's number in a free text is refused`() throws {
        let header = "Reeks;Periode;Gebied;Waarde;Eenheid;Bron\n"
        #expect(
            try faults(header + "x;2026-Q1;wijk \(first);1;%;GGD\n", "context") == ["2 Gebied"])
        #expect(CitizenNumber.masked("a-\(first)9.xml") == "a-*********9.xml")
        #expect(CitizenNumber.masked("a-12345678.xml") == "a-12345678.xml")
    }
}
