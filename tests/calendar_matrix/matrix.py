"""Hold our feeds against every reader: `make calendar-matrix`.

Three tables: feeds by readers, every zone of the tz database by readers, and feeds with one fault each by who notices.
"=" means that a reader shows exactly what the timeline says; a number counts differences; a letter names a limit of
the reader, and counts the events in which it is forgiven. The exit status is 1 on any difference, and
when too few faults are noticed.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
import zoneinfo
from collections.abc import Sequence
from pathlib import Path

# The folder above is where the tests' modules are found, whoever runs this file.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from calendar_matrix.fault_table import judge_faults
from calendar_matrix.feed_table import judge_cases
from calendar_matrix.groups import all_cases
from calendar_matrix.limits import LIMITS
from calendar_matrix.readers import READERS_OF_FEEDS, Reader
from calendar_matrix.table import letter_of, render_fault_table, render_table
from calendar_matrix.zone_table import judge_zones, sum_regions, zones_by_limit
from tablee.feeds.zones.zone_clocks import zone_names

LEAST_NOTICED = 25
MOST_NAMED = 12


def main(given: list[str] | None = None) -> int:
    """Print the tables; return 1 where a reader differs from the truth, or the matrix is blind."""
    options = _parse(given)
    zoneinfo.reset_tzpath(())  # readers and truth share the pinned tzdata
    logging.disable(logging.CRITICAL)  # what readers murmur; what they refuse stands in the tables
    readers = _usable_readers()
    faults = 0
    began = time.monotonic()
    if "feeds" in options.only:
        faults += print_feeds(readers)
    if "zones" in options.only:
        faults += print_zones(readers, options.every)
    if "faults" in options.only:
        faults += print_faults(readers)
    _print_limits()
    print(f"\n{'all equal' if not faults else f'{faults} WRONG'}; {time.monotonic() - began:.0f} s")
    return 1 if faults else 0


def _usable_readers() -> list[Reader]:
    for reader in READERS_OF_FEEDS:
        if reader.lacks():
            print(f"{reader.name} is left out: {reader.lacks()}")
    return [reader for reader in READERS_OF_FEEDS if not reader.lacks()]


def print_feeds(readers: Sequence[Reader]) -> int:
    """Print the table of feeds; return how many differences it has."""
    rows = judge_cases(list(all_cases()), readers)
    print(
        "\nFeeds by readers: instants, lengths, titles, places, states, texts, compared with the timeline\n"
    )
    print(render_table("feed", readers, rows))
    return sum(verdict.faults for row in rows for verdict in row.verdicts.values())


def print_zones(readers: Sequence[Reader], every: int) -> int:
    """Print the table of zones; return how many differences it has."""
    print("\nZones by readers: meetings about each clock change and mid-month, 2020 to 2040")
    print("(vdirsyncer: 2026 alone, since it copies lines and reads no clock)\n", flush=True)
    rows = judge_zones(sorted(zone_names())[::every], readers)
    print(render_table("zone", readers, sum_regions(rows)))
    for place, zones in zones_by_limit(rows).items():
        few = ", ".join(zones[:MOST_NAMED]) + (" …" if len(zones) > MOST_NAMED else "")
        print(f"  {letter_of(place)} excuses something in {len(zones)} zones: {few}")
    faulty = [row for row in rows if any(verdict.faults for verdict in row.verdicts.values())]
    if faulty:
        print(render_table("zones that differ", readers, faulty))
    return sum(verdict.faults for row in rows for verdict in row.verdicts.values())


def print_faults(readers: Sequence[Reader]) -> int:
    """Print the table of faults; return 1 where too few are noticed."""
    noticed = judge_faults(readers)
    print(
        "\nOne fault each in a good feed: who notices (=: shows the right thing, x: something else, !: refuses)\n"
    )
    print(render_fault_table(readers, noticed))
    seen = sum(1 for signs in noticed.values() if signs)
    blind = [fault for fault, signs in noticed.items() if not signs]
    print(f"\n{seen} of {len(noticed)} noticed", *(f"; not noticed: {fault}" for fault in blind))
    return 0 if seen >= LEAST_NOTICED else 1


def _print_limits() -> None:
    print("\nLimits of readers, whoever writes the feed")
    for place, limit in enumerate(LIMITS):
        print(f"  {letter_of(place)}  {limit.reader}, {', '.join(limit.fields)}: {limit.why}")


def _parse(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    tables = ("feeds", "zones", "faults")
    parser.add_argument("--only", choices=tables, action="append", help="leave the other tables out")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take each Nth zone only")
    options = parser.parse_args(given)
    options.only = options.only or tables
    return options


if __name__ == "__main__":
    sys.exit(main())
