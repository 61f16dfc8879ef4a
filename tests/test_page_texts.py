"""What the pages say of people and meetings: true, dated, proven, and of nobody who does not want it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import markdown  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_circle, a_closure, a_group, a_history, a_meeting, a_member, an_instant
from tablee.files.history import History
from tablee.i18n.translations import load_translations
from tablee.model import Answer, Brand, Card, Group, Meeting, Offer, Place, Recommendation, StewardRules
from tablee.rules.timeline import build_timeline
from tablee.site.context import SiteContext
from tablee.site.host import Host
from tablee.site.pages import render_pages
from test_pages import HOSTILE, elements, text_of

NOW = an_instant("2026-11-23 10:00")

ROWS_OF_A_CIRCLE = ("circles/soir.md", "meetings/index.md")


def pages_of(group: Group, language: str = "en", history: History | None = None) -> dict[str, str]:
    """Render the pages of a group at the moment of these tests."""
    context = SiteContext(
        group, build_timeline(group, NOW), load_translations(language), history or History()
    )
    return render_pages(context).texts


def weeks(count: int, **values: object) -> list[Meeting]:
    """Make the last Thursdays, oldest first, all alike."""
    days = [date(2026, 11, 19) - timedelta(weeks=week) for week in range(count)]
    return [a_meeting(day.isoformat(), **values) for day in reversed(days)]


def test_ordinals_are_raised_and_no_tag_of_ours_is_shown() -> None:
    """`1er` with its letters on high, on every page that says the day; nothing else looks like a tag to readers."""
    pages = pages_of(a_group(meetings=[a_meeting("2026-12-01", title="Tarifs")], language="fr"), "fr")
    assert "1<sup>er</sup>" in pages["meetings/2026-12-01.md"]
    assert [path for path, text in pages.items() if "&lt;" in text or "&#60;" in text] == []


# Home


def test_the_built_bytes_hold_no_relative_date() -> None:
    """The browser says how far a date is: what is built stays the same from day to day, and is read without it."""
    page = pages_of(a_group(meetings=[a_meeting("2026-11-26")]))["index.md"]
    assert '<span class="t-relative" data-relative="2026-11-26" hidden></span>' in page
    assert "Thursday 26 November" in text_of(page)


def test_the_first_page_counts_who_comes() -> None:
    """Yes and perhaps are counted, the unnamed among them; no is nobody's business."""
    answers = {"ana": Answer.YES, "m-7f3k": Answer.YES, "bo": Answer.MAYBE, "cy": Answer.NO}
    members = [a_member("ana"), a_member("bo"), a_member("cy"), a_member("m-7f3k", public=False)]
    group = a_group(members=members, meetings=[a_meeting("2026-11-26", answers=answers)])
    text = text_of(pages_of(group)["index.md"])
    assert "Who comes 2 coming, 1 maybe" in text
    assert "Ana +1 one more member a free chair" in text


def test_the_first_page_shows_the_pulse_with_its_breaks() -> None:
    """Half a year of tables in one picture, which is said in words too."""
    members = [a_member("ana"), a_member("bo")]
    meetings = [*weeks(6, present=("ana", "bo"))[:3], *weeks(3, present=("ana",))]
    closures = (a_closure("2026-10-26", "2026-10-28"),)
    page = pages_of(a_group(members=members, meetings=meetings, closures=closures))["index.md"]
    assert 'class="t-drawing__break"' in page
    assert "The last 6 meetings: from 1 to 2 members at the table, 1 as a rule." in text_of(page)
    assert "t-drawing--pulse" not in pages_of(a_group(members=members, meetings=meetings[:3]))["index.md"]


# Members


def test_a_card_says_what_the_filter_searches() -> None:
    """Trade, city, skills, offers, needs and circles stand on the card, the ended ones left out."""
    ana = a_member(
        "ana",
        trade="Notaire",
        city="Buc",
        skills=("actes", "baux"),
        offers=(Offer("Un café"), Offer("Périmé", date(2026, 11, 22))),
        needs=(Offer("Un site"),),
        circles=("soir",),
    )
    page = pages_of(a_group(members=[ana], circles=[a_circle("soir")]))["members/index.md"]
    assert "Ana Notaire Buc actes baux Offers Un café Looks for Un site" in text_of(page)
    assert 'data-circles="soir"' in page
    assert "Périmé" not in page


def test_a_profile_tells_when_it_was_last_changed() -> None:
    """The directory never looks alive when it is not; without Git nothing is said."""
    commits = tuple(datetime(2026, month, 1, 23, 30, tzinfo=UTC) for month in (1, 5))
    history = a_history({"members/ana.yml": commits})
    group = a_group(members=[a_member("ana")])
    assert "last changed on 2 May 2026" in text_of(pages_of(group, "en", history)["members/ana.md"])
    assert "last changed" not in pages_of(group)["members/ana.md"]


def test_who_left_is_thanked_without_a_page() -> None:
    """By name where they are public; the unnamed are not even counted there."""
    members = [a_member("ana"), a_member("bo", left="2026-10-01"), a_member("zoe", left="2026-01-01")]
    members.append(a_member("m-7f3k", public=False, left="2026-01-01"))
    pages = pages_of(a_group(members=members))
    assert "They were at our table Thank you to Bo and Zoe." in text_of(pages["members/index.md"])
    assert "members/bo.md" not in pages


def test_a_member_page_counts_visits_and_missions() -> None:
    """How many meetings and which was the last; the missions drawn, and which of them are done."""
    meetings = weeks(7, present=("ana",), missions={"table": "ana"}, done=("table",))
    meetings.append(
        a_meeting("2026-11-20", title="x", present=("ana",), missions={"table": "ana", "mot": "ana"})
    )
    deck = {"table": Card("La table"), "mot": Card("Le mot")}
    text = text_of(
        pages_of(a_group(members=[a_member("ana")], meetings=meetings, deck=deck))["members/ana.md"]
    )
    assert "Came to 8 meetings, last on 20 November 2026" in text
    assert "9 missions drawn, 7 done: La table, 20 November 2026 Le mot, 20 November 2026 La table" in text
    assert "and 4 more before" in text


def test_the_proof_of_a_recommendation_counts_tables() -> None:
    """Several shared tables are told with the month of the first."""
    ana = a_member("ana", recommends=(Recommendation("bo", "ses pains"),))
    group = a_group(members=[ana, a_member("bo")], meetings=weeks(9, present=("ana", "bo")))
    assert "A partagé sa table 9 fois depuis septembre 2026." in text_of(
        pages_of(group, "fr")["members/bo.md"]
    )


# Meetings


def test_each_year_has_its_page_and_the_list_stays_short() -> None:
    """A year of the past has an address for ever; the list of meetings names the last ones only."""
    pages = pages_of(a_group(members=[a_member("ana")], meetings=weeks(100, present=("ana",))))
    assert sorted(p for p in pages if re.fullmatch(r"meetings/\d{4}\.md", p)) == [
        "meetings/2024.md",
        "meetings/2025.md",
        "meetings/2026.md",
    ]
    assert pages["meetings/2025.md"].count('class="t-row t-row--held"') == 52
    index = pages["meetings/index.md"]
    assert index.count("t-row__text") == 8 + index.count("data-ends")
    assert 'href="../../meetings/2024/" rel="prev"' in pages["meetings/2025.md"]
    assert 'href="../../meetings/2026/" rel="next"' in pages["meetings/2025.md"]


def test_a_past_meeting_says_why_its_facilitator_was_called() -> None:
    """The explanation is the one of `tablee explain`; meetings of long ago leave it to that command."""
    members = [a_member("ana"), a_member("bo")]
    meetings = weeks(60, present=("ana", "bo"), facilitators=("ana",))
    pages = pages_of(a_group(members=members, meetings=meetings))
    assert "Why Ana?" in text_of(pages["meetings/2026-11-19.md"])
    assert "Why Ana?" not in text_of(pages[f"meetings/{meetings[0].key}.md"])


def a_drawn_meeting(**values: object) -> str:
    """Return the page of a meeting whose missions were drawn among three."""
    members = [a_member(who) for who in ("ana", "bo", "cy")]
    given = {"present": ("ana", "bo", "cy"), "room_words": ("Olive",), **values}
    deck = {"table": Card("La table")}
    group = a_group(members=members, meetings=[a_meeting("2026-11-19", **given)], deck=deck)
    return pages_of(group)["meetings/2026-11-19.md"]


def test_missions_carry_the_proof_of_their_draw() -> None:
    """Every ticket in its order, the room words, and a command that computes the first one again."""
    winner = next(
        who for who in ("ana", "bo", "cy") if "differ" not in a_drawn_meeting(missions={"table": who})
    )
    text = text_of(a_drawn_meeting(missions={"table": winner}))
    tickets = re.findall(r"([0-9a-f]{10}) (Ana|Bo|Cy)", text)
    assert tickets[0][1] == winner.capitalize()
    assert tickets == sorted(tickets)
    assert len(tickets) == 3
    assert "Room words: olive" in text
    assert "draw:v1 la-tablee.test 2026-11-19 2026-11-19 olive table" in text


def test_missions_that_differ_from_the_draw_are_shown_as_recorded() -> None:
    """What is written down counts, and the page says that the draw gives something else."""
    pages = [a_drawn_meeting(missions={"table": who}) for who in ("ana", "bo", "cy")]
    assert sum("The missions written down differ from this draw" in page for page in pages) == 2
    assert "t-draw" not in a_drawn_meeting()


def test_a_coming_meeting_goes_into_every_calendar() -> None:
    """The address to subscribe to first, then the file, Google and Outlook; a past one offers nothing."""
    pages = pages_of(a_group(members=[a_member("ana")], meetings=[a_meeting("2026-11-26"), *weeks(1)]))
    page = pages["meetings/2026-11-26.md"]
    places = [page.index(what) for what in ("tablee.test/calendar.ics", "calendar.google", "outlook.live")]
    assert places == sorted(places)
    assert "calendar.google" not in pages["meetings/2026-11-19.md"]


def test_a_member_comes_by_the_issue_and_a_stranger_by_the_contact() -> None:
    """Where the steward runs, a meeting whose issue is open leads members there; elsewhere everybody to the contact."""
    meetings = [a_meeting("2026-11-26"), a_meeting("2026-12-24")]
    group = a_group(meetings=meetings, steward=StewardRules(runs=True))
    context = SiteContext(
        group,
        build_timeline(group, NOW),
        load_translations("en"),
        History(),
        Host("https://github.com/a/b/issues"),
    )
    pages = render_pages(context).texts
    soon, later = (text_of(pages[f"meetings/{day}.md"]) for day in ("2026-11-26", "2026-12-24"))
    assert "I’m coming Member? Tell us if you’re coming First time? Write to us" in soon
    assert 'href="https&#58;//github.com/a/b/issues?q&#61;is%3Aissue' in pages["meetings/2026-11-26.md"]
    assert "Member?" not in later
    assert "Member?" not in text_of(pages_of(group)["meetings/2026-11-26.md"])


# Mutual help


def test_needs_stand_beside_who_may_help() -> None:
    """With the words in common, and the shared tables or who can introduce them."""
    ana = a_member("ana", needs=(Offer("Des photos de mobilier"),))
    bo, cy = a_member("bo", trade="Photographe"), a_member("cy")
    meetings = [a_meeting("2026-11-12", present=("ana", "cy")), a_meeting("2026-11-19", present=("bo", "cy"))]
    text = text_of(pages_of(a_group(members=[ana, bo, cy], meetings=meetings))["help.md"])
    assert (
        "Des photos de mobilier Ana A lead Bo Photographe in common: photos · Cy can introduce them" in text
    )
    together = [*meetings, a_meeting("2026-11-05", present=("ana", "bo"))]
    assert "photos · one shared table" in text_of(
        pages_of(a_group(members=[ana, bo, cy], meetings=together))["help.md"]
    )


def test_nobody_who_is_not_public_helps() -> None:
    """Not as helper, not as introducer, not in an introduction, not in a graph."""
    ana = a_member("ana", needs=(Offer("Des photos"),))
    members = [ana, a_member("bo", trade="Photographe"), a_member("m-7f3k", public=False)]
    meetings = [
        a_meeting("2026-11-12", present=("ana", "m-7f3k")),
        a_meeting("2026-11-19", present=("bo", "m-7f3k"), missions={"table": "m-7f3k"}),
        a_meeting("2026-11-26", answers={"ana": Answer.YES, "m-7f3k": Answer.YES}),
    ]
    pages = pages_of(a_group(members=members, meetings=meetings, deck={"table": Card("La table")}))
    assert not [path for path, page in pages.items() if "m-7f3k" in path + page]
    assert "can introduce" not in pages["help.md"]


def test_strangers_are_introduced_at_the_next_meeting() -> None:
    """Who is new, what one looks for, and what the other does."""
    ana = a_member("ana", needs=(Offer("Des photos"),))
    meeting = a_meeting("2026-11-26", answers={"ana": Answer.YES, "bo": Answer.YES})
    page = pages_of(a_group(members=[ana, a_member("bo", trade="Photographe")], meetings=[meeting]))[
        "help.md"
    ]
    assert "Ana and Bo Ana is new at the table. Ana looks for: Des photos. Bo: Photographe" in text_of(page)


# Turns, vitality, circles


def test_the_account_says_that_it_is_fair() -> None:
    """Share, turns led and difference, with a bar for the latter; missions under way are those of the last draw."""
    members = [a_member("ana"), a_member("bo"), a_member("cy")]
    meetings = weeks(2, present=("ana", "bo"), facilitators=("ana",), missions={"table": "bo"})
    page = pages_of(
        a_group(members=members, meetings=meetings, deck={"table": Card("La table", "Réserver")})
    )["turns.md"]
    text = text_of(page)
    assert (page.count("t-bar--owes"), page.count("t-bar--gave")) == (1, 1)
    assert "Bo 1.00 0.00 +1.00 Ana 1.00 2.00 \N{MINUS SIGN}1.00" in text
    assert "One more member has not come yet." in text
    assert "La table Bo Réserver" in text
    assert "No difference is beyond two turns" in text


def test_vitality_tells_one_thing_to_do() -> None:
    """A threshold that is crossed gives one nudge; a break that was announced gives none."""
    members = [a_member("ana"), a_member("bo")]
    old = [a_meeting(f"2026-06-{day:02}", present=("ana", "bo")) for day in (4, 11, 18, 25)]
    silent = a_group(members=members, meetings=old)
    resting = a_group(members=members, meetings=old, closures=(a_closure("2026-06-27", "2026-12-31"),))
    assert "One thing to do: Decide together" in text_of(pages_of(silent)["vitality.md"])
    assert "One thing to do" not in pages_of(resting)["vitality.md"]
    assert "on a break that it announced" in text_of(pages_of(resting)["vitality.md"])


def test_vitality_ranks_nobody() -> None:
    """Names stand in the table of shared tables alone, in the order of the alphabet; all else counts."""
    members = [a_member(who) for who in ("ana", "bo", "cy")]
    page = pages_of(a_group(members=members, meetings=weeks(20, present=("ana", "bo", "cy"))))["vitality.md"]
    before, table = page.split('class="t-shared"')
    assert not re.search(r"\b(Ana|Bo|Cy)\b|members/", before)
    assert "A B Bo 20 Cy 20 20" in text_of("---\n---\n<p" + table)


def test_a_circle_wears_its_brand_in_readable_shades() -> None:
    """The colour comes with its shades for day and night; what is no colour reaches no style."""
    circles = [a_circle("soir", brand=Brand("#f0c")), a_circle("midi", brand=Brand('red" onload="x'))]
    pages = pages_of(a_group(circles=circles))
    assert 'style="--t-brand: &#35;f0c; --t-brand-light: &#35;' in pages["circles/soir.md"]
    assert "style=" not in pages["circles/midi.md"]
    assert "onload" not in "".join(pages.values())


def test_a_circle_is_not_named_in_the_rows_of_its_own_page() -> None:
    """They say what and where; on the pages of the whole group the same rows say whose they are."""
    meetings = [
        a_meeting("soir.2026-10-06", title="Les acomptes"),
        a_meeting("soir.2026-10-20", place="Chez Léa"),
    ]
    circle = replace(a_circle("soir", rhythm=()), name="Les Propulseurs")
    pages = pages_of(a_group(circles=[circle], meetings=meetings, rhythm=()))
    rows = {
        page: re.findall(r'<li class="t-row .*?</li>', pages[page], re.DOTALL) for page in ROWS_OF_A_CIRCLE
    }
    assert {page: len(found) for page, found in rows.items()} == dict.fromkeys(ROWS_OF_A_CIRCLE, 2)
    assert ["Propulseurs" in "".join(found) for found in rows.values()] == [False, True]


@settings(max_examples=25)
@given(st.one_of(st.text(min_size=1, max_size=30), st.sampled_from(HOSTILE)))
def test_hostile_words_are_inert_on_every_page(words: str) -> None:
    """In needs, offers, missions, notes, room words, cards and names, whatever page shows them."""
    assert kinds_of(words) <= kinds_of("Des photos") | kinds_of("Rien")


@lru_cache(maxsize=4)
def kinds_of(text: str) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Return the kinds of elements, by name and attributes, on the pages of a group that wrote one text everywhere."""
    extensions = ["attr_list", "tables", "pymdownx.superfences"]
    bodies = (page.split("---\n", 2)[2] for page in hostile_pages(text).values())
    return frozenset(
        kind for body in bodies for kind in elements(markdown.markdown(body, extensions=extensions))
    )


def hostile_pages(text: str) -> dict[str, str]:
    """Render a group in which people wrote one text wherever they may write one line."""
    ana = a_member(
        "ana",
        name=text,
        trade=text,
        city=text,
        skills=(text,),
        needs=(Offer(text), Offer("photos")),
        offers=(Offer(text),),
    )
    bo = a_member("bo", name=text, trade="photos", left=None, recommends=(Recommendation("ana", text),))
    past = {
        "present": ("ana", "bo"),
        "facilitators": ("ana",),
        "missions": {"table": "ana"},
        "room_words": (text,),
    }
    meetings = [a_meeting("2026-11-19", title=text, topics=(text,), **past)]
    meetings.append(
        a_meeting("2026-11-26", title=text, topics=(text,), answers={"ana": Answer.YES}, place="x")
    )
    pages = pages_of(
        a_group(
            name=text,
            tagline=text,
            members=[ana, bo, a_member("eve", name=text, left="2026-01-01")],
            meetings=meetings,
            places={"x": Place(text, text, "", text)},
            deck={"table": Card(text, text)},
            circles=[replace(a_circle("soir", rhythm=()), name=text)],
            horizon=timedelta(days=7),
        )
    )
    return {path: page for path, page in pages.items() if path != "subscribe.md"}
