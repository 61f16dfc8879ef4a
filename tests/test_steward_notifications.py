"""Messages: nobody is sent more than three in seven days, a turn waits until there is room, and old days go."""

from __future__ import annotations

from datetime import date

from fake_tracker import FakeTracker, Truncated
from stewarded import (
    GROUP,
    Subject,
    a_folder,
    a_tracker,
    at,
    group_of,
    issue_of,
    make_plan,
    number_of,
    opened,
    run_steward,
    say,
)
from tablee.i18n.translations import LazyText
from tablee.steward.diff import Update
from tablee.steward.limits import MOST_A_WEEK
from tablee.steward.messages import Messages, Notifications, remember_notifications
from tablee.steward.observe import ExistingIssue, ExistingIssues, observe
from tablee.steward.state import (
    DASHBOARD,
    CommentMarker,
    IssueState,
    Kind,
    Notification,
    parse_marker,
    render_marker,
)
from tablee.steward.tracker import Issue
from tablee.steward.working_group import DesiredComment, WorkingGroup

KEY, LATER = "2026-11-12", "2026-11-19"
EVERYONE = "answers: {ana: yes, bo: yes, cy: yes, di: yes, eva: yes, flo: yes, gil: yes}\n"
"""So that nobody has to be reminded."""


def _opened(text: str = f"facilitator: ana\n{EVERYONE}") -> FakeTracker:
    return opened("2026-11-06", a_folder(on_2026_11_12=text))


def _mention(tracker: FakeTracker, who: str, *days: str, subject: str = "dashboard") -> None:
    """Let the steward have mentioned somebody in a comment on some days."""
    for day in days:
        tracker.now = at(day)
        note = render_marker(CommentMarker(f"test:{who}:{day}", (who,)))
        tracker.add_comment(number_of(tracker, subject), f"@{who}-hub: hello\n\n{note}")


def _left(tracker: FakeTracker, who: str, on: str = "") -> int:
    record = WorkingGroup(group_of(tracker), at(on) if on else tracker.now)
    return Messages(record, observe(tracker.read_issues())).left(who)


def _called(tracker: FakeTracker, who: str, on: str) -> None:
    text = f"called:\n  - {{member: {who}, on: {on}}}\n{EVERYONE}"
    tracker.files[f"meetings/{LATER}.yml"] = text.encode()


# What counts


def test_turns_and_mentions_are_messages() -> None:
    """Ana was asked for her turn; a comment that mentions her is one more; nobody else was sent anything."""
    tracker = _opened()
    assert (_left(tracker, "ana"), _left(tracker, "di")) == (2, 3)
    _mention(tracker, "ana", "2026-11-07")
    assert (_left(tracker, "ana"), _left(tracker, "di")) == (1, 3)


def test_a_message_counts_for_seven_days() -> None:
    """That of a Friday until the next one; on the Saturday there is room again."""
    tracker = _opened()
    _mention(tracker, "di", "2026-11-06")
    assert [_left(tracker, "di", f"2026-11-{day}") for day in (12, 13, 14)] == [2, 2, 3]
    assert [_left(tracker, "ana", f"2026-11-{day}") for day in (12, 13, 14)] == [2, 2, 3]


def test_the_messages_of_a_closed_issue_still_count() -> None:
    """Its comments are not read any more: it remembers whom they mentioned."""
    tracker = _opened()
    _mention(tracker, "di", "2026-11-07", subject=f"meeting:{KEY}")
    tracker.files[f"meetings/{KEY}.yml"] += b"status: cancelled\n"
    run_steward(tracker)
    assert not issue_of(tracker, f"meeting:{KEY}").is_open
    assert not issue_of(tracker, f"facilitator:{KEY}").is_open
    assert (_left(tracker, "di"), _left(tracker, "ana")) == (1, 1)  # who had answered, or led, is told too


# Who had enough


def test_a_turn_is_told_once_there_is_room() -> None:
    """The issue is opened with the plain name; some days later a comment asks."""
    tracker = _opened()
    _mention(tracker, "di", "2026-11-06", "2026-11-07", "2026-11-08")
    _called(tracker, "di", "2026-11-12")
    tracker.notified.clear()
    for day in range(12, 14):
        run_steward(tracker, f"2026-11-{day:02}")
        issue = issue_of(tracker, f"facilitator:{LATER}")
        assert issue.body.startswith("Di: will you facilitate")
        assert "di-hub" not in [login for login, _number, _text in tracker.notified]
    run_steward(tracker, "2026-11-14")
    issue = issue_of(tracker, f"facilitator:{LATER}")
    assert issue.comments[-1].body.startswith("@di-hub: will you facilitate")
    assert [number for login, number, _text in tracker.notified if login == "di-hub"] == [issue.number]
    assert make_plan(tracker).actions == ()


def test_an_offer_only_names_who_had_enough() -> None:
    """It stands in the issue, and calls nobody; whoever has room is called."""
    tracker = _opened()
    _mention(tracker, "eva", "2026-11-06", "2026-11-07", "2026-11-08")
    number = number_of(tracker, f"facilitator:{KEY}")
    tracker.notified.clear()
    say(tracker, number, "ana", "/swap Eva")
    assert tracker.issues[number].comments[-1].body.startswith("Eva: Ana offers you the turn")
    say(tracker, number, "ana", "/swap Flo")
    assert tracker.issues[number].comments[-1].body.startswith("@flo-hub: Ana offers you the turn")
    assert [login for login, _number, _text in tracker.notified] == ["flo-hub"]
    assert make_plan(tracker).actions == ()


def test_who_was_sent_anything_within_three_weeks_is_not_reminded() -> None:
    """Each mention brings its issue's closing, too; after twenty-two days somebody is reminded again."""
    tracker = _opened("facilitator: ana\nanswers: {bo: yes, di: yes, flo: yes}\n")
    _mention(tracker, "cy", "2026-10-19")
    _mention(tracker, "eva", "2026-10-18")
    run_steward(tracker, "2026-11-09")
    (reminder,) = [c.body for c in issue_of(tracker, f"meeting:{KEY}").comments if "do you come" in c.body]
    assert reminder.startswith("@eva-hub: do you come")
    _called(tracker, "cy", "2026-11-10")
    run_steward(tracker, "2026-11-10")
    assert issue_of(tracker, f"facilitator:{LATER}").comments[-1].body.startswith("@cy-hub: will you")


def test_two_messages_of_one_day_are_two() -> None:
    """A turn, and the offer of an exchange in the same issue: both reach the inbox."""
    sent = _sent(eva=("2026-11-10 swap:ana:eva", "2026-11-10 call:eva"))
    tracker = a_tracker("2026-11-11")
    issue = Issue(1, "", "", is_open=False, by_steward=True)
    seen = ExistingIssue(Subject(Kind.FACILITATOR, KEY), issue, IssueState(notifications=sent))
    messages = Messages(WorkingGroup(group_of(tracker), tracker.now), ExistingIssues({seen.subject: seen}))
    assert messages.left("eva") == MOST_A_WEEK - 2


def test_a_call_that_stands_there_counts_once() -> None:
    """It is owed as long as nobody answers, and never written again."""
    tracker = _opened()
    _called(tracker, "eva", "2026-11-09")
    run_steward(tracker, "2026-11-09")
    _called(tracker, "di", "2026-11-09")
    for day in (9, 9, 10, 11):
        run_steward(tracker, f"2026-11-{day:02}")
    marker = parse_marker(issue_of(tracker, f"facilitator:{LATER}").body)
    assert marker is not None
    sent = [one for one in marker.state.notifications["di"] if "call:" in one.name]
    assert tuple(sent) == _sent(di=("2026-11-09 call:di",))["di"]


def test_a_comment_that_was_not_written_is_no_message() -> None:
    """An issue was opened, and the run ended before its reminders: nobody has got one."""
    tracker = a_tracker("2026-11-09")
    tracker.fail("add_comment", Truncated)
    run_steward(tracker)
    assert _left(tracker, "cy") == MOST_A_WEEK
    run_steward(tracker)
    assert _left(tracker, "cy") == MOST_A_WEEK - 1
    assert make_plan(tracker).actions == ()


# What is remembered


def _sent(**members: tuple[str, ...]) -> Notifications:
    """Return messages, each written as its day and its name."""
    split = {who: [one.split(" ") for one in those] for who, those in members.items()}
    return {
        who: tuple(Notification(date.fromisoformat(on), name) for on, name in those)
        for who, those in split.items()
    }


def _remember(sent: Notifications, *mentions: str) -> Notifications:
    tracker = a_tracker("2026-11-10")
    issue = Issue(1, "", "", is_open=False, by_steward=True)
    seen = ExistingIssue(Subject(Kind.MEETING, KEY), issue, IssueState(notifications=sent))
    notes = [DesiredComment(seen.subject, f"call:{who}", LazyText(""), (who,)) for who in mentions]
    return remember_notifications(WorkingGroup(group_of(tracker), tracker.now), seen, notes)


def test_old_days_are_forgotten_when_new_ones_come() -> None:
    """What is older than three weeks goes, of whomever."""
    before = _sent(cy=("2026-10-19 call:cy",), di=("2026-10-19 remind:0", "2026-10-27 remind:1"))
    assert _remember(before, "eva") == _sent(di=("2026-10-27 remind:1",), eva=("2026-11-10 call:eva",))


def test_nothing_is_forgotten_because_days_go_by() -> None:
    """Without news the state stays as it is, and so does the body that holds it."""
    before = _sent(cy=("2026-10-02 call:cy",), di=("2026-11-10 call:di",))
    assert _remember(before) == before
    assert _remember(before, "di") == before


def test_a_quiet_week_rewrites_no_issue() -> None:
    """Reminders were sent, and then there is a break: the dashboard alone says when the last run was."""
    rest = "closures: [{from: 2026-11-13, to: 2026-12-30, why: Winter, returns: 2026-12-31}]\n"
    tracker = a_tracker("2026-11-09", a_folder(GROUP + rest))
    for day in (9, 13, 16):
        run_steward(tracker, f"2026-11-{day:02}")
    marker = parse_marker(issue_of(tracker, f"meeting:{KEY}").body)
    assert marker is not None
    assert marker.state.notifications["cy"] == _sent(cy=("2026-11-09 remind:0",))["cy"]
    for day in range(17, 31):
        done = run_steward(tracker, f"2026-11-{day:02}").done
        assert [type(action) for action in done] == [Update]
        assert [action.subject for action in done if isinstance(action, Update)] == [DASHBOARD]
