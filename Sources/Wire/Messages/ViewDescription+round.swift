extension ViewDescription {
    /// The views of a round (KD-0006 says who may see what).
    package static let round: [ViewDescription] = [
        ViewDescription(
            name: "applicant/{organisation}",
            text: "For everybody of that organisation: what is published, and its own dossiers. "
                + "Before the release the state of a dossier is at most admissible.",
            parts: published + [ownDossier, decision] + followed + received + released),
        ViewDescription(
            name: "member/{person}",
            text: "For that member of the committee: covers until interests are declared, then "
                + "texts and ballots, but nothing of what an interest keeps the member from.",
            parts: published
                + [interests, dossier, sitting, ballot, ranking, allocation, decision] + released),
        ViewDescription(
            name: "secretary",
            text: "For the committee's secretary: also who is missing on an open ballot.",
            parts: published + [
                interests, dossier, sitting, ballot, pot, ranking, allocation, decision,
            ] + [initiative] + released),
        ViewDescription(
            name: "coordinator",
            text: "For the coordinator, also of a round in draft.",
            parts: published + [
                interests, dossier, sitting, ballot, pot, ranking, allocation, decision,
            ] + followed + received + [imports] + released),
        ViewDescription(
            name: "auditor", text: "For auditors: what the coordinator sees, to read only.",
            parts: published + [
                interests, dossier, sitting, ballot, pot, ranking, allocation, decision,
            ] + followed + received + [imports] + released),
        ViewDescription(
            name: "decisionMaker",
            text: "For the mandated person: dossiers, adopted ballots without names, the order "
                + "and the decisions that are intended.",
            parts: published + [dossier, ballot, pot, ranking, allocation, decision, initiative]
                + released),
        ViewDescription(
            name: "observer",
            text: "For municipal staff without a seat: covers, progress and revealed results "
                + "without names.",
            parts: published + [dossier, sitting, ballot] + released),
        ViewDescription(
            name: "projector",
            text: "For the screen in the room, with a token of its own: the dossier on the table, "
                + "progress and revealed results without names.",
            parts: published + [dossier, sitting, ballot] + released),
        ViewDescription(
            name: "council", text: "For council members: what was funded, after the release.",
            parts: published + [dossier, pot, decision] + released),
        ViewDescription(
            name: "relationshipManager",
            text: "For who follows the funded initiatives for the municipality.",
            parts: published + [dossier, pot, decision] + followed + received + [imports]
                + released),
        ViewDescription(
            name: "budgetHolder",
            text: "For who approves and pays: how the initiatives run, not what is said.",
            parts: published + [dossier, pot, decision, initiative] + released),
        ViewDescription(
            name: "neighbourhoodTeam",
            text: "For the municipality's own teams: the handovers that they received.",
            parts: published + [dossier] + received + released),
    ]

    private static let published = [
        PartDescription(
            name: "round",
            text: "{round, name, phase, opensAt, closesAt, rulesVersion, rulesFingerprint?, "
                + "reasons?, pot?}; phase is draft, published, open, closed, screening, sitting, "
                + "ranked, decided, finished or withdrawn; the times are Europe/Amsterdam's; pot is "
                + "what there is to divide in all once more was added than the rules say."),
        PartDescription(
            name: "rules",
            text: "The rules as given to createRound; rulesFingerprint is the SHA-256 of this "
                + "part as canonical JSON (keys sorted, no white space)."),
        PartDescription(
            name: "register", text: "The regular services as they were at publication."),
        PartDescription(
            name: "committee",
            text: "An array of {person, name, kind, replaces?, declared}; declared is told to "
                + "secretary, coordinator and auditor only, and false for others."),
    ]
    private static let interests = PartDescription(
        name: "interests",
        text: "An array of {person, interests, keptFrom}; a member's own, or all for those who "
            + "guard the process. keptFrom are dossier numbers.")
    private static let cover =
        "{dossier, title, coalition, state, lostPartner?, withdrawnAt?, keptFrom, assessors?, body?}; "
        + "lostPartner is true while the coalition is to submit again because a partner left; "
        + "body is {version, "
        + "fingerprint, content, totals, partners, signatures, receipt?, supplement?, reasons?, "
        + "difference?}. "
    private static let ownDossier = PartDescription(
        name: "dossier/{dossier}",
        text: cover
            + "Commands on a dossier name body.version; signDossier and submitDossier also name "
            + "body.fingerprint; body.writers says for which organisation each section was saved "
            + "last. A signature with void true no longer counts; difference is what "
            + "changed since the own organisation last signed: {since, changes}.")
    private static let dossier = PartDescription(
        name: "dossier/{dossier}",
        text: cover + "Without body only the cover is open. assessors is {eligible, "
            + "needed, judgeable}, for those who guard the process.")
    private static let sitting = PartDescription(
        name: "sitting",
        text: "{sitting: {number, plannedAt, agenda, state, current?}, openedAt?, closedAt?, "
            + "present?, quorum?: {eligible, present, needed, chair?}}; a member counts as present while connected "
            + "to the member's view.")
    private static let ballot = PartDescription(
        name: "ballot/{ballot}",
        text: "{ballot, dossier, subject, attempt, state, cast, eligible, voters?, missing?, "
            + "paper?, own?, result?, votes?}; ballot is the name that commands take; state is ready, open, suspended, closed, revealed or "
            + "adopted. Until revealed only own has a value; cast counts complete votes. result "
            + "is {present, gate?: {outcome, meets, doesNotMeet, abstained}, scores?: {criteria, "
            + "total?}}; totals are exact fractions such as \"437/5\".")
    private static let pot = PartDescription(
        name: "pot", text: "{pot, available, reserved, granted, entries?} in cents.")
    private static let ranking = PartDescription(
        name: "ranking",
        text: "{lines: [{place, dossier, total, decidedBy?, meetsThreshold}], seed?}.")
    private static let allocation = PartDescription(
        name: "allocation",
        text: "{rule, available, lines: [{dossier, place?, requested, minimum, amount, cause}]}; "
            + "cause is an object with one key: fits, part, doesNotFit, afterStop, "
            + "belowThreshold, failedGate, notAssessed or withdrawn.")
    private static let decision = PartDescription(
        name: "decision/{dossier}",
        text: "{dossier, outcome, amount, motivation, deviation?, released, total?, place?, "
            + "cause?, motivations, override?, ruled?, overrideReasons?, passedOver?}; outcome is "
            + "granted, offeredInPart, reserve or rejected; override is what was given against the "
            + "rule and ruled what the rule gave; passedOver is an array of {dossier, reasons}.")
    private static let initiative = PartDescription(
        name: "initiative/{dossier}",
        text: "{dossier, grantedOn, agreements, inForce?, reports, tranches, award, paid, "
            + "outstanding, settlement?, results, forecasts, lessons?}; agreements are {version, terms, "
            + "fingerprint, proposedBy, signatures}; reports are {period, report: {state, version, "
            + "figures, fingerprint, agreement?, reasons?}, attainments}; tranches are {tranche, agreed, "
            + "progress, claimable}. Commands name the version, or the fingerprint as content.")
    private static let followed = [
        initiative,
        PartDescription(
            name: "talks/{dossier}",
            text:
                "{signals, talks, agenda?}: between municipality and coalition; agenda is {heldBy, "
                + "signals, commitments, reports}."),
    ]
    private static let received = [
        PartDescription(
            name: "handovers/{dossier}",
            text: "An array of {number, handover, isWarm?}; who received sees its own alone.")
    ]
    private static let imports = PartDescription(
        name: "imports",
        text: "An array of {hash, knownOn, read, accepted, doubled, refused}.")
    private static let released = [
        PartDescription(
            name: "lessons/{dossier}", text: "{dossier, title, coalition, lessons}, once released."),
        PartDescription(
            name: "snapshot/{number}",
            text:
                "{number, quarter, takenOn, corrects?, reasons?, pot, counts, initiatives}; never "
                + "changes. In a result value, n and numerator are absent when hidden."),
        PartDescription(
            name: "grants",
            text: "An array of {dossier, legalBasis, legalSource, recipient, recipientNumber, "
                + "activities, aims, grantedOn, granted, settled?, settledOn?, withdrawn, state}: the public "
                + "overview of grants (Woo 3.3a)."),
    ]
}
