"""What time it is: as asked for, as the environment says, or as the machine's clock has it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tablee.i18n.errors import UserError
from tablee.i18n.translations import _

VARIABLE = "TABLEE_NOW"


class NotATime(UserError):
    """A text was given as the time and is none."""


def read_now(asked: str | None, zone: str) -> datetime:
    """Return the present in the group's zone: `--now`, else TABLEE_NOW, else the clock.

    A time without offset is meant on the wall clock of `zone`; a day alone means its first minute. Raises NotATime.
    """
    text = asked or os.environ.get(VARIABLE, "")
    if not text:
        return datetime.now(UTC).astimezone(ZoneInfo(zone))
    try:
        given = datetime.fromisoformat(text)
    except ValueError as fault:
        raise NotATime(_("`{text}` is no time. Write it as in `2026-12-10T12:30`."), text=text) from fault
    return given.replace(tzinfo=ZoneInfo(zone)) if given.tzinfo is None else given.astimezone(ZoneInfo(zone))
