"""`tablee new` writes the first file of a member or a meeting, whole and checked."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import load_whole
from tablee.cli import main
from tablee.model import Meeting, Member
from tablee.model.identity import neutral_identity

FILES = {
    "group.yml": """\
name: La Table
url: https://example.org/
identity: la-table.example.org
contact: https://example.org/contact
language: fr
timezone: Europe/Paris
rhythm: {every: week on thursday, from: 2026-01-01, at: 12:30, lasts: 1h45}
circles:
  atelier: {name: L'Atelier, rhythm: {every: first monday of the month, from: 2026-01-01, at: 18:00}}
""",
    "holidays.yml": "from: 2026-01-01\nto: 2028-12-31\npublic: [{on: 2026-12-24, name: Jour de fête}]\n",
    "members/lea-roy.yml": "public: yes\nname: Léa Roy\njoined: 2026-01-01\n",
    "meetings/2026-11-26.yml": "title: Déjà là\n",
}
NOW = ("--language", "en", "--now", "2026-11-23T10:00")
OFFERED = re.compile(r"^# ([a-z_]+:.*)$", re.MULTILINE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a small group."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run_new(root: Path, *arguments: str) -> int:
    """Run `tablee new`."""
    return main(["-C", str(root), *NOW, "new", *arguments])


def names(root: Path) -> set[str]:
    """The paths of all files."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def load(root: Path, *freed: str) -> tuple[dict[str, Member], dict[str, Meeting]]:
    """Members and meetings as read from the disk; of the files named, with every offered line freed."""
    files = {name: (root / name).read_text("utf-8") for name in names(root)}
    files |= {name: OFFERED.sub(r"\1", files[name]) for name in freed}
    group = load_whole({name: text.encode() for name, text in files.items()})
    return dict(group.members), dict(group.meetings)


# Members


def test_a_member_gets_a_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Named after the member; it holds what was said, and says that history is permanent."""
    said = ("--trade", "Formatrice : e-marketing", "--city", "Viroflay", "--github", "ines-g")
    skills = ("--skill", "seo", "--skill", "lettres, courriels")
    assert (
        run_new(root, "member", "Inès Garnier", "--public", "yes", "--joined", "2026-11-20", *said, *skills)
        == 0
    )
    member = load(root)[0]["ines-garnier"]
    assert (member.name, member.trade, member.city) == (
        "Inès Garnier",
        "Formatrice : e-marketing",
        "Viroflay",
    )
    assert (member.github, member.skills) == ("ines-g", ("seo", "lettres, courriels"))
    assert member.spans[0].from_on == date(2026, 11, 20)
    out = capsys.readouterr().out
    assert out.startswith("Written: members/ines-garnier.yml\n")
    assert "Git's history keeps it for ever" in out
    text = (root / "members/ines-garnier.yml").read_text("utf-8")
    assert text.startswith("# Le nom de ce fichier est l’identité de ce membre\u00a0: il ne change jamais.\n")
    assert "# trade:" not in text


def test_what_a_members_file_offers_may_be_freed(root: Path) -> None:
    """Each line in a comment is valid without its `# `."""
    assert run_new(root, "member", "Inès Garnier", "--public", "yes") == 0
    member = load(root, "members/ines-garnier.yml")[0]["ines-garnier"]
    assert (member.trade, member.photo, member.github) == ("Relectrice", "portrait.jpg", "account")
    assert member.skills == ("relecture", "typographie")
    assert member.offers
    assert member.needs
    assert member.away
    assert member.facilitates
    assert member.spans[0].from_on == date(2026, 11, 23)


def test_a_member_is_never_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file may be somebody else's of that name: `--id` gives another one."""
    before = (root / "members/lea-roy.yml").read_bytes()
    assert run_new(root, "member", "Léa Roy", "--public", "yes") == 2
    assert "members/lea-roy.yml exists already." in capsys.readouterr().err
    assert (root / "members/lea-roy.yml").read_bytes() == before
    assert run_new(root, "member", "Léa Roy", "--public", "yes", "--id", "lea-roy-2") == 0
    assert load(root)[0]["lea-roy-2"].name == "Léa Roy"


def test_being_public_is_a_choice(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it nothing is written."""
    before = names(root)
    assert run_new(root, "member", "Inès Garnier") == 2
    assert "`--public yes` or `--public no`" in capsys.readouterr().err
    assert names(root) == before


def test_a_member_who_does_not_appear(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A neutral name that tells nothing, and not a word of whom it stands for."""
    assert run_new(root, "member", "Inès Garnier", "--public", "no") == 0
    (new,) = names(root) - set(FILES)
    assert re.fullmatch(r"members/m-[a-z2-9]{4}\.yml", new)
    text = (root / new).read_text("utf-8")
    assert "Inès" not in text
    assert "garnier" not in text.casefold()
    member = load(root, new)[0][Path(new).stem]
    assert member.public is False
    assert member.away
    out = capsys.readouterr().out
    assert "The name that you gave is written nowhere." in out
    assert run_new(root, "member", "--public", "no") == 0
    assert len(names(root)) == len(FILES) + 2


def test_a_neutral_name_is_never_used_again(root: Path) -> None:
    """Also not where its file is gone and only a meeting remembers it."""
    assert run_new(root, "member", "--public", "no") == 0
    (new,) = names(root) - set(FILES)
    (root / new).unlink()
    (root / "meetings/2026-11-19.yml").write_text(f"present: [{Path(new).stem}]\n", "utf-8")
    assert (
        run_new(root, "member", "--public", "no") == 1
    )  # the group misses the member whom that meeting names
    assert not (root / new).exists()
    assert len(names(root)) == len(FILES) + 2


@given(st.integers(min_value=0, max_value=40))
def test_neutral_names_are_the_same_everywhere(many: int) -> None:
    """They follow from the group's identity and a counter, and never collide."""
    taken: list[str] = []
    for _number in range(many):
        taken.append(neutral_identity("la-table.example.org", taken.__contains__))
    again: list[str] = []
    for _number in range(many):
        again.append(neutral_identity("la-table.example.org", again.__contains__))
    assert taken == again
    assert len(set(taken)) == many


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("member", "Ana", "--public", "perhaps"), "`perhaps` is not one of"),
        (("member", "--public", "yes"), "Say the member's name"),
        (("member", "李", "--public", "yes"), "No file can be named after `李`."),
        (
            ("member", "Ana", "--public", "yes", "--joined", "23/11/2026"),
            "Write it as in `joined: 2026-11-23`.",
        ),
        (("member", "Ana", "--public", "yes", "--id", "../ana"), "`../ana` is not an identity"),
        (("member", "Ana", "--public", "no", "--trade", "x"), "`--trade` would tell who this is"),
        (("member", "Ana", "--public", "yes", "--title", "x"), "`--title` means nothing for a member."),
        (("meeting", "--public", "yes"), "`--public` means nothing for a meeting."),
        (("meeting", "10/12/2026"), "Write it as in `day: 2026-12-10`"),
        (("meeting", "--circle", "x"), "There is no circle `x`. Known: atelier."),
        (
            ("meeting", "2026-12-11"),
            "2026-12-11 is not in the rhythm. An extra meeting needs `--title`, `--at`.",
        ),
        (("meeting", "2026-12-11", "--at", "19:00"), "An extra meeting needs `--title`."),
        (("meeting", "2026-11-26"), "meetings/2026-11-26.yml exists already: edit it."),
        (("meeting", "--suffix", "soir"), "name the day too."),
    ],
)
def test_wrong_use_writes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    """Each refusal says what to write instead."""
    before = names(root)
    assert run_new(root, *arguments) == 2
    assert said in capsys.readouterr().err
    assert names(root) == before


def test_a_file_that_brings_an_error_is_not_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check refuses a mail address before it is in Git's history for ever."""
    before = names(root)
    assert run_new(root, "member", "Ana", "--public", "yes", "--city", "ana@example.org") == 1
    assert re.search(r"members/ana.yml:\d+:7: error personal-contact", capsys.readouterr().err)
    assert names(root) == before


# Meetings


def test_the_next_date_without_a_file(root: Path) -> None:
    """No day given: the first slot that nobody has confirmed."""
    assert run_new(root, "meeting", "--title", "Tarifs : combien ?") == 0
    assert names(root) - set(FILES) == {"meetings/2026-12-03.yml"}
    meeting = load(root)[1]["2026-12-03"]
    assert meeting.title == "Tarifs : combien ?"
    assert meeting.moved_to is None
    assert meeting.at is None


def test_what_a_meetings_file_offers_may_be_freed(root: Path) -> None:
    """Each line in a comment is valid without its `# `; the file is valid without any of them."""
    assert run_new(root, "meeting", "2026-12-10") == 0
    assert load(root)[1]["2026-12-10"].title == ""
    meeting = load(root, "meetings/2026-12-10.yml")[1]["2026-12-10"]
    assert meeting.moved_to == date(2026, 12, 10)
    assert meeting.topics == ("tarifs", "contrats")
    assert meeting.cancelled is True
    assert meeting.answers
    assert meeting.present


def test_a_meeting_on_a_holiday_stands_there(root: Path) -> None:
    """The rhythm skips the day, and whoever names it means it."""
    assert run_new(root, "meeting", "2026-12-24") == 0
    assert load(root)[1]["2026-12-24"].day == date(2026, 12, 24)


def test_an_extra_says_that_it_is_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a title and an hour of its own."""
    assert (
        run_new(root, "meeting", "2026-12-19", "--title", "Noël", "--at", "19h", "--place", "Chez #lulu") == 0
    )
    meeting = load(root)[1]["2026-12-19"]
    assert (meeting.title, str(meeting.at), meeting.place) == ("Noël", "19:00:00", "Chez #lulu")
    assert "This meeting is an extra" in capsys.readouterr().out


def test_a_second_meeting_of_a_day(root: Path) -> None:
    """A suffix tells it from the slot."""
    assert (
        run_new(root, "meeting", "2026-12-10", "--suffix", "soir", "--title", "Soirée", "--at", "19:00") == 0
    )
    assert load(root)[1]["2026-12-10-soir"].title == "Soirée"


def test_a_circle_has_its_own_next_date(root: Path) -> None:
    """And its name stands in the file's name only."""
    assert run_new(root, "meeting", "--circle", "atelier") == 0
    assert load(root)[1]["atelier.2026-12-07"].circle == "atelier"
