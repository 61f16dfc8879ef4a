"""libical, the calendar library of GNOME and KDE, called through its C interface."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

from calendar_matrix.occurrence import Occurrence
from system_programs import load_libical

_EVENT_KIND = 4  # ICAL_VEVENT_COMPONENT in icalenums.h


class _Time(ctypes.Structure):
    """`struct icaltimetype` of icaltime.h."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    )


@cache
def _library() -> ctypes.CDLL:
    library = load_libical()
    if library is None:
        raise OSError("libical.so.3 is missing")
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    kinds: dict[str, tuple[type, list[type]]] = {
        "icalparser_parse_string": (pointer, [text]),
        "icalcomponent_free": (ctypes.c_int, [pointer]),
        "icalrestriction_check": (ctypes.c_int, [pointer]),
        "icalcomponent_count_errors": (ctypes.c_int, [pointer]),
        "icalcomponent_get_first_component": (pointer, [pointer, ctypes.c_int]),
        "icalcomponent_get_next_component": (pointer, [pointer, ctypes.c_int]),
        "icalcomponent_get_dtstart": (_Time, [pointer]),
        "icalcomponent_get_dtend": (_Time, [pointer]),
        "icalcomponent_get_status": (ctypes.c_int, [pointer]),
        "icalproperty_status_to_string": (text, [ctypes.c_int]),
        "icaltime_as_timet_with_zone": (ctypes.c_int64, [_Time, pointer]),
        **{f"icalcomponent_get_{name}": (text, [pointer]) for name in ("uid", *_TEXTS)},
    }
    for name, (result, arguments) in kinds.items():
        getattr(library, name).restype = result
        getattr(library, name).argtypes = arguments
    return library


_TEXTS = ("summary", "location", "description")


def read_by_libical(feed: bytes) -> list[Occurrence]:
    """Read with libical; a property out of place, or one that it cannot read, is a refusal."""
    calendar = _library().icalparser_parse_string(feed)
    if not calendar:
        raise ValueError("not a calendar")
    try:
        errors = _library().icalcomponent_count_errors(calendar)
        if errors or not _library().icalrestriction_check(calendar):
            raise ValueError(f"{errors} errors, or a property out of place")
        return [_occurrence(event) for event in _events(calendar)]
    finally:
        _library().icalcomponent_free(calendar)


def _events(calendar: int) -> Iterator[int]:
    event = _library().icalcomponent_get_first_component(calendar, _EVENT_KIND)
    while event:
        yield event
        event = _library().icalcomponent_get_next_component(calendar, _EVENT_KIND)


def _occurrence(event: int) -> Occurrence:
    library = _library()
    status = library.icalproperty_status_to_string(library.icalcomponent_get_status(event))
    texts = {name: _text(getattr(library, f"icalcomponent_get_{name}")(event)) for name in _TEXTS}
    return Occurrence(
        uid=_text(library.icalcomponent_get_uid(event)),
        starts_at=_moment(library.icalcomponent_get_dtstart(event)),
        ends_at=_moment(library.icalcomponent_get_dtend(event)),
        status=_text(status),
        **texts,
    )


def _text(value: bytes | None) -> str:
    return (value or b"").decode()


def _moment(time: _Time) -> str:
    if time.is_date:
        return f"{time.year:04}-{time.month:02}-{time.day:02}"
    seconds = _library().icaltime_as_timet_with_zone(time, time.zone)
    floating = "" if time.zone else " floating"
    return f"{datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None).isoformat()}Z{floating}"
