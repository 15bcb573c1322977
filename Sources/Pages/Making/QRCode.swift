internal import CQRencode

/// A QR code as SVG, for a phone's camera (ISO/IEC 18004).
struct QRCode {
    /// Modules from edge to edge.
    let width: Int
    /// One path in module units that covers the dark modules.
    let path: String

    /// The code of a text of at most 500 bytes, with 15% that may be unreadable (level M).
    ///
    /// Nil for a longer text.
    init?(_ text: String) {
        guard text.utf8.count <= Self.bytesMost,
            let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        var path = ""
        for row in 0..<width {
            for column in 0..<width where code.pointee.data[row * width + column] & 1 == 1 {
                path += "M\(column) \(row)h1v1h-1z"
            }
        }
        self.path = path
    }

    /// Bytes of text in one code.
    static let bytesMost = 500
    /// Light modules around it, which readers need (section 6.3.8).
    static let quietModules = 4

    /// What the template `qr` is filled with.
    var values: [String: Any] {
        let side = width + 2 * Self.quietModules
        return [
            "box": "-\(Self.quietModules) -\(Self.quietModules) \(side) \(side)", "path": path,
        ]
    }
}
