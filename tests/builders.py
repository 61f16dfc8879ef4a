"""Valid small groups for tests: every default is sensible, every field can be given; dates and times as text.

The rhythm is "week on thursday" at 12:30 for 1h45 from 2026-01-01, in Europe/Paris.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from tablee.files.history import Commit, FileHistory, History
from tablee.files.load import load_group
from tablee.model import (
    Circle,
    Closure,
    Every,
    Group,
    Holidays,
    Lasts,
    Meeting,
    Member,
    NamedDay,
    NamedSpan,
    PollRules,
    RhythmRule,
    Settings,
    Span,
    TurnRules,
    Unit,
)
from tablee.model.identity import SlotKey, parse_slot_key

T = TypeVar("T")

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DATES = frozenset({"from_on", "to_on", "moved_to", "returns_on", "until_on"})


def a_group(
    *,
    members: Iterable[Member] = (),
    meetings: Iterable[Meeting] = (),
    holidays: Holidays | None = None,
    **settings: object,
) -> Group:
    """Build a group; whatever else is named goes to its settings (see `some_settings`)."""
    return Group(
        settings=some_settings(settings),
        members={m.id: m for m in sorted(members, key=lambda m: m.id)},
        meetings={str(m.key): m for m in sorted(meetings, key=lambda m: str(m.key))},
        holidays=holidays,
    )


def some_settings(values: Mapping[str, object] | None = None) -> Settings:
    """Build settings; `rhythm` may be one rule or several, `circles` a list of circles or a mapping."""
    defaults: dict[str, object] = {
        "name": "La Tablée",
        "url": "https://tablee.test/",
        "identity": "la-tablee.test",
        "contact": "https://tablee.test/contact",
        "language": "fr",
        "timezone": "Europe/Paris",
        "rhythm": a_rule(),
        "turns": TurnRules(notice=timedelta(days=10)),
        "poll": PollRules(opens=timedelta(days=10), closes=timedelta(days=4)),
        "horizon": timedelta(weeks=26),
    }
    return _build(Settings, {**defaults, **(values or {})})


def a_circle(name: str, **values: object) -> Circle:
    """Build a circle; without a `rhythm` (one rule or several) it has the default one."""
    return _build(Circle, {"id": name, "name": name.capitalize(), "rhythm": a_rule(), **values})


def a_rule(
    days: str | Every = "thursday",
    *,
    interval: int = 1,
    nth: int | None = None,
    alternating: bool = False,
    **values: object,
) -> RhythmRule:
    """Build a rule: `days` is "thursday" or "tuesday, thursday"; `nth` (1 to 4, or -1) makes it monthly.

    Other fields: `from_on` ("2026-01-01"), `at` ("12:30", or None), `lasts` (see `lasting`), `place`.
    """
    every = days if isinstance(days, Every) else _every(days, interval, nth, alternating=alternating)
    given = {"every": every, "from_on": "2026-01-01", "at": "12:30", "lasts": "1h45", **values}
    return _build(RhythmRule, given)


def a_member(member: str, *, joined: str = "2025-01-09", left: str | None = None, **values: object) -> Member:
    """Build a public member named after the identity; `spans` overrides `joined` and `left`."""
    spans = (Span(date.fromisoformat(joined), date.fromisoformat(left) if left else None),)
    name = member.capitalize() if values.get("public", True) else ""
    return _build(Member, {"id": member, "public": True, "name": name, "spans": spans, **values})


def a_meeting(key: str | SlotKey, **values: object) -> Meeting:
    """Build a meeting from its slot key: `a_meeting("2026-12-10", moved_to="2026-12-11", at="12:15")`."""
    return _build(Meeting, {"key": a_key(key), **values})


def a_key(key: str | SlotKey) -> SlotKey:
    """Return a slot key out of its text."""
    parsed = parse_slot_key(key) if isinstance(key, str) else key
    if parsed is None:
        raise ValueError(key)
    return parsed


def a_closure(from_on: str, to_on: str, returns_on: str | None = None, **values: object) -> Closure:
    """Build a closure out of its days."""
    return _build(Closure, {"from_on": from_on, "to_on": to_on, "returns_on": returns_on, **values})


def a_span(from_on: str, to_on: str | None = None) -> Span:
    """Build a span of days, such as one of `away`."""
    return _build(Span, {"from_on": from_on, "to_on": to_on})


def some_holidays(
    *public: str,
    school: Iterable[tuple[str, str, str]] = (),
    known: tuple[str, str] = ("2026-01-01", "2028-12-31"),
) -> Holidays:
    """Build holidays: each public one as "2026-05-14 Ascension", each school one as (from, to, name)."""
    days = [text.partition(" ") for text in public]
    return Holidays(
        from_on=date.fromisoformat(known[0]),
        to_on=date.fromisoformat(known[1]),
        public=tuple(NamedDay(date.fromisoformat(on), name) for on, _, name in days),
        school=tuple(NamedSpan(date.fromisoformat(a), date.fromisoformat(b), name) for a, b, name in school),
    )


def lasting(text: str) -> Lasts:
    """Read "1h45", "2h" or "2 days"."""
    if text.endswith(("day", "days")):
        return Lasts(days=int(text.removesuffix("s").removesuffix("day")))
    hours, _, minutes = text.partition("h")
    return Lasts(time=timedelta(hours=int(hours), minutes=int(minutes or 0)))


def load_whole(files: Mapping[str, bytes]) -> Group:
    """Return the group of files in which there is no fault."""
    loaded = load_group(files)
    assert loaded.problems == ()
    assert loaded.group is not None
    return loaded.group


def an_instant(text: str, zone: str = "Europe/Paris") -> datetime:
    """Return the instant of "2026-12-10" (midnight) or "2026-12-10 12:30" on the clocks of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def a_history(
    commits: Mapping[str, Iterable[datetime]], telling: Mapping[str, Iterable[datetime]] | None = None
) -> History:
    """Return a history of files committed at these instants, in the order of time; `telling` are the telling ones."""
    places = {
        at: place for place, at in enumerate(sorted({at for those in commits.values() for at in those}))
    }

    def told(instants: Iterable[datetime]) -> tuple[Commit, ...]:
        return tuple(Commit(places[at], at) for at in sorted(instants))

    return History(
        {
            path: FileHistory(told(those), told((telling or {}).get(path, ())))
            for path, those in commits.items()
        }
    )


def _every(days: str, interval: int, nth: int | None, *, alternating: bool) -> Every:
    weekdays = tuple(WEEKDAYS.index(day.strip()) for day in days.split(","))
    which = (nth,) if nth else ()
    return Every(Unit.MONTH if nth else Unit.WEEK, weekdays, interval, which, alternating)


def _build(kind: type[T], values: Mapping[str, object]) -> T:
    make: Callable[..., T] = kind
    return make(**{name: _read(name, value) for name, value in values.items()})


def _read(name: str, value: object) -> object:
    """Turn what is easy to write in a test into what the model holds."""
    if isinstance(value, str) and name in DATES:
        return date.fromisoformat(value)
    if isinstance(value, str) and name == "at":
        return time.fromisoformat(value)
    if isinstance(value, str) and name == "lasts":
        return lasting(value)
    if isinstance(value, RhythmRule):
        return (value,)
    if name == "circles" and not isinstance(value, Mapping):
        return _by_id(value)
    return tuple(value) if isinstance(value, list) else value


def _by_id(value: object) -> object:
    """Turn the circles of a group into a mapping; the identities of a member's circles stay a tuple."""
    items = tuple(value) if isinstance(value, Iterable) else ()
    if items and isinstance(items[0], Circle):
        return {c.id: c for c in items}
    return items
