internal import Domain

/// What became of what somebody asked against the rule: told on the start page until the decisions
/// are released.
enum OverrideNews {
    /// Of each dossier what this person asked last for it, once it was judged.
    static func all(_ desk: RoundDesk) -> [PageTask] {
        guard AllocationPage.mayAsk(desk), let visitor = desk.visit.visitor else { return [] }
        let requests = AllocationPage.requests(desk)
        let last = Dictionary(requests.map { ($0.dossier, $0) }) { _, later in later }
        return last.values.sorted { $0.dossier < $1.dossier }
            .filter { $0.askedBy == visitor.person }
            .compactMap { refused($0, desk) ?? approved($0, desk) }
    }

    /// By whom it was refused, for who may know that.
    static func refuser(_ refusal: RefusedOverride, _ desk: RoundDesk) -> String? {
        by(refusal.by, .refusedBy, desk)
    }

    private static func refused(_ request: OverrideRequest, _ desk: RoundDesk) -> PageTask? {
        guard let refusal = request.refused else { return nil }
        return news(
            "\(AllocationWords.refusedNews(desk.language)) \(request.dossier)",
            refuser(refusal, desk), desk)
    }

    private static func approved(_ request: OverrideRequest, _ desk: RoundDesk) -> PageTask? {
        guard let approver = request.approvedBy else { return nil }
        return news(
            "\(AllocationWords.approvedNews(desk.language)) \(request.dossier): "
                + desk.written.money(request.amount), by(approver, .approvedBy, desk), desk)
    }

    private static func by(
        _ person: PersonID, _ word: AllocationWords, _ desk: RoundDesk
    ) -> String? {
        desk.visit.directory.name(of: person).map { "\(word(desk.language)) \($0)" }
    }

    private static func news(_ text: String, _ by: String?, _ desk: RoundDesk) -> PageTask {
        PageTask(
            text, to: AllocationPage.address(desk.id), note: desk.note(by ?? ""), isNews: true)
    }
}
