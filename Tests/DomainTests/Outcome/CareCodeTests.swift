import Domain
import Testing

/// The shapes of codes and marks, at and beside their bounds.
struct CareCodeTests {
    @Test func `codes have their number of characters and come back as written`() {
        #expect(ProviderCode("00000001")?.description == "00000001")
        #expect(MunicipalityCode("0983")?.description == "0983")
        #expect(ProductCategory("02")?.description == "02")
        #expect(ProductCode("07A12")?.description == "07A12")
        #expect(ReturnCode("S300")?.description == "S300")
        for text in ["", "1234567", "123456789", "1234567x", "+1234567"] {
            #expect(ProviderCode(text) == nil)
        }
        #expect(MunicipalityCode("983") == nil && MunicipalityCode("09830") == nil)
        #expect(ProductCategory("2") == nil && ProductCategory("002") == nil)
        #expect(ProductCode("") == nil && ProductCode("07A123") == nil)
        #expect(ReturnCode("900") == nil && ReturnCode("90190") == nil && ReturnCode("s300") == nil)
    }

    @Test func `only 0200 accepts`() {
        #expect(ReturnCode("0200")?.accepts == true)
        for text in ["0001", "0233", "9069"] { #expect(ReturnCode(text)?.accepts == false) }
    }

    @Test func `reasons of change are 01 to 14, and 13 alone removes`() {
        for number in 1...14 {
            let text = (number < 10 ? "0" : "") + "\(number)"
            #expect(CareAllocation.ChangeReason(text)?.voids == (number == 13))
        }
        #expect(CareAllocation.ChangeReason("00") == nil)
        #expect(CareAllocation.ChangeReason("15") == nil)
    }

    @Test(arguments: 1...20)
    func `a mark gives its bytes back, in order and as text`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        func bytes() -> [UInt8] { (0..<32).map { _ in UInt8.random(in: 0...255, using: &dice) } }
        let (one, other) = (bytes(), bytes())
        let mark = Pseudonym(bytes: one)
        #expect(mark?.bytes == one)
        #expect((mark?.description).flatMap { Pseudonym($0) } == mark)
        if let mark, let another = Pseudonym(bytes: other) {
            #expect((mark < another) == one.lexicographicallyPrecedes(other))
        }
        #expect(Pseudonym(bytes: one.dropLast()) == nil && Pseudonym(bytes: one + [0]) == nil)
        #expect(Pseudonym("zz") == nil)
    }

    @Test func `each rule has the return code of the standard`() {
        let codes = MessageRule.allCases.map { "\($0.rawValue) \($0.returnCode?.text ?? "-")" }
        #expect(
            codes == [
                "unreadable 0001", "namespace 0001", "codeList 0001", "CS002 -", "CS058 0001",
                "IV096 9019", "TR018 0001", "TR134 0001", "TR056 9056", "TR101 0001", "TR063 9063",
                "TR071 9071", "TR074 9074", "TR326 9326", "TR382 9069", "OP377 9415", "TR413 9413",
                "TR414 9414", "TR415 9415", "returned -", "allocationRemoved -",
            ])
    }

    @Test func `lag, gap and transfer are at most 366 days`() {
        var definition = OutcomeDefinition()
        definition.lagDays = 366
        #expect(definition.isWithinLimits)
        definition.lagDays = 367
        #expect(!definition.isWithinLimits)
        definition.lagDays = -1
        #expect(!definition.isWithinLimits)
    }

    @Test func `a bound is shown half up, also below zero`() {
        #expect(Interval.percentage(0.6665) == "66.7" && Interval.percentage(0.66649) == "66.6")
        #expect(Interval.percentage(-0.0125) == "-1.2")
    }
}
