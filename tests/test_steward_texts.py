"""Text of people in issues: rendered, it shows its own letters and nothing else."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tablee.files.escaping import (
    ZERO_WIDTH_SPACE,
    escape_code,
    escape_markdown,
    escape_title,
    plain_line,
    show_code,
)
from tablee.steward.interpret.checkboxes import render_box, ticked_boxes, ticked_cards

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@given(st.text(alphabet="ab1@#<>[]()!*_`~|\\-+.:/&$\"' \n\t=", max_size=40))
def test_rendered_it_is_one_paragraph_of_the_same_letters(text: str) -> None:
    """CommonMark with HTML allowed, tables and strikethrough, as GitHub renders."""
    shown = RENDERER.render(f"- x {escape_markdown(text)}") + RENDERER.render(f"{escape_markdown(text)}")
    assert re.findall(r"<(?!/?(?:ul|li|p)>)[^>]*>", shown) == []
    told = html.unescape(RENDERER.render("x" + escape_markdown(text))).replace(ZERO_WIDTH_SPACE, "")
    assert told.strip() == f"<p>x{plain_line(text)}</p>".strip()


@pytest.mark.parametrize(
    "text", ["@ana", "a@b.c", "#12", "x/y#12", "GH-12", "https://x.test", "www.x.test", "fixes #1"]
)
def test_what_github_looks_for_is_parted(text: str) -> None:
    """A zero-width space stands behind the sign."""
    for made in (escape_markdown(text), escape_title(text), escape_code(text)):
        assert text not in html.unescape(made)
        assert html.unescape(made).replace(ZERO_WIDTH_SPACE, "") == text


@pytest.mark.parametrize("text", ["1) soup", "12. bread", "999999999) x", "1.5 kg"])
def test_a_number_begins_no_list_and_keeps_its_sign(text: str) -> None:
    """`1)` stays `1)`: a list would show `1.`, or another number."""
    assert RENDERER.render(escape_markdown(text)) == f"<p>{text}</p>\n"


def test_what_cannot_be_seen_goes() -> None:
    """Control characters, line ends and signs that turn the direction of text."""
    assert escape_markdown("a\0b\u202ec\nd\u2066e") == "a b c d e"


def test_a_code_block_stays_closed() -> None:
    """No fence, no comment."""
    assert "```" not in escape_code("a ``` b")
    assert "<!--" not in escape_code("<!-- x -->")
    assert "-->" not in escape_code("<!-- x -->")


@given(st.text(alphabet="`<>/codescript&#96; a=\"'", max_size=60))
def test_what_stands_between_backticks_is_code_and_nothing_else(text: str) -> None:
    """Whatever was typed into one of our sentences, no other tag comes of it, and each is closed."""
    shown = show_code(escape_markdown(f"Write `{text}`."))
    assert re.sub(r"<code>[^<>]*</code>", "", shown).count("<") == 0
    assert "`" not in shown


def test_long_texts_are_cut() -> None:
    """An issue's title and body have their limits."""
    assert len(escape_title("x" * 999)) == 120
    assert len(escape_markdown("x" * 999)) == 300


def test_boxes_are_read_by_their_hidden_names() -> None:
    """Ticked by GitHub or by hand, with the line ends of a browser."""
    body = "\r\n".join(
        [
            render_box("place", "x", ticked=True),
            render_box("card:table", "y", ticked=True),
            render_box("a", "z", ticked=False),
        ]
    )
    assert ticked_boxes(body.replace("[x]", "[X]")) == ("place",)
    assert ticked_cards(body) == ("table",)
