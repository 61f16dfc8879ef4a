"""Text from people made inert: whatever they write, a page gains no element, no attribute and no Markdown of theirs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from tablee.i18n.invisible import INVISIBLE
from tablee.model.folding import fold

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_SIGNIFICANT = re.compile(r"""[\\`*_{}\[\]()<>#!|~=^:"'&@$+\t\n\r]|-(?=-)""")
"""What HTML, Python-Markdown or one of its extensions could read as more than a character."""

_EXTENSIONS = re.compile(r"[`{}~]")
"""What extensions look for even within raw HTML: fences and attribute lists."""

_FRONT_MATTER = str.maketrans({"<": "‹", ">": "›", '"': "”", "&": "＆"})
_TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr"})
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_SCHEMES = ("https://", "http://", "mailto:")


@lru_cache(maxsize=16_384)
def neutral(text: str) -> Markup:
    """Return a text as HTML that stays itself in Markdown, in raw HTML and in a quoted attribute."""
    printable = INVISIBLE.sub("", text)
    return Markup(_SIGNIFICANT.sub(_entity, printable))  # noqa: S704 (every significant character is an entity)


def printable(text: str) -> str:
    """Return a text without what XML, YAML and HTML forbid, as it is otherwise: for whoever escapes by himself."""
    return INVISIBLE.sub("", text)


def plain(text: str) -> str:
    """Return a text in one line for front matter, which theme templates print with or without escaping.

    What could open a tag, end an attribute or start an entity becomes a character that looks alike.
    """
    return " ".join(INVISIBLE.sub("", text).translate(_FRONT_MATTER).split())


def initial(name: str) -> str:
    """Return the letter under which a name stands, without its accent; `#` where it has no letter at its head."""
    first = sorting_key(name)[:1]
    return first.upper() if first.isalpha() else "#"


def sorting_key(name: str) -> str:
    """Return what names are sorted by: their letters, whatever signs stand before them."""
    folded = fold(name)
    return folded[next((at for at, sign in enumerate(folded) if sign.isalnum()), 0) :]


def safe_address(address: str) -> str:
    """Return an address on the web or a mailto; nothing for any other."""
    return address if address.startswith(_SCHEMES) else ""


@lru_cache(maxsize=4096)
def render_markdown(text: str, top: int = 3) -> Markup:
    """Return members' Markdown (CommonMark without HTML) as clean HTML; its headings start at the level `top`."""
    import nh3  # noqa: PLC0415 (3 ms that a group without texts does not need)

    html = nh3.clean(
        _parser().render(INVISIBLE.sub("", text), {"top": top}),
        tags={*_TAGS, *_HEADINGS},
        attributes={"a": {"href"}},
        attribute_filter=_keep_attribute,
        link_rel="nofollow noopener",
    )
    return Markup(_EXTENSIONS.sub(_entity, html))  # noqa: S704 (nh3 cleaned it)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (as above: 15 ms)

    parser = MarkdownIt("commonmark", {"html": False})
    parser.core.ruler.push("lower_headings", _lower_headings)
    return parser


def _lower_headings(state: StateCore) -> None:
    """Give headings the level asked for and those below, without a gap, whatever marks somebody chose for size."""
    above: list[str] = []
    for token in state.tokens:
        if token.type == "heading_open":
            above = [*(tag for tag in above if tag < token.tag), token.tag]
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(len(above) + state.env['top'] - 1, 6)}"


def _keep_attribute(_tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or safe_address(value) else None


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
