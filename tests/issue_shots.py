"""Issues as people see them on a phone: GitHub's own Markdown, in a frame that looks like GitHub's.

HTML is left as it is, though GitHub would clean it: what should not be there has to show.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from string import Template

import cmarkgfm
from cmarkgfm.cmark import Options
from playwright.sync_api import Browser

from issue_gallery import Exhibit, exhibits
from quality.viewer import SCHEMES

PAGE = Template((Path(__file__).parent / "issue_page.html").read_text("utf-8"))
PHONE = 390
_TEXT = re.compile(r"(<code>.*?</code>|<[^>]*>)", re.DOTALL)
_CALLED = re.compile(r"(?<![\w/])([@#])([A-Za-z0-9-]+)")


def render_markdown(text: str) -> str:
    """Return what GitHub shows for a text: line ends count, accounts and issues become links."""
    options = Options.CMARK_OPT_HARDBREAKS | Options.CMARK_OPT_UNSAFE
    shown = cmarkgfm.github_flavored_markdown_to_html(text, options)
    return "".join(_link(part) for part in _TEXT.split(shown))


def render_issue(exhibit: Exhibit, language: str) -> str:
    """Return a whole page with an issue, its comments and the reactions to it."""
    issue = exhibit.issue
    parts = [("steward", issue.body), *((c.person.login, c.body) for c in issue.comments)]
    cards = "".join(
        f'<article><header>{html.escape(who)}</header><div class="body">{render_markdown(body)}</div></article>'
        for who, body in parts
    )
    state = "open" if issue.is_open else "closed"
    return PAGE.substitute(
        language=language, title=html.escape(issue.title), number=issue.number, state=state, cards=cards
    )


def take_issue_shots(browser: Browser, language: str, work: Path, shots: Path) -> int:
    """Picture every exhibit on a phone, by day and by night; return how many pictures there are."""
    page = browser.new_page(viewport={"width": PHONE, "height": 800})
    taken = 0
    for exhibit in exhibits(language, work):
        page.set_content(render_issue(exhibit, language))
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.screenshot(path=shots / f"issue-{exhibit.name}-{language}-{scheme}.png", full_page=True)
            taken += 1
    page.close()
    return taken


def _link(part: str) -> str:
    return part if part.startswith("<") else _CALLED.sub(r'<a href="#">\1\2</a>', part)
