"""Is the group alive? Facts about a circle, never a score; declared breaks do not count against it."""

from tablee.decide.vitality.attendance import Attendance, attendance
from tablee.decide.vitality.facts import WIDE, Concern, Vitality, vitality
from tablee.decide.vitality.gatherings import Gathering, gatherings
from tablee.decide.vitality.people import (
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
from tablee.decide.vitality.silence import Pace, Silence, cadence, silence

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
    "cadence",
    "comings",
    "gatherings",
    "newcomers",
    "silence",
    "table_of",
    "vitality",
]
