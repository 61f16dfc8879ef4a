"""The forms about meetings: a topic, a date or a place, a turn. They do what commands do, by the same rights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, time

from tablee.files.forms.days import read_day
from tablee.files.forms.kinds import DATE, TOPIC, TURN
from tablee.i18n.translations import LazyText, _
from tablee.model.clock_text import parse_clock, suggest_clock
from tablee.model.identity import SlotKey
from tablee.rules.event import Event, order
from tablee.rules.turns.vacancy import current_facilitators
from tablee.steward.decide import dates, facilitation, missions
from tablee.steward.decide.permissions import NOT_FOR_OTHERS, CommandDeferred, CommandRejected
from tablee.steward.forms.answers import FormAnswer, Outcome
from tablee.steward.forms.approval import read_approval
from tablee.steward.forms.changes import MISSING, NO_DAY, FormRejected, need_clear
from tablee.steward.forms.requests import Request
from tablee.steward.interpret.slash_commands import Command
from tablee.steward.interpret.statements import CommandGiven
from tablee.steward.observe import ExistingIssue
from tablee.steward.state import NOTHING, Kind, Subject
from tablee.steward.texts import UserText
from tablee.steward.working_group import WorkingGroup

NO_MEETING = _("No meeting is planned on {day}. The next ones: {known}.")
NO_NEXT = _("No meeting to come is known. A keeper fixes the next date.")
ONLY_DAYS = _("Only a day can be put to the vote: name one, or choose *{fix}* to change hour or place.")
NO_HOUR = _("**{label}**: “{said}” is no hour. Write it as in 12:30.")
NOTHING_FIXED = _("Say what changes: the day, the hour or the place.")
TOPICS = _("Added to the topics of {day}: {topics}")
VOTE = _(
    "The day is put to the vote: the usual one, {day}, or {other}. The meeting’s issue has the days to choose from."
)
FIXED = _("The meeting of {day} is fixed: {day_now}{at}{place}.")
LEADS = _("You lead the meeting of {day}. Thank you!")
MOST_LETTERS = 300
"""Of one topic."""

Meant = tuple[SlotKey, LazyText, Callable[[str], None]]
"""The meeting that changes, what to say of it, and how a member's word changes it."""


def obey_forms(working: WorkingGroup, requests: Iterable[Request]) -> tuple[tuple[str, FormAnswer], ...]:
    """Let forms change the working group; return each one's answer with the meeting's slot key.

    Who may not decide alone what the form asks for is asked to wait for a keeper's yes.
    """
    return tuple(found for request in requests if (found := _obey(working, request)))


def settle_forms(
    answered: Iterable[tuple[str, FormAnswer]], refused: Mapping[str, LazyText], waiting: Mapping[str, str]
) -> Iterator[FormAnswer]:
    """Yield the answers once it is known which files were not written, and which wait to be merged."""
    for key, answer in answered:
        if answer.outcome is Outcome.DONE and key in refused:
            yield replace(answer, outcome=Outcome.FAULTY, lines=(refused[key],))
        elif answer.outcome is Outcome.DONE and key in waiting:
            yield replace(answer, outcome=Outcome.SENT, link=waiting[key], key=key)
        else:
            yield answer


def _obey(working: WorkingGroup, request: Request) -> tuple[str, FormAnswer] | None:
    filled = request.filled
    if filled is None:
        return None
    try:
        key, line, act = need_clear(filled, working.words, lambda: HANDLERS[request.kind](working, request))
        act(request.member)
    except FormRejected as refused:
        return "", FormAnswer(request, Outcome.FAULTY, refused.phrases)
    except CommandRejected as refused:
        if refused.phrase.message != NOT_FOR_OTHERS:
            return "", FormAnswer(request, Outcome.FAULTY, (refused.phrase,))
        return _let_keepers_decide(working, request, (key, line, act))
    except CommandDeferred:
        return None
    return str(key), FormAnswer(request, Outcome.DONE, (line,))


def _let_keepers_decide(working: WorkingGroup, request: Request, meant: Meant) -> tuple[str, FormAnswer]:
    key, line, act = meant
    approval = read_approval(request, working.group, working.day)
    if approval is None:
        return "", FormAnswer(request, Outcome.WAITS, (line,))
    if not approval.is_yes:
        return "", FormAnswer(request, Outcome.DECLINED)
    try:
        act(approval.by)
    except CommandRejected as refused:
        return "", FormAnswer(request, Outcome.FAULTY, (refused.phrase,))
    return str(key), FormAnswer(request, Outcome.DONE, (line,))


def _add_topics(working: WorkingGroup, request: Request) -> Meant:
    event = _meant(working, request, "day")
    lines = (" ".join(line.strip(" -*•").split()) for line in _text(request, "topics").split("\n"))
    topics = [line.replace(";", ",")[:MOST_LETTERS] for line in lines if line]
    if not topics:
        raise FormRejected(LazyText(MISSING, {"label": LazyText(_label(request, "topics"))}))
    said = "; ".join(topics)
    line = LazyText(TOPICS, {"day": event.on, "topics": UserText(said)})
    return (
        event.key,
        line,
        lambda who: missions.handle_topics(working, _given(request, who, event, "topics", said)),
    )


def _fix_date(working: WorkingGroup, request: Request) -> Meant:
    event, filled = _meant(working, request, "meeting"), request.filled
    day, at, place = _day(working, request, "day"), _hour(request), _line(request, "place")
    if filled and filled.choice("how") == "propose":
        if day is None or at or place:
            raise FormRejected(LazyText(ONLY_DAYS, {"fix": LazyText(_("Fix it"))}))
        vote = LazyText(VOTE, {"day": event.on, "other": day})
        days = day.isoformat()
        return (
            event.key,
            vote,
            lambda who: dates.handle_propose(working, _given(request, who, event, "propose", days)),
        )
    if not (day or at or place):
        raise FormRejected(LazyText(NOTHING_FIXED))
    on = day or event.on
    told = {
        "day": event.on,
        "day_now": on,
        "at": f", {working.words.time(at)}" if at else "",
        "place": LazyText(", {place}", {"place": UserText(place)}) if place else "",
    }
    fixed = LazyText(FIXED, told)
    return (
        event.key,
        fixed,
        lambda who: dates.fix_date(working, _given(request, who, event, "next"), on, at, place),
    )


def _take_turn(working: WorkingGroup, request: Request) -> Meant:
    if _line(request, "day"):
        event = _meant(working, request, "day")
    else:
        free = (
            one
            for one in _coming(working, request)
            if not (one.meeting and current_facilitators(one.meeting))
        )
        event = _first(free)
    day = event.key.on.isoformat()
    line = LazyText(LEADS, {"day": event.on})
    return (
        event.key,
        line,
        lambda who: facilitation.handle_take(working, _given(request, who, event, "take", day)),
    )


HANDLERS: Mapping[str, Callable[[WorkingGroup, Request], Meant]] = {
    TOPIC: _add_topics,
    DATE: _fix_date,
    TURN: _take_turn,
}


def _text(request: Request, name: str) -> str:
    return request.filled.text(name) if request.filled else ""


def _line(request: Request, name: str) -> str:
    return " ".join(_text(request, name).split())


def _label(request: Request, name: str) -> str:
    fields = request.filled.form.fields if request.filled else ()
    return next(field.label for field in fields if field.id == name)


def _day(working: WorkingGroup, request: Request, name: str) -> date | None:
    said = _line(request, name)
    day = read_day(said, request.on) if said else None
    if said and day is None:
        example = working.words.day(request.on, year=False)
        values = {"label": LazyText(_label(request, name)), "said": UserText(said), "example": example}
        raise FormRejected(LazyText(NO_DAY, values))
    return day


def _hour(request: Request) -> time | None:
    said = _line(request, "at")
    at = parse_clock(suggest_clock(said) or said) if said else None
    if said and at is None:
        values = {"label": LazyText(_label(request, "at")), "said": UserText(said)}
        raise FormRejected(LazyText(NO_HOUR, values))
    return at


def _coming(working: WorkingGroup, request: Request) -> list[Event]:
    """Return the meetings to come of the group, then those of the sender's circles; cancelled ones are none."""
    circles = ("", *working.group.members[request.member].circles)
    found = [event for circle in circles for event in sorted(working.timeline.coming(circle), key=order)]
    return [event for event in found if not (event.meeting and event.meeting.cancelled)]


def _meant(working: WorkingGroup, request: Request, name: str) -> Event:
    """Return the meeting of the day that was typed, as it is or as it was to be; the next one for an empty field."""
    day, coming = _day(working, request, name), _coming(working, request)
    if day is None:
        return _first(coming)
    found = [event for event in coming if day == event.on] or [
        event for event in coming if day == event.key.on
    ]
    if not found:
        known = [working.words.day(event.on, year=False) for event in coming[:3]]
        raise FormRejected(LazyText(NO_MEETING, {"day": day, "known": working.words.listing(known) or "–"}))
    return found[0]


def _first(events: Iterable[Event]) -> Event:
    found = next(iter(events), None)
    if found is None:
        raise FormRejected(LazyText(NO_NEXT))
    return found


def _given(request: Request, who: str, event: Event, name: str, rest: str = "") -> CommandGiven:
    """Return a form as the command that does the same, said in the meeting's issue by somebody."""
    seen = ExistingIssue(Subject(Kind.MEETING, str(event.key)), request.issue, NOTHING)
    command = Command(name, rest, name)
    return CommandGiven(seen=seen, speaker=who, said_at=request.issue.created_at, command=command)
