/// What somebody who mistyped a name most likely meant.
enum NearestName {
    /// `; did you mean X?`, or nothing when no name is near.
    static func hint(for name: String, in known: [String]) -> String {
        let near = known.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
            .min { $0.distance < $1.distance }
        guard let near, near.distance <= max(2, name.count / 2) else { return "" }
        return "; did you mean \(near.name)?"
    }

    /// How many characters must be put in, left out or replaced (Levenshtein 1966).
    static func distance(_ first: String, _ second: String) -> Int {
        let second = Array(second)
        var row = Array(0...second.count)
        for (index, character) in first.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in second.indices {
                let replaced = diagonal + (character == second[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[second.count]
    }
}
