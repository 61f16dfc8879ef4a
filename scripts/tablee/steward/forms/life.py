"""What a member says of belonging: away and back, what is offered and needed, whom one recommends, leaving."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from tablee.files.forms.days import read_day
from tablee.files.forms.kinds import YES
from tablee.files.values_out import Value
from tablee.i18n.translations import LazyText, _
from tablee.model import Member, Offer
from tablee.model.day_text import suggest_span
from tablee.model.folding import fold
from tablee.model.identity import parse_day
from tablee.model.spans import Span
from tablee.rules.turns.vacancy import current_facilitators
from tablee.steward.decide.dates import IS_PAST
from tablee.steward.decide.permissions import WHO_IS_MEANT, find_member
from tablee.steward.forms.changes import Asked, Change, FormRejected
from tablee.steward.texts import UserText, people

DAY = timedelta(days=1)
AWAY_FROM_TO = _("You are away from {start} to {end}.")
AWAY_ON = _("You are away on {start}.")
AWAY_FROM = _("You are away from {start} on, until you say that you are back.")
BACK = _("You are back from {start} on.")
NOT_AWAY = _("You are not away on {day}: there is nothing to end.")
ENDS_BEFORE = _("The last day, {end}, lies before the first one, {start}.")
TURN_GOES_ON = _("Your turn on {day} goes to somebody else.")
OFFERS = _("You offer: {what}")
NEEDS = _("You need: {what}")
UNTIL = _("{what}, until {day}")
TAKEN_BACK = _("Taken back: {what}")
NOTHING_LIKE = _("“{what}” stands neither among your offers nor among your needs. There are: {known}.")
RECOMMENDS = _("You recommend {who}: {what}")
SEVERAL = _("“{name}” could be several people: write the full name.")
ONESELF = _("Nobody recommends himself or herself.")
LEAVES = _("Your last day as a member is {day}. Thank you for all that you brought to the table.")


def change_absence(asked: Asked, member: Member) -> Change:
    """Return the absences with a new one; or with those that run ended."""
    if asked.filled.choice("what") == "back":
        return _come_back(asked, member)
    start, end = _both_in_one(asked) or (asked.day("from") or asked.on, asked.day("to"))
    if end and end < start:
        raise FormRejected(LazyText(ENDS_BEFORE, {"start": asked.say(start), "end": asked.say(end)}))
    said = AWAY_FROM_TO if end else AWAY_FROM
    told = {"start": asked.say(start), "end": asked.say(end) if end else ""}
    line = LazyText(AWAY_ON if end == start else said, told)
    spans = [span for span in member.away if span.from_on != start]
    away = sorted([*spans, Span(start, end)], key=lambda span: span.from_on)
    return Change(
        member.id, {"away": spans_written(away)}, (line, *_turns_given_back(asked, member, Span(start, end)))
    )


def _both_in_one(asked: Asked) -> tuple[date, date] | None:
    """Return the two days that stand in the field of the first: `10 to 25 July 2027`."""
    said = asked.filled.line("from")
    if asked.filled.line("to") or read_day(said, asked.on):
        return None
    first, last = map(parse_day, suggest_span(said) or ("", ""))
    return (first, last) if first and last and first < last else None


def _come_back(asked: Asked, member: Member) -> Change:
    start = asked.day("from") or asked.on
    running = [span for span in member.away if span.covers(start)]
    if not running:
        raise FormRejected(LazyText(NOT_AWAY, {"day": asked.say(start)}))
    ended = [Span(span.from_on, start - DAY) for span in running if span.from_on < start]
    away = sorted(
        [*(span for span in member.away if span not in running), *ended], key=lambda one: one.from_on
    )
    return Change(member.id, {"away": spans_written(away)}, (LazyText(BACK, {"start": asked.say(start)}),))


def spans_written(spans: Sequence[Span]) -> Value | None:
    """Return spans as a file has them; nothing for none."""
    return [{"from": one.from_on, **({"to": one.to_on} if one.to_on else {})} for one in spans] or None


def _turns_given_back(asked: Asked, member: Member, span: Span) -> Iterator[LazyText]:
    """Say which turns to come an absence gives back."""
    for meeting in asked.group.meetings.values():
        if (
            meeting.day >= asked.on
            and span.covers(meeting.day)
            and member.id in current_facilitators(meeting)
        ):
            yield LazyText(TURN_GOES_ON, {"day": asked.say(meeting.day)})


def change_offers(asked: Asked, member: Member) -> Change:
    """Return the offers or the needs with a new one, or without one that is taken back."""
    what, until, kind = asked.filled.line("what"), asked.day("until"), asked.filled.choice("kind")
    asked.need({"what": what})
    if kind == "back":
        return _take_back(member, what)
    if until and until < asked.on:
        raise FormRejected(LazyText(IS_PAST, {"day": asked.say(until)}))
    key = kind or "offers"
    before = member.offers if key == "offers" else member.needs
    others = [one for one in before if fold(one.what) != fold(what)]
    told: object = UserText(what)
    told = LazyText(UNTIL, {"what": told, "day": asked.say(until)}) if until else told
    line = LazyText(OFFERS if key == "offers" else NEEDS, {"what": told})
    return Change(member.id, {key: _entries([*others, Offer(what, until)])}, (line,))


def _take_back(member: Member, what: str) -> Change:
    own = {"offers": member.offers, "needs": member.needs}
    values: dict[str, Value | None] = {}
    for key, entries in own.items():
        left = [one for one in entries if fold(one.what) != fold(what)]
        values |= {key: _entries(left)} if len(left) < len(entries) else {}
    if not values:
        known = "; ".join(one.what for entries in own.values() for one in entries)
        raise FormRejected(LazyText(NOTHING_LIKE, {"what": UserText(what), "known": UserText(known or "–")}))
    return Change(member.id, values, (LazyText(TAKEN_BACK, {"what": UserText(what)}),))


def _entries(offers: Sequence[Offer]) -> Value | None:
    return [{"what": one.what, **({"until": one.until_on} if one.until_on else {})} for one in offers] or None


def change_recommendations(asked: Asked, member: Member) -> Change:
    """Return the recommendations with a new one."""
    name, what = asked.filled.line("member"), asked.filled.line("for")
    asked.need({"member": name, "for": what})
    meant = find_member(asked.group, name, asked.on)
    known = [who for who in meant if asked.group.members[who].public]
    if len(known) != 1:
        raise FormRejected(LazyText(SEVERAL if known else WHO_IS_MEANT, {"name": UserText(name)}))
    if known[0] == member.id:
        raise FormRejected(LazyText(ONESELF))
    others = [{"member": one.member, "for": one.what_for} for one in member.recommends]
    entry = {"member": known[0], "for": what}
    values: Mapping[str, Value | None] = {"recommends": [*(one for one in others if one != entry), entry]}
    return Change(
        member.id, values, (LazyText(RECOMMENDS, {"who": people(known[0]), "what": UserText(what)}),)
    )


def leave(asked: Asked, member: Member) -> Change:
    """Return the last day of belonging."""
    asked.need({"meant": asked.filled.choice("meant") == YES})
    day = asked.day("day") or asked.on
    line = LazyText(LEAVES, {"day": asked.say(day)})
    return Change(member.id, _ending(member, day), (line,))


def _ending(member: Member, day: date) -> Mapping[str, Value | None]:
    """Return the keys that end the last time of belonging; who rejoined has a list of them."""
    if len(member.spans) == 1:
        return {"left": day}
    *earlier, last = member.spans
    return {"joined": spans_written([*earlier, Span(last.from_on, day)])}
