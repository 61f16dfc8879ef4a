"""What all pages look up, worked out once a build: who is shown, who came when, what comes next, why."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import quote

from tablee.files.paths import file_of_member
from tablee.rules.draw import draws
from tablee.rules.mutual_help import Helpers, introductions
from tablee.rules.names import is_current, shown_members, split_named
from tablee.rules.tables import Company
from tablee.rules.turnout import PAST
from tablee.rules.turns import Turns
from tablee.rules.vitality import vitality
from tablee.rules.why import render_why
from tablee.site.dates import DatesInWords, raised
from tablee.site.host import NO_HOST, Host
from tablee.site.html_translations import HtmlTranslations
from tablee.site.meeting_view import MeetingView, view_of_meeting
from tablee.site.text import safe_address, sorting_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from markupsafe import Markup

    from tablee.files.history import History
    from tablee.i18n.translations import Translations
    from tablee.model import Closure, Group, Member, Recommendation
    from tablee.rules.draw import Draw
    from tablee.rules.mutual_help import Introduction, Need
    from tablee.rules.timeline import Event, Timeline
    from tablee.rules.turns import Explanation, Turn
    from tablee.rules.vitality import Vitality

T = TypeVar("T")
TURNS = 3
"""How many turns ahead the pages tell, for each circle: further on, presence will have changed the account."""

REMEMBERED = timedelta(days=366)
MOST = 104
"""How far back pages replay calls and draws: a year, and at most so many meetings of all circles.

Before that, `tablee explain` and `tablee draw` do it for one meeting.
"""


class Ways(NamedTuple):
    """Where one says that one comes: a stranger to the group's contact, a member in the meeting's issue."""

    contact: str
    issue: str


class Seat(NamedTuple):
    """One at a table, and whether something marks this one among the others."""

    member: Member
    marked: bool


class Seats(NamedTuple):
    """Those at a table: the named, and how many others."""

    named: list[Seat]
    unnamed: int


class SiteContext:
    """A group at a moment in its language, with the decisions and the indexes that pages share."""

    def __init__(
        self, group: Group, timeline: Timeline, words: Translations, history: History, host: Host = NO_HOST
    ) -> None:
        self.group = group
        self.settings = group.settings
        self.timeline = timeline
        self.words = words
        self.html = HtmlTranslations(words)
        self.dates = DatesInWords(words, group.settings.timezone)
        self.history = history
        self.host = host
        self.today = group.settings.day_of(timeline.now)
        self.ledger = cache(self._decided.ledger)
        self.vitality = cache(self._vitality)
        self.turns = cache(self._turns)
        self._views: dict[str, MeetingView] = {}

    # People

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Those who have a page, by name: public members who have not left."""
        return tuple(sorted(shown_members(self.group, self.today), key=_by_name))

    @cached_property
    def shown(self) -> frozenset[str]:
        """The identities of those who have a page."""
        return frozenset(m.id for m in self.members)

    @cached_property
    def thanked(self) -> tuple[str, ...]:
        """The names of those who left, whom the members' page thanks."""
        left = (m for m in self.group.members.values() if m.public and m.name and m.id not in self.shown)
        return tuple(member.name for member in sorted(left, key=_by_name))

    def touched_on(self, member: str) -> date | None:
        """The day on which a member's file was last changed; None without Git."""
        commits = self.history.of(file_of_member(member)).changed_at
        return self.settings.day_of(commits[-1]) if commits else None

    def unnamed(self, circle: str = "") -> int:
        """How many members of a circle, today, are counted and not named."""
        return sum(not member.public for member in self.members_today(circle))

    def members_today(self, circle: str) -> list[Member]:
        """The members of a circle who have not left, those who are not named among them."""
        return [m for m in self.group.members_of(circle) if is_current(m, self.today)]

    def of_circle(self, circle: str) -> tuple[Member, ...]:
        """Those who have a page and belong to a circle, by name."""
        return tuple(m for m in self.members if not circle or circle in m.circles)

    @cached_property
    def facilitated(self) -> Mapping[str, tuple[Event, ...]]:
        """The meetings that each member facilitated, newest first."""
        return _by_member((e, e.meeting.facilitators) for e in self._happened if e.meeting)

    @cached_property
    def attended(self) -> Mapping[str, tuple[Event, ...]]:
        """The meetings to which each member came, newest first."""
        return _by_member((e, e.meeting.present or ()) for e in self._happened if e.meeting)

    @cached_property
    def drawn(self) -> Mapping[str, tuple[tuple[Event, str], ...]]:
        """The missions that each member drew, newest first: the meeting and the card."""
        met = ((event, event.meeting.missions) for event in self._happened if event.meeting)
        return _by_member(((event, card), [who]) for event, drawn in met for card, who in drawn.items())

    @cached_property
    def recommended_by(self) -> Mapping[str, tuple[tuple[str, Recommendation], ...]]:
        """For each member with a page, who among those with a page recommends them, and for what."""
        return _by_member(((m.id, praise), [praise.member]) for m in self.members for praise in m.recommends)

    @cached_property
    def _happened(self) -> tuple[Event, ...]:
        return tuple(e for e in reversed(self.timeline.events) if e.state in PAST)

    # Meetings

    def view(self, event: Event) -> MeetingView:
        """Return what pages show of a meeting."""
        key = str(event.key)
        if key not in self._views:
            made = view_of_meeting(event, self.group, self.timeline.now, self.words, self.dates)
            self._views[key] = made
        return self._views[key]

    def views(self, events: Iterable[Event]) -> list[MeetingView]:
        """Return what pages show of several meetings."""
        return [self.view(event) for event in events]

    @property
    def has_steward(self) -> bool:
        """Whether there are issues, and somebody who reads what people write in them."""
        return bool(self.host.issues) and self.settings.steward.runs

    def ways_to_come(self, event: Event) -> Ways:
        """Return where a stranger and a member say that they come."""
        meeting = self.view(event)
        contact = safe_address(self.settings.contact)
        if contact.startswith("mailto:") and "?" not in contact:
            contact += "?subject=" + quote(f"{meeting.heading}, {self.words.day(event.on)}")
        opens_on = event.key.on - self.settings.poll.opens
        issue = ""
        if self.has_steward and event.meeting and opens_on <= self.today:
            day = self.words.day(event.on, year=False)
            issue = self.host.search(f'is:issue is:open in:title "{day}"')
        return Ways(contact, issue)

    def seats(self, members: Iterable[str], marked: Iterable[str] = ()) -> Seats:
        """Return those at a table: the named with their faces, and how many are only counted."""
        named, unnamed = split_named(self.group, members)
        faces = [Seat(self.group.members[who], who in marked) for who in named]
        return Seats(faces, unnamed)

    @cached_property
    def breaks(self) -> tuple[Closure, ...]:
        """The breaks that are not over: the one in force first."""
        closures = (c for c in self.settings.closures if c.to_on >= self.today)
        return tuple(sorted(closures, key=lambda c: c.from_on))

    # Decisions

    @cached_property
    def _decided(self) -> Turns:
        return Turns(self.group, self.timeline)

    def _turns(self, circle: str) -> tuple[Turn, ...]:
        """Return the turns of a circle's next meetings."""
        return self._decided.ahead(circle, TURNS)

    def next_turn(self, event: Event | None) -> Turn | None:
        """Return the turn of a coming meeting, if it is its circle's next one."""
        if event is None or event is not self.timeline.next(event.circle):
            return None
        return next((turn for turn in self.turns(event.circle) if turn.key == str(event.key)), None)

    @cached_property
    def remembered_since(self) -> date:
        """The day from which on calls and draws are replayed."""
        last = self.timeline.past()[-MOST:]
        return max(self.today - REMEMBERED, last[0].on) if last else self.today

    def _vitality(self, circle: str) -> Vitality:
        """Return the facts about a circle."""
        return vitality(self.group, self.timeline, self.ledger(circle))

    @cached_property
    def explanations(self) -> Mapping[str, Explanation]:
        """Why the facilitators of the last year's meetings were called, by slot key."""
        found: dict[str, Explanation] = {}
        for circle in self.group.circle_ids:
            found |= self._decided.explanations(circle, self.remembered_since)
        return found

    def reasons(self, explanation: Explanation) -> list[Markup]:
        """Return why somebody was called, or would be, in sentences."""
        return [raised(one) for one in render_why(explanation, self.group, self.words)]

    @cached_property
    def draws(self) -> Mapping[str, Draw]:
        """The draws of the last year's meetings, by slot key."""
        of_circles = (draws(self.group, c, self.remembered_since) for c in self.group.circle_ids)
        return {draw.key: draw for found in of_circles for draw in found if draw.missions}

    @cached_property
    def company(self) -> Company:
        """How often members sat with each other."""
        return Company(self.group, self.timeline)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What members with a page need, and who may help: what ends first comes first."""
        found = [need for member in self.members for need in self._helpers.needs(member)]
        return tuple(
            sorted(found, key=lambda one: (one.need.until_on is None, one.need.until_on or self.today))
        )

    def introductions(self, event: Event) -> tuple[Introduction, ...]:
        """Return who should meet at a coming meeting."""
        lately = self.vitality(event.circle).meetings
        return introductions(self.group, event, lately, self._helpers, self.company)

    @cached_property
    def _helpers(self) -> Helpers:
        return Helpers(self.members, self.today)


def _by_name(member: Member) -> tuple[str, str]:
    return sorting_key(member.name), member.id


def _by_member(things: Iterable[tuple[T, Iterable[str]]]) -> Mapping[str, tuple[T, ...]]:
    found: dict[str, list[T]] = defaultdict(list)
    for thing, members in things:
        for member in members:
            found[member].append(thing)
    return {member: tuple(them) for member, them in found.items()}
