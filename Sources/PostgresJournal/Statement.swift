/// The statements of every day, prepared once on each connection that needs them.
enum Statement: String {
    case append, heads, head, records, receipt, takeTurn, endTurn
    case meet, leave, tallyCount, tallyRaise, tallyForget

    var sql: String {
        switch self {
        case .append:
            "SELECT stored, actual FROM kansendossier.append($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        case .heads:
            "SELECT name, position, hash, deadline FROM kansendossier.stream ORDER BY name"
        case .head:
            "SELECT name, position, hash, deadline FROM kansendossier.stream WHERE name = $1"
        case .records:
            """
            SELECT position, bytes, hash FROM kansendossier.record
            WHERE stream = (SELECT id FROM kansendossier.stream WHERE name = $1) AND position > $2
            ORDER BY position LIMIT $3
            """
        case .receipt:
            """
            SELECT command, position FROM kansendossier.receipt
            WHERE stream = (SELECT id FROM kansendossier.stream WHERE name = $1)
            AND actor = $2 AND key = $3
            """
        case .takeTurn:
            "SELECT pg_try_advisory_lock(hashtextextended('kansendossier turn ' || $1, 0))"
        case .endTurn:
            """
            SELECT pg_advisory_unlock(hashtextextended('kansendossier turn ' || $1, 0)),
                pg_notify('kansendossier_turn', $1)
            """
        case .meet: "SELECT * FROM kansendossier.meet($1, $2, $3, $4, $5, $6)"
        case .leave: "SELECT kansendossier.leave($1)"
        case .tallyCount: "SELECT kansendossier.tally_count($1, $2)"
        case .tallyRaise: "SELECT kansendossier.tally_raise($1, $2, $3)"
        case .tallyForget: "SELECT kansendossier.tally_forget($1)"
        }
    }
}
