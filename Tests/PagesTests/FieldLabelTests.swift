import Domain
import Pages
import Support
import Testing

/// What a form says of its choices beside the field, so that they can be given back in words.
@Suite struct `A form's choices` {
    private func labels(_ count: Int) throws -> [String] {
        let visit = try PageSample.step(CostsPage.self, .open, .dutch)
        var form = Form("seat", "round.appointSeat", given: [], for: visit)
        form.add(
            "kind:choice", "select", label: "Rol",
            choices: (1...count).map { ("choice-\($0)", "Keuze \($0)") })
        let hidden = try #require(form.values["hidden"] as? [[String: String]])
        return hidden.compactMap(\.["name"]).filter { $0.hasPrefix(FieldLabel.prefix) }
    }

    @Test func `are said in words up to so many, and of a longer list only the field is`() throws {
        let most = FieldLabel.choicesMost
        #expect(try labels(most).count == 1 + most)
        #expect(try labels(most + 1) == ["_label.kind:choice"])
    }
}
