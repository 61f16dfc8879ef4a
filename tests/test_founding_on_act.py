"""Founding with a browser only, through our workflows run by act: a copy, a form, a group of one's own, its site."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fake_github.description import needs_description
from fake_github.server import FakeGitHub
from fake_github.world import OpenedIssue, World
from filled_forms import Given
from fresh_copy import FOUNDER, STRANGER, fill_founding, send_founding, settle_copy
from on_act.fixtures import fake_with
from on_act.runner import Ran, Runner, needs_act
from on_act.weeks import event_of, issue_of
from tablee.cli import main
from tablee.files.forms.fields import FORM_LABEL
from tablee.files.forms.founding import FOUNDING_FILES
from tablee.i18n.translations import load_translations

pytestmark = [needs_description, needs_act]
TOLD: dict[str, dict[str, Given]] = {
    "en": {
        "name": "The Lake Table",
        "every": "every other thursday",
        "place": "The Bistro",
        "address": "1 Harbour Street, Windermere",
        "holidays": "GB-ENG",
        "founder": "Ana Silva",
        "members": "- Bo Roy\n- Chloé Girard",
        "consent": "yes",
    },
    "fr": {
        "name": "La Table du Lac",
        "every": "un jeudi sur deux",
        "place": "Le Bistrot",
        "address": "1 rue du Port, Annecy",
        "holidays": "FR",
        "founder": "Ana Silva",
        "members": "Bo Roy, Chloé Girard",
        "consent": "yes",
    },
}
SAYS = {
    "en": ("is none of the answers", "Your group is founded. This is written:", "Bank Holiday"),
    "fr": ("n’est aucune des réponses", "Votre groupe est fondé. Voici ce qui est écrit", "Lundi de Pâques"),
}


fake = fake_with(settle_copy, datetime(2026, 11, 23, 8, 0, tzinfo=UTC))


class Copy:
    """The copy on its runners."""

    def __init__(self, fake: FakeGitHub, folder: Path) -> None:
        self.world, self.runner, self.folder = fake.world, Runner(fake, folder), folder

    def steward(self, event: str = "schedule") -> Ran:
        """Run steward.yml."""
        self.world.now += timedelta(hours=1)
        ran = self.runner.run("steward.yml", event, {})
        assert ran.green, ran.log + ran.summary
        return ran

    def commands(self, issue: OpenedIssue, login: str) -> Ran:
        """Run commands.yml for a form that was sent, or a body that was edited."""
        self.world.now += timedelta(minutes=5)
        account = self.world.account(login)
        told = event_of(issue, login, labels=[{"name": label} for label in issue.labels])
        told["sender"] = {"login": login, "id": account.id, "type": "User"}
        ran = self.runner.run("commands.yml", "issues", told)
        assert ran.green, ran.log + ran.summary
        return ran

    def answers(self, issue: OpenedIssue) -> list[str]:
        """Return what the steward said below a form."""
        return [one.body for one in self.world.comments.values() if one.issue == issue.number]

    def run(self, command: str) -> int:
        """Run a command on the files as they are now, as check.yml and site.yml do."""
        root = self.folder / "files"
        for path, data in self.world.files().items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        return main(["-C", str(root), "--now", self.world.now.isoformat(), command])


def tick(world: World, name: str) -> OpenedIssue:
    """Tick a box of the founding's issue, as its founder."""
    issue = issue_of(world, "founding")
    line = next(line for line in issue.body.splitlines() if line.endswith(f"<!-- box:{name} -->"))
    assert line.startswith("- [ ]"), line
    world.edit_body(FOUNDER, issue.number, issue.body.replace(line, line.replace("[ ]", "[x]", 1)))
    return issue


def is_ticked(world: World, name: str) -> bool:
    """Say whether a box of the founding's issue is ticked."""
    lines = issue_of(world, "founding").body.splitlines()
    return next(one for one in lines if f"box:{name} " in one).startswith("- [x]")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_founder_with_a_browser_only(
    language: str, fake: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copy, form, a mistake, its mend; the sample is gone, check is green, the site is built, the page closes."""
    monkeypatch.setenv("TABLEE_TEMPLATE", "false")
    copy = Copy(fake, tmp_path)
    see_the_invitation(copy)
    theirs = send_founding(copy.world, STRANGER, language, **{**TOLD[language], "name": "Somebody else"})
    copy.commands(theirs, STRANGER)
    assert (copy.answers(theirs), "members/lea-roy.yml" in copy.world.files()) == ([], True)
    found(copy, language)
    see_the_files(copy, language)
    assert (copy.run("check"), copy.run("build")) == (0, 0)
    assert str(TOLD[language]["name"]) in (copy.folder / "files/site/index.html").read_text("utf-8")
    press_the_buttons(copy)
    assert not theirs.is_open  # told that the group is founded


def see_the_invitation(copy: Copy) -> None:
    """The first push opens one issue, which leads to the form in both languages; a later run opens no other."""
    copy.steward("push")
    (asking,) = copy.world.issues.values()
    assert asking.title == "Set up your group · Fondez votre groupe"
    assert "issues/new?template=set-up-your-group.yml" in asking.body
    assert "issues/new?template=fonder-votre-groupe.yml" in asking.body
    assert FORM_LABEL in copy.world.labels
    copy.steward()
    assert len(copy.world.issues) == 1


def found(copy: Copy, language: str) -> None:
    """Send the form with mistakes, be told them, mend them by editing it."""
    words = load_translations(language)
    form = send_founding(copy.world, FOUNDER, language, **{**TOLD[language], "every": "jeudredi"})
    form.body = form.body.replace("English" if language == "en" else "Français", "Klingon")
    copy.commands(form, FOUNDER)
    (mend,) = copy.answers(form)
    assert words.gettext("On which days do you meet?") in mend
    assert "jeudredi" in mend
    assert SAYS[language][0] in mend
    assert (form.is_open, "members/lea-roy.yml" in copy.world.files()) == (True, True)
    form.body = fill_founding(language, **TOLD[language])
    copy.commands(form, FOUNDER)
    assert SAYS[language][1] in copy.answers(form)[-1]
    assert "#1," in copy.answers(form)[-1]
    assert not form.is_open


def see_the_files(copy: Copy, language: str) -> None:
    """The sample is gone, and the group's own files are there, in its language; its forms, too."""
    files, words = copy.world.files(), load_translations(language)
    assert not {
        "members/lea-roy.yml",
        "meetings/2026-11-19.yml",
        "README.fr.md",
        *FOUNDING_FILES.values(),
    } & set(files)
    assert str(TOLD[language]["name"]) in files["group.yml"].decode()
    assert files["README.md"].decode().startswith(f"# {TOLD[language]['name']}\n")
    assert f"language: {language} ".encode() in files["group.yml"]
    assert b"github: ana-s " in files["members/ana-silva.yml"]
    assert b"github_id: 7001 " in files["members/ana-silva.yml"]
    assert {"members/bo-roy.yml", "members/chloe-girard.yml"} <= set(files)
    assert SAYS[language][2] in files["holidays.yml"].decode()
    assert words.gettext("Join the group") in files[".github/ISSUE_TEMPLATE/join.yml"].decode()
    assert b"@ana-s" in files[".github/CODEOWNERS"]


def press_the_buttons(copy: Copy) -> None:
    """Pages are off, so no site is started; once they are on it is; boxes follow, and the page closes with the site."""
    world = copy.world
    assert world.dispatched == [("steward.yml", "main")]
    copy.steward("workflow_dispatch")
    assert issue_of(world, "dashboard").is_open
    assert world.dispatched == [("steward.yml", "main")]
    assert not is_ticked(world, "pages")
    world.switches["has_pages"] = True
    copy.commands(tick(world, "watch"), FOUNDER)
    assert world.dispatched[1:] == [("site.yml", "main")]
    assert [is_ticked(world, name) for name in ("pages", "watch", "site")] == [True, True, False]
    copy.steward()
    assert len(world.dispatched) == 2
    world.is_deployed = True
    copy.steward()
    assert is_ticked(world, "site")
    assert not issue_of(world, "founding").is_open
    assert "founding" not in copy.steward().summary
