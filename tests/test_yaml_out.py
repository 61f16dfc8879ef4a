"""What is written as YAML is read again as it was typed."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tablee.files.load import load_group
from tablee.files.yaml_out import quote, render_in_flow, render_list, render_map, render_scalar
from tablee.files.yaml_text import load_nodes

GROUP = b"""\
name: La Table
url: https://example.org/
identity: la-table.example.org
contact: https://example.org/contact
language: fr
timezone: Europe/Paris
rhythm: {every: week on thursday, from: 2026-01-01, at: 12:30}
"""

HOSTILE = (
    "Tarifs : combien ?",
    "0?",
    "Rencontre #12",
    "Relecture, correction",
    "{paul:yes}",
    "[a]",
    "&ancre",
    "*alias",
    "!tag",
    "- tiret",
    "? question",
    "| barre",
    "> chevron",
    "% pour cent",
    "@moi",
    "`code`",
    "'quotes'",
    '"quotes"',
    "l'apostrophe",
    "back\\slash",
    "---",
    "...",
    "a: b",
    "a:",
    ": a",
    "no",
    "Yes",
    "on",
    "null",
    "~",
    "007",
    "12:30",
    "2026-12-10",
    "1e3",
    "=",
    "<<",
    "",
    "une\nligne",
    "tab\ttab",
    "fin\r\n",
    "\u2028",
    "\x85",
    "\ufeff",
    "\u202e",
    "\u202f; \u00a0:",
    "\U0001f37d\ufe0f",
    "\x00\x07\x7f",
)


def read_text(text: str) -> str:
    """The value of the key `k` of a YAML text, as the loader gets it."""
    node = load_nodes("members/x.yml", text.encode())[1]
    assert isinstance(node, yaml.MappingNode)
    value = node.value[0][1].value
    assert isinstance(value, str)
    return value


@given(st.text())
def test_a_scalar_is_read_as_it_was_typed(text: str) -> None:
    """Any text that UTF-8 can hold survives on a line of its own."""
    assert read_text(f"k: {render_scalar(text)}\nl: m\n") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_the_traps_of_yaml_are_read_as_they_were_typed(text: str) -> None:
    """Each habit that YAML reads otherwise survives, alone and in braces."""
    assert read_text(f"k: {render_scalar(text)}  # words\n") == text
    assert yaml.safe_load(render_map({text: text})) == {text: text}


@given(st.lists(st.text()))
def test_a_list_is_read_as_it_was_typed(texts: list[str]) -> None:
    """Commas, brackets and braces stay within their text."""
    assert yaml.safe_load(render_list(texts)) == texts


@given(st.dictionaries(st.text(max_size=80), st.text()))
def test_a_map_is_read_as_it_was_typed(pairs: dict[str, str]) -> None:
    """So do the keys and values of a map in braces."""
    assert yaml.safe_load(render_map(pairs)) == pairs


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), min_size=1, max_size=80))
@example("no")
@example("Rencontre #12")
@example("Fixer ses tarifs : combien ?")
@example("« Oui »")
def test_a_name_survives_the_loader_as_typed(name: str) -> None:
    """The group loader gives back what a person typed as a name, but for the blanks around it."""
    text = f"public: yes\nname: {render_scalar(name)}\njoined: 2026-01-01\n"
    loaded = load_group({"group.yml": GROUP, "members/x.yml": text.encode()})
    assert loaded.group is not None
    if not name.strip():
        assert loaded.group.members["x"].name == ""
        return
    assert [loaded.group.members["x"].name] == [name.strip()]


@given(st.text())
def test_every_reader_takes_a_text_for_a_text(text: str) -> None:
    """Also those that follow YAML's own guesses, such as an editor: `no` is in quotes, so it is no false."""
    assert yaml.safe_load(f"k: {render_scalar(text)}\n") == {"k": text}
    assert yaml.safe_load(f"[{render_in_flow(text)}]") == [text]


def test_quotes_stand_only_where_they_must() -> None:
    """Ordinary French needs none."""
    plain = ["Inès Garnier", "L'Étoile, 12 rue du Bac", "« Oui » (peut-être)", "50\u00a0% de plus", "C#, F#"]
    assert [render_scalar(text) for text in plain] == plain
    assert render_in_flow("Relecture, correction") == '"Relecture, correction"'
    assert render_list(["seo", "no", "a, b"]) == '[seo, "no", "a, b"]'


def test_half_a_character_is_refused() -> None:
    """What no UTF-8 file can hold is an error of the caller, not a broken file."""
    with pytest.raises(ValueError, match="half a character"):
        quote("\ud83c")
    with pytest.raises(ValueError, match=r"U\+D83C"):
        render_scalar("a\ud83c")
