internal import Domain
internal import Pages

/// The fields of a form as a browser sends them (`application/x-www-form-urlencoded`).
package struct FormBody: Sendable, Equatable {
    /// One field as it was filled in.
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    /// In the order in which they came.
    package let fields: [Field]

    /// The fields in a body; a name or value that is no UTF-8 is read with replacements.
    package init(_ bytes: some Sequence<UInt8>) {
        let pairs = Array(bytes).split(separator: UInt8(ascii: "&"))
        fields = pairs.map { pair in
            let parts = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return Field(
                name: Self.decoded(parts[0]), value: parts.count > 1 ? Self.decoded(parts[1]) : "")
        }
    }

    /// The value of the first field of that name.
    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The fields that the page's author gave to the command; those of the form itself begin with
    /// a line below.
    package var own: [Field] { fields.filter { !$0.name.hasPrefix("_") } }

    /// The seed of a lottery of which the form gives the fingerprint.
    var seed: String? {
        own.first { FormFieldKind.split($0.name).kind == .seed && !$0.value.isEmpty }?.value
    }

    /// Browsers send line ends as CR LF; ours are line feeds.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): text.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                if digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                    rest = rest.dropFirst(2)
                    text.append(value)
                } else {
                    text.append(byte)
                }
            default: text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self).replacing("\r\n", with: "\n")
    }
}

extension FormBody {
    /// What was typed or chosen, with what the form calls it; a seed is nobody's to see again.
    var sentences: [FaultPage.Typed] {
        own.compactMap { field in
            guard FormFieldKind.split(field.name).kind != .seed else { return nil }
            let label = self.label(FieldLabel.prefix + field.name)
            let isTyped = label != nil && !field.value.allSatisfy(\.isWhitespace)
            guard isTyped || field.value.contains(" ") else { return nil }
            let choice = self.label(FieldLabel.name(of: field.value, in: field.name))
            return FaultPage.Typed(
                choice ?? field.value, at: label, of: self["section"].flatMap(Section.init))
        }
    }

    /// What the form says under that name, as far as it is given back.
    private func label(_ name: String) -> String? {
        self[name].map { String($0.prefix(FieldLabel.charactersMost)) }
    }

    /// What the form says of its fields, for a form that asks the same once more.
    var labels: [Field] { fields.filter { $0.name.hasPrefix(FieldLabel.prefix) } }
}
