"""The proof of a draw: all tickets, and a command that a shell runs to the same hash."""

from __future__ import annotations

import subprocess

import pytest

from builders import a_group, a_meeting, a_member
from tablee.i18n.translations import load_translations
from tablee.model import Card
from tablee.rules.draw import draw, render_draw, replay_command

DECK = {"restaurant": Card("Réserver"), "topic": Card("Trouver un sujet")}


def _text(*words: str, present: tuple[str, ...] = ("ana",), language: str = "en") -> str:
    meeting = a_meeting("2026-12-10", present=present, room_words=words)
    group = a_group(members=[a_member("ana"), a_member("bo")], meetings=[meeting], deck=DECK)
    return render_draw(draw(group, meeting), group, load_translations(language))


def test_a_proof_shows_every_ticket() -> None:
    """Words, winners, tickets with what orders them, and how to replay."""
    digest = "3e35034d7e35d55be2155d953e4095e8b684a80ac23e697764ba375c4ee20701"
    assert _text("Olive", "sel") == (
        "Draw of 2026-12-10\n"
        "Room words: olive and sel\n"
        "\n"
        "Réserver: Ana\n"
        f"  {digest}  ana (had it 0 times, no card last time)\n"
        "\n"
        "Trouver un sujet: nobody is left without a card.\n"
        "\n"
        "The first ticket wins: fewest times with this card in the last five visits, then no card last time, then the "
        "lowest hash. Whoever has drawn a card is out for the next ones.\n"
        f"To replay the first ticket ({digest[:12]}):\n"
        r"  printf '%s\n%s\n%s\n%s\n%s\n%s\n%s' draw:v1 la-tablee.test 2026-12-10 2026-12-10 'olive sel' restaurant ana"
        " | sha256sum\n"
    )


def test_a_predictable_draw_says_so() -> None:
    """Without room words anybody could know it beforehand."""
    assert _text(language="fr").splitlines()[:2] == [
        "Tirage de 2026-12-10",
        "Aucun mot n’a été dit à table\N{NO-BREAK SPACE}: ce tirage était prévisible.",
    ]


def test_nothing_to_draw_is_said() -> None:
    """Before presence is recorded there is no proof of anything."""
    assert _text(present=()) == "Nothing to draw: no cards, or nobody recorded as present.\n"


@pytest.mark.parametrize(
    "words",
    [("olive", "parapluie"), (), ("'; echo hurt; '", "$(echo hurt)", "100%s", r"a\nb", "sel\neau", "-n")],
)
def test_the_command_replays_the_ticket(words: tuple[str, ...]) -> None:
    """A shell computes the same hash, and runs nothing that stands in the words."""
    meeting = a_meeting("2026-12-10", present=("ana",), room_words=words)
    group = a_group(members=[a_member("ana")], meetings=[meeting], deck=DECK)
    ticket = draw(group, meeting).cards[0].tickets[0]
    ran = subprocess.run(["sh", "-c", replay_command(ticket)], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == (f"{ticket.hash}  -\n", "")
