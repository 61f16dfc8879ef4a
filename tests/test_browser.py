"""What a reader's browser shows: no error, no foreign request, nothing wider than the screen, and search that finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from quality.server import served
from quality.viewer import Watched
from tablee.adapters.mkdocs_site import build_site, folders_of
from test_mkdocs_site import a_rendering
from test_pages import a_table

PAGES = (
    "",
    "members/",
    "members/ines/",
    "meetings/",
    "meetings/2026-11-26/",
    "turns/",
    "circles/propulseurs/",
    "subscribe/",
    "guides/",
)
WIDTHS = (1280, 390, 320)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build a site and serve it on this machine."""
    root = tmp_path_factory.mktemp("group")
    (root / "content" / "photos").mkdir(parents=True)
    (root / "content" / "photos" / "lea.jpg").write_bytes(b"\xff\xd8\xff")
    build_site(folders_of(root), a_rendering(a_table(about="Une réunion par semaine.")), strict=True)
    with served(root / "site") as home:
        yield home


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_and_are_silent(browser: Browser, address: str, width: int, scheme: str) -> None:
    """On a desk and on a phone, by day and by night: no console error, no off-site request, no sideways scrolling."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    watched = Watched(context.new_page(), address)
    for path in PAGES:
        watched.page.goto(address + path)
        wide = watched.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert (path, wide) == (path, 0)
    context.close()
    assert watched.faults == []


def test_search_finds_without_accents(browser: Browser, address: str) -> None:
    """A reader without accents on the keyboard finds what has them."""
    page = browser.new_page()
    page.goto(address)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("reunion")
    expect(page.locator(".md-search-result__list")).to_contain_text("La Tablée")
    page.close()


def test_the_filter_of_members_narrows_and_is_shared_by_its_address(browser: Browser, address: str) -> None:
    """Typing a town leaves those who live there; the address bar keeps it for the next reader."""
    page = browser.new_page()
    page.goto(f"{address}members/")
    expect(page.locator(".t-person:visible")).to_have_count(3)
    page.locator("#t-filter-text").fill("VIRÓFLAY")
    expect(page.locator(".t-person:visible")).to_have_count(1)
    page.reload()
    expect(page.locator(".t-person:visible")).to_have_count(1)
    page.close()


def test_everything_is_readable_without_scripts(browser: Browser, address: str) -> None:
    """Without JavaScript all members are listed, and no control stands about that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}members/")
    expect(page.locator(".t-person:visible")).to_have_count(3)
    expect(page.locator(".t-filter")).to_be_hidden()
    context.close()


def test_the_menu_of_a_phone_opens_from_the_keyboard(browser: Browser, address: str) -> None:
    """A closed menu is out of the way of Tab; Enter opens it."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address)
    drawer = page.locator(".md-sidebar--primary")
    expect(drawer).to_have_attribute("inert", "")
    page.locator('.md-header__button[for="__drawer"]').press("Enter")
    expect(drawer).not_to_have_attribute("inert", "")
    expect(page.locator(".md-nav--primary a", has_text="Membres").first).to_be_visible()
    context.close()
