#!/usr/bin/env python3
"""Sets our pass over delivery periods beside DuckDB's query for sustained outflow on the same data.

    swift build -c release --product Benchmarks
    python3 Tests/DomainTests/outcome_peers.py

Ours counts every indicator; DuckDB only sustained outflow, in SQL that shares no line with us. Both
have two threads and the data loaded, in turns in one run; DuckDB's best time counts, and of ours the
median. Ends with 0 when the counts are equal, ours takes at most half of DuckDB's time and at most
2 GiB; 1 when one of these fails, 2 when something went wrong, 3 when DuckDB can't be installed here.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

PACKAGE = "duckdb==2.0.1"
CAN_NOT_INSTALL = 3
TIME_RATIO_MAX = 0.5
MEBIBYTES_MAX = 2048
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

LOAD = """
create table periods as
select row_number() over () as place, person,
    date '1970-01-01' + "begin" as begin_day, date '1970-01-01' + "end" as end_day,
    class::utinyint as class, domain::utinyint as domain, category::utinyint as category
from read_csv('{file}', header = true, columns = {{'person': 'INTEGER', 'begin': 'INTEGER',
    'end': 'INTEGER', 'class': 'INTEGER', 'domain': 'INTEGER', 'category': 'INTEGER'}})
"""

# Gaps and islands: an episode begins where the day lies two or more after all that came before.
QUERY = """
with care as (
    select place, person, domain, begin_day, coalesce(end_day, date '9999-12-31') as end_day, class
    from periods where category not in (8, 11, 12, 13, 14, 42)),
reached as (
    select *, max(end_day) over (partition by person, domain order by begin_day, place
        rows between unbounded preceding and 1 preceding) as reached_day from care),
numbered as (
    select *, sum(case when reached_day is null or begin_day > reached_day + 1 then 1 else 0 end)
        over (partition by person, domain order by begin_day, place rows unbounded preceding)
        as episode from reached),
episodes as (
    select person, domain, min(begin_day) as begin_day, max(end_day) as end_day,
        max((end_day, class)) as last from numbered group by person, domain, episode),
followed as (
    select person, end_day, last[2] as class,
        lead(begin_day) over (partition by person, domain order by begin_day) as next_day
    from episodes),
ended as (
    select *, cast(end_day + interval 6 month as date) as horizon, class in (5, 6) as may_transfer
    from followed where end_day <= $reference),
leaving as (
    select person, end_day from periods where class in (8, 9, 10) and end_day is not null),
states as (
    select case
        when may_transfer and next_day <= end_day + 30 then 'transfers'
        when may_transfer and $reference < end_day + 44 then 'pending'
        when class in (7, 8, 9, 10) then 'excluded'
        when horizon + 14 > $reference then 'immature'
        when next_day <= horizon then 'returned'
        when exists (select 1 from leaving where leaving.person = ended.person
            and leaving.end_day between ended.end_day and ended.horizon) then 'left'
        else 'sustained' end as state from ended)
select state, count(*) from states group by state
"""


def install(folder):
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", PACKAGE], check=True)
    return python


def ours(periods, export=None):
    program = os.path.join(ROOT, ".build", "release", "Benchmarks")
    command = [program, "indicators", "--periods", str(periods), "--threads", "2", "--runs", "3"]
    told = subprocess.run(
        command + (["--export", export] if export else []), check=True, capture_output=True)
    return json.loads(told.stdout)


def compare(periods, turns, folder):
    import duckdb

    file = os.path.join(folder, "periods.csv")
    told = ours(periods, export=file)
    mine, memory = list(told["seconds"]), told["peak_mebibytes"]
    base = duckdb.connect(config={"threads": 2})
    base.execute(LOAD.format(file=file))
    theirs, wrong = [], 0
    for turn in range(turns):
        started = time.monotonic()
        rows = base.execute(QUERY, {"reference": "2026-05-01"}).fetchall()
        theirs.append(time.monotonic() - started)
        counts = {state: 0 for state in told["counts"]} | dict(rows)
        if counts != told["counts"]:
            wrong += 1
            print(f"outcome-peers: DuckDB counts {counts}, we {told['counts']}")
        if turn + 1 < turns:
            mine += ours(periods)["seconds"]
    ratio = statistics.median(mine) / min(theirs)
    print(f"outcome-peers: {periods} periods, counts {told['counts']}")
    print(f"outcome-peers: DuckDB {duckdb.__version__}, best of {turns}: {min(theirs):.2f} s"
          f" ({', '.join(f'{value:.2f}' for value in theirs)})")
    print(f"outcome-peers: ours, median of {len(mine)}: {statistics.median(mine):.2f} s"
          f" ({', '.join(f'{value:.2f}' for value in mine)}), {memory} MiB at most")
    print(f"outcome-peers: ratio {ratio:.3f}, {TIME_RATIO_MAX} allowed")
    return 0 if wrong == 0 and ratio <= TIME_RATIO_MAX and memory <= MEBIBYTES_MAX else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--periods", type=int, default=10_000_000)
    parser.add_argument("--turns", type=int, default=3, help="how often both take their turn")
    parser.add_argument("--folder", help="where DuckDB is kept")
    parser.add_argument("--installed", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.installed:
        with tempfile.TemporaryDirectory() as folder:
            return compare(given.periods, given.turns, folder)
    folder = given.folder or os.path.join(tempfile.gettempdir(), "kansendossier-duckdb")
    try:
        python = install(folder)
    except (OSError, subprocess.CalledProcessError) as failure:
        print(f"outcome-peers: can't be installed here: {failure}")
        return CAN_NOT_INSTALL
    return subprocess.run([
        python, os.path.abspath(__file__), "--installed", "--periods", str(given.periods),
        "--turns", str(given.turns)]).returncode


if __name__ == "__main__":
    sys.exit(main())
