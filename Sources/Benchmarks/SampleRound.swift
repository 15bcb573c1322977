import Domain
import Wire

/// The rounds that are measured: one in which is written, and one in the middle of a ballot.
enum SampleRound {
    /// The round with an open ballot on the first hard requirement, everybody present.
    static let sitting: RoundID = "zitting"
    static let ballot = BallotName(dossier: 1, ordinal: 1)
    static let begin = moment("2020-01-15T09:00:00")
    private static let opensAt = "2020-02-03T09:00:00"
    private static let closesAt = "2020-03-27T12:00:00"

    /// A round that is open until 2099, with a draft by each of these writers in turn, and then so
    /// many edits of them.
    static func drafting(
        by writers: [PersonID], edits: Int = 0, in directory: Directory
    ) throws -> StreamScript<Round> {
        var script = try opened(closesAt: "2099-12-31T12:00:00", in: directory)
        for (number, writer) in zip(1..., writers) {
            try script.give(
                .startDossier(title: "Dossier \(number)"), by: .person(writer), in: directory)
        }
        for edit in 0..<edits {
            let (version, index) = edit.quotientAndRemainder(dividingBy: writers.count)
            let command = edition(of: 1 + index, version: 1 + version, serial: edit)
            try script.give(command, by: .person(writers[index]), in: directory)
        }
        return script
    }

    /// Writes a section of a draft that is at that version: about 300 characters.
    static func edition(of dossier: DossierNumber, version: Int, serial: Int) -> RoundCommand {
        let text =
            "Versie \(serial). Inwoners die vastlopen krijgen binnen twee weken een gesprek met "
            + "iemand die mag beslissen. De aanbieders nemen elkaars intake over, zodat niemand "
            + "zijn verhaal twee keer doet, en het wijkteam blijft het aanspreekpunt. Wat dat "
            + "oplevert meten wij na een half jaar en na een jaar."
        return .writeSection(dossier: dossier, version: version, section: .approach, text: text)
    }

    /// The same round just after its first ballot was opened.
    static func voting(in directory: Directory) throws -> StreamScript<Round> {
        var script = try opened(closesAt: closesAt, in: directory)
        try submit(&script, in: directory)
        script.now = moment(closesAt)
        try script.give(.passTime, by: .server, in: directory)
        for voter in SampleTown.voters {
            try script.give(
                .declareInterests(interests: []), by: .person(voter), in: directory)
        }
        let coordinator = Actor.Identity.person(SampleTown.coordinator)
        try script.give(.startScreening, by: coordinator, in: directory)
        let version = script.state.dossier(1)?.version ?? 0
        try script.give(
            .admitDossier(dossier: 1, version: version), by: coordinator, in: directory)
        let secretary = Actor.Identity.person(SampleTown.secretary)
        let plannedAt = time("2020-04-10T13:00:00")
        script.now = plannedAt.instant
        try script.give(
            .planSitting(plannedAt: plannedAt, agenda: [1]), by: secretary, in: directory)
        try script.give(.openSitting(sitting: 1), by: secretary, in: directory)
        for voter in SampleTown.voters {
            try script.give(
                .markPresence(person: voter, present: true), by: secretary, in: directory)
        }
        try script.give(.takeUpDossier(dossier: 1), by: secretary, in: directory)
        try script.give(.prepareBallot(subject: .collaboration), by: secretary, in: directory)
        try script.give(
            .openBallot(ballot: ballot), by: .person(SampleTown.chair), in: directory)
        return script
    }

    private static func opened(
        closesAt: String, in directory: Directory
    ) throws -> StreamScript<Round> {
        var script = StreamScript<Round>(.round(sitting), at: begin)
        let coordinator = Actor.Identity.person(SampleTown.coordinator)
        try script.give(
            .createRound(rules: try rules(closesAt: closesAt)), by: coordinator, in: directory)
        let kinds: [Seat.Kind] = [.chair, .deputyChair, .member, .member, .member]
        for (voter, kind) in zip(SampleTown.voters, kinds) {
            try script.give(
                .appointSeat(person: voter, kind: kind), by: coordinator, in: directory)
        }
        try script.give(
            .appointSeat(person: SampleTown.secretary, kind: .secretary), by: coordinator,
            in: directory)
        try script.give(.publishRound, by: coordinator, in: directory)
        script.now = moment(opensAt)
        try script.give(.passTime, by: .server, in: directory)
        return script
    }

    /// One dossier of two organisations, from its first line to its receipt.
    private static func submit(
        _ script: inout StreamScript<Round>, in directory: Directory
    ) throws {
        let lead = Actor.Identity.person(SampleTown.writer(1))
        let partner = Actor.Identity.person(SampleTown.partnerSignatory)
        var version: Int { script.state.dossier(1)?.version ?? 0 }
        var content: Digest { script.state.dossier(1)?.fingerprint ?? .zero }
        func give(_ command: RoundCommand, by identity: Actor.Identity) throws {
            try script.give(command, by: identity, in: directory)
        }
        try give(.startDossier(title: "Samen sneller"), by: lead)
        try give(
            .invitePartner(dossier: 1, version: version, organisation: SampleTown.partner),
            by: lead)
        try give(.acceptInvitation(dossier: 1, version: version), by: partner)
        for section in Section.texts {
            try give(
                .writeSection(
                    dossier: 1, version: version, section: section,
                    text: "Over \(section.rawValue)."), by: lead)
        }
        for identity in [lead, partner] {
            try give(.writeRole(dossier: 1, version: version, text: "Doet mee."), by: identity)
        }
        let lines: [CostLine] = try value(
            #"[{"description":"Uren","total":4000000,"own":0,"other":0,"requested":4000000,"#
                + #""minimum":3000000}]"#)
        try give(.setCostLines(dossier: 1, version: version, lines: lines), by: lead)
        let effects: [ExpectedEffect] = try value(
            #"[{"effect":"eerder","indicator":"Uitstroom","baseline":"62.5","target":"75","#
                + #""measuredOn":"2021-06-30"}]"#)
        try give(.setEffects(dossier: 1, version: version, effects: effects), by: lead)
        try give(.offerForSigning(dossier: 1, version: version), by: lead)
        for identity in [lead, partner] {
            try give(.signDossier(dossier: 1, version: version, content: content), by: identity)
        }
        try give(.submitDossier(dossier: 1, version: version, content: content), by: lead)
    }

    private static func rules(closesAt: String) throws -> RoundRules {
        let seed = SHA256Hashing().digest(of: Array("benchmark".utf8))
        return try value(
            """
            {"name":"Meetronde","year":2020,"vision":"Eerder passende steun, dichter bij huis.",
            "effects":[{"code":"eerder","title":"Eerder en lichter"}],"pot":10000000,
            "criteria":[
            {"code":"bijdrage","title":"Bijdrage","text":"Draagt het bij?","weight":60},
            {"code":"borging","title":"Borging","text":"Blijft het?","weight":40}],
            "scale":["Zwak","Matig","Voldoende","Goed","Zeer goed"],"aggregator":"mean",
            "gateRule":"majority","quorumLeast":3,"votesLeast":2,"conflictScope":"dossier",
            "allocation":"partial","tieChain":["bijdrage"],"lotterySeed":"\(seed)",
            "thresholdPoints":60,"opensAt":"\(opensAt)","closesAt":"\(closesAt)",
            "legalBasis":"subsidy","legalSource":"Meetregeling 2020",
            "sectionCharactersMost":1200,"invitationDays":14,"supplementDays":14,
            "distinctConcerns":true,"leadContracted":true,"namesVoters":true,
            "letters":{"authority":"het college","address":"Postbus 1, Meetstad",
            "contact":"team Inkoop","mandate":"namens het college"}}
            """)
    }

    private static func value<Value: Decodable>(_ json: String) throws -> Value {
        try CanonicalJSON.value(Value.self, from: Array(json.utf8))
    }

    private static func moment(_ text: String) -> Instant { time(text).instant }

    private static func time(_ text: String) -> AmsterdamTime {
        guard let time = AmsterdamTime(text) else {
            preconditionFailure("\(text) is a local time")
        }
        return time
    }
}
