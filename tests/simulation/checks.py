"""What must be true of a group once a quiet moment has come: every rule with its name, each from DESIGN's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from simulation.groups import DAY
from simulation.host import Called, subject_of
from simulation.scene import Scene, key_of
from simulation.turn_rule import find_lead
from tablee.rules.event import State

MOST_CALLS = 3
WEEK = timedelta(days=7)
NOTICE = 10 * DAY
Check = Callable[[Scene], Iterator[str]]


def one_issue_a_subject(scene: Scene) -> Iterator[str]:
    """Yield the subjects that have several open issues."""
    open_now = Counter(subject_of(issue) for issue in scene.open_issues())
    yield from (f"{subject} has {n} open issues" for subject, n in open_now.items() if n > 1)


def every_subject_has_its_issue(scene: Scene) -> Iterator[str]:
    """Yield the subjects that have no open issue and should."""
    _group, line = scene.oracle.look()
    open_now = {subject_of(issue) for issue in scene.open_issues()}
    wanted = {"dashboard"}
    for event in line.coming():
        soon = event.on - NOTICE <= scene.today
        if event.meeting and event.state is State.CONFIRMED and soon:
            wanted.add(f"meeting:{event.key}")
            if event.meeting.facilitators or any(c.answer != "passed" for c in event.meeting.called):
                wanted.add(f"facilitator:{event.key}")
    yield from (f"{subject} has no open issue" for subject in sorted(wanted - open_now))


def there_is_a_next_date(scene: Scene) -> Iterator[str]:
    """Yield the dates of the rhythm that should be confirmed by now, by another library's arithmetic."""
    group, line = scene.oracle.look()
    for circle in scene.group.circles:
        asked = any(_is_restart_of(circle, subject_of(issue)) for issue in scene.open_issues())
        if line.next(circle) is None and not asked:
            yield f"circle {circle!r} has no next date"
        for day in scene.group.nominal_days(circle, scene.today + DAY, scene.today + NOTICE):
            key = f"{circle}.{day}" if circle else str(day)
            known = key in group.meetings or f"meetings/{key}.yml" in scene.host.files
            if not known and not scene.group.is_closed(circle, day) and day not in scene.group.feasts:
                yield f"{key} is {(day - scene.today).days} days away and not confirmed"


def _is_restart_of(circle: str, subject: str) -> bool:
    kind, _colon, key = subject.partition(":")
    return kind == "restart" and key.startswith(f"{circle}.") if circle else kind == "restart"


def no_turn_is_forgotten(scene: Scene) -> Iterator[str]:
    """Yield the meetings that nobody was called for, and somebody could be."""
    group, line = scene.oracle.look()
    for event in line.coming():
        meeting = event.meeting
        if (
            meeting is None
            or meeting.facilitators
            or meeting.present is not None
            or event.on - NOTICE > scene.today
        ):
            continue
        if not any(call.answer != "passed" for call in meeting.called):
            lead = find_lead(group, line, str(event.key))
            if lead:
                yield f"nobody is called for {event.key}; it is the turn of {lead}"


def no_turn_is_a_leavers(scene: Scene) -> Iterator[str]:
    """Yield who has a turn on a day on which they do not belong any more.

    Where the file of who left says that it was before the call, a person has to mend that.
    """
    group, line = scene.oracle.look()
    for event in line.coming():
        called = event.meeting.called if event.meeting else ()
        facilitators = event.meeting.facilitators if event.meeting else ()
        for who in {*facilitators, *(c.member for c in called[-1:] if c.answer != "passed")}:
            known = group.members.get(who)
            mended = known is not None and all(known.belongs(c.on) for c in called if c.member == who)
            if known and mended and not known.belongs(event.on):
                yield f"{who} has left and still has the turn of {event.key}"


def turns_follow_what_was_said(scene: Scene) -> Iterator[str]:
    """Yield the turns that are not as members agreed."""
    disturbed = set(scene.oracle.moved) | {key_of(path) for path in scene.broken}
    yield from scene.turns.check(scene.oracle.look()[1], disturbed, scene.group.people)


def who_is_called_is_told(scene: Scene) -> Iterator[str]:
    """Yield the members with an account who have a turn to accept and whom no message has told."""
    _group, line = scene.oracle.look()
    for event in line.coming():
        meeting = event.meeting
        if meeting is None or meeting.facilitators or meeting.present is not None:
            continue
        if event.on - NOTICE > scene.today:
            continue
        standing = [call for call in meeting.called if call.answer != "passed"][-1:]
        numbers = {issue.number for issue in scene.host.all(f"facilitator:{event.key}")}
        for call in standing:
            one = scene.group.people[call.member]
            told = {c.login for c in scene.host.called if c.number in numbers}
            if one.account in told or _had_enough(scene, one.account):
                continue
            if one.speaks and f"members/{one.id}.yml" not in scene.broken:
                yield f"{one.id} is called for {event.key} and was not told"


def _had_enough(scene: Scene, login: str) -> bool:
    """Say whether somebody was sent so much within a week that a call has to wait."""
    lately = [c for c in scene.host.called if c.login == login and c.at > scene.now - WEEK - DAY]
    return len(lately) >= MOST_CALLS


def who_came_is_as_told(scene: Scene) -> Iterator[str]:
    """Yield the meetings whose presence is not what was said last."""
    for key in sorted({*scene.presence.told, *scene.presence.known}):
        meeting = scene.oracle.meeting(key)
        event = scene.oracle.look()[1].event(key)
        if meeting is None or event is None or scene.is_broken(key):
            continue
        if key in scene.oracle.moved or event.starts_at > scene.now:
            scene.presence.settle(key, meeting.present)  # the vote was counted late: it is another day now
            continue
        may = scene.presence.may_be(key, event.starts_at)
        if meeting.present not in may:
            yield f"presence of {key} is {meeting.present}; it may be {sorted(map(str, may))}"
        scene.presence.settle(key, meeting.present)
    scene.presence.unsure = False


def topics_stay(scene: Scene) -> Iterator[str]:
    """Yield the topics that are gone."""
    for key, topics in scene.topics.items():
        meeting = scene.oracle.meeting(key)
        if meeting and not topics <= set(meeting.topics):
            yield f"{key} lacks {topics - set(meeting.topics)}"


def remarks_stay(scene: Scene) -> Iterator[str]:
    """Yield the comments that people wrote in files and that are gone; one behind an answer may go with it."""
    behind = {remark: place for place, remark in scene.behind.items()}
    for path, remarks in scene.remarks.items():
        if path in scene.broken:
            continue
        text = scene.host.files.get(path, b"").decode()
        for remark in sorted(remarks):
            if re.search(rf"{remark}\b", text):
                continue
            place = behind.get(remark)
            meeting = scene.oracle.meeting(key_of(path))
            if place is None or (meeting and place[1] in meeting.answers):
                yield f"{path} lost {remark!r}"


def files_can_be_read(scene: Scene) -> Iterator[str]:
    """Yield the files that nobody broke and that cannot be read."""
    yield from (
        f"{one.file}: {one.message}" for one in scene.oracle.problems() if one.file not in scene.broken
    )


def few_notifications(scene: Scene) -> Iterator[str]:
    """Yield who was called more than three times within a week.

    What counts is what the steward sends unasked: an assignment, a mention. GitHub sends no message for an edited body.
    What a run said twice because another ran beside it, or its list lagged, is left out; so are the calls of an issue
    whose hidden line somebody deleted, as nobody can know of them.
    """
    by_login: dict[str, list[Called]] = {}
    for call in scene.host.called:
        known = subject_of(scene.host.issues[call.number])
        if known and call.at > scene.now - 2 * WEEK and not call.excused:
            by_login.setdefault(call.login, []).append(call)
    for login, calls in sorted(by_login.items()):
        most = max(sum(c.at <= o.at < c.at + WEEK for o in calls) for c in calls)
        scene.story.most_called = max(scene.story.most_called, most)
        if most > MOST_CALLS:
            said = [
                f"{c.at:%m-%d} {c.how} #{c.number} {subject_of(scene.host.issues[c.number])}" for c in calls
            ]
            yield f"{login} was called {most} times within a week: {said}"


def silence_is_noticed(scene: Scene) -> Iterator[str]:
    """Yield that nobody was asked although nobody has met for long."""
    _group, line = scene.oracle.look()
    met = [
        e
        for e in line.past("")
        if e.meeting
        and not e.meeting.cancelled
        and (e.meeting.present is not None or e.meeting.facilitators or "yes" in e.meeting.answers.values())
    ]
    if not met or scene.group.is_closed("", scene.today):
        return
    days = sum(
        not scene.group.is_closed("", met[-1].on + n * DAY)
        for n in range(1, (scene.today - met[-1].on).days + 1)
    )
    cadence = 31 if "month" in scene.group.every else 14 if "2 weeks" in scene.group.every else 7
    opened = [issue for issue in scene.open_issues() if subject_of(issue).startswith("restart:")]
    if days > 3 * cadence + 7 and not opened:
        yield f"nobody has met for {days} days, and there is no restart"


def proposals_can_be_merged(scene: Scene) -> Iterator[str]:
    """Yield the proposals that no keeper could merge, though nobody has broken the file below them."""
    for subject, proposal in sorted(scene.host.waiting.items()):
        if not scene.broken.keys() & proposal.files.keys():
            yield f"{subject} waits, and cannot be merged"


CHECKS: Mapping[str, Check] = {
    "proposals can be merged": proposals_can_be_merged,
    "one issue a subject": one_issue_a_subject,
    "every subject has its issue": every_subject_has_its_issue,
    "there is a next date": there_is_a_next_date,
    "no turn is forgotten": no_turn_is_forgotten,
    "no turn is a leaver's": no_turn_is_a_leavers,
    "turns follow what was said": turns_follow_what_was_said,
    "who is called is told": who_is_called_is_told,
    "who came is as told": who_came_is_as_told,
    "topics stay": topics_stay,
    "remarks in files stay": remarks_stay,
    "files can be read": files_can_be_read,
    "few notifications": few_notifications,
    "silence is noticed": silence_is_noticed,
}
