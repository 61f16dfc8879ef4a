"""The folder of issues: what is written is read back, and people need no more than an editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from stewarded import SURROUNDINGS, a_folder, at
from tablee.adapters.folder import FolderTracker
from tablee.adapters.folder.page import Page, Remark, parse_page, render_page
from tablee.adapters.plain_files import NotPlain
from tablee.checks.rules import check_group
from tablee.files.load import load_group
from tablee.i18n.translations import load_translations
from tablee.steward.apply import apply
from tablee.steward.diff import Plan, plan
from tablee.steward.observe import observe
from tablee.steward.run import RunInput, desired_state
from tablee.steward.tracker import Draft, ReactionContent, Unreadable, Unwritten

PAGE = Page(
    number=3,
    title="Next date: #3, “Fixed” @ana: yes",
    body="Hello\n\n---\n\n### Why\n\n- [ ] a <!-- box:place -->",
    labels=("tablee", "tablee: meeting"),
    reactions={"ana": ("+1", "-1")},
    remarks=(Remark("ana", "/yes", ("+1",)), Remark("steward", "Thanks.\n\n> quoted")),
)


def _read(root: Path) -> dict[str, bytes]:
    paths = [root / "group.yml", *root.glob("members/*.yml"), *root.glob("meetings/*.yml")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def _plan(root: Path, on: str) -> tuple[Plan, FolderTracker]:
    loaded, tracker = load_group(_read(root)), FolderTracker(root)
    assert loaded.group is not None
    problems = tuple(check_group(loaded, at(on), SURROUNDINGS))
    observed = observe(tracker.read_issues())
    should = desired_state(RunInput(loaded.group, loaded, problems, at(on), SURROUNDINGS), observed)
    return plan(should, observed, load_translations("en")), tracker


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """Return a folder with a small group."""
    for path, data in a_folder(on_2026_11_12="facilitator: ana\nanswers: {bo: no}\n").items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def test_a_page_comes_back_as_it_was_written() -> None:
    """Title, body, reactions and comments, whatever signs they hold."""
    assert parse_page(render_page(PAGE)) == PAGE


def test_a_second_run_on_a_folder_has_nothing_to_do(group: Path) -> None:
    """The whole cycle works without any account."""
    made, tracker = _plan(group, "2026-11-09")
    assert apply(made, tracker).is_whole
    assert min(path.name for path in (group / "issues").iterdir()) == "0001-meeting-2026-11-12.md"
    assert _plan(group, "2026-11-09")[0].actions == ()


def test_members_react_and_comment_with_an_editor(group: Path) -> None:
    """A line in the front matter is a reaction, a heading with a name begins a comment."""
    apply(*_plan(group, "2026-11-09"))
    file = group / "issues" / "0001-meeting-2026-11-12.md"
    text = file.read_text("utf-8").replace("reactions: {}", "reactions: {cy: +1, di: 👎, gil: [oui]}")
    file.write_text(text + "\n### eva\n/peut-être\n", "utf-8")
    apply(*_plan(group, "2026-11-09"))
    said = (group / "meetings/2026-11-12.yml").read_text("utf-8")
    assert said == "facilitator: ana\nanswers: {bo: no, cy: yes, di: no, gil: yes, eva: maybe}\n"
    assert "### eva · +1" in file.read_text("utf-8")
    assert _plan(group, "2026-11-09")[0].actions == ()


def test_an_edited_comment_is_heard_again(group: Path) -> None:
    """There are no times in a file: another text is another word."""
    apply(*_plan(group, "2026-11-09"))
    file = group / "issues" / "0001-meeting-2026-11-12.md"
    file.write_text(file.read_text("utf-8") + "\n### eva\n/yes\n", "utf-8")
    apply(*_plan(group, "2026-11-09"))
    head, _heading, tail = file.read_text("utf-8").rpartition("### eva")
    file.write_text(f"{head}### eva{tail.replace('/yes', '/no')}", "utf-8")
    apply(*_plan(group, "2026-11-09"))
    assert "eva: no" in (group / "meetings/2026-11-12.yml").read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no front matter",
        "---\nnumber: x\n---\nbody\n",
        "---\nnumber: 1\n---\nno line of comments\n",
        "---\n[\n---\n",
    ],
)
def test_a_broken_file_stops_everything(group: Path, text: str) -> None:
    """An issue that cannot be read is never taken for one that is missing."""
    (group / "issues").mkdir()
    (group / "issues" / "0001-x.md").write_text(text, "utf-8")
    with pytest.raises(Unreadable):
        FolderTracker(group).read_issues()


def test_an_unknown_reaction_is_refused_by_name(group: Path) -> None:
    """Nobody's answer is dropped in silence."""
    (group / "issues").mkdir()
    (group / "issues" / "0003-x.md").write_text(render_page(PAGE).replace('"-1"', "maybe?"), "utf-8")
    with pytest.raises(Unreadable, match="maybe"):
        FolderTracker(group).read_issues()


def test_a_number_that_is_there_twice_is_refused(group: Path) -> None:
    """A copied file would be taken for the original."""
    (group / "issues").mkdir()
    for name in ("0003-x.md", "0003-y.md"):
        (group / "issues" / name).write_text(render_page(PAGE), "utf-8")
    with pytest.raises(Unreadable):
        FolderTracker(group).read_issues()


def test_nothing_is_written_outside_the_group(group: Path) -> None:
    """A path that leads out is refused."""
    with pytest.raises(NotPlain):
        FolderTracker(group).commit_files({"../x.yml": b""}, "", "")


def test_an_issues_name_is_its_subject_or_made_of_safe_letters(group: Path) -> None:
    """No title becomes a path."""
    tracker = FolderTracker(group)
    assert tracker.create_issue(Draft("../../Évil\0 title", "no marker")) == 1
    assert [path.name for path in (group / "issues").iterdir()] == ["0001-E-vil-title.md"]


def test_what_does_not_exist_cannot_be_changed(group: Path) -> None:
    """A lost issue or comment is told, not made."""
    tracker = FolderTracker(group)
    with pytest.raises(Unwritten):
        tracker.set_open(7, is_open=False)
    number = tracker.create_issue(Draft("a", "b"))
    with pytest.raises(Unwritten):
        tracker.add_reaction(number * 10_000 + 1, ReactionContent.EYES)
