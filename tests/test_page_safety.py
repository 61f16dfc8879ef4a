"""What a page written by hand becomes: the theme's Markdown, and neither HTML nor an address that acts."""

from __future__ import annotations

import base64
import hashlib
import html
import re

import pytest
from markdown import Markdown  # type: ignore[import-untyped]

from tablee.adapters.page_safety import Inert, add_policy, pattern_of

EXTENSIONS = [
    *("admonition", "footnotes", "tables", "fenced_code", "toc"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"),
]


def render(text: str) -> str:
    """Return a page as MkDocs makes it."""
    configs = {"pymdownx.tabbed": {"alternate_style": True}}
    return str(Markdown(extensions=[*EXTENSIONS, Inert()], extension_configs=configs).convert(text))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick='alert(1)'>b</b>",
        "<div>\n<script>alert(1)</script>\n</div>",
        '!!! note\n\n    <img src="x" onerror="alert(1)">',
        "<!-- <script> -->",
        "`a\n<script>alert(1)</script>`",
        "# A <script>alert(1)</script>",
        "| a |\n|---|\n| <script>x</script> |",
        "[^1]\n\n[^1]: <script>x</script>",
        '=== "<script>x</script>"\n\n    b',
        '??? note "<script>x</script>"\n\n    b',
        "![<script>](a.png)",
        '[a](b.md "<script>")',
        "```html\n<script>x</script>\n```",
    ],
)
def test_html_by_hand_is_shown_and_does_nothing(text: str) -> None:
    """Wherever it stands, it is text."""
    made = re.sub(r'"[^"]*"', '""', render(text))
    assert not re.search(r"<(?:script|b|!|div>\n<|img[^>]*onerror)", made), made


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java&#115;cript:alert(1)",
        "java&Tab;script:alert(1)",
        "java&#x0A;script:alert(1)",
        "&#1;javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_acts_leads_nowhere(address: str) -> None:
    """Inline, by reference and in pointed brackets."""
    for text in (f"[a]({address})", f"[a](<{address}>)", f"[a][b]\n\n[b]: {address}", f"<{address}>"):
        made = re.sub(r"[\x00-\x20]", "", html.unescape(render(text)))
        assert not re.search(r"href=\"[^\"]*(?:script|data|file)", made, re.IGNORECASE), text


@pytest.mark.parametrize(
    "address", ["https://example.org/a.png", "//example.org/a.png", "data:image/svg+xml,x"]
)
def test_a_picture_comes_from_the_site_alone(address: str) -> None:
    """No visitor's browser tells another site that somebody reads this."""
    for text in (f"![a]({address})", f"![a][b]\n\n[b]: {address}"):
        assert 'src="data:,"' in render(text)
    assert 'src="a.png"' in render("![a](a.png)")


def test_the_themes_markdown_is_kept() -> None:
    """Notes, folded notes, tabs, footnotes, tables, code and links."""
    made = render(
        '!!! note "Venir"\n\n    a\n\n??? tip "Plus"\n\n    b\n\n=== "Un"\n\n    c\n\nd[^1]\n\n[^1]: e\n\n'
        "| f |\n|---|\n| g |\n\n```\nh\n```\n\n[i](j.md) <https://example.org/> <a@example.org>\n"
    )
    for part in (
        "admonition note",
        "<details",
        "tabbed-set",
        "footnote-ref",
        "<td>g</td>",
        "<code>h",
        'href="j.md"',
    ):
        assert part in made, part
    assert 'href="https://example.org/"' in made
    assert made.count("href=") == 5


def test_the_policy_names_the_known_scripts_alone() -> None:
    """A script of the template runs with what was filled in; one that somebody brought does not."""
    known = pattern_of('a=new URL("{{ config.extra.scope | d(base_url) }}",location)')
    page = '<meta charset="utf-8"><script>a=new URL("../..",location)</script><script>alert(1)</script>'
    made = add_policy(page, [known])
    wanted = base64.b64encode(hashlib.sha256(b'a=new URL("../..",location)').digest()).decode()
    assert re.findall(r"'sha256-([^']*)'", made) == [wanted]
    assert "'unsafe-inline'" not in re.findall(r"script-src([^;]*)", made)[0]
    assert "script-src 'self' 'unsafe-inline'" in add_policy(page, [known], preview=True)


@pytest.mark.parametrize("filled_in", ['"+alert(1)+"', "<b>", "\\"])
def test_what_is_filled_in_ends_no_text_of_a_script(filled_in: str) -> None:
    """An address has no quotes, brackets or escapes."""
    assert not pattern_of('a="{{ x }}"').fullmatch(f'a="{filled_in}"')
