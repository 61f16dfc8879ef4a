"""SEQUENCE and LAST-MODIFIED never fall on the way of an event, nor when history is rewritten by later commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_group, a_meeting, an_instant
from tablee.feeds.revisions import EPOCH, Revision, Revisions
from tablee.files.history import NO_HISTORY, FileHistory, History
from tablee.model import Meeting
from tablee.rules.timeline import Event, timeline

NOW = "2026-12-01"
MEETING = "meetings/2026-12-10.yml"


def _event(*meetings: Meeting, now: str = NOW, key: str = "2026-12-10") -> Event:
    event = timeline(a_group(meetings=meetings), an_instant(now)).event(key)
    assert event
    return event


def _at(*days: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(day).replace(tzinfo=UTC) for day in days)


def _seconds(day: str) -> int:
    return int((_at(day)[0] - EPOCH).total_seconds())


def _of(event: Event, files: dict[str, FileHistory], now: str = NOW) -> Revision:
    return Revisions(History(files), an_instant(now)).of(event)


def test_without_git_the_revision_is_fixed() -> None:
    """A group without Git has sequence 0 and a time stamp that no clock gave."""
    assert Revisions(NO_HISTORY, an_instant(NOW)).of(_event()) == Revision(0, EPOCH)


def test_a_slot_without_a_file_has_the_revision_of_the_settings() -> None:
    """Commits of group.yml and holidays.yml count; those of other files do not."""
    files = {
        "group.yml": FileHistory(_at("2026-01-01", "2026-05-01")),
        "holidays.yml": FileHistory(_at("2026-06-01")),
        "meetings/2026-12-17.yml": FileHistory(_at("2026-11-01"), _at("2026-11-01")),
    }
    assert _of(_event(), files) == Revision(_seconds("2026-06-01"), *_at("2026-06-01"))


def test_answers_change_the_time_stamp_alone() -> None:
    """A commit that touches neither time, place nor status is no new sequence."""
    file = FileHistory(_at("2026-11-01", "2026-11-05"), _at("2026-11-01"))
    files = {"group.yml": FileHistory(_at("2026-01-01")), MEETING: file}
    assert _of(_event(a_meeting("2026-12-10")), files) == Revision(_seconds("2026-11-01"), *_at("2026-11-05"))


def test_a_later_change_of_settings_is_no_news_about_a_past_meeting() -> None:
    """Once over, the event has the revision of its end, whatever group.yml goes through; its own file still counts."""
    event = _event(a_meeting("2026-12-10"), now="2026-12-31")
    file = FileHistory(_at("2026-11-01"), _at("2026-11-01"))
    ended = _at("2026-12-10T13:15")
    for settings in (("2026-01-01",), ("2026-01-01", "2026-12-20"), ("2026-12-25",)):
        files = {"group.yml": FileHistory(_at(*settings)), MEETING: file}
        assert _of(event, files, "2026-12-31") == Revision(_seconds("2026-12-10T13:15"), *ended)
    cancelled = FileHistory(_at("2026-11-01", "2026-12-12"), _at("2026-11-01", "2026-12-12"))
    assert _of(event, {MEETING: cancelled}, "2026-12-31").sequence == _seconds("2026-12-12")


def test_a_commit_from_the_future_does_not_outlast_the_event() -> None:
    """A clock that runs ahead cannot make the sequence fall at the event's end."""
    files = {"group.yml": FileHistory(_at("2026-12-24"))}
    before = _of(_event(a_meeting("2026-12-10")), files)
    after = _of(_event(a_meeting("2026-12-10"), now="2026-12-11"), files, "2026-12-11")
    assert before == after


def test_the_sequence_fits_where_programs_keep_it() -> None:
    """A signed number of 32 bits holds it until 2068."""
    event = _event(a_meeting("2026-12-10"))
    last = FileHistory(_at("2068-01-19"), _at("2068-01-19"))
    assert 2**31 - 10**6 < _of(event, {MEETING: last}).sequence < 2**31


DAYS = st.dates(date(2026, 11, 1), date(2026, 12, 30))


@given(
    settings=st.lists(DAYS, max_size=6),
    moves=st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=5, unique_by=lambda move: move[0]),
)
def test_the_sequence_rises_with_every_move(settings: list[date], moves: list[tuple[date, date]]) -> None:
    """Whenever it is moved, be it to an earlier, past day, the sequence is higher than it was that moment."""
    commits: list[datetime] = []
    meeting = a_meeting("2026-12-10")
    for made_on, moved_to in sorted(moves):
        (made_at,) = _at(f"{made_on}T12:00")
        known = [at for at in _at(*map(str, sorted(settings))) if at < made_at]
        before = _sequence(meeting, known, commits, made_at - timedelta(seconds=1))
        commits.append(made_at)
        meeting = a_meeting("2026-12-10", moved_to=str(moved_to))
        assert _sequence(meeting, known, commits, made_at) > before


@given(
    settings=st.lists(DAYS, max_size=4),
    file=st.lists(DAYS, min_size=1, max_size=4),
    later=st.data(),
    now=DAYS,
    days=st.integers(0, 60),
)
def test_no_commit_dated_later_lowers_it(
    settings: list[date], file: list[date], later: st.DataObject, now: date, days: int
) -> None:
    """A rebase or a squash gives later committer dates, or fewer of them, the latest kept: the revision never falls."""
    rewritten = [[later.draw(st.dates(day, date(2027, 2, 1))) for day in those] for those in (settings, file)]
    squashed = [sorted(those)[-1:] for those in rewritten]
    published = _revision(settings, file, now)
    for after in (rewritten, squashed):
        again = _revision(after[0], after[1], now + timedelta(days=days))
        assert again.sequence >= published.sequence
        assert again.changed_at >= published.changed_at


def _revision(settings: Sequence[date], file: Sequence[date], now: date) -> Revision:
    commits = sorted(_at(*map(str, file)))
    history = {
        "group.yml": FileHistory(tuple(sorted(_at(*map(str, settings))))),
        MEETING: FileHistory(tuple(commits), tuple(commits)),
    }
    return _of(_event(a_meeting("2026-12-10"), now=str(now)), history, str(now))


def _sequence(meeting: Meeting, settings: Sequence[datetime], file: Sequence[datetime], now: datetime) -> int:
    history = {
        "group.yml": FileHistory(tuple(settings)),
        MEETING: FileHistory(tuple(file), tuple(file)),
    }
    event = timeline(a_group(meetings=[meeting]), now).event("2026-12-10")
    assert event
    return Revisions(History(history), now).of(event).sequence
