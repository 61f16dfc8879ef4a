"""The third table: who notices one fault in a good feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calendar_matrix.comparison import Subject, Verdict, judge
from calendar_matrix.faults import faulty_feeds, good_case
from calendar_matrix.readers import Reader
from calendar_matrix.wire import check_wire

DIFFERS, REFUSES = "x", "!"


def judge_faults(readers: Sequence[Reader]) -> dict[str, dict[str, str]]:
    """Return who notices each fault, and how: a reader by its name, or the check of the bytes, "wire".

    Raises ValueError if the good feed is not good: then noticing would mean nothing.
    """
    case = good_case()
    path = "calendar.ics"
    good = case.feeds()[path]
    feeds = {"good": good, **faulty_feeds(good)}
    truth = case.truths([path])[path]
    subjects = [Subject(case.group.settings.timezone, feed, truth) for feed in feeds.values()]
    noticed: dict[str, dict[str, str]] = {
        name: {"wire": DIFFERS} if check_wire(feed) else {} for name, feed in feeds.items()
    }
    for reader in readers:
        for name, verdict in zip(feeds, judge(reader, subjects), strict=True):
            noticed[name] |= _sign(reader.name, verdict)
    if complaints := noticed.pop("good"):
        raise ValueError(f"the feed without a fault is not read rightly: {complaints}")
    return noticed


def _sign(reader: str, verdict: Verdict) -> Mapping[str, str]:
    if verdict.refusals:
        return {reader: REFUSES}
    return {reader: DIFFERS} if verdict.differing else {}
