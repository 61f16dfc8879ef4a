"""Members: the public ones have a name, the others tell nothing; one account is one person."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.checks.case import Case
from tablee.files.paths import file_of_member
from tablee.model.identity import NEUTRAL
from tablee.rules.timeline import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tablee.files.problem import Problem

TELLING = (
    "name",
    "trade",
    "tagline",
    "photo",
    "skills",
    "city",
    "about",
    "links",
    "github",
    "github_id",
    "offers",
    "needs",
    "recommends",
)
"""What tells who somebody is: all but public, joined, left, away, usually, facilitates and circles."""


def check_private_tell_nothing(case: Case) -> Iterator[Problem]:
    """The file of a member who is not public tells nothing of the person, neither inside nor by its name."""
    for member in case.group.members.values():
        if member.public:
            continue
        file = file_of_member(member.id)
        for key in TELLING:
            if getattr(member, key):
                yield case.problem(codes.TELLING_FIELD, file, (f"{key}:",), {"key": key})
        if not NEUTRAL.fullmatch(member.id):
            yield case.problem(codes.TELLING_NAME, file, (), {"member": member.id})


def check_public_have_names(case: Case) -> Iterator[Problem]:
    """A public member has a name."""
    for member in case.group.members.values():
        file = file_of_member(member.id)
        if member.public and not member.name and file not in case.doubtful:
            yield case.problem(codes.NAME_MISSING, file, ("public:",))


def check_accounts_differ(case: Case) -> Iterator[Problem]:
    """One GitHub account speaks for one member."""
    for key in ("github", "github_id"):
        first: dict[str, str] = {}
        for member in case.group.members.values():
            account = getattr(member, key)
            if not account:
                continue
            other = first.setdefault(str(account).casefold(), member.id)
            if other != member.id:
                values = {"key": key, "account": account, "other": other}
                yield case.problem(codes.SAME_ACCOUNT, file_of_member(member.id), (key,), values)


def check_accounts_have_numbers(case: Case) -> Iterator[Problem]:
    """An account is known by its number: a login may be given to somebody else."""
    for member in case.group.members.values():
        if member.public and member.github and member.github_id is None:
            values = {"account": member.github}
            yield case.problem(codes.ACCOUNT_NUMBER_MISSING, file_of_member(member.id), ("github",), values)


def check_recommendations(case: Case) -> Iterator[Problem]:
    """Members recommend others, whom they met at a meeting."""
    tables = _tables(case)
    for member in case.group.members.values():
        for index, recommendation in enumerate(member.recommends):
            other, path = recommendation.member, ("recommends", index, "member")
            if other == member.id:
                yield case.problem(
                    codes.RECOMMENDS_ONESELF, file_of_member(member.id), path, {"member": other}
                )
            elif other in case.group.members and tables[member.id].isdisjoint(tables[other]):
                values = {"member": member.id, "other": other}
                yield case.problem(codes.UNPROVEN_RECOMMENDATION, file_of_member(member.id), path, values)


def _tables(case: Case) -> defaultdict[str, set[str]]:
    """Return the files of the held meetings at which each member was present."""
    tables: defaultdict[str, set[str]] = defaultdict(set)
    for file, meeting, event in case.filed:
        if event.state is State.HELD:
            for member in meeting.present or ():
                tables[member].add(file)
    return tables
