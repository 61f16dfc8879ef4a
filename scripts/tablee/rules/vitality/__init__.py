"""Is the group alive? Facts about a circle, never a score; declared breaks do not count against it."""

from tablee.rules.vitality.attendance import Attendance, attendance
from tablee.rules.vitality.facts import WIDE, Concern, Vitality, vitality
from tablee.rules.vitality.gatherings import Gathering, gatherings
from tablee.rules.vitality.people import (
    FOUNDING,
    Newcomers,
    Returning,
    Table,
    Tenders,
    Visitors,
    comings,
    newcomers,
    table_of,
)
from tablee.rules.vitality.silence import Pace, Silence, silence, silent_since

__all__ = [
    "FOUNDING",
    "WIDE",
    "Attendance",
    "Concern",
    "Gathering",
    "Newcomers",
    "Pace",
    "Returning",
    "Silence",
    "Table",
    "Tenders",
    "Visitors",
    "Vitality",
    "attendance",
    "comings",
    "gatherings",
    "newcomers",
    "silence",
    "silent_since",
    "table_of",
    "vitality",
]
