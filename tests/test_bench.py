"""The measuring works, and measures on groups such as people write; how fast we are is `make bench`, not a test."""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from statistics import mean

import pytest
import yaml

from bench.dates import NOW, Size, make_dates, size_of
from bench.dice import Dice
from bench.groups import make_group
from bench.many_circles import many_circles
from bench.measure import main
from bench.peer_source import render_peer_source
from bench.stopwatch import DidNotRunError, Program, run, run_by_turns
from bench.table import Aim, Row, render_head, render_row
from mail_server import need_dovecot
from tablee.checks.rules import check_group
from tablee.checks.surroundings import Surroundings
from tablee.files.load import load_group
from tablee.rules.event import State
from tablee.rules.timeline import build_timeline

SMALL, LARGE = size_of(20, 120), size_of(40, 1200)


def files_of(size: Size) -> dict[str, bytes]:
    """Return a made group as the disk would hold it."""
    return {path: text.encode() for path, text in make_group(size).items()}


def test_a_group_of_many_circles_has_no_problem() -> None:
    """Large communities are circles beside each other, each with a rhythm and few members."""
    loaded = load_group(many_circles(8, 30))
    assert (loaded.problems, len(loaded.group.circle_ids) if loaded.group else 0) == ((), 9)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_made_group_has_no_problem(size: Size) -> None:
    """The groups are valid to the last warning, so that measuring never measures complaints."""
    loaded = load_group(files_of(size))
    assert loaded.problems == ()
    assert list(check_group(loaded, datetime.fromisoformat(NOW), Surroundings())) == []


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_made_group_is_as_large_as_asked_for(size: Size) -> None:
    """Every member and every meeting has a file of its own."""
    folders = Counter(path.partition("/")[0] for path in make_group(size))
    assert folders == {"members": size.members, "meetings": size.meetings, "group.yml": 1, "holidays.yml": 1}


def test_a_made_meeting_is_as_long_as_a_real_one() -> None:
    """A meeting's file has about 600 bytes, with some seventeen who came."""
    loaded = load_group(files_of(size_of(150, 400)))
    assert loaded.group
    assert (
        520 <= mean(len(loaded.files[path]) for path in loaded.files if path.startswith("meetings/")) <= 680
    )
    assert 15 <= mean(len(m.present) for m in loaded.group.meetings.values() if m.present) <= 19


def test_a_made_group_has_lived() -> None:
    """Its meetings were held, moved, cancelled and added; some are confirmed, and the rhythm proposes more."""
    loaded = load_group(files_of(LARGE))
    assert loaded.group
    line = build_timeline(loaded.group, datetime.fromisoformat(NOW))
    assert {event.state for event in line.events} == set(State) - {State.ASSUMED}
    assert any(event.moved for event in line.events)
    extras = [event for event in line.events if event.extra]
    assert extras
    assert {event.key.suffix for event in extras} == {"soir"}


def test_a_group_is_made_the_same_every_time() -> None:
    """Nothing is left to chance: two runs measure the same bytes."""
    assert make_group(SMALL) == make_group(SMALL)
    assert Dice("a").deal(range(9), 4) == [4, 7, 6, 0]


def test_dates_run_back_from_the_last_confirmed_one() -> None:
    """A larger group of the same circles has the same dates, and older ones before them."""
    assert make_dates(size_of(9, 300))[-120:] == make_dates(SMALL)
    assert make_dates(SMALL)[-1].on == date(2026, 12, 15)


CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
X-WR-CALNAME:Banc
BEGIN:VEVENT
UID:2026-12-10@example.org
DTSTAMP:20261201T080000Z
DTSTART;TZID=Europe/Paris:20261210T123000
DTEND;TZID=Europe/Paris:20261210T141500
SUMMARY:Tarifs\\, suite
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""


def test_the_peer_gets_the_same_meetings() -> None:
    """The peer's source holds each event with its wall-clock hours and its texts."""
    assert yaml.safe_load(render_peer_source(CALENDAR.encode(), "Europe/Paris")) == {
        "name": "Banc",
        "timezone": "Europe/Paris",
        "events": [
            {
                "uid": "2026-12-10@example.org",
                "summary": "Tarifs, suite",
                "status": "CONFIRMED",
                "begin": datetime(2026, 12, 10, 12, 30),  # noqa: DTZ001 (yaml2ics wants the hour on the wall)
                "end": datetime(2026, 12, 10, 14, 15),  # noqa: DTZ001 (as above)
            }
        ],
    }


def test_programs_run_by_turns(tmp_path: Path) -> None:
    """Two programs alternate, so that whatever else the machine does falls on both."""
    log = tmp_path / "log"
    ours, theirs = (Program(["sh", "-c", f"echo {who} >> {log}"], {"PATH": "/usr/bin:/bin"}) for who in "ab")
    pair = run_by_turns(ours, theirs, times=3)
    assert log.read_text("utf-8").split() == ["a", "b"] * 3
    assert min(pair.ours.seconds, pair.theirs.seconds, pair.ratio, pair.ours.memory) > 0


@pytest.mark.parametrize(("megabytes", "at_least", "at_most"), [(0, 1, 40), (100, 100, 140)])
def test_memory_is_that_of_the_program(megabytes: int, at_least: int, at_most: int) -> None:
    """However much the measuring process holds itself."""
    held = b"x" * 150_000_000
    command = [sys.executable, "-I", "-S", "-c", f"b'x' * {megabytes * 1_000_000}"]
    assert at_least < run(Program(command, os.environ)).memory < at_most < len(held) / 1e6


def test_a_program_that_is_not_there_is_no_measurement() -> None:
    """It is told which one was to run."""
    with pytest.raises(DidNotRunError, match="no-such-program ended with 1"):
        run(Program(["no-such-program"], os.environ))


def test_a_program_that_fails_is_no_measurement() -> None:
    """What a failing program said is told, and its time is thrown away."""
    with pytest.raises(DidNotRunError, match=r"ended with 3: no such luck"):
        run(Program(["sh", "-c", "echo no such luck >&2; exit 3"], {"PATH": "/usr/bin:/bin"}))


def test_a_row_says_whether_the_aim_is_reached() -> None:
    """Columns stand under their heads, and the verdict names the aim."""
    row = Row("check", "1.000 s", "0.500 s", "bare", 2.0, Aim(2.5).judge(2.0))
    assert render_head().split() == ["tablee", "beside", "which", "is", "ratio", "aim"]
    assert render_row(row).split() == [
        "check",
        "1.000",
        "s",
        "0.500",
        "s",
        "bare",
        "2.00",
        "<=",
        "2.5",
        "reached",
    ]
    assert render_row(row).index("1.000 s") + 7 == render_head().index("tablee") + 6
    assert Aim(1.0).judge(1.01) == "<= 1  MISSED"


@pytest.mark.parametrize("contest", ["check", "build"])
def test_a_tiny_run_measures(contest: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole way works: groups are made and committed, programs run, a row is printed for each size."""
    assert main(["--quick", "--only", contest]) == 0
    printed = capsys.readouterr().out
    assert [line.partition("  ")[0] for line in printed.splitlines()].count(contest) == 2


def test_the_sample_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    """From nothing and with nothing to do beside MkDocs, after an edit beside a build from nothing."""
    assert main(["--quick", "--only", "sample"]) == 0
    printed = capsys.readouterr().out
    assert [printed.count(what) for what in ("cards", "nothing changed", "after an edit")] == [1, 1, 1]


def test_planning_is_measured_beside_checking(capsys: pytest.CaptureFixture[str]) -> None:
    """Once with all to do and once with nothing; the group is afterwards as it was before."""
    assert main(["--quick", "--only", "plan"]) == 0
    printed = capsys.readouterr().out
    assert [printed.count(what) for what in ("plan, all to do", "plan, nothing to do")] == [2, 2]


def test_feeds_are_measured_beside_whatever_reads_the_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The peer is started with the source of the same meetings; here it only has to find its events."""
    peer = tmp_path / "peer"
    peer.write_text('#!/bin/sh\ngrep -q "^- uid: " "$1"\n', "utf-8")
    peer.chmod(0o755)
    assert main(["--quick", "--only", "feeds", "--peer", str(peer)]) == 0
    printed = capsys.readouterr().out
    assert printed.count("yaml2ics (1 calendar)") == 2


def test_mails_are_measured_beside_the_steward_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """Invitations go out, all answers come in, and a full mailbox is sorted; each is a real one."""
    need_dovecot()
    assert main(["--quick", "--only", "mails"]) == 0
    printed = capsys.readouterr().out
    assert [printed.count(what) for what in ("5 invitations sent", "5 answers read", "mails sorted")] == [
        1,
        1,
        1,
    ]


def test_a_hub_has_a_circle_for_each_of_its_groups() -> None:
    """Ten thousand meetings are those of thirty groups, in some seven years."""
    size = size_of(300, 10_000)
    dates = make_dates(size)
    assert len(size.circles) == 30
    assert {meeting.circle for meeting in dates} == {"", *size.circles}
    assert 2018 <= dates[0].on.year <= 2021
