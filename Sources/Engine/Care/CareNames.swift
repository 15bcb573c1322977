internal import Domain

/// Which client a mark stands for, now that keys were rotated.
///
/// Marks are looked up many at a time, before they are asked about.
struct CareNames {
    /// Until a key is rotated every mark is the first of its client.
    let wereRotated: Bool
    private let rows: any CareRows
    private var clients: [Pseudonym: Pseudonym] = [:]
    private var seen: Set<Pseudonym> = []

    init(in rows: any CareRows) throws {
        self.rows = rows
        wereRotated = try rows.hasJoins()
    }

    mutating func look(up marks: some Sequence<Pseudonym>) throws {
        guard wereRotated else { return }
        let unseen = Set(marks).subtracting(seen)
        clients.merge(try rows.clients(of: Array(unseen))) { known, _ in known }
        seen.formUnion(unseen)
    }

    /// The mark under which the client was first known.
    func client(of mark: Pseudonym) -> Pseudonym {
        precondition(
            !wereRotated || seen.contains(mark), "a mark is looked up before it is asked about")
        return clients[mark] ?? mark
    }

    /// Lets a mark stand for a client from now on.
    mutating func join(_ mark: Pseudonym, to client: Pseudonym) { clients[mark] = client }

    /// Every mark that stands for each of these clients, its first included.
    func marks(of clients: [Pseudonym]) throws -> [Pseudonym: [Pseudonym]] {
        let joined = wereRotated ? try rows.marks(of: clients) : [:]
        return Dictionary(
            clients.map { ($0, [$0] + (joined[$0] ?? [])) }, uniquingKeysWith: { first, _ in first }
        )
    }
}
