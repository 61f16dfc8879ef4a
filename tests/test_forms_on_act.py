"""Forms through our workflows, run by act against the fake GitHub: form, answer, a keeper’s 👍, file, page, feed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from fake_github.description import needs_description
from fake_github.server import FakeGitHub
from fake_github.world import OpenedIssue
from filled_forms import Given, fill_in
from on_act.runner import Ran, Runner, needs_act
from on_act.weeks import event_of, group_of
from tablee.cli.outputs import render_outputs
from tablee.files.forms.fields import FORM_LABEL
from tablee.files.history import NO_HISTORY
from tablee.i18n.translations import load_translations

pytestmark = [needs_description, needs_act]


class Group:
    """The group on its runners: by the clock, and as people send forms."""

    def __init__(self, fake: FakeGitHub, folder: Path) -> None:
        self.world, self.runner = fake.world, Runner(fake, folder)

    def by_the_clock(self) -> Ran:
        """Run steward.yml."""
        ran = self.runner.run("steward.yml", "schedule", {"schedule": "37 6,11,16,21 * * *"})
        assert ran.green, ran.log + ran.summary
        return ran

    def send(self, login: str, form: str, **given: Given) -> tuple[OpenedIssue, Ran]:
        """Send a form, which starts commands.yml."""
        self.world.now += timedelta(hours=1)
        body = fill_in(group_of(self.world).settings, form, **given)
        issue = self.world.send_form(login, "Un formulaire", body)
        return issue, self.event("issues", issue, login)

    def event(self, name: str, issue: OpenedIssue, login: str, comment: str = "") -> Ran:
        """Run commands.yml for what somebody did in a form."""
        labels = [{"name": label} for label in issue.labels]
        ran = self.runner.run("commands.yml", name, event_of(issue, login, comment, labels=labels))
        assert ran.green, ran.log + ran.summary
        return ran

    def answers(self, issue: OpenedIssue) -> list[str]:
        """Return the steward's answers to a form."""
        return [one.body for one in self.world.comments.values() if one.issue == issue.number]

    def site(self) -> dict[str, str | bytes]:
        """Return the pages and feeds of the files as they are now."""
        group = group_of(self.world)
        words = load_translations(group.settings.language)
        return render_outputs(group, self.world.now, words, NO_HISTORY)


def test_a_join_a_profile_an_absence_and_a_leaving(fake: FakeGitHub, tmp_path: Path) -> None:
    """A newcomer waits for a keeper's 👍; members are served at once; pages and feeds follow the files."""
    group = Group(fake, tmp_path)
    world = group.world
    group.by_the_clock()
    assert FORM_LABEL in world.labels

    asked, ran = group.send(
        "nina-b",
        "join",
        public="yes",
        consent="yes",
        name="Nina Blanc",
        trade="Relectrice : textes",
        skills="relecture",
    )
    assert ran.summary == ""  # a stranger waits for the clock
    group.by_the_clock()
    (shown,) = group.answers(asked)
    assert "voici ce qui sera écrit" in shown
    assert "@aline-m et @bruno-f" in shown
    assert "members/nina-blanc.yml" not in world.files()
    world.now += timedelta(hours=1)
    world.react("bruno-f", asked.number, "+1")
    group.by_the_clock()
    assert world.files()["members/nina-blanc.yml"].decode() == (
        'public: yes\nname: Nina Blanc\ntrade: "Relectrice : textes"\nskills: [relecture]\n'
        f"github: nina-b\ngithub_id: {world.accounts['nina-b'].id}\njoined: 2026-10-05\n"
    )
    assert "Bienvenue" in group.answers(asked)[-1]
    assert not asked.is_open
    assert world.dispatched[-1] == ("site.yml", "main")
    site = group.site()
    assert "Nina Blanc" in str(site["members/nina-blanc.md"])
    assert "members/nina-blanc/turns.ics" in site

    changed, ran = group.send("chloe-g", "profile", city="Viroflay")
    assert ran.summary.startswith("### Plan de l’intendant")
    assert b"city: Viroflay" in world.files()["members/chloe-girard.yml"]
    assert b"# the account may be renamed" in world.files()["members/chloe-girard.yml"]
    assert not changed.is_open
    assert "Viroflay" in str(group.site()["members/chloe-girard.md"])

    away, _ran = group.send("aline-m", "away", to="20 décembre")
    assert b"away:\n  - {from: 2026-10-05, to: 2026-12-20}" in world.files()["members/aline-moreau.yml"]
    assert "absent du lundi 5 octobre au dimanche 20 décembre" in group.answers(away)[0]
    assert not away.is_open

    wrong, _ran = group.send("david-l", "leave", day="bientôt", meant="yes")
    assert wrong.is_open
    assert "n’est pas un jour que je comprenne" in group.answers(wrong)[0]
    world.now += timedelta(hours=1)
    wrong.body = wrong.body.replace("bientôt", "hier")
    group.event("issues", wrong, "david-l")
    assert b"left: 2026-10-04" in world.files()["members/david-leroy.yml"]
    assert "Merci" in group.answers(wrong)[-1]
    assert world.issues[wrong.number].is_open is False
    site = group.site()
    assert "members/david-leroy.md" not in site
    assert "members/david-leroy/turns.ics" not in site
    assert "Merci à David Leroy" in str(site["members/index.md"])
    assert "Rien à faire." in group.by_the_clock().summary
