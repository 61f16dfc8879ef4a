"""Who sat with whom: recorded presence and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from builders import a_circle, a_group, a_meeting, a_member, a_rule, an_instant
from tablee.model import Answer, Meeting
from tablee.rules.tables import Company
from tablee.rules.timeline import build_timeline


def test_pairs_have_the_days_they_shared() -> None:
    """In whichever order the two are named, oldest first; a moved meeting counts on its real day."""
    company = _company(
        a_meeting("2026-01-08", present=("bo", "ana", "cy")),
        a_meeting("2026-01-15", moved_to="2026-01-16", present=("ana", "bo")),
    )
    assert company.days("ana", "bo") == company.days("bo", "ana") == (date(2026, 1, 8), date(2026, 1, 16))
    assert company.days("ana", "cy") == (date(2026, 1, 8),)
    assert company.days("ana", "ana") == company.days("ana", "di") == ()


def test_every_circle_is_a_table() -> None:
    """Members who met in a circle have met."""
    assert _company(a_meeting("prop.2026-01-06", present=("ana", "cy"))).days("cy", "ana") == (
        date(2026, 1, 6),
    )


def test_only_recorded_presence_proves() -> None:
    """Answers, an assumed or a cancelled meeting, strangers and members who are not named make no pair."""
    company = _company(
        a_meeting("2026-01-08", answers={"ana": Answer.YES, "bo": Answer.YES}, facilitators=("ana",)),
        a_meeting("2026-01-15", present=("ana", "bo"), cancelled=True),
        a_meeting("2026-01-22", present=("ana", "ghost", "m-7f3k")),
    )
    assert dict(company.of("ana")) == {}
    assert company.days("ana", "bo") == company.days("ana", "ghost") == company.days("m-7f3k", "ana") == ()


def _company(*meetings: Meeting) -> Company:
    members = [a_member(who) for who in ("ana", "bo", "cy", "di")]
    group = a_group(
        members=[*members, a_member("m-7f3k", public=False)],
        meetings=meetings,
        circles=[a_circle("prop", rhythm=a_rule("tuesday"))],
    )
    return Company(group, build_timeline(group, an_instant("2026-12-31")))


def test_company_counts_shared_tables() -> None:
    """How often two sat together, whichever is asked first; oneself, strangers and the unnamed are no company."""
    company = _company(
        a_meeting("2026-01-08", present=("ana", "bo", "m-7f3k", "ghost")),
        a_meeting("2026-01-15", present=("ana", "bo", "cy")),
        a_meeting("2026-01-22", answers={"ana": Answer.YES, "di": Answer.YES}, facilitators=("ana",)),
    )
    assert dict(company.of("ana")) == {"bo": 2, "cy": 1}
    assert (company.met("cy", "ana"), company.met("ana", "di"), company.met("ana", "m-7f3k")) == (1, 0, 0)
    assert (company.visits("ana"), company.visits("di")) == (2, 0)


def test_who_sat_with_both_can_introduce_them() -> None:
    """Who knows both best comes first, and only those who may be asked are named."""
    company = _company(
        a_meeting("2026-01-08", present=("ana", "bo")),
        a_meeting("2026-01-15", present=("bo", "di")),
        a_meeting("2026-01-22", present=("ana", "cy")),
        a_meeting("2026-01-29", present=("cy", "di")),
        a_meeting("2026-02-05", present=("cy", "di", "bo")),
        a_meeting("2026-02-12", present=("ana", "bo")),
    )
    assert company.between("ana", "di", {"ana", "bo", "cy", "di"}) == ("bo", "cy")
    assert company.between("ana", "di", {"ana", "bo", "cy", "di"}, most=1) == ("bo",)
    assert company.between("ana", "di", {"cy"}) == ("cy",)


@given(st.lists(st.sets(st.sampled_from(("ana", "bo", "cy", "di")))))
def test_shared_days_are_counted(tables: list[set[str]]) -> None:
    """However often two members met, that many days they shared."""
    days = (date(2026, 1, 1) + timedelta(days=7 * week) for week in range(len(tables)))
    held = [a_meeting(day.isoformat(), present=tuple(t)) for day, t in zip(days, tables, strict=True)]
    group = a_group(members=[a_member(who) for who in ("ana", "bo", "cy", "di")], meetings=held)
    company = Company(group, build_timeline(group, an_instant("2199-12-31")))
    for one, other in combinations(("ana", "bo", "cy", "di"), 2):
        days_shared = tuple(m.day for m in held if m.present and {one, other} <= set(m.present))
        assert company.days(one, other) == days_shared
        assert company.met(one, other) == len(days_shared)
