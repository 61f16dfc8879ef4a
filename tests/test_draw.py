"""The draw of the missions: tickets that anybody can compute, and no routine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from builders import a_group, a_meeting, a_member
from tablee.model import Card, Group, Meeting
from tablee.rules.draw import draw, draws, fold_words

DECK = {"restaurant": Card("Restaurant"), "topic": Card("Topic")}
IDS = ("ana", "bo", "cy", "di", "em")
DAY = "2026-12-10"


def _group(*meetings: Meeting, deck: Mapping[str, Card] = DECK) -> Group:
    members = [a_member(who) for who in IDS]
    return a_group(members=members, meetings=meetings, deck=deck, identity="tablee-vallee.example.org")


def _held(key: str, *present: str, missions: Mapping[str, str] | None = None) -> Meeting:
    words = ("Parapluie", "Été")
    return a_meeting(key, present=present, room_words=words, missions=dict(missions or {}))


def _missions(group: Group, key: str = DAY) -> dict[str, str]:
    return draw(group, group.meetings[key]).missions


def _hash(card: str, member: str, key: str = DAY) -> str:
    text = f"draw:v1\ntablee-vallee.example.org\n{key}\n{key[-10:]}\nete parapluie\n{card}\n{member}"
    return sha256(text.encode()).hexdigest()


def test_a_ticket_is_the_hash_of_seven_lines() -> None:
    """Version, group, meeting, day, room words, card, member: known once and for all."""
    group = _group(_held(DAY, "ana"))
    found = draw(group, group.meetings[DAY]).cards[0].tickets[0]
    assert (
        found.text
        == "draw:v1\ntablee-vallee.example.org\n2026-12-10\n2026-12-10\nete parapluie\nrestaurant\nana"
    )
    assert found.hash == "519784f2106be6ebc9b144e7b6502e83341d31540e31cff9f9f2c24026942d72"


def test_the_lowest_ticket_wins_and_each_has_one_card() -> None:
    """The first card goes to the lowest hash of all, the second to the lowest of the others."""
    group = _group(_held(DAY, *IDS))
    found = draw(group, group.meetings[DAY])
    first = sorted(IDS, key=lambda who: _hash("restaurant", who))
    second = sorted(first[1:], key=lambda who: _hash("topic", who))
    assert [[t.member for t in drawn.tickets] for drawn in found.cards] == [first, second]
    assert found.missions == {"restaurant": first[0], "topic": second[0]}
    assert [t.hash for t in found.cards[0].tickets] == [_hash("restaurant", who) for who in first]


def test_cards_last_as_long_as_people() -> None:
    """With one person and two cards, one card stays in the deck."""
    group = _group(_held(DAY, "ana"))
    found = draw(group, group.meetings[DAY])
    assert found.missions == {"restaurant": "ana"}
    assert (found.cards[1].tickets, found.cards[1].winner) == ((), "")


def test_only_public_members_of_that_day_take_part() -> None:
    """A stranger, somebody who has left and somebody who is not named draw nothing."""
    members = [a_member("ana"), a_member("bo", left="2026-12-09"), a_member("m-7f3k", public=False)]
    meeting = _held(DAY, "ana", "bo", "m-7f3k", "ghost")
    group = a_group(members=members, meetings=[meeting], deck=DECK)
    assert [t.member for t in draw(group, meeting).cards[0].tickets] == ["ana"]


def test_before_presence_is_recorded_nobody_draws() -> None:
    """Without anybody there is no mission."""
    group = _group(a_meeting(DAY, room_words=("olive",)))
    assert _missions(group) == {}


def test_room_words_make_the_draw_unpredictable() -> None:
    """Another word, another draw; without words it could be computed beforehand, and that is said."""
    group = _group(_held(DAY, *IDS))
    spoken = group.meetings[DAY]
    silent = replace(spoken, room_words=())
    assert not draw(group, spoken).predictable
    assert draw(group, silent).predictable
    assert {t.text.split("\n")[4] for t in draw(group, silent).cards[0].tickets} == {""}
    orders = {
        tuple(t.member for t in draw(group, replace(spoken, room_words=(word,))).cards[0].tickets)
        for word in ("olive", "sel", "pain", "eau")
    }
    assert len(orders) == 4


def test_room_words_are_folded_as_people_hear_them() -> None:
    """Case, accents, order, spaces and line feeds make no other seed."""
    assert fold_words(("Été", " olive  noire ", "")) == ("ete", "olive noire")
    assert fold_words(("olive\nnoire", "ÉTÉ")) == fold_words(("e\u0301te\u0301", "Olive noire"))


def test_a_card_goes_to_who_had_it_least() -> None:
    """Everybody but one had the card before: that one draws it, whatever the hashes."""
    for lucky in IDS:
        others = [who for who in IDS if who != lucky]
        days = [f"2026-11-{number:02}" for number in range(1, 5)]
        before = [
            _held(day, *IDS, missions={"restaurant": who}) for day, who in zip(days, others, strict=True)
        ]
        # Nobody had any card at the last meeting.
        before.append(_held("2026-11-20", *IDS))
        assert _missions(_group(*before, _held(DAY, *IDS)))["restaurant"] == lucky


def test_only_the_last_five_visits_count() -> None:
    """Six visits ago is forgotten; visits are one's own, so a long absence forgets nothing."""
    card = Card("Restaurant")
    first = _held("2026-10-01", "ana", "bo", missions={"restaurant": "ana"})
    fillers = [_held(f"2026-10-{number:02}", "ana", "bo") for number in range(2, 7)]
    forgotten = _group(first, *fillers, _held(DAY, "ana", "bo"), deck={"restaurant": card})
    times = {t.member: t.times_held for t in draw(forgotten, forgotten.meetings[DAY]).cards[0].tickets}
    assert times == {"ana": 0, "bo": 0}
    away = _group(first, *(_held(str(m.key), "bo") for m in fillers), _held(DAY, "ana", "bo"))
    times = {t.member: t.times_held for t in draw(away, away.meetings[DAY]).cards[0].tickets}
    assert times == {"ana": 1, "bo": 0}


def test_who_had_a_card_last_time_waits() -> None:
    """Among those who never had this card, who had another one last time comes last."""
    last = _held("2026-12-03", *IDS, missions={"restaurant": "ana"})
    found = draw(_group(last, _held(DAY, *IDS)), _held(DAY, *IDS))
    tickets = found.cards[1].tickets
    assert [(t.member, t.held_last) for t in tickets if t.held_last] == [("ana", True)]
    assert tickets[-1].member == "ana"


def test_having_had_the_card_weighs_more_than_having_had_any() -> None:
    """Who had another card last time comes before who had this one earlier."""
    before = _held("2026-11-26", "ana", "bo", missions={"restaurant": "ana"})
    last = _held("2026-12-03", "ana", "bo", missions={"topic": "bo"})
    meeting = _held(DAY, "ana", "bo")
    assert draw(_group(before, last, meeting), meeting).missions["restaurant"] == "bo"


def test_what_comes_later_and_other_circles_count_nothing() -> None:
    """Neither the meeting's own missions, nor later ones, nor those of a circle, nor cancelled ones."""
    group = _group(_held(DAY, *IDS))
    expected = draw(group, group.meetings[DAY])
    own = _held(DAY, *IDS, missions=expected.missions)
    noise = [
        _held("2026-12-17", *IDS, missions=expected.missions),
        _held("prop.2026-12-01", *IDS, missions=expected.missions),
        replace(_held("2026-12-03", *IDS, missions=expected.missions), cancelled=True),
    ]
    assert draw(_group(own, *noise), own) == expected


def test_one_pass_draws_as_each_alone() -> None:
    """All draws of a circle are those of its meetings."""
    meetings = [_held(f"2026-11-{number:02}", *IDS[number % 3 :]) for number in range(1, 13)]
    recorded: list[Meeting] = []
    for meeting in meetings:
        missions = draw(_group(*recorded, meeting), meeting).missions
        recorded.append(replace(meeting, missions=missions))
    group = _group(*recorded)
    assert list(draws(group, "")) == [draw(group, meeting) for meeting in recorded]


def test_nobody_repeats_while_others_can_serve() -> None:
    """Five people, five meetings: the same card goes once to each."""
    recorded: list[Meeting] = []
    for number in range(1, 6):
        meeting = _held(f"2026-11-{number:02}", *IDS)
        recorded.append(replace(meeting, missions=draw(_group(*recorded, meeting), meeting).missions))
    assert sorted(meeting.missions["restaurant"] for meeting in recorded) == list(IDS)


@given(st.sets(st.sampled_from(IDS[1:]), min_size=1), st.lists(st.text(max_size=12), max_size=3))
def test_a_phantom_cannot_let_anybody_escape(present: set[str], words: list[str]) -> None:
    """A false name among those present changes the draw only by visibly drawing a card itself."""
    honest = a_meeting(DAY, present=tuple(sorted(present)), room_words=tuple(words))
    false = replace(honest, present=(*(honest.present or ()), "ana"))
    group = _group(honest)
    with_phantom = draw(group, false).missions
    assert "ana" in with_phantom.values() or with_phantom == draw(group, honest).missions


@given(st.permutations(IDS))
def test_the_order_of_names_changes_nothing(order: list[str]) -> None:
    """Those present may be written down in any order."""
    group = _group(_held(DAY, *IDS))
    assert draw(group, replace(group.meetings[DAY], present=tuple(order))) == draw(group, group.meetings[DAY])
