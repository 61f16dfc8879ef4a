"""What must be true of a group once a quiet moment has come: every rule with its name, each from DESIGN's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from simulation.activity_rule import PAST, THREE, empty_running, is_touched
from simulation.groups import DAY, Someone
from simulation.host import Called, subject_of
from simulation.presence import Came
from simulation.scene import Scene, key_of
from simulation.turn_rule import balances, candidates, current_facilitators, may_be_called
from tablee.model import Meeting
from tablee.rules.event import State
from tablee.rules.timeline import Timeline
from tablee.rules.turns import Turns

MOST_CALLS = 3
MESSAGES_OF_SILENCE = 2
CALL_LASTS = timedelta(days=3)
WEEK = timedelta(days=7)
NOTICE = 10 * DAY
Check = Callable[[Scene], Iterator[str]]


def one_issue_a_subject(scene: Scene) -> Iterator[str]:
    """Yield the subjects that have several open issues."""
    open_now = Counter(subject_of(issue) for issue in scene.open_issues())
    yield from (f"{subject} has {n} open issues" for subject, n in open_now.items() if n > 1)


def every_subject_has_its_issue(scene: Scene) -> Iterator[str]:
    """Yield the subjects that have no open issue and should; a silent circle has its dashboard."""
    _group, timeline = scene.oracle.look()
    open_now = {subject_of(issue) for issue in scene.open_issues()}
    wanted = {"dashboard"}
    for event in timeline.coming():
        soon = event.on - NOTICE <= scene.today
        if (
            event.meeting
            and event.state is State.CONFIRMED
            and soon
            and not scene.may_be_silent(event.circle)
        ):
            wanted.add(f"meeting:{event.key}")
            if current_facilitators(event.meeting):
                wanted.add(f"facilitator:{event.key}")
    yield from (f"{subject} has no open issue" for subject in sorted(wanted - open_now))


def there_is_a_next_date(scene: Scene) -> Iterator[str]:
    """Yield the dates of the rhythm that should be confirmed by now, by another library's arithmetic."""
    group, timeline = scene.oracle.look()
    for circle in scene.group.circles:
        if scene.may_be_silent(circle):
            continue  # a date stands in the rhythm, and nobody confirms it
        asked = any(_is_restart_of(circle, subject_of(issue)) for issue in scene.host.issues.values())
        if timeline.next(circle) is None and not asked:
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
    """Yield the meetings that nobody was called for, and somebody could be; a silent circle is left in peace."""
    group, timeline = scene.oracle.look()
    for event in timeline.coming():
        meeting = event.meeting
        if (
            meeting is None
            or meeting.present is not None
            or current_facilitators(meeting)
            or scene.may_be_silent(event.circle)
        ):
            continue
        if event.on - NOTICE > scene.today or event.on - DAY <= scene.today:
            continue
        able = candidates(group, timeline, str(event.key))
        first = [c.id for c in able if may_be_called(able, c.id)]
        waits = not all(_is_heard(scene, who) and not _has_enough(scene, who) for who in first)
        if any(c.certain for c in able) and not waits and _has_lived(timeline, event.circle):
            yield f"nobody is called for {event.key}; it is the turn of {first}"


def no_call_outlives_three_days(scene: Scene) -> Iterator[str]:
    """Yield the calls without an answer that should have lapsed."""
    _group, timeline = scene.oracle.look()
    for event in timeline.coming():
        meeting = event.meeting
        for call in meeting.called if meeting and not meeting.facilitators else ():
            if call.answer is None and scene.today - call.on > CALL_LASTS:
                yield f"the call of {call.member} for {event.key} on {call.on} still stands on {scene.today}"


def no_turn_is_of_who_cannot(scene: Scene) -> Iterator[str]:
    """Yield who has a turn on a day on which they said no, are away, or do not belong any more.

    Where the file of who left says that it was before the call, a person has to mend that.
    """
    group, timeline = scene.oracle.look()
    for event in timeline.coming():
        meeting = event.meeting
        for who in current_facilitators(meeting) if meeting and event.starts_at > scene.now else ():
            known = group.members.get(who)
            if known is None or meeting is None:
                continue
            mended = all(known.belongs(c.on) for c in meeting.called if c.member == who)
            if mended and not known.belongs(event.on):
                yield f"{who} has left and still has the turn of {event.key}"
            place = (str(event.key), who)
            said_at, agreed_at = scene.oracle.last_word.get(place), scene.turns.agreed.get(place)
            if meeting.answers.get(who) == "no" and not (said_at and agreed_at and agreed_at > said_at):
                yield f"{who} does not come and still has the turn of {event.key}"
            if any(span.covers(event.on) for span in known.away):
                yield f"{who} is away and still has the turn of {event.key}"


def no_answer_outlives_its_day(scene: Scene) -> Iterator[str]:
    """Yield the answers to a meeting that was moved, and that nobody has given since."""
    timeline = scene.oracle.look()[1]
    for key, read_at in scene.dates.read_at.items():
        event, meeting = timeline.event(key), scene.oracle.meeting(key)
        if event is None or meeting is None or meeting.cancelled or event.starts_at < scene.now:
            continue
        if scene.is_broken(key) or scene.mended or not _was_open(scene, key, read_at):
            continue
        for who in meeting.answers:
            said_at = scene.oracle.last_word.get((key, who))
            if said_at is None or said_at < read_at:
                yield f"{who} answered for {key} at {said_at}, which was read at {read_at}; then its day changed"


def who_answered_is_told(scene: Scene) -> Iterator[str]:
    """Yield who had answered for a meeting that was moved or cancelled, and was not told."""
    group, timeline = scene.oracle.look()
    for key, change in scene.dates.real_changes(group.meetings):
        event, meeting = timeline.event(key), group.meetings[key]
        over = event is None or event.starts_at <= scene.now
        if over or scene.dates.stood[key][0] < change.at.date() or scene.is_broken(key):
            continue
        if not _was_open(scene, key, change.at):
            continue  # nobody can be told where there is no issue yet
        numbers = {issue.number for issue in scene.host.all(f"meeting:{key}")}
        told = {c.login for c in scene.host.called if c.number in numbers and c.at >= change.at}
        for who in change.answered:
            one = scene.group.people[who]
            if one.is_heard and one.account not in told and _must_hear(scene, one, meeting):
                yield f"{who} had answered for {key} and was not told that it changed"


def _was_open(scene: Scene, key: str, at: datetime) -> bool:
    """Say whether there was an issue that could remember how a meeting was."""
    return any(one.subject == f"meeting:{key}" and one.at <= at for one in scene.host.opened)


def _must_hear(scene: Scene, one: Someone, meeting: Meeting) -> bool:
    spoke = one.id in scene.dates.speakers
    return (
        not spoke
        and one.belongs(scene.today)
        and one.belongs(meeting.day)
        and not _had_enough(scene, one.account)
    )


def turns_follow_what_was_said(scene: Scene) -> Iterator[str]:
    """Yield the turns that are not as members agreed."""
    disturbed = set(scene.oracle.moved) | {key_of(path) for path in scene.broken}
    timeline, people = scene.oracle.look()[1], scene.group.people
    yield from scene.turns.check(timeline, disturbed, people, scene.oracle.last_no)


def who_is_called_is_told(scene: Scene) -> Iterator[str]:
    """Yield the members with an account who have a turn to accept and whom no message has told.

    A silent circle is left in peace, also where a run broke off between the call and its message.
    """
    _group, timeline = scene.oracle.look()
    for event in timeline.coming():
        meeting = event.meeting
        if meeting is None or meeting.facilitators or meeting.present is not None:
            continue
        if event.on - NOTICE > scene.today or scene.may_be_silent(event.circle):
            continue
        numbers = {issue.number for issue in scene.host.all(f"facilitator:{event.key}")}
        for who in current_facilitators(meeting):
            one = scene.group.people[who]
            told = {c.login for c in scene.host.called if c.number in numbers}
            if one.account in told or _had_enough(scene, one.account):
                continue
            if one.is_heard and f"members/{one.id}.yml" not in scene.broken:
                yield f"{one.id} is called for {event.key} and was not told"


def _has_lived(timeline: Timeline, circle: str) -> bool:
    """Say whether the steward may call by name: a meeting was held with answers, a call or presence, or none at all.

    One of today or yesterday whose presence is not told yet is neither held nor assumed: the call waits for it.
    """
    met = [e.meeting for e in timeline.of(circle) if e.state in PAST and e.meeting]
    return not met or any(m.answers or m.called or m.present for m in met)


def _has_enough(scene: Scene, who: str) -> bool:
    return _had_enough(scene, scene.group.people[who].account)


def _is_heard(scene: Scene, who: str) -> bool:
    """Say whether a call reaches somebody."""
    return scene.group.people[who].is_heard and f"members/{who}.yml" not in scene.broken


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
        led = scene.presence.led.get(key, set())
        if not any(_is_but_for(led, came, meeting.present) for came in may):
            yield f"presence of {key} is {meeting.present}; it may be {sorted(map(str, may))}"
        scene.presence.settle(key, meeting.present)
    scene.presence.unsure = False


def _is_but_for(led: set[str], told: Came | None, came: Came | None) -> bool:
    """Say whether who came is as told; who led was there."""
    more = set(came or ()) - set(told or ())
    return told == came or (set(told or ()) <= set(came or ()) and more <= led)


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
    """Yield who was called once more after three calls within a week; news of a move counts, and waits for nothing.

    What counts is what the steward sends unasked: mentions. GitHub sends no message for an edited body.
    What a run said twice because another ran beside it, or its list lagged, is left out; so are the calls of an issue
    whose hidden line somebody deleted, as nobody can know of them.
    """
    by_login: dict[str, list[Called]] = {}
    for call in scene.host.called:
        known = subject_of(scene.host.issues[call.number])
        if known and call.at > scene.now - 2 * WEEK and not call.excused:
            by_login.setdefault(call.login, []).append(call)
    for login, calls in sorted(by_login.items()):
        most = most_when_asked(calls)
        scene.story.most_called = max(scene.story.most_called, most)
        if most > MOST_CALLS:
            said = [
                f"{c.at:%m-%d} {c.how} #{c.number} {subject_of(scene.host.issues[c.number])}" for c in calls
            ]
            yield f"{login} was called {most} times within a week: {said}"


def most_when_asked(calls: Sequence[Called]) -> int:
    """Return how many calls within a week somebody had at most when one came that is no news.

    They are in the order in which they came, since two runs may have been at the same minute.
    """
    counts = (
        sum(call.at - WEEK < other.at for other in calls[: position + 1])
        for position, call in enumerate(calls)
        if not call.is_news
    )
    return max(counts, default=0)


def silence_is_noticed(scene: Scene) -> Iterator[str]:
    """Yield that nobody was asked although three meetings running were empty, and what is asked more than twice.

    Everybody is asked once, and once more a week later; then there is peace.
    """
    _group, timeline = scene.oracle.look()
    past = [e for e in timeline.past("") if e.meeting and e.state is not State.CANCELLED]
    restarts = [issue for issue in scene.host.issues.values() if subject_of(issue).startswith("restart:")]
    empty = empty_running(timeline, "")
    untouched = not any(is_touched(e.meeting) for e in past[-empty:])
    if empty > THREE and untouched and past[-THREE].on + WEEK < scene.today and not restarts:
        yield f"{empty} meetings running were empty, and there is no restart"
    for issue in restarts:
        calls = [c for c in scene.host.called if c.number == issue.number and not c.excused]
        by_login = Counter(call.login for call in calls)
        often = [login for login, n in by_login.items() if n > MESSAGES_OF_SILENCE]
        if often:
            yield f"{subject_of(issue)} called {often} more than twice: {[(c.login, c.at) for c in calls]}"


def nobody_is_credited_in_absence(scene: Scene) -> Iterator[str]:
    """Yield who is to lead next though somebody owes more, because a turn was credited to somebody absent.

    The books are ours; `tablee next` and the pages show the program's.
    """
    group, timeline = scene.oracle.look()
    for circle in scene.group.circles:
        ours = balances(group, timeline, circle)
        theirs = Turns(group, timeline).ledger(circle).balances
        wrong = {who for who in ours.keys() | theirs.keys() if ours.get(who, 0) != theirs.get(who, 0)}
        if wrong:
            said = {who: (str(ours.get(who, 0)), str(theirs.get(who, 0))) for who in sorted(wrong)}
            yield f"balances of circle {circle!r} by our books and theirs: {said}"


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
    "no turn is of who cannot": no_turn_is_of_who_cannot,
    "no call outlives three days": no_call_outlives_three_days,
    "no answer outlives its day": no_answer_outlives_its_day,
    "who answered is told": who_answered_is_told,
    "nobody is credited in absence": nobody_is_credited_in_absence,
    "turns follow what was said": turns_follow_what_was_said,
    "who is called is told": who_is_called_is_told,
    "who came is as told": who_came_is_as_told,
    "topics stay": topics_stay,
    "remarks in files stay": remarks_stay,
    "files can be read": files_can_be_read,
    "few notifications": few_notifications,
    "silence is noticed": silence_is_noticed,
}
