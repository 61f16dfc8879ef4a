"""The pages say what the group's files say, name nobody who does not want it, and stay the same from build to build."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from babel.messages.extract import extract
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_circle, a_closure, a_group, a_meeting, a_member, an_instant
from tablee.files.history import NO_HISTORY
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import load_translations
from tablee.model import Card, Group, Offer, Place, Recommendation
from tablee.rules.timeline import build_timeline
from tablee.site.context import SiteContext
from tablee.site.pages import render_pages
from tablee.site.text import plain

TEMPLATES = Path(__file__).parent.parent / "scripts" / "tablee" / "site" / "templates"
NOW = an_instant("2026-12-08 09:00")
BISTROT = Place(
    "Le Bistrot", "4 place des Tilleuls", "01 99 00 12 34", "Au fond", "https://bistrot.test/", (48.8, 2.13)
)


def a_table(**settings: Any) -> Group:  # noqa: ANN401 (as the builders take them)
    """Build the tests' group: three named members, one unnamed, one gone; a past, a moved, a cancelled meeting."""
    given: dict[str, Any] = {
        "name": "La Tablée",
        "tagline": "Déjeuner le jeudi",
        "about": "Des **indépendants**.",
        "places": {"bistrot": BISTROT},
        "deck": {"restaurant": Card("Le restaurant", "Réserver")},
        "circles": [a_circle("propulseurs", rhythm=(), charter="Une page.")],
        **settings,
    }
    return a_group(
        members=[
            a_member(
                "ines",
                name="Inès Garnier",
                trade="Formatrice",
                city="Viroflay",
                skills=("seo",),
                about="J’aime *apprendre*.",
                links={"website": "https://ines.test/"},
                offers=(Offer("Relire une page"),),
                recommends=(Recommendation("paul", "ses sites"), Recommendation("lea", "ses dessins")),
                circles=("propulseurs",),
            ),
            a_member("lea", name="Léa Roy", photo="lea.jpg"),
            a_member("paul", name="Paul Meyer"),
            a_member("m-7f3k", public=False),
            a_member("zoe", name="Zoé Partie", left="2026-11-30"),
        ],
        meetings=[
            a_meeting(
                "2026-11-26",
                title="Fixer ses tarifs",
                place="bistrot",
                topics=("Les devis",),
                facilitators=("ines",),
                present=("ines", "paul", "zoe", "m-7f3k"),
                guests=2,
                missions={"restaurant": "paul"},
                done=("restaurant",),
                notes="On a *bien* parlé.",
            ),
            a_meeting("2026-12-03", cancelled=True, why="Neige"),
            a_meeting("2026-12-10", moved_to="2026-12-11", place="bistrot", facilitators=("paul",)),
        ],
        **given,
    )


def pages_of(group: Group, language: str = "fr") -> dict[str, str]:
    """Render the pages of a group at the moment of these tests."""
    return render_pages(
        SiteContext(group, build_timeline(group, NOW), load_translations(language), NO_HISTORY)
    ).texts


def text_of(page: str) -> str:
    """Return what a reader reads of a page, in one line."""
    words: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            words.append(data)

    reader = Reader()
    reader.feed(markdown.markdown(page.split("---\n", 2)[2]))
    return " ".join(" ".join(words).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    [
        *("index.md", "members/index.md", "members/ines.md", "meetings/index.md", "meetings/2026-11-26.md"),
        *(
            "meetings/2026-12-03.md",
            "meetings/2026-12-10.md",
            "turns.md",
            "meetings/2026.md",
            "help.md",
            "vitality.md",
            "circles/propulseurs.md",
            "subscribe.md",
            "guides.md",
        ),
    ],
)
def test_golden_pages(path: str, language: str, golden: Callable[[str, str], None]) -> None:
    """The pages of a tiny group are those that a human has read and approved."""
    golden(f"pages/{language}/{path}", pages_of(a_table(), language)[path])


def test_everybody_and_everything_has_its_page() -> None:
    """Each event and each named member has a page; who left, or is not named, has none."""
    pages = pages_of(a_table())
    assert sorted(p for p in pages if p.startswith("members/")) == [
        "members/index.md",
        "members/ines.md",
        "members/lea.md",
        "members/paul.md",
    ]
    assert {"meetings/2026-11-26.md", "meetings/2026-12-03.md", "meetings/2026-12-10.md"} <= set(pages)


def test_who_is_not_public_is_in_no_byte() -> None:
    """Neither the file's name nor anything else of an unnamed member stands on a page; the count does."""
    pages = pages_of(a_table())
    assert not [path for path, page in pages.items() if "m-7f3k" in path + page]
    assert "Et un membre qui préfère ne pas être nommé." in text_of(pages["members/index.md"])
    assert "4 membres" in text_of(pages["members/index.md"])
    assert "un autre membre" in text_of(pages["meetings/2026-11-26.md"])


def test_who_left_is_named_without_link() -> None:
    """A past meeting still names who came and left since; nothing leads to a page that is gone."""
    page = pages_of(a_table())["meetings/2026-11-26.md"]
    assert "Zoé Partie" in page
    assert "members/zoe" not in page


def test_the_first_page_begins_with_the_next_meeting() -> None:
    """Date in words, hour, place and facilitator stand before everything else."""
    text = text_of(pages_of(a_table())["index.md"])
    assert re.search(
        "Prochaine rencontre.* vendredi 11.décembre.*12 h 30 à 14 h 15.*Le Bistrot.*Avec Paul Meyer",
        text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace(" .", "."),
    )


def test_without_a_next_date_the_first_page_says_so() -> None:
    """No date is said to be no date, with what to do."""
    group = a_table(rhythm=(), circles=[])
    quiet = a_group(members=group.members.values(), rhythm=())
    assert "Aucune prochaine date n’est fixée." in text_of(pages_of(quiet)["index.md"])


def test_a_break_tells_its_return() -> None:
    """A break that is coming stands on the first page with the date on which all meet again."""
    group = a_table(closures=(a_closure("2026-12-20", "2027-01-05", "2027-01-07", why="Noël"),))
    text = text_of(pages_of(group)["index.md"])
    assert "Noël. Nous nous retrouvons le jeudi 7 janvier 2027." in text


def test_recommendations_carry_their_proof() -> None:
    """Only who sat at one table with the other is shown to have done so."""
    text = text_of(pages_of(a_table(), "en")["members/ines.md"])
    assert "Paul Meyer , for ses sites. They have shared a table once, on 26 November 2026." in text
    assert "Léa Roy , for ses dessins. No shared table is recorded." in text


def test_a_cancelled_meeting_keeps_its_page() -> None:
    """A cancelled meeting says so, says why, and offers nothing to subscribe to."""
    page = pages_of(a_table())["meetings/2026-12-03.md"]
    assert "t-badge--cancelled" in page
    assert "Neige" in text_of(page)
    assert ".ics" not in page


def test_front_matter_names_the_file_to_edit() -> None:
    """Each page of a file leads to that file; a date that only the rhythm proposes has none."""
    pages = pages_of(a_table())
    heads = {path: yaml.safe_load(page.split("---\n", 2)[1]) for path, page in pages.items()}
    assert heads["members/ines.md"]["edit"] == "members/ines.yml"
    assert heads["meetings/2026-12-10.md"]["edit"] == "meetings/2026-12-10.yml"
    assert heads["index.md"]["edit"] == "group.yml"
    assert "edit" not in heads["meetings/2026-12-17.md"]


def test_every_text_of_the_templates_is_translated() -> None:
    """What a template says in English has its French, counted or not (`gettext` knows no plurals before 3.11.3)."""
    french = load_translations("fr")
    texts = [text for file in sorted(TEMPLATES.glob("*.jinja")) for text in texts_of(file)]
    same = {"Date", "Notes", "{n} vote"}
    fields = {name: f"{{{name}}}" for name in re.findall(r"{(\w+)}", " ".join(texts))}
    said = {
        text: {french.gettext(text, **fields), french.ngettext(text, text, 1, **fields)} for text in texts
    }
    assert [text for text in texts if said[text] == {text} and text not in same] == []
    assert len(texts) > 90


def texts_of(template: Path) -> list[str]:
    """Return the English texts of a template; of a counted one, the singular."""
    with template.open("rb") as stream:
        found = list(extract("jinja2.ext:babel_extract", stream, keywords={"_": None, "ngettext": (1, 2)}))
    return [text if isinstance(text, str) else text[0] for _, text, _, _ in found]


def test_two_renders_are_the_same() -> None:
    """One group at one moment gives one tree."""
    assert pages_of(a_table()) == pages_of(a_table())


def test_no_page_of_one_thing_is_large() -> None:
    """A page of a member or a meeting weighs at most 12 KB."""
    sizes = {path: len(page.encode()) for path, page in pages_of(a_table()).items()}
    things = [path for path in sizes if path.startswith(("members/", "meetings/")) and "index" not in path]
    assert len(things) > 20
    assert max(sizes[path] for path in things) <= 12_000


def test_every_link_within_the_site_leads_somewhere() -> None:
    """From each page, relative links reach a page of the tree and the part of it they name, or a file of the feeds."""
    pages = pages_of(a_table())
    known = {path.removesuffix("index.md").removesuffix(".md").rstrip("/"): path for path in pages}
    for path, page in pages.items():
        here = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
        for link, anchor in re.findall(r'href="(\.[^"#?]*)#?([^"?]*)', page):
            parts = here.split("/")[:-1]
            for part in link.split("/"):
                parts = parts[:-1] if part == ".." else parts if part == "." else [*parts, part]
            target = "/".join(parts)
            reached = known.get(target.rstrip("/"))
            assert reached or target.endswith((".ics", "group.json")), (path, link)
            assert not anchor or (reached and f'id="{anchor}"' in pages[reached]), (path, link, anchor)


HOSTILE = (
    *(
        "*x* [a](javascript:1) {: onclick=y }",
        "# titre",
        "```",
        "<script>x</script>",
        '"><img src=x>',
        "a\n\n---\nb",
    ),
    *("</div></section># x", "&#60;b&#62;", "{{ settings }}", "title: x\nhide: y", "{% include 'x' %}"),
)


@settings(max_examples=30)
@given(st.one_of(st.text(min_size=1, max_size=30), st.sampled_from(HOSTILE)))
def test_hostile_words_leave_no_element_of_their_own(words: str) -> None:
    """Whatever a member is called, offers or writes, each page keeps the elements and attributes of any other."""
    html, head = page_of_ana(words)
    assert elements(html) == elements(page_of_ana("Ana")[0])
    expected = [
        "card",
        "card_alt",
        "description",
        "edit",
        "hide",
        "linked_data",
        "search",
        "section",
        "title",
    ]
    assert sorted(head) == expected or not plain(words)


@lru_cache(maxsize=2)
def page_of_ana(text: str) -> tuple[str, dict[str, object]]:
    """Render a group whose member, meeting, place and name are one text: three pages, and a head."""
    member = a_member(
        "ana",
        name=text,
        trade=text,
        city=text,
        skills=(text,),
        links={"website": f"https://a.test/{text}"},
        offers=(Offer(text),),
    )
    place = Place(text, text, "", text)
    meeting = a_meeting("2026-12-10", title=text, topics=(text,), place="x", facilitators=("ana",))
    group = a_group(
        name=text,
        tagline=text,
        members=[member],
        meetings=[meeting],
        places={"x": place},
        horizon=timedelta(days=7),
    )
    tree = pages_of(group)
    whole = "\n\n".join(
        tree[p].split("---\n", 2)[2] for p in ("index.md", "members/ana.md", "meetings/2026-12-10.md")
    )
    head = yaml.safe_load(tree["members/ana.md"].split("---\n", 2)[1])
    return markdown.markdown(whole, extensions=["attr_list", "tables", "pymdownx.superfences"]), head


def elements(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page with the names of their attributes; an emptied heading counts as one."""
    found: list[tuple[str, tuple[str, ...]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag != "h1":
                found.append((tag, tuple(name for name, _ in attrs)))

    Reader().feed(html)
    return found
