"""What a browser sees of whole sites, in French and in English: no barrier, no error, nothing lost without a script."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize

from quality.server import served
from quality.sites import NOW, build_rich, every_kind
from quality.viewer import (
    AXE,
    COLOURS,
    EVERY_LOOK,
    EVERY_WIDTH,
    SCHEMES,
    TWO_FRAMES,
    WCAG,
    WIDTHS,
    Watched,
    find_barriers,
    find_cut_texts,
    find_small_targets,
    find_torn_words,
    overflow,
)
from quality.voice import find_unsayable

pytestmark = pytest.mark.skipif(
    not AXE.is_file(), reason="axe-core is missing: python tests/install_readers.py"
)


ARTICLE = "article.md-content__inner"
FINGER = 44
"""Pixels (WCAG 2.5.5)."""


WORDS = ".t-when__text, .t-row__title, .t-row__when, .t-shared th"
HEIGHTS_OF_BARS = """() => [...document.querySelectorAll(".md-header, .t-do")].filter((bar) =>
  ["fixed", "sticky"].includes(getComputedStyle(bar).position)).map((bar) => bar.offsetHeight)"""
NOTE_MOVES = """window.moves = []; new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 80));
    if (value >= 0.001) moves.push(`${value.toFixed(3)} ${moved.join(" ")}`);
  }
}).observe({ type: "layout-shift", buffered: true });"""
LATE = 0.1
"""Seconds."""


class Site(NamedTuple):
    """A site that is served: its home's address, and the addresses of a page of each kind."""

    home: str
    kinds: tuple[str, ...]


@pytest.fixture(scope="module", params=["fr", "en"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve the rich group of a language."""
    folder = build_rich(request.param, tmp_path_factory.mktemp("site") / "group")
    with served(folder) as home:
        yield Site(home, every_kind(folder))


def test_no_page_has_a_barrier(browser: Browser, site: Site) -> None:
    """WCAG 2.2 A and AA hold at three widths, by day and by night; nothing overflows, complains or asks others."""
    page = browser.new_page(reduced_motion="reduce")
    watched = Watched(page, site.home)
    faults = []
    for kind in site.kinds:
        page.goto(site.home + kind)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                rules = WCAG if scheme == SCHEMES[0] else COLOURS
                found = [*find_barriers(page, rules), *watched.take_faults()]
                found += ["wider than the window"] if overflow(page) else []
                faults += [f"{kind} {scheme} {width}: {fault}" for fault in found]
    page.close()
    assert faults == []


if "TABLEE_WHOLE_MATRIX" in os.environ:  # it takes minutes: make quality

    def test_no_page_has_a_barrier_in_any_look(browser: Browser, site: Site) -> None:
        """All of WCAG 2.2 A and AA, at every width, by day, by night and in forced colours."""
        page = browser.new_page(reduced_motion="reduce")
        faults = []
        for kind in site.kinds:
            page.goto(site.home + kind)
            for scheme, forced in EVERY_LOOK:
                page.emulate_media(color_scheme=scheme, forced_colors=forced)  # type: ignore[arg-type]
                page.evaluate(TWO_FRAMES)
                for width in EVERY_WIDTH:
                    page.set_viewport_size({"width": width, "height": 800})
                    found = find_barriers(page, WCAG)
                    if (
                        forced == "active"
                    ):  # axe takes the colour written for the one shown (docs/upstream.md)
                        found = [one for one in found if not one.startswith("color-contrast:")]
                    faults += [f"{kind} {scheme} {forced} {width}: {one}" for one in found]
                    faults += [f"{kind} {width}: too wide"] if overflow(page) else []
        page.close()
        assert faults == []


def test_a_text_twice_as_large_fits_a_phone(browser: Browser, site: Site) -> None:
    """Nothing leaves the window, the group's name stands whole in the head, and what can be pressed stays beside it."""
    page = browser.new_page(viewport={"width": 390, "height": 664}, reduced_motion="reduce")
    faults = []
    for kind in site.kinds:
        page.goto(site.home + kind)
        page.evaluate("""() => { const html = document.documentElement;
          html.style.fontSize = 2 * parseFloat(getComputedStyle(html).fontSize) + "px"; }""")
        faults += [f"{kind}: {overflow(page)} px too wide"] if overflow(page) else []
        faults += [f"{kind}: {text}" for text in find_cut_texts(page)]
        faults += [f"{kind}: {word} is torn" for word in find_torn_words(page, WORDS)]
        name = page.locator(".md-header__topic .md-ellipsis").first
        whole, shown = name.evaluate(
            "e => [[e.scrollWidth, e.scrollHeight], [e.clientWidth, e.clientHeight]]"
        )
        faults += [] if whole <= shown else [f"{kind}: the name takes {whole}, and has {shown}"]
        boxes = [one.bounding_box() for one in page.locator(".md-header__button:visible").all()]
        faults += [f"{kind}: {box}" for box in boxes if not box or min(box["width"], box["height"]) < FINGER]
    page.close()
    assert faults == []


def test_whatever_stands_by_itself_is_as_high_as_a_finger(browser: Browser, site: Site) -> None:
    """On a phone and on a desk; a link in a sentence keeps the sentence's lines (WCAG 2.5.5)."""
    page = browser.new_page(reduced_motion="reduce")
    faults = []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for kind in site.kinds:
            page.goto(site.home + kind)
            faults += [f"{kind} {width}: {target}" for target in find_small_targets(page, FINGER)]
    page.close()
    assert faults == []


def test_a_page_four_times_as_large_loses_nothing(browser: Browser, site: Site) -> None:
    """At 400 % of 1280 × 1024 pixels no page is pushed sideways, cut off or covered, and none says fewer words."""
    faults = []
    wide, page = (
        browser.new_page(viewport=size, reduced_motion="reduce")
        for size in (ViewportSize(width=1280, height=1024), ViewportSize(width=320, height=256))
    )
    for kind in site.kinds:
        wide.goto(site.home + kind)
        page.goto(site.home + kind)
        words, left = (set(one.locator("article, main").first.inner_text().split()) for one in (wide, page))
        faults += [f"{kind}: {word} is lost" for word in sorted(words - left)]
        faults += [f"{kind}: {text}" for text in find_cut_texts(page)]
        faults += [f"{kind}: {overflow(page)} px too wide"] if overflow(page) else []
        covered = sum(page.evaluate(HEIGHTS_OF_BARS))
        faults += [f"{kind}: bars cover {covered} of 256 px"] if covered > 100 else []
    wide.close()
    page.close()
    assert faults == []


@pytest.mark.parametrize("width", [390, 1280])
def test_whatever_can_be_pressed_can_be_asked_for(browser: Browser, site: Site, width: int) -> None:
    """By voice, what is seen on a link or button is part of its name, and a page gives no name twice (WCAG 2.5.3)."""
    page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page.clock.set_fixed_time(NOW)
    faults = []
    for kind in site.kinds:
        page.goto(site.home + kind)
        faults += [f"{kind}: {fault}" for fault in find_unsayable(page)]
    page.close()
    assert faults == []


def test_a_page_stays_where_it_was_first_painted(browser: Browser, site: Site) -> None:
    """What scripts say or offer a moment later moves nothing, on a phone or on a desk."""
    faults = []
    for width in (390, 1280):
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        page.add_init_script(NOTE_MOVES)
        page.route("**/tablee.js*", _answer_late)
        for kind in site.kinds:
            page.goto(site.home + kind)
            page.evaluate(TWO_FRAMES)
            faults += [f"{kind} {width}: {moved}" for moved in page.evaluate("moves")]
        context.close()
    assert faults == []


def _answer_late(route: Route) -> None:
    """Let the page be painted before its script comes, as on a slow line."""
    time.sleep(LATE)
    route.continue_()


def test_the_judges_of_names_and_of_moves_see(browser: Browser, site: Site) -> None:
    """The silence above is not that of judges who look at nothing."""
    page = browser.new_page()
    page.add_init_script(NOTE_MOVES)
    page.goto(site.home)
    assert find_unsayable(page) == []
    page.evaluate("""document.querySelector("article").insertAdjacentHTML("afterbegin",
      "<p><a href=/a aria-label=Here>There</a> <a href=/b>Twice</a> <a href=/c>Twice</a> <button></button></p>")""")
    page.evaluate(TWO_FRAMES)
    assert len(find_unsayable(page)) == 3
    assert page.evaluate("moves.length") > 0
    page.close()


def test_the_judge_sees_a_planted_barrier(browser: Browser, site: Site) -> None:
    """The silence above is not that of a judge who looks at nothing."""
    page = browser.new_page()
    page.goto(site.home)
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=/x.png>')")
    assert [barrier.split(":")[0] for barrier in find_barriers(page, WCAG)] == ["image-alt"]
    page.close()


def test_everything_can_be_read_without_scripts(browser: Browser, site: Site) -> None:
    """With JavaScript off every page says the words that it says with it, and shows no control that does nothing."""
    with_scripts, without = (browser.new_context(java_script_enabled=able) for able in (True, False))
    scripted, plain = with_scripts.new_page(), without.new_page()
    lost = {}
    for kind in site.kinds:
        scripted.goto(site.home + kind)
        plain.goto(site.home + kind)
        words = set(scripted.locator(ARTICLE).inner_text().split())
        offered = " ".join(scripted.locator(".t-filter, [data-copy], .t-relative").all_inner_texts()).split()
        lost[kind] = words - set(plain.locator(ARTICLE).inner_text().split()) - set(offered)
        assert plain.locator("button:visible, input:not([type=checkbox], [type=radio]):visible").count() == 0
    with_scripts.close()
    without.close()
    assert {kind: words for kind, words in lost.items() if words} == {}


def focus_of(page: Page) -> dict[str, object]:
    """Return where the focus is: a name, whether it can be seen there, and whether an outline or a line marks it."""
    found: dict[str, object] = page.evaluate("""() => {
      const focused = document.activeElement;
      const at = focused.matches(".md-option") ? focused.nextElementSibling : focused;
      const box = at.getBoundingClientRect(), style = getComputedStyle(at);
      const hit = document.elementFromPoint(box.x + Math.min(box.width, 30) / 2, box.y + box.height / 2);
      return {
        name: (at.getAttribute("aria-label") || at.innerText || at.id || at.tagName).trim().slice(0, 60),
        tag: focused.tagName, href: at.getAttribute("href"),
        seen: box.width > 0 && box.right > 0 && box.x < innerWidth && box.bottom > 0 && box.y < innerHeight
          && (at.contains(hit) || Boolean(hit?.contains(at))),
        marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
          || Boolean(at.closest(".md-search")),
      };
    }""")
    return found


def walk(page: Page, most: int = 400) -> list[dict[str, object]]:
    """Press Tab from the top of a page until the focus leaves it; return all its stops."""
    stops: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = focus_of(page)
        if stop["tag"] == "BODY":
            return stops
        stops.append(stop)
    return stops


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["", "members/", "meetings/2026-12-10/"])
def test_tab_goes_only_where_one_can_see_it(browser: Browser, site: Site, width: int, kind: str) -> None:
    """Each stop of Tab is visible, not covered and marked; the walk ends, and begins with the way past the head."""
    page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page.goto(site.home + kind)
    stops = walk(page)
    page.close()
    assert stops[0]["tag"] == "A"
    assert str(stops[0]["href"]).startswith("#")
    assert 8 < len(stops) < 400
    assert [stop for stop in stops if not (stop["seen"] and stop["marked"])] == []


@pytest.mark.parametrize("width", [1220, 1280])
def test_no_tab_is_cut(browser: Browser, site: Site, width: int) -> None:
    """All sections are in view on the narrowest desk that shows tabs, and all pages of the section."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{site.home}members/")
    right = page.locator(".md-tabs .md-grid").evaluate("grid => grid.getBoundingClientRect().right")
    ends = [
        box["x"] + box["width"] for tab in page.locator(".md-tabs__link").all() if (box := tab.bounding_box())
    ]
    page.close()
    assert len(ends) > 8
    assert max(ends) <= right


def test_a_keyboard_goes_everywhere(browser: Browser, site: Site) -> None:
    """Past the head, to another section, through search to a page, and into the filter: no mouse is touched."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(site.home)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('article'))")
    page.locator(".md-tabs__link[href*='members/']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/members/")
    page.keyboard.press("s")
    page.keyboard.type("castaing")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/members/olivier-castaing/**")
    page.goto(f"{site.home}members/")
    page.locator("#t-filter-text").focus()
    page.keyboard.type("karim")
    assert page.locator(".t-person:visible").count() == 1
    page.close()


def test_the_menu_of_a_phone_works_by_keyboard(browser: Browser, site: Site) -> None:
    """Enter opens it and the focus goes in; Tab stays in it; Escape closes it and gives the focus back."""
    page = browser.new_page(viewport={"width": 320, "height": 800}, reduced_motion="reduce")
    page.goto(site.home)
    button = page.locator('.md-header__button[for="__drawer"]')
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    inside = "Boolean(document.activeElement.closest('.md-sidebar--primary'))"
    assert page.evaluate(inside)
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.matches('.md-header__button')")
    page.keyboard.press("Enter")
    page.locator(".md-sidebar--primary a[href*='members/']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/members/")
    page.close()


def test_the_reader_chooses_day_or_night(browser: Browser, site: Site) -> None:
    """Colours follow the device until the button says otherwise; the choice outlasts the page and can be undone."""
    page = browser.new_page(color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    page.goto(site.home)
    night, button = page.evaluate(ground), page.locator(".t-night")
    page.emulate_media(color_scheme="light")
    page.locator("html[data-md-color-scheme='default']").wait_for(state="attached")
    day = page.evaluate(ground)
    names = []
    for _press in range(3):
        names.append(button.get_attribute("aria-label"))
        button.press("Enter")
        page.reload()
        names.append(page.evaluate(ground))
    page.close()
    assert day != night
    assert names[1::2] == [day, night, day]
    assert len(set(names[::2])) == 3


@pytest.mark.parametrize("width", [390, 1280])
def test_search_comes_to_whoever_reaches_for_it(browser: Browser, site: Site, width: int) -> None:
    """A page asks for no index; a key, or a press, brings search, and what is typed at once is not lost."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    watched, asked = Watched(page, site.home), list[str]()
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    found = page.locator(".md-search-result__link").first
    page.goto(f"{site.home}members/", wait_until="networkidle")
    assert not {"search_index.json", "sitemap.xml"} & set(asked)
    page.keyboard.press("s")
    page.keyboard.type("castaing")
    found.wait_for()
    page.goto(f"{site.home}turns/")
    page.locator('button[for="__search"]' if width < 600 else ".md-search__input").click()
    page.keyboard.type("castaing")
    found.wait_for()
    found.click()
    page.wait_for_url("**/?h=castaing")
    page.locator("mark", has_text="Castaing").first.wait_for()
    page.close()
    assert watched.take_faults() == []
