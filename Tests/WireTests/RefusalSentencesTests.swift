import Domain
import Testing
import Wire

@Suite struct RefusalSentencesTests {
    @Test(arguments: RefusalCode.allCases)
    func `every refusal says in two languages what happened and what to do`(_ code: RefusalCode) {
        for refusal in [Refusal(code), Refusal(code, subject: "iets", current: 3, limit: 4)] {
            let sentence = RefusalSentences.sentence(for: refusal)
            for text in [sentence.nl, sentence.en] {
                #expect(text.hasSuffix("."))
                #expect(text.split(separator: ". ").count >= 2, "no advice in: \(text)")
                #expect(!text.contains("  ") && !text.contains("()"))
            }
            for giveaway in [" the ", " and ", " you ", " is not "] {
                #expect(!sentence.nl.contains(giveaway))
            }
            for giveaway in [" de ", " het ", " niet ", " een "] {
                #expect(!sentence.en.contains(giveaway))
            }
        }
    }

    @Test func `no two refusals say the same`() {
        let all = RefusalCode.allCases.map { RefusalSentences.sentence(for: Refusal($0)) }
        #expect(Set(all.map(\.nl)).count == all.count)
        #expect(Set(all.map(\.en)).count == all.count)
    }

    @Test func `numbers and subjects stand in the sentence`() {
        let long = RefusalSentences.sentence(
            for: Refusal(.textTooLong, subject: "title", limit: 200))
        #expect(
            long.nl == "De tekst bij “title” is te lang: er mogen hooguit 200 tekens in. "
                + "Maak de tekst korter.")
        let pot = RefusalSentences.sentence(for: Refusal(.potExceeded, current: 1_250_000))
        #expect(pot.nl.contains("€\u{A0}12.500"))
        #expect(pot.en.contains("€12,500"))
    }

    @Test(arguments: [
        (0, "€\u{A0}0", "€0"), (5, "€\u{A0}0,05", "€0.05"), (99_999, "€\u{A0}999,99", "€999.99"),
        (100_000, "€\u{A0}1.000", "€1,000"),
        (1_000_000_000_000, "€\u{A0}10.000.000.000", "€10,000,000,000"),
        (-1_250_000, "€\u{A0}-12.500", "-€12,500"),
    ]) func `amounts are written as people write them`(
        _ cents: Int, _ dutch: String, _ english: String
    ) {
        #expect(RefusalSentences.dutchAmount(Cents(cents)) == dutch)
        #expect(RefusalSentences.englishAmount(Cents(cents)) == english)
    }

    @Test func `every kind of refusal has an error class of its own`() {
        let codes = RefusalCode.Kind.allCases.map { CallError.Code.of($0) }
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { (-32099 ... -32000).contains($0) })
        #expect(CallError(Refusal(.roundClosed)).code == -32010)
    }
}
