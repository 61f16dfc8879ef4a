"""The readers of the matrix: programs and libraries of other people, one adapter each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from calendar_matrix.libical_reader import read_by_libical
from calendar_matrix.occurrence import Read
from calendar_matrix.program_readers import read_by_ical_js, read_by_khal, read_by_node_ical
from calendar_matrix.python_readers import (
    read_by_home_assistant,
    read_by_icalendar,
    read_by_icalendar_zones,
    read_by_recurring,
    read_by_vobject,
    reading_each,
)
from calendar_matrix.subscriber import read_by_vdirsyncer
from install_readers import READERS, find_node
from system_programs import load_libical


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: its name, how it reads, and what it lacks on this machine, if anything.

    `pure_python` ones need no other program; one that does not read clocks hands the feed's lines on.
    """

    name: str
    read: Read
    lacks: Callable[[], str] = str
    pure_python: bool = False
    reads_clocks: bool = True


def _lacks_libical() -> str:
    return "" if load_libical() else "libical is missing: `make test` says how to get it"


def _lacks_node() -> str:
    if find_node() is None:
        return "Node.js is missing: `make test` brings it, in a wheel"
    there = all((READERS / "node_modules" / name).is_dir() for name in ("ical.js", "node-ical"))
    return "" if there else "ical.js and node-ical are missing: `make test` brings them, from npm"


# "VTIMEZONE" is icalendar once more, bound to build the zone from the feed; by itself it looks the zone's name up.
READERS_OF_FEEDS = (
    Reader("icalendar", reading_each(read_by_icalendar), pure_python=True),
    Reader("VTIMEZONE", reading_each(read_by_icalendar_zones), pure_python=True),
    Reader("recurring", reading_each(read_by_recurring), pure_python=True),
    Reader("ical", reading_each(read_by_home_assistant), pure_python=True),
    Reader("vobject", reading_each(read_by_vobject), pure_python=True),
    Reader("libical", reading_each(read_by_libical), _lacks_libical),
    Reader("ical.js", read_by_ical_js, _lacks_node),
    Reader("node-ical", read_by_node_ical, _lacks_node),
    Reader("khal", read_by_khal),
    Reader("vdirsyncer", read_by_vdirsyncer, reads_clocks=False),
)
