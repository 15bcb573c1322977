package import Domain
package import Engine
import Hummingbird
package import Pages

/// What pages show of messages about care; the server knows no store.
package protocol CareReading: Sendable {
    /// The newest imports and the first lines of the exception list, at most so many of each; nil when
    /// nothing was ever taken in.
    func lists(
        _ filter: ExceptionFilter, most: Int
    ) async throws(CareFailure) -> (imports: [ImportLogLine], exceptions: ExceptionList)?
    /// Figures for publication, small numbers hidden; nil when there are none by that division.
    func figures(by division: ComparisonPage.Division) async throws(CareFailure) -> OutcomeReport?
}

/// The imports with their exceptions, and published figures side by side, for the relationship manager
/// and the administrator.
struct ImportDoor: Sendable {
    let desk: Desk
    let sessions: BrowserSessions
    let pages: PageDoor
    /// Figures are counted over everything, so not many times at once.
    private let underWay = Places(most: 1)

    init(desk: Desk, sessions: BrowserSessions, pages: PageDoor) {
        self.desk = desk
        self.sessions = sessions
        self.pages = pages
    }

    func imports(_ request: Request) async -> Response {
        await answer(request) { visit, reading in
            let rule = visit.query["rule"] ?? ""
            guard let filter = ExceptionFilter(rule: rule.isEmpty ? nil : rule) else {
                return FaultPage.notFound.content(for: visit)
            }
            let most = desk.settings.pages.careLinesMost
            let lists = try await reading?.lists(filter, most: most)
            return ImportPage.content(of: lists.map(Self.overview), rule: rule, for: visit)
        }
    }

    func comparison(_ request: Request) async -> Response {
        await answer(request) { visit, reading in
            let asked = ComparisonPage.Division(rawValue: visit.query["by"] ?? "")
            // Nobody chose: what there are figures of, since neighbourhoods ask a list of their own.
            for division in asked.map({ [$0] }) ?? ComparisonPage.Division.allCases {
                if let report = try await reading?.figures(by: division) {
                    return ComparisonPage.content(of: report, by: division, for: visit)
                }
            }
            return ComparisonPage.content(of: nil, by: asked ?? .neighbourhood, for: visit)
        }
    }

    /// The page, for who may look, one at a time.
    private func answer(
        _ request: Request,
        _ content: (Visit, (any CareReading)?) async throws -> PageContent
    ) async -> Response {
        let session = await sessions.session(in: request.headers[.cookie])
        let visit = await Visits(desk: desk, sessions: sessions).visit(request, by: session)
        guard session != nil else {
            return pages.answer(SignInPage.door(for: visit), visit, .unauthorized)
        }
        guard ImportPage.isOpen(to: visit.visitor) else {
            return pages.answer(FaultPage.notFound.content(for: visit), visit, .notFound)
        }
        guard underWay.take() else {
            return pages.answer(FaultPage.tooMany.content(for: visit), visit, .tooManyRequests)
        }
        defer { underWay.leave() }
        do {
            return pages.answer(try await content(visit, desk.settings.careReading), visit)
        } catch {
            // What is wrong with the store is the operator's business.
            return pages.answer(
                FaultPage.notFound.content(for: visit), visit, .internalServerError)
        }
    }

    private static func overview(
        _ lists: (imports: [ImportLogLine], exceptions: ExceptionList)
    ) -> ImportOverview {
        ImportOverview(
            imports: lists.imports.map { line in
                .init(
                    number: line.number, at: AmsterdamTime(line.at), actor: line.actor,
                    receivedOn: line.receivedOn, accepted: line.accepted,
                    doubled: line.duplicates, refused: line.refused,
                    isRemoval: line.removed != nil)
            },
            exceptions: lists.exceptions.entries.map(exception),
            leftOut: lists.exceptions.leftOut, rules: ExceptionFilter.rules)
    }

    private static func exception(_ entry: ExceptionList.Entry) -> ImportOverview.Exception {
        let place = [
            entry.kind, entry.identification, entry.notice.map { "#\($0)" },
            entry.category.map { "categorie \($0)" },
        ].compactMap(\.self).joined(separator: " ")
        let reason = entry.reason.map { " (\($0))" } ?? ""
        return ImportOverview.Exception(
            status: entry.status.phrase, rule: entry.rule, sender: entry.sender, message: place,
            day: entry.dated ?? entry.receivedOn ?? entry.pausedAfter,
            why: Phrase(entry.nl + reason, entry.en + reason))
    }
}

extension ExceptionList.Status {
    /// What became of it, as people see it.
    fileprivate var phrase: Phrase {
        switch self {
        case .refused: Phrase("Afgekeurd", "Rejected")
        case .quarantined: Phrase("Niet gebruikt", "Not used")
        case .late: Phrase("Te laat", "Late")
        case .paused: Phrase("Lang onderbroken", "Paused for long")
        }
    }
}
