"""Names that one file gives and another should know: members, circles, mission cards."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.checks.case import Case, Path
from tablee.files.nearest import nearest
from tablee.files.paths import GROUP_FILE, file_of_member
from tablee.model.nothing import names_nobody

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from tablee.files.problem import Problem
    from tablee.model import Meeting

RECORDED_LATELY = timedelta(days=31)
"""A card may leave the deck later: meetings older than this may name one that is gone."""


def check_members_known(case: Case) -> Iterator[Problem]:
    """Every member named anywhere has a file in `members/`."""
    known = case.loaded.member_ids
    for file, names, paths in _namings(case):
        if known.issuperset(names):
            continue
        for member, path in zip(names, paths, strict=False):
            if member not in known:
                near = near_name(member, known)
                fix = codes.NOBODY if names_nobody(member) else codes.MEMBER_NEAR if near else None
                yield case.problem(codes.UNKNOWN_MEMBER, file, path, {"member": member, "near": near}, fix)


def check_circles_known(case: Case) -> Iterator[Problem]:
    """Every circle named by a member or by a meeting's file is in `group.yml`."""
    if GROUP_FILE in case.doubtful:
        return
    known = case.group.settings.circles
    for member in case.group.members.values():
        for index, circle in enumerate(member.circles):
            if circle not in known:
                yield _unknown_circle(case, file_of_member(member.id), ("circles", index), circle)
    for filed in case.filed:
        circle = filed.meeting.circle
        if circle and circle not in known:
            yield _unknown_circle(case, filed.file, (), circle)


def check_cards_known(case: Case) -> Iterator[Problem]:
    """Every card drawn or done lately is in the `deck`."""
    if GROUP_FILE in case.doubtful:
        return
    deck = case.group.settings.deck
    for filed in case.filed:
        meeting = filed.meeting
        if filed.event.on < case.today - RECORDED_LATELY:
            continue
        drawn: list[tuple[str, Path]] = [(card, ("missions", f"{card}:")) for card in meeting.missions]
        done: list[tuple[str, Path]] = [(card, ("done", index)) for index, card in enumerate(meeting.done)]
        for card, path in drawn + done:
            if card not in deck:
                near = near_name(card, deck)
                fix = codes.CARD_NEAR if near else None
                yield case.problem(codes.UNKNOWN_CARD, filed.file, path, {"card": card, "near": near}, fix)


def check_missions_drawn(case: Case) -> Iterator[Problem]:
    """Every card that is done was drawn by somebody."""
    for filed in case.filed:
        for index, card in enumerate(filed.meeting.done):
            if card not in filed.meeting.missions:
                yield case.problem(codes.DONE_WITHOUT_MISSION, filed.file, ("done", index), {"card": card})


def near_name(name: str, known: Iterable[str]) -> str:
    """Return the known name that was most likely meant: the only one with this first or last name, or a similar one."""
    ordered = sorted(known)
    parts = [other for other in ordered if other.startswith(f"{name}-") or other.endswith(f"-{name}")]
    if parts:
        return parts[0] if len(parts) == 1 else ""
    return nearest(name, ordered)


def _unknown_circle(case: Case, file: str, path: Path, circle: str) -> Problem:
    near = near_name(circle, case.group.settings.circles)
    fix = codes.CIRCLE_NEAR if near else None
    return case.problem(codes.UNKNOWN_CIRCLE, file, path, {"circle": circle, "near": near}, fix)


def _namings(case: Case) -> Iterator[tuple[str, Collection[str], Iterable[Path]]]:
    """Yield each list of names: its file, the names, and lazily where each of them stands."""
    settings = case.group.settings
    for duty, keepers in settings.duties.items():
        yield GROUP_FILE, keepers, (("duties", duty, index) for index in count())
    for index, closure in enumerate(settings.closures):
        if closure.facilitator:
            yield GROUP_FILE, (closure.facilitator,), [("closures", index, "facilitator")]
    for member in case.group.members.values():
        if member.recommends:
            others = [recommendation.member for recommendation in member.recommends]
            yield file_of_member(member.id), others, (("recommends", index, "member") for index in count())
    known = case.loaded.member_ids
    for filed in case.filed:
        if not known.issuperset(_named(filed.meeting)):
            for names, paths in _namings_of(filed.meeting):
                yield filed.file, names, paths


def _named(meeting: Meeting) -> set[str]:
    """Return all members whom a meeting's file names: most are known, and no list need be looked at by itself."""
    called = [call.member for call in meeting.called]
    votes = meeting.poll.votes if meeting.poll else ()
    lists = (meeting.facilitators, meeting.answers, called, meeting.present or (), votes)
    return set(meeting.missions.values()).union(*lists)


def _namings_of(meeting: Meeting) -> Iterator[tuple[Collection[str], Iterable[Path]]]:
    yield meeting.facilitators, (("facilitator", index) for index in count())
    yield meeting.answers, (("answers", f"{member}:") for member in meeting.answers)
    if meeting.called:
        yield [call.member for call in meeting.called], (("called", index, "member") for index in count())
    if meeting.present:
        yield meeting.present, (("present", index) for index in count())
    if meeting.missions:
        yield meeting.missions.values(), (("missions", card) for card in meeting.missions)
    if meeting.poll:
        votes = meeting.poll.votes
        yield votes, (("poll", "votes", f"{member}:") for member in votes)
