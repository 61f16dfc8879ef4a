"""Commands as people type them, and who is meant by a name."""

from __future__ import annotations

from datetime import date

import pytest

from builders import a_group, a_member, a_span
from tablee.steward.decide.permissions import find_member
from tablee.steward.interpret.slash_commands import MOST_LINES, WORDS, holds_command, parse_commands
from tablee.steward.interpret.speakers import accounts, local_id, speaker_of
from tablee.steward.tracker import Person

TODAY = date(2026, 12, 1)
GROUP = a_group(
    members=[
        a_member("ana-silva", name="Ana Silva", github="ana-s", github_id=7),
        a_member("ana-roux", name="Ana Roux"),
        a_member("leo", name="Léo Brun", left="2026-06-30", github_id=8),
        a_member("zoe", name="Zoé N’Diaye"),
        a_member("m-1q2w", public=False, github_id=9),
    ]
)


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("/yes", "yes", ""),
        ("/OUI", "yes", ""),
        ("  /Peut-être ", "maybe", ""),
        ("/ non", "no", ""),
        ("/je-passe", "pass", ""),
        ("/Présents Ana, Bo +1", "present", "Ana, Bo +1"),
        ("/échanger @bo", "swap", "@bo"),
        ("/prochaine: 2026-12-17", "next", "2026-12-17"),
        ("/mots olive parapluie", "words", "olive parapluie"),
        ("/c'est-fait", "done", ""),
        ("/yes.", "yes", ""),
        ("/oui !", "yes", ""),
        ("/oui 👍", "yes", ""),
        ("/next 2026-12-17.", "next", "2026-12-17."),
        ("   /yes", "yes", ""),
        ("> quoted\n\n/yes", "yes", ""),
        ("```\ncode\n```\n/yes", "yes", ""),
        ("<details>\n/yes\n</details>", "yes", ""),
        ("3 < 4\n/yes", "yes", ""),
        ("<!-- a -->\r\n/yes\r", "yes", ""),
        ("/je passe mon tour", "pass", "mon tour"),
        ("/peut être", "maybe", ""),
        ("/je ne viens pas", "no", ""),
    ],
)
def test_commands_are_read_forgivingly(typed: str, name: str, rest: str) -> None:
    """Either language, any case, with or without accents."""
    (command,) = parse_commands(f"Hello,\n{typed}\nthanks")
    assert (command.name, command.rest) == (name, rest)


@pytest.mark.parametrize(
    "history",
    [
        "________________________________\r\nFrom: Bo <bo@example.org>\r\nSent: Thursday",
        "De : Bo\nEnvoyé : jeudi 26 novembre 2026\nObjet : Re",
        "-----Message d'origine-----",
        "-------- Original Message --------",
        "On Thu, Nov 26, 2026 at 10:02 AM Bo <bo@example.org> wrote:",
        "Le jeu. 26 nov. 2026 à 10:02, Bo <bo@example.org> a écrit :",
    ],
)
def test_the_letter_that_a_mail_answers_is_not_obeyed(history: str) -> None:
    """Some mail programs repeat it without a sign of a quote."""
    (command,) = parse_commands(f"/no\n\n{history}\n\n/yes\n")
    assert command.name == "no"
    assert holds_command(f"/no\n\n{history}\n")
    assert not holds_command(f"Thanks\n\n{history}\n\n/yes\n")


def test_every_alias_stands_for_one_command() -> None:
    """No word means two things."""
    aliases = [alias for several in WORDS.values() for alias in several]
    assert len(aliases) == len(set(aliases))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "yes",
            "see /yes there",
            "> /yes",
            "    /yes\n\nhello",
            "hello\n\n\t/yes",
            "/etc/passwd",
            "/123",
            "//yes",
        ),
        "a\n```\n/yes\n```",
        "````\n```\n/yes\n```\n/yes\n````",
        "~~~\n```\n/yes\n~~~ a",
        "```a`b\n> /yes",
        "```\nhello\n/yes",
        "> hello\n/yes",
        "> hello\nthere\n/yes",
        "<!-- /yes -->",
        "<!--\n/yes\n-->",
        "a <!-- b\n/yes\n-->",
        "<!--\n/yes",
        "<pre>\n/yes\n</pre>",
        '<img alt="\n/yes\n">',
        "<details\n/yes\n>",
        *(f"> Bonjour{end}/yes\n\nhello" for end in "\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e\r"),
        *(f"Bonjour{end}/yes" for end in "\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e\r"),
        "/" + "a" * 40,
        "a\n" * 9000 + "/yes",
    ],
)
def test_what_is_no_command(text: str) -> None:
    """Quotes, code, paths and talk."""
    assert parse_commands(text) == ()


@pytest.mark.parametrize(("typed", "meant"), [("yess", "yes"), ("oiu", "oui"), ("presnet", "present")])
def test_a_slip_of_the_finger_gets_a_suggestion(typed: str, meant: str) -> None:
    """Near enough to ask, too far to obey; in a short word one slip is much."""
    (command,) = parse_commands(f"/{typed}")
    assert (command.name, command.suggestion) == ("", meant)


@pytest.mark.parametrize(
    "text",
    [
        "`/oui`",
        "**/oui**",
        "- /oui",
        "* /oui.",
        "1. /oui",
        "```\n/oui\n```",
        "    /oui",
        "👍 /oui",
        "@tablee /oui",
        "“/oui”",
        "# /oui",
    ],
)
def test_a_lone_command_that_markdown_hides_is_not_lost(text: str) -> None:
    """It is not obeyed, and whoever wrote it is told so: silence would look like an answer."""
    (command,) = parse_commands(text)
    assert (command.name, command.suggestion) == ("", "oui")


def test_a_comment_holds_only_so_many_commands() -> None:
    """Nobody floods the group's files by one comment."""
    assert len(parse_commands("/yes\n" * 100)) == MOST_LINES


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("ana-silva", ("ana-silva",)),
        ("@ANA-S", ("ana-silva",)),
        ("ana silva", ("ana-silva",)),
        ("Zoé", ("zoe",)),
        ("zoe", ("zoe",)),
        ("Ana", ("ana-roux", "ana-silva")),
        ("Léo", ()),
        ("", ()),
        ("../x", ()),
    ],
)
def test_whom_a_name_means(name: str, members: tuple[str, ...]) -> None:
    """Identity, account, full name, then a first name that one member alone has; who left is not meant."""
    assert find_member(GROUP, name, TODAY) == members


@pytest.mark.parametrize(
    ("number", "member"),
    [
        (7, "ana-silva"),
        (8, ""),
        (9, ""),
        (1, ""),
        (local_id("zoe"), "zoe"),
        (local_id("m-1q2w"), ""),
        (local_id("x"), ""),
    ],
)
def test_who_speaks(number: int, member: str) -> None:
    """Known by number alone; who left, who is not public and strangers do not speak here."""
    assert speaker_of(GROUP, accounts(GROUP), Person(number, "ana-s"), TODAY) == member


def test_no_accounts_number_is_a_local_one() -> None:
    """Nobody on GitHub can take the number of a member without account."""
    assert all(number < 0 for number, member in accounts(GROUP).items() if number == local_id(member))
    assert a_span("2026-01-01").covers(TODAY)
