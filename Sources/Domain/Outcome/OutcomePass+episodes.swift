extension OutcomePass {
    /// Counts begins, ends and what follows them.
    mutating func countEpisodes() {
        for index in episodes.indices {
            let episode = episodes[index]
            let next = index + 1 < episodes.count ? episodes[index + 1] : nil
            let successor = next.flatMap { $0.domain == episode.domain ? $0.begin : nil }
            let isTransfer = isTransfer(episode, successor: successor)
            if isTransfer { episodes[index + 1].isTransferredTo = true }
            countStock(episode)
            countBegin(episode)
            countReopened(at: index)
            if clock.asks(about: episode.end) { countEnd(episode, isTransfer: isTransfer) }
        }
    }

    /// Whether a start within the days of a transfer joins the episode to another.
    private func isTransfer(_ episode: Episode, successor: Int32?) -> Bool {
        guard let successor, Self.canTransfer[Int(episode.endClass)] else { return false }
        return successor <= episode.end + clock.transferDays
    }

    private static let canTransfer = EndClass.allCases.map {
        $0 == .administrative || $0 == .changedProvider
    }
    private static let isExcluded = EndClass.allCases.map {
        [.deceased, .moved, .external, .otherDomain].contains($0)
    }
    private static let leaves = EndClass.allCases.map {
        [.deceased, .moved, .external].contains($0)
    }

    private mutating func countStock(_ episode: Episode) {
        guard let group = group(ofRow: episode.firstRow) else { return }
        if episode.begin < clock.first, episode.end >= clock.first {
            tallies[group].stockBefore += 1
        }
        if episode.begin <= clock.last, episode.end > clock.last { tallies[group].stockAfter += 1 }
        if clock.asks(about: episode.begin) { tallies[group].begins += 1 }
        if clock.asks(about: episode.end) { tallies[group].ends += 1 }
    }

    private mutating func countBegin(_ episode: Episode) {
        guard clock.asks(about: episode.begin), let group = group(ofRow: episode.firstRow) else {
            return
        }
        let isInterrupted = episode.endClass == EndClass.interrupted.rawValue
        if isInterrupted, episode.end <= clock.reference {
            tallies[group].lengths.censored.add(Int(episode.end - episode.begin) + 1)
        } else if episode.end <= clock.reference {
            tallies[group].lengths.events.add(Int(episode.end - episode.begin) + 1)
        } else {
            tallies[group].lengths.censored.add(Int(clock.reference - episode.begin) + 1)
        }
        if !episode.isTransferredTo {
            tallies[group].inflow += 1
            if stamps.isFirst(.inflow, in: group) { tallies[group].inflowPersons += 1 }
        }
    }

    /// Counts the person as reopened when the episode begins after any earlier end.
    private mutating func countReopened(at index: Int) {
        let episode = episodes[index]
        guard clock.asks(about: episode.begin), let group = group(ofRow: episode.firstRow) else {
            return
        }
        let isReopened = episodes.contains {
            $0.end < episode.begin && $0.endClass != EndClass.interrupted.rawValue
        }
        if isReopened, stamps.isFirst(.reopened, in: group) { tallies[group].reopened += 1 }
    }

    private mutating func countEnd(_ episode: Episode, isTransfer: Bool) {
        guard let group = group(ofEndOf: episode.lastRow) else { return }
        let endClass = episode.endClass
        if endClass == EndClass.interrupted.rawValue {
            tallies[group].interrupted += 1
            return
        }
        tallies[group].ended.add(endClass)
        tallies[group].gross.add(Int(episode.end - episode.begin) + 1)
        let net = episode.hasPauses ? netDays(of: episode) : Int(episode.netDays)
        tallies[group].net.add(net)
        if isTransfer {
            tallies[group].transfers += 1
        } else if Self.canTransfer[Int(endClass)],
            clock.reference < episode.end + clock.transferDays + clock.lagDays
        {
            tallies[group].pending += 1
        } else {
            tallies[group].outflow.add(endClass)
            if stamps.isFirst(.outflow, in: group) { tallies[group].outflowPersons += 1 }
            countSustained(episode, in: group)
        }
    }

    private mutating func countSustained(_ episode: Episode, in group: Int) {
        if Self.isExcluded[Int(episode.endClass)] {
            tallies[group].sustained.excluded.add(episode.endClass)
            return
        }
        let end = episode.end
        let horizonEnd = clock.horizonEnd(after: end)
        let comeBack = firstReturn(after: episode, until: horizonEnd)
        let leaving = comeBack == nil ? firstLeaving(from: end, until: horizonEnd) : nil
        let mature = horizonEnd + clock.lagDays
        if mature > clock.reference {
            tallies[group].sustained.immature += 1
            let known = tallies[group].sustained.firstMatureDay
            tallies[group].sustained.firstMatureDay = min(known, mature)
        } else if comeBack != nil {
            tallies[group].sustained.returned += 1
        } else if leaving != nil {
            tallies[group].sustained.left += 1
        } else {
            tallies[group].sustained.sustained += 1
        }
        let known = min(horizonEnd, clock.reference - clock.lagDays)
        if let comeBack, comeBack <= known {
            tallies[group].returns.events.add(Int(comeBack - end))
        } else if let leaving, leaving <= known {
            tallies[group].returns.censored.add(Int(leaving - end))
        } else if known < horizonEnd {
            tallies[group].returns.censored.add(Int(max(0, known - end)))
        } else {
            tallies[group].returns.completed += 1
        }
    }

    /// The first start after a day without care, up to the end of the horizon, that counts as return.
    private func firstReturn(after episode: Episode, until horizonEnd: Int32) -> Int32? {
        let earliest = episode.end + 1 + clock.gapDays
        for index in rows.indices {
            let row = rows[index]
            if row.begin > horizonEnd { return nil }
            guard row.begin > earliest, row.isCare else { continue }
            switch clock.scope {
            case .sameDomain: if row.domain == episode.domain { return row.begin }
            case .bothDomains: return row.begin
            case .coalition(let members):
                let provider = Int(table.providers[firstRow + index])
                if row.domain == episode.domain, members[provider] { return row.begin }
            }
        }
        return nil
    }

    /// The first death or move in the horizon, from stops of any care under any law.
    private func firstLeaving(from end: Int32, until horizonEnd: Int32) -> Int32? {
        var first: Int32?
        for row in rows where row.end >= end && row.end <= horizonEnd {
            if Self.leaves[Int(row.endClass)] { first = min(first ?? row.end, row.end) }
        }
        return first
    }
}
