"""What must be true of every single run, whatever struck it: calls and dates by rule, draws by recipe, no leak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from simulation.activity_rule import find_active
from simulation.draw_rule import find_missions
from simulation.groups import Temper
from simulation.host import subject_of
from simulation.scene import Scene, circle_of, key_of
from simulation.session import Session
from simulation.turn_rule import candidates, may_be_called, named_for_return
from tablee.files.load import load_changed
from tablee.model import Call, Group, Meeting
from tablee.rules.timeline import build_timeline, with_meeting
from tablee.steward.diff import Commit, Plan

LONG = timedelta(days=30)
LEAST_VOTERS = 2
PRIVATE = "m-1q2w"


def check_run(scene: Scene, session: Session, plan: Plan | None) -> Iterator[tuple[str, str]]:
    """Yield the rules that a run broke, with what is wrong; decisions are held against all that was planned with them.

    A broken file has to be named, and nobody knows that it is of somebody who is not public: its name is neutral.
    """
    files = (
        {p: d for one in plan.actions if isinstance(one, Commit) for p, d in one.files.items()}
        if plan
        else {}
    )
    if files and session.before:
        before, after = session.before.group, load_changed(session.before, files).group
        if before and after:
            yield from (("no turn out of the rule", text) for text in _calls(scene, before, after, files))
            yield from (("draws can be replayed", text) for text in _draws(before, after, files))
            yield from (("the past stays", text) for text in _past(scene, before, after))
            yield from (("dates follow people's words", text) for text in _dates(scene, before, after, files))
    if f"members/{PRIVATE}.yml" not in scene.broken:
        yield from (("nothing private leaks", text[:200]) for text in scene.host.written if PRIVATE in text)
    scene.host.written.clear()
    yield from (("no second issue", text) for text in _openings(scene))
    yield from (("what people open is theirs", text) for text in _of_people(scene))
    yield from (("who never comes is left in peace", text) for text in _peace(scene))


def _calls(scene: Scene, before: Group, after: Group, recorded: Mapping[str, bytes]) -> Iterator[str]:
    """Compare the new calls, in their order, with the rule; who volunteered or swapped was not called by it."""
    fresh: dict[str, Call] = {}
    meetings = dict(after.meetings)
    for path in recorded:
        key = key_of(path)
        old, new = before.meetings.get(key), after.meetings[key]
        last = new.called[-1] if len(new.called) > (len(old.called) if old else 0) else None
        if last and last.answer is None and not new.facilitators:
            fresh[key] = last
            meetings[key] = replace(new, called=new.called[:-1])
    if not fresh or any(path.startswith("meetings/") for path in scene.broken):
        return  # nobody knows what stands in a broken file
    timeline = build_timeline(replace(after, meetings=meetings), scene.now)
    for event in sorted(
        (e for e in timeline.events if str(e.key) in fresh), key=lambda e: (e.starts_at, str(e.key))
    ):
        key, group = str(event.key), replace(after, meetings=dict(meetings))
        who, able = fresh[key].member, candidates(group, timeline, key)
        if not may_be_called(able, who) and named_for_return(group, event) != who:
            order = [c.id for c in sorted(able, key=lambda c: c.worst)]
            yield f"{who} is called for {key}; those who can be are, in order: {order}"
        meetings[key] = after.meetings[key]
        timeline = with_meeting(timeline, group, after.meetings[key])


def _dates(scene: Scene, before: Group, after: Group, recorded: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the days that a run changed, and the votes that it opened, without anybody's word; and votes miscounted."""
    for path in recorded:
        key = key_of(path)
        old, new = before.meetings.get(key), after.meetings[key]
        spoken = scene.dates.is_spoken(new.circle)
        was = old or Meeting(new.key)
        counted = new.poll and new.poll.decided_on and not (was.poll and was.poll.decided_on)
        if (was.day, was.cancelled) != (new.day, new.cancelled) and not spoken and not counted:
            yield f"{key} was on {was.day} and is on {new.day} (cancelled: {new.cancelled}); nobody said so"
        if new.poll and not was.poll and key not in scene.dates.proposed:
            yield f"a vote on {key} was opened, and nobody proposed it"
        if counted and not spoken and old and old.poll and new.poll:
            yield from _count(after, old, new)


def _count(group: Group, old: Meeting, new: Meeting) -> Iterator[str]:
    """Count a vote again: most voters win; fewer than two, or a tie, keep the usual day."""
    poll = new.poll
    if poll is None or poll.decided_on is None:
        return
    here = {one.id for one in group.members_of(new.circle) if one.belongs(poll.decided_on)}
    by_day = {
        day: {w for w, days in poll.votes.items() if day in days and w in here} for day in poll.candidates
    }
    most = max(map(len, by_day.values()))
    best = [day for day, who in by_day.items() if len(who) == most]
    voters = {who for those in by_day.values() for who in those}
    right = best[0] if len(voters) >= LEAST_VOTERS and len(best) == 1 else old.day
    late = min(right, old.day) <= poll.decided_on and new.day == old.day
    if new.day != right and not late:
        yield f"the vote on {new.key} gave {new.day}; counted again it gives {right}"


def _peace(scene: Scene) -> Iterator[str]:
    """Yield who is certainly not active, has said nothing, and was called all the same; a restart asks everybody."""
    fresh, scene.calls_seen = scene.host.called[scene.calls_seen :], len(scene.host.called)
    if not fresh or any(path.startswith("meetings/") for path in scene.broken):
        return  # nobody knows what stands in a broken file
    group, timeline = scene.oracle.look()
    for call in fresh:
        subject = subject_of(scene.host.issues[call.number])
        kind, _colon, key = subject.partition(":")
        circle = circle_of(key)
        one = next((m for m in scene.group.people.values() if m.account == call.login), None)
        if one is None or kind not in {"meeting", "facilitator"} or one.temper is not Temper.ABSENT:
            continue
        if (
            one.id not in find_active(group, timeline, circle, scene.today).possible
            and one.id not in scene.group.keepers
        ):
            yield f"{one.id}, who never came, was called on {subject} ({call.how})"


def _draws(before: Group, after: Group, recorded: Mapping[str, bytes]) -> Iterator[str]:
    for path in recorded:
        old, new = before.meetings.get(key_of(path)), after.meetings[key_of(path)]
        if new.missions and not (old and old.missions):
            right = find_missions(after, new)
            if dict(new.missions) != right:
                yield f"{key_of(path)} drew {dict(new.missions)}; by the recipe {right}"


def _past(scene: Scene, before: Group, after: Group) -> Iterator[str]:
    """Yield the meetings of long ago whose answers or votes a run has changed."""
    for key, old in before.meetings.items():
        new, long_ago = after.meetings[key], scene.today - old.day > LONG and key not in scene.mended
        if long_ago and new is not old:
            changed = sorted(set(old.answers.items()) ^ set(new.answers.items()))
            changed = [(who, said) for who, said in changed if who not in scene.returned]
            if changed or _votes(old) != _votes(new):
                yield f"the answers of {key} changed long after it: {changed}"


def _votes(meeting: Meeting) -> object:
    return meeting.poll.votes if meeting.poll else None


def _openings(scene: Scene) -> Iterator[str]:
    """Yield the subjects that were opened again without an excuse: a lost marker, a lagging list, two runs at once."""
    host = scene.host
    while scene.openings < len(host.opened):
        one = host.opened[scene.openings]
        earlier = [other for other in host.opened[: scene.openings] if other.subject == one.subject]
        scene.openings += 1
        if one.subject in host.lost:
            host.lost.remove(one.subject)
        elif earlier and not one.excused:
            yield f"{one.subject} was opened as #{earlier[0].number} and again as #{one.number}"


def _of_people(scene: Scene) -> Iterator[str]:
    for number, issue in scene.host.by_people.items():
        now = scene.host.issues[number]
        if now != issue:
            scene.host.by_people[number] = now
            yield f"#{number}, which a person opened, was changed"
