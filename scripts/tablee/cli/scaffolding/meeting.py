"""The first file of a meeting: only what the rhythm does not say, and in comments what may be added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.cli.scaffolding import Line, comment, join_lines
from tablee.files.yaml_out import render_list, render_scalar
from tablee.model.identity import SlotKey
from tablee.rules.event import State
from tablee.rules.rhythm import calendar_of
from tablee.rules.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from tablee.i18n.words import Words
    from tablee.model import Group
    from tablee.rules.rhythm import Slot


@dataclass(frozen=True, slots=True)
class Found:
    """Where a new meeting belongs: its key, and the slot that it confirms; none for an extra."""

    key: SlotKey
    slot: Slot | None


def next_slot(group: Group, circle: str, now: datetime) -> Found | None:
    """Find the next slot of a circle that has no file yet; None within the group's horizon."""
    coming = (event for event in timeline(group, now).coming(circle) if event.state is State.TENTATIVE)
    event = next(coming, None)
    return Found(event.key, event.slot) if event else None


def slot_on(group: Group, circle: str, day: date, suffix: str, now: datetime) -> Found:
    """Find what a meeting on a day is: the slot that was moved there, the slot named after it, or an extra."""
    if suffix:
        return Found(SlotKey(circle, day, suffix), None)
    for event in timeline(group, now).of(circle):
        if event.state is State.TENTATIVE and event.on == day and event.key.on != day:
            return Found(event.key, event.slot)
    return Found(SlotKey(circle, day), calendar_of(group, circle).slot_of(day))


def render_meeting(found: Found, words: Words, given: Mapping[str, str]) -> str:
    """Return the file of a meeting; `given` holds `title`, `at` and `place` where they were said.

    A slot that a public holiday moved gets its date in words that stay true when holidays.yml changes.
    """
    slot = found.slot
    lines: list[Line | str] = [
        *comment(
            words.say(
                "The name of this file is the meeting's identity: it never changes. To move the meeting, "
                "write `date:` here."
            )
        ),
        *comment(
            words.say("What the rhythm says is not repeated here, only what differs from it.")
            if slot
            else words.say("This meeting is off the rhythm, so it says itself what it is and when.")
        ),
    ]
    if slot and slot.on != found.key.on:
        lines += [f"date: {slot.on}", f"why: {render_scalar(slot.holiday)}"]
    lines.append(
        f"title: {render_scalar(given['title'])}"
        if "title" in given
        else Line("title:", words.say("a few words, if there is a theme"))
    )
    lines += [
        f"{key}: {render_scalar(given[key]) if key == 'place' else given[key]}"
        for key in ("at", "place")
        if key in given
    ]
    return join_lines(
        [
            *lines,
            *comment(words.say("What may be added, without the `# ` before it:")),
            *_offer(words, found, given),
        ]
    )


def _offer(words: Words, found: Found, given: Mapping[str, str]) -> list[Line]:
    """Return a line of comment for each key that a meeting's file most often gets."""
    topics = [words.say("prices"), words.say("contracts")]
    offers = [
        ("date", Line(f"# date: {found.key.on}", words.say("the new day, when the meeting moves"))),
        ("at", Line("# at: 12:15", words.say("only when it differs from the rhythm's"))),
        ("place", Line("# place: …", words.say("a key of `places`, or a text"))),
        ("topics", Line(f"# topics: {render_list(topics)}")),
        ("status", Line("# status: cancelled", words.say("with `why: …`; never delete the file"))),
        (
            "answers",
            Line(
                "# answers: {ana-silva: yes, paul-meyer: no}",
                words.say("who comes, by the names of their files"),
            ),
        ),
        ("present", Line("# present: [ana-silva, paul-meyer]", words.say("afterwards: who came"))),
    ]
    moved = found.slot is not None and found.slot.on != found.key.on
    return [line for key, line in offers if key not in given and not (key == "date" and moved)]
