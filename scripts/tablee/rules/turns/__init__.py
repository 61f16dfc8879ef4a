"""Who facilitates: the exact ledger of a circle's turns, who is called for a meeting, and why."""

from tablee.rules.turns.ahead import Turn, Turns
from tablee.rules.turns.ledger import Ledger, Past
from tablee.rules.turns.ranking import Candidate, Explanation, Reason
from tablee.rules.turns.rest import Rest

__all__ = ["Candidate", "Explanation", "Ledger", "Past", "Reason", "Rest", "Turn", "Turns"]
