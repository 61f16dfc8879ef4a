"""Every kind of picture that `check` accepts, with something hostile in it, opened in Chromium at its own address."""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import Browser

from quality.server import served
from tablee.checks.content import find_file_problems
from test_check_pictures import BYTES, PNG, XMLNS

ACTS = (
    "<script>document.title='PWNED'; fetch('https://example.org/')</script>"
    "<img src='https://example.org/a.png' onerror=\"document.title='PWNED'\">"
    "<meta http-equiv=refresh content='0;url=https://example.org/'>"
)
SHOWN = ACTS.replace("&", "&amp;").replace("<", "&lt;")
SCRIPT = "&lt;script>document.title='PWNED'&lt;/script>"
HIDDEN = base64.b64encode(PNG + ACTS.encode()).decode()
ACCEPTED = {
    **{f"a.{kind}": data + ACTS.encode() for kind, data in BYTES.items() if kind != "svg"},
    "title.svg": f"<svg {XMLNS}><title>{SHOWN}</title><desc>{SHOWN}</desc></svg>".encode(),
    "text.svg": f"<svg {XMLNS}><text x='1' y='9'>{SHOWN}</text></svg>".encode(),
    "comment.svg": f"<svg {XMLNS}><!-- {ACTS.replace('--', '')} --></svg>".encode(),
    "cdata.svg": f"<svg {XMLNS}><title><![CDATA[{ACTS}]]></title></svg>".encode(),
    "inner.svg": f'<svg {XMLNS}><image href="data:image/png;base64,{HIDDEN}" width="9" height="9"/></svg>'.encode(),
    "style.svg": f"<svg {XMLNS}><style>.a{{fill:red}} &lt;/style>{SCRIPT}</style></svg>".encode(),
}
REFUSED = f"<svg {XMLNS}><script>document.documentElement.setAttribute('id', 'PWNED')</script></svg>".encode()


def act_of(browser: Browser, address: str, path: str, lead: str) -> list[str]:
    """Open a file, by itself or on a page that shows it; return what it did that a picture does not do."""
    seen: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: seen.append(dialog.message))
    page.on(
        "request", lambda asked: None if asked.url.startswith((address, "data:")) else seen.append(asked.url)
    )
    page.goto(f"{address}{lead.format(path=path)}")
    page.wait_for_timeout(100)
    marks = page.evaluate("[document.title, document.documentElement.id]")
    page.close()
    return [*seen, *(mark for mark in marks if mark == "PWNED")]


def test_what_is_accepted_only_shows(browser: Browser, tmp_path: Path) -> None:
    """Neither at its own address, where a browser decides what it is, nor within a page: nothing runs or is fetched."""
    for path, data in ACCEPTED.items():
        assert list(find_file_problems(path, data)) == [], path
        (tmp_path / path).write_bytes(data)
        (tmp_path / f"{path}.html").write_text(f"<!doctype html><title>a</title><img src='{path}'>", "utf-8")
    with served(tmp_path) as address:
        acted = {
            (path, lead): act_of(browser, address, path, lead)
            for path in ACCEPTED
            for lead in ("{path}", "{path}.html")
        }
    assert {where: did for where, did in acted.items() if did} == {}


def test_what_is_refused_would_have_acted(browser: Browser, tmp_path: Path) -> None:
    """The proof that an act is seen here."""
    assert list(find_file_problems("a.svg", REFUSED))
    (tmp_path / "a.svg").write_bytes(REFUSED)
    with served(tmp_path) as address:
        assert act_of(browser, address, "a.svg", "{path}") == ["PWNED"]
