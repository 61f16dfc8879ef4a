"""The tokens of the look: every text can be read on every ground that it is put on, by day and by night."""

from __future__ import annotations

import re

import pytest

from tablee.site.colour import NIGHTS, PAPERS, contrast
from tablee.site.site import render_styles

GROUNDS = ("paper", "card", "wash")
PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "accent", "good") for ground in GROUNDS),
    *(("accent-ink", "accent"), ("good", "good-wash"), ("wait", "wait-wash"), ("gone", "gone-wash")),
    *(("wait", "card"), ("wait", "paper"), ("ink", "wait-wash"), ("ink", "good-wash")),
    *(("tint-ink", f"tint-{number}") for number in range(6)),
]

Rgb = tuple[int, int, int]


def tokens(night: bool) -> dict[str, Rgb]:  # noqa: FBT001 (a test's parameter)
    """Return the colours of the style sheet by name; by night, those that the night changes are changed."""
    sheet = render_styles()
    blocks = [*re.findall(r"^:root \{(.*?)^\}", sheet, re.DOTALL | re.MULTILINE)[:1]]
    if night:
        blocks += re.findall(
            r'^\[data-md-color-scheme="slate"\] \{(.*?)^\}', sheet, re.DOTALL | re.MULTILINE
        )[:1]
    found: dict[str, Rgb] = {}
    for name, colour in re.findall(r"--t-([\w-]+): #([0-9a-f]{6});", "".join(blocks)):
        red, green, blue = bytes.fromhex(colour)
        found[name] = (red, green, blue)
    return found


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_texts_can_be_read(ink: str, ground: str, night: bool) -> None:  # noqa: FBT001 (as above)
    """4.5 to 1 at least (WCAG 1.4.3)."""
    colours = tokens(night)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize(("night", "grounds"), [(False, PAPERS), (True, NIGHTS)])
def test_brands_are_made_readable_on_these_grounds(night: bool, grounds: tuple[Rgb, ...]) -> None:  # noqa: FBT001
    """What pages/colour.py takes for paper is what the style sheet has."""
    colours = tokens(night)
    assert tuple(colours[name] for name in GROUNDS) == grounds


def test_every_colour_is_a_token() -> None:
    """No rule has a colour of its own, but for paper in print and shadows."""
    rules = re.sub(r"^\s*--t-[\w-]+:.*$", "", render_styles(), flags=re.MULTILINE)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)) == []
