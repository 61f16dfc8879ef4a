"""The next dates in a few lines or as JSON: when, whose turn it is and why, and what is still open."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from tablee.i18n.translations import _
from tablee.rules.event import State
from tablee.rules.holidays import say_school_holidays
from tablee.rules.names import hour_of, name_of_member
from tablee.rules.open_matters import OpenMatters, open_matters
from tablee.rules.turns import Turns
from tablee.rules.why import render_why

if TYPE_CHECKING:
    from tablee.i18n.translations import Translations
    from tablee.model import Group
    from tablee.rules.event import Event
    from tablee.rules.timeline import Timeline
    from tablee.rules.turns import Turn

_STATES = {
    State.TENTATIVE: _("to be confirmed"),
    State.CONFIRMED: _("confirmed"),
    State.HELD: _("held"),  # presence may be recorded before the meeting is over
}
_STATUSES = {
    "accepted": _("{who} facilitates."),
    "called": _("{who} was asked to facilitate and has not answered yet."),
    "proposed": _("{who} is next in turn."),
    "served": _("{who} facilitates."),
}


@dataclass(frozen=True, slots=True)
class NextDate:
    """The next date of a circle; without event there is none, and people should know."""

    circle: str
    event: Event | None = None
    turn: Turn | None = None
    open: OpenMatters | None = None


def next_dates(group: Group, timeline: Timeline) -> tuple[NextDate, ...]:
    """Return the next date of the group and of each circle; a group that lives in its circles has none of its own."""
    turns = Turns(group, timeline)
    circles = group.circle_ids[timeline.lives_in_circles :]
    return tuple(_next_date(timeline, turns, circle) for circle in circles)


def _next_date(timeline: Timeline, turns: Turns, circle: str) -> NextDate:
    event = timeline.next(circle)
    if event is None:
        return NextDate(circle)
    turn = next(iter(turns.ahead(circle, 1)), None)
    return NextDate(circle, event, turn, open_matters(event, turn, turns.active(event)))


def render_next(group: Group, dates: tuple[NextDate, ...], words: Translations) -> str:
    """Return the next dates in words, a paragraph for each circle."""
    return "\n\n".join("\n".join(_paragraph(group, one, words)) for one in dates)


def render_next_json(group: Group, dates: tuple[NextDate, ...]) -> str:
    """Return the next dates as JSON: a list, the group's own first."""
    return json.dumps([_as_json(group, one) for one in dates], ensure_ascii=False, indent=2, sort_keys=True)


def _paragraph(group: Group, one: NextDate, words: Translations) -> list[str]:
    name = group.name_of_circle(one.circle)
    if one.event is None:
        return [
            name,
            "  " + words.gettext(_("No date is fixed: write a meeting's file with `tablee new meeting`.")),
        ]
    lines = [_when(one.event, group, words)]
    if one.event.title:
        lines.append(one.event.title)
    if one.event.place:
        lines.append(one.event.place.where_in_full)
    if school := say_school_holidays(group, one.event.on, words):
        lines.append(school)
    if one.turn and one.turn.facilitators:
        lines += _turn(group, one.turn, words)
    if one.open:
        lines += _open(one.open, words)
    return [name, *(f"  {line}" for line in lines)]


def _when(event: Event, group: Group, words: Translations) -> str:
    state = words.gettext(_STATES[State.TENTATIVE if event.is_unsure else event.state])
    if event.all_day:
        return words.gettext(_("{day} ({state})"), day=words.day(event.on), state=state)
    return words.gettext(
        _("{day}, {hour} ({state})"),
        day=words.day(event.on),
        hour=hour_of(event, group, words),
        state=state,
    )


def _turn(group: Group, turn: Turn, words: Translations) -> list[str]:
    who = words.listing([name_of_member(group, member, words) for member in turn.facilitators])
    lines = [words.gettext(_STATUSES[turn.status], who=who)]
    lines += [f"  {line}" for line in render_why(turn.explanation, group, words)]
    said = [candidate.member for candidate in turn.explanation.ranked[1:3]]
    if turn.stand_ins and list(turn.stand_ins) != said:
        names = words.listing([name_of_member(group, member, words) for member in turn.stand_ins])
        lines.append(words.gettext(_("Stand-ins: {names}."), names=names))
    return lines


def _open(matters: OpenMatters, words: Translations) -> list[str]:
    lines = []
    if matters.poll_closes_on:
        lines.append(
            words.gettext(
                _("The date is put to the vote until {day}."), day=words.day(matters.poll_closes_on)
            )
        )
    if matters.no_facilitator:
        lines.append(words.gettext(_("Nobody can be called to facilitate: somebody must step in.")))
    if matters.coming or matters.perhaps or matters.expected:
        lines.append(_head_count(matters, words))
    return lines


def _head_count(matters: OpenMatters, words: Translations) -> str:
    silent = len(matters.silent)
    said = [words.ngettext("{n} comes", "{n} come", matters.coming)]
    said += [words.ngettext("{n} maybe", "{n} maybe", matters.perhaps)] if matters.perhaps else []
    usual = len(matters.expected)
    said += [words.ngettext("{n} expected as usual", "{n} expected as usual", usual)] if usual else []
    said += [words.ngettext("{n} has not answered", "{n} have not answered", silent)] if silent else []
    return ", ".join(said) + "."


def _as_json(group: Group, one: NextDate) -> dict[str, object]:
    if one.event is None:
        return {"circle": one.circle, "next": None}
    event, turn = one.event, one.turn
    named = {member.id for member in group.members.values() if member.public}
    matters = asdict(one.open) if one.open else {}
    if one.open:
        matters["awaits_answer_of"] = one.open.awaits_answer_of if one.open.awaits_answer_of in named else ""
        matters["silent"] = [member for member in one.open.silent if member in named]
        matters["expected"] = [member for member in one.open.expected if member in named]
        matters["silent_count"] = len(one.open.silent)
        matters["poll_closes_on"] = one.open.poll_closes_on.isoformat() if one.open.poll_closes_on else None
    return {
        "circle": one.circle,
        "next": {
            "key": str(event.key),
            "state": event.state.value,
            "starts_at": event.starts_at.isoformat(),
            "ends_at": event.ends_at.isoformat(),
            "all_day": event.all_day,
            "title": event.title,
            "place": event.place.name if event.place else "",
            "online": event.place.online if event.place else "",
            "free_seats": event.free_seats,
            "facilitators": [who for who in turn.facilitators if who in named] if turn else [],
            "turn": turn.status if turn else "",
            "stand_ins": [who for who in turn.stand_ins if who in named] if turn else [],
            "open": matters,
        },
    }
