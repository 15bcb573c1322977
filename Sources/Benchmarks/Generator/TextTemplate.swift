/// A text of which a few places change from message to message, so that making the next one costs
/// no encoder: the generator must not become what is measured.
package struct TextTemplate: Sendable {
    /// A text that doesn't stand exactly once or more in the sample.
    package struct Missing: Error {
        package let marker: String
    }

    private enum Piece: Sendable {
        case text([UInt8])
        case hole(Int)
    }

    private var pieces: [Piece]

    /// Finds every place of each marker in the sample; markers are numbered in their order.
    package init(_ sample: [UInt8], markers: [String]) throws(Missing) {
        pieces = [.text(sample)]
        for (number, marker) in markers.enumerated() {
            let before = pieces.count
            pieces = pieces.flatMap { Self.split($0, at: Array(marker.utf8), number) }
            guard pieces.count > before else { throw Missing(marker: marker) }
        }
    }

    /// The text with these values in the places of the markers.
    package func filled(_ values: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .text(let text): bytes += text
            case .hole(let number): bytes += Array(values[number].utf8)
            }
        }
        return bytes
    }

    private static func split(_ piece: Piece, at marker: [UInt8], _ number: Int) -> [Piece] {
        guard case .text(var rest) = piece else { return [piece] }
        var pieces: [Piece] = []
        while let place = rest.firstRange(of: marker) {
            pieces += [.text(Array(rest[..<place.lowerBound])), .hole(number)]
            rest = Array(rest[place.upperBound...])
        }
        return pieces + [.text(rest)]
    }
}
