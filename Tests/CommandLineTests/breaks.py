"""Breaks followers of views off, again and again, and holds what they saw against the truth.

While writers keep writing, every follower is broken off in one of four ways (a reset, half-open silence,
a close frame, the middle of a frame), and the server is killed with SIGKILL in the middle of its commits
and started again on the same folder. Each follower keeps its views by (epoch, offset) and comes back with
what it has. Held, always: no gap, no double, no reorder, no snapshot where a resume was possible; and at
the end: every folded view equals a fresh snapshot byte for byte, every acknowledged command has its one
effect, and a restored backup has another epoch and brings everybody the whole view.
"""

import argparse
import asyncio
import collections
import contextlib
import datetime
import json
import os
import random
import shutil
import signal
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import time
import uuid

import websockets

WAYS = ["reset", "silence", "close", "mid-frame"]
# Fewer missed updates than this are resumed in every case: a fifth of the bound of 500 and, with updates
# of at most a kilobyte and a half here, within that of 256 KiB.
RESUMED_SURELY = 100
ROUND = "breek-ronde"
arguments = argparse.ArgumentParser(
    description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("program", help="the built kansendossier")
arguments.add_argument("--breaks", type=int, default=1000, help="of followers, in all (1000)")
arguments.add_argument("--kills", type=int, default=20, help="of the server, spread over them (20)")
arguments.add_argument("--followers", type=int, default=24, help="at the same time (24)")
arguments.add_argument("--writers", type=int, default=4, help="of one organisation each (4)")
arguments.add_argument("--seed", type=int, default=random.randrange(10**6), help="of all chance")
OPTIONS = arguments.parse_args()
DICE = random.Random(OPTIONS.seed)
COUNTS = collections.Counter()


def written(value):
    """A value as the server wrote it: in the same order, and so in the same bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def breach(what):
    """Ends everything at once, from whatever task."""
    print(f"breaks: BREACH {what}, seed {OPTIONS.seed}", file=sys.stderr, flush=True)
    HOSTS[0].leave()
    os._exit(1)


def free_port():
    """Below those that the system gives to outgoing connections: while the server is down one of
    them could connect to itself and hold the port."""
    while True:
        port = DICE.randrange(20000, 30000)
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


HOSTS, SILENT = [], []


class Host:
    """A data folder and the server in it."""

    def __init__(self):
        HOSTS.append(self)
        self.place = tempfile.mkdtemp()
        self.folder = os.path.join(self.place, "data")
        self.server = None
        self.port = free_port()
        self.settings = dict(
            os.environ, KANSENDOSSIER_PORT=str(self.port), KANSENDOSSIER_LOG_LEVEL="error",
            KANSENDOSSIER_TICK_MILLISECONDS="100", KANSENDOSSIER_CONNECTIONS_PER_PERSON_MOST="1000",
            KANSENDOSSIER_CONNECTIONS_PER_ADDRESS_MOST="1000",
            KANSENDOSSIER_COMMANDS_PER_SECOND_MOST="10000", KANSENDOSSIER_COMMANDS_BURST_MOST="10000")

    def run(self, *words):
        done = subprocess.run(
            [OPTIONS.program, *words], env=self.settings, capture_output=True, text=True)
        if done.returncode != 0:
            breach(f"`{' '.join(words)}` ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout.strip().splitlines()

    def found(self):
        return self.run(
            "token", "--data", self.folder, "--person", "beheerder", "--found-municipality", "9999",
            "Gemeente Voorbeeldstad")[-1]

    def start(self):
        self.server = subprocess.Popen(
            [OPTIONS.program, "serve", "--data", self.folder], env=self.settings,
            stdout=subprocess.PIPE, text=True)
        line = self.server.stdout.readline()
        if "serving" not in line:
            breach(f"the server didn't start: {line}")
        self.tls = ssl.create_default_context(
            cafile=os.path.join(self.folder, "development-certificate.pem"))

    def kill(self):
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()

    def leave(self):
        if self.server and self.server.poll() is None:
            self.kill()
        shutil.rmtree(self.place, ignore_errors=True)

    def stop(self):
        self.server.terminate()
        self.server.wait(timeout=60)


class Gone(Exception):
    """The connection ended before the answer."""


class Connection:
    """One signed-in socket; every message is held to the one way of writing it, so that values that
    are written alike came in the same bytes."""

    async def open(self, host, token, on_event):
        self.number, self.answers, self.on_event = 0, {}, on_event
        self.socket = await websockets.connect(
            f"wss://localhost:{host.port}/ws", ssl=host.tls, max_size=None, ping_interval=None,
            subprotocols=["kansendossier.v1.jsonrpc"], open_timeout=10, close_timeout=5)
        self.reading = asyncio.create_task(self.read())
        await self.call("hello", token=token, client="breaks")
        return self

    async def read(self):
        try:
            async for text in self.socket:
                message = json.loads(text)
                if written(message) != text:
                    breach(f"another way of writing: {text[:200]}")
                if "id" in message:
                    answer, take = self.answers.pop(message["id"])
                    # Before the next message is looked at, which may follow from this one.
                    take(message)
                    answer.set_result(message)
                elif message["method"] == "event":
                    self.on_event(message["params"])
        except websockets.ConnectionClosed:
            pass
        finally:
            for answer, _ in self.answers.values():
                if not answer.done():
                    answer.set_result(None)

    async def call(self, method, take=lambda message: None, **params):
        self.number += 1
        answer = asyncio.get_running_loop().create_future()
        self.answers[self.number] = answer, take
        request = {"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}
        try:
            await self.socket.send(json.dumps(request))
            if self.reading.done():
                raise Gone()
            message = await asyncio.wait_for(answer, 60)
        except websockets.ConnectionClosed:
            raise Gone() from None
        if message is None:
            raise Gone()
        return message

    async def end(self, way):
        """Breaks off in this way; nothing that comes after it is looked at."""
        COUNTS[way] += 1
        self.on_event = lambda event: None
        raw = self.socket.transport.get_extra_info("socket")
        if way == "close":
            await self.socket.close()
        elif way == "silence":
            # Open for the server, which hears and sees nothing; its peer has gone.
            self.socket.transport.pause_reading()
            SILENT.append(self.socket.transport)
        else:
            if way == "mid-frame":
                # A masked text frame of 100 bytes of which 10 come.
                self.socket.transport.write(bytes([0x81, 0xE4, 1, 2, 3, 4]) + bytes(10))
                await asyncio.sleep(0.01)
            # Gone by itself in the meantime, perhaps: the server was killed.
            with contextlib.suppress(OSError, AttributeError):
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.socket.transport.abort()
        self.reading.cancel()


class Seen:
    """One view, put together from what came of it."""

    def __init__(self, owner, method, params):
        self.name = f"{owner} {params['view']}"
        self.method, self.params = method, params
        self.epoch = self.offset = None
        self.parts = {}

    def take(self, event):
        if event["epoch"] != self.epoch:
            breach(f"{self.name}: epoch {event['epoch']} after {self.epoch}")
        if event["offset"] != self.offset + 1:
            kind = "double" if event["offset"] <= self.offset else "gap"
            breach(f"{self.name}: {kind}, offset {event['offset']} after {self.offset}")
        self.offset = event["offset"]
        COUNTS["updates"] += 1
        for key, part in event["parts"].items():
            if part is None:
                self.parts.pop(key, None)
            else:
                self.parts[key] = part

    async def subscribe(self, connection, restored=False):
        params = dict(self.params)
        if self.epoch is not None:
            params.update(epoch=self.epoch, offset=self.offset)
        answer = await connection.call(
            self.method, take=lambda message: self.begin(message, restored), **params)
        if "error" in answer:
            raise Busy(answer["error"])

    def begin(self, answer, restored):
        if "error" in answer:
            return
        result = answer["result"]
        COUNTS[result["mode"]] += 1
        if result["mode"] == "resumed":
            if restored:
                breach(f"{self.name}: resumed into a restored history")
            for event in result["events"]:
                self.take(event)
            if (self.epoch, self.offset) != (result["epoch"], result["offset"]):
                breach(f"{self.name}: resumed to {self.offset} of {result['offset']}")
            return
        if self.epoch is not None and not restored:
            if result["epoch"] != self.epoch or result["offset"] < self.offset:
                breach(f"{self.name}: history went from {self.epoch} {self.offset} to "
                       f"{result['epoch']} {result['offset']}")
            if result["offset"] - self.offset <= RESUMED_SURELY:
                breach(f"{self.name}: a snapshot for {result['offset'] - self.offset} missed")
        if restored and result["epoch"] == self.epoch:
            breach(f"{self.name}: a restored history has the old epoch")
        self.epoch, self.offset, self.parts = result["epoch"], result["offset"], result["parts"]


class Busy(Exception):
    """Try again."""


class Follower:
    """Somebody with some views, who comes back after every break."""

    def __init__(self, host, token, name, views):
        self.host, self.token = host, token
        self.views = {params["view"]: Seen(name, method, params) for method, params in views}
        self.connection = None

    def event(self, event):
        # The answer to a subscription comes before its events, and each is taken in order.
        self.views[event["view"]].take(event)

    async def come_back(self, restored=False):
        while True:
            try:
                self.connection = await Connection().open(self.host, self.token, self.event)
                for view in self.views.values():
                    await view.subscribe(self.connection, restored)
                return
            except (OSError, Gone, Busy, asyncio.TimeoutError, websockets.WebSocketException):
                await asyncio.sleep(DICE.uniform(0.02, 0.2))

    async def run(self, budget):
        await self.come_back()
        while True:
            await asyncio.wait([self.connection.reading], timeout=DICE.expovariate(1 / 0.4))
            is_broken = self.connection.reading.done()
            if budget.over() and not is_broken:
                return
            if not is_broken:
                budget.broken += 1
                await self.connection.end(DICE.choice(WAYS))
            elif not self.connection.reading.cancelled() and self.connection.reading.exception():
                raise self.connection.reading.exception()
            if DICE.random() < 0.3:
                await asyncio.sleep(DICE.uniform(0, 1.5))
            await self.come_back()

    async def compare(self):
        """Every view as it was put together is the view as it is for somebody who is new."""
        fresh = await Connection().open(self.host, self.token, lambda event: None)
        for view in self.views.values():
            result = (await fresh.call(view.method, **view.params))["result"]
            for _ in range(1000):
                if view.offset == result["offset"]:
                    break
                await asyncio.sleep(0.01)
            if (view.epoch, view.offset) != (result["epoch"], result["offset"]):
                breach(f"{view.name} ends at {view.offset} of {result['offset']}")
            ours, theirs = (
                {name: written(part) for name, part in parts.items()}
                for parts in (view.parts, result["parts"]))
            if ours != theirs:
                breach(f"{view.name} differs from a fresh snapshot at {view.offset}")
            COUNTS["equal views"] += 1
        await fresh.socket.close()


class Budget:
    """How many breaks there have been, and whether they and the kills are enough."""

    broken = 0

    def over(self):
        return self.broken >= OPTIONS.breaks and COUNTS["kills"] >= OPTIONS.kills


class Writer:
    """Gives commands one after the other, each under one key until it is answered."""

    def __init__(self, host, token):
        self.host, self.token, self.connection = host, token, None
        self.accepted = 0

    async def give(self, method, **params):
        params["key"] = str(uuid.UUID(int=DICE.getrandbits(128), version=4))
        while True:
            try:
                if self.connection is None:
                    self.connection = await Connection().open(
                        self.host, self.token, lambda event: None)
                answer = await self.connection.call(method, **params)
            except (OSError, Gone, asyncio.TimeoutError, websockets.WebSocketException):
                self.connection = None
                await asyncio.sleep(DICE.uniform(0.02, 0.2))
                continue
            code = answer.get("error", {}).get("code")
            if code in (-32011, -32008, -32603):
                await asyncio.sleep(0.1)
                continue
            if code is not None:
                breach(f"{method} was refused: {answer['error']}")
            self.accepted += 1
            return answer["result"]

    async def write(self, organisation, budget):
        """Text into the organisation's own dossier."""
        self.organisation = organisation
        await self.give("round.startDossier", round=ROUND, title=f"Dossier van {organisation}")
        view = {"round": ROUND, "view": f"applicant/{organisation}"}
        mine = await self.connection.call("round.subscribe", **view)
        dossier, part = next(
            (int(name.split("/")[1]), part) for name, part in mine["result"]["parts"].items()
            if name.startswith("dossier/"))
        version = self.first = part["body"]["version"]
        self.part = f"dossier/{dossier}"
        while not budget.over():
            await self.give(
                "round.writeSection", round=ROUND, dossier=dossier, version=version,
                section="reason", text=f"{version}: " + "één zin. " * DICE.randrange(1, 40))
            version = self.last = version + 1
            if DICE.random() < 0.02:
                await asyncio.sleep(DICE.uniform(0, 0.5))


class Registrar(Writer):
    """Registers people, so that the directory changes too."""

    async def register(self, budget):
        self.people = []
        while not budget.over():
            person = f"mens-{len(self.people)}"
            await self.give("directory.registerPerson", person=person, name=person, emails=[])
            self.people.append(person)
            await asyncio.sleep(DICE.uniform(0, 0.1))


def local(moment):
    """A moment as Europe/Amsterdam's clocks show it (last Sundays of March and October)."""

    def last_sunday(month):
        day = datetime.datetime(moment.year, month, 31, 1)
        return day - datetime.timedelta(days=(day.weekday() + 1) % 7)

    summer = last_sunday(3) <= moment < last_sunday(10)
    return (moment + datetime.timedelta(hours=2 if summer else 1)).strftime("%Y-%m-%dT%H:%M:%S")


def rules():
    now = datetime.datetime.utcnow()
    return {
        "name": "Ronde van breuken", "year": now.year, "vision": "Hulp dichtbij.",
        "effects": [{"code": "zelf", "title": "Meer zelf doen"}], "pot": 5000000,
        "criteria": [{"code": "visie", "title": "visie", "text": "Hoe goed?", "weight": 100}],
        "scale": ["onvoldoende", "matig", "voldoende", "goed", "uitstekend"],
        "aggregator": "median", "gateRule": "majority", "quorumLeast": 3, "votesLeast": 2,
        "conflictScope": "round", "allocation": "strict", "tieChain": ["visie"],
        "lotterySeed": "00" * 32, "thresholdPoints": 60,
        "opensAt": local(now + datetime.timedelta(seconds=3)),
        "closesAt": local(now + datetime.timedelta(hours=3)),
        "legalBasis": "incidental", "legalSource": "Voorbeeld", "sectionCharactersMost": 1200,
        "invitationDays": 14, "supplementDays": 14, "distinctConcerns": True,
        "leadContracted": True, "namesVoters": False,
        "letters": {
            "authority": "het college van Voorbeeldstad", "address": "Postbus 1, Voorbeeldstad",
            "contact": "team subsidies", "mandate": "namens het college"},
    }


async def settle(host, administrator):
    """A round that is open, one person of each organisation, and the coordinator; gives tokens."""
    give = administrator.give
    seats = {"voorzitter": "chair", "lid-a": "member", "lid-b": "member", "secretaris": "secretary"}
    people = [("coordinator", None)] + [(person, None) for person in seats]
    for index in range(OPTIONS.writers):
        name = f"zorg-{index}"
        await give("directory.registerOrganisation", organisation=name, name=name,
                   kvk=f"{80000000 + index}", sectors=["zorg"], segments=["Wmo"])
        await give("directory.verifyOrganisation", organisation=name)
        people.append((f"schrijver-{index}", name))
    tokens = {}
    ends = datetime.datetime.utcnow() + datetime.timedelta(days=1)
    for person, organisation in people:
        await give("directory.registerPerson", person=person, name=person, emails=[])
        if organisation:
            await give("directory.addMembership", person=person, organisation=organisation,
                       role="signatory")
        if person == "coordinator":
            await give("directory.grantRole", person=person, role="coordinator")
        issued = await give(
            "directory.issueToken", token=f"breek-{person}", holder=f"person/{person}",
            scope="full", expiresAt=ends.strftime("%Y-%m-%dT%H:%M:%S.000Z"), label="breaks")
        tokens[person] = issued["secret"]
    coordinator = Writer(host, tokens["coordinator"])
    await coordinator.give("round.createRound", round=ROUND, rules=rules())
    for person, kind in seats.items():
        await coordinator.give("round.appointSeat", round=ROUND, person=person, kind=kind)
    seen = await coordinator.give("round.publishRound", round=ROUND, dryRun=True)
    await coordinator.give("round.publishRound", round=ROUND, confirm=seen["confirmation"])
    view = {"round": ROUND, "view": "coordinator"}
    for _ in range(100):
        seen = await coordinator.connection.call("round.subscribe", **view)
        if seen["result"]["parts"]["round"]["phase"] == "open":
            return tokens
        await asyncio.sleep(0.1)
    breach("the round doesn't open")


async def kill_now_and_then(host, budget):
    """Kills while commands are under way, when so many breaks have been that one is due."""
    for number in range(OPTIONS.kills):
        due = (number + DICE.uniform(0.2, 0.8)) * OPTIONS.breaks / OPTIONS.kills
        while budget.broken < due and not budget.over():
            await asyncio.sleep(DICE.uniform(0.01, 0.1))
        host.kill()
        COUNTS["kills"] += 1
        await asyncio.sleep(DICE.uniform(0, 0.3))
        host.start()


def followers(host, administrator, tokens):
    """Everybody's own view of the round, and the directory as participants and administrators."""
    participant = ("directory.subscribe", {"view": "participant"})
    made = []
    for index in range(OPTIONS.followers):
        if index % 4 == 3:
            token, views = administrator, [("directory.subscribe", {"view": "administration"})]
        elif index % 4 == 2:
            view = {"round": ROUND, "view": "coordinator"}
            token, views = tokens["coordinator"], [("round.subscribe", view), participant]
        else:
            number = (index // 4 * 2 + index % 4) % OPTIONS.writers
            view = {"round": ROUND, "view": f"applicant/zorg-{number}"}
            token, views = tokens[f"schrijver-{number}"], [("round.subscribe", view), participant]
        made.append(Follower(host, token, f"follower {index}", views))
    return made


def examine(crowd, writers, registrar):
    """What was acknowledged is in the views, once."""
    for writer in writers:
        shown = next(
            view.parts[writer.part]["body"]["version"] for follower in crowd
            for view in follower.views.values() if writer.part in view.parts
            and view.params["view"].endswith(writer.organisation))
        if shown != writer.last:
            breach(f"{writer.part} is at version {shown}, not at {writer.last}")
    people = next(
        view.parts for follower in crowd for name, view in follower.views.items()
        if name == "administration")
    missing = [person for person in registrar.people if f"person/{person}" not in people]
    if missing:
        breach(f"{missing} were registered and aren't there")


async def held(work):
    """Does the work; a mistake in it ends everything, not this task alone."""
    try:
        await work
    except Exception as error:
        breach(f"{type(error).__name__}: {error}")


async def play(host):
    token = host.found()
    host.start()
    registrar, budget = Registrar(host, token), Budget()
    tokens = await settle(host, registrar)
    crowd = followers(host, token, tokens)
    writers = [Writer(host, tokens[f"schrijver-{index}"]) for index in range(OPTIONS.writers)]
    began = time.monotonic()
    await asyncio.gather(
        held(kill_now_and_then(host, budget)), held(registrar.register(budget)),
        *(held(writer.write(f"zorg-{index}", budget)) for index, writer in enumerate(writers)),
        *(held(follower.run(budget)) for follower in crowd))
    lasted = time.monotonic() - began
    for follower in crowd:
        if follower.connection.reading.done():
            await follower.come_back()
        await follower.compare()
    examine(crowd, writers, registrar)
    # A server that stops waits five seconds for peers that say nothing.
    for transport in SILENT:
        transport.abort()
    host.stop()
    host.run("verify", "--data", host.folder)
    copy = os.path.join(host.place, "copy")
    host.run("backup", copy, "--data", host.folder)
    host.folder = os.path.join(host.place, "restored")
    host.run("restore", copy, "--data", host.folder)
    host.start()
    for follower in crowd:
        await follower.come_back(restored=True)
        await follower.compare()
    host.stop()
    accepted = registrar.accepted + sum(writer.accepted for writer in writers)
    ways = ", ".join(f"{COUNTS[way]} {way}" for way in WAYS)
    print(
        f"breaks: ok, {budget.broken} breaks ({ways}), {COUNTS['kills']} kills, {accepted} commands, "
        f"{COUNTS['updates']} updates, {COUNTS['resumed']} resumed, {COUNTS['snapshot']} snapshots, "
        f"{COUNTS['equal views']} views equal, 0 gaps, 0 doubles, {lasted:.0f} s, "
        f"seed {OPTIONS.seed}")


def main():
    host = Host()
    asyncio.run(held(play(host)))
    host.leave()


main()
