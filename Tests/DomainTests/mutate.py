#!/usr/bin/env python3
"""Changes each comparison, weight, sign and rounding in what scores, judges and divides, one at a
time, and says which changes no test notices.

All changes are compiled into one program (see mutants.py), in which the environment variable MUTANT
chooses one; the few that can't be expressed so are built one by one. Only the suites that come past
a change are run for it, the nearest first.

PACKAGE is a copy of the repository that may be written to (`cp -a`). Its manifest is trimmed while
this runs; manifest and sources are put back whatever happens, and a run that was killed outright is
repaired by the next one. One line for each mutant: killed (some test fails), late (no end in the
time it gets; counted as killed), equivalent (survived, and listed with a reason in
equivalent-mutants.txt), SURVIVED, or invalid (the compiler refuses it). Exit code 0 when none
SURVIVED and no line of the list is left over.
"""
import argparse
import collections
import concurrent.futures
import contextlib
import fcntl
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

import mutants

FILES = [
    "Ranking/*.swift", "Pot/*.swift", "Gate/*.swift", "Identity/Rational.swift",
    "Identity/Cents.swift", "Round/RoundRules.swift", "RoundState.swift", "Sitting/Ballot.swift",
]
TARGETS = {"Domain", "Wire", "Engine", "Support", "DomainTests"}
# PlanTests plays every command at every moment: too slow to do for each mutant.
SUITES_LEFT_OUT = {"PlanTests"}
EQUIVALENT = pathlib.Path(__file__).with_name("equivalent-mutants.txt")
SWITCHES = "Mutants.swift"
MEMORY_KILOBYTES_MOST = 8_000_000
SECONDS_SUITE = 120
# A mutant gets this long, and so many times what its tests take without it.
SECONDS_LEAST, TIMES_MOST = 20, 6
# Suites that together take less than this are run before the others.
SECONDS_FIRST = 2


class Package:
    """The copy that is built and tested, put back at the end as it was."""

    def __init__(self, root, lock):
        self.root = root
        self.domain = root / "Sources" / "Domain"
        self.lock = lock

    def __enter__(self):
        self.repair()
        manifest = self.root / "Package.swift"
        self.write(manifest, trimmed(manifest.read_text()))
        return self

    def __exit__(self, *_):
        self.repair()

    def write(self, path, text):
        """Changes a file; what it was is kept beside it until the end."""
        backup = path.with_name(path.name + "-original")
        if not backup.exists():
            backup.write_text(path.read_text())
        path.write_text(text)

    def repair(self):
        for backup in [*self.domain.rglob("*-original"), *self.root.glob("*-original")]:
            backup.with_name(backup.name.removesuffix("-original")).write_text(backup.read_text())
            backup.unlink()
        (self.domain / SWITCHES).unlink(missing_ok=True)

    def build(self, *arguments):
        """What the compiler says when it refuses, or None."""
        with contextlib.ExitStack() as stack:
            if self.lock:
                fcntl.flock(stack.enter_context(open(self.lock, "a")), fcntl.LOCK_EX)
            done = subprocess.run(
                ["swift", "build", *arguments], cwd=self.root, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return None if done.returncode == 0 else done.stdout

    def test(self, suites, seconds, **environment):
        """`passed`, `failed` or, when it takes longer than so many seconds, `late`."""
        binary = next(self.root.glob(".build/debug/*.xctest"))
        names = "|".join(sorted(suites))
        command = [
            "bash", "-c", f'ulimit -v {MEMORY_KILOBYTES_MOST} -c 0; exec "$@"', "-", str(binary),
            "--testing-library", "swift-testing", "--filter", rf"^DomainTests\.({names})/"]
        process = subprocess.Popen(
            command, cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace", start_new_session=True,
            env={**os.environ, "SWIFT_BACKTRACE": "enable=no", **environment})
        late = threading.Event()

        def stop():
            late.set()
            os.killpg(process.pid, signal.SIGKILL)
        timer = threading.Timer(seconds, stop)
        timer.start()
        with process.stdout:
            # The first issue is enough; what comes after it isn't waited for.
            failed = any(line.startswith("✘") for line in process.stdout)
        timer.cancel()
        if failed:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
        return "late" if late.is_set() else "failed" if failed or code else "passed"

    def suites(self):
        binary = next(self.root.glob(".build/debug/*.xctest"))
        listed = subprocess.run(
            [binary, "--testing-library", "swift-testing", "--list-tests"], cwd=self.root,
            text=True, stdout=subprocess.PIPE, check=True).stdout
        return sorted(set(re.findall(r"^DomainTests\.(\w+)/", listed, re.M)) - SUITES_LEFT_OUT)


def trimmed(manifest):
    """The manifest with what DomainTests need, optimised, and where a warning isn't an error."""
    head, targets = manifest.split("    targets: [\n")
    head = re.sub(r"(?ms)^    products: \[.*?^    \],\n", "", head)
    head = head.replace("    .treatAllWarnings(as: .error),\n", '    .unsafeFlags(["-O"]),\n')
    targets = re.split(r"(?m)^(?=        \.\w+\()", targets.removesuffix("    ]\n)\n"))
    kept = [one for one in targets[1:] if re.search(r'name: "(\w+)"', one)[1] in TARGETS]
    return head + "    targets: [\n" + "".join(kept) + "    ]\n)\n"


def build_switched(package, sites):
    """Builds with every site switchable that the compiler takes so; answers those."""
    left = [site for site in sites if mutants.can_switch(site)]
    while True:
        package.domain.joinpath(SWITCHES).write_text(mutants.switches(left))
        for path in {site.path for site in sites}:
            text = original(path)
            package.write(
                path, mutants.replaced(
                    text, [site for site in left if site.path == path], mutants.switch))
        errors = package.build("--build-tests")
        if errors is None:
            return left
        refused = refused_by(errors, left)
        print(f"left out of the one program: {len(refused)} places", file=sys.stderr, flush=True)
        if not refused:
            sys.exit("The build fails, at no place that was changed:\n" + errors[-6000:])
        left = [site for site in left if site not in refused]


def refused_by(errors, sites):
    """The sites that those errors name or, where they name none, that stand on their lines."""
    refused = set()
    for name, line, error in re.findall(
            r"(?m)/(\w[\w+]*\.swift):(\d+):\d+: error: (.*)", errors):
        here = [site for site in sites if (site.path.name, site.line) == (name, int(line))]
        named = [site for site in here if f"'{mutants.switch(site)}'" in error]
        refused.update(named or here)
    return refused


def original(path):
    backup = path.with_name(path.name + "-original")
    return (backup if backup.exists() else path).read_text()


class Suites:
    """How long each suite takes, and which mutants it comes past."""

    def __init__(self, package):
        self.seconds, self.met = {}, {}
        for suite in package.suites():
            with tempfile.NamedTemporaryFile() as file:
                file.truncate(mutants.MET_BYTES)
                started = time.monotonic()
                if package.test([suite], SECONDS_SUITE, MUTANTS_MET=file.name) != "passed":
                    sys.exit(f"{suite} fails before anything is changed.")
                self.seconds[suite] = time.monotonic() - started
                self.met[suite] = {
                    number for number, byte in enumerate(pathlib.Path(file.name).read_bytes())
                    if byte}

    def past(self, numbers):
        """Two groups of suites that come past any of those: the nearest, and the others.

        A suite is near when it is fast and comes past little else.
        """
        past = sorted(
            (suite for suite in self.met if self.met[suite] & numbers),
            key=lambda suite: self.seconds[suite] * len(self.met[suite]))
        total, first = 0, []
        for suite in past:
            total += self.seconds[suite]
            if total < SECONDS_FIRST or not first:
                first.append(suite)
        return [group for group in (first, past[len(first):]) if group]


def outcome_of(package, suites, groups, **environment):
    for group in groups:
        seconds = SECONDS_LEAST + TIMES_MOST * sum(suites.seconds[suite] for suite in group)
        result = package.test(group, seconds, **environment)
        if result != "passed":
            return "killed" if result == "failed" else "late"
    return "survived"


def outcomes(package, sites, chosen, jobs):
    """Each chosen mutant with what becomes of it."""
    switched = set(build_switched(package, sites))
    suites = Suites(package)
    print(f"{len(suites.seconds)} suites, {sum(suites.seconds.values()):.0f} s one after the other",
          file=sys.stderr, flush=True)

    def switched_outcome(mutant):
        groups = suites.past({mutant.number})
        return mutant, outcome_of(package, suites, groups, MUTANT=str(mutant.number))
    pool = concurrent.futures.ThreadPoolExecutor(jobs)
    try:
        yield from pool.map(
            switched_outcome, [mutant for mutant in chosen if mutant.site in switched])
    finally:
        pool.shutdown(cancel_futures=True)
    for site in sites:
        package.write(site.path, original(site.path))
    package.domain.joinpath(SWITCHES).unlink()
    numbers_of = collections.defaultdict(set)
    for site in sites:
        numbers_of[site.path].update(range(site.number, site.number + len(site.news)))
    for mutant in [mutant for mutant in chosen if mutant.site not in switched]:
        path = mutant.site.path
        package.write(path, mutants.replaced(original(path), [mutant.site], lambda _: mutant.new))
        if package.build("--target", "Domain") is not None or package.build("--build-tests"):
            yield mutant, "invalid"
        else:
            yield mutant, outcome_of(package, suites, suites.past(numbers_of[path]))
        package.write(path, original(path))


def listed_equivalents():
    """How often each change is listed: file, `- was`, `+ becomes`, then why nothing changes."""
    text = re.sub(r"(?m)^#.*\n", "", EQUIVALENT.read_text())
    listed = re.findall(r"(?m)^(\S.*)\n- (.*)\n\+ (.*)\n  \S", text)
    return collections.Counter(listed)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=pathlib.Path)
    parser.add_argument("--only", type=int, nargs="+", help="the numbers of mutants; all by default")
    parser.add_argument("--jobs", type=int, default=2, help="tests side by side")
    parser.add_argument("--lock", help="a file to lock while building")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    listed = listed_equivalents()
    counts = collections.Counter()
    with Package(options.package.resolve(), options.lock) as package:
        files = sorted({path for glob in FILES for path in package.domain.glob(glob)})
        sites = list(mutants.sites_of(files))
        every = list(mutants.mutants_of(sites, package.domain))
        chosen = [one for one in every if not options.only or one.number in options.only]
        for mutant, outcome in outcomes(package, sites, chosen, options.jobs):
            if outcome == "survived":
                outcome = "equivalent" if listed[mutant.key] > 0 else "SURVIVED"
                listed[mutant.key] -= 1
            counts[outcome] += 1
            file, was, becomes = mutant.key
            print(f"{outcome:10} {mutant.number} {file}:{mutant.site.line}\n- {was}\n+ {becomes}",
                  flush=True)
    print(f"{len(chosen)} of {len(every)} mutants: " +
          ", ".join(f"{count} {name}" for name, count in sorted(counts.items())))
    left_over = [] if options.only else [key for key, count in listed.items() if count > 0]
    for file, was, becomes in left_over:
        print(f"listed as equivalent, but killed or gone: {file}\n- {was}\n+ {becomes}")
    sys.exit(1 if counts["SURVIVED"] or left_over else 0)


if __name__ == "__main__":
    main()
