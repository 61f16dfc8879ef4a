"""One issue of each kind in each of its states, as the steward writes it for the tests' rich group."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builders import an_instant
from quality.sites import GROUPS
from tablee.adapters.surroundings import read_surroundings
from tablee.cli.rehearse import Stage
from tablee.steward.rehearse.people import Deed, Reacts, Writes
from tablee.steward.state import Subject, parse_subject
from tablee.steward.tracker import Issue, ReactionContent

WITHOUT_ACCOUNT = ("karim-belkadi", "olivier-castaing", "m-7f3k")
TODAY = "2026-12-08 09:00"
MEETING, TURN = "meeting:2026-12-10", "facilitator:2026-12-10"
LEADER = "anne-cecile-de-la-tour-montrevel"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An issue to look at; the name says what it shows."""

    name: str
    issue: Issue


def exhibits(language: str, folder: Path) -> Iterator[Exhibit]:
    """Yield every exhibit in a language; copies of the group are laid in a folder that is empty."""
    yield from _before_a_meeting(language, folder / "before")
    yield from _after_a_meeting(language, folder / "after")
    yield from _when_plans_change(language, folder / "changes")
    yield from _starting_again(language, folder)


def _before_a_meeting(language: str, folder: Path) -> Iterator[Exhibit]:
    stage = _stage(language, folder, {"members/broken.yml": "name: [\n"})
    _run(stage, TODAY)
    yield _exhibit("meeting-answers", stage, MEETING)
    yield _exhibit("meeting-vote", stage, "meeting:2026-12-17")
    yield _exhibit("circle-meeting", stage, "meeting:propulseurs.2026-12-15")
    yield _exhibit("turn-accepted", stage, TURN)
    yield _exhibit("turn-called", stage, "facilitator:propulseurs.2026-12-15")
    yield _exhibit("dashboard", stage, "dashboard")


def _after_a_meeting(language: str, folder: Path) -> Iterator[Exhibit]:
    stage = _stage(language, folder)
    _run(stage, TODAY)
    _run(stage, "2026-12-10 20:00")
    yield _exhibit("meeting-who-came", stage, MEETING)
    came = f"/present {LEADER}, ines-garnier, paul-meyer, karim-belkadi +1\n/words olive umbrella\n/next"
    _run(stage, "2026-12-10 21:00", Writes(LEADER, _subject(TURN), came))
    yield _exhibit("meeting-missions", stage, MEETING)
    yield _exhibit("turn-over", stage, TURN)


def _when_plans_change(language: str, folder: Path) -> Iterator[Exhibit]:
    stage = _stage(language, folder)
    _run(stage, TODAY)
    asked = (
        Writes(LEADER, _subject(TURN), "/swap @paul-meyer"),
        Writes("paul-meyer", _subject(MEETING), "/oiu"),
        Writes("somebody-else", _subject(MEETING), "/yes"),
        Reacts("lea-roy", _subject(MEETING), ReactionContent.PLUS_ONE),
    )
    _run(stage, "2026-12-08 12:00", *asked)
    yield _exhibit("turn-on-offer", stage, TURN)
    yield _exhibit("meeting-unclear", stage, MEETING)
    (folder / "meetings/2026-12-10.yml").write_text("status: cancelled\nwhy: The inn is closed.\n", "utf-8")
    stage = Stage(folder, read_surroundings(folder, None))
    _run(stage, "2026-12-08 13:00")
    yield _exhibit("meeting-cancelled", stage, MEETING)


def _starting_again(language: str, folder: Path) -> Iterator[Exhibit]:
    stage = _stage(language, folder / "return")
    _run(stage, "2026-12-29 09:00")
    yield _exhibit("restart-return", stage, "restart:2027-01-07")
    stage = _stage(language, folder / "silence", dict.fromkeys(_LATELY))
    _run(stage, TODAY)
    yield _exhibit("restart-silence", stage, "restart:2026-10-08")


_LATELY = (
    *(f"meetings/2026-10-{day}.yml" for day in ("29",)),
    *(f"meetings/2026-11-{day}.yml" for day in ("05", "12", "19", "26")),
    *(f"meetings/2026-12-{day}.yml" for day in ("03", "10", "17", "19-soir")),
)


def _stage(language: str, folder: Path, changes: Mapping[str, str | None] | None = None) -> Stage:
    """Copy the rich group, give most members an account, and change files; None takes one away."""
    shutil.copytree(GROUPS / f"rich-{language}", folder)
    for file in sorted((folder / "members").iterdir()):
        if file.stem not in WITHOUT_ACCOUNT:
            file.write_text(f"github: {file.stem}\n{file.read_text('utf-8')}", "utf-8")
    for path, text in (changes or {}).items():
        if text is None:
            (folder / path).unlink()
        else:
            (folder / path).write_text(text, "utf-8")
    return Stage(folder, read_surroundings(folder, None))


def _run(stage: Stage, when: str, *deeds: Deed) -> None:
    stage.act(deeds)
    stage.run_steward(an_instant(when))


def _exhibit(name: str, stage: Stage, subject: str) -> Exhibit:
    return Exhibit(name, stage.issues().by_subject[_subject(subject)].issue)


def _subject(text: str) -> Subject:
    subject = parse_subject(text)
    assert subject
    return subject
