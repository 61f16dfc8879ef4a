"""What a group is, as frozen data: the one model that every decision, page and feed reads."""

from tablee.data.model.group import GROUP_CIRCLE, Group
from tablee.data.model.holidays import Holidays, NamedDay, NamedSpan
from tablee.data.model.meeting import Answer, Call, CallAnswer, Meeting, Poll
from tablee.data.model.member import Member, Offer, Recommendation, Share
from tablee.data.model.settings import (
    Brand,
    Card,
    Circle,
    Closure,
    Every,
    HolidayRules,
    Place,
    PollRules,
    RhythmRule,
    Settings,
    StewardRules,
    TurnRules,
    Unit,
)
from tablee.data.model.spans import Lasts, Span

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
