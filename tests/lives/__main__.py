"""`make lives`: the twenty groups on two processes, as one table; exit status 1 where an aim is missed.

`python -m lives [NAME…]` lives only the groups whose names contain one of the words.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from lives.figures import Figures, measure, missed_aims
from lives.groups import GROUPS, Life
from lives.life import live

PROCESSES = 2
COLUMNS = {
    "weeks": ("weeks", "{}"),
    "met": ("met", "{}"),
    "votes": ("votes", "{}"),
    "moved": ("moved", "{}"),
    "untold": ("untold", "{}"),
    "wrong_calls": ("wrong", "{}"),
    "leaderless": ("no leader", "{}"),
    "spread": ("spread", "{}"),
    "median_a_week": ("median", "{:.1f}"),
    "most_a_week": ("max", "{:.1f}"),
    "busiest_week": ("busiest", "{}"),
    "regulars_a_week": ("regulars", "{:.2f}"),
    "non_comers": ("never came", "{}"),
    "most_calls": ("calls/7d", "{}"),
    "silent_calls": ("mute called", "{:.2f}"),
    "asked_again": ("again", "{}"),
    "messages_of_silence": ("silence", "{}"),
    "after_silence": ("after", "{}"),
}
"""Each figure's title and how it is written; the legend stands below the table."""

LEGEND = """
votes nobody proposed, dates moved without a person, who had answered and was not told of a move; calls of who cannot
be called, meetings without a leader, spread of turns at equal presence;
messages a member and week (calls, comments and closings where somebody takes part): median, most, in the busiest
week, of all regulars on average (who has no account gets none); those of who never came;
most calls of the steward to one member in seven days; share of meetings for which one who never types is called;
asked again within four meetings while another could; messages to a silent group, and what came after them"""


def main(words: Sequence[str]) -> int:
    """Print the table and what misses its aim."""
    chosen = [life for life in GROUPS if not words or any(word in life.name for word in words)]
    width = max(len(life.name) for life in chosen)
    print(" ".join([f"{'group':{width}}", *(title for title, _form in COLUMNS.values())]))
    missed: list[str] = []
    with ProcessPoolExecutor(PROCESSES) as pool:
        for found in pool.map(figures_of, chosen):
            print(_row(found, width), flush=True)
            missed += missed_aims(found)
    print(LEGEND)
    print("\n".join(["", *(f"MISSED {aim}" for aim in missed)]) if missed else "\nEvery aim is met.")
    return 1 if missed else 0


def figures_of(life: Life) -> Figures:
    """Live and measure one group."""
    return measure(live(life))


def _row(found: Figures, width: int) -> str:
    cells = [f"{found.name:{width}}"]
    for name, (title, form) in COLUMNS.items():
        value = getattr(found, name)
        cells.append(f"{'–' if value is None else form.format(value):>{len(title)}}")
    return " ".join(cells)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
