"""What a life comes to, in figures, each counted from its trace and files; and the aims that they are held to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from statistics import mean, median

from lives.github import Notice
from lives.life import Gathering, Lived
from lives.people import Led, Someone
from tablee.model import Call, Meeting

WEEK = timedelta(days=7)
LATELY, SEEN_IN, SAME_PRESENCE = 4, 6, 0.9
MOST_A_WEEK, MOST_CALLS_IN_SEVEN_DAYS, MESSAGES_OF_SILENCE = 1.5, 3, 2
WEEKS_OF_A_HALF_YEAR = 26


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of the table; None where a figure has no meaning for a group."""

    name: str
    weeks: int
    met: int
    votes: int
    moved: int
    untold: int
    wrong_calls: int
    leaderless: int | None
    spread: int
    median_a_week: float
    most_a_week: float
    busiest_week: int
    regulars_a_week: float
    non_comers: int
    most_calls: int
    silent_calls: float | None
    asked_again: int
    messages_of_silence: int | None
    after_silence: int | None


def measure(lived: Lived) -> Figures:
    """Count what happened."""
    life, weeks = lived.life, lived.life.weeks
    each = {one: _notices(lived, one) for one in life.people if one.account}
    regulars = [
        len(each.get(one, ())) / weeks for one in life.people if one.is_regular and one.joined is None
    ]
    quiet = [one for one in life.people if one.called is Led.SAYS_NOTHING]
    leaderless = sum(not (set(g.named) & set(g.came)) and not g.named for g in lived.gatherings)
    silence = list(_messages_of_silence(lived)) if life.is_silent else None
    return Figures(
        name=life.name,
        weeks=weeks,
        met=len(lived.gatherings),
        votes=len(lived.polls - lived.proposed),
        moved=sum(not one.by_word for one in lived.changed),
        untold=len(lived.untold),
        wrong_calls=len(lived.wrong_calls),
        leaderless=leaderless if life.led else None,
        spread=_spread(lived),
        median_a_week=median(len(sent) / weeks for sent in each.values()) if each else 0,
        most_a_week=max((len(sent) / weeks for sent in each.values()), default=0),
        busiest_week=max((_most_within(sent, WEEK) for sent in each.values()), default=0),
        regulars_a_week=mean(regulars) if regulars else 0,
        non_comers=sum(len(sent) for one, sent in each.items() if not one.comes),
        most_calls=max((_most_within(_calls(lived, one), WEEK) for one in each), default=0),
        silent_calls=_share_called(lived, quiet[0]) if quiet else None,
        asked_again=sum(1 for _call in _asked_again(lived)),
        messages_of_silence=len(silence) if silence is not None else None,
        after_silence=_after(lived, silence[-1]) if silence else None,
    )


def missed_aims(found: Figures) -> Iterator[str]:
    """Yield the aims that a group misses, with its figure."""
    for name, (is_met, said) in AIMS.items():
        value = getattr(found, name)
        if value is not None and not is_met(found, value):
            yield f"{found.name}: {said}, not {value:g}"


AIMS: Mapping[str, tuple[Callable[[Figures, float], bool], str]] = {
    "votes": (lambda _found, n: not n, "no vote opens unless somebody proposed it"),
    "moved": (lambda _found, n: not n, "no date changes without a person"),
    "untold": (lambda _found, n: not n, "who had answered is told of a move or a cancellation"),
    "wrong_calls": (lambda _found, n: not n, "nobody is called who is away, busy, unseen or said no"),
    "leaderless": (
        lambda found, n: n <= max(1, found.weeks // WEEKS_OF_A_HALF_YEAR),
        "at most one meeting without a leader in 26 weeks",
    ),
    "spread": (
        lambda found, n: n <= 1 or found.weeks < WEEKS_OF_A_HALF_YEAR,
        "turns at equal presence are within one of each other",
    ),
    "non_comers": (lambda _found, n: not n, "who never came is sent nothing"),
    "regulars_a_week": (lambda _found, n: n <= MOST_A_WEEK, "a regular gets at most 1.5 messages a week"),
    "most_calls": (
        lambda _found, n: n <= MOST_CALLS_IN_SEVEN_DAYS,
        "the steward calls nobody more than three times in seven days",
    ),
    "silent_calls": (
        lambda _found, n: n <= 1 / LATELY,
        "who never types is called every fourth meeting at most",
    ),
    "asked_again": (lambda _found, n: not n, "nobody is asked again within four meetings while another can"),
    "messages_of_silence": (lambda _found, n: n == MESSAGES_OF_SILENCE, "silence brings two messages"),
    "after_silence": (lambda _found, n: not n, "after the second message of silence nobody is sent anything"),
}


# --- dates and turns --------------------------------------------------------------------------------------


def _spread(lived: Lived) -> int:
    """Return by how many turns two willing members differ at most who came to the same meetings, for the most part."""
    found = []
    for circle in lived.group.circle_ids:
        gatherings = [gathering for gathering in lived.gatherings if gathering.circle == circle]
        came = {one.id: {g.key for g in gatherings if one.id in g.came} for one in lived.life.people}
        met = [lived.group.meetings[g.key] for g in gatherings if g.key in lived.group.meetings]
        turns = Counter(who for meeting in met for who in meeting.facilitators)
        willing = [one.id for one in lived.life.people if one.called is Led.ACCEPTS and not one.share]
        for a, b in combinations([who for who in willing if came[who]], 2):
            if len(came[a] & came[b]) >= SAME_PRESENCE * len(came[a] | came[b]):
                found.append(abs(turns[a] - turns[b]))
    return max(found, default=0)


def _share_called(lived: Lived, one: Someone) -> float:
    called = sum(any(call.member == one.id for call in m.called) for m in lived.group.meetings.values())
    return called / len(lived.gatherings)


def _asked_again(lived: Lived) -> Iterator[tuple[Meeting, Call]]:
    """Yield the calls of who had passed, or had let a call lapse, for one of the last four; while another could."""
    for circle in lived.group.circle_ids:
        meetings = sorted(
            (m for m in lived.group.meetings.values() if m.circle == circle and not m.cancelled),
            key=lambda m: m.day,
        )
        for index, meeting in enumerate(meetings):
            before = meetings[max(index - LATELY, 0) : index]
            for position, call in enumerate(meeting.called):
                if _gave_up(before, call.member) and _others(lived, meeting, position, before):
                    yield meeting, call


def _gave_up(meetings: list[Meeting], who: str) -> bool:
    return any(
        call.member == who and call.answer not in {None, "accepted"} for m in meetings for call in m.called
    )


def _others(lived: Lived, meeting: Meeting, position: int, before: list[Meeting]) -> list[str]:
    """Return who could have been called instead: seen lately, willing, not said no, rested, with an account."""
    asked = {call.member for call in meeting.called[: position + 1]}
    tired = {who for m in before for who in m.facilitators} | {c.member for m in before for c in m.called}
    seen: list[Gathering] = [
        g for g in lived.gatherings if g.circle == meeting.circle and g.on < meeting.called[position].on
    ][-SEEN_IN:]
    there = {who for gathering in seen for who in gathering.came}
    no = {who for who, said in meeting.answers.items() if said == "no"}
    able = there - asked - tired - no
    known = {one.id: one for one in lived.life.people}
    return sorted(
        who
        for who in able
        if known[who].account and known[who].share != "no" and known[who].belongs(meeting.day)
    )


# --- messages ---------------------------------------------------------------------------------------------


def _notices(lived: Lived, one: Someone) -> list[Notice]:
    return [notice for notice in lived.github.notices if notice.login == one.login]


def _calls(lived: Lived, one: Someone) -> list[Notice]:
    return [notice for notice in lived.github.notices if notice.login == one.login and notice.called]


def _most_within(sent: list[Notice], span: timedelta) -> int:
    times = [notice.at for notice in sent]
    return max((sum(at <= other < at + span for other in times) for at in times), default=0)


def _messages_of_silence(lived: Lived) -> list[Notice]:
    """Return the messages to everyone, one entry each, in their order: the same text at one time is one."""
    found = {
        (notice.at, notice.text): notice
        for notice in lived.github.notices
        if notice.subject.startswith("restart:") and notice.called
    }
    return [found[one] for one in sorted(found)]


def _after(lived: Lived, last: Notice) -> int:
    return sum(notice.at > last.at and not notice.is_closing for notice in lived.github.notices)
