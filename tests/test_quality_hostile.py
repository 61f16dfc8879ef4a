"""What people write stays text: in every field of a member, a meeting and the settings, as a browser sees it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import extruct
import pytest
from playwright.sync_api import Browser, Page

from builders import a_circle, a_group, a_meeting, a_member
from quality.server import served
from quality.sites import build_group, every_page
from quality.viewer import Watched, overflow
from tablee.files.history import NO_HISTORY
from tablee.model import (
    Answer,
    Brand,
    Card,
    Circle,
    Closure,
    Group,
    Meeting,
    Member,
    Offer,
    Place,
    Recommendation,
    Settings,
)

ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    '"><svg onload=alert(4)>',
    "'><iframe src=javascript:alert(5)>",
    "</title></head><b>six</b>",
    "[seven](javascript:alert(7))",
    "<javascript:alert(8)>",
    "{: onclick=alert(9) .x}",
    "{#ten onmouseover=alert(10)}",
    "{{ 11 * 11 }}{% raw %}",
    "&lt;script&gt;alert(12)&lt;/script&gt;",
    "]]> --> */ 13",
    "``` {.html onload=alert(14)}",
    "# Fifteen *em* _em_ **strong** ~~gone~~ `code`",
    "![16](https://tracker.test/16.png)",
    "https://autolink.test/17 mail@autolink.test",
    "*[HTML]: eighteen [^1]",
    "| 19 | 19 |",
    "\u202e20 \u0007 \u2028 end",
)
TEXT = " ".join(ATTACKS)
READ = TEXT.replace("\u202e", "").replace("\u0007", "").replace("\u2028", " ")
"""How a reader sees the text in one line: without what turns or rings."""

MARKDOWN = "\n\n".join(ATTACKS)
EVE = date(2026, 12, 24)
ADDRESS = 'https://place.test/"onmouseover="alert(21)'


def hostile_member(identity: str, **changes: Any) -> Member:  # noqa: ANN401 (as the builders take them)
    """Make a member whose every text is an attack."""
    given: dict[str, Any] = {
        "name": f"{identity} {TEXT}",
        "trade": TEXT,
        "tagline": TEXT,
        "skills": (TEXT, "x" * 300),
        "city": TEXT,
        "about": MARKDOWN,
        "links": {TEXT: ADDRESS, "js": "javascript:alert(22)"},
        "github": TEXT,
        "offers": (Offer(TEXT),),
        "needs": (Offer(TEXT),),
        "circles": ("cercle",),
    }
    return a_member(identity, **{**given, **changes})


def hostile_meeting(key: str, **changes: Any) -> Meeting:  # noqa: ANN401 (as the builders take them)
    """Make a meeting whose every text is an attack."""
    given: dict[str, Any] = {
        "place": "place",
        "title": TEXT,
        "topics": (TEXT, "y" * 300),
        "why": TEXT,
        "room_words": (TEXT, TEXT),
        "notes": MARKDOWN,
        "links": {TEXT: ADDRESS, "js": "javascript:alert(22)"},
    }
    return a_meeting(key, **{**given, **changes})


def hostile_group() -> Group:
    """Make a group whose every text is an attack."""
    people = ("ana", "bob")
    circle = replace(
        a_circle("cercle"), name=TEXT, about=MARKDOWN, charter=MARKDOWN, brand=Brand("#a0522d", "")
    )
    return a_group(
        members=[
            hostile_member("ana", recommends=(Recommendation("bob", TEXT),)),
            hostile_member("bob"),
            hostile_member("gone", left="2026-11-30"),
        ],
        meetings=[
            hostile_meeting(
                "2026-11-26", present=people, facilitators=("ana",), missions={"card": "bob"}, done=("card",)
            ),
            hostile_meeting("2026-12-03", cancelled=True),
            hostile_meeting("2026-12-10", answers={"ana": Answer.YES, "bob": Answer.MAYBE}),
            hostile_meeting("2026-12-17", place=TEXT),
        ],
        name=TEXT,
        url="https://tablee.test/table/",
        tagline=TEXT,
        about=MARKDOWN,
        contact=ADDRESS,
        closures=[Closure(EVE, EVE, why=TEXT)],
        places={"place": Place(TEXT, TEXT, TEXT, TEXT, ADDRESS, (48.8, 2.1))},
        deck={"card": Card(TEXT, TEXT)},
        circles=[circle],
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of the hostile group."""
    return build_group(hostile_group(), tmp_path_factory.mktemp("hostile"), NO_HISTORY)


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    """Serve it."""
    with served(site) as home:
        yield home


IDENTITIES = frozenset({"id", "url", "identity", "language", "timezone", "photo"})
"""Fields that are texts and that the check confines to a narrow form before anything is built."""


@pytest.mark.parametrize(
    "thing",
    [
        hostile_member("ana"),
        hostile_meeting("2026-12-10"),
        hostile_group().settings,
        hostile_group().settings.circles["cercle"],
    ],
    ids=["member", "meeting", "settings", "circle"],
)
def test_no_text_is_spared(thing: Member | Meeting | Settings | Circle) -> None:
    """Every text field of the model, and one added later too, holds an attack here."""
    spared = [
        f.name for f in fields(thing) if isinstance(getattr(thing, f.name), str) and f.name not in IDENTITIES
    ]
    spared = [name for name in spared if "alert(" not in getattr(thing, name) and name != "place"]
    assert spared == []


def intruders(page: Page) -> list[str]:
    """Return every element or attribute on a page that could run or load something and is not ours."""
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll("*")].flatMap((at) => {
      const bad = [...at.attributes].filter((a) => /^on/i.test(a.name) || /^\\s*javascript:/i.test(a.value)
        || (a.name === "style" && !/^(--t-[a-z-]+: #[0-9a-f]{3,8}(; |$))+$|^[-a-z]+: ?[-\\d.a-z%()]+;?$/
          .test(a.value)));
      const alien = at.matches("iframe:not([hidden]), object, embed, form[action], base, "
        + "meta[http-equiv]:not([http-equiv='Content-Security-Policy']), "
        + "img[src*='tracker'], [id=ten], [class~=x]");
      const script = at.matches("script:not([src]):not([type='application/json']):not([type='application/ld+json'])")
        && /alert\\(/.test(at.textContent);
      return bad.length || alien || script ? [at.outerHTML.slice(0, 160)] : [];
    })""")
    return found


def test_a_planted_intruder_is_seen(browser: Browser, home: str) -> None:
    """The silence below is not that of a judge who looks at nothing."""
    page = browser.new_page()
    page.goto(home)
    page.evaluate("""() => document.querySelector("article").insertAdjacentHTML("beforeend",
      '<b onclick="x"></b><iframe></iframe><a href=" javascript:x"></a><script>alert(1)</script>'
      + '<i style="color:red;x"></i>')""")
    assert len(intruders(page)) == 5
    page.close()


def test_nothing_executes_and_nothing_breaks_out(browser: Browser, home: str, site: Path) -> None:
    """On every page: no dialog, no error, no foreign request, nothing of an attacker, nothing wider than a phone."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    watched = Watched(page, home)
    faults: list[str] = []
    for address in every_page(site):
        page.goto(home + address)
        page.mouse.move(160, 300)
        found = [*intruders(page), *watched.take_faults()]
        found += ["wider than the window"] if overflow(page) else []
        faults += [f"{address}: {fault}" for fault in found]
    page.close()
    assert faults == []


def test_pages_still_read_well(browser: Browser, home: str) -> None:
    """Each text stands on its page letter by letter, as its author wrote it."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    for address, selector in (
        ("members/ana/", "h1"),
        ("members/ana/", ".t-lead"),
        ("members/ana/", ".t-tags li"),
        ("members/", ".t-person p"),
        ("members/", ".t-gives"),
        ("help/", ".t-wants"),
        ("meetings/2026-12-10/", "h1"),
        ("meetings/2026-12-10/", ".t-place"),
        ("meetings/2026-12-03/", ".t-banner"),
        ("", ".t-tagline"),
        ("circles/cercle/", "h1"),
    ):
        page.goto(home + address)
        texts = [" ".join(text.split()) for text in page.locator(f"article {selector}").all_inner_texts()]
        assert any(" ".join(READ.split()) in text for text in texts), (address, selector, texts[:3])
    page.close()


def test_linked_data_holds_hostile_texts_as_they_are(site: Path) -> None:
    """A name that closes the script around it does not: another program reads it back whole."""
    html = (site / "meetings" / "2026-12-10" / "index.html").read_text("utf-8")
    (event,) = extruct.extract(html, "https://tablee.test/table/", syntaxes=["json-ld"])["json-ld"]
    assert event["name"] == " ".join(READ.split())
    assert event["location"]["address"] == " ".join(READ.split())


def test_the_filter_and_search_take_hostile_words(browser: Browser, home: str) -> None:
    """Who searches for an attack finds text."""
    page = browser.new_page()
    watched = Watched(page, home)
    page.goto(f"{home}members/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(23)%3E&skill=%22%3E")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("alert")
    page.locator(".md-search-result__link").first.wait_for()
    assert (intruders(page), watched.take_faults()) == ([], [])
    page.close()


SECRET = (
    "m-7f3k",
    "Zéphyrine",
    "Zephyrine",
    "Dissimulard",
    "cachotterie",
    "Cachan",
    "pénombrée",
    "silhouettage",
)


def shy_group() -> Group:
    """Make a group where one who is not public has said everything and done everything."""
    shy = a_member(
        "m-7f3k",
        public=False,
        name="Zéphyrine Dissimulard",
        trade="Gardienne de cachotterie",
        city="Cachan",
        about="Une pénombrée.",
        skills=("silhouettage",),
        links={"website": "https://cachotterie.test/"},
        github="silhouettage",
        offers=(Offer("Une cachotterie"),),
        needs=(Offer("Une pénombrée"),),
        recommends=(Recommendation("ana", "son silhouettage"),),
        circles=("cercle",),
    )
    both, alone = ("ana", "m-7f3k"), ("m-7f3k",)
    return a_group(
        members=[
            a_member("ana", name="Ana Silva", recommends=(Recommendation("m-7f3k", "sa cachotterie"),)),
            shy,
        ],
        meetings=[
            a_meeting(
                "2026-11-26",
                present=both,
                facilitators=alone,
                missions={"card": "m-7f3k"},
                room_words=("olive", "ivoire"),
                answers={"m-7f3k": Answer.YES},
            ),
            a_meeting("2026-12-10", facilitators=alone, answers=dict.fromkeys(both, Answer.YES)),
            a_meeting("cercle.2026-12-15", facilitators=alone),
        ],
        deck={"card": Card("Réserver")},
        circles=[a_circle("cercle")],
        duties={"hub": both},
        closures=[Closure(EVE, EVE, facilitator="m-7f3k")],
    )


def test_who_is_not_public_is_in_no_byte(tmp_path: Path) -> None:
    """Pages, index, calendars, JSON, Atom, packed files, names of files: none holds a name, a word or the identity."""
    site = build_group(shy_group(), tmp_path, NO_HISTORY)
    files = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    files |= {f"{name}!": gzip.decompress(data) for name, data in files.items() if name.endswith(".gz")}
    ours = {name: data for name, data in files.items() if not name.startswith("assets/javascripts/")}
    assert {"sitemap.xml.gz!", "group.json", "atom.xml", "search/search_index.json"} <= set(ours)
    found = [
        (name, word)
        for name, data in ours.items()
        for word in SECRET
        if word.casefold() in f"{name} {data.decode('utf-8', 'replace')}".casefold()
    ]
    assert found == []
