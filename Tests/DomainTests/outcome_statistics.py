#!/usr/bin/env python3
"""Has statsmodels and lifelines compute what Domain computes too, on random data of a fixed seed.

    python3 Tests/DomainTests/outcome_statistics.py          compares with the pinned file
    python3 Tests/DomainTests/outcome_statistics.py --write  writes it anew

The pinned file, Golden/outcome-statistics.txt, is what `swift test` holds Domain to, so that a test
needs no network; this script shows that the file is what those packages say. It makes an environment
of its own below --folder and installs them from PyPI. Ends with 0 when the file is theirs, 1 when it
isn't, 3 when the packages can't be installed here.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile

PACKAGES = ["lifelines==0.30.3", "statsmodels==0.15.0"]
PINNED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Golden", "outcome-statistics.txt")
CAN_NOT_INSTALL = 3
# Beyond every horizon: watched to its own end.
COMPLETED = 1_000_000
# Packages may round the last digits otherwise on another processor.
CLOSE = 1e-9


def install(folder):
    """The python of an environment that has the packages."""
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def shares(dice, lines):
    from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

    for _ in range(200):
        total = dice.choice([1, 2, 5, 10, 30, 100, 1000])
        count = dice.randint(0, total)
        low, high = proportion_confint(count, total, method="wilson")
        lines.append(f"wilson {count} {total} {low!r} {high!r}")
        other_total = dice.choice([1, 3, 10, 40, 500])
        other = dice.randint(0, other_total)
        low, high = confint_proportions_2indep(
            count, total, other, other_total, method="newcomb", compare="diff")
        lines.append(f"newcombe {count} {total} {other} {other_total} {low!r} {high!r}")


def curves(dice, lines):
    from lifelines import KaplanMeierFitter
    from statsmodels.duration.survfunc import SurvfuncRight
    from statsmodels.stats.proportion import proportion_confint

    for _ in range(60):
        size = dice.choice([2, 5, 20, 80])
        cases = []
        for _ in range(size):
            kind = dice.choice(["event", "event", "censored", "completed"])
            cases.append((COMPLETED if kind == "completed" else dice.randint(1, 60), kind == "event"))
        if not any(seen for _, seen in cases):
            continue
        days, seen = [day for day, _ in cases], [seen for _, seen in cases]
        fitted = KaplanMeierFitter().fit(days, seen)
        other = SurvfuncRight(days, seen)
        last = max(day for day, was in cases if was)
        survival = float(fitted.survival_function_at_times(last).iloc[0])
        place = list(other.surv_times).index(last)
        assert abs(survival - other.surv_prob[place]) < CLOSE
        bounds = "- -"
        if survival > 0:
            size_alike = survival * (1 - survival) / float(other.surv_prob_se[place]) ** 2
            low, high = proportion_confint(survival * size_alike, size_alike, method="wilson")
            bounds = f"{low!r} {high!r}"
        median = fitted.median_survival_time_
        told = "-" if median == float("inf") or median >= COMPLETED else str(int(median))
        listed = ",".join(f"{day}{'e' if was else 'c'}" for day, was in cases)
        lines.append(f"survival {listed} {survival!r} {bounds} {told}")


def quantiles(dice, lines):
    import numpy

    for _ in range(60):
        days = [dice.randint(0, 400) for _ in range(dice.choice([1, 2, 7, 50]))]
        quarter, median, three = (float(numpy.quantile(days, p)) for p in (0.25, 0.5, 0.75))
        mean = float(numpy.mean(days))
        listed = ",".join(map(str, days))
        lines.append(f"quantiles {listed} {quarter!r} {median!r} {three!r} {mean!r}")


def is_close(one, other):
    """Whether two lines say the same, numbers to nine decimals."""
    words, others = one.split(" "), other.split(" ")
    if len(words) != len(others):
        return False
    for word, another in zip(words, others):
        if word != another:
            try:
                if abs(float(word) - float(another)) > CLOSE:
                    return False
            except ValueError:
                return False
    return True


def compute(write):
    lines, dice = [], random.Random(2025)
    shares(dice, lines)
    curves(dice, lines)
    quantiles(dice, lines)
    # The packages' own numbers print as such, without the name of their type.
    lines = [line.replace("np.float64(", "").replace(")", "") for line in lines]
    if write:
        with open(PINNED, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    with open(PINNED, encoding="utf-8") as file:
        pinned = file.read().splitlines()
    wrong = [pair for pair in zip(lines, pinned) if not is_close(*pair)]
    if len(lines) != len(pinned) or wrong:
        print(f"outcome-statistics: {len(wrong)} of {len(lines)} lines differ: {wrong[:3]}")
        return 1
    print(f"outcome-statistics: ok ({len(lines)} lines)")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the pinned file anew")
    parser.add_argument("--folder", help="where the packages are kept")
    parser.add_argument("--installed", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.installed:
        return compute(given.write)
    folder = given.folder or os.path.join(tempfile.gettempdir(), "kansendossier-statistics")
    try:
        python = install(folder)
    except (OSError, subprocess.CalledProcessError) as failure:
        print(f"outcome-statistics: can't be installed here: {failure}")
        return CAN_NOT_INSTALL
    command = [python, os.path.abspath(__file__), "--installed"] + ["--write"] * given.write
    return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main())
