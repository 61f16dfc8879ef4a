"""Who can help whom, and who should be introduced: found by words, by shared tables and by nothing hidden."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from builders import a_group, a_meeting, a_member, an_instant
from tablee.model import Answer, Group, Meeting, Member, Offer
from tablee.rules.mutual_help import COMMON, Helpers, Introduction, Match, Need, Source, introductions
from tablee.rules.tables import Company
from tablee.rules.timeline import build_timeline
from tablee.rules.vitality import gatherings

TODAY = date(2026, 11, 23)


def matches_of(need: str, *others: Member) -> list[Match]:
    """Return who may help with a need of a member who offers the same himself."""
    asking = a_member("zoe", needs=(Offer(need),), offers=(Offer(need),))
    found = Helpers([asking, *others], TODAY).needs(asking)
    return list(found[0].matches)


def test_an_offer_a_skill_and_a_trade_can_help() -> None:
    """Whoever says a word of one family with the need may help, and it is told by which one; never oneself."""
    others = (
        a_member("ana", trade="Illustratrice"),
        a_member("bo", skills=("illustration",)),
        a_member("cy", offers=(Offer("Illustrer vos livrets"),)),
        a_member("di", trade="Notaire"),
    )
    assert matches_of("Un illustrateur pour demain", *others) == [
        Match("cy", Source.OFFER, "Illustrer vos livrets", ("illustrateur",)),
        Match("bo", Source.SKILL, "illustration", ("illustrateur",)),
        Match("ana", Source.TRADE, "Illustratrice", ("illustrateur",)),
    ]


def test_who_shares_most_words_is_named_alone() -> None:
    """Two words in common are worth more than one that many share."""
    others = (
        a_member("ana", offers=(Offer("Relire une page"),)),
        a_member("bo", offers=(Offer("Refaire une page en ligne"),)),
    )
    assert [(m.member, m.words) for m in matches_of("Une page en ligne", *others)] == [
        ("bo", ("page", "ligne"))
    ]


def test_one_word_of_many_is_no_lead() -> None:
    """A workshop to visit is no male voice for a film about a workshop."""
    gaspard = a_member("gaspard", offers=(Offer("Visite de l’atelier"),))
    assert matches_of("Une voix masculine pour un film d’atelier", gaspard) == []
    assert [match.member for match in matches_of("Un atelier", gaspard)] == ["gaspard"]


def test_the_rarer_word_comes_first() -> None:
    """Of two single words, the one that fewer members use tells more."""
    others = (
        a_member("ana", skills=("atelier",)),
        a_member("bo", skills=("atelier",)),
        a_member("cy", skills=("voix",)),
    )
    assert [m.member for m in matches_of("Une voix pour un atelier", *others)] == ["cy", "ana", "bo"]


def test_what_everybody_says_tells_nobody_apart() -> None:
    """A word that more than forty members use finds nobody, so that a large group costs no more."""
    crowd = [a_member(f"p{n}", skills=("python",)) for n in range(COMMON + 1)]
    assert matches_of("Du python", *crowd) == []


def test_what_is_over_is_neither_asked_nor_offered() -> None:
    """A need or an offer whose last day has passed is left out; today still counts."""
    ana = a_member("ana", needs=(Offer("Photos", date(2026, 11, 22)), Offer("Photos", TODAY)))
    bo = a_member("bo", offers=(Offer("Des photos", date(2026, 11, 22)),))
    assert Helpers([ana, bo], TODAY).needs(ana) == (Need("ana", Offer("Photos", TODAY), ()),)


@given(st.permutations(["ana", "bo", "cy", "di", "eve"]))
def test_the_order_of_files_does_not_matter(names: list[str]) -> None:
    """The helpers of a need are the same whatever the order in which members are read."""
    members = [a_member(name, skills=("voix", "atelier")) for name in names]
    assert [match.member for match in matches_of("Une voix", *members)] == ["ana", "bo", "cy"]


# Introductions


def introduced(*members: Member, meetings: tuple[Meeting, ...]) -> tuple[Introduction, ...]:
    """Return whom to introduce at the next meeting."""
    group: Group = a_group(members=members, meetings=meetings)
    timeline = build_timeline(group, an_instant("2026-11-23"))
    event = timeline.next()
    assert event
    lately = gatherings(group.members, timeline, "")
    return introductions(group, event, lately, Helpers(members, TODAY), Company(group, timeline))


def coming(*members: str) -> Meeting:
    """Make the next meeting, to which members come."""
    return a_meeting("2026-11-26", answers=dict.fromkeys(members, Answer.YES))


def test_a_newcomer_is_introduced_first() -> None:
    """Who has made fewest visits stands first; regulars who fit each other come after."""
    held = [a_meeting(f"2026-11-{day:02}", present=("ana", "bo")) for day in (5, 12, 19)]
    held += [a_meeting(f"2026-10-{day:02}", present=("cy", "di")) for day in (1, 8, 15)]
    cy = a_member("cy", skills=("photos",))
    ana = a_member("ana", needs=(Offer("Photos"),))
    members = (ana, a_member("bo"), cy, a_member("di"), a_member("eve"))
    found = introduced(*members, meetings=(*held, coming("ana", "bo", "cy", "di", "eve")))
    assert (found[0].one, found[0].newcomer) == ("eve", True)
    assert len({who for pair in found for who in (pair.one, pair.other)}) == 2 * len(found)


def test_who_has_met_needs_no_introduction() -> None:
    """Neither have two regulars who have nothing for each other."""
    held = tuple(a_meeting(f"2026-11-{day:02}", present=("ana", "bo")) for day in (5, 12, 19))
    assert introduced(a_member("ana"), a_member("bo"), meetings=(*held, coming("ana", "bo"))) == ()
    apart = [a_meeting(f"2026-10-{day:02}", present=("ana",)) for day in (1, 8, 15)]
    apart += [a_meeting(f"2026-11-{day:02}", present=("bo",)) for day in (5, 12, 19)]
    assert introduced(a_member("ana"), a_member("bo"), meetings=(*apart, coming("ana", "bo"))) == ()


def test_who_fits_is_introduced_with_the_need() -> None:
    """Two regulars who never met and fit are proposed, with what one needs and the other does."""
    apart = [a_meeting(f"2026-10-{day:02}", present=("ana",)) for day in (1, 8, 15)]
    apart += [a_meeting(f"2026-11-{day:02}", present=("bo",)) for day in (5, 12, 19)]
    ana, bo = a_member("ana", needs=(Offer("Des photos"),)), a_member("bo", trade="Photographe")
    need = Need("ana", Offer("Des photos"), (Match("bo", Source.TRADE, "Photographe", ("photos",)),))
    assert introduced(ana, bo, meetings=(*apart, coming("ana", "bo"))) == (
        Introduction("ana", "bo", newcomer=False, needs=(need,)),
    )


def test_only_those_who_will_be_there_are_introduced() -> None:
    """A no, an absence and an unnamed member leave nobody to introduce; two of the last four meetings are a maybe."""
    away = a_member("bo", away=())
    refused = a_meeting("2026-11-26", answers={"ana": Answer.YES, "bo": Answer.NO, "m-7f3k": Answer.YES})
    unnamed = a_member("m-7f3k", public=False)
    assert introduced(a_member("ana"), away, unnamed, meetings=(refused,)) == ()
    usual = [a_meeting(f"2026-11-{day:02}", present=("cy",)) for day in (12, 19)]
    found = introduced(a_member("ana"), a_member("cy"), meetings=(*usual, coming("ana")))
    assert [(pair.one, pair.other) for pair in found] == [("ana", "cy")]


def test_at_most_three_pairs_are_proposed() -> None:
    """Ten strangers make three introductions, nobody twice, the same at every build."""
    members = [a_member(f"p{n}") for n in range(10)]
    meetings = (coming(*(member.id for member in members)),)
    found = introduced(*members, meetings=meetings)
    assert len(found) == 3
    assert found == introduced(*members, meetings=meetings)
