"""SEQUENCE never falls on the way of an event, and nothing of it comes from the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from builders import a_group, a_meeting, an_instant
from tablee.data.history import NO_HISTORY, FileHistory, History
from tablee.data.model import Meeting
from tablee.decide.timeline import Event, timeline
from tablee.publish.feeds.revisions import UNTRACKED_AT, Revision, Revisions


def _event(*meetings: Meeting, now: str = "2026-12-01") -> Event:
    event = timeline(a_group(meetings=meetings), an_instant(now)).event("2026-12-10")
    assert event
    return event


def _at(*days: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(day).replace(tzinfo=UTC) for day in days)


def test_without_git_the_revision_is_fixed() -> None:
    """A group without Git has sequence 0 and a time stamp that no clock gave."""
    assert Revisions(NO_HISTORY).of(_event()) == Revision(0, UNTRACKED_AT)


def test_a_slot_without_a_file_has_the_revision_of_the_settings() -> None:
    """Commits of group.yml and holidays.yml count; those of other files do not."""
    history = History(
        {
            "group.yml": FileHistory(_at("2026-01-01", "2026-05-01")),
            "holidays.yml": FileHistory(_at("2026-06-01")),
            "meetings/2026-12-17.yml": FileHistory(_at("2026-11-01"), _at("2026-11-01")),
        }
    )
    assert Revisions(history).of(_event()) == Revision(3, *_at("2026-06-01"))


def test_answers_change_the_time_stamp_alone() -> None:
    """A commit that touches neither time, place nor status is no new sequence."""
    file = FileHistory(_at("2026-11-01", "2026-11-05"), _at("2026-11-01"))
    history = History({"group.yml": FileHistory(_at("2026-01-01")), "meetings/2026-12-10.yml": file})
    assert Revisions(history).of(_event(a_meeting("2026-12-10"))) == Revision(2, *_at("2026-11-05"))


def test_a_later_change_of_settings_is_no_news_about_a_past_meeting() -> None:
    """A commit of group.yml after the event's end counts neither for the sequence nor for the time stamp."""
    file = FileHistory(_at("2026-11-01"), _at("2026-11-01"))
    history = History(
        {
            "group.yml": FileHistory(_at("2026-01-01", "2026-12-20")),
            "meetings/2026-12-10.yml": file,
        }
    )
    event = _event(a_meeting("2026-12-10"), now="2026-12-31")
    assert Revisions(history).of(event) == Revision(2, *_at("2026-11-01"))


DAYS = st.dates(datetime(2026, 11, 1).date(), datetime(2026, 12, 30).date())  # noqa: DTZ001 (a day is meant)


@given(
    settings=st.lists(DAYS, max_size=6),
    moves=st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=5, unique_by=lambda move: move[0]),
)
def test_the_sequence_rises_with_every_move(
    settings: list[object], moves: list[tuple[object, object]]
) -> None:
    """Whenever it is moved, be it to an earlier, past day, the sequence is higher than it was that moment."""
    changes = sorted(_at(*map(str, settings)))
    commits: list[datetime] = []
    before, event = -1, _event()
    for made_on, moved_to in sorted(moves, key=str):
        (made_at,) = _at(f"{made_on}T12:00")
        known = tuple(at for at in changes if at < made_at)
        before = _sequence(event, known, commits)
        commits.append(made_at)
        event = _event(a_meeting("2026-12-10", moved_to=str(moved_to)))
        assert _sequence(event, known, commits) > before


def _sequence(event: Event, settings: tuple[datetime, ...], commits: list[datetime]) -> int:
    file = FileHistory(tuple(commits), tuple(commits))
    history = History({"group.yml": FileHistory(settings), "meetings/2026-12-10.yml": file})
    return Revisions(history).of(event).sequence
