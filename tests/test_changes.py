"""`check --base` says in plain words what a change of the files changes for those who read the site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from builders import load_whole
from git_repository import GitRepository
from group_folder import FILES, run_tablee
from tablee.i18n.translations import load_translations
from tablee.model import Group
from tablee.rules.changes import tell_changes

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Paris"))
PEOPLE = {
    **FILES,
    "members/lea-roy.yml": "public: yes\nname: Léa Roy\njoined: 2026-01-08\n",
    "meetings/2026-11-19.yml": "facilitator: ines-garnier\npresent: [ines-garnier, paul-meyer, lea-roy]\n",
    "meetings/2026-11-26.yml": "facilitator: paul-meyer\n",
}
INES, PAUL, COMING = "members/ines-garnier.yml", "members/paul-meyer.yml", "meetings/2026-11-26.yml"


def group(files: Mapping[str, str | None]) -> Group:
    """Load a group that has no fault."""
    return load_whole({path: text.encode() for path, text in files.items() if text is not None})


def told(changes: Mapping[str, str | None], language: str = "en") -> list[str]:
    """Return what is said of some changes."""
    return tell_changes(group(PEOPLE), group({**PEOPLE, **changes}), NOW, load_translations(language))


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, []),
        (
            {PAUL: f"{FILES[PAUL]}away: [{{from: 2026-11-25, to: 2027-01-03}}]\n"},
            [
                "Paul Meyer is away from 25 November to 3 January 2027.",
                "The turn of 26 November goes from Paul Meyer to Léa Roy.",
            ],
        ),
        (
            {COMING: "facilitator: ines-garnier\n"},
            ["The turn of 26 November goes from Paul Meyer to Inès Garnier."],
        ),
        (
            {COMING: "facilitator: paul-meyer\ndate: 2026-11-27\n"},
            ["The meeting of 26 November moves to 27 November."],
        ),
        (
            {
                COMING: "facilitator: paul-meyer\nat: 19:00\nplace: Le Café\ntitle: Un *dîner*\ntopics: [Vin]\n"
            },
            [
                "The meeting of 26 November begins at 19:00.",
                "The meeting of 26 November is at Le Café.",
                "The meeting of 26 November is called “Un *dîner*”.",
                "The page of 26 November changes: `topics`.",
            ],
        ),
        (
            {"meetings/2026-12-03.yml": "title: Bilan\n"},
            ["The meeting of 3 December is confirmed.", "The meeting of 3 December is called “Bilan”."],
        ),
        (
            {COMING: "facilitator: paul-meyer\nanswers: {lea-roy: maybe, m-7f3k: yes}\n"},
            ["Léa Roy may come on 26 November.", "someone comes on 26 November."],
        ),
        (
            {INES: f"{FILES[INES]}trade: Coach\ncity: Buc\n"},
            ["The page of Inès Garnier changes: `trade`, `city`."],
        ),
        ({"members/zoe.yml": "public: yes\nname: Zoé\njoined: 2026-11-23\n"}, ["Zoé joins."]),
        ({"members/m-2222.yml": "public: no\njoined: 2026-11-23\n"}, ["A member joins who is not named."]),
        ({"meetings/2026-11-19.yml": "present: [paul-meyer, lea-roy]\nfacilitator: paul-meyer\n"}, None),
    ],
    ids=str,
)
def test_each_change_is_told(changes: Mapping[str, str | None], sentences: list[str] | None) -> None:
    """In a sentence each; who is not public is never named."""
    said = told(changes)
    assert (
        said == sentences if sentences is not None else "Who came on 19 November is written down: 2." in said
    )
    assert not any("m-7f3k" in one or "m-2222" in one for one in said)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "every: week on thursday",
            "every: week on friday",
            "New dates: 27 November, 4 December, 11 December … (+23).",
        ),
        ("language: fr\n", "language: fr\ntagline: Oui\n", "Settings of the group change: `tagline`."),
        (
            "language: fr\n",
            "language: fr\nclosures: [{from: 2026-12-20, to: 2027-01-05, returns: 2027-01-07}]\n",
            "The group takes a break from 20 December to 5 January 2027.",
        ),
    ],
)
def test_settings_are_told_by_what_they_do(old: str, new: str, sentence: str) -> None:
    """Dates that come and go, a break, the names of other keys."""
    assert sentence in told(
        {"group.yml": FILES["group.yml"].replace(old, new), COMING: None, "meetings/2026-11-19.yml": None}
    )


def test_leaving_and_coming_back_are_told() -> None:
    """The last day; a turn that is given back."""
    said = told({PAUL: f"{FILES[PAUL]}left: 2026-11-24\n"}, "fr")
    assert said == [
        "Paul Meyer s’en va\N{NO-BREAK SPACE}: son dernier jour est le 24 novembre.",
        "Le tour du 26 novembre passe de Paul Meyer à Léa Roy.",
    ]


def test_check_says_it_beside_the_problems(tmp_path: Path) -> None:
    """In the text and in the summary of a run, where nothing that people wrote is more than text; not elsewhere."""
    repository = GitRepository(tmp_path)
    repository.commit("2026-11-01 12:00", PEOPLE)
    repository.write(INES, FILES[INES].replace("Inès Garnier", "Inès <b>G</b>"))
    given = ("-C", tmp_path, "--language", "en", "check", "--base", "HEAD", "--format")
    assert (
        "What changes for readers:\n- Inès Garnier is called Inès <b>G</b> now.\n"
        in run_tablee(*given, "text").stdout
    )
    summary = run_tablee(*given, "markdown").stdout
    assert "**What changes for readers:**\n\n- Inès Garnier is called Inès &#60;b&#62;G" in summary
    assert "readers" not in run_tablee(*given, "github").stdout + run_tablee(*given, "json").stdout
    repository.git("checkout", "--quiet", INES)
    assert "- Nothing that a page" in run_tablee(*given, "text").stdout
