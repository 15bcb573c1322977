import Domain
import Engine
import HTTPTypes
import Hummingbird
import Pages
import Wire

/// The log for who audits a round: its records with filters, a verification, and a copy.
///
/// Records are shown to who may export them, and while they may be exported.
struct AuditDoor: Sendable {
    /// The most characters of one record's content.
    static let payloadCharactersMost = 1_000

    let desk: Desk
    let sessions: BrowserSessions
    let pages: PageDoor
    let exports: ExportDoor
    let journal: any Journal
    let verifications: Verifications

    func show(_ request: Request, _ context: DoorContext) async throws -> Response {
        let (visit, session) = await visit(request, context)
        guard let session else {
            return pages.answer(SignInPage.door(for: visit), visit, .unauthorized)
        }
        let filter = LogFilter(visit.query)
        guard let (id, round) = visit.round, AuditPage.isOpen(round) else {
            return pages.answer(FaultPage.notFound.content(for: visit), visit, .notFound)
        }
        let read = await mayExport(id, session) ? try await lines(of: id, filter) : nil
        // Reading takes a while, in which the round may be kept from export again.
        let page = await mayExport(id, session) ? read : nil
        guard
            let content = AuditPage.content(
                of: page, filter, verification: verifications.current, for: visit)
        else { return pages.answer(FaultPage.notFound.content(for: visit), visit, .notFound) }
        return pages.answer(content, visit)
    }

    /// Begins a verification and leads back to the page, which says how far it is.
    func verify(_ request: Request, _ context: DoorContext) async throws -> Response {
        let (visit, allowed) = try await allowed(request, context)
        guard let (id, _) = allowed else { return refusal(visit) }
        await verifications.begin()
        return PageReply.redirect(to: "\(AuditPage.address(id))#verify")
    }

    /// The whole log as a file, after the export stands in it.
    func export(_ request: Request, _ context: DoorContext) async throws -> Response {
        let (visit, allowed) = try await allowed(request, context)
        guard let (id, session) = allowed else { return refusal(visit) }
        return try await exports.file(of: id, for: session.credential)
    }

    private func refusal(_ visit: Visit) -> Response {
        pages.answer(FaultPage.forbidden.content(for: visit), visit, .forbidden)
    }

    /// The round and the session of who sent a form of ours; nil for everybody else.
    private func allowed(
        _ request: Request, _ context: DoorContext
    ) async throws -> (Visit, (RoundID, BrowserSession)?) {
        let body = FormBody(try await request.bytes(most: desk.settings.pages.formBytesMost))
        let (visit, session) = await visit(request, context)
        guard CrossSite.allows(request), let session, body["_token"] == session.formToken,
            let (id, round) = visit.round, AuditPage.isOpen(round)
        else { return (visit, nil) }
        return (visit, (id, session))
    }

    private func visit(
        _ request: Request, _ context: DoorContext
    ) async -> (Visit, BrowserSession?) {
        let session = await sessions.session(in: request.headers[.cookie])
        let visit = await Visits(desk: desk, sessions: sessions).visit(
            request, names: ["round": context.parameters.get("round") ?? ""], by: session)
        return (visit, session)
    }

    /// Whether the export would be recorded now: by the same person, under the same rules.
    private func mayExport(_ round: RoundID, _ session: BrowserSession) async -> Bool {
        do throws(CallError) {
            _ = try await desk.rehearsal(
                of: .recordExport(form: "jsonl"), in: round,
                Envelope(key: desk.settings.keys(), actingFor: nil), for: session.credential)
            return true
        } catch {
            return false
        }
    }

    private func lines(of round: RoundID, _ filter: LogFilter) async throws -> LogPage {
        let names = desk.engine.directory
        var lines: [LogPage.Line] = []
        var position = filter.after
        let settings = desk.settings.pages
        let last = position + settings.logReadMost
        while lines.count < settings.logLinesMost, position < last {
            let records = try await journal.records(
                of: .round(round), after: position, limit: min(500, last - position))
            guard !records.isEmpty else { return LogPage(lines: lines, next: nil) }
            for record in records where lines.count < settings.logLinesMost {
                position = record.position
                if let line = Self.line(record, filter, in: names) { lines.append(line) }
            }
        }
        return LogPage(lines: lines, next: position)
    }

    /// The record as it is shown; nil when it isn't looked for.
    private static func line(
        _ record: StoredRecord, _ filter: LogFilter, in directory: Directory
    ) -> LogPage.Line? {
        guard let fields = try? CanonicalJSON.value(JSONValue.self, from: record.bytes),
            let type = fields["type"]?.text, let actor = fields["actor"]?.text,
            let at = fields["at"]?.text.flatMap({ Instant($0) })
        else { return nil }
        let payload = fields["payload"] ?? .null
        var dossier: DossierNumber?
        if case .integer(let number) = payload["dossier"] { dossier = number }
        let moment = AmsterdamTime(at)
        let actingFor = fields["actingFor"]?.text
        let organisation = actingFor.flatMap { OrganisationID(rawValue: $0) }
            .flatMap { directory.organisations[$0]?.name }
        let person = Actor.Identity(actor)?.person.flatMap { directory.people[$0]?.name }
        guard
            filter.lets(
                type: type, dossier: dossier, actor: actor, named: person, on: moment.date)
        else { return nil }
        let text = String(decoding: payload.bytes, as: UTF8.self)
        // Counting all of a long text would cost more than the page.
        let shown = text.prefix(payloadCharactersMost)
        return LogPage.Line(
            position: record.position, at: moment,
            actor: person, actorCode: actor,
            actingFor: organisation ?? actingFor ?? "–", type: type, dossier: dossier,
            payload: shown.endIndex < text.endIndex ? shown + "…" : text)
    }
}
