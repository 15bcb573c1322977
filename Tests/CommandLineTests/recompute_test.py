"""Worked cases for config/recompute.py, small enough to check by hand.

Run: python3 -m unittest Tests/CommandLineTests/recompute_test.py
"""

import copy
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / "config" / "recompute.py"
SPEC = importlib.util.spec_from_file_location("recompute", PROGRAM)
recompute = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(recompute)

MEMBERS = ["ann", "bob", "cas"]
SEED = "0123456789abcdef" * 4
REASONS = "Because it is so, in all its length."


class Log:
    """Writes a log as the program does: each stored result is what the votes came to.

    Results are filled in with what is computed, so that a test says by hand what they must be,
    and a tampered log differs in one place.
    """

    def __init__(self, members=MEMBERS, criteria=(("a", 1),), chain=("a",), **rules):
        self.lines = []
        self.previous = "0" * 64
        self.live = recompute.Round(recompute.Report())
        self.ballots = 0
        self.rules = {
            "aggregator": "mean", "allocation": "partial", "closesAt": "2026-03-27T12:00:00",
            "conflictScope": "dossier", "gateRule": "majority", "pot": 10_000_000,
            "criteria": [{"code": code, "weight": weight, "title": "é/\"", "text": code}
                         for code, weight in criteria],
            "lotterySeed": recompute.sha256(SEED.encode()), "quorumLeast": 2,
            "scale": list("12345"), "thresholdPoints": 60, "tieChain": list(chain),
            "votesLeast": 2, **rules}
        self.add("roundCreated", rules=self.rules)
        for index, person in enumerate(members):
            self.add("seatAppointed", seat={
                "person": person, "name": person, "kind": "member" if index else "chair",
                "ties": [], "tiedConcerns": []})
        self.add("roundPublished", version=1, register=[],
                 fingerprint=recompute.sha256(recompute.canonical(self.rules)))
        self.add("potBooked", entries=[{"kind": "set", "amount": self.rules["pot"]}])

    def record(self, kind, payload):
        return {
            "stream": "round/test", "position": len(self.lines) + 1, "type": kind, "version": 1,
            "actor": "server", "at": "2026-01-01T00:00:00.000Z", "key": "k",
            "previous": self.previous, "payload": payload}

    def add(self, kind, /, **payload):
        record = self.record(kind, recompute.plain(payload))
        line = recompute.canonical(record)
        self.lines.append(line)
        self.previous = recompute.sha256(line)
        self.live.take(recompute.parse(line, len(self.lines)))

    def derived(self, kind, field, placeholder, value, /, **payload):
        """Adds a record whose field is what a fold computes for it."""
        probe = copy.deepcopy(self.live)
        probe.take(self.record(kind, {**recompute.plain(payload), field: placeholder}))
        self.add(kind, **payload, **{field: value(probe)})

    def dossier(self, requested, minimum=0):
        number = len(self.live.dossiers) + 1
        lead = {"id": f"org-{number}", "concern": f"concern-{number}"}
        self.add("dossierStarted", dossier=number, title=f"D{number}", lead=lead, fingerprint="x")
        content = {"title": f"D{number}", "partners": [{"organisation": lead["id"], "costLines": [
            {"requested": requested, "minimum": minimum}]}]}
        self.add("dossierSubmitted", dossier=number, submission={
            "receipt": number, "content": content, "coalition": [lead],
            "fingerprint": recompute.sha256(recompute.canonical(content))})
        return number

    def declare(self, **interests):
        for person in [seat["person"] for seat in self.live.seats]:
            self.add("interestsDeclared", person=person, interests=[
                {"dossier": number, "kind": "personal"} for number in interests.get(person, [])])
            self.add("presenceChanged", person=person, source="marked", present=True)

    def ballot(self, dossier, subject, votes, attempt=1, adopt=True):
        self.ballots += 1
        number = self.ballots
        self.add("ballotPrepared", ballot=number, dossier=dossier, subject=subject, attempt=attempt)
        self.add("ballotOpened", ballot=number)
        for person, vote in votes.items():
            if subject == "scores":
                for code, value in vote.items():
                    self.add("scoreGiven", ballot=number, person=person, criterion=code,
                             value=value)
            else:
                self.add("gateVoteCast", ballot=number, person=person, vote={"verdict": vote})
        return self.reveal(number, adopt)

    def reveal(self, number, adopt=True):
        its = self.live.ballots[number]
        needed = len(self.rules["criteria"])
        self.add("ballotClosed", ballot=number, missing=[
            person for person in self.live.eligible(self.live.dossiers[its.dossier])
            if person not in its.votes and len(its.scores.get(person, ())) < needed])
        self.derived("ballotRevealed", "result", {}, lambda r: r.ballots[number].result,
                     ballot=number)
        if adopt:
            self.add("ballotAdopted", ballot=number, motivations={})
        return self.live.ballots[number]

    def assess(self, dossier, *sheets):
        """Passes the gate and scores it: one sheet of values for each member, in order."""
        able = self.live.eligible(self.live.dossiers[dossier])
        for subject in recompute.GATE:
            self.ballot(dossier, subject, {person: "meets" for person in able})
        codes = [item["code"] for item in self.rules["criteria"]]
        ballot = self.ballot(dossier, "scores", {
            person: dict(zip(codes, sheet)) for person, sheet in zip(able, sheets)})
        self.add("dossierAssessed", dossier=dossier)
        return ballot

    def joint(self, kind, dossiers, votes):
        entries = []
        for number in dossiers:
            self.ballots += 1
            entries.append({"ballot": self.ballots, "dossier": number})
        self.add("jointBallotOpened", kind=kind, ballots=entries)
        for entry in entries:
            for person, code, value in votes.get(entry["dossier"], []):
                self.add("scoreGiven", ballot=entry["ballot"], person=person, criterion=code,
                         value=value)
        self.add("jointBallotClosed", missing=[])
        numbers = [entry["ballot"] for entry in entries]
        self.derived("jointBallotRevealed", "results", [{}] * len(numbers),
                     lambda r: [r.ballots[number].result for number in numbers])
        self.add("jointBallotAdopted")

    def rank(self, seed=None, report=True):
        self.derived("rankingAdopted", "ranking", {"lines": [], "seed": seed},
                     lambda r: r.ranking)
        self.allocate()
        if report:
            self.derived("robustnessReported", "robustness", {}, lambda r: r.robust,
                         confirmed=list(range(1, 10)), seed=SEED)
        return [(line["dossier"], line["decidedBy"]) for line in self.live.ranking["lines"]]

    def allocate(self):
        self.derived("potAllocated", "allocation", {}, lambda r: r.allocation)

    def amounts(self):
        return {line["dossier"]: (line["amount"], line["cause"])
                for line in self.live.allocation["lines"]}

    def decide(self):
        """Decides by the allocation and releases."""
        entries = []
        for line in sorted(self.live.allocation["lines"], key=lambda line: line["dossier"]):
            cause, number = line["cause"], line["dossier"]
            outcome = "granted" if "fits" in cause else "offeredInPart" if "part" in cause else \
                "reserve" if cause.keys() & {"doesNotFit", "afterStop"} else "rejected"
            self.add("decisionIntended", decision={
                "dossier": number, "outcome": outcome, "amount": line["amount"],
                "motivation": REASONS, "by": "dirk"})
            if line["amount"]:
                kind = "granted" if outcome == "granted" else "reserved"
                entries.append({"kind": kind, "amount": line["amount"], "dossier": number})
        self.add("decisionsReleased")
        self.add("potBooked", entries=entries)

    def data(self):
        return b"".join(line + b"\n" for line in self.lines)

    def tampered(self, kind, change, chained=True, last=True):
        """The bytes with one record of that type changed, chained again or not."""
        records = [json.loads(line) for line in self.lines]
        found = [record for record in records if record["type"] == kind]
        change(found[-1 if last else 0]["payload"])
        lines, previous = [], "0" * 64
        for record in records:
            if chained:
                record["previous"] = previous
            lines.append(recompute.canonical(record))
            previous = recompute.sha256(lines[-1])
        return b"".join(line + b"\n" for line in lines)


def differences(data):
    """What differs, as (what, stored, computed)."""
    report = recompute.recompute(data)[1]
    return [(each["what"], recompute.plain(each["stored"]), recompute.plain(each["computed"]))
            for each in report.differences]


class Case(unittest.TestCase):
    def sound(self, log):
        self.assertEqual(differences(log.data()), [])

    def scored(self, *scores, **rules):
        """A round in which each dossier got one score from all members, and asks 1,000."""
        log = Log(**rules)
        numbers = [log.dossier(100_000, 50_000) for _ in scores]
        log.declare()
        for number, score in zip(numbers, scores):
            log.assess(number, *[[score] if isinstance(score, int) else score] * 3)
        return log


class GateTests(Case):
    def outcome(self, *verdicts, attempt=1, **rules):
        raw = {"gateRule": "majority", "votesLeast": 2, "criteria": [], "scale": [],
               "tieChain": [], "thresholdPoints": 60, **rules}
        return recompute.gate_tally(recompute.Rules(raw), list(verdicts), attempt)["outcome"]

    def test_majority(self):
        yes, no, blank = "meets", "doesNotMeet", "abstain"
        self.assertEqual(self.outcome(yes, yes, no), yes)
        self.assertEqual(self.outcome(yes, no, no), no)
        self.assertEqual(self.outcome(yes, no), "tie")
        self.assertEqual(self.outcome(yes, no, attempt=2), no)
        self.assertEqual(self.outcome(yes, blank, blank), "undecided")
        self.assertEqual(self.outcome(blank, blank), "undecided")

    def test_unanimity(self):
        yes, no, rule = "meets", "doesNotMeet", {"gateRule": "unanimity"}
        self.assertEqual(self.outcome(yes, yes, "abstain", **rule), yes)
        self.assertEqual(self.outcome(yes, yes, no, **rule), no)
        self.assertEqual(self.outcome(yes, no, **rule), no)
        self.assertEqual(self.outcome(no, **rule), "undecided")

    def tied_twice(self, **rules):
        log = Log(members=["ann", "bob"], **rules)
        log.dossier(100_000)
        log.declare()
        votes = {"ann": "meets", "bob": "doesNotMeet"}
        first = log.ballot(1, "H1", votes, adopt=False)
        second = log.ballot(1, "H1", votes, attempt=2, adopt=False)
        self.assertEqual((first.outcome, second.outcome), ("tie", "doesNotMeet"))
        return log

    def test_casting_vote(self):
        log = self.tied_twice(chairCasts=True)
        log.add("castingVoteGiven", ballot=2,
                vote={"person": "ann", "verdict": "meets", "reasons": REASONS})
        log.add("ballotAdopted", ballot=2, motivations={})
        self.assertEqual(log.live.dossiers[1].gate, {"H1": "meets"})
        self.sound(log)

    def test_casting_vote_where_there_is_none(self):
        log = self.tied_twice()
        log.add("castingVoteGiven", ballot=2,
                vote={"person": "bob", "verdict": "meets", "reasons": "short"})
        found = [what for what, _, _ in differences(log.data())]
        self.assertEqual(found, ["ballot 2: casting vote", "ballot 2: casting vote of",
                                 "ballot 2: casting vote: reasons"])

    def test_failed_item_is_never_ranked(self):
        log = Log()
        log.dossier(100_000)
        log.declare()
        for subject in recompute.GATE:
            verdict = "doesNotMeet" if subject == "H2c" else "meets"
            log.ballot(1, subject, {person: verdict for person in MEMBERS})
        log.add("gateFailed", dossier=1)
        log.rank(report=False)
        self.assertEqual(log.amounts(), {1: (0, {"failedGate": {}})})
        self.sound(log)
        log.ballot(1, "scores", {person: {"a": 5} for person in MEMBERS}, adopt=False)
        self.assertEqual([what for what, _, _ in differences(log.data())],
                         ["dossier 1: scores opened"])


class WhoCountsTests(Case):
    def result(self, log, **votes):
        return log.ballot(1, "H1", votes, adopt=False).result["gate"]

    def test_declared_interest_doesnt_count(self):
        log = Log(members=["ann", "bob", "cas", "dan"])
        log.dossier(100_000)
        log.declare(dan=[1])
        self.assertEqual(log.live.eligible(log.live.dossiers[1]), ["ann", "bob", "cas"])

    def test_scope_round(self):
        for scope, able in (("round", 2), ("dossier", 3)):
            log = Log(conflictScope=scope)
            log.dossier(100_000)
            log.dossier(100_000)
            log.declare(cas=[2])
            self.assertEqual(len(log.live.eligible(log.live.dossiers[1])), able)

    def test_tie_to_an_accepted_partner(self):
        log = Log()
        log.dossier(100_000)
        log.add("seatAppointed", seat={"person": "eva", "name": "", "kind": "member",
                                       "ties": ["org-2"], "tiedConcerns": ["concern-3"]})
        its = log.live.dossiers[1]
        for number, accepted, able in ((2, False, 4), (2, True, 3), (3, True, 3)):
            organisation = {"id": f"org-{number}", "concern": f"concern-{number}"}
            log.add("partnerInvited", dossier=1, organisation=organisation)
            if accepted:
                log.add("invitationAccepted", dossier=1, organisation=organisation)
            self.assertEqual(len(log.live.eligible(its)), able)
        log.add("partnerWent", dossier=1, organisation="org-2", standing="left")
        self.assertEqual(len(log.live.eligible(its)), 3)

    def test_substitute_takes_the_place(self):
        log = Log()
        log.dossier(100_000)
        log.add("seatAppointed", seat={"person": "sub", "name": "", "kind": "substitute",
                                       "ties": [], "tiedConcerns": []})
        its = log.live.dossiers[1]
        self.assertEqual(log.live.eligible(its), MEMBERS)
        log.add("substituteCalled", substitute="sub", member="bob")
        self.assertEqual(log.live.eligible(its), ["ann", "cas", "sub"])

    def test_voided_votes(self):
        log = self.scored(3)
        log.ballot(1, "scores", {"ann": {"a": 5}, "bob": {"a": 4}, "cas": {"a": 1}}, 2)
        self.assertEqual(log.live.dossiers[1].assessment["total"], Fraction(200, 3))
        log.add("votesVoided", person="cas", ballots=[6])
        log.add("adoptionLapsed", ballot=6)
        log.add("ballotAdopted", ballot=6, motivations={})
        log.add("dossierAssessed", dossier=1)
        self.assertEqual(log.live.dossiers[1].assessment["total"], 90)
        log.rank()
        self.sound(log)

    def test_paper_vote_must_be_countersigned(self):
        log = Log()
        log.dossier(100_000)
        log.declare()
        log.ballots = 1
        log.add("ballotPrepared", ballot=1, dossier=1, subject="H1", attempt=1)
        log.add("ballotOpened", ballot=1)
        for person in MEMBERS:
            log.add("gateVoteCast", ballot=1, person=person, vote={"verdict": "meets"})
        log.add("paperVoteEntered", ballot=1, person="cas")
        log.reveal(1)
        self.assertEqual(differences(log.data()), [
            ("ballot 1: adopted with paper votes of", ["cas"], "none uncountersigned")])


class ScoreTests(Case):
    def test_mean_and_median(self):
        for aggregator, total in (("mean", 60), ("median", 80)):
            log = Log(aggregator=aggregator)
            log.dossier(100_000)
            log.declare()
            log.assess(1, [1], [4], [4])
            self.assertEqual(log.live.dossiers[1].assessment["total"], total)
            self.assertEqual(log.live.dossiers[1].assessment["criteria"], [{
                "criterion": "a", "histogram": [1, 0, 0, 2, 0], "abstained": 0,
                "mean": 3, "median": 4, "value": total // 20, "discuss": True}])
            self.assertEqual(log.rank(), [(1, None)])
            self.assertTrue(log.live.ranking["lines"][0]["meetsThreshold"])
            self.sound(log)

    def test_weights_and_a_criterion_that_doesnt_count(self):
        raw = Log(criteria=(("a", 2), ("b", 1), ("c", 9))).rules
        raw["criteria"][2]["counts"] = False
        rules = recompute.Rules(raw)
        # (2 x 5 + 1 x 2) x 100 / (5 x 3) = 80
        self.assertEqual(rules.total({"a": 5, "b": 2, "c": 1}), 80)
        self.assertIsNone(rules.total({"a": 5, "b": None, "c": 1}))

    def test_too_few_scores(self):
        rules = recompute.Rules(Log().rules)
        result = recompute.score_result(rules, [{"a": 4}, {"a": 0}], "scores")
        self.assertIsNone(result["total"])
        self.assertEqual(result["criteria"][0]["abstained"], 1)
        self.assertEqual(result["criteria"][0]["mean"], 4)

    def test_adjustment_carries_the_scores_over(self):
        log = self.scored(3, 4)
        log.joint("adjustment", [1, 2], {1: [("ann", "a", 5)]})
        # 5, 3, 3 in place of 3, 3, 3
        self.assertEqual(log.live.dossiers[1].assessment["total"], Fraction(220, 3))
        self.assertEqual(log.live.dossiers[2].assessment["total"], 80)
        log.rank()
        self.assertEqual(log.live.robust["agreementFirst"], {
            "alpha": 1, "values": 6, "units": 2})
        self.sound(log)


class RankingTests(Case):
    RULES = {"criteria": (("a", 1), ("b", 1), ("c", 1)), "chain": ("a", "b")}

    def test_each_step_of_the_chain(self):
        # Totals 12/15 = 80 for all; a puts 1 first, b puts 2 before 3.
        log = self.scored([3, 4, 5], [4, 4, 4], [5, 3, 4], [4, 3, 5], **self.RULES)
        self.assertEqual(log.rank(), [(3, None), (2, "a"), (4, "b"), (1, "a")])
        self.sound(log)

    def test_revote_then_lottery(self):
        log = self.scored([4, 4, 4], [4, 4, 4], [4, 4, 4], **self.RULES)
        log.joint("tieBreak", [1, 2, 3], {
            number: [(person, "tie-break", value) for person in MEMBERS]
            for number, value in ((1, 3), (2, 5), (3, 3))})
        lots = sorted([1, 3], key=lambda number: recompute.sha256(
            SEED.encode() + b"\x00" + str(number).encode()))
        self.assertEqual(log.rank(SEED),
                         [(2, None), (lots[0], "revote"), (lots[1], "lottery")])
        self.assertEqual(log.live.ranking["revotes"], [{"values": [
            {"dossier": 1, "value": 3}, {"dossier": 2, "value": 5}, {"dossier": 3, "value": 3}]}])
        self.sound(log)

    def test_lottery_needs_the_committed_seed(self):
        log = self.scored(4, 4, tieRevote=False)
        log.rank(SEED, report=False)
        self.assertEqual(log.live.ranking["seed"], SEED)
        self.sound(log)
        other = log.tampered("rankingAdopted", lambda p: p["ranking"].update(seed="f" * 64))
        self.assertIn("seed: SHA-256", [what for what, _, _ in differences(other)])
        none = log.tampered("rankingAdopted", lambda p: p["ranking"].pop("seed"))
        self.assertIn("rankingAdopted", [what for what, _, _ in differences(none)])


class AllocationTests(Case):
    ASKED = [(4_000_000, 0), (4_000_000, 0), (2_500_000, 2_000_000), (2_000_000, 0)]

    def edge(self, rule, *asked):
        """Edge case 5 of product.md: ranked 1, 2, 3, 4 with totals 100, 90, 80, 70."""
        log = Log(allocation=rule, criteria=(("a", 1), ("b", 1)))
        for requested, minimum in asked or self.ASKED:
            log.dossier(requested, minimum)
        log.declare()
        for number, sheet in enumerate([[5, 5], [5, 4], [4, 4], [4, 3]], 1):
            log.assess(number, sheet, sheet, sheet)
        log.rank()
        self.sound(log)
        return log

    def check(self, rule, third, fourth):
        fits = (4_000_000, {"fits": {}})
        self.assertEqual(self.edge(rule).amounts(), {1: fits, 2: fits, 3: third, 4: fourth})

    def test_strict(self):
        self.check("strict", (0, {"doesNotFit": {"short": 500_000}}), (0, {"afterStop": {"at": 3}}))

    def test_skip(self):
        self.check("skip", (0, {"doesNotFit": {"short": 500_000}}), (2_000_000, {"fits": {}}))

    def test_partial(self):
        self.check("partial", (2_000_000, {"part": {"of": 2_500_000, "minimum": 2_000_000}}),
                   (0, {"afterStop": {"at": 3}}))

    def test_partial_below_the_minimum(self):
        log = self.edge("partial", *self.ASKED[:2], (2_500_000, 2_000_001), self.ASKED[3])
        self.assertEqual(log.amounts()[3], (0, {"doesNotFit": {"short": 500_000}}))
        self.assertEqual(log.amounts()[4], (0, {"afterStop": {"at": 3}}))

    def test_rolling_goes_by_submission(self):
        candidates = [
            {"dossier": number, "place": place, "requested": asked, "minimum": 0, "asked": asked,
             "exclusion": None, "receipt": receipt, "rivals": set()}
            for number, place, asked, receipt in (
                (1, 1, 60, 3), (2, 2, 50, 2), (3, 3, 30, 1))]
        lines = recompute.allocate("rolling", 100, candidates)["lines"]
        self.assertEqual([(line["dossier"], line["amount"]) for line in lines],
                         [(3, 30), (2, 50), (1, 0)])
        self.assertEqual(lines[2]["cause"], {"doesNotFit": {"short": 40}})

    def test_incompatible_works_both_ways_and_stops_nothing(self):
        log = self.edge("strict")
        log.add("incompatibilityMarked", dossier=2, other=1, reasons=REASONS)
        log.allocate()
        self.assertEqual(log.amounts()[2], (0, {"incompatible": {"with": 1}}))
        self.assertEqual(log.amounts()[3], (2_500_000, {"fits": {}}))
        self.sound(log)

    def test_withdrawn_keeps_its_place(self):
        log = self.edge("strict")
        log.add("dossierWithdrawn", dossier=1, reasons=REASONS)
        log.allocate()
        self.assertEqual(log.amounts()[1], (0, {"withdrawn": {}}))
        self.assertEqual(log.amounts()[3], (2_500_000, {"fits": {}}))
        self.assertEqual(log.amounts()[4], (2_000_000, {"fits": {}}))
        self.assertEqual(log.live.allocation["lines"][0]["place"], 1)
        self.sound(log)

    def test_advised_amount(self):
        log = self.edge("strict")
        log.add("amountAdvised", dossier=3, advice={"amount": 2_000_000, "reasons": REASONS})
        log.allocate()
        self.assertEqual(log.amounts()[3], (2_000_000, {"fits": {}}))
        self.assertEqual(log.live.allocation["lines"][2]["advised"], 2_000_000)
        self.sound(log)
        log.add("amountAdvised", dossier=4, advice={"amount": 2_000_001, "reasons": REASONS})
        self.assertEqual(len(differences(log.data())), 1)

    def test_override(self):
        log = self.edge("strict")
        for number, amount in ((4, 1_500_000), (3, 1_000_000)):
            log.add("overrideAsked", request={"dossier": number, "amount": amount, "skipped": [],
                                              "reasons": REASONS, "askedBy": "ann"})
            log.add("overrideApproved", dossier=number)
            log.allocate()
        self.assertEqual(log.amounts()[4], (1_500_000, {"afterStop": {"at": 3}}))
        # 500,000 is left, so the second one falls.
        self.assertEqual(log.amounts()[3], (0, {"doesNotFit": {"short": 500_000}}))
        self.sound(log)

    def test_override_that_is_refused_or_withdrawn(self):
        log = self.edge("strict")
        for ending in ("overrideRefused", "overrideWithdrawn"):
            log.add("overrideAsked", request={"dossier": 4, "amount": 1_500_000, "skipped": [],
                                              "reasons": REASONS, "askedBy": "ann"})
            log.add(ending, dossier=4, **({"reasons": REASONS} if "Refused" in ending else {}))
            log.allocate()
            self.assertEqual(log.amounts()[4], (0, {"afterStop": {"at": 3}}))
        self.sound(log)
        log.add("overrideApproved", dossier=4)
        self.assertEqual(len(differences(log.data())), 1)

    def test_lapsed_offer_goes_to_the_reserve(self):
        log = self.edge("partial")
        log.decide()
        self.assertEqual(log.live.books.available, 0)
        log.add("offerLapsed", dossier=3, reasons=REASONS)
        log.add("potBooked", entries=[
            {"kind": "reservationEnded", "amount": 2_000_000, "dossier": 3}])
        log.derived("reserveProposed", "allocation", {}, lambda r: r.proposal)
        self.assertEqual([(line["dossier"], line["amount"]) for line in
                          log.live.proposal["lines"]], [(4, 2_000_000)])
        self.sound(log)

    def test_accepted_offer(self):
        log = self.edge("partial")
        log.decide()
        content = {"title": "D3", "partners": [{"organisation": "org-3", "costLines": [
            {"requested": 1_900_000, "minimum": 1_900_000}]}]}
        log.add("offerAccepted", dossier=3, submission={"receipt": 5, "content": content})
        entries = [{"kind": "reservationEnded", "amount": 2_000_000, "dossier": 3},
                   {"kind": "granted", "amount": 1_900_000, "dossier": 3}]
        log.add("potBooked", entries=entries)
        self.assertEqual(log.live.books.available, 100_000)
        self.sound(log)
        short = log.tampered("potBooked", lambda p: p["entries"].pop(0))
        self.assertIn("bookings", [what for what, _, _ in differences(short)])

    def test_the_books_hold_their_laws(self):
        report, books = recompute.Report(), recompute.Books()
        for kind, amount, broken in (
                ("set", 100, 0), ("granted", 60, 0), ("paid", 60, 0), ("paid", 1, 1),
                ("recovered", 1, 1), ("reserved", 40, 1), ("reservationEnded", 41, 2),
                ("granted", 50, 4)):  # the law broken before it is broken still
            books.book({"kind": kind, "amount": amount, "dossier": 1}, report)
            self.assertEqual(len(report.differences), broken, kind)


class RobustnessTests(Case):
    def test_krippendorffs_own_example(self):
        # Krippendorff 2011, part C and D: four observers, twelve units, ordinal alpha 0.815.
        observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
        given = [(name, unit, int(value)) for name, row in enumerate(observers)
                 for unit, value in enumerate(row) if value != "."]
        found = recompute.agreement(given)
        self.assertEqual((found["values"], found["units"]), (40, 11))
        self.assertEqual(round(float(found["alpha"]), 3), 0.815)

    def test_nothing_varies(self):
        self.assertIsNone(recompute.agreement([("a", 1, 3), ("b", 1, 3)])["alpha"])

    def test_member_effects(self):
        given = [("ann", 1, 4), ("bob", 1, 2), ("ann", 2, 3)]
        self.assertEqual(recompute.member_effects(given), {"ann": 1, "bob": -1})

    def test_not_connected_is_not_estimable(self):
        given = [("ann", 1, 4), ("bob", 2, 2)]
        self.assertIsNone(recompute.member_effects(given))

    def test_boundary_case(self):
        # Pot for one. 1: 5, 3, 3; 2: 3, 4, 3. Without ann 2 comes first.
        log = Log(pot=100_000, thresholdPoints=0)
        for _ in range(2):
            log.dossier(100_000, 100_000)
        log.declare()
        log.assess(1, [5], [3], [3])
        log.assess(2, [3], [4], [3])
        log.rank()
        robust = log.live.robust
        self.assertEqual([each["changed"] for each in robust["variants"][:1]], [[1, 2]])
        self.assertEqual(robust["boundary"], [1, 2])
        self.sound(log)
        silent = log.tampered("robustnessReported", lambda p: p.update(confirmed=[1]))
        self.assertEqual(differences(silent), [("boundary cases confirmed", [1], [1, 2])])

    def test_recusal_is_corrected(self):
        # ann is two milder than bob and cas, and recused from 2: 3 + 2/3 against 3.
        log = Log()
        for _ in range(2):
            log.dossier(100_000)
        log.declare(ann=[2])
        log.assess(1, [5], [3], [3])
        log.assess(2, [3], [3])
        log.rank()
        corrected = log.live.robust["variants"][-1]
        self.assertTrue(corrected["estimable"])
        totals = {each["dossier"]: each["total"] for each in corrected["order"]}
        # Effects 4/3, -2/3, -2/3: each dossier comes to 11/3.
        self.assertEqual(totals, {1: Fraction(220, 3), 2: Fraction(220, 3)})
        self.sound(log)


class TamperingTests(Case):
    def test_total_with_a_broken_chain(self):
        data = self.log().tampered(
            "rankingAdopted", lambda p: p["ranking"]["lines"][0].update(total="99"), False)
        self.assertEqual([what for what, _, _ in differences(data)],
                         ["previous", "ranking.lines[0].total"])

    def test_total_chained_again(self):
        data = self.log().tampered(
            "rankingAdopted", lambda p: p["ranking"]["lines"][0].update(total="99"))
        self.assertEqual(differences(data), [("ranking.lines[0].total", "99", "80")])

    def test_vote_with_a_broken_chain(self):
        data = self.log().tampered("scoreGiven", lambda p: p.update(value=1), False)
        self.assertEqual(differences(data)[0][0], "previous")

    def test_vote_chained_again(self):
        data = self.log().tampered("scoreGiven", lambda p: p.update(value=1))
        found = [what for what, _, _ in differences(data)]
        self.assertIn("ballot 10.scores.total", found)
        self.assertNotIn("previous", found)

    def test_amount_chained_again(self):
        data = self.log().tampered(
            "potAllocated", lambda p: p["allocation"]["lines"][0].update(amount=1))
        self.assertEqual(differences(data), [("allocation.lines[0].amount", 1, 100_000)])

    def test_rules_chained_again(self):
        data = self.log().tampered(
            "roundCreated", lambda p: p["rules"].update(thresholdPoints=61))
        self.assertIn("fingerprint", [what for what, _, _ in differences(data)])

    def test_record_left_out(self):
        lines = self.log().data().split(b"\n")
        found = [what for what, _, _ in differences(b"\n".join(lines[:20] + lines[21:]))]
        self.assertEqual(found[:2], ["position", "previous"])

    def test_field_of_another_version_is_noted(self):
        data = self.log().tampered("potAllocated", lambda p: p["allocation"].update(portfolio=[]))
        report = recompute.recompute(data)[1]
        self.assertEqual((report.differences, len(report.notes)), ([], 1))

    def log(self):
        log = self.scored(4, 3)
        log.rank()
        self.sound(log)
        return log


class CommandTests(Case):
    def run_on(self, data, *flags):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "x.jsonl")
            path.write_bytes(data)
            return subprocess.run(
                [sys.executable, str(PROGRAM), str(path), *flags], capture_output=True, text=True)

    def ranked(self):
        log = self.scored(4, 3)
        log.rank()
        return log

    def test_ok(self):
        log = self.ranked()
        done = self.run_on(log.data(), "--head", log.previous)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertRegex(done.stdout.splitlines()[-1],
                         rf"^recompute: ok \({len(log.lines)} records, \d+ results\)$")
        self.assertRegex(done.stdout, r"1 D1 +passed +80 +80\.0 +1 +- +1,000\.00 +fits")

    def test_differences(self):
        log = self.ranked()
        done = self.run_on(log.tampered(
            "rankingAdopted", lambda p: p["ranking"]["lines"][0].update(total="99")))
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout.splitlines()[-1], "recompute: 1 difference")
        self.assertIn("ranking.lines[0].total: stored 99, computed 80", done.stdout)

    def test_head_of_another_history(self):
        self.assertEqual(self.run_on(self.ranked().data(), "--head", "0" * 64).returncode, 1)

    def test_json(self):
        done = self.run_on(self.ranked().data(), "--json")
        found = json.loads(done.stdout)
        self.assertEqual((done.returncode, found["differences"]), (0, []))
        self.assertEqual(found["dossiers"][0]["total"], "80")

    def test_unreadable(self):
        log = self.ranked()
        directory = log.data().replace(b"round/test", b"directory")
        payload = log.tampered("ballotRevealed", lambda p: p.pop("ballot"))
        for data in (b"", b"\n", b"{}\n", b"\xff\n", b"[1]\n", b"[" * 99_999, directory, payload,
                     log.data() + b"{", log.data().replace(b'"pot":10000000', b'"pot":1e7')):
            done = self.run_on(data)
            self.assertEqual((done.returncode, done.stdout), (2, ""), data[:40])
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        missing = subprocess.run([sys.executable, str(PROGRAM), "/nowhere.jsonl"],
                                 capture_output=True, text=True)
        self.assertEqual(missing.returncode, 2)

    def test_every_event_of_the_program_is_known(self):
        source = (PROGRAM.parents[1] / "Sources/Domain/Event.swift").read_text()
        names = source[source.index("enum CodingKeys"):].replace("\n", " ")
        types = {name.strip() for part in re.findall(r"case ([\w, ]+?)(?= case |\s*})", names)
                 for name in part.split(",")}
        self.assertGreater(len(types), 70)
        known = {name[3:] for name in dir(recompute.Round) if name.startswith("on_")}
        self.assertEqual(types, known | recompute.IGNORED)


if __name__ == "__main__":
    unittest.main()
