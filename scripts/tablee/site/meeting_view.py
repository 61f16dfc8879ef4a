"""What pages show of a meeting: its heading, when and where it is, and its status in a word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tablee.i18n.translations import _
from tablee.model import Answer
from tablee.model.folding import capital
from tablee.rules.open_matters import expected
from tablee.rules.timeline import State
from tablee.site.external_links import map_of, telephone_of
from tablee.site.text import safe_address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from markupsafe import Markup

    from tablee.i18n.translations import Translations
    from tablee.model import Group, Place
    from tablee.model.identity import SlotKey
    from tablee.rules.timeline import Event
    from tablee.site.dates import DatesInWords


class Status(StrEnum):
    """What a reader has to know about a meeting, the most important thing first."""

    CANCELLED = "cancelled"
    HELD = "held"
    UNRECORDED = "unrecorded"
    VOTING = "voting"
    PROPOSED = "proposed"
    FULL = "full"
    MOVED = "moved"
    CONFIRMED = "confirmed"


STATUSES = {
    Status.CANCELLED: _("cancelled"),
    Status.HELD: _("held"),
    Status.UNRECORDED: _("presence not recorded"),
    Status.VOTING: _("under vote"),
    Status.PROPOSED: _("proposed"),
    Status.FULL: _("full"),
    Status.MOVED: _("moved"),
    Status.CONFIRMED: _("confirmed"),
}


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place as pages show it: its texts, and the addresses of its page, map, telephone and online room."""

    name: str
    address: str
    access: str
    phone: str
    url: str
    map: str
    telephone: str
    online: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as pages show it; the addresses are relative to the site's root, the instants in ISO 8601.

    `heading` is the title, else the first topic, the circle or the place; `month` and `weekday` are abbreviated.
    """

    key: SlotKey
    title: str
    heading: str
    status: Status
    status_word: str
    is_over: bool
    on: date
    last_on: date
    starts_at: str
    ends_at: str
    weekday: str
    number: int
    month: str
    day: Markup
    day_near: Markup
    day_short: Markup
    hour: str
    hours: str
    place: PlaceView | None
    free_seats: int | None
    links: Mapping[str, str]
    circle: str
    circle_name: str
    topics: tuple[str, ...]
    coming: tuple[str, ...]
    perhaps: tuple[str, ...]
    expected: tuple[str, ...]
    facilitators: tuple[str, ...]

    @property
    def is_called_off(self) -> bool:
        """Whether it does not take place."""
        return self.status is Status.CANCELLED


def status_of(event: Event, now: datetime) -> Status:
    """Return the status of a meeting at an instant."""
    if event.state is State.CANCELLED:
        return Status.CANCELLED
    if event.state is State.HELD:
        return Status.HELD
    if event.is_over(now):
        return Status.UNRECORDED
    return _status_to_come(event)


def _status_to_come(event: Event) -> Status:
    if event.open_poll:
        return Status.VOTING
    if event.free_seats == 0:
        return Status.FULL
    if event.state is State.TENTATIVE:
        return Status.PROPOSED
    return Status.MOVED if event.moved else Status.CONFIRMED


def heading_of(event: Event, group: Group, words: Translations) -> str:
    """Return what a meeting is called: its title, else its first topic, its circle or its place."""
    topics = event.meeting.topics if event.meeting else ()
    if event.title or topics:
        return event.title or topics[0]
    if event.circle:
        return group.name_of_circle(event.circle)
    named = event.place and event.place.name not in event.place.online
    return event.place.name if event.place and named else words.gettext(_("Meeting"))


def view_of_meeting(
    event: Event, group: Group, now: datetime, words: Translations, dates: DatesInWords
) -> MeetingView:
    """Return what pages show of a meeting at an instant."""
    meeting, status = event.meeting, status_of(event, now)
    today = now.astimezone(event.starts_at.tzinfo).date()
    weekday, number, month = dates.leaf(event.on)
    answers = event.answers
    return MeetingView(
        key=event.key,
        title=event.title,
        heading=heading_of(event, group, words),
        status=status,
        status_word=words.gettext(STATUSES[status]),
        is_over=event.is_over(now),
        on=event.on,
        last_on=event.last_on,
        starts_at=event.starts_at.isoformat(),
        ends_at=event.ends_at.isoformat(),
        weekday=weekday,
        number=number,
        month=month,
        day=dates.days(event),
        day_near=dates.near(event, today),
        day_short=dates.short(event),
        hour=dates.hour(event),
        hours=dates.hours(event),
        place=view_of_place(event.place) if event.place else None,
        free_seats=event.free_seats,
        links=_links(event),
        circle=event.circle,
        circle_name=group.name_of_circle(event.circle) if event.circle else "",
        topics=meeting.topics if meeting else (),
        coming=tuple(who for who, said in answers.items() if said is Answer.YES),
        perhaps=tuple(who for who, said in answers.items() if said is Answer.MAYBE),
        expected=expected(event, group.members_of(event.circle))
        if meeting and not event.is_over(now)
        else (),
        facilitators=meeting.facilitators if meeting else (),
    )


def _links(event: Event) -> Mapping[str, str]:
    said = event.meeting.links if event.meeting else {}
    return {capital(label): safe for label, address in said.items() if (safe := safe_address(address))}


def view_of_place(place: Place) -> PlaceView:
    """Return what pages show of a place."""
    return PlaceView(
        name=place.name,
        address=place.address,
        access=place.access,
        phone=place.phone,
        url=safe_address(place.url),
        map=map_of(place),
        telephone=telephone_of(place),
        online=safe_address(place.online),
    )
