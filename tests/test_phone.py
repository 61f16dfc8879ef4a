"""What a phone shows at once, and what a finger finds: the next meeting, one bar of actions, members by letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from builders import a_circle, a_group, a_meeting, a_member
from quality.server import served
from quality.sites import NOW, build_group, every_page
from tablee.files.history import NO_HISTORY
from tablee.model import Answer, Group, Offer, Place

PHONE: ViewportSize = {"width": 390, "height": 664}
"""A phone of 2022 with the bars of its browser."""

LONG = "Comment fixer le prix d’un travail que personne n’a jamais fait et que tous veulent demain"
ASK = "Demander au groupe"
NAMES = ("Étienne N’Diaye", "Zoé Duval", "(ana) Silva")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of a group of sixty, whose next meeting has a title of ninety letters."""
    root = tmp_path_factory.mktemp("phone") / "group"
    root.mkdir()
    return build_group(a_crowd(), root, NO_HISTORY)


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    """Serve the site."""
    with served(site) as address:
        yield address


def a_crowd() -> Group:
    """Build a group of sixty with a coming, a cancelled and a proposed meeting."""
    crowd = [a_member(f"m{n}", name=f"{'BCDFGM'[n % 6]}. Nom {n}", skills=("seo",)) for n in range(57)]
    skills = ("lettre d’information",)
    named = [a_member(f"n{n}", name=name, skills=skills, trade="Cordelière") for n, name in enumerate(NAMES)]
    place = Place("Le Bistrot des Tilleuls", "4 place des Tilleuls, 78000 Versailles", geo=(48.8, 2.13))
    meetings = [
        a_meeting("2026-12-10", title=LONG, place="bistrot", answers={"n0": Answer.YES}),
        a_meeting("2026-12-17", cancelled=True, why="Neige"),
    ]
    return a_group(members=[*crowd, *named], meetings=meetings, places={"bistrot": place})


def phone(browser: Browser) -> Page:
    """Open a phone's page at the moment of the tests."""
    page = browser.new_page(viewport=PHONE, reduced_motion="reduce")
    page.clock.set_fixed_time(NOW)
    return page


@pytest.mark.parametrize("kind", ["", "meetings/2026-12-10/"])
def test_the_first_screen_says_when_and_where_and_offers_to_come(
    browser: Browser, home: str, kind: str
) -> None:
    """Day, hour, place and the buttons of the next meeting are seen without a finger moving, whatever its title."""
    assert len(LONG) == 90
    page = phone(browser)
    page.goto(home + kind)
    for selector in (".t-when__day", ".t-when__hours", ".p-location", ".t-do .t-button"):
        box = page.locator(selector).first.bounding_box()
        assert box, selector
        assert box["y"] + box["height"] <= PHONE["height"], selector
    covered = page.locator(".p-location").first.bounding_box()
    bar = page.locator(".t-do").bounding_box()
    assert covered
    assert bar
    assert covered["y"] + 40 <= bar["y"]
    page.close()


def test_what_can_be_pressed_is_as_large_as_a_finger(browser: Browser, home: str) -> None:
    """Buttons, rows, fields and days of a month are at least 44 pixels high."""
    page = phone(browser)
    small = {}
    for kind in ("", "meetings/", "meetings/2026-12-10/", "members/", "members/n0/", "subscribe/", "turns/"):
        page.goto(home + kind)
        small[kind] = page.evaluate("""() => [...document.querySelectorAll(
            "article :is(button, input, select, summary, .t-button, .t-row > a, .t-faces a, .t-month a), .md-header a"
          )].filter((at) => at.checkVisibility() && at.getBoundingClientRect().height < 43.5)
            .map((at) => at.outerHTML.slice(0, 90))""")
    page.close()
    assert {kind: found for kind, found in small.items() if found} == {}


def test_a_row_is_one_link_that_says_all(browser: Browser, home: str) -> None:
    """Title, day, hour, place and status stand in one link; a cancelled one says so in a word."""
    page = phone(browser)
    page.goto(f"{home}meetings/")
    first, second = (page.locator(".t-row > a").nth(n).inner_text() for n in (0, 1))
    assert [part in first for part in (LONG, "10", "12", "Bistrot", "confirmée")] == [True] * 5
    assert "annulée" in second
    page.locator(".t-row > a").first.click(position={"x": 300, "y": 20})
    page.wait_for_url("**/meetings/2026-12-10/")
    page.close()


def test_a_cancelled_meeting_leads_to_the_next_one(browser: Browser, home: str) -> None:
    """A banner says why, links to what takes place instead, and nothing offers to come."""
    page = phone(browser)
    page.goto(f"{home}meetings/2026-12-17/")
    expect(page.locator(".t-banner")).to_contain_text("Neige")
    expect(page.locator(".t-banner a")).to_have_attribute("href", "../../meetings/2026-12-10/")
    expect(page.locator(".t-do, .t-relative")).to_have_count(0)
    page.close()


def test_many_members_stand_by_letter(browser: Browser, home: str) -> None:
    """The first letters are open, the others wait; who begins with a sign stands under the first letter."""
    page = phone(browser)
    page.goto(f"{home}members/")
    letters = page.locator(".t-letter > summary").all_inner_texts()
    assert [text.strip()[0] for text in letters] == ["A", "B", "C", "D", "E", "F", "G", "M", "Z"]
    assert 0 < page.locator(".t-letter[open]").count() < len(letters)
    page.goto(f"{home}members/#Z")
    page.locator("#Z > summary").click()
    expect(page.locator(".t-person:visible", has_text="Zoé Duval")).to_be_visible()
    page.close()


def test_the_filter_finds_with_any_apostrophe_and_leads_back(browser: Browser, home: str) -> None:
    """Straight or curly, folded or not; no result says so and offers everybody again."""
    page = phone(browser)
    page.goto(f"{home}members/")
    field, shown = page.locator("#t-filter-text"), page.locator(".t-person:visible")
    for words in ("n'diaye", "N’DIAYE", "lettre d'information etienne"):
        field.fill(words)
        expect(shown).to_have_count(1)
    field.fill("plombier")
    expect(shown).to_have_count(0)
    expect(page.locator(".t-filter [role=status]")).to_contain_text("Ces mots ne trouvent personne")
    page.get_by_role("button", name="Revoir tout le monde").click()
    expect(page.locator(".t-letter:visible")).to_have_count(9)
    page.locator(".t-chip", has_text="lettre d’information").click()
    expect(shown).to_have_count(3)
    page.close()


@pytest.mark.parametrize("words", ["etienne", "n'diaye", "N’Diaye", "diaye"])
def test_search_finds_people_first(browser: Browser, home: str, words: str) -> None:
    """Without accents and with any apostrophe; the result says more than the name."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(home)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(words)
    first = page.locator(".md-search-result__item").first
    expect(first).to_contain_text("Étienne N’Diaye")
    expect(first).to_contain_text("Cordelière")
    page.close()


def test_a_member_says_where_the_other_chairs_are(browser: Browser, home: str) -> None:
    """Who comes is shown with faces, and one chair stays free."""
    page = phone(browser)
    page.goto(f"{home}meetings/2026-12-10/")
    expect(page.locator("#come .t-faces")).to_contain_text("Étienne N’Diaye")
    expect(page.locator("#come .t-faces")).to_contain_text("une chaise libre")
    page.close()


def test_opened_from_the_disk_every_link_leads_to_a_page(browser: Browser, site: Path) -> None:
    """No link of a page opens a folder, and search finds, without accents too."""
    page = phone(browser)
    for kind in ("", "members/", "meetings/2026-12-10/", "turns/"):
        page.goto((site / kind / "index.html").as_uri())
        links = page.locator("a[href]").evaluate_all("links => links.map((link) => link.href)")
        local = {
            Path(link.removeprefix("file://").split("#")[0].split("?")[0])
            for link in links
            if link[:5] == "file:"
        }
        assert local
        assert [path for path in local if not path.is_file()] == []
    page.locator('button[for="__search"]').click()
    page.locator(".md-search__input").press_sequentially("etienne n'diaye")
    found = page.locator(".md-search-result__link").first
    expect(found).to_contain_text("Cordelière")
    found.click()
    page.wait_for_url((site / "members/n0/index.html").as_uri())
    page.close()


@pytest.mark.parametrize(
    ("group", "next_step"),
    [
        (a_group(members=[], rhythm=()), ASK),
        (a_group(members=[a_member("ana")], rhythm=()), ASK),
        (a_group(members=[a_member("ana", offers=(Offer("Un café"),))]), "Je viens"),
        (a_group(members=[a_member("ana")], rhythm=(), circles=[a_circle("soir")]), "Je viens"),
    ],
    ids=["nobody", "no rhythm", "one member", "circles only"],
)
def test_an_empty_group_offers_one_next_step(
    browser: Browser, tmp_path: Path, group: Group, next_step: str
) -> None:
    """Home, turns and vitality say what is missing and what to do; no page of the group is empty, and none fails."""
    (tmp_path / "group").mkdir()
    site = build_group(group, tmp_path / "group", NO_HISTORY)
    page = phone(browser)
    with served(site) as home:
        for kind in ("", "turns/", "vitality/") if next_step == ASK else ("",):
            page.goto(home + kind)
            expect(page.locator("article .t-button").first).to_contain_text(next_step)
        for kind in every_page(site):
            page.goto(home + kind)
            assert len(page.locator("article, main").first.inner_text().split()) > 5
    page.close()
