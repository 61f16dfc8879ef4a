"""One `git log` tells when each file changed and when a meeting was rescheduled, whatever Git's settings are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from git_repository import GitRepository
from tablee.adapters.git import GitError, NoRepository, ShallowClone, UnknownCommit
from tablee.adapters.git_history import parse_log, read_base_files, read_history
from tablee.files.history import NO_HISTORY, History

MEETING = "meetings/2026-12-10.yml"


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """Return a repository with one commit of the settings."""
    made = GitRepository(tmp_path / "group")
    made.commit("2026-01-01 08:00", {"group.yml": "name: La Tablée\n"})
    return made


def _at(*moments: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in moments)


def _told(history: History) -> dict[str, tuple[tuple[datetime, ...], tuple[datetime, ...]]]:
    """Return the dates of each file's commits, and of its telling ones, in the order of history."""
    return {
        path: (tuple(commit.at for commit in file.commits), tuple(commit.at for commit in file.telling))
        for path, file in history.files.items()
    }


def test_commits_are_told_by_file_oldest_first_in_utc(repository: GitRepository) -> None:
    """The settings, the holidays, the meetings and the members have a history; nothing else does."""
    repository.commit("2026-02-01 08:00", {"holidays.yml": "a: 1\n", "members/ines.yml": "a: 1\n"})
    repository.commit("2026-03-01 08:00", {"group.yml": "name: La Table\n", "content/a.md": "a\n"})
    both = _at("2026-01-01 08:00", "2026-03-01 08:00")
    assert _told(read_history(repository.folder)) == {
        "group.yml": (both, both),
        "holidays.yml": (_at("2026-02-01 08:00"), _at("2026-02-01 08:00")),
        "members/ines.yml": (_at("2026-02-01 08:00"), _at("2026-02-01 08:00")),
    }


@pytest.mark.parametrize(
    ("before", "after", "rescheduled"),
    [
        ("title: a\n", "title: b\n", False),
        ("title: a\n", "title: a\ndate: 2026-12-11\n", True),
        ("at: 12:30\n", "at: 12:15\n", True),
        ("lasts: 2h\n", "title: a\n", True),
        ("title: a\n", '"place": bistrot\n', True),
        ("title: a\n", "title: a\nstatus : cancelled\n", True),
        ("title: a", "title: a\nstatus: cancelled", True),
        ("{title: a}\n", "{date: 2026-12-11}\n", True),
        ("title: a\n", "title: a\nnotes: |\n  date: demain\n", False),
        ("title: a\n", "title: a\nanswers: {paul: yes}\ndated: 1\n", False),
        ("title: a\n", "title: a\n# date: 2026-12-11\n", False),
        ("notes: |\n  x\n", "notes: |\n  x\n  diff --git a/group.yml b/group.yml\n  date: x\n", False),
        ("date: 2026-12-11\ntitle: a\n", "date: 2026-12-11\ntitle: b\n", False),
    ],
)
def test_a_meeting_is_rescheduled_by_its_time_place_and_status(
    repository: GitRepository, *, before: str, after: str, rescheduled: bool
) -> None:
    """Keys at the top level count, in added and in removed lines; texts that look like keys do not."""
    repository.commit("2026-11-01 08:00", {MEETING: before})
    repository.commit("2026-11-02 08:00", {MEETING: after})
    created, changed = _at("2026-11-01 08:00", "2026-11-02 08:00")
    expected = ((created, changed), (created, changed) if rescheduled else (created,))
    assert _told(read_history(repository.folder))[MEETING] == expected


def test_a_commit_comes_after_its_parents_whatever_its_date(repository: GitRepository) -> None:
    """A clock that ran behind makes no commit an earlier one."""
    moments = ("2026-11-05 08:00", "2026-11-01 08:00", "2026-11-03 08:00")
    for number, moment in enumerate(moments):
        repository.commit(moment, {MEETING: f"title: {number}\n"})
    commits = read_history(repository.folder).of(MEETING).commits
    assert [commit.at for commit in sorted(commits)] == [*_at(*moments)]


@pytest.mark.parametrize(
    ("after", "telling"),
    [
        ("name: Ana Roy\n", True),
        ("name: Ana\npublic: yes\n", True),
        ("name: Ana\nskills: [seo]\n", False),
        (None, True),
    ],
)
def test_a_member_is_renamed_by_its_name_and_whether_it_is_public(
    repository: GitRepository, *, after: str | None, telling: bool
) -> None:
    """Whatever else changes in its file, no calendar tells it."""
    repository.commit("2026-11-01 08:00", {"members/ana.yml": "name: Ana\n"})
    repository.commit("2026-11-02 08:00", {"members/ana.yml": after})
    _commits, told = _told(read_history(repository.folder))["members/ana.yml"]
    assert told == _at("2026-11-01 08:00", *["2026-11-02 08:00"] * telling)


def test_a_deleted_meeting_keeps_its_history(repository: GitRepository) -> None:
    """Taking the file away makes the slot tentative again: a change of status; so does bringing it back."""
    moments = ("2026-11-01 08:00", "2026-11-02 08:00", "2026-11-03 08:00")
    for moment, text in zip(moments, ("title: a\n", None, "title: a\n"), strict=True):
        repository.commit(moment, {MEETING: text})
    assert _told(read_history(repository.folder))[MEETING] == (_at(*moments), _at(*moments))


def test_a_renamed_meeting_is_another_one(repository: GitRepository) -> None:
    """The name is the identity: the old one goes, the new one comes."""
    repository.commit("2026-11-01 08:00", {MEETING: "title: a\n"})
    repository.git("mv", MEETING, "meetings/2026-12-17.yml")
    repository.commit("2026-11-02 08:00", {})
    told = _told(read_history(repository.folder))
    created, renamed = _at("2026-11-01 08:00", "2026-11-02 08:00")
    assert told[MEETING] == ((created, renamed), (created, renamed))
    assert told["meetings/2026-12-17.yml"] == ((renamed,), (renamed,))


def test_what_is_not_committed_has_no_history(repository: GitRepository) -> None:
    """A file that Git does not know, or a change not committed, counts nothing."""
    repository.write(MEETING, "title: a\n")
    assert read_history(repository.folder).of(MEETING).commits == ()


def test_no_git_is_no_history(tmp_path: Path, repository: GitRepository) -> None:
    """A folder outside every work tree, Git's own folder and a repository without commit have no history."""
    assert read_history(tmp_path) == NO_HISTORY
    assert read_history(repository.folder / ".git") == NO_HISTORY
    assert read_history(GitRepository(tmp_path / "empty").folder) == NO_HISTORY


def test_a_group_may_live_in_a_subfolder(tmp_path: Path) -> None:
    """Paths are relative to the group's folder, and files of other folders stay out."""
    repository = GitRepository(tmp_path)
    repository.commit("2026-11-01 08:00", {f"groups/vallée/{MEETING}": "a: 1\n", "group.yml": "b: 1\n"})
    history = read_history(tmp_path / "groups" / "vallée")
    assert _told(history) == {MEETING: (_at("2026-11-01 08:00"), _at("2026-11-01 08:00"))}
    assert read_base_files(tmp_path / "groups" / "vallée", "main") == {MEETING}


def test_a_shallow_clone_is_refused(tmp_path: Path, repository: GitRepository) -> None:
    """The last commits alone would make sequences fall: the error says what to set."""
    repository.commit("2026-11-01 08:00", {MEETING: "title: a\n"})
    repository.git("clone", "--quiet", "--depth=1", repository.folder.as_uri(), str(tmp_path / "shallow"))
    with pytest.raises(ShallowClone, match="fetch-depth: 0"):
        read_history(tmp_path / "shallow")


def test_commits_of_a_merged_branch_count(repository: GitRepository) -> None:
    """A count may not fall by a merge: both sides count, also where one of them says what the other said."""
    repository.git("switch", "--quiet", "--create", "other")
    repository.commit("2026-11-01 08:00", {MEETING: "at: 12:15\n"})
    repository.git("switch", "--quiet", "main")
    repository.commit("2026-11-02 08:00", {MEETING: "at: 12:15\n"})
    repository.git("merge", "--quiet", "--no-edit", "other", at="2026-11-03 08:00")
    moments = _at("2026-11-01 08:00", "2026-11-02 08:00")
    assert _told(read_history(repository.folder))[MEETING] == (moments, moments)


SETTINGS = {
    "color.ui": "always",
    "core.quotePath": "true",
    "diff.colorMoved": "zebra",
    "diff.context": "9",
    "diff.external": "false",
    "diff.foreign.command": "false",
    "diff.interHunkContext": "9",
    "diff.mnemonicPrefix": "true",
    "diff.noprefix": "true",
    "diff.orderFile": "/dev/null",
    "diff.relative": "false",
    "diff.renames": "copies",
    "diff.shout.textconv": "tr a-z A-Z <",
    "diff.wordRegex": ".",
    "format.pretty": "fuller",
    "log.decorate": "full",
    "log.diffMerges": "separate",
    "log.follow": "true",
    "log.showRoot": "false",
    "log.showSignature": "true",
}


@pytest.mark.parametrize(
    "attributes", ["*.yml diff=shout", "*.yml -diff", "*.yml binary", "*.yml diff=foreign"]
)
def test_settings_of_git_change_nothing(
    repository: GitRepository, monkeypatch: pytest.MonkeyPatch, attributes: str
) -> None:
    """Neither the user's settings, nor attributes, nor what a hook sets alter what is read."""
    repository.commit("2026-11-01 08:00", {MEETING: "title: a\nat: 12:30\nplace: b\n"})
    repository.commit("2026-11-02 08:00", {MEETING: "title: c\nat: 12:30\nplace: b\n"})
    repository.commit("2026-11-03 08:00", {MEETING: "title: c\nat: 12:15\nplace: b\n"})
    created, titled, moved = _at("2026-11-01 08:00", "2026-11-02 08:00", "2026-11-03 08:00")
    for name, value in SETTINGS.items():
        repository.git("config", name, value)
    repository.write(".git/info/attributes", f"{attributes}\n")
    for name, value in {
        "GIT_DIR": "nowhere",
        "GIT_DIFF_OPTS": "--unified=9",
        "GIT_EXTERNAL_DIFF": "false",
    }.items():
        monkeypatch.setenv(name, value)
    history = read_history(repository.folder)
    assert set(history.files) == {"group.yml", MEETING}
    assert _told(history)[MEETING] == ((created, titled, moved), (created, moved))


def test_odd_names_and_bytes_do_no_harm(repository: GitRepository) -> None:
    """A path that Git quotes is left out; bytes that are no text leave the next file's history whole."""
    repository.commit(
        "2026-11-01 08:00",
        {'meetings/a"b\n.yml': "date: x\n", "meetings/nul.yml": b"\0123\n\xff\n", "meetings/é.yml": "a: 1\n"},
    )
    repository.commit(
        "2026-11-02 08:00", {"meetings/nul.yml": b"\0\n\0456\n", 'meetings/a"b\n.yml': "at: y\n"}
    )
    history = read_history(repository.folder)
    assert list(history.files) == ["group.yml", "meetings/nul.yml", "meetings/é.yml"]
    created, changed = _at("2026-11-01 08:00", "2026-11-02 08:00")
    assert _told(history)["meetings/nul.yml"] == ((created, changed), (created,))
    assert _told(history)["meetings/é.yml"] == ((created,), (created,))


@given(st.lists(st.text().map(lambda text: text.replace("\n", "")), max_size=8))
def test_no_content_passes_for_a_header(lines: list[str]) -> None:
    """Whatever lines a hunk holds, the log tells one commit and one file."""
    hunk = "".join(
        f"+{line}\n-{line}\n" for line in ["\0123", f"++ b/{MEETING}", "diff --git a/x b/x", *lines]
    )
    log = f"\0001767254400\n\ndiff --git a/{MEETING} b/{MEETING}\nindex 1..2 100644\n@@ -1 +1 @@\n{hunk}"
    history = parse_log(log.encode("utf-8", "replace"))
    assert {path: len(file.commits) for path, file in history.files.items()} == {MEETING: 1}


def test_base_files_are_those_of_the_meetings(repository: GitRepository) -> None:
    """The names at a branch, a tag or a commit, not those of the work tree."""
    repository.commit("2026-11-01 08:00", {MEETING: "title: a\n", "members/ines.yml": "a: 1\n"})
    repository.git("tag", "before")
    repository.commit("2026-11-02 08:00", {MEETING: None, "meetings/2026-12-17.yml": "title: a\n"})
    assert read_base_files(repository.folder, "before") == {MEETING}
    assert read_base_files(repository.folder, "HEAD") == {"meetings/2026-12-17.yml"}
    assert read_base_files(repository.folder, "HEAD~2") == frozenset()


@pytest.mark.parametrize("ref", ["nowhere", "--all", "--since=2020", "-x", "", "before main"])
def test_an_unknown_commit_is_an_error(repository: GitRepository, ref: str) -> None:
    """A name that is none, or that looks like an option, is refused by name."""
    with pytest.raises(UnknownCommit) as caught:
        read_base_files(repository.folder, ref)
    assert str(caught.value) == f"Git knows no commit {ref}"


def test_base_files_need_a_repository(tmp_path: Path) -> None:
    """Who asks for the files of a commit where there is no Git is told so."""
    with pytest.raises(NoRepository, match="no Git repository"):
        read_base_files(tmp_path, "main")


def test_a_refusal_of_git_is_told(repository: GitRepository) -> None:
    """What Git itself says of a broken repository reaches the reader."""
    head = repository.git("rev-parse", "HEAD").strip()
    (repository.folder / ".git" / "objects" / head[:2] / head[2:]).unlink()
    with pytest.raises(GitError, match="git log failed: fatal: bad object HEAD"):
        read_history(repository.folder)
