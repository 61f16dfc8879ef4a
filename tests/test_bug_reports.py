"""What users of such programs complained of in public, each with the files and the words that went wrong there.

Complaints about one rule alone stand beside that rule. Where each of the 27 is tried:

1. what nobody sees is said: test_a_comment_says_what_is_seen
2. fences within fences: test_a_comment_says_what_is_seen
3. text behind a command: test_a_comment_says_what_is_seen, test_what_is_not_obeyed_is_told
4. a command in backticks or behind a bullet: test_what_is_not_obeyed_is_told
5. a typed apostrophe: test_folding.test_every_apostrophe_is_one_sign
6. two members of one name: test_permissions.test_two_of_one_name_are_told_apart_by_their_identities
7. letters without decomposition: test_folding.test_names
8. names that Windows cannot have: test_folding.test_names, test_identity.test_identities
9. files that are not read: test_check_command.test_a_file_that_is_not_read_is_named
10. a group in a folder of a repository: test_edit_links_know_the_folder
11. where a photo was taken: test_a_picture_tells_and_calls_nobody
12. a photo of 25 MB: test_check_rules.test_a_contradiction_is_told_in_exactly_these_words
13. a drawing that calls home: test_a_picture_tells_and_calls_nobody
14. telephones and books: test_a_number_is_refused_as_its_country_writes_it, test_a_book_is_no_telephone
15. one person at two tables: test_pool.test_who_is_at_an_overlapping_meeting_of_another_circle_is_not_called
16. another time zone: test_check_command.test_what_a_change_takes_from_calendars_is_told
17. another identity: test_check_command.test_what_a_change_takes_from_calendars_is_told
18. a year mistyped: test_check_rules.test_a_contradiction_is_told_in_exactly_these_words
19. a clock that runs ahead: test_a_clock_that_ran_ahead_hides_no_change
20. the fifth Thursday: test_rhythm_text.test_what_is_refused_is_answered_with_the_nearest_form
21. a sign as a surrogate pair: test_typing.test_what_is_typed_is_read_or_mended
22. a folder that holds something else: test_a_folder_that_holds_something_else_is_left_alone
23. search without accents: test_the_search_knows_words_without_accents
24. a locked issue: test_github_as_it_is.test_a_locked_issue_turns_no_run_red
25. a shallow clone: test_git_history.test_a_shallow_clone_is_refused
26. no UTF-8, an odd folder: test_a_group_is_built_wherever_it_stands
27. lines of Windows, odd words: test_the_end_of_lines_stays_as_it_was
"""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path

import pytest

from git_repository import GitRepository
from group_folder import run_tablee
from tablee.adapters.edit_address import read_edit_base
from tablee.cli import main

Printed = pytest.CaptureFixture[str]
NOW = "2026-11-23T09:00"
NEXT = "2026-11-26"
MEETING = f"meetings/{NEXT}.yml"
FILES: dict[str, str | bytes | None] = {
    "group.yml": """\
name: The Valley Table
url: https://example.com/table/
identity: valley-table.example.com
contact: https://example.com/contact
language: en
timezone: Europe/London
rhythm: {every: week on thursday, from: 2026-01-08, at: 12:30, lasts: 1h45, place: bistro}
places: {bistro: {name: The Bistro, address: 1 Market Square}}
deck: {table: {title: Book the table}, topic: {title: Find a topic}}
duties: {hub: [ann-lee, bob-ray]}
steward: {runs: yes, writes: commits}
""",
    "members/ann-lee.yml": "public: yes\nname: Ann Lee\njoined: 2026-01-01\n",
    "members/bob-ray.yml": "public: yes\nname: Bob Ray\njoined: 2026-01-01\n",
    "members/cy-ott.yml": "public: yes\nname: Cy Ott\njoined: 2026-01-01\n",
    "meetings/2026-11-12.yml": "present: [ann-lee, bob-ray, cy-ott]\nfacilitator: ann-lee\n",
    "meetings/2026-11-19.yml": "present: [ann-lee, bob-ray]\nfacilitator: bob-ray\n",
}


class Table:
    """The group of all complaints, in Git since 20 November; it is asked on the 23rd."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.repository = GitRepository(folder)
        self.repository.commit("2026-11-20 10:00", FILES)

    def run(self, *arguments: str) -> int:
        """Run a command in the group's folder."""
        return main(["-C", str(self.root), "--now", NOW, *arguments])

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file without committing it."""
        self.repository.write(path, text)

    def say(self, issue: str, who: str, text: str) -> None:
        """Write a comment into an issue of the folder, and let the steward read it."""
        self.run("apply", "--tracker", "folder")
        with self.issue(issue).open("a", encoding="utf-8") as file:
            file.write(f"\n### {who}\n{text}\n")
        assert self.run("apply", "--tracker", "folder") == 0

    def issue(self, name: str) -> Path:
        """Return the file of an issue."""
        return next((self.root / "issues").glob(f"*-{name}.md"))

    @property
    def next(self) -> str:
        """The next meeting's file."""
        return (self.root / MEETING).read_text("utf-8")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return the group in a folder of its own."""
    return Table(tmp_path / "g")


@pytest.mark.parametrize(
    ("who", "text", "is_said"),
    [
        ("cy-ott", "<!--\n/no\n-->", None),
        ("cy-ott", "I come! <!-- /no -->", None),
        ("cy-ott", "````\n```\n/maybe\n```\n````", None),
        ("cy-ott", "```\n~~~\n/maybe\n~~~\n```", None),
        ("cy-ott", "```/help```\n/yes", "cy-ott: yes"),
        ("bob-ray", "/yes.", "bob-ray: yes"),
        ("bob-ray", "/oui !", "bob-ray: yes"),
        ("bob-ray", "/Yes👍", "bob-ray: yes"),
    ],
)
def test_a_comment_says_what_is_seen(table: Table, who: str, text: str, is_said: str | None) -> None:
    """1 to 3: neither what a comment hides nor what a fence holds is obeyed; signs behind a command name nobody."""
    table.say(f"meeting-{NEXT}", who, text)
    assert is_said in table.next if is_said else "answers" not in table.next


@pytest.mark.parametrize(
    ("issue", "text", "told"),
    [
        ("meeting", "/yes thanks", "`/yes` stands alone"),
        ("facilitator", "/pass, sorry", "`/pass` stands alone"),
        ("meeting", "`/yes`", "without backticks, bold or a bullet"),
        ("meeting", "- /yes", "without backticks, bold or a bullet"),
        ("meeting", "**/yes**", "without backticks, bold or a bullet"),
    ],
)
def test_what_is_not_obeyed_is_told(table: Table, issue: str, text: str, told: str) -> None:
    """3, 4: one sentence says how to write it, and 😕 stands at the comment."""
    table.say(f"{issue}-{NEXT}", "cy-ott", text)
    assert "answers" not in table.next
    assert told in (written := table.issue(f"{issue}-{NEXT}").read_text("utf-8"))
    assert "### cy-ott · confused" in written


def jpeg_of_a_home() -> bytes:
    """Return a picture that says where it was taken."""
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHII", 1, 0x8825, 4, 1, 26) + struct.pack(">I", 0)
    gps = struct.pack(">HHHI4sHHIII", 2, 1, 2, 2, b"N\0\0\0", 2, 5, 3, 56, 0)
    place = b"Exif\0\0" + tiff + gps + struct.pack(">6I", 48, 1, 45, 1, 56, 1)
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(place) + 2) + place + b"\xff\xd9"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><style>@\\69mport "https://evil.example/x.css";</style></svg>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("gps.jpg", jpeg_of_a_home(), "picture-metadata"), ("x.svg", SVG, "photo-unsafe")],
)
def test_a_picture_tells_and_calls_nobody(
    table: Table, capsys: Printed, name: str, data: bytes, code: str
) -> None:
    """11, 13: a place in a photograph, and a style that loads through an escape, are refused."""
    table.write(f"content/photos/{name}", data)
    table.write("members/ann-lee.yml", f"public: yes\nname: Ann Lee\njoined: 2026-01-01\nphoto: {name}\n")
    assert table.run("check") == 1
    assert f"content/photos/{name}:1:1: error {code}:" in capsys.readouterr().out


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York"])
@pytest.mark.parametrize(
    ("number", "of"),
    [
        ("07700 900123", "Europe/London"),
        ("020 7946 0958", "Europe/London"),
        ("0117 496 0123", "Europe/London"),
        ("(415) 555-0132", "America/New_York"),
        ("415-555-0132", "America/New_York"),
        ("00 44 7911 123456", ""),
    ],
)
def test_a_number_is_refused_as_its_country_writes_it(
    table: Table, capsys: Printed, number: str, of: str, zone: str
) -> None:
    """14: the forms of the group's country, and the international ones everywhere."""
    settings = FILES["group.yml"]
    assert isinstance(settings, str)
    table.write("group.yml", settings.replace("Europe/London", zone))
    table.write(
        "members/bob-ray.yml", f"public: yes\nname: Bob Ray\njoined: 2026-01-01\nabout: Ring {number}\n"
    )
    assert table.run("check") == (1 if of in ("", zone) else 0)
    assert ("members/bob-ray.yml:4:" in capsys.readouterr().out) == (of in ("", zone))


def test_a_book_is_no_telephone(table: Table, capsys: Printed) -> None:
    """14: a number behind ISBN whose check digit is right."""
    table.write("meetings/2026-11-19.yml", "present: [ann-lee]\nnotes: Ann lent us ISBN 0198526636.\n")
    assert table.run("check") == 0
    assert capsys.readouterr().out == "No problems.\n"


def test_a_clock_that_ran_ahead_hides_no_change(table: Table, tmp_path: Path) -> None:
    """19: after a commit of 2031, each change is newer than the one before, and all fit into 32 bits."""
    versions = [
        ("2031-01-01 10:00", "at: 13:00\n"),
        ("2026-11-22 10:00", "at: 14:00\n"),
        ("2026-11-22 11:00", "at: 14:00\nstatus: cancelled\n"),
        ("2099-01-01 10:00", "at: 14:00\n"),
    ]
    told = []
    for at, text in versions:
        table.repository.commit(at, {MEETING: text})
        assert table.run("feeds", "--out", str(tmp_path / "out")) == 0
        event = (tmp_path / "out/meetings/2026-11-26.ics").read_text("utf-8")
        told.append(int(event.partition("SEQUENCE:")[2].partition("\n")[0]))
    assert told == sorted(set(told))
    assert told[-1] < 2**31


def test_edit_links_know_the_folder(tmp_path: Path) -> None:
    """10: a group within a larger repository is edited where it stands there."""
    repository = GitRepository(tmp_path / "mono")
    repository.git("remote", "add", "origin", "https://github.com/acme/mono.git")
    repository.commit("2026-11-20 10:00", {f"table/{path}": data for path, data in FILES.items()})
    assert read_edit_base(tmp_path / "mono/table", {}) == "https://github.com/acme/mono/edit/main/table/"


def test_the_search_knows_words_without_accents(table: Table) -> None:
    """23: `lea` finds Léa, `cafe` finds café; names and trades of other scripts stand there as they are written."""
    table.write("members/lea.yml", "public: yes\nname: Léa Été\ntrade: Café\njoined: 2026-01-01\n")
    table.write("members/ali.yml", "public: yes\nname: Алексей 李明\ntrade: مترجم\njoined: 2026-01-01\n")
    assert table.run("build") == 0
    index = json.loads((table.root / "site/search/search_index.json").read_text("utf-8"))
    for member, words in (
        ("lea", {"Léa", "Lea", "Ete", "Café", "Cafe"}),
        ("ali", {"Алексей", "李明", "مترجم"}),
    ):
        found = [page for page in index["docs"] if page["location"].startswith(f"members/{member}/")]
        assert words <= set(re.findall(r"\w+", str(found)))


def test_every_complaint_is_tried_where_the_table_says() -> None:
    """The table above holds all 27, and each name in it is that of a test."""
    rows = re.findall(r"^(\d+)\. [^:]+: (.+)$", str(__doc__), re.MULTILINE)
    assert [int(number) for number, _names in rows] == list(range(1, 28))
    for names in (names for _number, names in rows):
        for name in names.split(", "):
            module, _dot, test = name.rpartition(".")
            text = Path(__file__).with_name(f"{module or Path(__file__).stem}.py").read_text("utf-8")
            assert f"def {test}(" in text, name


@pytest.mark.parametrize("folder", [".", "..", ".git", "members", "../foreign"])
def test_a_folder_that_holds_something_else_is_left_alone(
    table: Table, capsys: Printed, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """22: a site is laid into a folder that is empty or holds a site."""
    monkeypatch.chdir(table.root)
    (table.root / "../foreign").mkdir()
    (table.root / "../foreign/x.txt").write_text("x")
    before = sorted(Path(folder).iterdir())
    assert table.run("build", "--out", folder) == 2
    assert sorted(Path(folder).iterdir()) == before
    assert "name another folder" in capsys.readouterr().err


def test_a_group_is_built_wherever_it_stands(table: Table, tmp_path: Path) -> None:
    """26: a folder with a blank, accents and signs, on a machine that knows ASCII alone."""
    place = tmp_path / "Mes réunions (été) #1 100%"
    table.root.rename(place)
    done = run_tablee("-C", place, "feeds", "--out", tmp_path / "out", LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out/calendar.ics").is_file()


def test_the_end_of_lines_stays_as_it_was(table: Table) -> None:
    """27: a file from Windows keeps its lines and its comment where the steward writes into it; words stay words."""
    table.write(
        MEETING,
        b"\xef\xbb\xbfat: 12:45  # noon\r\ntitle: Hi\r\nguests: 010\r\nroom_words: [no, on, 1e3, 007]\r\n",
    )
    table.write("members/cy-ott.yml", b"public: yes\r\nname: Null\r\njoined: 2026-01-01\r\n")
    table.say(f"meeting-{NEXT}", "cy-ott", "/yes")
    data = (table.root / MEETING).read_bytes()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"at: 12:45  # noon\r\n" in data
    assert b"cy-ott: yes\r\n" in data
    assert b"guests: 010\r\nroom_words: [no, on, 1e3, 007]\r\n" in data
    assert "Null" in table.issue(f"facilitator-{NEXT}").read_text("utf-8")
