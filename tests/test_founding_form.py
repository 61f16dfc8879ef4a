"""The form *Set up your group*: what it founds, what it says has to be mended, and who may send it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fake_github.description import needs_description
from fake_github.server import FakeGitHub
from fake_github.world import OpenedIssue
from filled_forms import Given
from fresh_copy import FOUNDER, STRANGER, fill_founding, send_founding, settle_copy
from on_act.command_line import CommandLine, open_command_line
from on_act.fixtures import fake_with
from on_act.weeks import group_of, issue_of
from tablee.files.escaping import ZERO_WIDTH_SPACE
from tablee.files.forms.founding import FOUNDING_FORM
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import load_translations

pytestmark = needs_description
LEAST: dict[str, Given] = {"name": "The Lake Table", "founder": "Ana Silva", "consent": "yes"}


fake = fake_with(settle_copy, datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def line(fake: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Return a runner's command line, after the first run in a fresh copy."""
    opened = open_command_line(fake, tmp_path / "checkout", monkeypatch)
    assert opened.run("apply").status == 0
    return opened


def answers(fake: FakeGitHub, form: OpenedIssue) -> list[str]:
    """Return what the steward said below a form."""
    return [one.body for one in fake.world.comments.values() if one.issue == form.number]


def is_sample(fake: FakeGitHub) -> bool:
    """Say whether the files still are the sample's."""
    return "members/lea-roy.yml" in fake.world.files()


def send(line: CommandLine, language: str = "en", login: str = FOUNDER, /, **given: Given) -> str:
    """Send a form, let the steward run, and return its answer; empty for none."""
    form = send_founding(line.fake.world, login, language, **{**LEAST, **given})
    assert line.run("apply").status == 0
    return "".join(answers(line.fake, form))


FOUNDS: dict[str, tuple[dict[str, Given], str, str]] = {
    "the least": ({}, "group.yml", "name: The Lake Table\n"),
    "no rhythm has no hour": ({}, "group.yml", "# rhythm: "),
    "english words": ({"every": "every thursday"}, "group.yml", "  every: every thursday "),
    "french words": (
        {"every": "3e mercredi du mois sauf août"},
        "group.yml",
        "  every: 3e mercredi du mois sauf août",
    ),
    "first day follows": ({"every": "every thursday"}, "group.yml", "  from: 2026-11-26 "),
    "first day in words": (
        {"every": "every other thursday", "from_day": "3 December"},
        "group.yml",
        "  from: 2026-12-03 ",
    ),
    "usual hour": ({"every": "every thursday", "at": ""}, "group.yml", "  at: 12:30\n"),
    "hour as typed": ({"every": "every thursday", "at": "7:15pm"}, "group.yml", "  at: 7:15pm\n"),
    "usual contact": ({}, "group.yml", "contact: https://github.com/la-tablee/vallee/issues "),
    "mail of the group": (
        {"contact": "hello@table.example"},
        "group.yml",
        "contact: mailto:hello@table.example ",
    ),
    "address of the site": ({}, "group.yml", "url: https://la-tablee.github.io/vallee/ "),
    "identity of its own": ({}, "group.yml", "identity: the-lake-table.la-tablee.github.io "),
    "a town as zone": ({"timezone": "new york"}, "group.yml", "timezone: America/New_York\n"),
    "a line as the advice shows it": (
        {"timezone": "timezone: Europe/Rome"},
        "group.yml",
        "timezone: Europe/Rome\n",
    ),
    "place": (
        {"place": "The Bistro", "address": "1 Quay: left"},
        "group.yml",
        '    address: "1 Quay: left"\n',
    ),
    "holidays": ({"holidays": "fr"}, "holidays.yml", "name: Easter Monday"),
    "holidays of a region": ({"holidays": "gb eng"}, "group.yml", "holidays: {country: GB, region: ENG}"),
    "the founder's account": ({}, "members/ana-silva.yml", "github_id: 7001 "),
    "others, with bullets": ({"members": "- Bo Roy\n2. Bo Roy; Cy"}, "members/bo-roy.yml", "name: Bo Roy\n"),
    "others, once": ({"members": "Ana Silva, Cy"}, "members/cy.yml", "name: Cy\n"),
    "a language of its own": ({"language": "fr"}, "README.md", "## Tous les jours"),
    "headings and quotes in a name": (
        {"name": '### `The` "Lake" #1: @all ]('},
        "group.yml",
        "name: ",
    ),
    "emoji": ({"name": "🍽️ The Lake Table"}, "group.yml", "name: 🍽️ The Lake Table\n"),
    "the template's address": ({}, ".github/tablee.yml", "template: https://github.test/seed/tablee\n"),
}
MENDS: dict[str, tuple[dict[str, Given], str]] = {
    "no name": ({"name": ""}, "**Name of the group**: this is needed."),
    "no founder": ({"founder": ""}, "**Your name**: this is needed."),
    "no consent": ({"consent": ""}, "**Names are public**: this is needed."),
    "no zone": ({"timezone": ""}, "**Time zone**: this is needed."),
    "a zone that is none": ({"timezone": "Europe/Pari"}, "**Time zone**: "),
    "a rhythm that is none": ({"every": "now and then"}, "**On which days do you meet?**: "),
    "an hour that is none": ({"every": "every thursday", "at": "at dusk"}, "**Hour at which you meet**: "),
    "a day that is none": (
        {"every": "every thursday", "from_day": "soon"},
        "**Day of the first meeting**: “soon” is no day",
    ),
    "a day without rhythm": (
        {"from_day": "3 December"},
        "**Day of the first meeting**: a first day needs a rhythm.",
    ),
    "an address without place": ({"address": "1 Quay"}, "**Place where you meet**: this is needed."),
    "a country that is none": ({"holidays": "ZZ"}, "does not know the country `ZZ`"),
    "a country in words": ({"holidays": "France"}, "**Public holidays of which country?**: "),
    "a country without its region": ({"holidays": "GB"}, "Write it as `GB-ENG`"),
    "a region that is none": ({"holidays": "FR-XYZ"}, "knows no region `XYZ` of `FR`"),
    "an answer that is none": ({"language": "Klingon"}, "“Klingon” is none of the answers."),
    "HTML in a name": ({"name": "<script>alert(1)</script>"}, "**Name of the group**: "),
    "a picture": ({"place": "![](https://x.test/a.png)"}, "a picture cannot stand there"),
    "a telephone number among the names": ({"members": "Bo +44 7911 123456"}, "**Other first members**: "),
    "a mail address of a person": ({"place": "ana@silva.example"}, "**Place where you meet**: "),
    "a name of 60,000 letters": ({"name": "x" * 60_000}, "**Name of the group**: "),
    "a hundred others": ({"members": "\n".join(f"Bo {n}" for n in range(100))}, "name 60 people at most"),
}


@pytest.mark.parametrize("name", FOUNDS)
def test_a_form_becomes_files(name: str, fake: FakeGitHub, line: CommandLine) -> None:
    """The sample is gone, the check has no error, and the file says what was told."""
    given, path, text = FOUNDS[name]
    assert "Your group is founded" in send(line, **given) or given.get("language") == "fr"
    assert not is_sample(fake)
    assert text in fake.world.files()[path].decode()
    done = line.run("check")
    assert (done.status, done.err) == (0, "")
    assert group_of(fake.world).settings.steward.runs


@pytest.mark.parametrize("name", MENDS)
def test_a_form_that_cannot_be_carried_out_is_told_why(
    name: str, fake: FakeGitHub, line: CommandLine
) -> None:
    """Nothing is written, the form stays open, and the answer names the field with what was typed."""
    given, said = MENDS[name]
    answer = send(line, **given)
    assert said in answer
    assert "Nothing is written yet." in answer
    assert is_sample(fake)
    assert fake.world.issues[2].is_open
    before = len(fake.world.comments)
    assert line.run("apply").status == 0
    assert len(fake.world.comments) == before  # the same text is told once


def test_all_that_is_wrong_is_told_at_once(line: CommandLine) -> None:
    """In French to who fills in the French form."""
    answer = send(line, "fr", timezone="Parisii", every="parfois", founder="")
    assert "Rien n’est encore écrit" in answer
    assert [label in answer for label in ("**Fuseau horaire**", "**Quels jours", "**Votre nom**")] == [
        True
    ] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_names_the_field_and_no_key_of_a_file(language: str, line: CommandLine) -> None:
    """What may be meant is shown as it is typed into the field, below its label in the founder's language."""
    given = {"every": "every thursday", "at": "1230", "contact": "www.example.org", "holidays": "France"}
    answer = send(line, language, **given).replace(ZERO_WIDTH_SPACE, "")
    words = load_translations(language)
    labels = [words.gettext(field.label) for field in FOUNDING_FORM.fields if field.id in {"at", "contact"}]
    assert [label for label in labels if f"**{label}**" not in answer] == []
    assert [one for one in ("`12:30`", "`https://www.example.org`", "`FR`") if one not in answer] == []
    assert [key for key in ("at: ", "contact: ", "holidays: ", "timezone") if key in answer] == []


def test_nobody_founds_but_who_may_write(fake: FakeGitHub, line: CommandLine) -> None:
    """Others get no answer, whatever their login was before; who was given the right is heard at the next run."""
    assert send(line, "en", STRANGER) == ""
    assert is_sample(fake)
    fake.world.writers.add(STRANGER)
    assert line.run("apply").status == 0
    assert not is_sample(fake)


def test_a_second_form_is_told_that_the_group_is_founded(fake: FakeGitHub, line: CommandLine) -> None:
    """The first one counts; the other is closed by the next run."""
    first = send_founding(fake.world, FOUNDER, "en", **LEAST)
    second = send_founding(fake.world, FOUNDER, "en", **{**LEAST, "name": "Another"})
    assert [line.run("apply").status for _run in range(2)] == [0, 0]
    assert group_of(fake.world).settings.name == "The Lake Table"
    assert not first.is_open
    assert "The group is founded already." in answers(fake, second)[-1]
    assert not second.is_open


def test_a_form_from_before_the_first_run_is_read(
    fake: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It bears no label, since there was none; it gets it, so that its edits are read."""
    early = send_founding(fake.world, FOUNDER, "en", **{**LEAST, "every": "now and then"})
    assert early.labels == []
    line = open_command_line(fake, tmp_path / "checkout", monkeypatch)
    assert line.run("apply").status == 0
    assert early.labels == ["tablee: form"]
    early.body = fill_founding("en", **LEAST)
    assert line.run("apply").status == 0
    assert not is_sample(fake)


def test_a_form_whose_headings_are_gone_is_asked_for_anew(fake: FakeGitHub, line: CommandLine) -> None:
    """Once it was answered; nothing is founded by what cannot be read."""
    assert "this is needed" in send(line, founder="")
    fake.world.issues[2].body = "The Lake Table, please"
    assert line.run("apply").status == 0
    assert len(answers(fake, fake.world.issues[2])) == 2
    assert is_sample(fake)


@pytest.mark.parametrize("switch", ["is_template", "fork"])
def test_the_template_itself_and_a_fork_rest(
    switch: str, fake: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There nobody founds a group: no issue, and no form is read."""
    fake.world.switches[switch] = True
    fake.world.labels.append("tablee: form")
    send_founding(fake.world, FOUNDER, "en", **LEAST)
    line = open_command_line(fake, tmp_path / "checkout", monkeypatch)
    done = line.run("apply")
    assert (done.status, "The steward rests" in done.err) == (0, True)
    assert len(fake.world.issues) == 1
    assert is_sample(fake)


def test_where_main_is_protected_the_group_is_proposed(fake: FakeGitHub, line: CommandLine) -> None:
    """In one pull request, which the answer leads to; merged, the group goes on by pull requests."""
    fake.world.is_protected = True
    assert "tablee/founding?expand=1" in send(line)
    assert is_sample(fake)
    (pull,) = [one for one in fake.world.issues.values() if one.head]
    assert (pull.title, fake.world.issues[2].is_open) == ("A group of our own", True)
    there = fake.world.git.branches["tablee/founding"], len(fake.world.comments)
    assert line.run("apply").status == 0
    assert (fake.world.git.branches["tablee/founding"], len(fake.world.comments)) == there
    fake.world.merge_pull(pull.number)
    assert not is_sample(fake)
    assert group_of(fake.world).settings.steward.writes == "pull-requests"
    assert line.run("apply").status == 0
    assert not fake.world.issues[2].is_open
    assert "**The Lake Table** is founded." in issue_of(fake.world, "founding").body


def test_pages_that_are_on_already_get_the_site_at_once(fake: FakeGitHub, line: CommandLine) -> None:
    """The steward and the site are started, once."""
    fake.world.switches["has_pages"] = True
    send(line)
    assert fake.world.dispatched == [("steward.yml", "main"), ("site.yml", "main")]
    body = issue_of(fake.world, "founding").body
    assert "- [x] Pages: choose “GitHub Actions”" in body
    assert line.run("apply").status == 0
    assert len(fake.world.dispatched) == 2


def test_a_group_without_rhythm_is_shown_how_to_fix_a_date(fake: FakeGitHub, line: CommandLine) -> None:
    """Its box is ticked once there is a date."""
    send(line)
    assert line.run("apply").status == 0
    assert (
        "- [ ] The first date is fixed, by a comment such as `/next" in issue_of(fake.world, "founding").body
    )
    fake.world.push({"meetings/2026-12-10.yml": b"at: 12:30\ntitle: The first one\n"})
    assert line.run("apply").status == 0
    assert "- [x] The first date is fixed" in issue_of(fake.world, "founding").body


def test_what_may_not_be_seen_is_left_to_the_person(fake: FakeGitHub, line: CommandLine) -> None:
    """A tick of the founder's stays; a box that the steward can see is what it sees."""
    send(line)
    issue = issue_of(fake.world, "founding")
    for name in ("pin", "site"):
        lines = issue.body.splitlines()
        box = next(one for one in lines if f"box:{name} " in one)
        issue.body = issue.body.replace(box, box.replace("[ ]", "[x]"))
    assert line.run("apply").status == 0
    body = issue_of(fake.world, "founding").body
    assert "- [x] The dashboard is pinned" in body
    assert "- [ ] The site and the calendar are there" in body


def test_a_founding_in_the_terminal_ends_the_issue_too(fake: FakeGitHub, line: CommandLine) -> None:
    """Who runs `tablee init` meanwhile finds the buttons there."""
    line.checkout.update()
    given = ("--name", "The Lake Table", "--timezone", "Europe/London", "--yes")
    assert line.run("init", *given, "--repository", "la-tablee/vallee").status == 0
    files = {
        path.relative_to(line.checkout.folder).as_posix(): path.read_bytes()
        for path in line.checkout.folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(line.checkout.folder).parts
    }
    gone: dict[str, bytes | None] = dict.fromkeys(set(fake.world.files()) - set(files))
    assert ".github/ISSUE_TEMPLATE/set-up-your-group.yml" in gone
    fake.world.push({**gone, **files})
    assert line.run("apply").status == 0
    assert "**The Lake Table** is founded." in issue_of(fake.world, "founding").body
