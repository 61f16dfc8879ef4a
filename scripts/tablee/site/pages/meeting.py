"""The page of one meeting: when and where, who comes or came, who facilitates and why, the missions and their draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.files.addresses import absolute, feed_of_circle, page_of_meeting
from tablee.files.paths import file_of_meeting
from tablee.i18n.translations import _
from tablee.rules.draw import replay_command
from tablee.rules.holidays import say_school_holidays
from tablee.rules.names import split_named
from tablee.site.cards.of_pages import card_of_meeting, card_of_year
from tablee.site.dates import say_days
from tablee.site.external_links import calendar_links
from tablee.site.meeting_view import Status
from tablee.site.page import MEETINGS, Page

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from tablee.rules.draw import Draw
    from tablee.rules.timeline import Event
    from tablee.site.context import SiteContext
    from tablee.site.meeting_view import MeetingView


def meeting_page(
    context: SiteContext, event: Event, before: Event | None, after: Event | None, shared: Collection[date]
) -> Page:
    """Make the page of a meeting; `before` and `after` are those of its circle around it, some days being `shared`."""
    key, meeting = str(event.key), context.view(event)
    can_come = not meeting.is_over and not meeting.is_called_off
    turn = context.next_turn(event)
    why = context.explanations.get(key) if meeting.is_over else turn and turn.explanation
    title = _title(context, event, meeting)
    is_old = meeting.is_over and event.on < context.remembered_since
    return Page(
        f"meetings/{key}.md",
        "meeting",
        title=title,
        heading=meeting.heading,
        description=_description(context, event, meeting),
        values={
            "meeting": meeting,
            "file": event.meeting,
            "can_come": can_come,
            "ways": context.ways_to_come(event),
            "seats": context.seats(meeting.coming, meeting.facilitators),
            "came": _came(context, event, meeting),
            "before": _neighbour(context, before, meeting, shared),
            "after": _neighbour(context, after, meeting, shared),
            "instead": _instead(context, event) if meeting.is_called_off else None,
            "school": say_school_holidays(context.group, event.on, context.words) if can_come else "",
            "moved_from": event.key.on if event.moved and not meeting.is_called_off else None,
            "tally": _tally(event) if meeting.status is Status.VOTING else [],
            "topics": [topic for topic in meeting.topics if topic != meeting.heading],
            "turn": turn,
            "why": context.reasons(why) if why and (why.ranked or why.called) else [],
            "why_title": _why_title(context, turn.facilitators if turn else meeting.facilitators),
            "calendars": _calendars(context, event, title) if can_come else {},
            "subscription": absolute(context.settings.url, feed_of_circle(event.circle)),
            **_proof(context.draws.get(key), event),
        },
        edit=file_of_meeting(key) if event.meeting else "",
        section=MEETINGS,
        boost=0 if meeting.is_over else 2,
        card=card_of_year(context, event.on.year) if is_old else card_of_meeting(context, event),
        card_path=f"meetings/{event.on.year}.md" if is_old else "",
    )


def _neighbour(
    context: SiteContext, event: Event | None, beside: MeetingView, shared: Collection[date]
) -> tuple[MeetingView, str] | None:
    """Return the meeting before or after, with what tells it from others of its day: its heading, else its hour."""
    if event is None:
        return None
    view = context.view(event)
    told = view.heading if view.heading != beside.heading else view.hour
    return view, told if event.on in shared else ""


def _title(context: SiteContext, event: Event, meeting: MeetingView) -> str:
    """Return what tells a meeting from all others: its title, or whose it is and when."""
    if event.title:
        return event.title
    day = context.words.day(event.on)
    if event.circle:
        return context.words.gettext(_("{circle}, {day}"), circle=meeting.circle_name, day=day)
    return context.words.gettext(_("Meeting of {day}"), day=day)


def _description(context: SiteContext, event: Event, meeting: MeetingView) -> str:
    """Say in one line when and where, for who sees the page only in a list or in a message."""
    where = event.place.where if event.place else ""
    status = "" if meeting.status in {Status.CONFIRMED, Status.HELD} else meeting.status_word
    return " · ".join(part for part in (status, say_days(event, context.words), meeting.hours, where) if part)


def _why_title(context: SiteContext, facilitators: Sequence[str]) -> str:
    """Ask why, by the names of those who facilitate where there is one to name."""
    named, unnamed = split_named(context.group, facilitators)
    if not named:
        return context.words.gettext(_("Why this facilitator?"))
    names = context.words.listing([context.group.members[who].name for who in named], unnamed)
    return context.words.gettext(_("Why {name}?"), name=names)


def _instead(context: SiteContext, event: Event) -> MeetingView | None:
    """Return the next meeting of the circle, which takes the place of one that is cancelled and not yet over."""
    coming = context.timeline.coming(event.circle)
    found = None if event.is_over(context.timeline.now) else next(iter(coming), None)
    return context.view(found) if found else None


def _came(context: SiteContext, event: Event, meeting: MeetingView) -> object:
    if event.meeting is None or event.meeting.present is None or meeting.is_called_off:
        return None
    return context.seats(event.meeting.present, meeting.facilitators)


def _tally(event: Event) -> list[tuple[date, int]]:
    """Return how many votes each day has."""
    poll = event.meeting.poll if event.meeting else None
    votes = [day for days in poll.votes.values() for day in days] if poll else []
    return [(day, votes.count(day)) for day in poll.candidates] if poll else []


def _calendars(context: SiteContext, event: Event, title: str) -> Mapping[str, str]:
    page = absolute(context.settings.url, page_of_meeting(event.key))
    return calendar_links(event, f"{title} ({context.settings.name})" if event.title else title, page)


def _proof(draw: Draw | None, event: Event) -> Mapping[str, object]:
    """Return what the template says of the draw: itself, whether the file has other missions, and how to replay it."""
    if draw is None or event.meeting is None:
        return {"draw": None}
    first = next(drawn.tickets[0] for drawn in draw.cards if drawn.tickets)
    return {
        "draw": draw,
        "differs": bool(event.meeting.missions) and draw.missions != dict(event.meeting.missions),
        "ticket": first,
        "replay": replay_command(first),
    }
