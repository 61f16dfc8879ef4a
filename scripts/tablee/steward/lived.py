"""The meetings that are signs of life: a date that confirms itself every week, without anybody, is none."""

from __future__ import annotations

from dataclasses import replace

from tablee.model import Answer
from tablee.rules.event import Event
from tablee.rules.timeline import Timeline


def without_empty(line: Timeline) -> Timeline:
    """Return a timeline without the meetings that are over and to which nobody meant to come."""
    lived = tuple(event for event in line.events if not _is_empty(line, event))
    return line if len(lived) == len(line.events) else replace(line, events=lived)


def _is_empty(line: Timeline, event: Event) -> bool:
    meeting = event.meeting
    if meeting is None or meeting.present is not None or not event.is_over(line.now):
        return False
    return not meeting.facilitators and Answer.YES not in meeting.answers.values()
