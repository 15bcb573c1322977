"""Plays a dossier from publication to its decision, knowing nothing but /asyncapi.json.

Usage: stranger.py HTTPS_ADDRESS CERTIFICATE ADMINISTRATOR_TOKEN

Written as a stranger would: the socket's address, the subprotocol, every method and the shape of its
parameters are taken from the document, and each request is held against its schema before it is sent.
The last line is `stranger: ok` with the outcome.
"""

import asyncio
import datetime
import hashlib
import json
import re
import ssl
import sys
import urllib.request
import uuid

import websockets

BASE, CERTIFICATE, TOKEN = sys.argv[1:4]
TLS = ssl.create_default_context(cafile=CERTIFICATE)
with urllib.request.urlopen(BASE + "/asyncapi.json", context=TLS) as answer:
    DOCUMENT = json.load(answer)
CHANNEL = next(iter(DOCUMENT["channels"].values()))
HEADERS = CHANNEL["bindings"]["ws"]["headers"]["properties"]
SUBPROTOCOL = HEADERS["Sec-WebSocket-Protocol"]["const"]
ROUND = "vreemde-ronde"


def check(schema, value, place):
    """Holds a value against its schema, as far as this document's schemas go."""
    if "const" in schema and value != schema["const"]:
        raise ValueError(f"{place} is not {schema['const']}")
    if "enum" in schema and value not in schema["enum"]:
        raise ValueError(f"{place} is none of {schema['enum']}")
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    if schema.get("type") in kinds and not isinstance(value, kinds[schema["type"]]):
        raise ValueError(f"{place} is not of type {schema['type']}")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        raise ValueError(f"{place} doesn't match {schema['pattern']}")
    if isinstance(value, dict):
        for name in schema.get("required", []):
            if name not in value:
                raise ValueError(f"{place} lacks {name}")
        known = schema.get("properties", {})
        for name, part in value.items():
            extra = schema.get("additionalProperties", True)
            if name in known:
                check(known[name], part, f"{place}.{name}")
            elif extra is False:
                raise ValueError(f"{place}.{name} is unknown")
            elif isinstance(extra, dict):
                check(extra, part, f"{place}.{name}")
    if isinstance(value, list):
        for index, part in enumerate(value):
            check(schema.get("items", {}), part, f"{place}[{index}]")


class Refused(Exception):
    """The server's own words, with the code."""

    def __init__(self, error):
        super().__init__(f"{error['data']['code']}: {error['message']}")
        self.code = error["data"]["code"]
        self.subject = error["data"].get("subject")


class Person:
    """Somebody with a token, a connection and one view."""

    def __init__(self, token):
        self.token, self.number, self.answers = token, 0, {}
        self.parts, self.offset, self.changed = {}, None, asyncio.Event()

    async def connect(self):
        address = BASE.replace("https://", "wss://") + CHANNEL["address"]
        self.socket = await websockets.connect(
            address, ssl=TLS, subprotocols=[SUBPROTOCOL], max_size=None)
        self.reading = asyncio.create_task(self.read())
        await self.call("hello", token=self.token, client="stranger")
        return self

    async def read(self):
        async for text in self.socket:
            message = json.loads(text)
            if "id" in message:
                self.answers.pop(message["id"]).set_result(message)
            elif message["method"] == "event":
                self.event(message["params"])

    def event(self, event):
        if self.offset is None or event["offset"] <= self.offset:
            return
        assert event["offset"] == self.offset + 1, "an event is missing"
        self.offset = event["offset"]
        for name, part in event["parts"].items():
            if part is None:
                self.parts.pop(name, None)
            else:
                self.parts[name] = part
        self.changed.set()

    async def call(self, method, **params):
        schema = DOCUMENT["components"]["messages"][method]["payload"]
        wanted = schema["properties"]["params"].get("required", [])
        if "key" in wanted:
            params["key"] = str(uuid.uuid4())
        if "round" in wanted:
            params["round"] = ROUND
        self.number += 1
        request = {"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}
        check(schema, request, method)
        self.answers[self.number] = asyncio.get_running_loop().create_future()
        waiting = self.answers[self.number]
        await self.socket.send(json.dumps(request))
        message = await asyncio.wait_for(waiting, 60)
        if "error" not in message:
            return message["result"]
        if message["error"]["data"]["code"] != "confirmationMissing":
            raise Refused(message["error"])
        # As the document says: look at the consequence, and confirm exactly that.
        params = {name: value for name, value in params.items() if name not in ("key", "round")}
        seen = await self.call(method, **params, dryRun=True)
        return await self.call(method, **params, confirm=seen["confirmation"])

    async def follow(self, view):
        result = await self.call("round.subscribe", view=view)
        self.parts, self.offset = dict(result["parts"]), result["offset"]

    async def see(self, condition):
        """Waits until the view makes the condition true; gives what it gives."""
        while not (found := condition(self.parts)):
            self.changed.clear()
            if not (found := condition(self.parts)):
                await asyncio.wait_for(self.changed.wait(), 60)
            else:
                break
        return found


def local(moment):
    """A moment as Europe/Amsterdam's clocks show it (last Sundays of March and October)."""

    def last_sunday(month):
        day = datetime.datetime(moment.year, month, 31, 1)
        return day - datetime.timedelta(days=(day.weekday() + 1) % 7)

    summer = last_sunday(3) <= moment < last_sunday(10)
    return (moment + datetime.timedelta(hours=2 if summer else 1)).strftime("%Y-%m-%dT%H:%M:%S")


def rules(seed):
    now = datetime.datetime.utcnow()
    criteria = [("visie", 60), ("samenwerking", 40)]
    return {
        "name": "Ronde van een vreemde", "year": now.year, "vision": "Hulp dichtbij.",
        "effects": [{"code": "zelf", "title": "Meer zelf doen"}], "pot": 5000000,
        "criteria": [
            {"code": code, "title": code, "text": "Hoe goed?", "weight": weight}
            for code, weight in criteria],
        "scale": ["onvoldoende", "matig", "voldoende", "goed", "uitstekend"],
        "aggregator": "median", "gateRule": "majority", "quorumLeast": 3, "votesLeast": 2,
        "conflictScope": "round", "allocation": "strict", "tieChain": ["samenwerking"],
        "lotterySeed": hashlib.sha256(seed.encode()).hexdigest(), "thresholdPoints": 60,
        "opensAt": local(now + datetime.timedelta(seconds=1)),
        "closesAt": local(now + datetime.timedelta(seconds=6)),
        "legalBasis": "incidental", "legalSource": "Voorbeeld", "sectionCharactersMost": 1200,
        "invitationDays": 14, "supplementDays": 14, "distinctConcerns": True,
        "leadContracted": True, "namesVoters": False,
        "letters": {
            "authority": "het college van Vreemdstad", "address": "Postbus 1, Vreemdstad",
            "contact": "team subsidies", "mandate": "namens het college"},
    }


async def token(administrator, person):
    ends = datetime.datetime.utcnow() + datetime.timedelta(days=1)
    issued = await administrator.call(
        "directory.issueToken", token=f"vreemd-{person}", holder=f"person/{person}", scope="full",
        expiresAt=ends.strftime("%Y-%m-%dT%H:%M:%S.000Z"), label="stranger")
    return issued["secret"]


async def settle(administrator):
    """Two providers, a committee of three, and the municipality's people."""
    for index, name in enumerate(["vreemd-een", "vreemd-twee"]):
        await administrator.call(
            "directory.registerOrganisation", organisation=name, name=name, kvk=f"8000000{index}",
            sectors=["zorg"], segments=["Wmo"])
        await administrator.call("directory.verifyOrganisation", organisation=name)
    people = {}
    for person, role, organisation in [
            ("v-coordinator", "coordinator", None), ("v-besluit", "decisionMaker", None),
            ("v-een", None, "vreemd-een"), ("v-twee", None, "vreemd-twee"),
            ("v-voorzitter", None, None), ("v-lid-a", None, None), ("v-lid-b", None, None),
            ("v-secretaris", None, None)]:
        await administrator.call("directory.registerPerson", person=person, name=person, emails=[])
        if role:
            await administrator.call("directory.grantRole", person=person, role=role)
        if organisation:
            await administrator.call(
                "directory.addMembership", person=person, organisation=organisation,
                role="signatory")
        people[person] = await Person(await token(administrator, person)).connect()
    return people


async def write(lead, partner):
    """One dossier, signed by both and submitted."""
    await lead.see(lambda parts: parts["round"]["phase"] == "open")
    await lead.call("round.startDossier", title="Samen eenvoudig")

    def body(parts):
        return parts.get("dossier/1", {}).get("body")

    latest = 0

    async def edit(person, method, **params):
        """Writes on the newest version, also when the other partner made it just before."""
        nonlocal latest
        await person.see(lambda parts: body(parts) and body(parts)["version"] >= latest)
        version = body(person.parts)["version"]
        await person.call(method, dossier=1, version=version, **params)
        await person.see(lambda parts: body(parts)["version"] > version)
        latest = body(person.parts)["version"]

    sections = DOCUMENT["components"]["messages"]["round.writeSection"]["payload"]
    names = sections["properties"]["params"]["properties"]["section"]["enum"]
    for name in names:
        if name not in ("roles", "costs", "effects"):
            await edit(lead, "round.writeSection", section=name, text=f"Kort over {name}.")
    await edit(lead, "round.setEffects", effects=[{
        "effect": "zelf", "indicator": "Zelf doen (%)", "baseline": "40", "target": "62.5",
        "measuredOn": "2030-02-28"}])
    seen = (await lead.see(body))["version"]
    await lead.call("round.invitePartner", dossier=1, version=seen, organisation="vreemd-twee")
    await partner.see(body)
    await edit(partner, "round.acceptInvitation")
    for person in (lead, partner):
        await person.see(lambda parts: len(body(parts)["content"]["partners"]) == 2)
        await edit(person, "round.writeRole", text="Wij doen de helft.")
        await edit(person, "round.setCostLines", lines=[{
            "description": "Uren", "total": 2000000, "own": 400000, "other": 0,
            "requested": 1600000, "minimum": 1000000}])
    seen = (await partner.see(body))["version"]
    await lead.see(lambda parts: body(parts)["version"] == seen)
    await lead.call("round.offerForSigning", dossier=1, version=seen)
    for person in (lead, partner):
        await person.see(lambda parts: parts["dossier/1"]["state"] == "signing")
        await person.call(
            "round.signDossier", dossier=1, version=seen,
            content=body(person.parts)["fingerprint"])
    await lead.call(
        "round.submitDossier", dossier=1, version=seen, content=body(lead.parts)["fingerprint"])


async def give_time(coordinator):
    """Moves the closing later, which is the only way it moves, while somebody is writing."""
    while True:
        await asyncio.sleep(0.25)
        closes = coordinator.parts["round"]["closesAt"]
        soon = datetime.datetime.utcnow() + datetime.timedelta(seconds=3)
        if closes < local(soon):
            later = local(soon + datetime.timedelta(seconds=3))
            await coordinator.call("round.moveClosing", closesAt=later)


async def assess(people):
    """Interests, four gate ballots and the scores."""
    members = [people[name] for name in ("v-voorzitter", "v-lid-a", "v-lid-b")]
    chair, secretary = members[0], people["v-secretaris"]
    await people["v-coordinator"].see(lambda parts: parts["round"]["phase"] == "closed")
    await people["v-coordinator"].call("round.startScreening")
    submitted = people["v-coordinator"].parts["dossier/1"]["body"]["version"]
    await people["v-coordinator"].call("round.admitDossier", dossier=1, version=submitted)
    for member in members:
        await member.call("round.declareInterests", interests=[])
    now = local(datetime.datetime.utcnow())
    await secretary.call("round.planSitting", plannedAt=now, agenda=[1])
    await secretary.call("round.openSitting", sitting=1)
    await secretary.call("round.takeUpDossier", dossier=1)
    await chair.see(lambda parts: (parts["sitting"].get("quorum") or {}).get("present") == 3)
    for subject in ["H1", "H2a", "H2b", "H2c", "scores"]:
        await secretary.call("round.prepareBallot", subject=subject)
        number = await chair.see(lambda parts: next(
            (part["ballot"] for name, part in parts.items()
             if name.startswith("ballot/") and part["subject"] == subject), None))
        await chair.call("round.openBallot", ballot=number)
        for member in members:
            if subject == "scores":
                for criterion, value in (("visie", 4), ("samenwerking", 3)):
                    await member.call(
                        "round.giveScore", ballot=number, criterion=criterion, value=value)
            else:
                await member.call("round.castGateVote", ballot=number, verdict="meets")
        await chair.call("round.closeBallot", ballot=number, missing=[])
        await chair.call("round.revealBallot", ballot=number)
        motivations = {} if subject != "scores" else {
            "visie": "Het draagt duidelijk bij aan de visie.",
            "samenwerking": "De twee partners doen elk de helft."}
        await chair.call("round.adoptBallot", ballot=number, motivations=motivations)
    await secretary.call("round.closeSitting")
    await read(people["v-secretaris"])
    try:
        await chair.call("round.adoptRanking", boundary=[])
    except Refused as refusal:
        assert refusal.code == "boundaryNotConfirmed", refusal
        boundary = [int(number) for number in refusal.subject.split(", ")]
        await chair.call("round.adoptRanking", boundary=boundary)


async def read(secretary):
    """Reads what the chair wrote, as the second pair of eyes."""
    motivations = secretary.parts["dossier/1"]["body"]["motivations"]
    for item, motivation in motivations.items():
        text = json.dumps(motivation["text"], ensure_ascii=False, separators=(",", ":"))
        await secretary.call(
            "round.readMotivation", dossier=1, item=item, agrees=True,
            fingerprint=hashlib.sha256(text.encode()).hexdigest())


async def main():
    administrator = await Person(TOKEN).connect()
    people = await settle(administrator)
    coordinator = people["v-coordinator"]
    await coordinator.call("round.createRound", rules=rules("00" * 32))
    for name, kind in [("v-voorzitter", "chair"), ("v-lid-a", "member"), ("v-lid-b", "member"),
                       ("v-secretaris", "secretary")]:
        await coordinator.call("round.appointSeat", person=name, kind=kind)
    await coordinator.call("round.publishRound")
    for name, view in [("v-coordinator", "coordinator"), ("v-besluit", "decisionMaker"),
                       ("v-een", "applicant/vreemd-een"), ("v-twee", "applicant/vreemd-twee"),
                       ("v-voorzitter", "member/v-voorzitter"), ("v-lid-a", "member/v-lid-a"),
                       ("v-lid-b", "member/v-lid-b"), ("v-secretaris", "secretary")]:
        await people[name].follow(view)
    giving = asyncio.create_task(give_time(coordinator))
    await write(people["v-een"], people["v-twee"])
    giving.cancel()
    try:
        await people["v-een"].call("round.adoptRanking", boundary=[])
    except Refused as refusal:
        assert refusal.code in ("notAllowed", "wrongPhase"), refusal
    await assess(people)
    decider = people["v-besluit"]
    line = (await decider.see(lambda parts: parts.get("allocation")))["lines"][0]
    assert "fits" in line["cause"] and line["amount"] == 3200000, line
    await decider.call(
        "round.intendDecision", dossier=1, outcome="granted", amount=line["amount"],
        motivation="Wij volgen het advies van de commissie.", grounds=[])
    assert "decision/1" not in people["v-twee"].parts, "leaked before the release"
    await decider.call("round.releaseDecisions")
    decision = await people["v-twee"].see(lambda parts: parts.get("decision/1"))
    assert decision["outcome"] == "granted" and decision["total"] == "72", decision
    for person in [administrator, *people.values()]:
        person.reading.cancel()
        await person.socket.close()
    print(f"stranger: ok, {decision['outcome']} {decision['amount']} cents, total {decision['total']}")


asyncio.run(main())
