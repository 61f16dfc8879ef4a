"""What everybody does on one day; the same day, seed and group give the same deeds."""

from __future__ import annotations

from tablee.steward.rehearse.answering import answers
from tablee.steward.rehearse.day import Day
from tablee.steward.rehearse.deeds import Deed
from tablee.steward.rehearse.leading import evenings, missions, turns


def deeds_of(day: Day) -> list[Deed]:
    """Return what people do by the end of a day, in a plausible order; who never takes part does nothing."""
    deeds = (*answers(day), *turns(day), *missions(day), *evenings(day))
    return [deed for deed in deeds if day.takes_part(deed.member)]
