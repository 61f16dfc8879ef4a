"""What must be true of every single run, whatever struck it: calls by rule, draws by recipe, no leak, no double."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from simulation.draw_rule import find_missions
from simulation.scene import Scene, key_of
from simulation.session import Session
from simulation.turn_rule import find_lead
from tablee.files.load import load_changed
from tablee.model import Call, Group, Meeting
from tablee.rules.timeline import timeline
from tablee.steward.actions import Commit
from tablee.steward.plan import Plan

LONG = timedelta(days=30)
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
    if f"members/{PRIVATE}.yml" not in scene.broken:
        yield from (("nothing private leaks", text[:200]) for text in scene.host.written if PRIVATE in text)
    scene.host.written.clear()
    yield from (("no second issue", text) for text in _openings(scene))
    yield from (("what people open is theirs", text) for text in _of_people(scene))


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
    if not fresh:
        return
    group = replace(after, meetings=meetings)
    line = timeline(group, scene.now)
    for event in sorted(
        (e for e in line.events if str(e.key) in fresh), key=lambda e: (e.circle, e.starts_at)
    ):
        key = str(event.key)
        lead = find_lead(group, timeline(group, scene.now), key)
        if lead != fresh[key].member:
            yield f"{fresh[key].member} is called for {key}; it is the turn of {lead or 'nobody'}"
        meetings[key] = after.meetings[key]
        group = replace(group, meetings=dict(meetings))


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
