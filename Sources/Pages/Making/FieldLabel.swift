/// What a form says of a field beside what is typed or chosen in it.
package enum FieldLabel {
    /// What stands before the field's name in the name of what holds its label; like all that a form
    /// says of itself it begins with a line below, so that it is no parameter.
    package static let prefix = "_label."

    /// Choices of one field of which a form says how they read; of a longer list it says none.
    package static let choicesMost = 40

    /// The name of what holds how that choice reads in the field of that name.
    package static func name(of choice: String, in field: String) -> String {
        "\(prefix)\(field)=\(choice)"
    }

    /// Characters of a label that are given back.
    package static let charactersMost = 200
}
