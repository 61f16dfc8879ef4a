"""A group's story, told in a few words and lived through the command line: the issues lie in a folder.

    story = Story(tmp_path, "Ann Lee", "Bob Ray", from_day="2026-09-10")
    story.at("2026-09-01T09:00")
    story.say("facilitator-2026-09-10", "ann-lee", "/yes")

Each member has an account, `gh-ann-lee`; no public holiday and no hub's keeper unless the story says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from fake_tracker import mentions
from tablee.adapters.disk import read_files
from tablee.adapters.folder.page import STEWARD, Page, Remark, parse_page, render_page
from tablee.cli import main
from tablee.files.load import load_group
from tablee.model import Group, Meeting

GROUP = """\
name: Friends
url: https://friends.test/
identity: friends.test
contact: https://friends.test/contact
language: en
timezone: Europe/Paris
rhythm: {{every: {every}, from: {from_day}, at: 12:30, lasts: 1h45, place: The Bistro}}
deck: {{table: {{title: The table}}, word: {{title: The word}}}}
steward: {{runs: yes, writes: commits}}
"""


class Story:
    """A founded group in a folder: `at` lets the steward run, `say` and `react` are people's, the rest looks."""

    def __init__(self, folder: Path, *names: str, every: str = "week on thursday", from_day: str) -> None:
        self.folder = folder
        self.write("group.yml", GROUP.format(every=every, from_day=from_day))
        self.members = [name.lower().replace(" ", "-") for name in names]
        for number, (who, name) in enumerate(zip(self.members, names, strict=True), 500):
            account = f"github: gh-{who}\ngithub_id: {number}"
            self.write(f"members/{who}.yml", f"public: yes\nname: {name}\n{account}\njoined: 2026-08-20\n")

    # --- what happens ------------------------------------------------------------------------------------------------

    def at(self, *moments: str) -> None:
        """Let the steward run at each of some moments, as `2026-09-01` (nine o'clock) or `2026-09-01T12:00`."""
        for moment in moments:
            now = moment if "T" in moment else f"{moment}T09:00"
            assert main(["apply", "--tracker", "folder", "-C", str(self.folder), "--now", now]) == 0

    def write(self, path: str, text: str) -> None:
        """Write a file by hand."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def add(self, path: str, text: str) -> None:
        """Add lines to a file by hand."""
        self.write(path, (self.folder / path).read_text("utf-8") + text)

    def say(self, issue: str, who: str, text: str) -> None:
        """Let a member comment on an issue, named `meeting-2026-09-10` or `facilitator-2026-09-10`."""
        path, page = self._page(issue)
        self._keep(path, replace(page, remarks=(*page.remarks, Remark(who, text))))

    def react(self, issue: str, who: str, reply: str) -> None:
        """Let a member react: `+1`, `-1` or `confused`."""
        path, page = self._page(issue)
        given = {**page.reactions, who: (*page.reactions.get(who, ()), reply)}
        self._keep(path, replace(page, reactions=given))

    # --- what one sees -----------------------------------------------------------------------------------------------

    def group(self) -> Group:
        """Return the group as its files are."""
        group = load_group(read_files(self.folder)).group
        assert group is not None
        return group

    def meeting(self, key: str) -> Meeting:
        """Return a meeting as its file is."""
        return self.group().meetings[key]

    def called(self, key: str) -> list[str]:
        """Return who was called for a meeting, in order."""
        return [call.member for call in self.meeting(key).called]

    def has(self, issue: str) -> bool:
        """Say whether there is an issue."""
        return bool(self._paths(issue))

    def is_open(self, issue: str) -> bool:
        """Say whether an issue is open."""
        return self._page(issue)[1].is_open

    def body(self, issue: str) -> str:
        """Return the title and what one sees of an issue's body."""
        page = self._page(issue)[1]
        return re.sub(r"<!--.*?-->", "", f"{page.title}\n{page.body}", flags=re.DOTALL)

    def told(self, issue: str) -> list[str]:
        """Return the steward's comments on an issue."""
        return [remark.body for remark in self._page(issue)[1].remarks if remark.who == STEWARD]

    def everything_told(self, kind: str) -> list[str]:
        """Return the steward's comments on all issues of a kind, issue by issue."""
        pages = [parse_page(path.read_text("utf-8")) for path in self._paths(f"{kind}-")]
        return [remark.body for page in pages for remark in page.remarks if remark.who == STEWARD]

    def mentioned(self, issue: str) -> list[str]:
        """Return whom the steward's comments on an issue call, in order."""
        return [login[3:] for text in self.told(issue) for login in sorted(mentions(text))]

    def answers(self, key: str) -> dict[str, str]:
        """Return who said what for a meeting."""
        return {who: answer.value for who, answer in self.meeting(key).answers.items()}

    def _paths(self, issue: str) -> list[Path]:
        return sorted((self.folder / "issues").glob(f"*-{issue}*.md"))

    def _page(self, issue: str) -> tuple[Path, Page]:
        (path,) = self._paths(issue)
        return path, parse_page(path.read_text("utf-8"))

    def _keep(self, path: Path, page: Page) -> None:
        path.write_text(render_page(page), "utf-8", newline="\n")
