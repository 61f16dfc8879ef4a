"""Share cards: what they say, of whom, in which letters, and that the same words give the same picture."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from builders import a_group, a_meeting, a_member, an_instant
from git_repository import GitRepository
from tablee.adapters import reuse
from tablee.adapters.build_cache import BuildCache
from tablee.files.history import NO_HISTORY
from tablee.i18n.translations import load_translations
from tablee.model import Answer, Group, Place
from tablee.rules.timeline import build_timeline
from tablee.site.cards.card import HEIGHT, WIDTH, Card, Chair
from tablee.site.cards.typesetter import Typesetter
from tablee.site.context import SiteContext
from tablee.site.pages import render_pages
from tablee.site.reuse import draw_anew

NOW = an_instant("2026-12-08 09:00")
MOST_BYTES = 32_000
BISTROT = Place("Le Bistrot", "4 place des Tilleuls")

CARDS = {
    "meeting": Card(
        "La Tablée",
        "Fixer ses tarifs",
        ("jeudi 10 décembre 2026", "12 h 15 à 14 h", "Le Bistrot"),
        ("jeu.", "10", "déc."),
        (Chair("IG", 0), Chair("PM", 3)),
    ),
    "cancelled": Card("La Tablée", "Tarifs", ("annulée",), ("jeu.", "10", "déc."), called_off=True),
    "member": Card("La Tablée", "Anne-Cécile de La Tour", ("Formatrice",), ("AT",)),
    "long": Card("G" * 90, "Facturer à l’international " * 8, ("x" * 200,) * 9, (), (Chair("AB", 5),) * 20),
    "without letters": Card("山田", "🎉", ("東京",), ("山",), (Chair("山", 1),)),
    "empty": Card("", ""),
}


def cards_of(group: Group, language: str = "en") -> dict[str, Card]:
    """Return the cards of a group's pages at the moment of these tests, by the pages' paths."""
    context = SiteContext(group, build_timeline(group, NOW), load_translations(language), NO_HISTORY)
    cards = render_pages(context).cards
    return {path.removeprefix("assets/cards/").removesuffix(".png"): card for path, card in cards.items()}


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_a_small_picture_that_never_changes(name: str) -> None:
    """Whatever it says: the size that messengers want, few bytes, and the same ones beside other cards."""
    alone = draw_anew({name: CARDS[name]})[name]
    image = Image.open(io.BytesIO(alone))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    assert len(alone) < MOST_BYTES
    assert draw_anew(CARDS)[name] == alone


def test_what_is_said_is_what_one_sees() -> None:
    """Two cards that differ in a word, a chair, or in being called off are two pictures."""
    plain = Card("La Tablée", "Tarifs", ("jeudi",), ("jeu.", "10", "déc."), (Chair("IG", 0),))
    others = [
        Card("Autre", "Tarifs", ("jeudi",), ("jeu.", "10", "déc."), (Chair("IG", 0),)),
        Card("La Tablée", "Devis", ("jeudi",), ("jeu.", "10", "déc."), (Chair("IG", 0),)),
        Card("La Tablée", "Tarifs", ("mardi",), ("jeu.", "10", "déc."), (Chair("IG", 0),)),
        Card("La Tablée", "Tarifs", ("jeudi",), ("jeu.", "17", "déc."), (Chair("IG", 0),)),
        Card("La Tablée", "Tarifs", ("jeudi",), ("jeu.", "10", "déc."), (Chair("PM", 0),)),
        Card("La Tablée", "Tarifs", ("jeudi",), ("jeu.", "10", "déc."), (Chair("IG", 4),)),
        Card("La Tablée", "Tarifs", ("jeudi",), ("jeu.", "10", "déc."), (Chair("IG", 0),), called_off=True),
    ]
    cards = {str(number): card for number, card in enumerate([plain, *others])}
    assert len(set(draw_anew(cards).values())) == len({card.version for card in cards.values()}) == len(cards)


@pytest.mark.parametrize(
    ("name", "legible"),
    [
        ("Inès Müller-Łukasiewicz", "Inès Müller-Łukasiewicz"),
        ("Zoe\u0308 N’Diaye", "Zoë N’Diaye"),
        ("Ærøskøbing Őrség Şengül Nguyễn Þórr", "Ærøskøbing Őrség Şengül Nguyễn Þórr"),
        ("Екатерина Щукина", "Екатерина Щукина"),
        ("Ελένη", "Ελένη"),
        ("Tablée 🎉 du jeudi", "Tablée  du jeudi"),
        ("山田太郎", ""),
        ("a\u202eb", "ab"),
        ("12\u202fh", "12\u00a0h"),
    ],
)
def test_letters(name: str, legible: str) -> None:
    """Every European letter is there; a text in letters that the font lacks is left out, not drawn as boxes."""
    assert Typesetter().legible(name) == legible


def test_a_long_text_keeps_within_its_column() -> None:
    """A title of many words takes four lines and ends with a sign of what is left over; so does one endless word."""
    types = Typesetter()
    lines, size = types.title("Facturer à l’international " * 8, 500)
    assert (len(lines), lines[-1][-1]) == (4, "…")
    assert types.title("Tarifs", 500) == (["Tarifs"], 68)
    assert size < 68
    assert [line[-1] for line in types.lines("x" * 400, 34, 500, 2)] == ["x", "…"]


def test_a_meetings_card_says_when_where_and_who() -> None:
    """The title, the day, the hours, the place, who leads; those who come sit at the table, the unnamed do not."""
    answers = {"ana": Answer.YES, "bo": Answer.NO, "m-7f3k": Answer.YES}
    group = a_group(
        members=[a_member("ana"), a_member("bo"), a_member("m-7f3k", public=False)],
        meetings=[
            a_meeting("2026-12-10", title="Fees", place="bistrot", facilitators=("ana",), answers=answers),
            a_meeting("2026-12-17", cancelled=True, place="bistrot", facilitators=("ana",)),
        ],
        places={"bistrot": BISTROT},
    )
    cards = cards_of(group)
    card = cards["meetings/2026-12-10"]
    assert card.title == "Fees"
    assert card.lines == (
        *("Thursday 10 December 2026", "12:30 to 14:15", "Le Bistrot, 4 place des Tilleuls"),
        "Ana will facilitate.",
    )
    assert card.centre == ("Thu", "10", "Dec")
    assert [chair.initials for chair in card.chairs] == ["A"]
    gone = cards["meetings/2026-12-17"]
    assert gone.called_off
    assert gone.lines[0] == "cancelled · Thursday 17 December 2026"
    assert "Ana" not in gone.alt


def test_nobody_who_is_not_public_is_on_a_card() -> None:
    """A hidden member has no card, and stands on no other."""
    group = a_group(members=[a_member("ana"), a_member("m-7f3k", public=False)], meetings=[])
    cards = cards_of(group)
    assert "members/ana" in cards
    assert "members/m-7f3k" not in cards
    assert "7f3k" not in repr(cards)


def test_long_past_meetings_share_the_card_of_their_year() -> None:
    """So many pictures would weigh more than the pages; those of the last year have their own."""
    cards = cards_of(a_group(meetings=[a_meeting("2024-12-05"), a_meeting("2026-12-03")]))
    assert "meetings/2024-12-05" not in cards
    assert cards["meetings/2024"].title == "Meetings in 2024"
    assert cards["meetings/2026-12-03"].centre == ("Thu", "3", "Dec")


def test_what_an_earlier_build_drew_is_not_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second build draws none; one with another word draws that one; what is not asked for is forgotten."""
    drawn: list[str] = []

    def draw(cards: Mapping[str, Card]) -> Mapping[str, bytes]:
        drawn.extend(cards)
        return draw_anew(cards)

    def build(cards: Mapping[str, Card]) -> Mapping[str, bytes]:
        drawn.clear()
        cache = BuildCache(tmp_path)
        made = reuse.drawing_with(cache)(cards)
        cache.write()
        return made

    monkeypatch.setattr(reuse, "draw_anew", draw)
    GitRepository(tmp_path)
    (tmp_path / "build").mkdir()
    some = {name: CARDS[name] for name in ("meeting", "member")}
    assert build(some) == draw_anew(some)
    assert drawn == ["meeting", "member"]
    assert build(some) == draw_anew(some)
    assert drawn == []
    changed = {**some, "member": Card("La Tablée", "Autre")}
    assert build(changed) == draw_anew(changed)
    assert drawn == ["member"]
    assert build(some) == draw_anew(some)
    assert drawn == ["member"]
