"""`make simulate`: many years on two processes, what went wrong in them, and whether planted bugs are found.

`python -m simulation [--first N] [--seeds N] [--processes N]`; `--seed N` replays one year and prints its trace. The
exit status is 1 where a rule was broken, or where a planted bug was not found.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from simulation.faults import Fault
from simulation.planted import PLANTS, planted
from simulation.story import Story
from simulation.year import live_a_year

BATCH = 5
MOST_SHOWN = 5
MOST_SEEDS_FOR_A_PLANT = 60
LAST_LINES = 40


def main() -> int:
    """Live the years, then show that planted bugs are found."""
    options = _read_options()
    if options.seed is not None:
        return _replay(options.seed, options.plant)
    began, cpu = time.perf_counter(), sum(os.times()[:4])
    with ProcessPoolExecutor(options.processes) as pool:
        seeds = range(options.first, options.first + options.seeds)
        broken = _report(_live_all(pool, seeds), len(seeds))
        used = time.perf_counter() - began
        missed = _show_plants(pool, options.first) if options.plants else 0
    spent = sum(os.times()[:4]) - cpu
    print(f"{len(seeds)} years in {used / 60:.1f} minutes; {spent:.0f} seconds of CPU with the planted bugs")
    return 1 if broken or missed else 0


def live_some(seeds: Iterable[int], plant: str = "") -> list[Story]:
    """Live a few years in this process; traces are kept only of those that broke a rule."""
    stories = []
    gc.disable()
    for seed in seeds:
        with planted(plant):
            story = live_a_year(seed)
        if not story.violations:
            story.lines.clear()
        stories.append(story)
    gc.collect()
    gc.enable()
    return stories


def find_plant(plant: str, first: int, most: int = MOST_SEEDS_FOR_A_PLANT) -> Story | None:
    """Return the first year in which a planted bug breaks a rule; None where it does so in none of many."""
    for seed in range(first, first + most):
        story = live_some([seed], plant)[0]
        if story.violations:
            return story
    return None


def _live_all(pool: ProcessPoolExecutor, seeds: range) -> Iterator[Story]:
    batches = [seeds[n : n + BATCH] for n in range(0, len(seeds), BATCH)]
    for stories in pool.map(live_some, batches):
        yield from stories


def _report(stories: Iterable[Story], count: int) -> int:
    """Print how it goes and what happened; return in how many years a rule was broken."""
    faults: Counter[str] = Counter(dict.fromkeys(Fault, 0))
    deeds: Counter[str] = Counter()
    writes: Counter[str] = Counter()
    broken: list[Story] = []
    runs = most = 0
    for number, story in enumerate(stories, 1):
        faults += story.faults
        deeds += story.deeds
        writes[story.writes] += 1
        runs, most = runs + story.runs, max(most, story.most_called)
        if story.violations:
            broken.append(story)
            _print_broken(story, with_trace=len(broken) <= MOST_SHOWN)
        if number % 50 == 0 or number == count:
            print(f"{number} of {count} years, {len(broken)} with a broken rule", flush=True)
    _print_counts("Groups, by how their steward writes", writes)
    _print_counts("Faults", faults)
    _print_counts("What people did", deeds)
    print(f"\n{runs} runs; at most {most} notifications to one member within a week")
    return len(broken)


def _print_broken(story: Story, *, with_trace: bool) -> None:
    print(f"\nseed {story.seed} broke a rule; it replays with: make simulate SEED={story.seed}")
    if with_trace:
        print("\n".join(f"    {line}" for line in story.lines[-LAST_LINES:]))
    for violation in story.violations:
        print(f"  {violation}")


def _print_counts(title: str, counts: Counter[str]) -> None:
    print(f"\n{title}:")
    for kind, number in counts.most_common():
        print(f"  {number:>9,}  {kind}")


def _show_plants(pool: ProcessPoolExecutor, first: int) -> int:
    """Print for each planted bug which year finds it; return how many are not found."""
    print("\nPlanted bugs:")
    missed = 0
    for plant, story in zip(PLANTS, pool.map(partial(find_plant, first=first), PLANTS), strict=True):
        missed += story is None
        found = f"seed {story.seed}: {story.violations[0]}" if story else "NOT FOUND"
        print(f"  {plant}: {found[:200]}", flush=True)
    return missed


def _replay(seed: int, plant: str) -> int:
    story = live_some([seed], plant)[0]
    print("\n".join(story.lines))
    for violation in story.violations:
        print(violation)
    return 1 if story.violations else 0


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="simulation", description=__doc__.partition("\n")[0])
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--plant", choices=("", *PLANTS), default="")
    parser.add_argument("--no-plants", dest="plants", action="store_false")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
