"""What calendars are put together from, as bytes; icalendar makes what no earlier build made of the same values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from datetime import date

Make: TypeAlias = Callable[[str, Callable[[], str]], str]
"""Gets all that a text is made of, but for the program, and the function that makes it."""


class Property(NamedTuple):
    """A value as icalendar writes it: the name of its class there (icalendar.prop), and its parameters."""

    kind: str
    value: object
    parameters: Mapping[str, str] | None = None


Properties: TypeAlias = dict[str, Property]


class Components:
    """Makes components; `make` returns what an earlier build left of them."""

    def __init__(self, make: Make | None) -> None:
        self._make = make

    def event(self, properties: Properties) -> bytes:
        """Return a VEVENT component."""
        return self._made("VEVENT", properties)

    def head(self, properties: Properties) -> bytes:
        """Return a VCALENDAR component as far as its first part."""
        return self._made("VCALENDAR", properties)

    def zone(self, zone: str, first_on: date, last_on: date) -> bytes:
        """Return the VTIMEZONE component of a zone, right from the first day to the last: whole years count."""

        def make() -> bytes:
            from tablee.feeds.zones import render_vtimezone  # noqa: PLC0415 (see `_made`)

            return render_vtimezone(zone, first_on, last_on)

        return self._reused(f"VTIMEZONE {zone} {first_on.year} {last_on.year}", make)

    def _made(self, name: str, properties: Properties) -> bytes:
        def make() -> bytes:
            # 0.1 s that a build does not need where nothing of the calendars changed.
            from tablee.feeds.serialising import serialise_properties  # noqa: PLC0415

            return serialise_properties(name, properties)

        told = [(key, *one) for key, one in properties.items()]
        return self._reused(f"{name} {told}", make) if self._make else make()

    def _reused(self, made_of: str, make: Callable[[], bytes]) -> bytes:
        return self._make(made_of, lambda: make().decode()).encode() if self._make else make()
