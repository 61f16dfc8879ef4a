"""The ledger: who owes, who pays, and what moves nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from builders import a_circle, a_group, a_meeting, a_member, a_rule, an_instant
from tablee.model import Answer, Call, CallAnswer, Group, Meeting, Member, Share
from tablee.rules.timeline import build_timeline
from tablee.rules.turns import Ledger, Turns

NOW = an_instant("2026-12-31 12:00")
DAYS = ("2026-01-01", "2026-01-08", "2026-01-15", "2026-01-22", "2026-01-29", "2026-02-05")


def _held(key: str, *present: str, by: str | tuple[str, ...] = ()) -> Meeting:
    led = (by,) if isinstance(by, str) else by
    return a_meeting(
        key, present=tuple(dict.fromkeys((*present, *(who for who in led if who)))), facilitators=led
    )


def _members(*ids: str) -> list[Member]:
    return [a_member(who) for who in ids]


def _ledger(group: Group, circle: str = "") -> Ledger:
    return Turns(group, build_timeline(group, NOW)).ledger(circle)


def _share(text: str, since: str = "2025-01-09") -> Share:
    return Share(date.fromisoformat(since), Fraction(text))


def test_who_comes_owes_a_part_and_who_facilitates_pays_it() -> None:
    """Four come, one facilitates: each owes a quarter, the facilitator is left three quarters ahead."""
    group = a_group(
        members=_members("ana", "bo", "cy", "di"), meetings=[_held(DAYS[0], "ana", "bo", "cy", by="di")]
    )
    found = _ledger(group)
    quarter = Fraction(1, 4)
    assert found.balances == {"ana": quarter, "bo": quarter, "cy": quarter, "di": -3 * quarter}
    assert found.visits == {"ana": 1, "bo": 1, "cy": 1, "di": 1}
    entry = found.entries[0]
    assert entry.turnout.event.on == date(2026, 1, 1)
    assert (entry.weights, entry.total) == (dict.fromkeys(("ana", "bo", "cy", "di"), 1), 4)
    assert entry.served == {"di": 1}


def test_everybody_who_could_be_called_stands_in_the_ledger() -> None:
    """A member who never came is there with nothing; one who is not public is not."""
    group = a_group(members=[a_member("ana"), a_member("m-7f3k", public=False)])
    assert _ledger(group) == Ledger("", {"ana": Fraction(0)}, {"ana": 0}, ())


def test_an_opt_out_neither_owes_nor_is_owed_for() -> None:
    """The share of whoever does not facilitate falls on the others."""
    quiet = a_member("cy", facilitates=(_share("0"),))
    group = a_group(
        members=[*_members("ana", "bo"), quiet], meetings=[_held(DAYS[0], "ana", "bo", "cy", by="bo")]
    )
    assert _ledger(group).balances == {"ana": Fraction(1, 2), "bo": Fraction(-1, 2), "cy": 0}


def test_an_opt_out_does_not_change_the_past() -> None:
    """Shares are dated: who opts out in February owes for January as before."""
    later = a_member("ana", facilitates=(_share("1"), _share("0", "2026-02-01")))
    meetings = [_held(DAYS[0], "ana", "bo", by="bo"), _held(DAYS[5], "ana", "bo", by="bo")]
    found = _ledger(a_group(members=[later, *_members("bo")], meetings=meetings))
    assert found.balances == {"ana": Fraction(1, 2), "bo": Fraction(-1, 2)}


def test_who_is_not_public_owes_nothing() -> None:
    """A member who cannot be named is never called, so owes nothing; the visit counts."""
    hidden = a_member("m-7f3k", public=False)
    group = a_group(
        members=[*_members("ana", "bo"), hidden], meetings=[_held(DAYS[0], "ana", "m-7f3k", by="bo")]
    )
    found = _ledger(group)
    assert found.balances == {"ana": Fraction(1, 2), "bo": Fraction(-1, 2), "m-7f3k": 0}
    assert found.visits["m-7f3k"] == 1


def test_withdrawing_from_the_public_page_does_not_change_the_past() -> None:
    """A file that states its shares keeps them when the member is no longer named, so others' balances stay."""
    shares = (_share("1"), _share("0", "2026-02-01"))
    meetings = [_held(DAYS[0], "ana", "bo", by="bo")]
    named, hidden = (
        _ledger(
            a_group(
                members=[a_member("ana", facilitates=shares, public=public), *_members("bo")],
                meetings=meetings,
            )
        )
        for public in (True, False)
    )
    assert hidden.balances == named.balances == {"ana": Fraction(1, 2), "bo": Fraction(-1, 2)}


def test_a_half_share_owes_half() -> None:
    """With weights 1/2 and 1, a third of the turn and two thirds."""
    half = a_member("ana", facilitates=(_share("1/2"),))
    quiet = a_member("cy", facilitates=(_share("0"),))
    group = a_group(members=[half, *_members("bo"), quiet], meetings=[_held(DAYS[0], "ana", "bo", by="cy")])
    assert _ledger(group).balances == {"ana": Fraction(1, 3), "bo": Fraction(2, 3), "cy": -1}


def test_a_volunteer_pays_for_the_others() -> None:
    """Who owes nothing and facilitates all the same goes below nothing by a whole turn."""
    quiet = a_member("cy", facilitates=(_share("0"),))
    group = a_group(members=[*_members("ana", "bo"), quiet], meetings=[_held(DAYS[0], "ana", "bo", by="cy")])
    assert _ledger(group).balances == {"ana": Fraction(1, 2), "bo": Fraction(1, 2), "cy": -1}


def test_co_facilitators_share_the_payment() -> None:
    """Two who facilitate together pay half a turn each."""
    group = a_group(members=_members("ana", "bo", "cy"), meetings=[_held(DAYS[0], "cy", by=("ana", "bo"))])
    sixth = Fraction(1, 6)
    assert _ledger(group).balances == {"ana": -sixth, "bo": -sixth, "cy": 2 * sixth}


def test_without_facilitator_a_meeting_is_only_a_visit() -> None:
    """Nobody served, so nobody owes."""
    found = _ledger(a_group(members=_members("ana", "bo"), meetings=[_held(DAYS[0], "ana", "bo")]))
    assert found == Ledger("", {"ana": Fraction(0), "bo": Fraction(0)}, {"ana": 1, "bo": 1}, ())


def test_a_cancelled_meeting_moves_nothing() -> None:
    """Whatever its file still says, a cancelled meeting is neither a visit nor a turn."""
    file = a_meeting(
        DAYS[0], cancelled=True, facilitators=("ana",), answers={"bo": Answer.YES}, present=("ana",)
    )
    found = _ledger(a_group(members=_members("ana", "bo"), meetings=[file]))
    assert found == Ledger("", {"ana": Fraction(0), "bo": Fraction(0)}, {"ana": 0, "bo": 0}, ())


def test_an_assumed_meeting_is_owed_by_who_said_yes() -> None:
    """Without presence, answers stand for visits, and who accepted the call pays."""
    answers = {"ana": Answer.YES, "bo": Answer.MAYBE, "cy": Answer.NO}
    called = (
        Call("bo", date(2025, 12, 22), CallAnswer.PASSED),
        Call("di", date(2025, 12, 23), CallAnswer.ACCEPTED),
    )
    file = a_meeting(DAYS[0], answers=answers, called=called)
    found = _ledger(a_group(members=_members("ana", "bo", "cy", "di"), meetings=[file]))
    assert found.balances == {"ana": Fraction(1, 2), "bo": 0, "cy": 0, "di": Fraction(-1, 2)}
    assert found.visits == {"ana": 1, "bo": 0, "cy": 0, "di": 1}


def test_in_an_assumed_meeting_the_recorded_facilitator_pays() -> None:
    """Who took the turn over stands in the file, and pays instead of who had accepted."""
    called = (Call("bo", date(2025, 12, 22), CallAnswer.ACCEPTED),)
    file = a_meeting(DAYS[0], called=called, facilitators=("di",))
    assert _ledger(a_group(members=_members("bo", "di"), meetings=[file])).entries[0].served == {"di": 1}


def test_a_call_without_answer_does_not_pay() -> None:
    """Who never accepted is not assumed to have facilitated."""
    file = a_meeting(DAYS[0], answers={"ana": Answer.YES}, called=(Call("bo", date(2025, 12, 22)),))
    found = _ledger(a_group(members=_members("ana", "bo"), meetings=[file]))
    assert found == Ledger("", {"ana": Fraction(0), "bo": Fraction(0)}, {"ana": 1, "bo": 0}, ())


def test_unknown_identities_are_ignored() -> None:
    """A name without a file neither owes nor pays; with an unknown facilitator alone nothing moves."""
    meetings = [_held(DAYS[0], "ana", "ghost", by="bo"), _held(DAYS[1], "ana", by="ghost")]
    found = _ledger(a_group(members=_members("ana", "bo"), meetings=meetings))
    assert found.balances == {"ana": Fraction(1, 2), "bo": Fraction(-1, 2)}
    assert found.visits == {"ana": 2, "bo": 1}


def test_each_circle_has_its_own_ledger() -> None:
    """A turn for a circle counts nothing in the group's ledger."""
    members = [a_member("ana", circles=("prop",)), a_member("bo", circles=("prop",)), a_member("cy")]
    group = a_group(
        members=members,
        meetings=[_held("prop.2026-01-06", "ana", by="bo"), _held(DAYS[0], "cy", by="ana")],
        circles=[a_circle("prop", rhythm=a_rule("tuesday"))],
    )
    half = Fraction(1, 2)
    assert _ledger(group, "prop").balances == {"ana": half, "bo": -half}
    assert _ledger(group).balances == {"ana": -half, "bo": 0, "cy": half}


def test_absence_and_leaving_freeze_the_balance() -> None:
    """Meetings without somebody do not move that balance, also after leaving."""
    gone = a_member("cy", left="2026-01-07")
    meetings = [_held(DAYS[0], "ana", "bo", "cy", by="ana"), _held(DAYS[1], "ana", "bo", by="bo")]
    found = _ledger(a_group(members=[*_members("ana", "bo"), gone], meetings=meetings))
    assert found.balances == {"ana": Fraction(-1, 6), "bo": Fraction(-1, 6), "cy": Fraction(1, 3)}


_IDS = ("ana", "bo", "cy", "di", "em", "fa")
_SHARES = st.sampled_from(["0", "1/3", "1/2", "1"])


@st.composite
def _groups(make: st.DrawFn) -> Group:
    shares = [make(_SHARES) for _ in _IDS]
    members = [
        a_member(who, facilitates=(_share(share),), public=make(st.booleans()))
        for who, share in zip(_IDS, shares, strict=True)
    ]
    names = st.lists(st.sampled_from((*_IDS, "ghost")), unique=True)
    meetings = [
        a_meeting(
            day,
            present=tuple(make(names)),
            facilitators=tuple(make(names))[:3],
            cancelled=make(st.booleans()),
        )
        for day in DAYS
    ]
    return a_group(members=members, meetings=meetings)


@given(_groups())
def test_balances_always_add_up_to_nothing(group: Group) -> None:
    """Whatever the files say, what is owed is served; each entry moves exactly one turn."""
    found = _ledger(group)
    assert sum(found.balances.values()) == 0
    assert all(sum(entry.served.values()) == 1 for entry in found.entries)
    assert all(isinstance(balance, Fraction) for balance in found.balances.values())
