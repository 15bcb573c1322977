"""Kills the server with SIGKILL at random moments while the demo round is played against it.

Usage: kill.py PROGRAM [KILLS [SEED]]

Plays as many demo rounds as it takes for so many kills (50 unless told). After each round every
command that was acknowledged must be in the log, exactly once, and the log must verify. The last line
counts what was done; exit code 0 only when nothing was lost or doubled.
"""

import collections
import json
import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
ROUND = os.environ.get("DEMO_ROUND", "config/demo.json")
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 50
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10**6)
DICE = random.Random(SEED)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Host:
    """A data folder and the server that is killed in it."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.settings = dict(
            os.environ, KANSENDOSSIER_DATA_FOLDER=folder, KANSENDOSSIER_PORT=str(self.port),
            KANSENDOSSIER_TICK_MILLISECONDS="100", KANSENDOSSIER_LOG_LEVEL="error")
        found = subprocess.run(
            [PROGRAM, "token", "--data", folder, "--person", "beheerder", "--found-municipality",
             "9999", "Gemeente Voorbeeldstad"],
            env=self.settings, capture_output=True, text=True, check=True)
        self.token = found.stdout.strip().splitlines()[-1]

    def start(self):
        self.server = subprocess.Popen(
            [PROGRAM, "serve"], env=self.settings, stdout=subprocess.PIPE, text=True)
        line = self.server.stdout.readline()
        assert "serving" in line, f"the server said {line!r}"

    def kill(self):
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()

    def stop(self):
        self.server.terminate()
        self.server.wait(timeout=30)


def play(host, kills):
    """One demo round with so many kills; gives the acknowledged commands."""
    acknowledged = os.path.join(host.folder, "acknowledged")
    host.start()
    output = open(os.path.join(host.folder, "demo.log"), "w+")
    demo = subprocess.Popen(
        [PROGRAM, "demo", "--round", ROUND, "--connect", f"wss://localhost:{host.port}/ws", "--trust",
         os.path.join(host.folder, "development-certificate.pem"), "--acknowledged", acknowledged],
        env=dict(host.settings, KANSENDOSSIER_TOKEN=host.token), stdout=output, stderr=output)
    done = 0
    while demo.poll() is None:
        time.sleep(DICE.uniform(0.05, 1.2))
        if done < kills and demo.poll() is None:
            host.kill()
            done += 1
            time.sleep(DICE.uniform(0, 0.3))
            host.start()
    if demo.returncode != 0:
        output.seek(0)
        print(output.read())
        sys.exit(f"kill: the demo ended with {demo.returncode}, seed {SEED}")
    host.stop()
    with open(acknowledged) as lines:
        return done, [tuple(line.split()) for line in lines]


def examine(host, acknowledged):
    """Every acknowledged command is in the log, in one run of records; gives the doubled ones."""
    base = sqlite3.connect(os.path.join(host.folder, "kansendossier.sqlite"))
    names = dict(base.execute("SELECT id, name FROM stream"))
    runs = collections.Counter()
    before = None
    for stream, line in base.execute("SELECT stream, bytes FROM record ORDER BY stream, position"):
        record = json.loads(line)
        command = (names[stream], record["actor"], record.get("key"))
        if command != before and command[2] is not None:
            runs[command] += 1
        before = command
    lost = [command for command in acknowledged if runs[command] == 0]
    doubled = [command for command, count in runs.items() if count > 1]
    repeated = [
        command for command, count in collections.Counter(acknowledged).items() if count > 1]
    verify = subprocess.run(
        [PROGRAM, "verify", "--data", host.folder], capture_output=True, text=True)
    last = verify.stdout.strip().splitlines()[-1]
    if verify.returncode != 0 or not re.match(r"verify: ok \(\d+ records, [0-9a-f]{64}\)$", last):
        sys.exit(f"kill: {verify.stdout}{verify.stderr}, seed {SEED}")
    return lost, doubled + repeated


def main():
    kills = rounds = commands = 0
    while kills < KILLS:
        with tempfile.TemporaryDirectory() as folder:
            host = Host(os.path.join(folder, "data"))
            done, acknowledged = play(host, min(12, KILLS - kills))
            lost, doubled = examine(host, acknowledged)
        if lost or doubled:
            sys.exit(f"kill: lost {lost}, doubled {doubled}, seed {SEED}")
        kills, rounds, commands = kills + done, rounds + 1, commands + len(acknowledged)
        print(f"round {rounds}: {done} kills, {len(acknowledged)} acknowledged, none lost", flush=True)
    print(
        f"kill: ok, {kills} kills in {rounds} rounds, {commands} acknowledged commands, 0 lost, "
        f"0 doubled, seed {SEED}")


main()
