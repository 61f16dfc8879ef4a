"""Who facilitates: the exact ledger of a circle's turns, who is called for a meeting, and why."""

from tablee.rules.turns.ahead import Turn, Turns, explain, turns_ahead
from tablee.rules.turns.ledger import Entry, Ledger, Past, ledger
from tablee.rules.turns.ranking import Candidate, Explanation, Reason, Rest

__all__ = [
    "Candidate",
    "Entry",
    "Explanation",
    "Ledger",
    "Past",
    "Reason",
    "Rest",
    "Turn",
    "Turns",
    "explain",
    "ledger",
    "turns_ahead",
]
