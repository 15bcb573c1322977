import Hummingbird
import Pages

// What people see of the follow-up for which a visit isn't enough.
extension Doors {
    /// Adds the public overview, the log, and what came in of messages.
    func addFollowUp(
        to router: Router<DoorContext>, _ sessions: BrowserSessions, _ pages: PageDoor
    ) {
        let overview = PublicDoor(desk: desk, sessions: sessions, pages: pages)
        router.get(RouterPath(PublicPage.path)) { request, _ in await overview.show(request) }
        router.get(RouterPath(PublicPage.snapshotPath)) { request, context in
            await overview.snapshot(request, context)
        }
        router.get(RouterPath(PublicPage.filePath)) { request, context in
            try await overview.file(request, context)
        }
        let care = ImportDoor(desk: desk, sessions: sessions, pages: pages)
        router.get(RouterPath(ImportPage.path)) { request, _ in await care.imports(request) }
        router.get(RouterPath(ComparisonPage.path)) { request, _ in
            await care.comparison(request)
        }
        let audit = AuditDoor(
            desk: desk, sessions: sessions, pages: pages,
            exports: ExportDoor(desk: desk, bearer: BearerDoor(desk: desk), journal: journal),
            journal: journal, verifications: Verifications(desk: desk, journal: journal))
        router.get(RouterPath(AuditPage.path)) { request, context in
            try await audit.show(request, context)
        }
        router.post(RouterPath(AuditPage.verifyPath)) { request, context in
            try await audit.verify(request, context)
        }
        router.post(RouterPath(AuditPage.exportPath)) { request, context in
            try await audit.export(request, context)
        }
    }
}
