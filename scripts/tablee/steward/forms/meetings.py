"""The forms about meetings: a topic, a date or a place, a turn. They do what commands do, by the same rights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time

from tablee.files.entries import BULLET
from tablee.files.forms.kinds import DATE, TOPIC, TURN
from tablee.i18n.translations import LazyText, _
from tablee.model.clock_text import parse_clock, suggest_clock
from tablee.model.identity import SlotKey
from tablee.model.nothing import names_nobody
from tablee.rules.event import Event
from tablee.rules.turns.vacancy import current_facilitators
from tablee.steward.decide import dates, facilitation, missions
from tablee.steward.decide.permissions import NOT_FOR_OTHERS, CommandDeferred, CommandRejected
from tablee.steward.forms.answers import FormAnswer, Outcome
from tablee.steward.forms.approval import read_approval
from tablee.steward.forms.changes import FormRejected, Reading, need_clear
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
_MARK = re.compile(rf"^\s*(?:{BULLET}\s+)?(?:\[[ xX]?\]\s*)?")
"""What stands before a topic in a list, with a box to tick or without."""
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
    if request.filled is None:
        return None
    form = _OfMeeting(request.filled, working.words, request.on, working, request)
    try:
        key, line, act = need_clear(form.filled, form.words, lambda: HANDLERS[request.kind](form))
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


@dataclass(frozen=True, slots=True)
class _OfMeeting(Reading):
    """A form about a meeting, with the group in which it is obeyed."""

    working: WorkingGroup
    request: Request

    def hour(self) -> time | None:
        """Return the hour that was typed; None for an empty field; raises FormRejected."""
        said = self.filled.line("at")
        at = parse_clock(suggest_clock(said) or said) if said else None
        if said and at is None:
            raise FormRejected(LazyText(NO_HOUR, {"label": self.filled.label("at"), "said": UserText(said)}))
        return at

    def coming(self) -> list[Event]:
        """Return the meetings to come of the group, then those of the sender's circles."""
        circles = ("", *self.working.group.members[self.request.member].circles)
        return [event for circle in circles for event in self.working.timeline.coming(circle)]

    def meant(self, name: str) -> Event:
        """Return the meeting of the day that was typed, its own or its usual one; the next one for an empty field."""
        day, coming = self.day(name), self.coming()
        if day is None:
            return _first(coming)
        found = [e for e in coming if day == e.on] or [e for e in coming if day == e.key.on]
        if not found:
            known = self.words.listing([self.words.day(event.on, year=False) for event in coming[:3]])
            raise FormRejected(LazyText(NO_MEETING, {"day": day, "known": known or "–"}))
        return found[0]

    def given(self, who: str, event: Event, name: str, rest: str = "") -> CommandGiven:
        """Return the form as the command that does the same, said in the meeting's issue by somebody."""
        seen = ExistingIssue(Subject(Kind.MEETING, str(event.key)), self.request.issue, NOTHING)
        command = Command(name, rest, name)
        return CommandGiven(seen=seen, speaker=who, said_at=self.request.issue.created_at, command=command)


def _add_topics(form: _OfMeeting) -> Meant:
    event = form.meant("day")
    lines = (" ".join(_MARK.sub("", line).split()) for line in form.filled.text("topics").split("\n"))
    topics = [line.replace(";", ",")[:MOST_LETTERS] for line in lines if line and not names_nobody(line)]
    form.need({"topics": topics})
    said = "; ".join(topics)

    def act(who: str) -> None:
        missions.handle_topics(form.working, form.given(who, event, "topics", said))

    return event.key, LazyText(TOPICS, {"day": event.on, "topics": UserText(said)}), act


def _fix_date(form: _OfMeeting) -> Meant:
    event, day, at, place = form.meant("meeting"), form.day("day"), form.hour(), form.filled.line("place")
    if form.filled.choice("how") == "propose":
        if day is None or at or place:
            raise FormRejected(LazyText(ONLY_DAYS, {"fix": LazyText(_("Fix it"))}))
        days = day.isoformat()

        def propose(who: str) -> None:
            dates.handle_propose(form.working, form.given(who, event, "propose", days))

        return event.key, LazyText(VOTE, {"day": event.on, "other": day}), propose
    if not (day or at or place):
        raise FormRejected(LazyText(NOTHING_FIXED))
    on = day or event.on
    told = {
        "day": event.on,
        "day_now": on,
        "at": f", {form.words.time(at)}" if at else "",
        "place": LazyText(", {place}", {"place": UserText(place)}) if place else "",
    }

    def fix(who: str) -> None:
        dates.fix_date(form.working, form.given(who, event, "next"), on, at, place)

    return event.key, LazyText(FIXED, told), fix


def _take_turn(form: _OfMeeting) -> Meant:
    if form.filled.line("day"):
        event = form.meant("day")
    else:
        event = _first(one for one in form.coming() if not current_facilitators(one.meeting))
    day = event.key.on.isoformat()

    def act(who: str) -> None:
        facilitation.handle_take(form.working, form.given(who, event, "take", day))

    return event.key, LazyText(LEADS, {"day": event.on}), act


HANDLERS: Mapping[str, Callable[[_OfMeeting], Meant]] = {
    TOPIC: _add_topics,
    DATE: _fix_date,
    TURN: _take_turn,
}


def _first(events: Iterable[Event]) -> Event:
    found = next(iter(events), None)
    if found is None:
        raise FormRejected(LazyText(NO_NEXT))
    return found
