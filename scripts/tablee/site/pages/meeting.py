"""The page of one meeting: when and where, who comes or came, who facilitates and why, the missions and their draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.files.addresses import absolute, feed_of_circle, page_of_meeting
from tablee.i18n.words import _
from tablee.model import Answer
from tablee.rules.proof import replay_command
from tablee.rules.timeline import State
from tablee.site.external_links import calendar_links, map_of, telephone_of
from tablee.site.page import MEETINGS, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tablee.rules.draw import Draw
    from tablee.rules.timeline import Event
    from tablee.site.context import SiteContext


def meeting_page(context: SiteContext, event: Event, before: Event | None, after: Event | None) -> Page:
    """Make the page of a meeting; `before` and `after` are those of the same circle around it."""
    over = event.is_over(context.timeline.now)
    key = str(event.key)
    name = context.name_of(event)
    place = event.place
    return Page(
        f"meetings/{key}.md",
        "meeting",
        title=name,
        description=context.words.say(_("Meeting of {day}"), day=context.words.day(event.on)),
        values={
            "event": event,
            "meeting": event.meeting,
            "over": over,
            "cancelled": event.state is State.CANCELLED,
            "before": before,
            "after": after,
            "turn": context.next_turn(event),
            "why": context.explanations.get(key) if over else None,
            "map": map_of(place) if place else "",
            "telephone": telephone_of(place) if place else "",
            "yes": _answered(event, Answer.YES),
            "maybe": _answered(event, Answer.MAYBE),
            "calendars": {} if over else _calendars(context, event, name),
            "subscription": absolute(context.settings.url, feed_of_circle(event.circle)),
            **_proof(context.draws.get(key), event),
        },
        edit=f"meetings/{key}.yml" if event.meeting else "",
        section=MEETINGS,
    )


def _answered(event: Event, answer: Answer) -> list[str]:
    if event.meeting is None:
        return []
    return [member for member, said in event.meeting.answers.items() if said is answer]


def _calendars(context: SiteContext, event: Event, name: str) -> Mapping[str, str]:
    page = absolute(context.settings.url, page_of_meeting(event.key))
    title = f"{name} ({context.settings.name})" if event.title else name
    return calendar_links(event, title, page)


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
