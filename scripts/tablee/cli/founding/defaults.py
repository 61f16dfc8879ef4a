"""What a founder most often wants: the answer that Enter takes, or that nobody had to give."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING

from tablee.files.rhythm_text import parse_every
from tablee.model import RhythmRule
from tablee.rules.rhythm import nominal_days

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL_LENGTH = "2h"
USUAL_HOUR = "12:30"
LONGEST_WAIT = timedelta(days=800)
"""The longest rhythm, twelve months, has a day within it."""


def default_answer(key: str, known: Mapping[str, str], today: date) -> str:
    """Return the answer that follows from what is known already; empty where none does."""
    if key == "from-day":
        return next_day(known.get("every", ""), today)
    if key == "lasts":
        return USUAL_LENGTH
    if key == "at":
        return USUAL_HOUR
    if key == "url":
        return pages_address(known.get("repository", ""))
    if key == "contact" and known.get("repository"):
        return f"https://github.com/{known['repository']}/issues"
    return ""


def suggested_answer(key: str, known: Mapping[str, str], today: date) -> str:
    """Return what a question offers, to be seen and confirmed: all defaults, and guesses."""
    if key == "timezone":
        return {"fr": "Europe/Paris", "en": "Europe/London"}.get(known.get("language", ""), "")
    if key == "holidays":
        return country_of_zone(known.get("timezone", ""))
    return default_answer(key, known, today)


def next_day(every: str, today: date) -> str:
    """Return the first day after today on which a rhythm meets; empty for words that are no rhythm."""
    rule = parse_every(every)
    if rule is None:
        return ""
    tomorrow = today + timedelta(days=1)
    days = nominal_days((RhythmRule(rule, tomorrow),), tomorrow, tomorrow + LONGEST_WAIT)
    return next((str(day) for day, _rule in days), "")


def pages_address(repository: str) -> str:
    """Return where GitHub Pages shows a repository (`owner/name`)."""
    owner, _slash, name = repository.partition("/")
    if not name:
        return ""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def country_of_zone(zone: str) -> str:
    """Return the two letters of the country of a time zone, by the pinned tz database; empty where it has none."""
    lines = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return next((row[0] for row in rows if row[2] == zone), "")
