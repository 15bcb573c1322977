#!/usr/bin/env python3
"""Runs the Autobahn test suite against both ends of our WebSocket, from nothing.

    swift build -c release --product WebSocketEcho
    python3 Tests/WebSocketTests/autobahn.py --end server --tls --cases '1.* 12.1.*'

The suite is a program in Python 2.7, which must be here; its packages come from PyPI, into a folder
of their own. Prints how often each behaviour was seen and ends with 0 when all were OK or merely
INFORMATIONAL, 1 when a case was not, 2 when something went wrong, 3 when the suite can't be
installed here.
"""

import argparse
import collections
import glob
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

SUITE = "autobahntestsuite==25.10.1"
# The last ones that make environments for Python 2.7.
VIRTUALENV = "virtualenv<20.22"
FINE = {"OK", "INFORMATIONAL"}
CAN_NOT_INSTALL = 3
CASES_SHOWN_MAX = 20


def say(text):
    print("autobahn: " + text, flush=True)


def give_up(text, code=2):
    say(text)
    sys.exit(code)


def old_python():
    """The path of a Python 2.7, or None."""
    named = [os.environ.get("PYTHON27"), shutil.which("python2.7"), shutil.which("python2")]
    for root in (os.environ.get("PYENV_ROOT"), os.path.expanduser("~/.pyenv")):
        if root:
            named += sorted(glob.glob(os.path.join(root, "versions", "2.7*", "bin", "python")))
    for path in filter(None, named):
        told = subprocess.run([path, "--version"], capture_output=True, text=True)
        # A shim is found and doesn't run; this one told its version on the error stream.
        if told.returncode == 0 and (told.stdout + told.stderr).startswith("Python 2.7"):
            return path
    return None


def install(folder):
    """The suite's program, installed when it isn't there yet."""
    program = os.path.join(folder, "suite", "bin", "wstest")
    if os.path.exists(program) and works(program):
        return program
    python = old_python()
    if python is None:
        give_up("can't be run: no Python 2.7 is here, which it needs", CAN_NOT_INSTALL)
    tools = os.path.join(folder, "tools")
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps = [
        [python, *pip, "--target", tools, VIRTUALENV],
        [python, "-m", "virtualenv", "--quiet", os.path.join(folder, "suite")],
        [os.path.join(folder, "suite", "bin", "python"), *pip, SUITE],
    ]
    for step in steps:
        environment = dict(os.environ, PYTHONPATH=tools) if "virtualenv" in step else None
        done = subprocess.run(
            step, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            print(done.stdout[-2000:])
            give_up("can't be run: installing it went wrong at " + " ".join(step), CAN_NOT_INSTALL)
    if not works(program):
        give_up("can't be run: it was installed and doesn't start", CAN_NOT_INSTALL)
    return program


def works(program):
    return subprocess.run([program, "--help"], capture_output=True).returncode == 0


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for_port(port, process, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    give_up("the suite's server doesn't listen")


def stop(process):
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def write_specification(folder, content):
    path = os.path.join(folder, "specification.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file)
    return path


def test_server(suite, options, folder, cases):
    """Our echo server against the suite's client."""
    command = [options.program, "--port", "0"] + (["--tls"] if options.tls else [])
    echo = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        line = echo.stdout.readline()
        if not line.startswith("listening on "):
            give_up("the echo server doesn't start: " + line)
        scheme = "wss" if options.tls else "ws"
        url = "{}://127.0.0.1:{}".format(scheme, line.rsplit(":", 1)[1].strip())
        specification = write_specification(folder, {
            "outdir": folder, "cases": cases, "exclude-cases": [], "exclude-agent-cases": {},
            "servers": [{"agent": "echo", "url": url}],
        })
        with open(os.path.join(folder, "suite.log"), "w", encoding="utf-8") as log:
            subprocess.run(
                [suite, "-m", "fuzzingclient", "-s", specification], stdout=log, stderr=log,
                timeout=options.seconds, check=True)
    finally:
        stop(echo)


def test_client(suite, options, folder, cases):
    """Our client against the suite's server."""
    port = free_port()
    scheme = "wss" if options.tls else "ws"
    url = "{}://127.0.0.1:{}".format(scheme, port)
    content = {
        "outdir": folder, "cases": cases, "exclude-cases": [], "exclude-agent-cases": {},
        "url": url,
    }
    if options.tls:
        content["cert"], content["key"] = make_certificate(folder)
    specification = write_specification(folder, content)
    # Without its page of results, which would take a fixed port.
    command = [suite, "-m", "fuzzingserver", "-s", specification, "--webport", "0"]
    with open(os.path.join(folder, "suite.log"), "w", encoding="utf-8") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            wait_for_port(port, server)
            subprocess.run(
                [options.program, "--client", url, "--agent", "echo"], timeout=options.seconds,
                check=True)
        finally:
            stop(server)


def make_certificate(folder):
    certificate, key = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
         "/CN=localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    return certificate, key


def judge(folder, name):
    """Prints the counts; True when every case is fine."""
    with open(os.path.join(folder, "index.json"), encoding="utf-8") as file:
        results = json.load(file).get("echo", {})
    counts = collections.Counter(result["behavior"] for result in results.values())
    closes = collections.Counter(result["behaviorClose"] for result in results.values())

    def show(counter):
        return ", ".join("{} {}".format(count, kind) for kind, count in counter.most_common())

    say("{}: {} cases: {}; closing: {}".format(name, len(results), show(counts), show(closes)))
    bad = {
        case: result for case, result in results.items()
        if result["behavior"] not in FINE or result["behaviorClose"] not in FINE
    }
    ordered = sorted(bad, key=lambda text: [int(part) for part in text.split(".")])
    for case in ordered[:CASES_SHOWN_MAX]:
        say("  {}: {}, closing {}".format(
            case, bad[case]["behavior"], bad[case]["behaviorClose"]))
    return bool(results) and not bad


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    root = os.path.dirname(os.path.dirname(here))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--end", choices=["server", "client"], default="server", help="the end of ours to try")
    parser.add_argument("--tls", action="store_true", help="over TLS")
    parser.add_argument("--cases", default="*", help="patterns of case numbers, with blanks between")
    parser.add_argument(
        "--program", default=os.path.join(root, ".build", "release", "WebSocketEcho"),
        help="the built echo program")
    parser.add_argument(
        "--install", default=os.path.join(root, ".build", "autobahn"),
        help="the folder that the suite is installed in")
    parser.add_argument("--reports", help="the folder for the suite's reports; else they are lost")
    parser.add_argument("--seconds", type=int, default=1800, help="the longest that it may take")
    options = parser.parse_args()
    if not os.access(options.program, os.X_OK):
        give_up(options.program + " isn't there; build it first")
    suite = install(os.path.abspath(options.install))
    folder = os.path.abspath(options.reports or tempfile.mkdtemp(prefix="autobahn"))
    os.makedirs(folder, exist_ok=True)
    try:
        run = test_server if options.end == "server" else test_client
        started = time.monotonic()
        run(suite, options, folder, options.cases.split())
        name = "{} over {}, {} s".format(
            options.end, "wss" if options.tls else "ws", round(time.monotonic() - started))
        is_fine = judge(folder, name)
    except (subprocess.SubprocessError, OSError) as error:
        give_up(str(error))
    finally:
        if not options.reports:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if is_fine else 1)


if __name__ == "__main__":
    main()
