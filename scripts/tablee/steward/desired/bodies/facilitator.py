"""The facilitator's issue: why you, who stands in, what to prepare, and what to settle before leaving the table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tablee.files.escaping import escape_markdown, escape_title
from tablee.i18n.translations import _
from tablee.model import Answer, Group, Meeting
from tablee.rules.event import Event, State
from tablee.rules.mutual_help import standing
from tablee.rules.open_matters import expected, silent
from tablee.rules.timeline import Timeline
from tablee.rules.turns import Explanation
from tablee.rules.turns.vacancy import current_facilitators
from tablee.rules.why import render_why
from tablee.steward.decide.missions import BOXES
from tablee.steward.decide.permissions import contact_for
from tablee.steward.desired.bodies.page import (
    DONE,
    Body,
    Scene,
    bullets,
    folded,
    foot,
    join_parts,
    link_to_issue,
    link_to_phone,
    section,
)
from tablee.steward.interpret.checkboxes import render_box
from tablee.steward.state import IssueState, Kind, Subject, Swap

CHECKLIST = (
    _("Book the table, for the right number"),
    _("Greet newcomers"),
    _("Ask those who have not answered and have no account"),
)
"""What no file tells: the ticks, and what `/done` says, are kept in the issue alone."""


def render_facilitator(
    scene: Scene, event: Event, meeting: Meeting, why: Explanation, state: IssueState
) -> Body:
    """Return the body of a turn: what to press comes first, then the checklist; why it is this turn is folded."""
    closed = meeting.present is not None or meeting.cancelled
    parts = [
        _greeting(scene, event, meeting),
        _offer(scene, state.swap),
        _prepare(scene, event, meeting, state.ticks),
        _leaving(scene, event, meeting),
        _why(scene, meeting, why),
        foot(scene.words),
    ]
    return Body(_title(scene, event, meeting), join_parts(parts), closed=closed)


def _title(scene: Scene, event: Event, meeting: Meeting) -> str:
    day = scene.words.day(event.on, year=False)
    names = escape_title(scene.plain_names(current_facilitators(meeting)))
    said = scene.words.gettext("Facilitation on {day}: {names}", names=names or "…", day=day)
    return scene.circle_first(event.circle) + said


def _greeting(scene: Scene, event: Event, meeting: Meeting) -> str:
    words, who = scene.words, current_facilitators(meeting)
    link = words.gettext(
        "Answers and head-count: {link}", link=link_to_issue(Subject(Kind.MEETING, str(event.key)))
    )
    if not who:
        asked = words.gettext("Everyone who could be asked has been.") if meeting.called else ""
        said = words.gettext("**Nobody facilitates this meeting yet.** `/take` takes it on.")
        return join_parts([" ".join(part for part in (said, asked) if part), link])
    called = words.listing([_called(scene, event, one) for one in who])
    if meeting.facilitators:
        hello = words.gettext("{who}: you facilitate {when}. Thank you!", who=called, when=scene.when(event))
        press = words.gettext(
            "If you can’t after all: `/pass`, or `/swap @name` offers the turn to somebody."
        )
    else:
        hello = words.gettext("{who}: will you facilitate {when}?", who=called, when=scene.when(event))
        press = words.gettext(
            "👍 on this issue accepts. 👎 or `/pass` gives it on to the next one, no reason needed. "
            "Without an answer it goes on after three days."
        )
    return join_parts([hello, press, link])


def _called(scene: Scene, event: Event, holder: str) -> str:
    """Name who has a turn, and who passes it on to a member without account."""
    contact, name = contact_for(scene.working, event, holder), scene.names([holder])
    if contact in {"", holder}:
        return name
    said = _(
        "{name} (no account here: please pass it on, {contact}; your 👍, `/yes` or `/pass` here counts for them)"
    )
    return scene.words.gettext(said, name=name, contact=scene.names([contact]))


def _offer(scene: Scene, swap: Swap | None) -> str:
    if not swap:
        return ""
    giver, taker = (scene.names([who]) for who in swap)
    return "> " + scene.words.gettext(
        "{giver} offers this turn to {taker}: 👍 takes it.", giver=giver, taker=taker
    )


def _why(scene: Scene, meeting: Meeting, why: Explanation) -> str:
    lines = [escape_markdown(line) for line in render_why(why, scene.group, scene.words)]
    if stand_ins := why.stand_ins(current_facilitators(meeting)):
        lines.append(scene.words.gettext("Stand-ins: {names}.", names=scene.names(stand_ins)))
    return folded(scene.words.gettext("Why you"), bullets(dict.fromkeys(lines)))


def _prepare(scene: Scene, event: Event, meeting: Meeting, ticks: tuple[str, ...]) -> str:
    words = scene.words
    boxes = [
        render_box("topics", words.gettext("Choose topics: `/topics A; B`"), ticked=bool(meeting.topics))
    ]
    boxes += [
        render_box(
            name,
            f"{words.gettext(text)} · {words.gettext(DONE, name=words.gettext(said))}",
            ticked=name in ticks,
        )
        for (name, said), text in zip(BOXES.items(), CHECKLIST, strict=True)
    ]
    ideas = [] if meeting.topics else topics_to_offer(scene.group, scene.timeline, event)
    said = (
        words.gettext("Ideas: {ideas}.", ideas=" · ".join(escape_markdown(idea) for idea in ideas))
        if ideas
        else ""
    )
    ask = _without_account(scene, event)
    return section(
        words.gettext("Before"), join_parts(["\n".join(boxes), _booking(scene, event, meeting), said, ask])
    )


def _booking(scene: Scene, event: Event, meeting: Meeting) -> str:
    """Return what is told to the restaurant: for how many, and its number, to be tapped."""
    words, place = scene.words, event.place
    if place is None or event.is_over(scene.working.now):
        return ""
    said = meeting.answers.items()
    coming = {who for who, answer in said if answer is Answer.YES}.union(meeting.facilitators)
    perhaps = sum(answer is Answer.MAYBE for who, answer in said if who not in coming)
    counts = [words.ngettext("{n} comes", "{n} come", len(coming))] if coming else []
    usual = [who for who in expected(event, scene.group.members_of(event.circle)) if who not in coming]
    counts += [words.ngettext("{n} expected as usual", "{n} expected as usual", len(usual))] if usual else []
    counts += [words.ngettext("{n} maybe", "{n} maybe", perhaps)] if perhaps else []
    count = ", ".join(counts) or words.gettext("nobody has answered")
    where = ", ".join(part for part in (escape_markdown(place.name), link_to_phone(place.phone)) if part)
    return words.gettext("To book: {where} ({count}).", where=where, count=count)


def _without_account(scene: Scene, event: Event) -> str:
    """Name the silent whom no comment reaches."""
    active = scene.working.turns.active(event)
    awaited = silent(event, [member for member in active if not member.github])
    said = _("Without an account, and silent so far: {names}. `/come NAME` answers for them.")
    return scene.words.gettext(said, names=scene.names(awaited)) if awaited else ""


def _leaving(scene: Scene, event: Event, meeting: Meeting) -> str:
    return section(
        scene.words.gettext("Before you leave the table"), "\n".join(_last_boxes(scene, event, meeting))
    )


def _last_boxes(scene: Scene, event: Event, meeting: Meeting) -> Iterator[str]:
    words = scene.words
    after = scene.timeline.after(event)
    fixed = next((other for other in after if other.meeting), None)
    usual = after[0] if after else None
    if fixed:
        text = words.gettext("Next date: {day}", day=words.day(fixed.on, year=False))
    elif usual:
        said = _("Next date: `/next` for {day}, or `/next {example}`")
        text = words.gettext(said, day=words.day(usual.on, year=False), example=usual.on.isoformat())
    else:
        text = words.gettext("Next date: the rhythm has none, write `/next` with a day")
    yield render_box("next", text, ticked=fixed is not None)
    came = meeting.present is not None
    count = sum(answer is Answer.YES for answer in meeting.answers.values())
    said = words.ngettext(
        "Who came: `/present` if it is the {n} who said yes, else `/present Ana, Bo +1`",
        "Who came: `/present` if it is the {n} who said yes, else `/present Ana, Bo +1`",
        count,
    )
    yield render_box("came", said if count else words.gettext("Who came: `/present Ana, Bo +1`"), ticked=came)
    told = words.gettext("Two people say a word each: `/words olive umbrella` seeds the draw of the missions")
    yield render_box("words", told, ticked=bool(meeting.room_words))


MOST_IDEAS = 4
RECENT = 8
"""Topics of so many last meetings are not offered again."""


def topics_to_offer(group: Group, timeline: Timeline, event: Event) -> list[str]:
    """Return a few ideas: needs first, then offers, of members who said yes; then an old topic."""
    ideas = dict.fromkeys([*islice(_of_members(group, event), MOST_IDEAS - 1), *_old(timeline, event)])
    return list(ideas)[:MOST_IDEAS]


def _of_members(group: Group, event: Event) -> Iterator[str]:
    there = [
        group.members[who]
        for who, said in event.answers.items()
        if said is Answer.YES and who in group.members
    ]
    public = sorted((member for member in there if member.public), key=lambda member: member.id)
    for wishes in ([m.needs for m in public], [m.offers for m in public]):
        for several in wishes:
            yield from (one.what for one in standing(several, event.on))


def _old(timeline: Timeline, event: Event) -> Iterator[str]:
    held = [other for other in timeline.past(event.circle) if other.state is State.HELD and other.meeting]
    recent = {topic for other in held[-RECENT:] if other.meeting for topic in other.meeting.topics}
    for other in reversed(held[:-RECENT]):
        yield from (t for t in (other.meeting.topics if other.meeting else ()) if t not in recent)
