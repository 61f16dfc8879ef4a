"""Who facilitates: the exact ledger of a circle's turns, who is called for a meeting, and why."""

from tablee.rules.turns.ahead import Turn, explain, explain_each, explanations, turns_ahead
from tablee.rules.turns.bookings import Entry
from tablee.rules.turns.explanation import Candidate, Explanation
from tablee.rules.turns.ledger import Ledger, ledger
from tablee.rules.turns.pool import Condition, Reason

__all__ = [
    "Candidate",
    "Condition",
    "Entry",
    "Explanation",
    "Ledger",
    "Reason",
    "Turn",
    "explain",
    "explain_each",
    "explanations",
    "ledger",
    "turns_ahead",
]
