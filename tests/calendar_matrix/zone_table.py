"""The second table: every zone of the tz database, by every reader, on all cores."""

from __future__ import annotations

import logging
import os
import zoneinfo
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from calendar_matrix.comparison import Subject, judge
from calendar_matrix.readers import READERS_OF_FEEDS, Reader
from calendar_matrix.table import Row, sum_rows
from calendar_matrix.truth import Case
from calendar_matrix.zone_sweep import FIRST_YEAR, LAST_YEAR, zone_case

CHUNK = 26
SHORT_YEAR = 2026


def judge_zones(zones: Sequence[str], readers: Sequence[Reader]) -> list[Row]:
    """Return a row for each zone."""
    names = [reader.name for reader in readers]
    chunks = [zones[at : at + CHUNK] for at in range(0, len(zones), CHUNK)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return [row for found in pool.map(_judge_alone, chunks, [names] * len(chunks)) for row in found]


def sum_regions(rows: Sequence[Row]) -> list[Row]:
    """Return a row for each region of the tz database, one for the zones without region, and one for all."""
    regions: dict[str, list[Row]] = {}
    for row in rows:
        region, slash, _ = row.name.partition("/")
        regions.setdefault(region if slash else "others", []).append(row)
    named = [sum_rows(f"{region}, {len(those)} zones", those) for region, those in sorted(regions.items())]
    return [*named, sum_rows(f"all {len(rows)} zones", rows)]


def zones_by_limit(rows: Sequence[Row]) -> dict[int, list[str]]:
    """Return in which zones each limit excuses something, by the limit's place in `LIMITS`."""
    found: dict[int, list[str]] = {}
    for row in rows:
        for place in sorted({place for verdict in row.verdicts.values() for place in verdict.excused}):
            found.setdefault(place, []).append(row.name)
    return dict(sorted(found.items()))


def _judge_alone(zones: Sequence[str], names: Sequence[str]) -> list[Row]:
    """Judge some zones in a process of its own, which has to be told again where the zones are."""
    zoneinfo.reset_tzpath(())
    logging.disable(logging.CRITICAL)
    readers = [reader for reader in READERS_OF_FEEDS if reader.name in names]
    return judge_chunk(zones, readers, FIRST_YEAR, LAST_YEAR)


def judge_chunk(
    zones: Sequence[str], readers: Sequence[Reader], first_year: int, last_year: int
) -> list[Row]:
    """Judge some zones over some years: a row for each zone."""
    full = [_subject(zone_case(zone, first_year, last_year)) for zone in zones]
    short = [_subject(zone_case(zone, SHORT_YEAR, SHORT_YEAR)) for zone in zones]
    verdicts = {r.name: judge(r, full if r.reads_clocks else short) for r in readers}
    return [
        Row(zone, len(full[place].truth), {name: found[place] for name, found in verdicts.items()})
        for place, zone in enumerate(zones)
    ]


def _subject(case: Case) -> Subject:
    path = "calendar.ics"
    return Subject(case.group.settings.timezone, case.feeds()[path], case.truths([path])[path])
