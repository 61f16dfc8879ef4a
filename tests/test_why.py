"""The sentences that say why somebody is called: numbers for those named, counts for those who are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from builders import a_group, a_meeting, a_member
from tablee.i18n.translations import load_translations
from tablee.rules.turns import Candidate, Explanation, Reason, Rest
from tablee.rules.why import render_number, render_why

GROUP = a_group(
    members=[a_member(who) for who in ("ana", "bo", "cy", "di")] + [a_member("m-7f3k", public=False)]
)
ANA = Candidate("ana", Fraction(5, 4), 7, date(2026, 3, 5))
BO = Candidate("bo", Fraction(1, 2), 3, None)
CY = Candidate("cy", Fraction(-1, 3), 3, None, Rest.LED)


def _explained(
    ranked: tuple[Candidate, ...] = (ANA, BO, CY),
    *,
    called: str = "",
    skipped: dict[Reason, tuple[str, ...]] | None = None,
    tie: bool = False,
    by_return: bool = False,
) -> Explanation:
    return Explanation(
        key="2026-12-10",
        called=called,
        called_on=date(2026, 12, 1) if called else None,
        ranked=ranked,
        skipped=skipped or {},
        tie=tie,
        by_return=by_return,
    )


def _why(explanation: Explanation, language: str = "en") -> list[str]:
    return render_why(explanation, GROUP, load_translations(language))


def test_why_the_lead_and_who_is_next() -> None:
    """Balance, visits since the last turn, and the two stand-ins with their balances."""
    assert _why(_explained()) == [
        "Ana has the highest balance of those who can be called: +1.25.",
        "Since the last turn, on 5 March 2026: 7 visits.",
        "Next in line: Bo (+0.50) and Cy (−0.33).",
        "1 member has led or was asked at the last meetings, and comes after the others.",
    ]


def test_why_in_french() -> None:
    """The same in French, with its commas and spaces."""
    assert _why(_explained(called="ana"), "fr") == [
        "Demande faite à Ana le mardi 1er décembre 2026.",
        "Ana a le solde le plus haut parmi les personnes disponibles\N{NO-BREAK SPACE}: +1,25.",
        "Depuis le dernier tour, le 5 mars 2026\N{NO-BREAK SPACE}: 7 venues.",
        "Ensuite\N{NO-BREAK SPACE}: Bo (+0,50) et Cy (−0,33).",
        "1 membre a animé ou a été sollicité aux dernières rencontres, et vient après les autres.",
    ]


def test_a_first_turn_a_tie_and_a_rest() -> None:
    """Each peculiarity has its sentence; where nobody knows of a visit, none is told."""
    assert _why(_explained((BO,), tie=True)) == [
        "Bo has the highest balance of those who can be called: +0.50.",
        "No turn yet: 3 visits.",
        "The next one’s balance is the same: lots were drawn, and anybody can draw them again.",
    ]
    unknown = Candidate("di", Fraction(0), 0, None)
    assert _why(_explained((unknown,))) == ["Di has the highest balance of those who can be called: 0.00."]
    assert (
        _why(_explained((CY,)))[-1]
        == "Everybody who can be called has led or was asked at the last meetings."
    )


def test_a_call_that_the_files_do_not_explain_is_said() -> None:
    """Where somebody else was called than the rule says, nobody pretends."""
    assert _why(_explained((BO,), called="cy"))[:2] == [
        "Cy was called on Tuesday 1 December 2026.",
        "By today’s files it would be Bo: they were corrected since, or the call was made by hand.",
    ]


def test_who_took_a_turn_over_is_said() -> None:
    """A volunteer facilitates although the rule called, or would have called, somebody else."""
    file = a_meeting("2026-12-10", facilitators=("di", "cy"))
    group = replace(GROUP, meetings={"2026-12-10": file})
    said = render_why(_explained((BO,)), group, load_translations("en"))
    assert said[0] == "Di and Cy took this turn on. The rule goes by balances:"
    assert render_why(_explained((CY,)), group, load_translations("en"))[0].startswith(
        "Cy has the highest balance"
    )


def test_the_break_and_nobody() -> None:
    """Who starts again after a break does so by name; where nobody can be called, that is all there is to say."""
    assert _why(_explained((BO,), by_return=True))[0] == "Bo starts the group again, as the break said."
    assert _why(_explained(())) == ["Nobody can be called for this meeting."]


def test_who_is_not_asked_is_counted_and_never_named() -> None:
    """Opting out, being away, at another meeting or absent, and passing are nobody's business."""
    skipped = {
        Reason.OPTED_OUT: ("ana",),
        Reason.AWAY: ("bo", "cy"),
        Reason.BUSY: ("di",),
        Reason.CANNOT_COME: ("di",),
        Reason.ASKED: ("di",),
        Reason.INACTIVE: ("ana", "bo"),
    }
    assert _why(_explained((), skipped=skipped))[1:] == [
        (
            "Not asked: 1 does not facilitate, 2 are away, 1 is at another meeting, 2 can’t this time "
            "and 2 have not come lately."
        )
    ]


def test_who_is_not_public_is_never_named() -> None:
    """Also where a file names such a member as called."""
    assert _why(_explained((), called="m-7f3k")) == ["someone was called on Tuesday 1 December 2026."]


@pytest.mark.parametrize(
    ("number", "said"),
    [("0", "0.00"), ("1/3", "+0.33"), ("-2/3", "−0.67"), ("-1/1000", "0.00"), ("12", "+12.00")],
)
def test_numbers_are_rounded_exactly(number: str, said: str) -> None:
    """Two decimals and a sign; nothing is nothing."""
    assert render_number(Fraction(number), load_translations("en")) == said
