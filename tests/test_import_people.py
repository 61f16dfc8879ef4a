"""A list of people becomes members' files that tell nothing, unless somebody agreed to more."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import load_whole
from tablee.adapters.disk import read_files
from tablee.cli import main
from tablee.imports.people_table import read_days, read_table
from tablee.imports.source import decode
from tablee.model import Group

GROUP = """\
name: La Table
url: https://example.org/
identity: la-table.example.org
contact: https://example.org/contact
language: en
timezone: Europe/Paris
"""
TABLE = """\
Prénom;Nom;Métier;Ville;Courriel;Téléphone;Compétences;Site web;Date d'adhésion;Accord de publication;Remarques
Ana;Silva;Graphiste;Vannes;ana@example.org;06 12 34 56 78;logo, affiche;https://ana.example.org;09/01/2025;oui;rien
Björn;Lund;Développeur;Lorient;b@example.org;;web;www.lund.example.org;2024;non;
Chloé;Roy;;Auray;;;;;;;
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a group that has a name and nobody in it."""
    (tmp_path / "group.yml").write_text(GROUP, "utf-8")
    return tmp_path


def run_import(root: Path, table: str | bytes, *options: str) -> int:
    """Write a table beside the group and import it."""
    file = root / "people.csv"
    file.write_bytes(table if isinstance(table, bytes) else table.encode())
    return main(["-C", str(root), "--now", "2026-11-29T12:00", "import", str(file), "--yes", *options])


def load(root: Path) -> Group:
    """The group; its files hold no error."""
    return load_whole(read_files(root))


def texts(root: Path) -> dict[str, str]:
    """The members' files, by their names."""
    return {path.name: path.read_text("utf-8") for path in (root / "members").iterdir()}


def test_only_who_agreed_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The others get a neutral file; whose it is stands on the screen alone."""
    assert run_import(root, TABLE) == 0
    written = texts(root)
    neutral = sorted(name for name in written if name != "ana-silva.yml")
    assert [name[:2] for name in neutral] == ["m-", "m-"]
    assert sorted(written[name] for name in neutral) == ["public: no\n", "public: no\njoined: 2024\n"]
    assert written["ana-silva.yml"] == (
        "public: yes\nname: Ana Silva\ntrade: Graphiste\nskills: [logo, affiche]\ncity: Vannes\n"
        "links:\n  website: https://ana.example.org\njoined: 2025-01-09\n"
    )
    said = capsys.readouterr().out
    assert "line 3, Björn Lund: m-" in said
    assert "Téléphone → never written: it is private" in said
    assert "Remarques → not taken" in said


def test_no_address_and_no_number_is_ever_written(root: Path) -> None:
    """Wherever in a row it stands."""
    table = 'Name,Job,About\nAna Silva,"Designer, 06 12 34 56 78",Write to ana@example.org\n'
    run_import(root, table, "--public")
    assert texts(root)["ana-silva.yml"] == (
        "public: yes\nname: Ana Silva\ntrade: Designer, …\nabout: Write to …\n"
    )


def test_public_is_for_everybody_but_who_says_no(root: Path) -> None:
    """The option is a consent; a no in the table is stronger."""
    run_import(root, TABLE, "--public")
    assert sorted(name for name in texts(root) if not name.startswith("m-")) == [
        "ana-silva.yml",
        "chloe-roy.yml",
    ]


def test_a_second_time_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neutral members are known again by their number, since nothing else of them is written."""
    run_import(root, TABLE)
    before = texts(root)
    run_import(root, TABLE)
    assert "Nothing is left to write." in capsys.readouterr().out
    assert texts(root) == before
    run_import(root, TABLE + "Dan;Hervé;;;;;;;;;\n")
    assert len(texts(root)) == len(before) + 1


def test_a_file_that_a_person_changed_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named; one that says more is the same."""
    run_import(root, TABLE)
    ana = root / "members/ana-silva.yml"
    ana.write_text(ana.read_text("utf-8").replace("Graphiste", "Illustratrice"), "utf-8")
    capsys.readouterr()
    run_import(root, TABLE)
    assert "they stay as they are:\n  members/ana-silva.yml" in capsys.readouterr().out
    assert "Illustratrice" in ana.read_text("utf-8")


def test_two_people_of_one_name_have_two_files(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second has a number, the same each time; it may be one person, so the lines are named."""
    run_import(root, "Name\nAna Silva\nBo Lund\nana silva\n", "--public")
    assert sorted(load(root).members) == ["ana-silva", "ana-silva-2", "bo-lund"]
    assert "Lines 2, 4 have the same name" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_spreadsheets_way_of_writing_is_read(encoding: str, separator: str) -> None:
    """The encodings of Excel and LibreOffice, and each separator."""
    text = f"Nom{separator}Métier\r\nAnaïs Né{separator}Éditrice\r\n"
    table = read_table(decode(text.encode(encoding)))
    assert table.headings == (("Nom", "name"), ("Métier", "trade"))
    assert table.rows[0].cells == {"name": "Anaïs Né", "trade": "Éditrice"}


@pytest.mark.parametrize(
    ("headings", "meant"),
    [
        ("Nom complet;E-mail;Site internet;Commune", ["name", "never", "website", "city"]),
        ("First Name;Surname;Phone number;Job title", ["first", "last", "never", "trade"]),
        ("Horodateur;Quel est votre métier ?;Votre nom", ["", "trade", "name"]),
        ("Annuaire 2026;;\n;;\nNom;Ville;", ["name", "city", ""]),
        ("Votre nom;Acceptez-vous d'être visible sur le site ?", ["name", "public"]),
        ("Vorname;Nachname;Beruf;Stadt", ["first", "last", "trade", "city"]),
        ("sep=,\nName,Email address,LinkedIn profile", ["name", "never", "linkedin"]),
    ],
)
def test_headings_are_guessed(headings: str, meant: list[str]) -> None:
    """In French and English, as spreadsheets and forms have them."""
    assert [kind for _title, kind in read_table(headings).headings] == meant


def test_days_are_read_as_their_column_has_them() -> None:
    """Day before month, unless one of them can only be the other way round."""
    assert {str(day) for day in read_days(["09/01/2025", "2025", "2025-03-04 10:00"]).values()} == {
        "2025-01-09",
        "2025",
        "2025-03-04",
    }
    words = ["9 janvier 2025", "janv. 2024", "09/2022", "bientôt"]
    assert [str(day) for day in read_days(words).values()] == ["2025-01-09", "2024", "2022"]
    assert [str(day) for day in read_days(["09/01/25", "1/31/2025"]).values()] == ["2025-09-01", "2025-01-31"]


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "@SUM(1+1)", "+33(1)|x", '"=HYPERLINK(""http://x"")"']
)
def test_formulas_are_not_taken(cell: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are named with their line, and the rest of it is read."""
    run_import(root, f"Name;Trade\nAna Silva;{cell}\n", "--public")
    assert "line 2: " in capsys.readouterr().out
    assert texts(root)["ana-silva.yml"] == "public: yes\nname: Ana Silva\n"


HOSTILE = {
    "large": (b"Nom\n" + b"a" * (64 << 20), "has more than 8 MiB"),
    "nul": (b"Nom;Ville\nA\0na;x\n", "This file is no text"),
    "empty": (b" \n", "This file is empty"),
    "page": (b"<html><td>Nom</td></html>", "This file is a web page"),
    "json": (b'[{"nom": "Ana"}]', "This file is a web page or a program's data"),
    "quote": (b'Nom;Ville\n"Ana;Lyon\nBob;Paris\n', "A quote that begins on line 2 is not closed."),
    "no names": (b"1;2;3\n4;5;6\n", "No column of this table is one of names."),
    "rows": (b"Nom\n" + b"Ana\n" * 5_001, "This table has more than 5000 lines."),
    "cell": (b"Nom\n" + b"a" * 200_000, "This table cannot be read: field larger than"),
    "workbook": (b"PK\x03\x04", "This is a workbook or an archive."),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_table_ends_in_one_sentence(
    name: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever it holds, and however large it is."""
    data, said = HOSTILE[name]
    assert run_import(root, data) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert said in told.err


@pytest.mark.parametrize(
    ("said", "named"),
    [("d’accord", True), ("✅", True), ("VRAI", True), ("oui, sans photo", False), ("0", False)],
)
def test_a_consent_is_read_as_people_write_it(said: str, root: Path, *, named: bool) -> None:
    """Who agrees to a part only is not named."""
    run_import(root, f"Nom;Public\nAna Silva;{said}\n")
    assert ("ana-silva.yml" in texts(root)) is named
