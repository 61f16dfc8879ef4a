"""The first table: each kind of feed of each group, by every reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calendar_matrix.comparison import Subject, judge
from calendar_matrix.readers import Reader
from calendar_matrix.table import Row, sum_rows
from calendar_matrix.truth import Case, kind_of

MOST_SINGLE = 4
"""So many calendars of one meeting each are read of a group; the others are made of the same bytes."""


def judge_cases(cases: Iterable[Case], readers: Sequence[Reader]) -> list[Row]:
    """Read every feed of every group with every reader: a row for each group and kind of feed."""
    named = [(name, subject) for case in cases for name, subject in subjects_of(case)]
    verdicts = {reader.name: judge(reader, [subject for _, subject in named]) for reader in readers}
    rows: dict[str, list[Row]] = {}
    for place, (name, subject) in enumerate(named):
        found = {reader: all_of_it[place] for reader, all_of_it in verdicts.items()}
        rows.setdefault(name, []).append(Row(name, len(subject.truth), found))
    return [sum_rows(name, those) for name, those in rows.items()]


def subjects_of(case: Case) -> list[tuple[str, Subject]]:
    """Return what is to be read of a group, each with the name of its row."""
    feeds = case.feeds()
    truths = case.truths(feeds)
    single = [path for path in sorted(feeds) if kind_of(path) == "meeting"]
    left_out = set(single[MOST_SINGLE:])
    zone = case.group.settings.timezone
    return [
        (f"{case.name}: {kind_of(path)}", Subject(zone, feeds[path], truths[path]))
        for path in sorted(feeds, key=lambda path: (kind_of(path), path))
        if path not in left_out
    ]
