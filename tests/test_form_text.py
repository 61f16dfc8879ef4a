"""The text of an issue becomes fields again, whatever people typed into them or did to the text afterwards."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import load_whole
from filled_forms import fill_in
from small_group import SMALL, read_tree
from tablee.files.forms.days import read_day
from tablee.files.forms.kinds import forms_of
from tablee.files.forms.parse import Filled, parse_form

GROUP = load_whole(read_tree(SMALL))
SETTINGS = GROUP.settings
TODAY = date(2026, 11, 29)


def read(body: str) -> Filled:
    """Parse the text of an issue."""
    filled = parse_form(body, forms_of(SETTINGS))
    assert filled
    return filled


def profile(**given: str) -> str:
    """Fill in my profile."""
    return fill_in(SETTINGS, "profile", **given)


TYPED = [
    "### Métier",
    "### Métier\n\nautre\n\n### Ville\n\nParis",
    "# titre\n\n## sous-titre\n\n### Liens\n\nhttps://example.org",
    "```\n### À propos de vous\n```",
    "_No response_ est ce que j’écris",
    "- [x] une case à moi\n- [ ] une autre",
    "\"guillemets\", 'apostrophes' et `code`",
    "🥐 👩‍💻 e\u0301",
    "> citation\n\n---\n\n***",
    "![image](https://github.com/user-attachments/assets/1-2-3)",
    "@tout-le-monde closes #12 GH-3",
    "| a | b |\n|---|---|",
    "x" * 60_000,
]


@pytest.mark.parametrize("text", TYPED)
def test_whatever_is_typed_stays_in_its_field(text: str) -> None:
    """The last field may hold headings of other fields, and its own; those before it are as they were."""
    filled = read(profile(trade="Relectrice", city="Viroflay", about=text))
    assert filled.text("about") == text
    assert (filled.text("trade"), filled.text("city"), filled.text("links")) == ("Relectrice", "Viroflay", "")
    assert not filled.headings


@pytest.mark.parametrize(
    "text", ["### Métier", "### Ville", "## Compétences", "_No response_ !", "- [x] oui"]
)
def test_a_line_may_look_like_a_heading(text: str) -> None:
    """A one-line field holds one line, so that the heading after it is known."""
    filled = read(profile(name=text, trade="Relectrice", city="Viroflay"))
    assert (filled.text("name"), filled.text("trade"), filled.text("city")) == (
        text,
        "Relectrice",
        "Viroflay",
    )


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=200))
def test_any_text_comes_back(text: str) -> None:
    """Of a long field, but for what GitHub does not show and the blank ends."""
    filled = read(profile(trade="Relectrice", about=text))
    assert filled.text("trade") == "Relectrice"
    plain = text.strip()
    if "<!--" not in text and plain.isprintable():
        assert filled.text("about") == ("" if plain in {"", "_No response_"} else plain)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Relectrice <!-- ou correctrice -->", "Relectrice"),
        ("<!-- rien\n\n### Ville\n\n-->", ""),
        ("\u200b\u2060", ""),
        ("  Relectrice  ", "Relectrice"),
    ],
)
def test_only_what_github_shows_is_said(said: str, shown: str) -> None:
    """Comments are hidden, and so is what cannot be seen."""
    assert read(profile(about=said)).text("about") == shown


def test_line_ends_do_not_matter() -> None:
    """A form sent by a browser on Windows has CRLF."""
    body = profile(trade="Relectrice", about="un\n\ndeux")
    assert read(body.replace("\n", "\r\n")) == read(body)


EDITS: Mapping[str, Callable[[str], str]] = {
    "a level less": lambda body: body.replace("### Métier", "## Métier"),
    "no accents": lambda body: body.replace("### Métier", "### METIER :"),
    "no blank lines": lambda body: body.replace("\n\n", "\n"),
    "more blank lines": lambda body: body.replace("\n\n", "\n\n\n\n"),
    "something before it": lambda body: f"Bonjour, voici mes réponses :\n\n{body}",
    "a field taken out": lambda body: body.replace("### Compétences\n\n_No response_\n\n", ""),
    "another order": lambda body: "\n\n".join(
        [body[body.index("### Métier") :], body[: body.index("### Métier")]]
    ),
    "in the other language": lambda body: body.replace("### Métier", "### Trade"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_text_is_still_read(edit: str) -> None:
    """Known headings count where they stand, however they are written."""
    filled = read(EDITS[edit](profile(name="Éva Roux", trade="Relectrice")))
    assert (filled.line("name"), filled.line("trade")) == ("Éva Roux", "Relectrice")


def test_a_heading_that_no_field_has_is_named() -> None:
    """Instead of becoming a part of the field before it without a word."""
    filled = read(profile(name="Éva Roux", trade="Relectrice").replace("### Métier", "### Profession"))
    assert filled.headings == ("Profession",)


@pytest.mark.parametrize("body", ["", "Bonjour !", "### Bonjour\n\nrien", "x" * 60_000, "### \n" * 20_000])
def test_another_text_is_no_form(body: str) -> None:
    """An issue that bears the label, and holds none of the headings."""
    assert parse_form(body, forms_of(SETTINGS)) is None


def test_thousands_of_headings_are_read_quickly() -> None:
    """Somebody pastes a form some thousand times into its last field."""
    body = profile(trade="Relectrice", about=(profile() + "\n\n") * 200)
    assert read(body).text("trade") == "Relectrice"


@pytest.mark.parametrize(
    ("said", "chosen", "unclear"),
    [
        ("Oui, à mon tour", ("yes",), ""),
        ("oui, deux fois moins souvent", ("half",), ""),
        ("Yes, in my turn", ("yes",), ""),
        ("_No response_", (), ""),
        ("peut-être", (), "peut-être"),
        ("Oui, à mon tour, mais pas en été", ("yes",), "mais pas en été"),
    ],
)
def test_a_choice_is_known_in_each_language(said: str, chosen: tuple[str, ...], unclear: str) -> None:
    """What is none of the options is kept, to be asked about."""
    body = profile().replace("### Animez-vous\u202f?\n\n_No response_", f"### Animez-vous\u202f?\n\n{said}")
    filled = read(body)
    assert (filled.chosen["facilitates"], filled.unclear.get("facilitates", "")) == (chosen, unclear)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-10", date(2026, 12, 10)),
        ("10/12/2026", date(2026, 12, 10)),
        ("10.12.2026", date(2026, 12, 10)),
        ("10/12", date(2026, 12, 10)),
        ("3.7.27", date(2027, 7, 3)),
        ("3/7", date(2027, 7, 3)),
        ("10 décembre", date(2026, 12, 10)),
        ("le 1er décembre 2026", date(2026, 12, 1)),
        ("Jeudi 10 Décembre 2026", date(2026, 12, 10)),
        ("Thursday, December 10th, 2026", date(2026, 12, 10)),
        ("Dec. 10", date(2026, 12, 10)),
        ("1er janv.", date(2027, 1, 1)),
        ("mar. 3 mars", date(2027, 3, 3)),
        ("29 février", date(2028, 2, 29)),
        ("demain", date(2026, 11, 30)),
        ("Aujourd’hui", TODAY),
        ("jeudi", date(2026, 12, 3)),
        ("10 décembre !", date(2026, 12, 10)),
        ("2027-02-29", None),
        ("31/11/2026", None),
        ("5", None),
        ("bientôt", None),
        ("du 3 au 5 juillet", None),
        ("10 décembre 12", None),
        ("3 juillet ou 4 août", None),
        ("mai", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_type_them(text: str, day: date | None) -> None:
    """A day without a year is the next one; what could be two days is none."""
    assert read_day(text, TODAY) == day
