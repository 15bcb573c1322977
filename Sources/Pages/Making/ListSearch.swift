/// What a long list is narrowed down to by a field above it, and how much of it is shown.
struct ListSearch {
    /// Rows of a list on one page; the rest is found by searching.
    static let rowsMost = 100

    private let words: String
    private let visit: Visit
    private let label: String

    /// What the address asks for as `q`, in the list at this address.
    init(_ visit: Visit, label: String) {
        words = visit.query["q"] ?? ""
        self.visit = visit
        self.label = label
    }

    /// Of all things those in which what was searched for stands, as far as they are shown.
    func shown<Thing>(of all: [Thing], by texts: (Thing) -> [String]) -> (rows: [Thing], rest: Int)
    {
        let wanted = words.lowercased()
        let found =
            wanted.isEmpty
            ? all : all.filter { texts($0).contains { $0.lowercased().contains(wanted) } }
        return (Array(found.prefix(Self.rowsMost)), max(0, found.count - Self.rowsMost))
    }

    /// What the template `search` is filled with, when the list has `rest` rows more.
    func values(rest: Int) -> [String: Any] {
        let language = visit.language
        return [
            "searched": words, "searchAddress": visit.address, "searchLabel": label,
            "searchButton": FrameWords.search(language), "hasRest": rest > 0,
            "rest": rest > 0 ? "\(FrameWords.more(language)) \(rest)" : "",
        ]
    }
}
