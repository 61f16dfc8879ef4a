"""What users of such programs complained of in public, each with the files and the words that went wrong there.

Complaints about one rule alone stand beside that rule: names in test_folding and test_identity, files that are not read
in test_check_names, dates far off in test_check_dates, rhythms in test_rhythm_text, heavy pictures in
test_check_pictures, links of a group within a repository in test_build.
"""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from git_repository import GitRepository
from group_folder import run_tablee
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
