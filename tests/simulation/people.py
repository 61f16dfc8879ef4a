"""What members do on a day: answer, vote, change their mind, take turns, tell who came."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulation.by_hand import set_answer, set_line
from simulation.groups import Someone, Temper
from simulation.scene import Scene, path_of
from simulation.voices import ANSWERS, BALLOTS
from tablee.rules.event import Event
from tablee.steward.interpret.speakers import local_id
from tablee.steward.tracker import Issue

Deed = Callable[[Scene], bool]
_WORD = {"yes": ("/yes", "/oui", "/OUI"), "no": ("/no", "/non"), "maybe": ("/maybe", "/peut-être")}
_OWN = frozenset(word for words in _WORD.values() for word in words)
_REPLIES = {answer: reply for reply, answer in ANSWERS.items()}
_CHOICES = {
    Temper.KEEN: ("yes", "yes", "yes", "no"),
    Temper.LATE: ("yes", "yes", "maybe", "no"),
    Temper.FICKLE: ("yes", "no", "maybe"),
    Temper.SILENT: ("yes",),
    Temper.PASSER: ("yes", "yes", "no"),
    Temper.NO_SHOW: ("yes",),
}


def react(scene: Scene) -> bool:
    """Answer by a reaction; the one before is often left standing."""
    found = _somebody_in_issue(scene)
    if not found:
        return False
    one, event, issue = found
    answer = scene.rng.choice(_CHOICES[one.temper])
    mine = [r.reply for r in issue.reactions if r.person.id == local_id(one.id)]
    if _REPLIES[answer] in mine:
        return False
    scene.host.react(issue.number, one.id, _REPLIES[answer])
    scene.oracle.note_word(str(event.key), one.id, answer)
    others = [reply for reply in mine if reply in ANSWERS]
    if others and scene.rng.random() < 0.5:
        for reply in others:
            scene.host.unreact(issue.number, one.id, reply)
    return scene.tell("answer by reaction", f"{one.id} reacts {answer} for {event.key}")


def unreact(scene: Scene) -> bool:
    """Take a reaction away."""
    found = _somebody_in_issue(scene)
    if not found:
        return False
    one, event, issue = found
    mine = [r.reply for r in issue.reactions if r.person.id == local_id(one.id)]
    if not mine:
        return False
    reply = scene.rng.choice(mine)
    scene.host.unreact(issue.number, one.id, reply)
    scene.oracle.note_word(str(event.key), one.id)
    return scene.tell("reaction taken away", f"{one.id} takes {reply} away from {event.key}")


def comment(scene: Scene) -> bool:
    """Answer by a comment."""
    found = _somebody_in_issue(scene)
    if not found:
        return False
    one, event, issue = found
    answer = scene.rng.choice(_CHOICES[one.temper])
    number = scene.host.comment(issue.number, one.id, _dressed(scene, scene.rng.choice(_WORD[answer])))
    scene.oracle.answer_by_word(str(event.key), one.id, answer, number)
    return scene.tell("answer by comment", f"{one.id} writes {answer} for {event.key} ({number})")


def change_comment(scene: Scene) -> bool:
    """Edit one's own comment: that is speaking anew."""
    found = _somebody_in_issue(scene)
    if not found:
        return False
    one, event, issue = found
    mine = [c for c in issue.comments if c.person.id == local_id(one.id) and c.body in _OWN]
    if not mine:
        return False
    answer, last = scene.rng.choice(_CHOICES[one.temper]), mine[-1]
    text, number, before = scene.rng.choice(_WORD[answer]), last.id, scene.texts.setdefault(last.id, set())
    if text == last.body:
        return False  # nothing is edited
    before.add(last.body)
    scene.host.edit_comment(number, text)
    scene.oracle.answer_by_word(str(event.key), one.id, answer, number, sure=text not in before)
    return scene.tell("comment edited", f"{one.id} edits comment {number} to {answer} for {event.key}")


def answer_for_others(scene: Scene) -> bool:
    """Let a keeper answer for somebody, above all for those without account."""
    events = scene.events()
    silent = [one for one in scene.here() if not one.is_heard] or [scene.anybody()]
    keeper = scene.keeper()
    if not events or f"members/{keeper.id}.yml" in scene.broken:
        return False
    event, other = scene.rng.choice(events), scene.rng.choice(silent)
    issue = scene.issue(f"meeting:{event.key}")
    if not issue or other.id == keeper.id or f"members/{other.id}.yml" in scene.broken:
        return False
    word, answer = scene.rng.choice((("/come", "yes"), ("/vient", "yes"), ("/no", "no"), ("/maybe", "maybe")))
    number = scene.host.comment(issue.number, keeper.id, f"{word} {other.id}")
    scene.oracle.answer_by_word(str(event.key), other.id, answer, number, keeper.id)
    return scene.tell("answer for others", f"{keeper.id} writes {word} {other.id} for {event.key} ({number})")


def answer_by_hand(scene: Scene) -> bool:
    """Edit the answers of a meeting's file."""
    events = scene.events()
    if not events:
        return False
    event, one = scene.rng.choice(events), scene.anybody()
    key = str(event.key)
    value = scene.rng.choice(("yes", "no", "maybe", ""))
    known = event.meeting.answers.get(one.id) if event.meeting else None
    if (known.value if known else "") == value:
        return False
    remark = scene.remark(path_of(key)) if value and not known and scene.rng.random() < 0.3 else ""
    if remark:
        scene.behind[key, one.id] = remark
    scene.edit(key, lambda text: set_answer(text, one.id, value, remark))
    return scene.tell("answer by hand", f"somebody writes {one.id}: {value or 'nothing'} into {key}")


def vote(scene: Scene) -> bool:
    """Vote on a date by a reaction, or take one's vote away."""
    found = _poll(scene)
    if not found:
        return False
    one, event, number = found
    poll = event.meeting.poll if event.meeting else None
    count = len(poll.candidates) if poll else 0
    reply = scene.rng.choice(BALLOTS[:count])
    mine = [r.reply for r in scene.host.issues[number].reactions if r.person.id == local_id(one.id)]
    if reply in mine:
        scene.host.unreact(number, one.id, reply)
    else:
        scene.host.react(number, one.id, reply)
    return scene.tell("vote by reaction", f"{one.id} votes {reply} for {event.key}")


def vote_by_word(scene: Scene) -> bool:
    """Vote in a comment."""
    found = _poll(scene)
    poll = found[1].meeting.poll if found and found[1].meeting else None
    if not found or not poll:
        return False
    one, event, number = found
    days = scene.rng.sample(poll.candidates, scene.rng.randint(1, len(poll.candidates)))
    said = scene.host.comment(number, one.id, "/vote " + " ".join(map(str, days)))
    scene.oracle.vote_by_word(str(event.key), one.id, frozenset(days), said)
    return scene.tell("vote by comment", f"{one.id} votes {sorted(map(str, days))} for {event.key}")


def propose(scene: Scene) -> bool:
    """Let a keeper put a date to the vote."""
    events = [e for e in scene.events() if e.slot and e.meeting and not e.meeting.poll]
    keeper = scene.keeper()
    issue = scene.issue(f"meeting:{events[-1].key}") if events else None
    if not issue or not events:
        return False
    day = events[-1].on.toordinal() + scene.rng.choice((-2, -1, 1, 2))
    text = f"/propose {type(events[-1].on).fromordinal(day)}"
    scene.dates.proposed.add(str(events[-1].key))
    scene.host.comment(issue.number, keeper.id, text)
    return scene.tell("date proposed", f"{keeper.id} writes {text} for {events[-1].key}")


def set_day_by_hand(scene: Scene) -> bool:
    """Cancel a meeting in its file, take that back, or move it."""
    events = [e for e in scene.events() if e.meeting and not e.meeting.poll and e.on > scene.today]
    if not events:
        return False
    event = scene.rng.choice(events)
    key = str(event.key)
    scene.dates.speak(event.circle, "")
    if scene.rng.random() < 0.5:
        scene.edit(key, lambda text: set_line(set_line(text, "status", "cancelled"), "why", "Storm"))
        return scene.tell("meeting cancelled by hand", f"somebody cancels {key}")
    day = type(event.on).fromordinal(event.on.toordinal() + scene.rng.choice((-1, 1)))
    taken = [other for other in scene.oracle.look()[1].of(event.circle) if other.on == day]
    if taken or day <= scene.today:
        return False
    scene.edit(key, lambda text: set_line(text, "date", "" if day == event.key.on else str(day)))
    return scene.tell("meeting moved by hand", f"somebody moves {key} to {day}")


def _somebody_and_meeting(scene: Scene) -> tuple[Someone, Event] | None:
    """Choose who speaks, the keen more often, and about which meeting."""
    voices, events = scene.voices(), scene.events()
    if scene.rng.random() < 0.1:
        events = scene.events(over=True) or events
    weights = [1 if one.temper is Temper.SILENT else 6 for one in voices]
    if not voices or not events:
        return None
    one, event = scene.rng.choices(voices, weights)[0], scene.rng.choice(events)
    return (one, event) if not event.circle or one.in_circle else None


def _somebody_in_issue(scene: Scene) -> tuple[Someone, Event, Issue] | None:
    """Choose who speaks, and in which meeting's issue."""
    found = _somebody_and_meeting(scene)
    issue = scene.issue(f"meeting:{found[1].key}") if found else None
    return (*found, issue) if found and issue else None


def _poll(scene: Scene) -> tuple[Someone, Event, int] | None:
    polls = [e for e in scene.events() if e.meeting and e.meeting.poll and not e.meeting.poll.decided_on]
    found = scene.rng.choice(polls) if polls else None
    issue = scene.issue(f"meeting:{found.key}") if found else None
    voices = scene.voices()
    return (scene.rng.choice(voices), found, issue.number) if found and issue and voices else None


def _dressed(scene: Scene, command: str) -> str:
    """Put words around a command, as people do."""
    return scene.rng.choice((command, f"Hello!\n{command}", f"{command}\n> /no\nsee you"))


ANSWERING: Mapping[Deed, int] = {
    react: 30,
    unreact: 4,
    comment: 9,
    change_comment: 2,
    answer_for_others: 5,
    answer_by_hand: 7,
    vote: 25,
    vote_by_word: 4,
    propose: 2,
    set_day_by_hand: 1,
}
