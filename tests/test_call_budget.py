"""What a run costs GitHub: 150 members, 1,000 meetings, and a thousand issues of the past; then nothing is new."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.dates import NOW, size_of
from bench.groups import make_group
from fake_github.description import needs_description
from fake_github.server import FakeGitHub
from fake_github.world import BOT
from on_act.command_line import open_command_line

pytestmark = needs_description
PAGE = 100
PAST_ISSUES = 1000
SPARE = 7
ON = b"\nsteward: {runs: yes, writes: commits}\n"


@pytest.mark.parametrize("writes", [b"commits", b"pull-requests"])
def test_a_run_without_news_asks_little_and_writes_nothing(
    writes: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At most the pages of the list, two calls an open issue, and seven; not one of them changes anything."""
    files = {path: text.encode() for path, text in make_group(size_of(150, 1000)).items()}
    files["group.yml"] += ON.replace(b"commits", writes)
    with FakeGitHub() as fake:
        fake.world.now = datetime.fromisoformat(NOW).astimezone(UTC)
        fake.world.push(dict(files))
        for number in range(PAST_ISSUES):
            fake.world.open_issue(BOT, f"Meeting {number}").is_open = False
        line = open_command_line(fake, tmp_path / "checkout", monkeypatch)
        assert line.run("apply").status == 0
        fake.asked.clear()
        done = line.run("apply")
        assert (done.status, done.out, fake.wrong) == (0, "Nothing to do.\n", [])
        issues = fake.world.issues.values()
        open_issues = sum(issue.is_open for issue in issues)  # to GitHub a pull request is one, too
        assert open_issues >= 15
        pages = -(-len(issues) // PAGE)
        assert len(fake.asked) <= pages + 2 * open_issues + SPARE
        reading = ("list", "get", "compare")
        assert [
            operation for operation in set(fake.asked) if not operation.partition("/")[2].startswith(reading)
        ] == []
