"""Who answered, voted, came and drew: what each says fits with what the others say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.checks.case import Case, Filed, belonging
from tablee.model import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tablee.files.problem import Problem

NEVER = (date.max, date.min)


def check_presence_belongs(case: Case) -> Iterator[Problem]:
    """Whoever came, or means to come, belongs to the group on that day."""
    spans = _spans(case)
    for filed in case.filed:
        if filed.meeting.cancelled:
            continue
        on = filed.event.on
        for index, member in enumerate(filed.meeting.present or ()):
            first, last = spans.get(member, (on, on))
            if not first <= on <= last:
                yield from _outside(case, filed, member, ("present", index))
        for member, answer in filed.meeting.answers.items():
            first, last = spans.get(member, (on, on))
            if not first <= on <= last and answer is not Answer.NO:
                yield from _outside(case, filed, member, ("answers", f"{member}:"))


def check_missions_of_present(case: Case) -> Iterator[Problem]:
    """Missions are drawn among those who came."""
    for file, meeting, _event in case.filed:
        if meeting.present is None or file in case.doubtful:
            continue
        for card, member in meeting.missions.items():
            if member not in meeting.present and member in case.loaded.member_ids:
                values = {"member": member, "card": card}
                yield case.problem(codes.MISSION_OF_ABSENT, file, ("missions", card), values)


def check_votes(case: Case) -> Iterator[Problem]:
    """Every vote is for one of the frozen candidates."""
    for file, meeting, _event in case.filed:
        poll = meeting.poll
        if not poll or file in case.doubtful:
            continue
        candidates = ", ".join(str(day) for day in poll.candidates)
        for member, days in poll.votes.items():
            for index, day in enumerate(days):
                if day not in poll.candidates:
                    path = ("poll", "votes", member, index)
                    values = {"member": member, "day": day, "candidates": candidates}
                    yield case.problem(codes.VOTE_NOT_A_CANDIDATE, file, path, values)


def _spans(case: Case) -> Mapping[str, tuple[date, date]]:
    """Return each member's first and last day, for a cheap look; one who rejoined is always looked at closely."""
    return {
        member.id: (member.spans[0].from_on, member.spans[0].to_on or date.max)
        if len(member.spans) == 1
        else NEVER
        for member in case.group.members.values()
    }


def _outside(case: Case, filed: Filed, name: str, path: tuple[str, str | int]) -> Iterator[Problem]:
    member, on = case.group.members[name], filed.event.on
    if not member.belongs(on):
        values = {"member": name, "key": path[0], "day": on, "belonging": belonging(member)}
        yield case.problem(codes.PRESENCE_BEFORE_JOINING, filed.file, path, values)
