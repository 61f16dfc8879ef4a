"""An explanation: its numbers, its tie, its stand-ins, and the break that names who starts again."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from builders import (
    a_closure,
    a_meeting,
    a_member,
    a_span,
)
from regulars import OPTED_OUT, by_hash, explained, ranked, regulars_and
from tablee.model import Answer, Call, CallAnswer, Meeting, Member
from tablee.rules.turns import Candidate


def test_the_numbers_of_a_candidate() -> None:
    """Visits since the last turn; all of them for who never served."""
    found = {candidate.member: candidate for candidate in explained(regulars_and()).ranked}
    sixth = Fraction(6, 9)
    assert found["ana"] == Candidate("ana", sixth, 6, None)
    assert found["iv"] == Candidate("iv", sixth - 1, 4, date(2026, 1, 8))


def test_no_tie_where_balances_differ() -> None:
    """Whoever came once more than the others leads alone."""
    early = a_meeting("2025-12-30", title="Extra", present=("ana", "hu"), facilitators=("hu",))
    found = explained(regulars_and(extra=[early]))
    assert (found.lead, found.tie) == ("ana", False)


def test_stand_ins_come_from_those_who_rest() -> None:
    """Where only one does not rest, those who led longest ago stand in."""
    members = [a_member(who, facilitates=OPTED_OUT) for who in ("bo", "cy", "hu", "iv")]
    found = explained(regulars_and(*members))
    assert found.lead == "ana"
    assert found.stand_ins(("ana",)) == tuple(ranked(found)[1:3])
    assert set(ranked(found)[1:]) == {"di", "em", "fa", "gu"}


def test_the_break_names_who_starts_again() -> None:
    """The closure's facilitator leads the return, whatever the balances; the ranking stands in."""
    closure = a_closure("2026-02-08", "2026-02-14", "2026-02-19", facilitator="gu")
    found = explained(regulars_and(closures=(closure,)), "2026-02-19")
    assert (found.lead, found.by_return, found.tie) == ("gu", True, False)
    assert found.stand_ins(("gu",)) == tuple(by_hash("2026-02-19", "ana", "bo", "cy")[:2])


@pytest.mark.parametrize(
    ("member", "file"),
    [
        (a_member("gu", away=(a_span("2026-02-19"),)), a_meeting("2026-02-19")),
        (a_member("gu", left="2026-02-10"), a_meeting("2026-02-19")),
        (a_member("gu"), a_meeting("2026-02-19", answers={"gu": Answer.NO})),
        (a_member("gu"), a_meeting("2026-02-19", called=(Call("gu", date(2026, 2, 5), CallAnswer.PASSED),))),
    ],
)
def test_who_cannot_start_again_does_not(member: Member, file: Meeting) -> None:
    """Away, gone, busy or passed: then the usual rule calls."""
    closure = a_closure("2026-02-08", "2026-02-14", "2026-02-19", facilitator="gu")
    found = explained(regulars_and(member, extra=[file], closures=(closure,)), "2026-02-19")
    assert found.lead == by_hash("2026-02-19", "ana", "bo", "cy")[0]
    assert not found.by_return


def test_who_was_called_to_start_again_stays_so() -> None:
    """A refusal after the call does not rewrite why."""
    closure = a_closure("2026-02-08", "2026-02-14", "2026-02-19", facilitator="gu")
    file = a_meeting("2026-02-19", called=(Call("gu", date(2026, 2, 5)),), answers={"gu": Answer.NO})
    assert explained(regulars_and(extra=[file], closures=(closure,)), "2026-02-19").by_return
