import Domain
import Support
import Testing

/// Advised amounts, and what is decided otherwise than the rule.
struct OverrideTests {
    private func candidate(
        _ number: Int, _ requested: Int, minimum: Int = 0, advised: Int? = nil,
        exclusion: AllocationCause? = nil, incompatibleWith: [DossierNumber] = []
    ) -> Allocation.Candidate {
        Allocation.Candidate(
            dossier: number, place: number, requested: Cents(requested), minimum: Cents(minimum),
            exclusion: exclusion, advised: advised.map { Cents($0) },
            incompatibleWith: incompatibleWith)
    }

    private func allocation(_ candidates: [Allocation.Candidate], _ available: Int) -> Allocation {
        Allocation.of(candidates, rule: .skip, available: Cents(available))
    }

    @Test(arguments: AllocationRule.allCases)
    func `an advised amount takes the place of the request`(rule: AllocationRule) {
        for available in 0...12 {
            for advised in 1...5 {
                let pot = Cents(available)
                let lines = Allocation.of(
                    [candidate(1, 6, minimum: 1, advised: advised), candidate(2, 4)], rule: rule,
                    available: pot
                ).lines
                let plain = Allocation.of(
                    [candidate(1, advised, minimum: 1), candidate(2, 4)], rule: rule,
                    available: pot
                ).lines
                #expect(lines.map(\.amount) == plain.map(\.amount))
                #expect(lines.map(\.cause) == plain.map(\.cause))
                #expect(lines[0].requested == Cents(6))
                #expect(lines[0].advised == Cents(advised))
                #expect(lines[1].advised == nil)
                #expect(lines[0].advice != .granted)
                #expect((lines[0].advice == .offeredInPart) == (lines[0].amount > .zero))
            }
        }
    }

    @Test func `an advised amount is never above the request nor below the minimum`() {
        #expect(candidate(1, 6, minimum: 2, advised: 7).asked == Cents(6))
        #expect(candidate(1, 6, minimum: 2, advised: 1).asked == Cents(2))
        #expect(candidate(1, 6, minimum: 2).asked == Cents(6))
        func refusal(_ advised: Int, minimum: Int = 2) -> Refusal? {
            do {
                try Allocation.checkAdvice(
                    Cents(advised), requested: Cents(6), minimum: Cents(minimum))
                return nil
            } catch { return error }
        }
        #expect(refusal(6) == nil)
        #expect(refusal(7) == Refusal(.aboveRequest, limit: 6))
        #expect(refusal(2) == nil)
        #expect(refusal(1) == Refusal(.belowMinimum, limit: 2))
        #expect(refusal(0, minimum: 0) == Refusal(.belowMinimum, limit: 0))
    }

    @Test func `an override takes what is left and no more`() throws {
        let before = allocation([candidate(1, 60), candidate(2, 50, minimum: 30)], 100)
        #expect(before.left == Cents(40))
        #expect(before.funded == [1])
        let after = try before.applying([.init(dossier: 2, amount: Cents(40))])
        #expect(after.lines.map(\.amount.value) == [60, 40])
        #expect(after.left == .zero)
        #expect(after.funded == [1, 2])
        #expect(after.lines[1].cause == .doesNotFit(short: Cents(10)))
        #expect(after.lines[1].override == Cents(40))
        #expect(after.lines[1].advice == .offeredInPart)
        #expect(after.lines[0] == before.lines[0])
        #expect(
            throws: Refusal(.potExceeded, subject: "2", current: 40)
        ) { try before.applying([.init(dossier: 2, amount: Cents(41))]) }
        #expect(throws: Refusal(.belowMinimum, subject: "2", limit: 30)) {
            try before.applying([.init(dossier: 2, amount: Cents(29))])
        }
        #expect(throws: Refusal(.aboveRequest, subject: "1", limit: 60)) {
            try before.check(.init(dossier: 1, amount: Cents(61)))
        }
        #expect(throws: Refusal(.amountNegative, subject: "1")) {
            try before.check(.init(dossier: 1, amount: Cents(-1)))
        }
        #expect(throws: Refusal(.unknownDossier, subject: "9")) {
            try before.check(.init(dossier: 9, amount: .zero))
        }
    }

    @Test func `overrides follow each other, and one that takes away says what it is`() throws {
        let before = allocation([candidate(1, 60), candidate(2, 50)], 100)
        let after = try before.applying([
            .init(dossier: 1, amount: .zero), .init(dossier: 2, amount: Cents(50)),
        ])
        #expect(after.lines.map(\.amount.value) == [0, 50])
        #expect(after.lines.map(\.advice) == [.reserve, .granted])
        #expect(after.lines[0].cause == .fits)
    }

    @Test func `what failed the gate, was withdrawn or not assessed is never given money`() {
        let cases: [(AllocationCause, RefusalCode?)] = [
            (.failedGate, .gateNotPassed), (.withdrawn, .wrongState), (.notAssessed, .wrongState),
            (.belowThreshold, nil),
        ]
        for (cause, code) in cases {
            let before = allocation([candidate(1, 60, exclusion: cause)], 100)
            do {
                let after = try before.applying([.init(dossier: 1, amount: Cents(60))])
                #expect(code == nil)
                #expect(after.lines[0].advice == .granted)
                #expect(
                    try before.applying([.init(dossier: 1, amount: .zero)]).lines[0].advice
                        == .rejected)
            } catch {
                #expect(error.code == code)
            }
        }
    }

    @Test func `an override is never above the advised amount`() {
        let before = allocation([candidate(1, 60, advised: 30)], 100)
        #expect(throws: Refusal(.aboveRequest, subject: "1", limit: 30)) {
            try before.check(.init(dossier: 1, amount: Cents(31)))
        }
    }

    @Test func `what can't go together with a funded one is rejected, from either side`() {
        for (first, second) in [([2], []), ([], [1])] as [([DossierNumber], [DossierNumber])] {
            let lines = allocation(
                [
                    candidate(1, 10, incompatibleWith: first),
                    candidate(2, 10, incompatibleWith: second), candidate(3, 10),
                ], 100
            ).lines
            #expect(lines.map(\.amount.value) == [10, 0, 10])
            #expect(lines[1].cause == .incompatible(with: 1))
            #expect(lines[1].advice == .rejected)
        }
    }

    @Test
    func `the new fields are absent where they say nothing, so that old lines keep their bytes`() {
        let text = canonicalText(of: allocation([candidate(1, 60)], 100))
        #expect(
            text == #"{"available":100,"lines":[{"amount":60,"cause":{"fits":{}},"dossier":1,"#
                + #""minimum":0,"place":1,"requested":60}],"rule":"skip"}"#)
    }
}
