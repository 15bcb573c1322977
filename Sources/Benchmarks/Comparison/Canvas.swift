/// Shapes and words of a picture, in SVG.
struct Canvas {
    private let width: Int
    private let height: Int
    private var elements: [String] = []

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// A line through these points; nothing when there are fewer than two.
    mutating func line(
        _ points: [(Double, Double)], colour: String = "#000", dashes: String? = nil
    ) {
        guard points.count > 1 else { return }
        let path = points.map { "\($0.0.text(1)),\($0.1.text(1))" }.joined(separator: " ")
        let dash = dashes.map { " stroke-dasharray=\"\($0)\"" } ?? ""
        elements.append(
            "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\"\(dash)/>")
    }

    /// A mark that tells one series from another: a full disc, an open square or a triangle.
    mutating func mark(_ number: Int, _ x: Double, _ y: Double) {
        let (left, top) = ((x - 4).text(1), (y - 4).text(1))
        switch number % 3 {
        case 0:
            elements.append("<circle cx=\"\(x.text(1))\" cy=\"\(y.text(1))\" r=\"4\"/>")
        case 1:
            elements.append(
                "<rect x=\"\(left)\" y=\"\(top)\" width=\"8\" height=\"8\" fill=\"#fff\" "
                    + "stroke=\"#000\"/>")
        default:
            let (right, bottom) = ((x + 5).text(1), (y + 4).text(1))
            elements.append(
                "<polygon points=\"\(x.text(1)),\((y - 5).text(1)) \(right),\(bottom) "
                    + "\((x - 5).text(1)),\(bottom)\" fill=\"#fff\" stroke=\"#000\"/>")
        }
    }

    mutating func text(
        _ x: Double, _ y: Double, _ words: String, size: Int, anchor: String = "start",
        isUpright: Bool = false
    ) {
        let turn = isUpright ? " transform=\"rotate(-90 \(x.text(1)) \(y.text(1)))\"" : ""
        elements.append(
            "<text x=\"\(x.text(1))\" y=\"\(y.text(1))\" font-size=\"\(size)\" "
                + "text-anchor=\"\(anchor)\"\(turn)>\(Self.escaped(words))</text>")
    }

    /// The whole file, with what a screen reader says.
    func svg(title: String, description: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" role="img" \
        aria-labelledby="title description" font-family="sans-serif">
        <title id="title">\(Self.escaped(title))</title>
        <desc id="description">\(Self.escaped(description))</desc>
        <rect width="\(width)" height="\(height)" fill="#fff"/>
        \(elements.joined(separator: "\n"))
        </svg>

        """
    }

    /// Text as XML wants it.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
