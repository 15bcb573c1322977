"""Walks through every page of the demo in every role, as a browser without scripts would.

Starts `PROGRAM demo` in a folder of its own, comes in by each link that it prints, and follows every
link within the site. Prints for each kind of page how many there are, the bytes of the heaviest with its
styles and scripts, and the time to the whole answer; then the processor time of one page of the kind that
takes longest, fetched many times over kept connections. Ends with 1 when a page is missing or fails, is
heavier than 100 kB, or when somebody meets no page but the first. Times are told and hold nothing: they
depend on the machine. Takes about a minute and a half.
"""

import argparse
import collections
import concurrent.futures
import html
import http.client
import os
import re
import shutil
import ssl
import statistics
import subprocess
import sys
import tempfile
import threading
import time

BYTES_MOST = 100_000  # of a page with its styles and scripts, before compression
PAGES_MOST = 300  # that one person visits in one language
PATIENCE = 180  # seconds for the demo to play its round
VISITS_LEAST = 20  # of a page that many look at
BUSY_FETCHES = 600
BUSY_CONNECTIONS = 4
parser = argparse.ArgumentParser(
    description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("program", help="the built kansendossier")
parser.add_argument("--port", type=int, default=19443)
OPTIONS = parser.parse_args()
FAILURES = []
TRUST = ssl._create_unverified_context()  # the demo's certificate is its own


class Browser:
    """One connection that is kept, and one person's cookies."""

    def __init__(self, person):
        self.person = person
        self.cookies = {}
        self.connection = http.client.HTTPSConnection(
            "localhost", OPTIONS.port, context=TRUST, timeout=60)

    def ask(self, method, path, body=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        data = answer.read()
        seconds = time.perf_counter() - start
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, answer.headers, data, seconds


def fail(text):
    FAILURES.append(text)
    print(f"FAIL {text}")


def kind(path):
    """The address with names in the place of what differs."""
    path = path.partition("?")[0]
    return re.sub(r"(?<=/)(rounds|organisations|people|letters/\*)/[^/]+", r"\1/*",
                  re.sub(r"/\d+", "/*", path))


class Walk:
    """What was met, of all people together."""

    def __init__(self):
        self.seconds = collections.defaultdict(list)
        self.bytes = collections.defaultdict(int)
        self.example = {}
        self.assets = {}

    def weight(self, browser, page):
        total = len(page)
        for asset in set(re.findall(rb'(?:href|src)="(/assets/[^"]+)"', page)):
            path = asset.decode()
            if path not in self.assets:
                status, _, data, _ = browser.ask("GET", path)
                if status != 200:
                    fail(f"{path}: {status}")
                self.assets[path] = len(data)
                # What a script brings in counts too.
                for name in re.findall(rb'from "\./([^"]+)"', data):
                    inner = path.rsplit("/", 1)[0] + "/" + name.decode()
                    if inner not in self.assets:
                        self.assets[inner] = len(browser.ask("GET", inner)[2])
                        self.assets[path] += self.assets[inner]
            total += self.assets[path]
        return total

    def go(self, browser, language):
        browser.ask("GET", f"/?language={language}")
        seen, todo = set(), ["/"]
        while todo and len(seen) < PAGES_MOST:
            path = todo.pop(0)
            if path in seen:
                continue
            seen.add(path)
            status, headers, data, seconds = browser.ask("GET", path)
            if status != 200:
                fail(f"{browser.person} at {path}: {status}")
                continue
            if not headers.get("Content-Type", "").startswith("text/html"):
                continue
            name = kind(path)
            self.seconds[name].append(seconds)
            weight = self.weight(browser, data)
            if weight > self.bytes[name]:
                self.bytes[name] = weight
            if weight > BYTES_MOST:
                fail(f"{browser.person} at {path}: {weight} bytes")
            if seconds >= max(self.seconds[name]):
                self.example[name] = (browser, path)
            for link in re.findall(rb'<a [^>]*href="([^"#]*)', data):
                target = html.unescape(link.decode())
                if target.startswith("?"):
                    target = path.partition("?")[0] + target
                if target.startswith("/") and "language=" not in target and target not in seen:
                    todo.append(target)
        return len(seen)


def cpu(process):
    """Processor time of all threads of a process, in seconds."""
    total = 0
    for task in os.listdir(f"/proc/{process}/task"):
        with open(f"/proc/{process}/task/{task}/schedstat") as file:
            total += int(file.read().split()[0])
    return total / 1e9


def busy(walk, process):
    """The processor time of the page that takes the server longest, of those that many look at."""
    many = [name for name in walk.seconds if len(walk.seconds[name]) >= VISITS_LEAST]
    name = max(many, key=lambda name: statistics.median(walk.seconds[name]))
    browser, path = walk.example[name]

    def fetch(count):
        own = Browser(browser.person)
        own.cookies = dict(browser.cookies)
        for _ in range(count):
            status, _, _, _ = own.ask("GET", path)
            if status != 200:
                fail(f"{path} when busy: {status}")
                return

    before, start = cpu(process), time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(BUSY_CONNECTIONS) as pool:
        list(pool.map(fetch, [BUSY_FETCHES // BUSY_CONNECTIONS] * BUSY_CONNECTIONS))
    spent = (cpu(process) - before) / BUSY_FETCHES
    print(
        f"\nbusiest: {name} for {browser.person}: {spent * 1000:.2f} ms of processor time a page, "
        f"{1 / spent:.0f} pages a second for each core; "
        f"{BUSY_FETCHES / (time.perf_counter() - start):.0f} a second were fetched")


def printed_links(server):
    """Who comes in by which link; they are the last that the demo prints."""
    links = []

    def read():
        for line in server.stdout:
            found = re.search(r"^\s*(\S+) https://\S+?(/sign-in/\S+)", line)
            if found:
                links.append(found.groups())

    threading.Thread(target=read, daemon=True).start()
    known = -1
    for _ in range(PATIENCE):
        time.sleep(1)
        if links and len(links) == known:
            break
        known = len(links)
    return links


def come_in(links):
    browsers = []
    for person, path in links:
        browser = Browser(person)
        for attempt in range(60):
            status, _, _, _ = browser.ask("POST", path, "")
            if status != 429:  # an address may try so often a second
                break
            time.sleep(1)
        if status != 303:
            fail(f"{person} doesn't come in: {status}")
            continue
        browsers.append(browser)
    return browsers


def main():
    place = tempfile.mkdtemp()
    server = subprocess.Popen(
        [OPTIONS.program, "demo", "--data", os.path.join(place, "demo"), "--port",
         str(OPTIONS.port)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    threading.Timer(PATIENCE * 5, server.kill).start()
    try:
        links = printed_links(server)
        if not links:
            raise SystemExit("pages: the demo printed no link to sign in with")
        walk = Walk()
        for browser in come_in(links):
            counts = [walk.go(browser, language) for language in ("nl", "en")]
            print(f"{browser.person}: {counts[0]} addresses in Dutch, {counts[1]} in English")
            if min(counts) < 2:
                fail(f"{browser.person} meets no page but the first")
        print("\n| page | visits | bytes at most | median ms | most ms |\n|---|---|---|---|---|")
        for name in sorted(walk.seconds):
            times = [seconds * 1000 for seconds in walk.seconds[name]]
            print(f"| {name} | {len(times)} | {walk.bytes[name]} | "
                  f"{statistics.median(times):.0f} | {max(times):.0f} |")
        busy(walk, server.pid)
    finally:
        server.kill()
        shutil.rmtree(place, ignore_errors=True)
    print(f"\npages: {len(FAILURES)} failed" if FAILURES else "\npages: all ok")
    sys.stdout.flush()
    os._exit(1 if FAILURES else 0)


main()
