"""What members do to the group and, without meaning it, to the steward: join, leave, break files, close issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from simulation.by_hand import add_remark
from simulation.groups import newcomer
from simulation.host import subject_of
from simulation.people import Deed
from simulation.scene import Scene, key_of, path_of
from tablee.steward.tracker import ReactionContent

BROKEN = b"answers: {cy: yes\n"
_OUTSIDERS = ("stranger-1", "stranger-2")


def join(scene: Scene) -> bool:
    """Let a newcomer's file be merged."""
    if not scene.group.spare or len(scene.here()) >= 15:
        return False
    one = newcomer(scene.rng, scene.group.spare.pop(), scene.today, has_circle=scene.group.has_circle)
    scene.group.people[one.id] = one
    scene.commit({f"members/{one.id}.yml": one.text().encode()})
    return scene.tell("joined", f"{one.id} joins")


def leave(scene: Scene) -> bool:
    """Let somebody leave, or come back."""
    others = [one for one in scene.group.people.values() if one.id not in scene.group.keepers]
    if len(scene.here()) < 5 or not others:
        return False
    one = scene.rng.choice(others)
    path = f"members/{one.id}.yml"
    if path in scene.broken or one.joined > scene.today - timedelta(days=3):
        return False
    if one.left:
        one.left = None
        scene.returned.add(one.id)
        kind = "came back"
    else:
        one.left = scene.today
        scene.turns.left.add(one.id)
        kind = "left"
    scene.commit({path: one.text().encode()})
    return scene.tell(kind, f"{one.id} {kind}")


def go_away(scene: Scene) -> bool:
    """Write one's absence, or that one facilitates no more, or again."""
    one = scene.anybody()
    path = f"members/{one.id}.yml"
    if path in scene.broken:
        return False
    if scene.rng.random() < 0.3 and one.public:
        one.facilitates = not one.facilitates
    else:
        first = scene.today + timedelta(days=scene.rng.randint(0, 10))
        one.away.append((first, first + timedelta(days=scene.rng.randint(2, 20))))
    scene.commit({path: one.text().encode()})
    return scene.tell("absence written", f"{one.id} changes the own file")


def break_file(scene: Scene) -> bool:
    """Break a meeting's or a member's file by a slip of the hand."""
    paths = [path_of(str(event.key)) for event in scene.events()]
    paths += [f"members/{one.id}.yml" for one in scene.here()]
    path = scene.rng.choice(paths)
    if path in scene.broken:
        return False
    scene.broken[path] = scene.host.files[path]
    scene.presence.unsure |= path.startswith("members/")
    scene.commit({path: BROKEN if path.startswith("meetings/") else b"public: perhaps\n"})
    return scene.tell("file broken", f"somebody breaks {path}")


def repair_file(scene: Scene) -> bool:
    """Take a slip back."""
    return bool(scene.broken) and repair(scene, scene.rng.choice(sorted(scene.broken)))


def repair(scene: Scene, path: str) -> bool:
    """Write a broken file as it was, or as it should be by now."""
    text = scene.broken.pop(path)
    one = scene.group.people.get(path.removeprefix("members/").removesuffix(".yml"))
    scene.mended.add(key_of(path))
    scene.host.tick_clock()
    scene.host.edit_by_hand({path: one.text().encode() if one else text})
    return scene.tell("file repaired", f"somebody repairs {path}")


def write_remark(scene: Scene) -> bool:
    """Write a comment into a meeting's file."""
    events = scene.events()
    if not events:
        return False
    key = str(scene.rng.choice(events).key)
    remark = scene.remark(path_of(key))
    scene.edit(key, lambda text: add_remark(text, remark))
    return scene.tell("remark in a file", f"somebody writes {remark!r} into {key}")


def write_extra(scene: Scene) -> bool:
    """Write the file of a meeting off the rhythm."""
    if scene.rng.random() < 0.7:
        return False
    day = scene.today + timedelta(days=scene.rng.randint(3, 20))
    key = f"{day}-extra"
    taken = [event for event in scene.oracle.look()[1].of("") if event.on == day]
    if taken or path_of(key) in scene.host.files:
        return False
    text = b"# by hand\ntitle: 'Walk @all closes #3 <!-- x -->'\nat: 18:00\nanswers: {}\n"
    scene.commit({path_of(key): text})
    return scene.tell("extra meeting", f"somebody writes {key}")


def close_issue(scene: Scene) -> bool:
    """Close an issue of the steward by accident."""
    issues = scene.open_issues()
    if not issues:
        return False
    issue = scene.rng.choice(issues)
    if scene.host.first(subject_of(issue)) != issue:
        return False  # a doubled one: nobody reads what was said there once it is closed
    scene.host.close_by_hand(issue.number)
    return scene.tell("issue closed by accident", f"somebody closes #{issue.number} ({subject_of(issue)})")


def lose_marker(scene: Scene) -> bool:
    """Delete an issue's hidden line while editing it."""
    issues = [
        issue for issue in scene.open_issues() if subject_of(issue).startswith(("dashboard", "facilitator"))
    ]
    if not issues or scene.rng.random() < 0.6:
        return False
    issue = scene.rng.choice(issues)
    subject = subject_of(issue)
    scene.host.issues[issue.number] = replace(issue, body=issue.body.partition("<!-- tablee")[0] + "oops")
    scene.host.lost.append(subject)
    scene.oracle.moved.add(subject.partition(":")[2])
    return scene.tell("marker lost", f"somebody edits the marker of #{issue.number} ({subject}) away")


def quote_marker(scene: Scene) -> bool:
    """Quote the steward's hidden line, in an issue or a comment of one's own."""
    issues, who = scene.open_issues(), scene.rng.choice((*_OUTSIDERS, scene.keeper().id))
    if not issues:
        return False
    issue = scene.rng.choice(issues)
    if scene.rng.random() < 0.5:
        body = issue.body
        if scene.rng.random() < 0.5:
            body = body.replace(subject_of(issue), f"meeting:{_coming_key(scene)}")
        number = scene.host.open_by_hand(who, "Quoted", body)
        scene.host.by_people[number] = scene.host.issues[number]
    else:
        quoted = "> quoted\n" + "".join(f"{c.body}\n" for c in issue.comments[-1:]) + issue.body[-400:]
        scene.host.comment(issue.number, who, quoted.replace("\n/", "\n> /"))
    return scene.tell("marker quoted", f"{who} quotes #{issue.number}")


def _coming_key(scene: Scene) -> str:
    """Return the key of a meeting that has no issue yet."""
    coming = scene.oracle.look()[1].coming("")
    return str(coming[min(2, len(coming) - 1)].key) if coming else "2030-01-01"


def stranger(scene: Scene) -> bool:
    """Let somebody speak who is no member."""
    issues, who = scene.open_issues(), scene.rng.choice(_OUTSIDERS)
    if not issues:
        return False
    issue = scene.rng.choice(issues)
    if scene.rng.random() < 0.5:
        scene.host.react(
            issue.number, who, scene.rng.choice((ReactionContent.PLUS_ONE, ReactionContent.HOORAY))
        )
    else:
        scene.host.comment(
            issue.number, who, scene.rng.choice(("/yes", "/take", "/present ana", "/come bo", "/pass"))
        )
    return scene.tell("stranger spoke", f"{who} speaks on #{issue.number} ({subject_of(issue)})")


ACCIDENTS: Mapping[Deed, int] = {
    join: 1,
    leave: 1,
    go_away: 3,
    break_file: 1,
    repair_file: 4,
    write_remark: 2,
    write_extra: 1,
    close_issue: 3,
    lose_marker: 1,
    quote_marker: 2,
    stranger: 3,
}
