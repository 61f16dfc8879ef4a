"""Measure our speed beside the nearest neighbour: `make bench`.

Groups of two sizes are made in a temporary folder, beside a copy of the sample group. Each of our commands runs by
turns with another program that does the comparable work: whole process against whole process, medians, and the
median of the ratios of neighbours.
The exit status is 0 unless something could not run: a slow machine is no fault.

The folder lies in memory where there is room. A disk would be measured together with its past: while ext4 remembers
what anybody deleted in the last minutes, each new file takes it up to ten times as long. `--folder` names another.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

# The folder above is where the tests' modules are found, whoever runs this file.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.contests import (
    Ground,
    compare_page_costs,
    hold_build,
    hold_check,
    hold_feeds,
    hold_plan,
    hold_sample,
    lay_group,
    lay_sample,
)
from bench.dates import size_of
from bench.mails import hold_mails
from bench.stopwatch import DidNotRunError
from bench.table import Row, render_head, render_row

CONTESTS = ("check", "plan", "feeds", "build", "mails", "sample")
SIZES = ((150, 1000), (1000, 4000))
QUICK_SIZES = ((12, 30), (20, 60))
HUBS, QUICK_HUBS = ((300, 10_000),), ()
"""Hubs of many groups, of which the calendars alone are measured."""
MAILED, QUICK_MAILED = 150, 5
"""How many members answer by mail."""
MEMORY, ROOM = Path("/dev/shm"), 4 << 30  # noqa: S108 (a folder of our own is made in it)
"""Linux's folder in memory, and the bytes that all contests together may write."""


def main(given: list[str] | None = None) -> int:
    """Measure, and print the table as it grows."""
    options = _parse(given)
    try:
        with tempfile.TemporaryDirectory(prefix="tablee-bench-", dir=options.folder) as folder:
            print(f"in {folder}\n{render_head()}")
            for row in measure(options, Path(folder)):
                print(render_row(row), flush=True)
    except DidNotRunError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def measure(options: argparse.Namespace, folder: Path) -> Iterator[Row]:
    """Hold the contests in groups of both sizes, that of the calendars in hubs, and that of mails by itself."""
    page_costs = []
    if "mails" in options.only:
        yield from hold_mails(folder, QUICK_MAILED if options.quick else MAILED)
    if "sample" in options.only:
        yield Row("\nbuild of the sample group", "")
        yield from hold_sample(lay_sample(folder / "sample", 1 if options.quick else 5))
    for members, meetings in _sizes(options):
        runs = (1, 1) if options.quick else (5, 3)
        ground = Ground(folder / str(meetings), size_of(members, meetings), *runs)
        lay_group(ground)
        yield Row(f"\n{ground.label}", "")
        if "check" in options.only:
            yield from hold_check(ground)
        if "plan" in options.only:
            yield from hold_plan(ground)
        if "feeds" in options.only:
            yield from hold_feeds(ground, options.peer)
        if "build" in options.only:
            rows, cost = hold_build(ground)
            page_costs.append(cost)
            yield from rows
    yield from _measure_hubs(options, folder)
    if page_costs:
        yield compare_page_costs(*page_costs)


def _sizes(options: argparse.Namespace) -> Sequence[tuple[int, int]]:
    """Return how large the groups are; mails and the sample have groups of their own."""
    if set(options.only) <= {"mails", "sample"}:
        return ()
    return QUICK_SIZES if options.quick else SIZES


def _measure_hubs(options: argparse.Namespace, folder: Path) -> Iterator[Row]:
    hubs: Sequence[tuple[int, int]] = QUICK_HUBS if options.quick else HUBS
    for members, meetings in hubs if "feeds" in options.only else ():
        ground = Ground(folder / str(meetings), size_of(members, meetings), 3, 0)
        lay_group(ground)
        yield Row(f"\n{ground.label}", "")
        yield from hold_feeds(ground, options.peer)


def _in_memory() -> Path | None:
    """Return a folder that lies in memory; None where there is none with enough room."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


def _parse(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer", type=Path, help="the program yaml2ics, for the feeds")
    parser.add_argument(
        "--quick", action="store_true", help="tiny groups, one run: to see that measuring works"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=_in_memory(),
        help="where to measure (default: in memory, if there is room)",
    )
    parser.add_argument("--only", choices=CONTESTS, action="append", help="leave the others out")
    options = parser.parse_args(given)
    options.only = options.only or CONTESTS
    if "feeds" in options.only and not options.peer:
        parser.error("--peer is missing: .venv-bench/bin/yaml2ics, which `make bench` installs")
    return options


if __name__ == "__main__":
    sys.exit(main())
