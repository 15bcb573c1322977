#!/usr/bin/env python3
"""Computes a funding round again from its exported log, trusting nothing but the votes.

It shares no line with the program that wrote the log: the rules were read anew from the published
rules of a round, and every fraction is exact. What the log says of itself (results, totals, order,
amounts) is held against what the votes come to, to the bit.
"""

import argparse
import hashlib
import json
import sys
from fractions import Fraction

EPILOG = """\
what is computed again
  chain        SHA-256 of each line is the next line's `previous`; positions 1, 2, 3, ...
  rules        their fingerprint: SHA-256 of their canonical JSON
  gate         each ballot's count and outcome; casting votes; what fails or passes the gate
  scores       each criterion's histogram, mean, median and value; the exact total
  ranking      the order and what decided it: total, criterion, re-vote, lottery
  allocation   each amount and its cause, by the round's rule; overrides; the reserve
  robustness   without each member, the other aggregator, recusals corrected; alpha
  books        bookings of releases and offers; available never below zero; paid <= granted

exit codes
  0  everything is as the log says
  1  there are differences, each with the position of its record
  2  the file can't be read as the export of one round

examples
  kansendossier export venlo-2019 --person jansen > venlo.jsonl
  python3 recompute.py venlo.jsonl
  python3 recompute.py venlo.jsonl --json | jq .dossiers
  python3 recompute.py venlo.jsonl --head 0dd4dfc4447d...   # a hash that you kept earlier

A log that was cut off at its end is still a sound chain: keep the head that is printed, and ask
for it with --head the next time.
"""

GATE = ("H1", "H2a", "H2b", "H2c")
ZEROS = "0" * 64
#: Fields that are left out when there is nothing to say; any other extra field is only noted.
OPTIONAL = {
    "total", "mean", "median", "value", "gate", "scores", "seed", "revotes", "decidedBy", "place",
    "advised", "override", "alpha", "dossier",
}


class Unreadable(Exception):
    """The input isn't the export of one round."""


class Impossible(Exception):
    """A record that can't follow what went before it."""


# --- Reading ----------------------------------------------------------------------------------


def canonical(value):
    """The bytes of a value's canonical JSON: keys sorted, no white space, UTF-8, bare slashes."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def sha256(data):
    """The SHA-256 of the bytes in lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def once(pairs):
    """An object's fields; a name that stands in it twice could mean two things."""
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field stands in an object twice")
    return fields


def no_float(text):
    """Refuses numbers that aren't whole: the log has none."""
    raise ValueError(f"{text} is not a whole number")


def parse(line, number):
    """The record on that line with the hash of its bytes; raises `Unreadable`."""
    try:
        record = json.loads(
            line.decode("utf-8"), object_pairs_hook=once, parse_float=no_float,
            parse_constant=no_float)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"line {number} is not JSON as a log has it: {error}") from None
    shape = {"stream": str, "position": int, "type": str, "version": int, "payload": dict,
             "previous": str, "actor": str}
    for field, kind in shape.items():
        if not isinstance(record, dict) or type(record.get(field)) is not kind:
            raise Unreadable(f"line {number} is not a record: it has no proper {field}")
    record["hash"] = sha256(line)
    return record


def read(data):
    """All records of one round's export, in the order of the lines; raises `Unreadable`."""
    lines = data.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    if not lines:
        raise Unreadable("there are no records in it")
    records = [parse(line, number) for number, line in enumerate(lines, 1)]
    streams = sorted({record["stream"] for record in records})
    if len(streams) > 1:
        raise Unreadable(f"it holds more than one stream: {', '.join(streams[:3])}")
    if not streams[0].startswith("round/"):
        raise Unreadable(f"{streams[0]} is not the stream of a round")
    if records[0]["type"] != "roundCreated":
        raise Unreadable("it doesn't begin with the creation of a round")
    return records


class Report:
    """What was compared and what differs."""

    def __init__(self):
        self.position = 0
        self.results = 0
        self.differences = []
        self.notes = []

    def differ(self, what, stored, computed):
        """Notes a difference at the present record."""
        self.differences.append(
            {"position": self.position, "what": what, "stored": stored, "computed": computed})

    def note(self, text):
        """Notes something that is no difference, once."""
        line = f"record {self.position}: {text}"
        if line not in self.notes:
            self.notes.append(line)

    def compare(self, what, stored, computed):
        """Counts one result, and notes each place in it that differs."""
        self.results += 1
        self._walk(what, plain(stored), plain(computed))

    def law(self, holds, what, stored, computed):
        """Counts one law that the record must keep, and notes when it doesn't."""
        self.results += 1
        if not holds:
            self.differ(what, stored, computed)

    def _walk(self, path, stored, computed):
        if isinstance(stored, dict) and isinstance(computed, dict):
            for key in sorted(stored.keys() | computed.keys()):
                if key not in computed and key not in OPTIONAL:
                    self.note(f"{path}.{key} is not computed again")
                else:
                    self._walk(f"{path}.{key}", stored.get(key), computed.get(key))
        elif isinstance(stored, list) and isinstance(computed, list) and \
                len(stored) == len(computed):
            for index, pair in enumerate(zip(stored, computed)):
                self._walk(f"{path}[{index}]", *pair)
        elif type(stored) is not type(computed) or stored != computed:
            self.differ(path, stored, computed)


def plain(value):
    """The value as JSON has it: fractions as texts, absent fields left out."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def check_chain(records, report):
    """Positions without gaps from 1, and each record naming the hash of the one before it."""
    previous = ZEROS
    for number, record in enumerate(records, 1):
        report.position = record["position"]
        if record["position"] != number:
            report.differ("position", record["position"], number)
        if record["previous"] != previous:
            report.differ("previous", record["previous"], previous)
        previous = record["hash"]
    return previous


# --- Votes to results -------------------------------------------------------------------------


class Rules:
    """The rules of a round, as its log has them."""

    def __init__(self, raw):
        self.raw = raw
        self.criteria = raw["criteria"]
        self.counted = [item for item in self.criteria if item.get("counts") is not False]
        self.scale = len(raw["scale"])
        self.chain = raw["tieChain"]
        self.least = raw["votesLeast"]
        self.threshold = raw["thresholdPoints"]

    def aggregate(self, values, how=None):
        """The mean or the median of exact values; None of none."""
        if not values:
            return None
        if (how or self.raw["aggregator"]) == "mean":
            return Fraction(sum(values)) / len(values)
        ordered = sorted(values)
        low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
        return Fraction(low + high) / 2

    def total(self, values):
        """100 x sum of weight x value / (scale maximum x sum of weights); None if one misses."""
        if any(values.get(item["code"]) is None for item in self.counted):
            return None
        weighted = sum(item["weight"] * values[item["code"]] for item in self.counted)
        return Fraction(100 * weighted) / (
            self.scale * sum(item["weight"] for item in self.counted))


def gate_tally(rules, verdicts, attempt):
    """What votes on a hard requirement come to.

    Fewer votes than the minimum leave it open; under unanimity one `doesNotMeet` decides; under
    majority a first tie asks for a second ballot, and a second tie is `doesNotMeet`.
    """
    meets, fails = verdicts.count("meets"), verdicts.count("doesNotMeet")
    if meets + fails < max(rules.least, 1):
        outcome = "undecided"
    elif rules.raw["gateRule"] == "unanimity":
        outcome = "doesNotMeet" if fails else "meets"
    elif meets == fails:
        outcome = "tie" if attempt == 1 else "doesNotMeet"
    else:
        outcome = "meets" if meets > fails else "doesNotMeet"
    return {"outcome": outcome, "meets": meets, "doesNotMeet": fails,
            "abstained": verdicts.count("abstain")}


def criterion_result(rules, code, given):
    """One criterion's result; 0 is an abstention, and too few scores have no value."""
    valid = [score for score in given if score > 0]
    return {
        "criterion": code,
        "histogram": [valid.count(step) for step in range(1, rules.scale + 1)],
        "abstained": len(given) - len(valid),
        "mean": rules.aggregate(valid, "mean"),
        "median": rules.aggregate(valid, "median"),
        "value": rules.aggregate(valid) if len(valid) >= rules.least else None,
        "discuss": bool(valid) and max(valid) - min(valid) >= 3,
    }


def score_result(rules, sheets, subject):
    """What score sheets come to: each criterion and the total, or a tie-break's one score."""
    codes = ["tie-break"] if subject == "tieBreak" else [c["code"] for c in rules.criteria]
    criteria = [
        criterion_result(rules, code, [sheet[code] for sheet in sheets if code in sheet])
        for code in codes]
    if subject == "tieBreak":
        value = criteria[0]["value"]
        total = None if value is None else value * Fraction(100, rules.scale)
    else:
        total = rules.total({item["criterion"]: item["value"] for item in criteria})
    return {"criteria": criteria, "total": total}


# --- Results to order -------------------------------------------------------------------------


class NeedsSeed(Exception):
    """A tie that only the lottery decides, and no seed."""


def judge(rules, dossier, values):
    """A dossier with its total and its values along the chain; None without a total."""
    total = rules.total(values)
    if total is None:
        return None
    return {"dossier": dossier, "total": total, "chain": [values[code] for code in rules.chain]}


def tied_groups(judged):
    """The dossiers in order of rank, those that the chain leaves equal together by number."""
    groups = {}
    for item in sorted(judged, key=lambda item: item["dossier"]):
        groups.setdefault((item["total"], *item["chain"]), []).append(item)
    return [groups[key] for key in sorted(groups, reverse=True)]


def lot(seed, dossier):
    """SHA-256 of the seed's text, a zero byte and the number in decimal digits."""
    return sha256(seed.encode("ascii") + b"\0" + str(dossier).encode("ascii"))


def order_group(group, revotes, draw):
    """One tied group in order, each with its re-voted value and lot; and the re-vote that served.

    A re-vote serves when it was held on exactly these dossiers; of several, the last.
    """
    if len(group) == 1:
        return [(group[0], None, None)], None
    numbers = {item["dossier"] for item in group}
    used = next((vote for vote in reversed(revotes)
                 if {entry["dossier"] for entry in vote["values"]} == numbers), None)
    values = {entry["dossier"]: entry["value"] for entry in used["values"]} if used else {}
    again = [values.get(item["dossier"]) for item in group]
    drawn = len(set(again)) < len(again)
    lots = draw(sorted(numbers)) if drawn else sorted(numbers)
    rows = [(item, value, lots.index(item["dossier"])) for item, value in zip(group, again)]
    rows.sort(key=lambda row: (-(row[1] or 0), row[2]))
    return rows, used


def decider(rules, above, below):
    """What puts one row below another: the first thing in the chain that differs."""
    if above[0]["total"] != below[0]["total"]:
        return "total"
    for code, one, other in zip(rules.chain, above[0]["chain"], below[0]["chain"]):
        if one != other:
            return code
    return "revote" if above[1] != below[1] else "lottery"


def seeded(seed):
    """The lottery's own drawing: the equal ones by the digest of seed and number."""
    def draw(numbers):
        if seed is None:
            raise NeedsSeed(numbers)
        return sorted(numbers, key=lambda number: lot(seed, number))
    return draw


def rank(rules, judged, revotes, seed, draw=None):
    """The ranking: by total, the chain, a re-vote, and then the lottery."""
    rows, used = [], []
    for group in tied_groups(judged):
        ordered, vote = order_group(group, revotes, draw or seeded(seed))
        rows += ordered
        used += [vote] if vote else []
    lines = []
    for index, row in enumerate(rows):
        lines.append({
            "place": index + 1, "dossier": row[0]["dossier"], "total": row[0]["total"],
            "decidedBy": decider(rules, rows[index - 1], row) if index else None,
            "meetsThreshold": row[0]["total"] >= rules.threshold})
    drawn = any(line["decidedBy"] == "lottery" for line in lines)
    return {"lines": lines, "seed": seed if drawn else None, "revotes": used or None}


# --- Order to money ---------------------------------------------------------------------------


def verdict_of(rule, candidate, left, stopped, funded):
    """The cause and the amount of one candidate, those before it having been decided."""
    rival = next((number for number in funded if number in candidate["rivals"]), None)
    asked = candidate["asked"]
    if candidate["exclusion"]:
        return {candidate["exclusion"]: {}}, 0
    if rival is not None:
        return {"incompatible": {"with": rival}}, 0
    if stopped is not None:
        return {"afterStop": {"at": stopped}}, 0
    if asked <= left:
        return {"fits": {}}, asked
    if rule == "partial" and left > 0 and left >= candidate["minimum"]:
        return {"part": {"of": asked, "minimum": candidate["minimum"]}}, left
    return {"doesNotFit": {"short": asked - left}}, 0


def allocate(rule, available, candidates, funded_before=()):
    """Divides what is available over the candidates, one line with its cause for each.

    `strict` and `partial` stop at the first that doesn't fit; `skip` and `rolling` go on. What is
    excluded or incompatible stops nothing. `rolling` goes by complete submission, the others by
    place; who has no place comes last, by number.
    """
    placed = [item for item in candidates if item["place"] is not None]
    rest = [item for item in candidates if item["place"] is None]
    placed.sort(key=lambda item: item["receipt"] if rule == "rolling" else item["place"])
    left, stopped, funded, lines = available, None, list(funded_before), []
    for item in placed + sorted(rest, key=lambda item: item["dossier"]):
        cause, amount = verdict_of(rule, item, left, stopped, funded)
        if rule in ("strict", "partial") and ("doesNotFit" in cause or "part" in cause):
            stopped = item["dossier"]
        if amount > 0:
            funded.append(item["dossier"])
        left -= amount
        advised = item["asked"] if item["asked"] != item["requested"] else None
        lines.append({
            "dossier": item["dossier"], "place": item["place"], "requested": item["requested"],
            "minimum": item["minimum"], "amount": amount, "cause": cause, "advised": advised})
    return {"rule": rule, "available": available, "lines": lines}


def override(allocation, requests, candidates):
    """The allocation with the approved overrides in the order of asking; one that can't be falls.

    It can't be above what is asked or what is left, nor for a dossier that is out of the running.
    """
    known = {item["dossier"]: item for item in candidates}
    for number, amount in requests:
        line = next((each for each in allocation["lines"] if each["dossier"] == number), None)
        out = {"withdrawn", "notAssessed", "failedGate"}
        if line is None or out & line["cause"].keys() or amount > known[number]["asked"]:
            continue
        others = [each for each in allocation["lines"] if each is not line]
        rival = any(each["amount"] > 0 and each["dossier"] in known[number]["rivals"]
                    for each in others)
        left = allocation["available"] - sum(each["amount"] for each in others)
        if amount > left or (rival and amount > 0):
            continue
        line["amount"], line["override"] = amount, amount
    return allocation


def funded_in(allocation):
    """The dossiers that get anything, by number."""
    return sorted(line["dossier"] for line in allocation["lines"] if line["amount"] > 0)


# --- How much hangs on what -------------------------------------------------------------------


def values_of(rules, scores, how=None):
    """Each criterion's value of {person: {criterion: score}}, whatever the number of scores."""
    return {
        item["code"]: rules.aggregate(
            [sheet[item["code"]] for sheet in scores.values() if sheet.get(item["code"])], how)
        for item in rules.criteria}


def given_scores(rules, sheets):
    """Every score that isn't an abstention as (person, (dossier, criterion), score)."""
    codes = [item["code"] for item in rules.counted]
    return [
        (person, (dossier, code), sheet[code])
        for dossier, scores in sheets.items() for person, sheet in scores.items()
        for code in codes if sheet.get(code)]


def solve(rows):
    """The solution of linear equations, right-hand sides last; None without exactly one."""
    size = len(rows)
    for column in range(size):
        pivot = next((row for row in range(column, size) if rows[row][column] != 0), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = rows[column][column]
        rows[column] = [cell / lead for cell in rows[column]]
        for row in range(size):
            factor = rows[row][column]
            if row != column and factor != 0:
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column])]
    return [row[-1] for row in rows]


def member_effects(given):
    """How much higher than the others each member scores, by exact least squares.

    Score = dossier x criterion + member, member effects summing to zero. The normal equation of a
    member is: what lies above the means of the units scored is the own effect less the mean effect
    in each unit. None when those equations have no single answer: the design isn't connected.
    """
    members = sorted({person for person, _, _ in given})
    if len(members) < 2:
        return None
    units = {}
    for person, unit, score in given:
        units.setdefault(unit, {})[person] = score
    rows = {person: [Fraction(0)] * (len(members) + 1) for person in members}
    for scores in units.values():
        mean = Fraction(sum(scores.values()), len(scores))
        for person, score in scores.items():
            rows[person][members.index(person)] += 1
            rows[person][-1] += score - mean
            for other in scores:
                rows[person][members.index(other)] -= Fraction(1, len(scores))
    equations = list(rows.values())
    equations[-1] = [Fraction(1)] * len(members) + [Fraction(0)]
    solution = solve(equations)
    return None if solution is None else dict(zip(members, solution))


def agreement(given):
    """Krippendorff's alpha with the ordinal metric, exact; None when nothing varies.

    Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", part C: from the coincidences
    of values within units that have two or more.
    """
    units = {}
    for _, unit, score in given:
        units.setdefault(unit, []).append(score)
    pairable = [scores for scores in units.values() if len(scores) > 1]
    counts = {}
    for scores in pairable:
        for score in scores:
            counts[score] = counts.get(score, 0) + 1
    steps = sorted(counts)
    count = sum(counts.values())
    observed = expected = Fraction(0)
    for index, low in enumerate(steps):
        for high in steps[index + 1:]:
            between = sum(counts[step] for step in steps if low <= step <= high)
            distance = (between - Fraction(counts[low] + counts[high], 2)) ** 2
            observed += distance * sum(
                Fraction(scores.count(low) * scores.count(high), len(scores) - 1)
                for scores in pairable)
            expected += distance * counts[low] * counts[high]
    alpha = 1 - (count - 1) * observed / expected if expected else None
    return {"alpha": alpha, "values": count, "units": len(pairable)}


def reruns(rules, sheets):
    """Each rerun of a robustness report: its kind and the values by dossier, or None."""
    members = sorted({person for scores in sheets.values() for person in scores})
    for member in members:
        yield {"without": {"member": member}}, {
            dossier: values_of(rules, {p: s for p, s in scores.items() if p != member})
            for dossier, scores in sheets.items()}
    other = "median" if rules.raw["aggregator"] == "mean" else "mean"
    yield {"aggregator": {"_0": other}}, {
        dossier: values_of(rules, scores, other) for dossier, scores in sheets.items()}
    effects = member_effects(given_scores(rules, sheets))
    corrected = None
    if effects is not None:
        corrected = {
            dossier: {
                item["code"]: rules.aggregate(
                    [sheet[item["code"]] - effects[person]
                     for person, sheet in scores.items() if sheet.get(item["code"])])
                for item in rules.counted}
            for dossier, scores in sheets.items()}
    yield {"recusalsCorrected": {}}, corrected


def variant(rules, kind, values, revotes, seed, divide, funded):
    """One rerun of ranking and allocation, and whose being funded changes.

    Without a seed what is equal is taken by number and the other way round; a change in either
    counts.
    """
    empty = {"kind": kind, "estimable": False, "order": [], "funded": [], "changed": []}
    judged = [judge(rules, dossier, each) for dossier, each in (values or {}).items()]
    if values is None or None in judged:
        return empty
    draws = [seeded(seed)] if seed is not None else [sorted, lambda numbers: numbers[::-1]]
    rankings = [rank(rules, judged, revotes, seed, draw) for draw in draws]
    allocations = [divide(each) for each in rankings]
    ranking, allocation = rankings[0], allocations[0]
    equal = sorted({line["dossier"] for pair in zip(ranking["lines"], ranking["lines"][1:])
                    for line in pair if pair[1]["decidedBy"] == "lottery"})
    amounts = {line["dossier"]: line["amount"] for line in allocation["lines"]}
    order = [{"dossier": line["dossier"], "total": line["total"],
              "amount": amounts[line["dossier"]]} for line in ranking["lines"]]
    now = funded_in(allocation)
    changed = {number for each in allocations for number in set(funded_in(each)) ^ set(funded)}
    found = {"kind": kind, "estimable": True, "order": order, "funded": now,
             "changed": sorted(changed)}
    return found if seed is not None or not equal else {**found, "tied": equal}


def robustness_of(rules, sheets, firsts, revotes, seed, divide, funded):
    """The whole report on the adopted sheets and the blind first ones."""
    variants = [variant(rules, kind, values, revotes, seed, divide, funded)
                for kind, values in reruns(rules, sheets)]
    return {
        "variants": variants,
        "boundary": sorted({number for each in variants for number in each["changed"]}),
        "agreementFirst": agreement(given_scores(rules, firsts)),
        "agreementLast": agreement(given_scores(rules, sheets))}


# --- The books --------------------------------------------------------------------------------


class Books:
    """The pot's books, in cents."""

    SIGN = {"set": 1, "raised": 1, "carriedOver": 1, "receivedBack": 1, "released": 1,
            "reservationEnded": 1, "reserved": -1, "granted": -1, "paid": 0, "recovered": 0}

    def __init__(self):
        self.entries = []

    @property
    def available(self):
        """Set + raised + carried over + received back - reserved - granted + released."""
        return sum(self.SIGN[entry["kind"]] * entry["amount"] for entry in self.entries)

    def total(self, kind, dossier=None):
        """The sum of the entries of that kind, of one dossier or of all."""
        return sum(entry["amount"] for entry in self.entries
                   if entry["kind"] == kind and dossier in (None, entry.get("dossier")))

    def book(self, entry, report):
        """Writes one line and holds the laws."""
        if entry["kind"] not in self.SIGN:
            raise Impossible(f"a line of kind {entry['kind']}")
        self.entries.append(entry)
        report.law(entry["amount"] >= 0, "ledger: amount", entry["amount"], "not below 0")
        report.law(self.available >= 0, "ledger: available", self.available, "not below 0")
        number = entry.get("dossier")
        if number is None:
            return
        granted = self.total("granted", number) - self.total("released", number)
        paid = self.total("paid", number) - self.total("recovered", number)
        reserved = self.total("reserved", number) - self.total("reservationEnded", number)
        report.law(0 <= paid <= granted, f"ledger: paid to dossier {number}", paid,
                   f"from 0 to {granted}, what is granted")
        report.law(reserved >= 0, f"ledger: reserved for dossier {number}", reserved,
                   "not below 0")
        back = self.total("recovered", number) - self.total("receivedBack", number)
        report.law(back >= 0, f"ledger: to come back from dossier {number}", back, "not below 0")

    def settling(self, number, amount):
        """What settling on that amount books: paid or recovered, and what never went out."""
        award = self.total("granted", number) - self.total("released", number)
        paid = self.total("paid", number) - self.total("recovered", number)
        lines = [("paid", max(0, amount - paid)), ("recovered", max(0, paid - amount)),
                 ("released", award - max(paid, amount))]
        return [{"kind": kind, "amount": cents, "dossier": number} for kind, cents in lines
                if cents > 0]


# --- The log ----------------------------------------------------------------------------------


class Ballot:
    """One blind vote on one subject of one dossier."""

    def __init__(self, number, dossier, subject, attempt):
        self.number, self.dossier = number, dossier
        self.subject, self.attempt = subject, attempt
        self.state = "ready"
        self.votes = {}
        self.scores = {}
        self.paper = {}
        #: Whose votes count, fixed at the reveal; None before it.
        self.counted = None
        self.result = None
        self.casting = None

    @property
    def sheets(self):
        """The scores that count."""
        return {person: self.scores[person] for person in self.counted or ()
                if person in self.scores}

    def count(self, rules, counted, present):
        """What the votes of those members come to."""
        if self.subject in GATE:
            verdicts = [self.votes[person] for person in counted if person in self.votes]
            return {"present": present, "gate": gate_tally(rules, verdicts, self.attempt)}
        sheets = [self.scores[person] for person in counted if person in self.scores]
        return {"present": present, "scores": score_result(rules, sheets, self.subject)}

    @property
    def outcome(self):
        """A gate ballot's outcome, with the casting vote where there is one."""
        decided = self.casting is not None and self.casting[1] == "meets"
        return "meets" if decided and self.tied_again else self.result["gate"]["outcome"]

    @property
    def tied_again(self):
        """Whether it is a second ballot with as many for as against, and enough of them."""
        tally = self.result["gate"]
        return self.attempt > 1 and tally["meets"] == tally["doesNotMeet"] \
            and tally["outcome"] == "doesNotMeet"


class Dossier:
    """One dossier, as far as its place and its money hang on it."""

    def __init__(self, number, title, lead):
        self.number, self.title = number, title
        #: [organisation, standing], in order of inviting.
        self.partners = [[lead, "accepted"]]
        self.submissions = []
        #: None while under way, else assessed, failedGate, notAssessed, notConsidered, withdrawn.
        self.state = None
        self.gate = {}
        #: The adopted score ballot, and what it came to when it was adopted.
        self.ballot = None
        self.assessment = None
        self.advised = None

    @property
    def judged(self):
        """Whether the committee has it before it, or had."""
        return bool(self.submissions) and self.state != "notConsidered"

    def amount(self, field):
        """The sum of that field over all cost lines of the last submission."""
        if not self.submissions:
            raise Impossible(f"an amount for dossier {self.number}, which was never submitted")
        return sum(line[field] for partner in self.submissions[-1]["content"]["partners"]
                   for line in partner["costLines"])

    @property
    def values(self):
        """The adopted value of each criterion."""
        return {item["criterion"]: item["value"] for item in self.assessment["criteria"]}


class Round:
    """What the records of a log make true, each held against what went before it."""

    def __init__(self, report):
        self.report = report
        self.rules = None
        self.seats = []
        self.presence = {}
        self.dossiers = {}
        self.ballots = {}
        self.joint = None
        self.revotes = []
        self.pairs = []
        self.overrides = []
        self.books = Books()
        self.ranking = self.allocation = self.proposal = self.robust = None
        self.decisions = {}
        self.intended = {}
        self.released = False
        #: What the last events say must be booked, until it is.
        self.due = None

    def take(self, record):
        """Makes one record true; raises `Unreadable` for one that has another shape."""
        self.report.position = record["position"]
        handler = getattr(self, "on_" + record["type"], None)
        if handler is None:
            if record["type"] not in IGNORED:
                self.report.note(f"{record['type']} is not known here")
            return
        if record["version"] != 1:
            raise Unreadable(f"record {record['position']}: version {record['version']} of "
                             f"{record['type']} is not known here")
        try:
            handler(**record["payload"])
        except Impossible as error:
            self.report.differ(record["type"], str(error), "something that can be")
        except (KeyError, TypeError, AttributeError, ValueError, IndexError,
                ArithmeticError) as error:
            raise Unreadable(f"record {record['position']}: the payload of {record['type']} has "
                             f"another shape ({type(error).__name__}: {error})") from None

    def dossier(self, number):
        """The dossier with that number."""
        if number not in self.dossiers:
            raise Impossible(f"dossier {number}, which doesn't exist")
        return self.dossiers[number]

    def ballot(self, number):
        """The ballot with that number."""
        if number not in self.ballots:
            raise Impossible(f"ballot {number}, which doesn't exist")
        return self.ballots[number]

    # Rules

    def on_roundCreated(self, rules, **_):
        self.rules = Rules(rules)

    on_rulesChanged = on_roundCreated

    def fingerprint(self, stored):
        """Holds a stored fingerprint of the rules against the rules."""
        self.report.compare("fingerprint", stored, sha256(canonical(self.rules.raw)))

    def on_roundPublished(self, fingerprint, **_):
        self.fingerprint(fingerprint)
        self.owe([{"kind": "set", "amount": self.rules.raw["pot"]}])

    def on_rulesCorrected(self, rules, fingerprint, **_):
        self.rules = Rules(rules)
        self.fingerprint(fingerprint)

    def on_closingMoved(self, closesAt, fingerprint, **_):
        self.rules = Rules({**self.rules.raw, "closesAt": closesAt})
        self.fingerprint(fingerprint)

    # The committee: who counts

    def on_seatAppointed(self, seat, **_):
        self.seats.append(dict(seat))

    def on_seatDismissed(self, person, **_):
        self.seats = [seat for seat in self.seats if seat["person"] != person]
        self.presence.pop(person, None)

    def on_substituteCalled(self, substitute, member, **_):
        self.seat(substitute)["replaces"] = member

    def on_interestsDeclared(self, person, interests, **_):
        self.seat(person)["interests"] = interests

    def seat(self, person):
        """That person's seat."""
        for seat in self.seats:
            if seat["person"] == person:
                return seat
        raise Impossible(f"{person}, who has no seat")

    def has_interest(self, seat, dossier):
        """Whether an interest in this dossier was declared, or follows from a tie."""
        declared = {interest["dossier"] for interest in seat.get("interests") or []}
        return dossier.number in declared or any(
            facts["id"] in seat["ties"] or facts["concern"] in seat["tiedConcerns"]
            for facts, standing in dossier.partners if standing == "accepted")

    def eligible(self, dossier):
        """Who may vote on it, in order of the seats."""
        replaced = {seat.get("replaces") for seat in self.seats}
        scope = [dossier]
        if self.rules.raw["conflictScope"] == "round":
            scope = [each for each in self.dossiers.values() if each.submissions]
        return [
            seat["person"] for seat in self.seats
            if (seat["kind"] in ("chair", "deputyChair", "member")
                or seat["kind"] == "substitute" and seat.get("replaces"))
            and seat["person"] not in replaced
            and not any(self.has_interest(seat, each) for each in scope)]

    def chair(self, dossier):
        """Who leads it: the chair, else the deputy, else the first member who is free."""
        free = [self.seat(person) for person in self.eligible(dossier)]
        free = [seat for seat in free if seat.get("interests") is not None]
        for kind in ("chair", "deputyChair"):
            for seat in free:
                if seat["kind"] == kind:
                    return seat["person"]
        return free[0]["person"] if free else None

    def on_presenceChanged(self, person, source, present, **_):
        sources = self.presence.setdefault(person, set())
        sources.add(source) if present else sources.discard(source)

    def on_sittingClosed(self, **_):
        self.presence = {}

    def on_roundWithdrawn(self, **_):
        self.presence = {}

    # Dossiers

    def on_dossierStarted(self, dossier, title, lead, **_):
        if dossier != len(self.dossiers) + 1:
            raise Impossible(f"dossier {dossier} after dossier {len(self.dossiers)}")
        self.dossiers[dossier] = Dossier(dossier, title, lead)

    def on_partnerInvited(self, dossier, organisation, **_):
        partners = self.dossier(dossier).partners
        partners[:] = [each for each in partners if each[0]["id"] != organisation["id"]]
        partners.append([organisation, "invited"])

    def on_invitationAccepted(self, dossier, organisation, **_):
        self.partner(dossier, organisation["id"])[:] = [organisation, "accepted"]

    def on_partnerWent(self, dossier, organisation, standing, **_):
        self.partner(dossier, organisation)[1] = standing

    def partner(self, dossier, organisation):
        """An organisation's place in a coalition."""
        for partner in self.dossier(dossier).partners:
            if partner[0]["id"] == organisation:
                return partner
        raise Impossible(f"{organisation}, which is not in the coalition")

    def on_dossierSubmitted(self, dossier, submission, **_):
        its = self.dossier(dossier)
        self.report.compare(
            f"dossier {dossier}: fingerprint", submission["fingerprint"],
            sha256(canonical(submission["content"])))
        its.submissions.append(submission)
        its.title = submission["content"]["title"]
        for facts in submission["coalition"]:
            for partner in its.partners:
                if partner[0]["id"] == facts["id"]:
                    partner[0] = facts

    def on_dossierWithdrawn(self, dossier, **_):
        self.dossier(dossier).state = "withdrawn"
        self.intended.pop(dossier, None)

    def on_dossierNotConsidered(self, dossier, **_):
        self.dossier(dossier).state = "notConsidered"

    def on_dossierLeftUnassessed(self, dossier, **_):
        self.dossier(dossier).state = "notAssessed"

    def on_incompatibilityMarked(self, dossier, other, **_):
        self.pairs.append({dossier, other})

    def on_amountAdvised(self, dossier, advice, **_):
        its = self.dossier(dossier)
        amount = advice["amount"]
        self.report.law(
            its.amount("minimum") <= amount <= its.amount("requested"),
            f"dossier {dossier}: advised amount", amount,
            f"from {its.amount('minimum')} to {its.amount('requested')}")
        its.advised = amount

    # Ballots

    def on_ballotPrepared(self, ballot, dossier, subject, attempt, **_):
        earlier = [its.attempt for its in self.ballots.values() if its.counted is not None
                   and (its.dossier, its.subject) == (self.dossier(dossier).number, subject)]
        self.report.law(attempt == 1 or attempt - 1 in earlier or attempt in earlier,
                        f"ballot {ballot}: attempt", attempt, "not before the one before it")
        self.add(Ballot(ballot, dossier, subject, attempt))

    def add(self, ballot):
        """Adds a ballot; their numbers have no gaps, and none is used twice."""
        if ballot.number != len(self.ballots) + 1:
            raise Impossible(f"ballot {ballot.number} after ballot {len(self.ballots)}")
        self.ballots[ballot.number] = ballot

    def on_ballotOpened(self, ballot, **_):
        its = self.ballot(ballot)
        if its.subject == "scores":
            gate = self.dossier(its.dossier).gate
            self.report.law(
                all(gate.get(item) == "meets" for item in GATE),
                f"dossier {its.dossier}: scores opened", "opened", "not before the gate is passed")
        its.state = "open"

    def on_ballotResumed(self, ballot, **_):
        self.ballot(ballot).state = "open"

    def on_ballotSuspended(self, ballot, **_):
        self.ballot(ballot).state = "suspended"

    def voting(self, ballot, person):
        """The ballot in which somebody votes; it must be open, and the member must be eligible."""
        its = self.ballot(ballot)
        self.report.law(its.state == "open", f"ballot {ballot}: a vote while", its.state, "open")
        able = self.eligible(self.dossier(its.dossier))
        self.report.law(person in able, f"ballot {ballot}: a vote of", person, able)
        its.paper.pop(person, None)
        return its

    def on_gateVoteCast(self, ballot, person, vote, **_):
        if vote["verdict"] not in ("meets", "doesNotMeet", "abstain"):
            raise Impossible(f"the vote {vote['verdict']}")
        self.voting(ballot, person).votes[person] = vote["verdict"]

    def on_scoreGiven(self, ballot, person, criterion, value, **_):
        its = self.voting(ballot, person)
        codes = [item["code"] for item in self.rules.criteria]
        if criterion not in (["tie-break"] if its.subject == "tieBreak" else codes):
            raise Impossible(f"a score on {criterion}")
        if type(value) is not int or not 0 <= value <= self.rules.scale:
            raise Impossible(f"the score {value}")
        its.scores.setdefault(person, {})[criterion] = value

    def on_paperVoteEntered(self, ballot, person, **_):
        self.ballot(ballot).paper[person] = "entered"

    def on_paperVoteCountersigned(self, ballot, person, agrees, **_):
        self.ballot(ballot).paper[person] = "agreed" if agrees else "contested"

    def on_ballotClosed(self, ballot, missing, **_):
        its = self.ballot(ballot)
        its.state = "closed"
        needed = len(self.rules.criteria)
        absent = [
            person for person in self.eligible(self.dossier(its.dossier))
            if not (person in its.votes if its.subject in GATE
                    else len(its.scores.get(person, ())) == needed)]
        self.report.compare(f"ballot {ballot}: missing", missing, absent)

    def reveal(self, its, stored):
        """Counts the votes of who is eligible now, and holds the stored result against it."""
        self.report.law(its.state == "closed", f"ballot {its.number}: revealed while", its.state,
                        "closed")
        its.counted = self.eligible(self.dossier(its.dossier))
        present = [person for person in its.counted if self.presence.get(person)]
        quorum = max(self.rules.raw["quorumLeast"], (len(its.counted) + 1) // 2)
        self.report.law(len(present) >= quorum, f"ballot {its.number}: present at the reveal",
                        len(present), f"the quorum of {quorum}")
        its.result = its.count(self.rules, its.counted, present)
        its.state = "revealed"
        self.report.compare(f"ballot {its.number}", stored, its.result)

    def on_ballotRevealed(self, ballot, result, **_):
        self.reveal(self.ballot(ballot), result)

    def on_votesVoided(self, person, ballots, **_):
        for number in ballots:
            its = self.ballot(number)
            for held in (its.votes, its.scores, its.paper):
                held.pop(person, None)
            if its.casting and its.casting[0] == person:
                its.casting = None
            if its.result is not None:
                its.counted = [each for each in its.counted if each != person]
                its.result = its.count(self.rules, its.counted, its.result["present"])
            if its.subject == "tieBreak":
                self.revotes = [vote for vote in self.revotes if its.dossier not in
                                [entry["dossier"] for entry in vote["values"]]]

    def on_castingVoteGiven(self, ballot, vote, **_):
        its = self.ballot(ballot)
        if its.result is None or its.subject not in GATE:
            raise Impossible(f"a casting vote on ballot {ballot}, which has no gate result")
        tied = its.tied_again and self.rules.raw["gateRule"] == "majority"
        what = f"ballot {ballot}: casting vote"
        self.report.law(tied, what, "given", "only after a second tie")
        self.report.law(self.rules.raw.get("chairCasts") is True, what, "given",
                        "only where the rules give one")
        chair = self.chair(self.dossier(its.dossier))
        self.report.law(vote["person"] == chair, f"{what} of", vote["person"], chair)
        self.report.law(len(vote["reasons"].strip()) >= 20, f"{what}: reasons",
                        len(vote["reasons"].strip()), "at least 20 characters")
        its.casting = (vote["person"], vote["verdict"])

    def on_ballotAdopted(self, ballot, **_):
        its = self.ballot(ballot)
        dossier = self.dossier(its.dossier)
        what = f"ballot {ballot}: adopted"
        self.report.law(its.state == "revealed", f"{what} while", its.state, "revealed")
        if its.result is None:
            raise Impossible(f"ballot {ballot}, which has no result")
        waiting = sorted(person for person, word in its.paper.items() if word != "agreed")
        self.report.law(not waiting, f"{what} with paper votes of", waiting, "none uncountersigned")
        newer = [other.number for other in self.ballots.values() if other.counted is not None
                 and (other.dossier, other.subject) == (its.dossier, its.subject)
                 and other.number > ballot]
        self.report.law(not newer, what, f"ballot {ballot}", f"ballot {newer}, which is newer")
        its.state = "adopted"
        if its.subject in GATE:
            outcome = its.outcome
            self.report.law(outcome in ("meets", "doesNotMeet"), what, outcome, "a decided item")
            dossier.gate[its.subject] = outcome
        else:
            self.adopt_scores(dossier, its)

    def adopt_scores(self, dossier, its):
        """Takes the ballot's scores as the dossier's."""
        self.report.law(its.result["scores"]["total"] is not None,
                        f"ballot {its.number}: adopted", "no total", "a total")
        dossier.ballot, dossier.assessment = its, its.result["scores"]

    def on_adoptionLapsed(self, ballot, **_):
        its = self.ballot(ballot)
        dossier = self.dossier(its.dossier)
        its.state = "revealed"
        dossier.state = None
        dossier.gate.pop(its.subject, None)
        if its.subject == "scores":
            dossier.ballot = dossier.assessment = dossier.advised = None

    def on_gateFailed(self, dossier, **_):
        its = self.dossier(dossier)
        failed = len(its.gate) == 4 and "doesNotMeet" in its.gate.values()
        self.report.law(failed, f"dossier {dossier}: gate", "failed", its.gate)
        its.state = "failedGate"

    def on_dossierAssessed(self, dossier, **_):
        its = self.dossier(dossier)
        passed = [its.gate.get(item) for item in GATE] == ["meets"] * 4
        self.report.law(passed, f"dossier {dossier}: gate", "passed", its.gate)
        self.report.law(its.assessment is not None and its.assessment["total"] is not None,
                        f"dossier {dossier}: assessed", "assessed", "no adopted total")
        its.state = "assessed"

    # Votes over several dossiers

    def assessed(self):
        """The dossiers that are ranked or can be, by number."""
        return [its for _, its in sorted(self.dossiers.items())
                if its.state == "assessed" and its.assessment]

    def judged(self):
        """The same with their totals and their values along the chain."""
        found = [judge(self.rules, its.number, its.values) for its in self.assessed()]
        return [item for item in found if item]

    def ties(self):
        """The groups that the chain leaves equal, as lists of numbers."""
        groups = tied_groups(self.judged())
        return [[item["dossier"] for item in group] for group in groups if len(group) > 1]

    def on_jointBallotOpened(self, kind, ballots, **_):
        self.joint = (kind, [entry["ballot"] for entry in ballots])
        held = [{entry["dossier"] for entry in vote["values"]} for vote in self.revotes]
        wanted = [its.number for its in self.assessed()] if kind == "adjustment" else sorted(
            number for group in self.ties() if set(group) not in held for number in group)
        self.report.compare(f"{kind}: dossiers", [entry["dossier"] for entry in ballots], wanted)
        for entry in ballots:
            dossier = self.dossier(entry["dossier"])
            subject = "scores" if kind == "adjustment" else "tieBreak"
            before = [its for its in self.ballots.values()
                      if its.dossier == dossier.number and its.subject == subject]
            its = Ballot(entry["ballot"], dossier.number, subject, len(before) + 1)
            its.state = "open"
            if kind == "adjustment" and dossier.ballot:
                able = self.eligible(dossier)
                its.scores = {person: dict(sheet) for person, sheet
                              in dossier.ballot.scores.items() if person in able}
            self.add(its)

    def joined(self):
        """The ballots of the joint vote that is under way."""
        if self.joint is None:
            raise Impossible("a joint ballot, and none is under way")
        return [self.ballot(number) for number in self.joint[1]]

    def on_jointBallotClosed(self, **_):
        for its in self.joined():
            its.state = "closed"

    def on_jointBallotRevealed(self, results, **_):
        its = self.joined()
        if len(results) != len(its):
            raise Impossible(f"{len(results)} results of {len(its)} ballots")
        for ballot, stored in zip(its, results):
            self.reveal(ballot, stored)

    def on_jointBallotAdopted(self, **_):
        ballots = self.joined()
        kind, groups = self.joint[0], self.ties()
        self.joint = None
        values = {}
        for its in ballots:
            if its.result is None:
                raise Impossible(f"ballot {its.number}, which has no result")
            its.state = "adopted"
            if kind == "adjustment" and self.dossier(its.dossier).state != "withdrawn":
                self.adopt_scores(self.dossier(its.dossier), its)
            elif kind == "tieBreak":
                values[its.dossier] = its.result["scores"]["criteria"][0]["value"]
        for group in groups if kind == "tieBreak" else []:
            if all(values.get(number) is not None for number in group):
                self.revotes.append({"values": [
                    {"dossier": number, "value": values[number]} for number in group]})

    def on_jointBallotDropped(self, **_):
        """It came to nothing: its ballots count for nothing and hold nothing up."""
        for its in self.joined():
            its.state, its.counted = "dropped", None
        self.joint = None

    # Ranking and division

    def seed(self, stored):
        """The lottery's seed when the record has one, held against the published hash."""
        if stored is not None:
            self.report.compare("seed: SHA-256", sha256(stored.encode("utf-8")),
                                self.rules.raw["lotterySeed"])
        return stored

    def on_rankingAdopted(self, ranking, **_):
        seed = self.seed(ranking.get("seed"))
        held = [{entry["dossier"] for entry in vote["values"]} for vote in self.revotes]
        for group in self.ties():
            if self.rules.raw.get("tieRevote") is not False and set(group) not in held:
                self.report.note(f"dossiers {group} are tied and no re-vote was held")
        try:
            self.ranking = rank(self.rules, self.judged(), self.revotes, seed)
        except NeedsSeed as error:
            raise Impossible(f"no seed, and only the lottery decides between {error}") from None
        self.report.compare("ranking", ranking, self.ranking)

    def candidates(self, ranking, numbers=None):
        """What the rule must know of each judged dossier, by number."""
        lines = {line["dossier"]: line for line in (ranking or {"lines": []})["lines"]}
        found = []
        for number, its in sorted(self.dossiers.items()):
            if not its.judged or (numbers is not None and number not in numbers):
                continue
            line = lines.get(number)
            out = its.state if its.state in ("withdrawn", "notAssessed", "failedGate") else None
            if out is None and line is None:
                out = "notAssessed"
            elif out is None and not line["meetsThreshold"]:
                out = "belowThreshold"
            requested = its.amount("requested")
            found.append({
                "dossier": number, "place": line and line["place"], "requested": requested,
                "minimum": its.amount("minimum"), "exclusion": out,
                "asked": requested if its.advised is None else its.advised,
                "receipt": its.submissions[-1]["receipt"],
                "rivals": {other for pair in self.pairs if number in pair
                           for other in pair if other != number}})
        return found

    def divide(self, ranking, with_overrides=False):
        """The division of what is available now over a ranking."""
        candidates = self.candidates(ranking)
        rule = self.rules.raw["allocation"]
        allocation = allocate(rule, self.books.available, candidates)
        requests = [(each["dossier"], each["amount"]) for each in self.overrides
                    if each["approved"] and with_overrides]
        return override(allocation, requests, candidates)

    def on_potAllocated(self, allocation, **_):
        self.allocation = self.divide(self.ranking, True)
        self.report.compare("allocation", allocation, self.allocation)

    def first_ballot(self, number):
        """The blind first score ballot on a dossier: the first that was revealed."""
        for _, its in sorted(self.ballots.items()):
            if its.dossier == number and its.subject == "scores" and its.counted is not None:
                return its
        raise Impossible(f"dossier {number} in the ranking, and no ballot on its scores")

    def on_robustnessReported(self, robustness, confirmed, seed=None, **_):
        if self.ranking is None or self.allocation is None:
            raise Impossible("a report before there is a ranking")
        seed = self.seed(seed) or self.ranking["seed"]
        numbers = [line["dossier"] for line in self.ranking["lines"]]
        sheets = {number: self.dossier(number).ballot.sheets for number in numbers}
        firsts = {number: self.first_ballot(number).sheets for number in numbers}
        self.robust = robustness_of(
            self.rules, sheets, firsts, self.revotes, seed, self.divide,
            funded_in(self.allocation))
        self.report.compare("robustness", robustness, self.robust)
        self.report.law(set(self.robust["boundary"]) <= set(confirmed), "boundary cases confirmed",
                        confirmed, self.robust["boundary"])

    def on_rankingLapsed(self, **_):
        self.ranking = self.allocation = self.robust = None
        self.overrides, self.intended = [], {}

    def on_overrideAsked(self, request, **_):
        number = request["dossier"]
        self.overrides = [each for each in self.overrides
                          if each["dossier"] != number or each["approved"]]
        self.overrides.append({**request, "approved": request.get("approvedBy") is not None})

    def on_overrideApproved(self, dossier, **_):
        for each in reversed(self.overrides):
            if each["dossier"] == dossier:
                each["approved"] = True
                return
        raise Impossible(f"an override for dossier {dossier} that nobody asked for")

    def on_overrideRefused(self, dossier, **_):
        self.drop_override(dossier, "refused")

    def on_overrideWithdrawn(self, dossier, **_):
        self.drop_override(dossier, "withdrawn")

    def drop_override(self, dossier, how):
        """The last override of that dossier counts no longer; an approved one stays."""
        its = [each for each in self.overrides if each["dossier"] == dossier]
        if not its or its[-1]["approved"]:
            raise Impossible(f"an override for dossier {dossier} that is {how} and waits for nobody")
        self.overrides.remove(its[-1])

    # Decisions and books

    def on_decisionIntended(self, decision, **_):
        number, amount = decision["dossier"], decision["amount"]
        its, what = self.dossier(number), f"dossier {decision['dossier']}: decision"
        advice = self.proposal if self.released else self.allocation
        line = next((each for each in (advice or {"lines": []})["lines"]
                     if each["dossier"] == number), None)
        if its.gate and "doesNotMeet" in its.gate.values():
            self.report.law(amount == 0, what, amount, "nothing after a failed gate")
        self.report.law(0 <= amount <= its.amount("requested"), what, amount,
                        f"at most the {its.amount('requested')} requested")
        if line is not None:
            self.report.law(amount == line["amount"] or bool(decision.get("deviation")), what,
                            amount, f"{line['amount']}, or reasons to deviate")
        self.intended[number] = decision

    def on_decisionsVoided(self, dossiers, **_):
        for number in dossiers:
            self.intended.pop(number, None)

    def on_decisionsReleased(self, **_):
        self.released = True
        kinds = {"granted": "granted", "offeredInPart": "reserved"}
        self.owe([
            {"kind": kinds[each["outcome"]], "amount": each["amount"], "dossier": number}
            for number, each in sorted(self.intended.items()) if each["outcome"] in kinds])
        self.decisions.update(self.intended)
        if self.intended:
            self.proposal = None
        self.intended = {}
        self.no_rivals()

    def standing(self, *outcomes):
        """The dossiers of which the released decision is one of these, by number."""
        return sorted(number for number, each in self.decisions.items()
                      if each["outcome"] in outcomes)

    def no_rivals(self):
        """Of two incompatible dossiers at most one is funded."""
        funded = set(self.standing("granted", "offeredInPart"))
        for pair in self.pairs:
            self.report.law(not pair <= funded, "incompatible dossiers funded", sorted(pair),
                            "at most one of them")

    def on_offerAccepted(self, dossier, submission, **_):
        offered = self.decisions.get(dossier, {}).get("amount", 0)
        self.dossier(dossier).submissions.append(submission)
        granted = self.dossier(dossier).amount("requested")
        self.report.law(granted <= offered, f"dossier {dossier}: accepted", granted,
                        f"at most the {offered} offered")
        self.owe([
            {"kind": "reservationEnded", "amount": offered, "dossier": dossier},
            {"kind": "granted", "amount": granted, "dossier": dossier}])
        self.decisions[dossier] = {
            **self.decisions.get(dossier, {}), "outcome": "granted", "amount": granted}

    def on_offerLapsed(self, dossier, **_):
        offered = self.decisions.get(dossier, {}).get("amount", 0)
        self.owe([{"kind": "reservationEnded", "amount": offered, "dossier": dossier}])
        self.decisions[dossier] = {
            **self.decisions.get(dossier, {}), "outcome": "rejected", "amount": 0}

    def on_reserveProposed(self, allocation, **_):
        funded = self.standing("granted", "offeredInPart")
        reserve = [number for number in self.standing("reserve")
                   if self.dossier(number).state != "withdrawn"
                   and not any(number in pair and set(pair) & set(funded) for pair in self.pairs)]
        self.proposal = allocate(
            self.rules.raw["allocation"], self.books.available,
            self.candidates(self.ranking, reserve), funded)
        self.report.compare("reserve", allocation, self.proposal)

    def on_potAdjusted(self, entry, **_):
        self.books.book(entry, self.report)

    def owe(self, lines):
        """Notes what must be booked next."""
        if self.due:
            self.report.differ("bookings", "none", self.due)
        self.due = lines

    def on_tranchePaid(self, dossier, amount, **_):
        self.dossier(dossier)
        self.owe([{"kind": "paid", "amount": amount, "dossier": dossier}])

    def on_grantSettled(self, dossier, amount, **_):
        self.dossier(dossier)
        self.owe(self.books.settling(dossier, amount) or None)

    def on_amountReceivedBack(self, dossier, amount, **_):
        self.dossier(dossier)
        self.owe([{"kind": "receivedBack", "amount": amount, "dossier": dossier}])

    def on_potBooked(self, entries, **_):
        self.report.compare("bookings", entries, self.due or [])
        self.due = None
        for entry in entries:
            self.books.book(entry, self.report)


#: Events on which no number hangs.
IGNORED = {
    "roundOpened", "roundClosed", "screeningStarted", "roundFinished", "readingOrderDrawn",
    "lateInterestWeighed", "contentChanged", "sectionMoved", "offeredForSigning",
    "signingDeclined", "dossierSigned", "signaturesVoided", "dossierReopened",
    "submissionRestored", "supplementRequested", "supplementExpired", "dossierAdmitted",
    "coalitionRechecked", "termExtended", "termSignalled", "sittingPlanned", "sittingOpened",
    "sittingSuspended", "sittingResumed", "dossierTakenUp", "motivationDrafted",
    "motivationRead", "lettersWritten", "roundExported", "agreementProposed", "agreementSigned",
    "reportSaved", "reportHandedIn", "reportAdopted", "reportReturned", "trancheClaimed",
    "trancheApproved", "trancheRefused", "settlementProposed", "signalRaised",
    "forecastRecorded", "talkRecorded", "handoverRegistered", "handoverConfirmed",
    "initiativeStopped", "lessonsReleased", "resultRecorded", "importRecorded", "snapshotTaken",
}


def recompute(data):
    """The round that the bytes of an export make, its report and its head."""
    records = read(data)
    report = Report()
    head = check_chain(records, report)
    its = Round(report)
    for record in records:
        its.take(record)
    if its.due:
        report.differ("bookings", "none", plain(its.due))
    return its, report, records, head


# --- Telling ----------------------------------------------------------------------------------


def one_decimal(value):
    """The fraction to one decimal, half up."""
    tenths = (value * 10 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"


def euros(cents):
    """An amount in euros."""
    return f"{cents // 100:,}.{cents % 100:02}"


def words(cause):
    """A cause in English."""
    name, facts = next(iter(cause.items()))
    return {
        "withdrawn": lambda: "withdrawn", "notAssessed": lambda: "not assessed",
        "failedGate": lambda: "failed gate", "belowThreshold": lambda: "below threshold",
        "incompatible": lambda: f"incompatible with {facts['with']}", "fits": lambda: "fits",
        "part": lambda: f"part of {euros(facts['of'])}, minimum {euros(facts['minimum'])}",
        "doesNotFit": lambda: f"doesn't fit, short {euros(facts['short'])}",
        "afterStop": lambda: f"after the stop at {facts['at']}",
    }[name]()


def gate_words(dossier):
    """How a dossier stands at the gate."""
    failed = [item for item in GATE if dossier.gate.get(item) == "doesNotMeet"]
    if failed:
        return "failed " + " ".join(failed)
    return "passed" if [dossier.gate.get(item) for item in GATE] == ["meets"] * 4 else "open"


def rows(its):
    """One row of results for each judged dossier: in order of rank, then by number."""
    ranked = {line["dossier"]: line for line in (its.ranking or {"lines": []})["lines"]}
    divided = {line["dossier"]: line for line in (its.allocation or {"lines": []})["lines"]}
    found = []
    for number, dossier in sorted(its.dossiers.items()):
        if not dossier.judged:
            continue
        place, money = ranked.get(number, {}), divided.get(number, {})
        total = place.get("total")
        if total is None and dossier.assessment:
            total = dossier.assessment["total"]
        found.append({
            "dossier": number, "title": dossier.title, "gate": gate_words(dossier),
            "total": total, "place": place.get("place"), "decidedBy": place.get("decidedBy"),
            "amount": money.get("amount"), "cause": money.get("cause"),
            "override": money.get("override"),
            "decision": its.decisions.get(number, {}).get("outcome")})
    return sorted(found, key=lambda row: (row["place"] is None, row["place"] or 0, row["dossier"]))


def printable(value):
    """The text on one line, without anything that could steer a terminal."""
    return "".join(c if c.isprintable() else "?" for c in str(value))


def table(its):
    """The results as a table in plain text."""
    cells = [("dossier", "gate", "total", "", "place", "decided by", "amount", "cause")]
    for row in rows(its):
        total, cause = row["total"], row["cause"]
        against = "" if row["override"] is None else "; override"
        cells.append((
            f"{row['dossier']} {row['title']}", row["gate"], "-" if total is None else str(total),
            "" if total is None else one_decimal(total), str(row["place"] or "-"),
            row["decidedBy"] or "-", "-" if row["amount"] is None else euros(row["amount"]),
            "-" if cause is None else words(cause) + against))
    cells = [[printable(cell) for cell in row] for row in cells]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    right = {2, 3, 4, 6}
    return "\n".join(
        "  ".join(cell.rjust(width) if column in right else cell.ljust(width)
                  for column, (cell, width) in enumerate(zip(row, widths))).rstrip()
        for row in cells)


def summary(its):
    """What the books and the robustness report say, in a few lines."""
    lines = [f"books: available {euros(its.books.available)}, granted "
             f"{euros(its.books.total('granted') - its.books.total('released'))}"]
    if its.robust:
        cases = ", ".join(map(str, its.robust["boundary"])) or "none"
        last = its.robust["agreementLast"]
        alpha = "undefined" if last["alpha"] is None else str(last["alpha"])
        lines.append(f"boundary cases: {cases}; alpha {alpha} "
                     f"({last['values']} scores, {last['units']} units)")
    return "\n".join(lines)


def shown(value):
    """A value of a difference, short enough to read."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return printable(text if len(text) <= 300 else text[:297] + "...")


def as_json(its, report, records, head):
    """All results as one JSON object."""
    return json.dumps(plain({
        "records": len(records), "results": report.results, "head": head,
        "differences": report.differences, "notes": report.notes, "dossiers": rows(its),
        "ranking": its.ranking, "allocation": its.allocation, "robustness": its.robust,
        "available": its.books.available}), indent=2, ensure_ascii=False)


def tell(its, report, records, head):
    """Prints the table, what differs, and the last line."""
    print(table(its))
    print(summary(its))
    print(f"head: {head}")
    for note in report.notes:
        print(f"note: {printable(note)}")
    for each in report.differences:
        print(f"record {each['position']}: {printable(each['what'])}: stored "
              f"{shown(plain(each['stored']))}, computed {shown(plain(each['computed']))}")


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="recompute.py", epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Compute a funding round again from its exported log, trusting nothing but "
                    "the votes:\nwho passed, who scored what, who comes where and who gets what, "
                    "and hold it\nagainst what the log says, to the bit. Needs Python 3.9 and "
                    "nothing else.")
    parser.add_argument("export", metavar="EXPORT.jsonl",
                        help="the export of one round, one record a line; - for standard input")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    parser.add_argument("--head", metavar="HASH",
                        help="also require that a record has this hash, kept from an earlier time")
    return parser.parse_args()


def main():
    """Runs the program; the exit code says how it went."""
    wish = arguments()
    try:
        if wish.export == "-":
            data = sys.stdin.buffer.read()
        else:
            with open(wish.export, "rb") as file:
                data = file.read()
        its, report, records, head = recompute(data)
    except OSError as error:
        print(f"recompute: {wish.export}: {error.strerror}", file=sys.stderr)
        return 2
    except Unreadable as error:
        print(f"recompute: {wish.export}: {printable(error)}", file=sys.stderr)
        return 2
    if wish.head and wish.head not in [record["hash"] for record in records]:
        report.differ("head", f"no record with hash {wish.head}", "one")
    differences = len(report.differences)
    if wish.json:
        print(as_json(its, report, records, head))
        return 1 if differences else 0
    tell(its, report, records, head)
    if differences:
        print(f"recompute: {differences} difference{'s' if differences > 1 else ''}")
        return 1
    print(f"recompute: ok ({len(records)} records, {report.results} results)")
    return 0


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read along has seen enough, and takes no exit code from us
        sys.stdout = None
        code = 1
    sys.exit(code)
