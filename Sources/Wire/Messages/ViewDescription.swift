/// One view in the protocol's description: who may have it, and which parts it has.
package struct ViewDescription: Sendable {
    /// Its name on the wire; with a placeholder in braces where it names someone.
    package let name: String
    /// Who it is for and what it leaves out.
    package let text: String
    package let parts: [PartDescription]

    package init(name: String, text: String, parts: [PartDescription]) {
        self.name = name
        self.text = text
        self.parts = parts
    }

    /// One kind of part of a view.
    package struct PartDescription: Sendable {
        /// Its key, with a placeholder in braces where there are several, as in `person/{person}`.
        package let name: String
        /// What it holds, field by field.
        package let text: String

        package init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    var json: JSONValue {
        [
            "view": .string(name), "description": .string(text),
            "parts": .array(
                parts.map { ["part": .string($0.name), "description": .string($0.text)] }),
        ]
    }

    /// The views of the directory.
    package static let directory: [ViewDescription] = [
        ViewDescription(
            name: "participant",
            text: "For everybody who is signed in: organisations and the register of services.",
            parts: [municipality, organisation, service]),
        ViewDescription(
            name: "administration",
            text: "For administrators, coordinators and auditors: everything but secrets.",
            parts: [municipality, organisation, person, service]),
    ]

    private static let municipality = PartDescription(
        name: "municipality", text: "{code, name}: the CBS code of four digits and the name.")
    private static let organisation = PartDescription(
        name: "organisation/{organisation}",
        text: "{id, name, kvk, agb?, concern, sectors, segments, verified}; contracted when "
            + "segments has an element.")
    private static let service = PartDescription(
        name: "service/{service}",
        text: "{id, title, description, regularSince, source}: no longer innovative since then.")
    private static let person = PartDescription(
        name: "person/{person}",
        text: "{id, name, emails, municipalRoles, memberships, tokens}; memberships is an object "
            + "from organisation to signatory, editor or reader; tokens has {token, label, scope, "
            + "expiresAt, withdrawn}.")
}
