"""The options that every command has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from group_folder import NOW, ROOT, write_group
from tablee import __released__, __version__
from tablee.cli import main
from tablee.cli.parser import read_language

Printed = pytest.CaptureFixture[str]
ENGLISH = "Thursday 26 November 2026, 12:30 (confirmed)"


def test_options_stand_before_or_after_the_command(tmp_path: Path, capsys: Printed) -> None:
    """-C, --now and --language mean the same in both places."""
    common = ["-C", str(write_group(tmp_path)), "--now", NOW, "--language", "en"]
    for line in ([*common, "next"], ["next", *common]):
        assert main(line) == 0
        assert ENGLISH in capsys.readouterr().out


def test_what_stands_after_the_command_wins(tmp_path: Path, capsys: Printed) -> None:
    """An option given twice holds as it was given last."""
    folder = str(write_group(tmp_path))
    assert (
        main(["-C", "nowhere", "--language", "fr", "next", "-C", folder, "--now", NOW, "--language", "en"])
        == 0
    )
    assert ENGLISH in capsys.readouterr().out


def test_the_release_is_told_to_organisers() -> None:
    """CHANGELOG.md begins with the version that runs, and its day."""
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heads[0] == f"{__version__} ({__released__})"


@pytest.mark.parametrize("line", [["--version"], ["next", "--version"], ["init", "--version"]], ids=" ".join)
def test_the_version_is_told_in_both_places(line: list[str], capsys: Printed) -> None:
    """`--version` needs no group."""
    assert main(line) == 0
    assert capsys.readouterr().out == f"tablee {__version__} ({__released__})\n"


@pytest.mark.parametrize(
    "line", [["--lang", "en", "next"], ["next", "--form", "json"], ["check", "--bas", "x"]]
)
def test_an_option_is_written_whole(line: list[str], tmp_path: Path) -> None:
    """What is short today may be ambiguous tomorrow, so scripts write options in full."""
    assert main(["-C", str(write_group(tmp_path)), *line]) == 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("name: X\nlanguage: fr\n", "fr"),
        ("\ufefflanguage:   'fr' # ours\r\nname: X\r\n", "fr"),
        ("name: [\nlanguage: fr\n", "fr"),
        ("language: de\n", "en"),
        ("circles: {x: {}}\n  language: fr\n", "en"),
        ("# language: fr\n", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_found_even_in_a_broken_file(text: str, language: str, tmp_path: Path) -> None:
    """The problems of a file are told in its own language, so that is looked for before the file is read."""
    (tmp_path / "group.yml").write_bytes(text.encode())
    assert read_language(["-C", str(tmp_path), "check"]) == language


def test_without_a_readable_group_english_is_spoken(tmp_path: Path) -> None:
    """Neither a missing folder nor a file of another encoding stops the search for words."""
    assert read_language(["-C", str(tmp_path / "nowhere")]) == "en"
    (tmp_path / "group.yml").write_bytes("name: Étoile\nlanguage: fr\n".encode("latin-1"))
    assert read_language(["-C", str(tmp_path)]) == "en"


def test_a_founder_is_spoken_to_in_the_language_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before `init` the folder holds the sample, which is French; --language wins here, too."""
    folder = str(write_group(tmp_path))
    for locale, language in (("fr_FR.UTF-8", "fr"), ("en_GB.UTF-8", "en"), ("C.UTF-8", "en"), ("", "en")):
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.setenv("LANG", "")
        monkeypatch.setenv("LC_MESSAGES", "")
        assert read_language(["-C", folder, "init", "--help"]) == language
        assert read_language(["-C", folder, "init", "--help", "--language", "fr"]) == "fr"


@pytest.mark.parametrize(
    ("locale", "group", "helped", "told"),
    [
        ("fr_FR.UTF-8", "en", "fr", "en"),
        ("en_GB.UTF-8", "fr", "en", "fr"),
        ("C.UTF-8", "fr", "fr", "fr"),
        ("de_DE.UTF-8", "fr", "fr", "fr"),
        ("fr_FR.UTF-8", "", "fr", "fr"),
    ],
)
def test_help_speaks_to_who_sits_there(
    locale: str, group: str, helped: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--help` is in the language of the environment, all else in the group's; each is the other's next best."""
    (tmp_path / "group.yml").write_text(f"language: {group}\n")
    monkeypatch.setenv("LC_ALL", locale)
    assert read_language(["-C", str(tmp_path), "check", "--help"]) == helped
    assert read_language(["-C", str(tmp_path), "check"]) == told


@pytest.mark.parametrize("line", [["--now"], ["--debug=3"], ["--language", "de"], ["--language"]])
def test_a_wrong_option_is_refused_in_the_group_s_language(
    line: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What argparse stumbles over does not stop the search for words."""
    assert main(["-C", str(write_group(tmp_path)), "check", *line]) == 2
    assert capsys.readouterr().err.startswith("usage\u00a0: tablee check")


def test_the_language_asked_for_wins(tmp_path: Path) -> None:
    """--language is heard before the group is."""
    assert read_language(["check", "--language", "en", "-C", str(write_group(tmp_path))]) == "en"
