"""What a group is, as frozen data: the one model that every decision, page and feed reads."""

from tablee.model.group import GROUP_CIRCLE, Group
from tablee.model.holidays import Holidays, NamedDay, NamedSpan
from tablee.model.length_text import Lasts
from tablee.model.meeting import Answer, Call, CallAnswer, Meeting, Poll
from tablee.model.member import Member, Offer, Recommendation, Share
from tablee.model.rhythm_text import Every, Unit
from tablee.model.settings import (
    Brand,
    Card,
    Circle,
    Closure,
    HolidayRules,
    Place,
    PollRules,
    RhythmRule,
    Settings,
    StewardRules,
    TurnRules,
)
from tablee.model.spans import Span

__all__ = [
    "GROUP_CIRCLE",
    "Answer",
    "Brand",
    "Call",
    "CallAnswer",
    "Card",
    "Circle",
    "Closure",
    "Every",
    "Group",
    "HolidayRules",
    "Holidays",
    "Lasts",
    "Meeting",
    "Member",
    "NamedDay",
    "NamedSpan",
    "Offer",
    "Place",
    "Poll",
    "PollRules",
    "Recommendation",
    "RhythmRule",
    "Settings",
    "Share",
    "Span",
    "StewardRules",
    "TurnRules",
    "Unit",
]
