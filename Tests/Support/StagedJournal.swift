package import Domain
package import Engine
internal import Wire

/// Staged rounds and the directory of their cast as a store would hold them, with a token for
/// everybody.
package enum StagedJournal {
    /// How long a token lives: longer than a round, so that tests may jump through it.
    package static let tokenSeconds = 400 * 86_400

    /// The secret of somebody's token.
    package static func secret(of holder: Actor.Identity) -> String { "kd_secret-\(holder)" }

    /// The name of somebody's token.
    package static func token(of holder: Actor.Identity) -> TokenID {
        let text = "\(holder)".replacing("/", with: "-")
        guard let token = TokenID(rawValue: text) else {
            preconditionFailure("\(text) is an identifier")
        }
        return token
    }

    /// Stores the round as far as it was played, under its own name or another one.
    package static func write(
        _ builder: RoundBuilder, as round: RoundID = DemoCast.round, to journal: any Journal
    ) async throws {
        try await write(
            .round(round), builder.log, RecordCodec<Round>(), deadline: builder.round.deadline,
            to: journal)
    }

    /// Stores events that give this directory, with tokens that are issued at that moment.
    package static func write(
        _ directory: Directory, at now: Instant, to journal: any Journal
    ) async throws {
        let events = try events(of: directory, at: now)
        try await write(
            .directory, events.map { ($0, Stamp(position: 0, at: now, by: .server)) },
            RecordCodec<Directory>(), deadline: nil, to: journal)
    }

    private static func write<Stream: Aggregate>(
        _ stream: StreamID, _ log: [(event: Stream.Event, stamp: Stamp)],
        _ codec: RecordCodec<Stream>, deadline: Instant?, to journal: any Journal
    ) async throws {
        var previous = Digest.zero
        var records: [StoredRecord] = []
        for (event, stamp) in log {
            let record = codec.record(
                of: event,
                header: RecordHeader(
                    stream: stream, position: records.count + 1, at: stamp.at, actor: stamp.by,
                    actingFor: stamp.actingFor, key: nil, previous: previous))
            records.append(record)
            previous = record.hash
        }
        try await journal.append(
            Append(
                stream: stream, expectedPosition: 0, records: records, receipts: [],
                deadline: deadline))
    }

    private static func events(
        of directory: Directory, at now: Instant
    ) throws -> [DirectoryEvent] {
        var events: [DirectoryEvent] = [
            .directoryFounded(
                municipality: directory.municipality, municipalityName: directory.municipalityName)
        ]
        events += directory.organisations.values.sorted { $0.id < $1.id }.map {
            .organisationRegistered(organisation: $0)
        }
        for person in directory.people.values.sorted(by: { $0.id < $1.id }) {
            events.append(
                .personRegistered(person: person.id, name: person.name, emails: person.emails))
            events += person.memberships.sorted { $0.key < $1.key }.map {
                .membershipAdded(person: person.id, organisation: $0.key, role: $0.value)
            }
            events += person.municipalRoles.map { .roleGranted(person: person.id, role: $0) }
            events += try token(for: .person(person.id), .full, in: directory, now)
        }
        events += directory.register.values.map { .regularServiceAdded(service: $0) }
        return events + (try token(for: .projector(DemoCast.round), .read, in: directory, now))
    }

    /// What the directory makes of a token for this holder.
    private static func token(
        for holder: Actor.Identity, _ scope: TokenScope, in directory: Directory, _ now: Instant
    ) throws -> [DirectoryEvent] {
        try directory.decide(
            .issueToken(
                token: token(of: holder), holder: holder,
                secret: SHA256Hashing().digest(of: Array(secret(of: holder).utf8)), scope: scope,
                expiresAt: now.advanced(bySeconds: tokenSeconds), label: "test"), by: .server,
            in: World(now: now, directory: directory, hashing: SHA256Hashing()))
    }
}
