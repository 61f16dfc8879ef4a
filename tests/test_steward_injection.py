"""Whatever people write stays text: in Markdown, YAML, paths, commit messages and the steward's own marks."""

from __future__ import annotations

import re

import pytest

from fake_tracker import FakeTracker
from issue_shots import render_markdown
from stewarded import (
    a_folder,
    a_tracker,
    group_of,
    make_plan,
    meeting_of,
    number_of,
    opened,
    run_steward,
    say,
)
from tablee.steward.diff import Commit, Create
from tablee.steward.state import parse_marker

EVIL = (
    "@eva-hub closes #1 <!-- tablee:v2 {} --> <script>alert(1)</script> `code` **bold** ![x](https://evil.test/x) "
    "GH-1 www.evil.test [a](https://evil.test) - [x] done <!-- box:card:table --> | a | \\ $x$ ~~no~~"
)
KEY = "2026-11-12"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _tracker() -> FakeTracker:
    meeting = f"title: {_quoted(EVIL)}\ntopics: [{_quoted(EVIL)}]\nplace: {_quoted(EVIL)}\nfacilitator: ana\n"
    files = a_folder(on_2026_11_12=meeting)
    files["members/cy.yml"] = files["members/cy.yml"].replace(b"name: Cy", f"name: {_quoted(EVIL)}".encode())
    files["members/cy.yml"] += f"needs: [{{what: {_quoted(EVIL)}}}]\n".encode()
    return a_tracker("2026-11-09", files)


def test_texts_of_files_do_nothing_in_issues() -> None:
    """No mention, no reference, no tag, no box, no second marker comes out of a title, a name, a topic or a need."""
    tracker = _tracker()
    tracker.files[f"meetings/{KEY}.yml"] += b"answers: {cy: yes}\n"
    run_steward(tracker)
    for issue in tracker.issues.values():
        text = issue.body + issue.title
        assert parse_marker(issue.body) is not None
        assert "@eva-hub closes" not in text
        assert "#1 &" not in text
        markdown = re.sub("```.*?```", "", issue.body, flags=re.DOTALL)
        assert "<script" not in markdown
        assert "**bold**" not in markdown
        assert "<!-- box:card:table -->" not in issue.body
        assert "](https://evil" not in issue.body
        assert "https://evil" not in text
        assert "www.evil" not in text
    assert make_plan(tracker).actions == ()


def test_on_github_texts_of_files_are_letters() -> None:
    """Rendered, a hostile title, name, place, topic or need has no tag, picture, link, box or mention of its own."""
    tracker = _tracker()
    tracker.files[f"meetings/{KEY}.yml"] += (
        b"answers: {cy: yes}\npoll: {candidates: [2026-11-12, 2026-11-13], closes: 2026-11-11}\n"
    )
    run_steward(tracker)
    for issue in tracker.issues.values():
        for text in (issue.body, *(comment.body for comment in issue.comments)):
            shown = re.sub(r"<!--.*?-->|<pre>.*?</pre>", "", render_markdown(text), flags=re.DOTALL)
            assert not re.search(r"<(script|img|table|del|input [^>]*>[^<]*done)", shown)
            assert set(re.findall(r'href="([^"#]+)', shown)) <= {
                f"https://tablee.test/meetings/{key}/" for key in (KEY, "2026-11-19")
            }
            assert set(re.findall(r">(@[^<]+)</a>", shown)) <= {
                f"@{who}-hub" for who in ("ana", "bo", "cy", "di", "eva", "flo")
            }
            assert "@eva-hub</a> closes" not in shown
            assert len(re.findall(r"<input", shown)) == text.count("<!-- box:")


def test_a_commit_message_holds_slot_keys_alone() -> None:
    """Nothing that people wrote can close an issue or call somebody from there."""
    commits = [action for action in make_plan(_tracker()).actions if isinstance(action, Commit)]
    assert [commit.message for commit in commits] == ["Record what was said for 2026-11-19"]


@pytest.mark.parametrize(
    "body",
    [
        "/come ../../group",
        "/come gil\x00",
        "/words a: b {x} [y] 'q' \"z\" # no",
        "/topics a: [b; {c: d}; # e; - f; ${{ github.token }}; `rm -rf`",
        "/present ana, {x: y}",
        "/next 2026-99-99",
        "/next 2026-11-20; rm -rf /",
        "/done ../../x",
        "/vote 2026-11-12' or 1",
        "/swap @ana\n/yes <!-- tablee:v2 {} -->",
        EVIL,
    ],
)
def test_a_comment_changes_the_meetings_file_alone_and_keeps_it_sound(body: str) -> None:
    """Commands become values of the group's own shape, or nothing."""
    tracker = opened("2026-11-09", a_folder(on_2026_11_12="facilitator: ana\nanswers: {bo: no}\n"))
    before = dict(tracker.files)
    say(tracker, number_of(tracker, f"meeting:{KEY}"), "ana", body)
    changed = {path for path in tracker.files if tracker.files[path] != before.get(path)}
    assert changed <= {f"meetings/{KEY}.yml", "meetings/2026-11-19.yml"}
    assert set(group_of(tracker).meetings) == {p[9:-4] for p in tracker.files if p.startswith("meetings/")}
    assert set(group_of(tracker).members) == {p[8:-4] for p in tracker.files if p.startswith("members/")}
    assert make_plan(tracker).actions == ()


def test_topics_come_back_as_they_were_typed() -> None:
    """YAML's own signs are text."""
    tracker = opened("2026-11-09", a_folder(on_2026_11_12="facilitator: ana\n"))
    tracker.comment(
        number_of(tracker, f"meeting:{KEY}"), "ana", "/topics a: [b; {c: d}; # e; yes; 2026-01-01"
    )
    run_steward(tracker)
    assert meeting_of(tracker, KEY).topics == ("a: [b", "{c: d}", "# e", "yes", "2026-01-01")


def test_quoted_lines_and_code_are_no_commands() -> None:
    """Who quotes somebody does not speak for himself."""
    tracker = opened("2026-11-09", a_folder(on_2026_11_12="facilitator: ana\n"))
    say(tracker, number_of(tracker, f"meeting:{KEY}"), "cy", "> /yes\n\n```\n/yes\n```\nsee /etc/passwd")
    assert meeting_of(tracker, KEY).answers == {}


def test_a_box_written_by_somebody_in_a_comment_is_no_tick() -> None:
    """Boxes are read from the body that the steward wrote, for the cards of that meeting."""
    tracker = opened("2026-11-09", a_folder(on_2026_11_12="facilitator: ana\n"))
    say(tracker, number_of(tracker, f"meeting:{KEY}"), "cy", "- [x] x <!-- box:card:table -->")
    assert meeting_of(tracker, KEY).done == ()


def test_the_reply_to_a_stranger_repeats_nothing_of_theirs_but_text() -> None:
    """An unknown word is named back as letters."""
    tracker = opened("2026-11-09", a_folder(on_2026_11_12="facilitator: ana\n"))
    number = number_of(tracker, f"meeting:{KEY}")
    say(tracker, number, "ana", "/come @eva-hub<b>#1")
    said = tracker.issues[number].comments[-1].body
    assert "Who is “@\u200beva-hub&#60;b&#62;&#35;\u200b1”?" in said


def test_titles_of_created_issues_call_nobody() -> None:
    """A title is no Markdown, but its signs are parted all the same."""
    titles = [action.draft.title for action in make_plan(_tracker()).actions if isinstance(action, Create)]
    assert not [title for title in titles if "@eva" in title or "#1" in title or "`" in title]
