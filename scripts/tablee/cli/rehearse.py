"""`tablee rehearse`: play the coming weeks on a copy, day by day, and tell what happens."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tablee.adapters.copy import copied
from tablee.adapters.surroundings import read_surroundings
from tablee.cli.exits import DONE
from tablee.cli.reading import need_group
from tablee.cli.rehearsing.days import Rehearsal
from tablee.cli.rehearsing.stage import Stage
from tablee.i18n.words import _
from tablee.steward.rehearse.chance import Chance
from tablee.steward.rehearse.habits import Crowd
from tablee.steward.rehearse.story import tell_legend

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import datetime

    from tablee.i18n.words import Words

WEEKS, MOST_WEEKS = 12, 104
MORNING = 7
CROWDS = {
    Crowd.PLAUSIBLE: _("{name}: {weeks} from {day} on, invented, with people as the past shows them"),
    Crowd.CORE: _("{name}: {weeks} from {day} on, invented, where the core alone takes part"),
    Crowd.SILENT: _("{name}: {weeks} from {day} on, invented, where nobody says a word"),
}


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of `rehearse`."""
    weeks = words.say("how many weeks to play, up to {most} (default: {n})", n=WEEKS, most=MOST_WEEKS)
    parser.add_argument(
        "--weeks", type=int, choices=range(1, MOST_WEEKS + 1), default=WEEKS, metavar="N", help=weeks
    )
    who = words.say("who takes part: people as the past shows them, the core alone, or nobody")
    crowds = tuple(crowd.value for crowd in Crowd)
    parser.add_argument("--people", choices=crowds, default=Crowd.PLAUSIBLE.value, help=who)
    luck = words.say("another number is another luck (default: 1)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help=luck)


def run(options: argparse.Namespace, words: Words) -> int:
    """Print the story of the coming weeks as it goes; nothing outside the copy is touched."""
    group, now = need_group(options, words)
    crowd = Crowd(options.people)
    weeks, day = words.count("{n} week", "{n} weeks", options.weeks), words.day(now.date())
    print(words.say(CROWDS[crowd], name=group.settings.name, weeks=weeks, day=day))
    print(tell_legend(words), flush=True)
    with copied(options.root, options.root / "issues") as root:
        stage = Stage(root, read_surroundings(options.root, None))
        rehearsal = Rehearsal(stage, now, crowd, Chance(options.seed), words)
        last = now
        for last in _mornings(now, options.weeks):
            print(rehearsal.play(last), end="", flush=True)
        print(f"\n{rehearsal.end(last + timedelta(days=1))}", end="")
    return DONE


def _mornings(now: datetime, weeks: int) -> Iterator[datetime]:
    """Yield the present, then the mornings that follow, by the group's own clock."""
    yield now
    for days in range(1, 7 * weeks):
        yield (now + timedelta(days=days)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
