"""Public and school holidays: what `holidays.yml` says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A public holiday."""

    on: date
    name: str


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """School holidays: days from `from_on` to `to_on`, both included."""

    from_on: date
    to_on: date
    name: str


@dataclass(frozen=True, slots=True)
class Holidays:
    """The resolved holidays of `holidays.yml`, known from `from_on` to `to_on`."""

    from_on: date
    to_on: date
    public: tuple[NamedDay, ...] = ()
    school: tuple[NamedSpan, ...] = ()
