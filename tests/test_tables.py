"""Who sat with whom: recorded presence and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from builders import a_circle, a_group, a_meeting, a_member, a_rule, an_instant
from tablee.model import Answer, Meeting
from tablee.rules.tables import Company, Pair, proven, shared, together
from tablee.rules.timeline import timeline


def _shared(*meetings: Meeting) -> dict[Pair, tuple[date, ...]]:
    members = [a_member(who) for who in ("ana", "bo", "cy")]
    group = a_group(
        members=[*members, a_member("m-7f3k", public=False)],
        meetings=meetings,
        circles=[a_circle("prop", rhythm=a_rule("tuesday"))],
    )
    return dict(shared(group, timeline(group, an_instant("2026-12-31"))))


def test_pairs_have_the_days_they_shared() -> None:
    """Every pair once, sorted by identity, with the days oldest first; a moved meeting counts on its real day."""
    found = _shared(
        a_meeting("2026-01-08", present=("bo", "ana", "cy")),
        a_meeting("2026-01-15", moved_to="2026-01-16", present=("ana", "bo")),
    )
    first, second = date(2026, 1, 8), date(2026, 1, 16)
    assert found == {("ana", "bo"): (first, second), ("ana", "cy"): (first,), ("bo", "cy"): (first,)}


def test_every_circle_is_a_table() -> None:
    """Members who met in a circle have met."""
    assert _shared(a_meeting("prop.2026-01-06", present=("ana", "cy"))) == {
        ("ana", "cy"): (date(2026, 1, 6),)
    }


def test_only_recorded_presence_proves() -> None:
    """Answers, an assumed or a cancelled meeting, strangers and members who are not named make no pair."""
    found = _shared(
        a_meeting("2026-01-08", answers={"ana": Answer.YES, "bo": Answer.YES}, facilitators=("ana",)),
        a_meeting("2026-01-15", present=("ana", "bo"), cancelled=True),
        a_meeting("2026-01-22", present=("ana", "ghost", "m-7f3k")),
    )
    assert found == {}


def test_a_recommendation_is_proven_by_a_shared_meeting() -> None:
    """In whichever order the two are named."""
    pairs = _shared(a_meeting("2026-01-08", present=("bo", "ana")))
    assert together(pairs, "bo", "ana") == together(pairs, "ana", "bo") == (date(2026, 1, 8),)
    assert proven(pairs, "bo", "ana")
    assert not proven(pairs, "ana", "cy")


def test_pairs_that_are_asked_for_come_alone() -> None:
    """In whichever order they are named, and nobody makes a pair with himself."""
    meeting = a_meeting("2026-01-08", present=("bo", "ana", "cy"))
    group = a_group(members=[a_member(who) for who in ("ana", "bo", "cy")], meetings=(meeting,))
    line = timeline(group, an_instant("2026-12-31"))
    asked = [("bo", "ana"), ("ana", "ana"), ("bo", "ghost")]
    assert shared(group, line, asked) == {("ana", "bo"): (date(2026, 1, 8),)}


def _company(*meetings: Meeting) -> Company:
    members = [a_member(who) for who in ("ana", "bo", "cy", "di")]
    group = a_group(members=[*members, a_member("m-7f3k", public=False)], meetings=meetings)
    return Company(group, timeline(group, an_instant("2026-12-31")))


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
def test_company_and_shared_days_agree(tables: list[set[str]]) -> None:
    """Looked up one by one or gathered at once, the pairs have met equally often."""
    days = (date(2026, 1, 1) + timedelta(days=7 * week) for week in range(len(tables)))
    held = [a_meeting(day.isoformat(), present=tuple(t)) for day, t in zip(days, tables, strict=True)]
    group = a_group(members=[a_member(who) for who in ("ana", "bo", "cy", "di")], meetings=held)
    line = timeline(group, an_instant("2199-12-31"))
    company = Company(group, line)
    pairs = combinations(("ana", "bo", "cy", "di"), 2)
    counted = {pair: times for pair in pairs if (times := company.met(*pair))}
    assert counted == {pair: len(on) for pair, on in shared(group, line).items()}
