#!/usr/bin/env python3
"""Changes one operator at a time in what scores, judges and divides, and says which changes no
test notices.

    mutate.py PACKAGE [--files GLOB ...] [--limit N --seed S] [--filter REGEX] [--lock FILE]

PACKAGE is a copy of the repository that may be written to (`cp -rL`), built once with
`swift build --build-tests`; fewer targets in its manifest make every turn faster. One line for each
mutant: killed, survived or invalid (it doesn't compile). The sources are
put back whatever happens; a run that was killed outright is repaired by the next one.
"""
import argparse
import contextlib
import fcntl
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import time

FILES = ["Ranking/*.swift", "Pot/*.swift", "Gate/*.swift", "Identity/Rational.swift"]
SUITES = (
    "DomainTests.(Fraction|Number|Allocation|Ledger|Override|Portfolio|Revote|Ranking|Score|Gate"
    "|Agreement|Recusal|Robustness|Rules)"
)
SWAPS = [
    (" < ", " <= "), (" < ", " > "), (" <= ", " < "), (" > ", " >= "), (" > ", " < "),
    (" >= ", " > "), (" == ", " != "), (" != ", " == "), (" + ", " - "), (" - ", " + "),
    (" += ", " -= "), (" -= ", " += "), (" * ", " + "), (" / ", " * "), (" % ", " / "),
    (" && ", " || "), (" || ", " && "), ("min(", "max("), ("max(", "min("), ("..<", "..."),
    ("true", "false"), ("false", "true"), (".mean", ".median"), (".median", ".mean"),
    (".first ", ".last "), (".last ", ".first "), (".first(", ".last("), (".last(", ".first("),
    ("allSatisfy", "contains"), (".isEmpty", ".isEmpty == false"), ("dropFirst", "dropLast"),
    (" = -", " = "), ("(-", "("), ("? -", "? "), ("!", ""),
]
DECLARATION = re.compile(
    r"^\s*(@|import|internal import|package import|(package |private |fileprivate |static |mutating )*"
    r"(func|init|struct|enum|extension|protocol|typealias)\b|"
    r"(package |private |fileprivate )*(internal\(set\) )?(let|var) \w+: [^={]*$|case \w+(, \w+)*$)"
)
# By the start of a file's name: the tests that fail first.
NEAREST = {
    "Rational": "DomainTests.(Fraction|Number)Tests", "Portfolio": "DomainTests.PortfolioTests",
    "Allocation": "DomainTests.(Allocation|Override)", "Ledger": "DomainTests.LedgerTests",
    "GateOutcome": "DomainTests.GateTests", "Agreement": "DomainTests.AgreementTests",
    "RecusalCorrection": "DomainTests.RecusalCorrectionTests",
    "Robustness": "DomainTests.RobustnessTests", "ScoreSheet": "DomainTests.RobustnessTests",
    "ScoreResult": "DomainTests.ScoreTests", "Ranking": "DomainTests.(Ranking|Revote)Tests",
    "Judged": "DomainTests.(Ranking|Revote)Tests",
}
SECONDS_MOST = 240
SECONDS_HELD = 45


def code_of(text):
    """The text with comments and strings blanked, positions kept."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|#*"""(?:.*?)"""#*|#*"(?:\\.|[^"\\\n])*"#*', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def mutants_of(path):
    """Every change of one operator or constant: (path, line, start, end, old, new)."""
    text = path.read_text()
    position = 0
    for number, line in enumerate(code_of(text).splitlines(keepends=True), 1):
        if not DECLARATION.match(line.rstrip("\n")):
            for old, new in SWAPS:
                for match in re.finditer(re.escape(old), line):
                    start, end = match.span()
                    is_word = old[0].isalpha()
                    if is_word and re.match(r"\w|\.", line[start - 1:start] or " "):
                        continue
                    if old == "!" and line[start:start + 2] == "!=":
                        continue
                    yield path, number, position + start, position + end, old, new
            for match in re.finditer(r"(?<![\w$.])\d+(?![\w.]*\w)", line):
                yield (path, number, position + match.start(), position + match.end(),
                       match.group(), str(int(match.group()) + 1))
        position += len(line)


@contextlib.contextmanager
def mutated(path, start, end, new):
    """The source with that change, put back afterwards."""
    text = path.read_text()
    backup = path.with_suffix(".swift-original")
    backup.write_text(text)
    try:
        path.write_text(text[:start] + new + text[end:])
        yield
    finally:
        path.write_text(text)
        backup.unlink()


def repair(sources):
    for backup in sources.rglob("*.swift-original"):
        backup.with_suffix(".swift").write_text(backup.read_text())
        backup.unlink()


def run(package, command):
    """Whether the command succeeds; one that never ends doesn't."""
    process = subprocess.Popen(
        command, cwd=package, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True)
    try:
        return process.wait(timeout=SECONDS_MOST) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


class Turn:
    """A lock that is kept for SECONDS_HELD, over several mutants, and then given to others."""

    def __init__(self, path):
        self.file = open(path, "a") if path else None
        self.since = None

    def __enter__(self):
        if self.file and self.since is None:
            fcntl.flock(self.file, fcntl.LOCK_EX)
            self.since = time.monotonic()

    def __exit__(self, *_):
        if self.file and time.monotonic() - self.since > SECONDS_HELD:
            fcntl.flock(self.file, fcntl.LOCK_UN)
            self.since = None
            time.sleep(1)


def outcome_of(package, filters):
    """What becomes of the package as it is now; the nearest tests first."""
    if not run(package, ["swift", "build", "--build-tests"]):
        return "invalid"
    for tests in filters:
        if not run(package, ["swift", "test", "--skip-build", "--filter", tests]):
            return "killed"
    return "survived"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("package", type=pathlib.Path)
    parser.add_argument("--files", nargs="+", default=FILES, help="globs below Sources/Domain")
    parser.add_argument("--limit", type=int, help="only so many, drawn by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--filter", default=SUITES, help="the tests that are run")
    parser.add_argument("--lock", help="a file to lock while building and testing")
    options = parser.parse_args()
    sources = options.package / "Sources"
    if sources.is_symlink() or (options.package / "Tests").is_symlink():
        sys.exit("Give a copy (cp -rL): these sources are links to others.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    repair(sources)
    turn = Turn(options.lock)
    with turn:
        if outcome_of(options.package, [options.filter]) != "survived":
            sys.exit("The tests fail, or don't build, before anything is changed.")
    files = sorted({path for glob in options.files for path in (sources / "Domain").glob(glob)})
    mutants = [mutant for path in files for mutant in mutants_of(path)]
    found = len(mutants)
    if options.limit is not None and options.limit < found:
        # In random order, so that a run that is cut short is a sample too.
        mutants = random.Random(options.seed).sample(mutants, options.limit)
    counts = {"killed": 0, "survived": 0, "invalid": 0}
    for path, line, start, end, old, new in mutants:
        nearest = [NEAREST[name] for name in NEAREST if path.name.startswith(name)]
        with turn, mutated(path, start, end, new):
            outcome = outcome_of(options.package, nearest + [options.filter])
        counts[outcome] += 1
        print(f"{outcome:8} {path.relative_to(options.package)}:{line}: "
              f"{old.strip()} -> {new.strip() or 'nothing'}", flush=True)
    print(f"{len(mutants)} of {found} mutants: " +
          ", ".join(f"{count} {name}" for name, count in counts.items()))


if __name__ == "__main__":
    main()
