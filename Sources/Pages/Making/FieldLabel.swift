/// What a form says of a text field beside what is typed in it.
package enum FieldLabel {
    /// What stands before the field's name in the name of what holds its label; like all that a form
    /// says of itself it begins with a line below, so that it is no parameter.
    package static let prefix = "_label."

    /// Characters of a label that are given back.
    package static let charactersMost = 200
}
