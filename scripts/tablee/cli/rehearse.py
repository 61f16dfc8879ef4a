"""`tablee rehearse`: play the coming weeks on a copy, day by day, and tell what happens."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tablee.adapters.copy import copied
from tablee.adapters.disk import read_files
from tablee.adapters.folder.people import PeopledFolder
from tablee.adapters.surroundings import read_surroundings
from tablee.checks.rules import check_group
from tablee.cli.folder import need_group
from tablee.cli.parser import number_between
from tablee.files.load import Loaded, load_group
from tablee.i18n.errors import DONE
from tablee.i18n.translations import _, load_translations
from tablee.mail.letters import Desk, Letter, Sent
from tablee.rules.timeline import build_timeline
from tablee.steward.apply import Outcome, apply
from tablee.steward.diff import plan
from tablee.steward.observe import ExistingIssues, observe
from tablee.steward.rehearse.behaviour import deeds_of
from tablee.steward.rehearse.notifications import Mailbox
from tablee.steward.rehearse.people import Chance, Crowd, Day, habits_of
from tablee.steward.rehearse.story import Narrator, tell_day, tell_legend
from tablee.steward.rehearse.summary import render_summary
from tablee.steward.run import RunInput, desired_state

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from tablee.checks.surroundings import Surroundings
    from tablee.i18n.translations import Translations
    from tablee.model import Group
    from tablee.rules.timeline import Timeline
    from tablee.steward.rehearse.people import Deed

WEEKS, MOST_WEEKS = 12, 104
MORNING = 7
UNNAMED_MAILBOX = "…"
"""The mailbox is named by a secret, which a rehearsal does not need."""
EVENING = 23
"""The hour at which the steward has heard the last of the day; comments are read at once, so nothing waits for long."""
CROWDS = {
    Crowd.PLAUSIBLE: _("{name}: {weeks} from {day} on, invented, with people as the past shows them"),
    Crowd.CORE: _("{name}: {weeks} from {day} on, invented, where the core alone takes part"),
    Crowd.SILENT: _("{name}: {weeks} from {day} on, invented, where nobody says a word"),
}


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `rehearse`."""
    weeks = words.gettext("how many weeks to play, up to {most} (default: {n})", n=WEEKS, most=MOST_WEEKS)
    some = number_between(1, MOST_WEEKS, words)
    parser.add_argument("--weeks", type=some, default=WEEKS, metavar="N", help=weeks)
    who = words.gettext("who takes part: people as the past shows them, the core alone, or nobody")
    crowds = tuple(crowd.value for crowd in Crowd)
    parser.add_argument("--people", choices=crowds, default=Crowd.PLAUSIBLE.value, help=who)
    whole = words.gettext("show each mail in full, and not only the first of its kind")
    parser.add_argument("--mails", action="store_true", help=whole)
    luck = words.gettext("another number is another luck (default: 1)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help=luck)


def run(options: argparse.Namespace, words: Translations) -> int:
    """Print the story of the coming weeks as it goes; nothing outside the copy is touched."""
    group, now = need_group(options, words)
    crowd = Crowd(options.people)
    weeks, day = words.ngettext("{n} week", "{n} weeks", options.weeks), words.day(now.date())
    print(words.gettext(CROWDS[crowd], name=group.settings.name, weeks=weeks, day=day))
    print(tell_legend(words), flush=True)
    with copied(options.root, options.root / "issues") as root:
        stage = Stage(root, read_surroundings(options.root, None, publishing=False))
        rehearsal = Rehearsal(stage, now, crowd, Chance(options.seed), words, whole_mails=options.mails)
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


class Rehearsal:
    """The coming weeks on a stage, from an instant on."""

    def __init__(
        self,
        stage: Stage,
        start: datetime,
        crowd: Crowd,
        chance: Chance,
        words: Translations,
        *,
        whole_mails: bool,
    ) -> None:
        """Look how people are; what they are like does not change while the rehearsal lasts."""
        self._stage, self._start, self._chance, self._words = stage, start, chance, words
        timeline = stage.timeline(start)
        self._habits = {
            circle: habits_of(stage.group, timeline, circle, crowd) for circle in stage.group.circle_ids
        }
        self._mailbox, self._dateless = Mailbox(), 0
        self._sent: list[Sent] = []
        self._whole_mails = whole_mails

    def play(self, morning: datetime) -> str:
        """Play one day, and tell it; a day on which nothing happens is told by nothing."""
        evening = morning.replace(hour=max(morning.hour, EVENING), minute=0)
        lines = [*self._run_steward(morning), *self._send_mails(morning)]
        self._dateless += self._stage.timeline(morning).next() is None
        deeds = deeds_of(self._day(evening))
        lines += self._narrator(evening).tell_deeds(deeds)
        if deeds:
            self._stage.act(deeds)
            for deed in deeds:
                self._mailbox.note_deed(self._stage.group, deed, evening.date())
            lines += self._run_steward(evening)
        return tell_day(self._narrator(evening), lines)

    def end(self, at: datetime) -> str:
        """Return what it comes to."""
        return render_summary(self._narrator(at), self._start.date(), self._mailbox, self._dateless)

    def _run_steward(self, now: datetime) -> Iterator[str]:
        before, done = self._stage.group, self._stage.run_steward(now).done
        self._mailbox.note_actions(self._stage.group, done, now.date())
        narrator = self._narrator(now)
        yield from narrator.tell_actions(done)
        yield from narrator.tell_files(before)

    def _send_mails(self, now: datetime) -> Iterator[str]:
        """Tell what `tablee post` would send to the members who asked for mails."""
        group, timeline = self._stage.group, self._stage.timeline(now)
        reached = [member.id for member in group.members.values() if member.mail]
        if not reached:
            return
        from tablee.mail.composing import Composer, Sender  # noqa: PLC0415 (only here are calendars needed)

        sender = Sender(UNNAMED_MAILBOX, b"")
        composer = Composer(group, timeline, load_translations(group.settings.language), sender)
        letters = Desk(group, timeline, reached, self._sent, self._start.date()).plan_letters()
        mails: dict[str, list[Letter]] = {}
        for letter in letters:
            mails.setdefault(composer.subject(letter), []).append(letter)
        narrator = self._narrator(now)
        for subject, alike in mails.items():
            text = composer.text(alike[0]) if self._is_shown_whole(alike[0]) else ""
            yield from narrator.tell_mail(subject, text, [letter.member for letter in alike])
            self._sent += [Sent(letter, now.date()) for letter in alike]

    def _is_shown_whole(self, letter: Letter) -> bool:
        """Return whether a mail is the first of its kind; a second date reads otherwise than the first."""
        known = ((one.letter.kind, one.letter.sequence > 0) for one in self._sent)
        return self._whole_mails or (letter.kind, letter.sequence > 0) not in known

    def _day(self, now: datetime) -> Day:
        stage = self._stage
        return Day(stage.group, stage.timeline(now), stage.issues(), now, self._habits, self._chance)

    def _narrator(self, now: datetime) -> Narrator:
        titles = {subject: seen.issue.title for subject, seen in self._stage.issues().by_subject.items()}
        return Narrator(self._stage.group, self._stage.timeline(now), self._words, titles)


class Stage:
    """A group's folder that may be written to."""

    def __init__(self, root: Path, surroundings: Surroundings) -> None:
        """Read the copy."""
        self._root, self._surroundings = root, surroundings
        self._tracker = PeopledFolder(root)
        self._loaded: Loaded = load_group(read_files(root))
        self._observed: ExistingIssues | None = None

    @property
    def group(self) -> Group:
        """The group as its files are."""
        if self._loaded.group is None:
            message = "the steward has made group.yml unreadable"
            raise AssertionError(message)
        return self._loaded.group

    def timeline(self, now: datetime) -> Timeline:
        """Return the group's time as seen at an instant."""
        return build_timeline(self.group, now)

    def issues(self) -> ExistingIssues:
        """Return the steward's issues as they are."""
        if self._observed is None:
            self._observed = observe(self._tracker.read_issues())
        return self._observed

    def run_steward(self, now: datetime) -> Outcome:
        """Let the steward run once; closing many issues needs no second word on a copy."""
        group, observed = self.group, self.issues()
        problems = tuple(check_group(self._loaded, now, self._surroundings))
        given = RunInput(group, self._loaded, problems, now, self._surroundings)
        words = load_translations(group.settings.language)
        made = plan(desired_state(given, observed), observed, words, close_many=True)
        outcome = apply(made, self._tracker)
        self._loaded, self._observed = load_group(read_files(self._root)), None
        return outcome

    def act(self, deeds: Iterable[Deed]) -> None:
        """Let people act in the issues that they found open."""
        observed, self._observed = self.issues(), None
        for deed in deeds:
            number = observed.number(deed.subject)
            if number is not None:
                self._tracker.act(number, deed)
