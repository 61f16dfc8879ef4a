"""What should exist by now: every issue with its words, every file with its changes, every comment that is owed.

Level-triggered: it is computed from the files, the issues and the present alone, so that a run that came late, twice
or half through leaves nothing behind that the next one does not mend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tablee.check.surroundings import Surroundings
from tablee.data.load import Loaded
from tablee.data.model import Group
from tablee.data.problem import Problem
from tablee.data.words import Phrase, _
from tablee.decide.turns.vacancy import holders
from tablee.steward.calls import call_facilitators
from tablee.steward.dates import contest_dates, fix_dates
from tablee.steward.hearing import Ack, Heard, hear
from tablee.steward.issues import Want, Wants
from tablee.steward.missions import draw_missions
from tablee.steward.nudges import nudge
from tablee.steward.observed import Observed
from tablee.steward.record import Note, Record
from tablee.steward.recording import Recording, record_files
from tablee.steward.saying import Verbatim
from tablee.steward.subjects import Subject
from tablee.steward.tracker import Reply

NOBODY = _("Nobody can be called for {day}: somebody has to take it on with `/take`.")
NO_DATE = _("{circle} has no next date.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that should exist: issues, files, comments and reactions; `aside` are subjects to leave alone."""

    group: Group
    issues: tuple[Want, ...]
    recording: Recording
    notes: tuple[Note, ...] = ()
    acks: tuple[Ack, ...] = ()
    aside: frozenset[Subject] = frozenset()


@dataclass(frozen=True, slots=True)
class Situation:
    """What a run begins with: the group, its files as read and their problems, the present, and what surrounds them.

    Of broken files the group holds nothing.
    """

    group: Group
    loaded: Loaded
    problems: tuple[Problem, ...]
    now: datetime
    surroundings: Surroundings


def wanted(situation: Situation, observed: Observed) -> Wanted:
    """Return what should exist by now."""
    group = situation.group
    record = Record(group, situation.now, set_aside(situation.loaded, group))
    heard = hear(record, observed)
    fix_dates(record)
    draw_missions(record)
    call_facilitators(record)
    contest_dates(record)
    recording = record_files(record, situation.loaded, situation.problems, situation.surroundings)
    acks = tuple(_answer_unwritten(record, recording, heard))
    nudge(record, observed)
    frozen = frozenset(recording.refused) if group.settings.steward.writes == "commits" else recording.keys
    wants = Wants(record, observed, heard, frozen)
    return Wanted(
        group=record.group,
        issues=tuple(wants.all(situation.problems, [*recording.troubles, *_troubles(record)])),
        recording=recording,
        notes=tuple(record.notes),
        acks=acks,
        aside=frozenset(s for s in observed.seen if s.key in record.aside),
    )


def _answer_unwritten(record: Record, recording: Recording, heard: Mapping[int, Heard]) -> Iterator[Ack]:
    """Yield the reactions owed; a comment whose meeting could not be written is told so, and is heard again."""
    for ack in (ack for those in heard.values() for ack in those.acks):
        trouble = recording.refused.get(ack.subject.key)
        if trouble is None:
            yield ack
            continue
        name = f"unwritten:{ack.comment.id}"
        record.notes.append(Note(ack.subject, name, trouble, number=ack.number))
        yield replace(ack, reply=Reply.CONFUSED)


def set_aside(loaded: Loaded, group: Group) -> frozenset[str]:
    """Return the slot keys of the meetings whose files cannot be read: nothing of them is touched."""
    stems = {
        path.removeprefix("meetings/").removesuffix(".yml") for path in loaded.files if "meetings/" in path
    }
    return frozenset(stems - set(group.meetings))


def _troubles(record: Record) -> Iterator[Phrase]:
    """Say what the rules could not settle."""
    for circle in record.group.circle_ids:
        if record.line.next(circle) is None:
            yield Phrase(NO_DATE, {"circle": Verbatim(record.group.name_of_circle(circle))})
        for event in record.line.coming(circle):
            soon = event.on - record.group.settings.turns.notice <= record.today
            if soon and event.meeting and not holders(event.meeting) and event.meeting.present is None:
                yield Phrase(NOBODY, {"day": event.on})
