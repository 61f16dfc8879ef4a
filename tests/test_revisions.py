"""SEQUENCE and LAST-MODIFIED rise with every change, and fall neither by a clock nor by a rewriting of history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_group, a_history, a_meeting, an_instant
from tablee.feeds.revisions import EPOCH, Revision, Revisions
from tablee.files.history import NO_HISTORY, Commit, FileHistory, History
from tablee.model import Meeting
from tablee.rules.timeline import Event, build_timeline

NOW = "2026-12-01"
MEETING = "meetings/2026-12-10.yml"
Days = Mapping[str, Iterable[str]]


def _event(*meetings: Meeting, now: str = NOW, key: str = "2026-12-10") -> Event:
    event = build_timeline(a_group(meetings=meetings), an_instant(now)).event(key)
    assert event
    return event


def _at(*days: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(day).replace(tzinfo=UTC) for day in days)


def _seconds(day: str) -> int:
    return int((_at(day)[0] - EPOCH).total_seconds())


def _of(
    event: Event, commits: Days, telling: Days | None = None, *, now: str = NOW, named: str = ""
) -> Revision:
    """Return an event's revision where the files were committed on these days."""
    files, told = ({path: _at(*days) for path, days in those.items()} for those in (commits, telling or {}))
    return Revisions(a_history(files, told), an_instant(now)).of(event, filter(None, [named]))


def test_without_git_the_revision_is_fixed() -> None:
    """A group without Git has sequence 0 and a time stamp that no clock gave."""
    assert Revisions(NO_HISTORY, an_instant(NOW)).of(_event()) == Revision(0, EPOCH)


def test_a_slot_without_a_file_has_the_revision_of_the_settings() -> None:
    """Commits of group.yml and holidays.yml count; those of other files do not."""
    other = {"meetings/2026-12-17.yml": ["2026-11-01"]}
    commits = {"group.yml": ["2026-01-01", "2026-05-01"], "holidays.yml": ["2026-06-01"], **other}
    assert _of(_event(), commits, other) == Revision(_seconds("2026-06-01"), *_at("2026-06-01"))


def test_answers_change_the_time_stamp_alone() -> None:
    """A commit that touches neither time, place nor status is no new sequence."""
    commits = {"group.yml": ["2026-01-01"], MEETING: ["2026-11-01", "2026-11-05"]}
    revision = _of(_event(a_meeting("2026-12-10")), commits, {MEETING: ["2026-11-01"]})
    assert revision == Revision(_seconds("2026-11-01"), *_at("2026-11-05"))


def test_a_renamed_member_changes_the_time_stamp_of_the_events_that_name_it() -> None:
    """Other commits of that member's file, and other events, do not; nor does the sequence change."""
    ana = "members/ana.yml"
    commits = {MEETING: ["2026-11-01"], ana: ["2026-01-01", "2026-11-07", "2026-11-09"]}
    telling = {MEETING: ["2026-11-01"], ana: ["2026-01-01", "2026-11-07"]}
    event = _event(a_meeting("2026-12-10"))
    assert _of(event, commits, telling, named="ana") == Revision(_seconds("2026-11-01"), *_at("2026-11-07"))
    assert _of(event, commits, telling) == Revision(_seconds("2026-11-01"), *_at("2026-11-01"))


def test_a_later_change_of_settings_renews_a_past_meeting_without_rescheduling_it() -> None:
    """Once over, the sequence is that of its end; places and names in group.yml may still change its text."""
    event = _event(a_meeting("2026-12-10"), now="2026-12-31")
    for settings, changed in (("2026-01-01", "2026-12-10T13:15"), ("2026-12-25", "2026-12-25")):
        commits = {"group.yml": [settings], MEETING: ["2026-11-01"]}
        revision = _of(event, commits, {MEETING: ["2026-11-01"]}, now="2026-12-31")
        assert revision == Revision(_seconds("2026-12-10T13:15"), *_at(changed))
    days = {MEETING: ["2026-11-01", "2026-12-12"]}
    assert _of(event, days, days, now="2026-12-31").sequence == _seconds("2026-12-12")


def _walk(*dates: str, now: str = NOW) -> list[int]:
    """Return the sequences of a meeting after each commit of a history with these dates."""
    commits = [Commit(number, at) for number, at in enumerate(_at(*dates))]
    told = (tuple(commits[:count]) for count in range(1, len(commits) + 1))
    event = _event(a_meeting("2026-12-10"), now=now)
    return [
        Revisions(History({MEETING: FileHistory(some, some)}), an_instant(now)).of(event).sequence
        for some in told
    ]


def test_a_clock_that_runs_ahead_or_behind_freezes_nothing() -> None:
    """A commit of 2099 counts as now, one dated before its parent is one more than that: each is news."""
    today = _seconds("2026-11-30T23:00")
    assert _walk("2026-11-01", "2099-01-01", "2026-11-20", "2026-11-21") == [
        _seconds("2026-11-01"), today, today + 1, today + 2,
    ]  # fmt: skip
    twentieth = _seconds("2026-11-20")
    assert _walk("2026-11-20", "2026-11-03", "2026-11-03") == [twentieth, twentieth + 1, twentieth + 2]


def test_the_sequence_fits_where_programs_keep_it() -> None:
    """A signed number of 32 bits holds it until 2068, whatever dates commits bear."""
    assert 2**31 - 10**6 < max(_walk("2099-01-01", "2010-01-01", now="2068-01-18")) < 2**31


DAYS = st.dates(date(2026, 11, 1), date(2026, 12, 30))


@given(settings=st.lists(DAYS, max_size=4), moves=st.lists(DAYS, min_size=1, max_size=4), now=DAYS)
def test_no_sequence_is_below_what_the_first_version_published(
    settings: list[date], moves: list[date], now: date
) -> None:
    """It was the latest of the commits that count, cut at the event's end, which took the place of the settings."""
    event = _event(a_meeting("2026-12-10"), now=str(now))
    known, told = (
        [at for at in _at(*map(str, days)) if at <= an_instant(str(now))] for days in (settings, moves)
    )
    ended = event.ends_at.astimezone(UTC)
    settled = ended if event.is_over(an_instant(str(now))) else min(max(known, default=EPOCH), ended)
    published = max([settled, *told])
    history = a_history({"group.yml": known, MEETING: told}, {MEETING: told})
    sequence = Revisions(history, an_instant(str(now))).of(event).sequence
    assert sequence >= (published - EPOCH).total_seconds()


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
        known = [at for at in _at(*map(str, settings)) if at < made_at]
        before = _sequence(meeting, known, commits, made_at - timedelta(seconds=1))
        commits.append(made_at)
        meeting = a_meeting("2026-12-10", moved_to=str(moved_to))
        assert _sequence(meeting, known, commits, made_at) > before


@given(
    settings=st.sets(DAYS, max_size=4),
    file=st.sets(DAYS, min_size=1, max_size=4),
    later=st.data(),
    now=DAYS,
    days=st.integers(0, 60),
)
def test_no_commit_dated_later_lowers_it(
    settings: set[date], file: set[date], later: st.DataObject, now: date, days: int
) -> None:
    """A rebase or a squash gives later committer dates, or fewer of them, the latest kept: the revision never falls.

    No commit of the first history is dated in the future: those count as now, one second apart, until they are past.
    """
    now = max(now, *settings, *file)
    rewritten = [[later.draw(st.dates(day, date(2027, 2, 1))) for day in those] for those in (settings, file)]
    squashed = [[max(those)] if those else [] for those in rewritten]
    published = _revision(settings, file, now)
    for after in (rewritten, squashed):
        again = _revision(set(after[0]), set(after[1]), now + timedelta(days=days))
        assert again.sequence >= published.sequence
        assert again.changed_at >= published.changed_at


def _revision(settings: Iterable[date], file: Iterable[date], now: date) -> Revision:
    commits = {"group.yml": map(str, settings), MEETING: [*map(str, file)]}
    return _of(
        _event(a_meeting("2026-12-10"), now=str(now)), commits, {MEETING: commits[MEETING]}, now=str(now)
    )


def _sequence(meeting: Meeting, settings: Iterable[datetime], file: Iterable[datetime], now: datetime) -> int:
    history = a_history({"group.yml": settings, MEETING: list(file)}, {MEETING: file})
    event = build_timeline(a_group(meetings=[meeting]), now).event("2026-12-10")
    assert event
    return Revisions(history, now).of(event).sequence
