"""Does to a server what strangers do, and looks whether each attack is refused within its limit.

Starts `PROGRAM serve` in a folder of its own, with times that are short, and prints for each attack what
was sent, what the server answered, how long that took and the server's memory before and after. Beside it
an honest client asks something ten times a second, all the time. Ends with 1 when an attack isn't refused
as it must be, takes too long or costs too much memory, or when the honest client had to wait too long.
Takes about a minute.
"""

import argparse
import asyncio
import base64
import contextlib
import datetime
import json
import os
import random
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import uuid
import zlib

import websockets

SECONDS = 2  # for hello and for a whole request, as it is set below
SLACK = 3.0  # seconds more than its limit that an answer may take on a busy machine
GROWTH_MOST = 16  # MiB that the server may grow by in one attack
WAIT_MOST = 2.0  # seconds that the honest client may wait for one answer
PROTOCOL = "kansendossier.v1.jsonrpc"
arguments = argparse.ArgumentParser(
    description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("program", help="the built kansendossier")
OPTIONS = arguments.parse_args()
FAILURES = []


class Host:
    """A data folder and the server in it."""

    def __init__(self):
        self.place = tempfile.mkdtemp()
        self.folder = os.path.join(self.place, "data")
        self.settings = dict(
            os.environ, KANSENDOSSIER_PORT="0", KANSENDOSSIER_LOG_LEVEL="critical",
            KANSENDOSSIER_HELLO_SECONDS=str(SECONDS), KANSENDOSSIER_REQUEST_SECONDS=str(SECONDS),
            KANSENDOSSIER_CONNECTIONS_PER_SECOND_MOST="50", KANSENDOSSIER_TICK_MILLISECONDS="100")

    def start(self):
        self.token = subprocess.run(
            [OPTIONS.program, "token", "--data", self.folder, "--person", "beheerder",
             "--found-municipality", "9999", "Gemeente Voorbeeldstad"],
            env=self.settings, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
        self.server = subprocess.Popen(
            [OPTIONS.program, "serve", "--data", self.folder], env=self.settings,
            stdout=subprocess.PIPE, text=True)
        self.port = int(self.server.stdout.readline().rsplit(":", 1)[1])
        self.tls = ssl.create_default_context(
            cafile=os.path.join(self.folder, "development-certificate.pem"))

    def memory(self):
        """MiB in memory."""
        with open(f"/proc/{self.server.pid}/status", encoding="ascii") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def leave(self):
        self.server.terminate()
        try:
            self.server.wait(timeout=20)
        finally:
            self.server.kill()
            shutil.rmtree(self.place, ignore_errors=True)


HOST = Host()


class Honest(threading.Thread):
    """Asks for the rounds ten times a second, and never gets another answer than it should."""

    def __init__(self):
        super().__init__(daemon=True)
        self.waits, self.problem, self.is_over = [], None, False

    def run(self):
        try:
            asyncio.run(self.play())
        except Exception as error:
            self.problem = f"{type(error).__name__}: {error}"

    async def play(self):
        async with websockets.connect(
                f"wss://localhost:{HOST.port}/ws", ssl=HOST.tls, subprotocols=[PROTOCOL]) as line:
            await self.ask(line, "hello", token=HOST.token)
            while not self.is_over:
                began = time.monotonic()
                await self.ask(line, "round.list")
                self.waits.append(time.monotonic() - began)
                await asyncio.sleep(0.1)

    async def ask(self, line, method, **params):
        await line.send(call(method, **params))
        while True:
            message = json.loads(await asyncio.wait_for(line.recv(), 10))
            if "error" in message:
                raise RuntimeError(message["error"])
            if "id" in message:
                return


def call(method, **params):
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})


# MARK: the attacker's end


def connect(source="127.0.0.2", secure=True):
    """From an address of its own, so that the honest client keeps its places."""
    line = socket.create_connection(("127.0.0.1", HOST.port), 20, (source, 0))
    return HOST.tls.wrap_socket(line, server_hostname="localhost") if secure else line


def rest(line, seconds=20):
    """All that comes until the server ends the connection."""
    line.settimeout(seconds)
    received = b""
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while True:
            more = line.recv(65536)
            if not more:
                break
            received += more
    return received


def request(*, method="GET", key=None, version="13", more=(), protocol=PROTOCOL):
    key = key or base64.b64encode(random.randbytes(16)).decode()
    lines = [f"{method} /ws HTTP/1.1", "Host: localhost", "Upgrade: websocket", "Connection: Upgrade",
             f"Sec-WebSocket-Key: {key}", f"Sec-WebSocket-Version: {version}",
             f"Sec-WebSocket-Protocol: {protocol}", *more]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def opened(source="127.0.0.2"):
    line = connect(source)
    line.sendall(request(more=["Sec-WebSocket-Extensions: permessage-deflate"]))
    answer = b""
    while b"\r\n\r\n" not in answer:
        more = line.recv(1)
        if not more:
            raise ConnectionError("closed before it was opened")
        answer += more
    return line


def frame(first, payload=b"", masked=True):
    mask = 0x80 if masked else 0
    if len(payload) < 126:
        head = bytes([first, mask | len(payload)])
    elif len(payload) < 65536:
        head = struct.pack("!BBH", first, mask | 126, len(payload))
    else:
        head = struct.pack("!BBQ", first, mask | 127, len(payload))
    # A mask of zeros changes nothing.
    return head + (bytes(4) if masked else b"") + payload


def text(words):
    return frame(0x81, words.encode())


def frames(received):
    """The frames of a server, as (opcode, payload)."""
    while len(received) >= 2:
        length, start = received[1] & 127, 2
        if length == 126:
            length, start = struct.unpack("!H", received[2:4])[0], 4
        elif length == 127:
            length, start = struct.unpack("!Q", received[2:10])[0], 10
        yield received[0] & 15, received[start:start + length]
        received = received[start + length:]


def closing(line, received=b""):
    """The code of the close frame, as soon as it comes; "no code" without one."""
    line.settimeout(60)
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while True:
            for opcode, payload in frames(received):
                if opcode == 8 and len(payload) >= 2:
                    return str(struct.unpack("!H", payload[:2])[0])
            more = line.recv(65536)
            if not more:
                break
            received += more
    return "no code"


def signed_in(token, source="127.0.0.2"):
    """A socket that has said hello, and what came of it."""
    line = opened(source)
    line.sendall(text(call("hello", token=token)))
    received = line.recv(65536)
    return line, "welcome" if received[0] & 15 == 1 else closing(line, received)


# MARK: the attacks


def refused(sent, expected, within=0.0):
    """An attack whose answer must be this, so many seconds at most after it began."""

    def named(work):
        ATTACKS.append((sent, expected, within, work))
        return work

    return named


ATTACKS = []


def answers(sent, expected, *pieces, within=0.0, is_open=True):
    """Bytes on an open socket, or right after TLS, and what must come of them."""

    @refused(sent, expected, within)
    def attack():
        line = opened() if is_open else connect()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            for piece in pieces:
                line.sendall(piece)
        if is_open:
            return closing(line)
        return rest(line)[9:12].decode() or "cut"


@refused("a connection without a word", "cut", SECONDS)
def mute():
    return rest(connect(secure=False)).decode() or "cut"


@refused("half a TLS hello", "cut", SECONDS)
def half_hello():
    line = connect(secure=False)
    line.sendall(bytes([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3]))
    return "cut" if not rest(line) else "answered"


@refused("a request of which a byte comes at a time", "cut", SECONDS)
def trickle():
    line = connect()
    with contextlib.suppress(OSError):
        for byte in request():
            line.sendall(bytes([byte]))
            time.sleep(0.2)
        return "answered"
    return "cut"


answers("half a request", "cut", b"GET /ws HT", within=SECONDS, is_open=False)
answers("16,400 bytes of headers", "400", request(more=["X: " + "a" * 16_400]), is_open=False)
answers("101 headers", "400", request(more=[f"X-{n}: a" for n in range(101)]), is_open=False)
answers("8 MiB of headers without an end", "400", b"GET /ws HTTP/1.1\r\n",
        *[b"X: " + b"a" * 1000 + b"\r\n"] * 8192, within=SECONDS, is_open=False)
answers("POST instead of GET", "405", request(method="POST"), is_open=False)
answers("version 8", "426", request(version="8"), is_open=False)
answers("a key of 15 bytes", "400", request(key="AAAAAAAAAAAAAAAAAAAA"), is_open=False)
answers("two keys", "400", request(more=["Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="]), is_open=False)
answers("another origin", "403", request(more=["Origin: https://evil.example"]), is_open=False)
answers("no origin at all, twice", "400", request(more=["Origin: ", "Origin: "]), is_open=False)
answers("another subprotocol", "400", request(protocol="soap"), is_open=False)
answers("extensions that can't be read", "400", request(more=["Sec-WebSocket-Extensions: ;"]), is_open=False)
answers("a frame without mask", "1002", frame(0x81, b"a", masked=False))
answers("reserved bits", "1002", frame(0xB1, b"a"))
answers("a reserved opcode", "1002", frame(0x8F))
answers("a ping of 126 bytes", "1002", frame(0x89, bytes(126)))
answers("a frame of 2^63 bytes", "1002", b"\x81\xff\x80" + bytes(11))
answers("a frame of 2^40 bytes", "1009", b"\x81\xff\x00\x00\x01" + bytes(9))
answers("65,537 bytes", "1009", frame(0x81, b" " * 65_537))
answers("text that isn't UTF-8", "1007", frame(0x81, b"\xff"))
answers("a binary message", "1003", frame(0x82, b"a"))
answers("a million fragments", "1009", frame(0x01), *[frame(0x00) * 1000] * 1000)
answers("100,000 brackets", "1009", text("[" * 100_000))
answers("60,000 brackets", "4400", text("[" * 60_000))
answers("no hello", "4408", within=SECONDS)
answers("pings instead of hello", "4408", *[frame(0x89, bytes(125)) * 100] * 50, within=SECONDS)
answers("a token that nobody has", "4401", text(call("hello", token="kd_nobody")))


@refused("128 MiB once inflated", "1009")
def bomb():
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(deflater.compress(bytes(1 << 20)) for _ in range(128))
    packed += deflater.flush(zlib.Z_SYNC_FLUSH)
    line = opened()
    half = len(packed) // 2
    # Within the bound as it comes, in two fragments of a message.
    packed = packed[:-4] if len(packed) < 65_000 else packed[:65_000]
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        line.sendall(frame(0x41, packed[:half]) + frame(0x80, packed[half:]))
    return closing(line)


@refused("a close that isn't answered", "cut", 5)
def unanswered():
    line = opened()
    line.sendall(frame(0x82, b"a"))
    return "cut" if closing(line) == "1003" and not rest(line) else "not cut"


@refused("hello twice", "4429")
def twice():
    line, _ = signed_in(TOKENS["bezoeker"])
    line.sendall(text(call("hello", token=TOKENS["bezoeker"])))
    return closing(line)


@refused("21 messages that can't be read", "4400")
def unreadable():
    line, _ = signed_in(TOKENS["bezoeker"])
    line.sendall(text("{") * 21)
    return closing(line)


@refused("400 commands at once", "4291")
def commands():
    line, _ = signed_in(TOKENS["bezoeker"])
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        line.sendall(text(call("round.list")) * 400 + frame(0x88))
    received = rest(line)
    refusals = received.count(b'"code":-32008')
    return closing(line, received) if refusals == 101 else f"{refusals} refusals"


@refused("200,000 pings that nobody reads the answers of", "no more kept", 12)
def pings():
    line, _ = signed_in(TOKENS["bezoeker"])
    line.settimeout(3)
    # A send that waits is the bound at work: the server reads no faster than its pongs leave.
    with contextlib.suppress(OSError):
        for _ in range(2000):
            line.sendall(frame(0x89, bytes(125)) * 100)
    line.close()
    return "no more kept"


@refused("an 11th connection of one person", "4292")
def persons():
    lines = [signed_in(TOKENS["drukke"]) for _ in range(10)]
    if any(answer != "welcome" for _, answer in lines):
        return "fewer than ten"
    return signed_in(TOKENS["drukke"])[1]


def ended(lines):
    """How many of these have been ended by the server without a word; closes all."""
    count = 0
    for line in lines:
        line.setblocking(False)
        with contextlib.suppress(BlockingIOError, ConnectionError):
            count += line.recv(1) == b""
        line.close()
    return count


@refused("a 21st connection of one address that says nothing", "cut", 1)
def addresses():
    lines = [connect("127.0.0.3", secure=False) for _ in range(21)]
    time.sleep(0.5)
    # Which one is the last is not for the client to say.
    cut = ended(lines)
    return "cut" if cut == 1 else f"{cut} cut"


@refused("a 201st connection of one address that stays after a request", "cut", 15)
def idlers():
    lines = []
    for _ in range(201):
        lines.append(connect("127.0.0.4"))
        lines[-1].sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = lines[-1].recv(12) if len(lines) < 201 else rest(lines[-1], 5)
        if (answer[9:12] == b"200") != (len(lines) < 201):
            return f"{answer[9:12]} for number {len(lines)}"
    return "cut"


@refused("connections as fast as they go, from 60 addresses", "some cut", 6)
def storm():
    began = time.monotonic()
    lines = [connect(f"127.0.1.{number % 60}", secure=False) for number in range(600)]
    took = time.monotonic() - began
    time.sleep(0.5)
    cut = ended(lines)
    # 50 begin at once, and then 50 a second; those wait whose turn comes within two seconds.
    most = 600 - 50
    return "some cut" if most - 50 * (took + 3) <= cut <= most else f"{cut} of 600 cut"


# MARK: the play


TOKENS = {}
EXPIRY = {}


async def settle():
    """People with tokens; one of them ends in a moment."""
    now = datetime.datetime.utcnow()
    async with websockets.connect(
            f"wss://localhost:{HOST.port}/ws", ssl=HOST.tls, subprotocols=[PROTOCOL]) as line:

        async def give(method, **params):
            await line.send(call(method, **params))
            while True:
                message = json.loads(await line.recv())
                if "error" in message:
                    raise RuntimeError(message)
                if "id" in message:
                    return message["result"]

        await give("hello", token=HOST.token)
        for person, seconds in [("bezoeker", 3600), ("drukke", 3600), ("verloper", 3)]:
            await give("directory.registerPerson", key=str(uuid.uuid4()), person=person, name=person,
                       emails=[])
            ends = now + datetime.timedelta(seconds=seconds)
            issued = await give(
                "directory.issueToken", key=str(uuid.uuid4()), token=person,
                holder=f"person/{person}", scope="full", label="hostile",
                expiresAt=ends.strftime("%Y-%m-%dT%H:%M:%S.000Z"))
            TOKENS[person] = issued["secret"]


def let_expire():
    """Stays when its token has ended, and asks on; looked at last, for it takes half a minute."""
    try:
        line, _ = signed_in(TOKENS["verloper"], "127.0.0.5")
        began = time.monotonic()
        time.sleep(4)
        line.sendall(text(call("round.list")))
        received = line.recv(65536)
        while b'"code":-32001' not in received:
            received += line.recv(65536)
        warned = b"auth.expiring" in received
        EXPIRY["answer"] = closing(line, received) if warned else "no warning"
        EXPIRY["took"] = time.monotonic() - began
    except Exception as error:
        EXPIRY["answer"] = f"{type(error).__name__}: {error}"


def judge(sent, expected, within, work):
    before, began = HOST.memory(), time.monotonic()
    try:
        answer = work()
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"
    report(sent, expected, within, answer, time.monotonic() - began, before)


def report(sent, expected, within, answer, took, before):
    after = HOST.memory()
    is_good = answer == expected and took <= within + SLACK and after - before <= GROWTH_MOST
    if not is_good:
        FAILURES.append(sent)
    print(f"{'ok ' if is_good else 'NOT'} {sent:<58} {answer:<22} {took:5.2f} s "
          f"{before:6.1f} -> {after:6.1f} MiB", flush=True)


def main():
    HOST.start()
    try:
        asyncio.run(settle())
        honest, expiring = Honest(), threading.Thread(target=let_expire, daemon=True)
        honest.start()
        expiring.start()
        began, before = time.monotonic(), HOST.memory()
        for attack in ATTACKS:
            judge(*attack)
        expiring.join(60)
        report("stays when its token has ended", "4401", 30, EXPIRY.get("answer", "nothing"),
               EXPIRY.get("took", 60), before)
        honest.is_over = True
        honest.join(15)
    finally:
        HOST.leave()
    if honest.problem or not honest.waits or max(honest.waits) > WAIT_MOST:
        FAILURES.append(f"the honest client: {honest.problem or 'waited too long'}")
    worst = max(honest.waits, default=0) * 1000
    print(f"the honest client had {len(honest.waits)} answers; the worst took {worst:.0f} ms")
    if FAILURES:
        sys.exit(f"hostile: NOT refused as it must be: {'; '.join(FAILURES)}")
    print(f"hostile: ok, {len(ATTACKS) + 1} attacks in {time.monotonic() - began:.0f} s")


main()
