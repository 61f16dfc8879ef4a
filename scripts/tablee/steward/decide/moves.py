"""Moves and cancellations: answers belong to a day and lapse with it, and who had answered is told in one comment.

It makes no difference who moved a meeting: a command, a vote, or somebody who edited the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from tablee.files.paths import file_of_meeting
from tablee.i18n.translations import LazyText, _
from tablee.model import Answer, Meeting
from tablee.rules.event import Event
from tablee.rules.names import split_named
from tablee.rules.open_matters import nobody_comes
from tablee.rules.timeline import Timeline
from tablee.rules.turns.vacancy import current_facilitators
from tablee.steward.observe import ExistingIssue, ExistingIssues
from tablee.steward.state import NOTHING, IssueState, Kind, Standing, Subject
from tablee.steward.texts import UserText
from tablee.steward.working_group import DesiredComment, WorkingGroup

MOVED = _(
    "{mentions}: the meeting of {before} moves to {day}. Answers for {before} do not carry over: do you come on {day}? "
    "`/yes`, `/no` or `/maybe` in a comment is enough."
)
CANCELLED = _("{mentions}: the meeting of {day} is cancelled.")
CANCELLED_WHY = _("{mentions}: the meeting of {day} is cancelled: {why}")
BACK = _("{mentions}: the meeting of {day} takes place after all.")
NOBODY_COMES = _(
    "{mentions}: everybody who answered for {day} said no. `/cancel` with a word why calls the meeting off; "
    "`/next` with a day, as in `/next {example}`, moves it."
)


def settle_moves(working: WorkingGroup, existing: ExistingIssues, start: Timeline) -> None:
    """Let the answers of what has moved lapse, and owe a comment to who had given them.

    A meeting has moved where its issue still knows another day or state; without an issue, where it stands otherwise
    than at the `start` of the run.
    """
    for event in working.timeline.events:
        if event.meeting is None or event.is_over(working.now):
            continue
        seen = existing.by_subject.get(Subject(Kind.MEETING, str(event.key)))
        known = seen.state.day if seen else None
        before, after = known or standing(start.event(str(event.key))), standing(event)
        if before and after and before != after:
            _settle(working, event, event.meeting, seen, (before, after))
        if seen and after:
            _tell_late(working, event, event.meeting, seen, after)


def ask_whether_off(working: WorkingGroup) -> None:
    """Ask once whether a meeting to which nobody comes is called off: its facilitator, or else all who said no."""
    for event in working.timeline.coming():
        meeting = event.meeting
        if meeting and event.starts_at > working.now and is_deserted(working, event):
            asked = current_facilitators(meeting) or tuple(meeting.answers)
            values = {"day": event.on, "example": (event.on + timedelta(days=1)).isoformat()}
            note = f"nobody-comes:{event.on}"
            subject = Subject(Kind.MEETING, str(event.key))
            working.comments.append(
                DesiredComment(subject, note, LazyText(NOBODY_COMES, values), _public(working, asked))
            )


def is_deserted(working: WorkingGroup, event: Event | None) -> bool:
    """Return whether a coming meeting has a file in which everybody who answered said no."""
    meeting = event.meeting if event else None
    if event is None or meeting is None:
        return False
    return nobody_comes(meeting, working.turns.active(event), working.today)


def standing(event: Event | None) -> Standing | None:
    """Return the day of a meeting, and whether it is cancelled, as its issue remembers it."""
    if event is None:
        return None
    return Standing(event.on, is_cancelled=event.meeting is not None and event.meeting.cancelled)


def _settle(
    working: WorkingGroup,
    event: Event,
    meeting: Meeting,
    seen: ExistingIssue | None,
    move: tuple[Standing, Standing],
) -> None:
    before, after = move
    key, state = str(event.key), seen.state if seen else NOTHING
    late = [who for who, known in state.untold.items() if known == before]
    answered = [*_who_answered(working, key, state), *late]
    if before.on != after.on:
        working.moved.add(key)
        meeting = replace(meeting, answers=_given_since(working, key, state, before))
        working.put(meeting)
    concerned = [*answered, *current_facilitators(meeting), *(meeting.poll.votes if meeting.poll else ())]
    told = _public(working, concerned)
    deaf = told if Subject(Kind.MEETING, key) in working.unheard else ()
    unreached = [*working.unreadable_members.intersection(concerned), *deaf]
    working.untold[key].update(dict.fromkeys(unreached, before))
    text = _news(event, meeting, before)
    if told and text:
        name = _name(seen, before, after)
        number = seen.issue.number if seen else None
        working.untold[key].update({} if seen else dict.fromkeys(told, before))
        working.comments.append(
            DesiredComment(Subject(Kind.MEETING, key), name, text, told, number=number, is_news=True)
        )


def _tell_late(
    working: WorkingGroup, event: Event, meeting: Meeting, seen: ExistingIssue, after: Standing
) -> None:
    """Tell of a move to whom it could not be told before; what is settled in this very run tells the others."""
    untold = seen.state.untold
    for before in dict.fromkeys(untold.values()):
        text = _news(event, meeting, before) if before not in {after, seen.state.day} else None
        late = (who for who, known in untold.items() if known == before)
        told = _public(working, (who for who in late if not _was_told(seen, who, before)))
        if told and text:
            name, number = f"told:{told[0]}:{_spell(before, after)}", seen.issue.number
            working.comments.append(
                DesiredComment(seen.subject, name, text, told, number=number, is_news=True)
            )


def _was_told(seen: ExistingIssue, who: str, before: Standing) -> bool:
    """Return whether a comment has told somebody that the meeting is no more as it was before."""
    return any(who in note.mentions and f":{_spell(before)}:" in note.note for _comment, note in seen.notes)


def still_untold(
    working: WorkingGroup, existing: ExistingIssues, key: str, state: IssueState
) -> Mapping[str, Standing]:
    """Return who is still to hear of a move while the meeting is ahead, each with the day that they know of.

    In an issue that somebody closed nobody is told, also who answered in the file and may have to hear of a move later.
    In one that is opened now nobody is told before the comment stands: the run may break off. Whom no issue has named
    yet may be somebody who is not public.
    """
    event, everybody = working.event(key), {**working.untold[key], **state.untold}
    now = standing(event)
    if event is None or now is None or event.is_over(working.now):
        return {}
    if Subject(Kind.MEETING, key) in working.unheard:
        answered = dict.fromkeys(_public(working, event.answers), now)
        return dict(sorted({**answered, **everybody}.items()))
    waiting = working.unreadable_members.intersection(everybody, _named(existing))
    fresh = () if Subject(Kind.MEETING, key) in existing.by_subject else _public(working, working.untold[key])
    return {who: everybody[who] for who in sorted({*waiting, *fresh})}


def debts(
    working: WorkingGroup, existing: ExistingIssues, written: Collection[str]
) -> Iterator[tuple[ExistingIssue, IssueState]]:
    """Yield what issues have to remember before the files are `written`: who stands there alone, and lapses.

    A run that breaks off between the two would leave nobody who knows that they had answered.
    """
    for key in sorted(working.moved):
        seen, file = existing.by_subject.get(Subject(Kind.MEETING, key)), working.file_before(key)
        day = seen.state.day if seen else None
        if seen is None or day is None or file is None or file_of_meeting(key) not in written:
            continue
        state = seen.state
        lapsed = file.answers.keys() - working.meeting(key).answers.keys() - state.answers.keys()
        nameable = {*_public(working, lapsed), *lapsed & working.unreadable_members & _named(existing)}
        untold = {**dict.fromkeys(sorted(nameable), day), **state.untold}
        if untold != state.untold:
            yield seen, replace(state, untold=untold)


def _named(existing: ExistingIssues) -> set[str]:
    states = [known.state for known in existing.by_subject.values()]
    tables = (t for s in states for t in (s.answers, s.votes, s.reactions, s.notifications, s.untold))
    return {who for table in tables for who in table}


def _who_answered(working: WorkingGroup, key: str, state: IssueState) -> list[str]:
    """Return who had an answer before the move: in the issue, in the file, or in what was read just now."""
    file = working.file_before(key)
    new = [who for (of, who), said in working.new_answers.items() if of == key and said]
    return [*state.answers, *(file.answers if file else ()), *new]


def _given_since(
    working: WorkingGroup, key: str, state: IssueState, before: Standing
) -> Mapping[str, Answer]:
    """Return the answers that somebody wrote into the file together with its new day: they are for that one."""
    file = working.file_before(key)
    by_hand = file is not None and state.day and file.day != before.on
    answers = file.answers if file and by_hand else {}
    public, _others = split_named(working.group, answers)
    given = (who for who in public if state.untold.get(who) != before)
    return {who: answers[who] for who in given if answers[who] is not state.answers.get(who)}


def _news(event: Event, meeting: Meeting, before: Standing) -> LazyText | None:
    was, values = before.on, {"day": event.on}
    if meeting.cancelled:
        if before.is_cancelled:
            return None
        why = UserText(meeting.why)
        return LazyText(CANCELLED_WHY, {"day": was, "why": why}) if why else LazyText(CANCELLED, {"day": was})
    return LazyText(MOVED, {**values, "before": was}) if was != event.on else LazyText(BACK, values)


def _name(seen: ExistingIssue | None, *standings: Standing) -> str:
    """Name the comment on a move: the same again for a run that broke off, another one where it moves once more."""
    known = [note.note for _comment, note in (seen.notes if seen else ()) if note.note.startswith("moved:")]
    move = _spell(*standings)
    is_last = known and known[-1].endswith(f":{move}")
    return known[-1] if is_last else f"moved:{len(known)}:{move}"


def _spell(*standings: Standing) -> str:
    return ":".join(f"{one.on}-cancelled" if one.is_cancelled else f"{one.on}" for one in standings)


def _public(working: WorkingGroup, members: Iterable[str]) -> tuple[str, ...]:
    return tuple(split_named(working.group, dict.fromkeys(members))[0])
