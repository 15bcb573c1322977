internal import Domain
internal import Wire

/// The documents of some clients, and those of others under the same names, read all at once.
struct CareMessages {
    private var names: CareNames
    /// By client and number.
    private var own: [Pseudonym: [Int: ReceivedDocument]] = [:]
    /// By name: everybody's, in order of their numbers.
    private var named: [String: [(number: Int, document: ReceivedDocument)]] = [:]

    init(of clients: [Pseudonym], in rows: any CareRows) throws {
        names = try CareNames(in: rows)
        try names.look(up: clients)
        let current = clients.filter { names.client(of: $0) == $0 }
        var clientByMark: [Pseudonym: Pseudonym] = [:]
        for (client, marks) in try names.marks(of: current) {
            for mark in marks { clientByMark[mark] = client }
        }
        var documents: [Int: ReceivedDocument] = [:]
        for row in try rows.documents(about: clientByMark.keys.sorted()) {
            let document = try DocumentRecord.document(row.bytes)
            guard let client = document.client.flatMap({ clientByMark[$0.current] }) else {
                throw CareDamage()
            }
            documents[row.number] = document
            own[client, default: [:]][row.number] = document
        }
        let shared = Set(documents.values.compactMap(\.ownName)).sorted()
        for row in try rows.documents(named: shared).sorted(by: { $0.number < $1.number }) {
            let document = try documents[row.number] ?? DocumentRecord.document(row.bytes)
            named[document.name, default: []].append((row.number, document))
        }
        try names.look(
            up: named.values.flatMap { $0.compactMap { $0.document.client?.current } })
    }

    /// What follows for one of the clients; nil when nothing is known of it.
    func history(of client: Pseudonym) -> ClientHistory? {
        guard let own = own[client] else { return nil }
        var received = ReceivedMessages()
        var placesByContent: [ContentMark: [Int]] = [:]
        var exceptions: [ImportException] = []
        var placesByName: [CareMessage.Name: [Int]] = [:]
        for (_, document) in own.sorted(by: { $0.key < $1.key }) {
            switch document.content {
            case .care(let message, let refused):
                let places = message.places(without: refused)
                placesByContent[message.contentMark] = places
                placesByName[message.name] = places
                exceptions += refused.map { ImportException($0, of: message) }
                received.care.append(message.marked(client))
            case .allocation(let message): received.allocations.append(message.marked(client))
            // A return counts by the name of what it answers.
            case .returned: break
            }
        }
        for name in placesByName.keys.sorted() {
            for (number, document) in named[name.text] ?? [] {
                if own[number] == nil {
                    add(document, to: &received)
                } else if case .returned(let message) = document.content {
                    received.returns.append(message.marked(client))
                }
            }
        }
        let history = DeliveryHistory(of: client, in: received)
        exceptions += history.quarantine.map {
            ImportException($0, places: placesByContent[$0.contentMark] ?? [])
        }
        return ClientHistory(
            client: client, periods: history.periods, exceptions: exceptions,
            // A name stands for one message here: those that share one are refused.
            lateNotices: history.lateNotices.map {
                $0.placed(among: placesByName[$0.message] ?? [])
            })
    }

    /// A document under the name of one of the client's messages, about somebody else or nobody.
    private func add(_ document: ReceivedDocument, to received: inout ReceivedMessages) {
        let about = document.client.map { names.client(of: $0.current) }
        switch document.content {
        case .care(let message, _):
            received.care.append(about.map { message.marked($0) } ?? message)
        case .returned(let message):
            received.returns.append(about.map { message.marked($0) } ?? message)
        case .allocation: break
        }
    }
}

extension ReceivedDocument {
    /// The name of a start or stop message.
    fileprivate var ownName: String? {
        if case .care(let message, _) = content { message.name.text } else { nil }
    }
}
