"""The first file of a meeting: only what the rhythm does not say, and in comments what may be added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.files.yaml_out import render_scalar
from tablee.model.identity import SlotKey
from tablee.rules.event import State
from tablee.rules.rhythm import calendars_of
from tablee.rules.timeline import build_timeline
from tablee.scaffolding import fill, load_template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from tablee.model import Group
    from tablee.rules.rhythm import Slot


EXAMPLE_DAY = "2026-12-10"
"""The day that the template shows."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a new meeting belongs: its key, and the slot that it confirms; none for an extra."""

    key: SlotKey
    slot: Slot | None


def next_slot(group: Group, circle: str, now: datetime) -> Found | None:
    """Find the next slot of a circle that has no file yet; None within the group's horizon."""
    coming = (event for event in build_timeline(group, now).coming(circle) if event.state is State.TENTATIVE)
    event = next(coming, None)
    return Found(event.key, event.slot) if event else None


def slot_on(group: Group, circle: str, day: date, suffix: str) -> Found:
    """Find what a meeting on a day is: the slot named after it, or an extra."""
    if suffix:
        return Found(SlotKey(circle, day, suffix), None)
    return Found(SlotKey(circle, day), calendars_of(group)[circle].slot_of(day))


def render_meeting(found: Found, language: str, given: Mapping[str, str]) -> str:
    """Return the file of a meeting; `given` holds `title`, `at` and `place` where they were said."""
    values = {key: text if key == "at" else render_scalar(text) for key, text in given.items()}
    template = load_template("meeting.yml", language).replace(EXAMPLE_DAY, str(found.key.on))
    return fill(template, values)
