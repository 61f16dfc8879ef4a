"""Hypothesis strategies: any group that the model accepts, with all that people may write into its files."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from builders import a_group
from tablee.feeds.zones.zone_clocks import zone_names
from tablee.model import (
    Answer,
    Card,
    Circle,
    Closure,
    Every,
    Group,
    Lasts,
    Meeting,
    Member,
    Place,
    RhythmRule,
    Span,
    Unit,
)
from tablee.model.identity import SlotKey

_DAY = timedelta(days=1)
FIRST_ON, LAST_ON = date(1972, 1, 1), date(2120, 12, 31)
MEMBERS = ("ana", "bo", "m-7f3k")
CIRCLES = ("soir", "matin")
CARDS = ("table", "mot")
SUFFIXES = ("", "", "soir", "noel")

# What could end a line, begin a property, tear a character, turn the text around or be taken for an escape.
SNIPPETS = (
    *("\\n", "\\N", "\\", "\\\\", "\\;", "^n", "%0D%0A", '"', ";", ",", ":", " ", "\t", "x" * 80, "é" * 40),
    *("\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\0", "\x7f"),
    *(
        "\nEND:VEVENT\n",
        "\r\nATTENDEE:mailto:eve@example.org\r\n",
        "BEGIN:VALARM",
        "\n DTSTART:19700101T000000Z",
    ),
    *("\u202e", "\u2066", "\ufeff", "\ufffe", "🍲", "👩🏽‍🍳", "e\u0301", "שלום", "مرحبا", "œuvre", "日本語"),
)

days = st.dates(FIRST_ON, LAST_ON)
texts = st.lists(
    st.sampled_from(SNIPPETS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=6
).map("".join)
names = texts.map(lambda text: f"N{text}")
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
lengths = st.integers(1, 5999).map(lambda minutes: Lasts(time=timedelta(minutes=minutes))) | st.integers(
    1, 99
).map(lambda count: Lasts(days=count))
degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
places = st.builds(Place, names, texts, access=texts, geo=st.none() | degrees)
weekdays = st.integers(0, 6)
everies = st.one_of(
    st.builds(
        Every,
        unit=st.just(Unit.WEEK),
        weekdays=st.lists(weekdays, min_size=1, max_size=3, unique=True).map(
            lambda found: tuple(sorted(found))
        ),
        interval=st.integers(1, 12),
    ),
    st.builds(
        Every,
        unit=st.just(Unit.WEEK),
        weekdays=st.lists(weekdays, min_size=2, max_size=3, unique=True).map(tuple),
        interval=st.integers(1, 12),
        alternating=st.just(value=True),
    ),
    st.builds(
        Every,
        unit=st.just(Unit.MONTH),
        weekdays=st.tuples(weekdays),
        interval=st.integers(1, 12),
        nth=st.sampled_from(((1,), (2, 4), (3,), (-1,), (-2,))),
    ),
)
rules = st.builds(
    RhythmRule,
    every=everies,
    from_on=days,
    at=st.none() | clocks,
    lasts=st.none() | lengths,
    place=st.sampled_from(("", "bistrot")) | texts,
)
rhythms = st.lists(rules, max_size=2, unique_by=lambda rule: rule.from_on).map(
    lambda found: tuple(sorted(found, key=lambda rule: rule.from_on))
)
zones = st.sampled_from(sorted(zone_names()))


def _meetings(now: datetime) -> st.SearchStrategy[Meeting]:
    """Return meetings, most of them within two years of `now`."""
    first, last = max(FIRST_ON, (now - 400 * _DAY).date()), min(LAST_ON, (now + 400 * _DAY).date())
    near = st.dates(first, last)
    return st.builds(
        Meeting,
        key=st.builds(SlotKey, st.sampled_from(("", *CIRCLES)), near | days, st.sampled_from(SUFFIXES)),
        moved_to=st.none() | near,
        at=st.none() | clocks,
        lasts=st.none() | lengths,
        place=st.sampled_from(("", "bistrot")) | texts,
        title=texts,
        topics=st.lists(texts, max_size=3).map(tuple),
        cancelled=st.booleans(),
        why=texts,
        facilitators=st.lists(st.sampled_from(MEMBERS), max_size=2, unique=True).map(tuple),
        answers=st.dictionaries(st.sampled_from(MEMBERS), st.sampled_from(Answer), max_size=3),
        present=st.none() | st.lists(st.sampled_from(MEMBERS), max_size=3, unique=True).map(tuple),
        missions=st.dictionaries(st.sampled_from(CARDS), st.sampled_from(MEMBERS), max_size=2),
        done=st.sampled_from(((), CARDS[:1])),
        notes=texts,
    )


@st.composite
def _members(draw: st.DrawFn) -> list[Member]:
    """Draw the three members: two public ones and one who is not named."""
    spans = (Span(FIRST_ON),)
    named = [
        Member(
            member,
            public=True,
            spans=spans,
            name=draw(names),
            about=draw(texts),
            circles=CIRCLES[: draw(st.integers(0, 2))],
        )
        for member in MEMBERS[:2]
    ]
    return [*named, Member(MEMBERS[2], public=False, spans=spans)]


@st.composite
def _closures(draw: st.DrawFn, now: datetime) -> tuple[Closure, ...]:
    """Draw no closure, or one that begins within a year of `now`."""
    if draw(st.booleans()):
        return ()
    from_on = now.date() + draw(st.integers(-30, 365)) * _DAY
    return (Closure(from_on, from_on + draw(st.integers(0, 60)) * _DAY, why=draw(texts)),)


@st.composite
def any_group(draw: st.DrawFn) -> tuple[Group, datetime]:
    """Draw a group and the moment at which it is seen."""
    now = draw(st.datetimes(datetime(1975, 1, 1), datetime(2060, 1, 1))).replace(microsecond=0, tzinfo=UTC)  # noqa: DTZ001
    circles: list[Circle] = [Circle(circle, draw(names), draw(rhythms)) for circle in CIRCLES]
    group = a_group(
        members=draw(_members()),
        meetings=draw(st.lists(_meetings(now), max_size=6, unique_by=lambda meeting: str(meeting.key))),
        name=draw(names),
        tagline=draw(texts),
        language=draw(st.sampled_from(("fr", "en"))),
        timezone=draw(zones),
        rhythm=draw(rhythms),
        horizon=timedelta(weeks=draw(st.integers(1, 30))),
        places={"bistrot": draw(places)},
        deck={card: Card(draw(names), draw(texts)) for card in CARDS},
        circles=circles,
        closures=draw(_closures(now)),
    )
    return group, now
