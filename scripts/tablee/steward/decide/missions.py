"""After the meeting: who came, the room words, the draw of the missions, and what is done."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from tablee.i18n.translations import _
from tablee.model import Answer, Group, Meeting
from tablee.model.folding import fold
from tablee.rules.draw import Draw, draw
from tablee.rules.event import Event, State
from tablee.rules.names import split_named
from tablee.steward.decide.permissions import CommandDeferred, need_members, need_right, rejected
from tablee.steward.interpret.statements import CardsTicked, CommandGiven
from tablee.steward.state import IssueState, Kind
from tablee.steward.texts import UserText
from tablee.steward.working_group import WorkingGroup

TOLD_BY_HAND = _(
    "Who came was written into the file by hand meanwhile: that stays. Write it again here if it is wrong."
)
NOT_BEGUN = _("This meeting has not begun: who came is written afterwards.")
IS_DRAWN = _("The missions are drawn already: the words stay as they are.")
WHICH_WORDS = _("Which words? Write for example `/words olive umbrella`.")
NO_CARD = _("You hold no card of this meeting.")
WHICH_CARD = _("Which card is “{card}”? There are {cards}.")
NOBODY_LEFT = _("Nobody is left to take this card.")
WHICH_TOPICS = _("Which topics? Write them behind `/topics`, with a semicolon between.")

WAIT_FOR_WORDS = timedelta(days=1)
"""How long after the meeting the draw waits for room words before it does without."""

DRAWN_WITHIN = timedelta(days=14)
"""A meeting further back is history: nobody expects a mission of it any more."""

BOXES = {"place": _("place"), "newcomers": _("newcomers"), "silent": _("silent")}
"""The boxes of a turn's checklist that no file tells, and how people name each."""
_BOX_OF = {
    **{name: name for name in BOXES},
    "table": "place",
    "lieu": "place",
    "nouveaux": "newcomers",
    "silencieux": "silent",
}
"""The names of boxes in every language: they may be mixed, as the commands may."""
MOST_WORDS = 10
MOST_TOPICS = 12
_GUESTS = re.compile(r"\+ ?(\d{1,3})(?!\S)")


def draw_missions(working: WorkingGroup) -> None:
    """Draw the missions of the last held meeting of each circle, once its words are said or a day has passed."""
    for circle in working.group.circle_ids:
        held = [event for event in working.timeline.of(circle) if event.state is State.HELD]
        if held and _is_due(working, held[-1]):
            meeting = working.meeting(str(held[-1].key))
            working.put(replace(meeting, missions=draw(working.group, meeting).missions))


def prefilled(group: Group, meeting: Meeting) -> tuple[str, ...]:
    """Return who probably came: who answered yes, and who facilitated."""
    said = [who for who, answer in meeting.answers.items() if answer is Answer.YES]
    return tuple(sorted({*said, *meeting.facilitators}.intersection(group.members)))


def handle_present(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/present NAMES +GUESTS`; alone, those who had said yes came."""
    need_right(working, context)
    event, meeting = working.event(context.key), working.meeting(context.key)
    if event is None or event.starts_at > working.moment(context.said_at):
        raise rejected(NOT_BEGUN)
    guests = _GUESTS.search(context.command.rest)
    names = _GUESTS.sub("", context.command.rest).strip(" ,")
    members = (
        need_members(working, names, event.on, working.day(context.said_at))
        if names
        else prefilled(working.group, meeting)
    )
    came = tuple(sorted(set(members)))
    if _told_by_hand(working, context, came):
        raise rejected(TOLD_BY_HAND)
    working.new_presence[context.key].add(came)
    working.put(replace(meeting, present=came, guests=int(guests[1]) if guests else meeting.guests))


def attendance_to_keep(working: WorkingGroup, key: str, before: IssueState) -> str:
    """Return what a marker keeps of who came: as before, while nobody knows whether one of them may be named."""
    came = working.meeting(key).present or ()
    hidden = working.unreadable_members.intersection(came)
    return before.attendance_hash if hidden else attendance_hash(working.group, key)


def attendance_hash(group: Group, key: str) -> str:
    """Return what a marker keeps of who came: a hash of those who are named, since it only has to tell of an edit.

    Of the others there is the number alone: with all names but one known, a hash would tell the last one.
    """
    meeting = group.meetings.get(key)
    if meeting is None or meeting.present is None:
        return ""
    public, unnamed = split_named(group, meeting.present)
    said = " ".join([*sorted(public), str(unnamed)])
    return sha256(said.encode()).hexdigest()[:16]


def _told_by_hand(working: WorkingGroup, context: CommandGiven, came: tuple[str, ...]) -> bool:
    """Say whether the file was edited, since the issue's body was last written, to tell that others came."""
    before = working.file_before(context.key)
    if before is None or before.present is None or before.present == came:
        return False
    if working.unreadable_members.intersection(before.present):
        raise CommandDeferred
    known = attendance_hash(working.read, context.key) == context.state.attendance_hash
    return not known and tuple(sorted(before.present)) not in working.new_presence[context.key]


def handle_words(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/words A B`: the seed of the draw."""
    need_right(working, context)
    meeting = working.meeting(context.key)
    said = [word for word in re.split(r"[\s,;]+", context.command.rest) if word][:MOST_WORDS]
    if not said:
        raise rejected(WHICH_WORDS)
    if meeting.missions and tuple(said) != meeting.room_words:
        raise rejected(IS_DRAWN)
    working.put(replace(meeting, room_words=tuple(word[:40] for word in said)))


def handle_topics(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/topics A; B`: they are added to those that stand there; any member may."""
    said = [" ".join(topic.split()) for topic in context.command.rest.split(";")]
    if not any(said):
        raise rejected(WHICH_TOPICS)
    meeting = working.meeting(context.key)
    topics = tuple(dict.fromkeys([*meeting.topics, *(topic for topic in said if topic)]))[:MOST_TOPICS]
    working.put(replace(meeting, topics=topics))


def handle_swap_card(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/swap-card`: the card goes to the next ticket of its draw."""
    meeting = working.meeting(context.key)
    card = next((card for card, who in meeting.missions.items() if who == context.speaker), None)
    if card is None:
        raise rejected(NO_CARD)
    following = _next_ticket(draw(working.group, meeting), meeting, card)
    if not following:
        raise rejected(NOBODY_LEFT)
    working.put(replace(meeting, missions={**meeting.missions, card: following}))


def handle_done(working: WorkingGroup, context: CommandGiven) -> None:
    """Grant `/done CARD`: by who holds it, or by who may answer for others; in a turn's issue it ticks a box."""
    meeting = working.meeting(context.key)
    box = _BOX_OF.get(fold(context.command.rest))
    if context.kind is Kind.FACILITATOR and box:
        need_right(working, context)
        working.ticked[context.key].add(box)
        return
    own = [card for card, who in meeting.missions.items() if who == context.speaker]
    card = _named_card(working.group, meeting, context.command.rest) if context.command.rest else own[:1]
    if not card:
        raise rejected(NO_CARD)
    if card[0] not in own:
        need_right(working, context)
    working.put(replace(meeting, done=in_order(meeting, {*meeting.done, card[0]})))


def apply_ticks(working: WorkingGroup, said: CardsTicked) -> None:
    """Write the boxes that somebody ticked or cleared, unless the file changed as well."""
    meeting, before = working.meeting(said.key), working.file_before(said.key)
    now, then = set(said.cards).intersection(meeting.missions), set(said.state.done)
    if now == then or before is None or set(before.done).intersection(meeting.missions) != then:
        return
    working.put(replace(meeting, done=in_order(meeting, (set(meeting.done) | (now - then)) - (then - now))))


def _is_due(working: WorkingGroup, event: Event) -> bool:
    meeting = event.meeting
    if meeting is None or meeting.missions or not working.group.settings.deck:
        return False
    recent = event.last_on + DRAWN_WITHIN >= working.today
    waited = event.last_on + WAIT_FOR_WORDS < working.today
    return recent and (bool(meeting.room_words) or waited) and bool(draw(working.group, meeting).missions)


def _next_ticket(drawn: Draw, meeting: Meeting, card: str) -> str:
    tickets = [ticket.member for one in drawn.cards if one.card == card for ticket in one.tickets]
    holder, busy = meeting.missions[card], set(meeting.missions.values())
    after = tickets[tickets.index(holder) + 1 :] if holder in tickets else tickets
    return next((who for who in after if who not in busy), "")


def _named_card(group: Group, meeting: Meeting, text: str) -> list[str]:
    asked = fold(text)
    for card in meeting.missions:
        known = group.settings.deck.get(card)
        if asked == card or (known and asked == fold(known.title)):
            return [card]
    raise rejected(WHICH_CARD, card=UserText(text), cards=", ".join(f"`{card}`" for card in meeting.missions))


def in_order(meeting: Meeting, done: Collection[str]) -> tuple[str, ...]:
    """Return the cards of a meeting's missions that are among some, in the order of the missions."""
    return tuple(card for card in meeting.missions if card in done)
