"""The templates of first files: the same in both languages, and filled line by line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tablee.scaffolding import fill, load_template
from test_translations import not_french

FOLDER = Path(__file__).parent.parent / "scripts/tablee/scaffolding"
NAMES = sorted(path.name for path in (FOLDER / "en").iterdir())


def test_both_languages_have_the_same_templates() -> None:
    """A template that is missing would be missed only by a group of that language."""
    assert sorted(path.name for path in (FOLDER / "fr").iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_template_says_the_same_in_both_languages(name: str) -> None:
    """The same keys, or the same fields and headings, in the same order."""
    shape = r"^#+ |\{[a-z]+\}" if name.endswith(".md") else r"^(?:# )? *[a-z_]+:"
    english, french = (re.findall(shape, load_template(name, code), re.MULTILINE) for code in ("en", "fr"))
    assert english == french


@pytest.mark.parametrize("name", NAMES)
def test_the_french_of_a_template_is_in_good_typography(name: str) -> None:
    """The rules of the catalogues hold for its prose, and in YAML for the words beside keys."""
    text = load_template(name, "fr")
    prose = text.splitlines() if name.endswith(".md") else re.findall(r"  # (.*)$", text, re.MULTILINE)
    assert [line for line in prose if not line.startswith("title: ") and not_french(line)] == []


def test_a_line_that_gets_a_value_counts() -> None:
    """It and the keys around it lose their `# `; the words beside it stay, and other lines as they are."""
    template = """\
# What it is:
name: …                                   # its name
# rhythm:                                 # when
#   at: 12:30
places:
  bistro:
#     name: The Bistro                    # as on the door
"""
    assert fill(template, {}) == template
    assert (
        fill(template, {"rhythm.at": "19:00", "name": "'It: #1'"})
        == """\
# What it is:
name: 'It: #1'                            # its name
rhythm:                                   # when
  at: 19:00
places:
  bistro:
#     name: The Bistro                    # as on the door
"""
    )
