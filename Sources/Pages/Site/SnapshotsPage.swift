internal import Domain

/// What the council sees of a round: the snapshots, what was granted, and lessons that were released.
package enum SnapshotsPage: Page {
    package static let path = "/rounds/{round}/snapshots"

    package static func content(of visit: Visit) -> PageContent? {
        guard let (id, round) = visit.round, let summary = round.summary,
            let viewer = round.viewers.first
        else { return nil }
        let snapshots = snapshots(in: round)
        let grants = grants(in: round)
        let take = SnapshotForm(
            id: id, round: round, snapshots: snapshots, grants: grants, visit: visit)
        if snapshots.isEmpty && grants.isEmpty && take == nil { return nil }
        let language = visit.language
        let overview = RoundOverview(
            snapshots: snapshots, grants: grants, lessons: lessons(in: round), language: language)
        let own: [String: Any] = [
            "take": take.map { [$0.form.labelled(SnapshotWords.take(language))] } ?? [],
            "takeQuarter": take.map { SnapshotForm.name($0.quarter, language) } ?? "",
            "otherQuarters": take?.others ?? [], "hasOthers": take?.others.isEmpty == false,
            "first": SnapshotForm.first(in: round, grants, visit).map { [$0] } ?? [],
        ]
        return PageContent(
            SnapshotWords.title(language), template: "snapshots",
            words: SnapshotWords.values(in: language),
            values: overview.values { address(of: $0, in: id) }.merging(own) { $1 },
            forms: take.map { [$0.form] } ?? [],
            trail: [
                RoundPage.trail(language), PageLink(summary.name, to: RoundPage.address(id)),
            ], live: (id, viewer))
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round,
            !snapshots(in: round).isEmpty || !grants(in: round).isEmpty
        else { return [] }
        return [PageLink(SnapshotWords.entry(visit.language), to: address(id))]
    }

    /// Who comes for the council begins with the newest snapshot.
    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard visit.visitor?.roles.contains(.councilMember) == true,
            round.viewers.contains(.council), let summary = round.summary,
            let newest = snapshots(in: round).last
        else { return [] }
        let quarter = SnapshotView(snapshot: newest, language: visit.language).quarter
        return [
            PageTask(
                "\(SnapshotWords.task(visit.language)) \(quarter)",
                to: address(of: newest, in: summary.round), note: summary.name)
        ]
    }

    private static func address(of snapshot: Snapshot, in round: RoundID) -> String {
        SnapshotPage.address(round, snapshot.number)
    }

    /// The snapshots in the person's views, which are the same in all of them.
    static func snapshots(in round: RoundView) -> [Snapshot] {
        guard let viewer = round.viewers.first else { return [] }
        let parts = round.parts(for: viewer) { if case .snapshot = $0 { true } else { false } }
        return parts.compactMap { if case .snapshot(let own) = $0 { own } else { nil } }
    }

    private static func grants(in round: RoundView) -> [GrantLine] {
        guard let viewer = round.viewers.first,
            case .grants(let lines) = round.part(.grants, for: viewer)
        else { return [] }
        return lines
    }

    private static func lessons(in round: RoundView) -> [LessonsPart] {
        guard let viewer = round.viewers.first else { return [] }
        let parts = round.parts(for: viewer) { if case .lessons = $0 { true } else { false } }
        return parts.compactMap { if case .lessons(let own) = $0 { own } else { nil } }
    }
}

/// What was made known of a round, as a page lists it.
struct RoundOverview {
    let snapshots: [Snapshot]
    let grants: [GrantLine]
    let lessons: [LessonsPart]
    let language: Language

    private var written: Written { Written(language) }

    /// What the partial `overview` is filled with.
    func values(address: (Snapshot) -> String) -> [String: Any] {
        [
            "snapshots": snapshots.reversed().map { snapshot in
                [
                    "number": snapshot.number, "address": address(snapshot),
                    "quarter": SnapshotView(snapshot: snapshot, language: language).quarter,
                    "takenOn": written.date(snapshot.takenOn),
                    "isCorrected": snapshots.contains { $0.corrects == snapshot.number },
                ] as [String: Any]
            },
            "hasSnapshots": !snapshots.isEmpty, "grants": grants.map(grant),
            "hasGrants": !grants.isEmpty, "lessons": lessons.map(lesson),
            "hasLessons": !lessons.isEmpty,
        ]
    }

    private func grant(_ line: GrantLine) -> [String: Any] {
        [
            "activities": line.activities, "recipient": line.recipient,
            "granted": written.money(line.granted), "grantedOn": written.date(line.grantedOn),
            "settled": line.settled.map(written.money) ?? "–", "basis": line.legalSource,
            "aims": line.aims.joined(separator: "; "), "state": line.state.phrase[language],
        ]
    }

    private func lesson(_ part: LessonsPart) -> [String: Any] {
        LessonsPage.parts(of: part.lessons, language).merging([
            "title": part.title, "coalition": part.coalition.joined(separator: ", "),
        ]) { own, _ in own }
    }
}
