"""`tablee init` makes a group of one's own out of the sample, and touches nothing else."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import load_whole
from tablee.adapters.questions import Abandoned, Questions
from tablee.cli import init, main
from tablee.cli.next_steps import render_next_steps
from tablee.files.load import Loaded, load_group
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import load_translations
from tablee.model import Group
from tablee.model.folding import free_identity
from tablee.model.identity import is_identity
from tablee.model.parsing import parse_host
from tablee.scaffolding.answers import Answers, next_day, pages_address, suggested_answer
from tablee.scaffolding.group import make_identity, render_files

SAMPLE = {
    "group.yml": """\
name: La Tablée de la Vallée
url: https://example.org/tablee/
identity: tablee-vallee.example.org
contact: https://example.org/tablee/contact
language: fr
timezone: Europe/Paris
rhythm: {every: week on thursday, from: 2025-01-09, at: 12:30}
""",
    "holidays.yml": "from: 2026-01-01\nto: 2028-12-31\n",
    "members/lea-roy.yml": "public: yes\nname: Léa Roy\njoined: 2025-01-09\n",
    "meetings/2026-11-19.yml": "present: [lea-roy]\n",
    "content/charte.md": "# La charte\n",
    "content/photos/lea-roy.svg": "<svg/>\n",
    "content/images/old/table.svg": "<svg/>\n",
}
Printed = pytest.CaptureFixture[str]
ENGINE = {
    "scripts/tablee/engine.py": "pass\n",
    "README.md": "# The template\n",
    "mkdocs.yml": "theme: {icon: {logo: material/coffee}}\n",
    ".github/x.yml": "x\n",
}

FLAGS = (
    *("--name", "The Valley Table", "--language", "en", "--timezone", "Europe/London"),
    *("--every", "week on thursday", "--at", "12:30", "--place", "The Bistro"),
    *("--contact", "https://example.com/contact", "--url", "https://example.com/table/"),
)
NOW = ("--now", "2026-11-23T10:00")


def lay_sample(root: Path, changes: dict[str, str] | None = None) -> Path:
    """A folder such as a fresh clone has."""
    for name, text in {**SAMPLE, **ENGINE, **(changes or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def read_tree(root: Path) -> dict[str, str]:
    """All files of a folder but Git's."""
    paths = sorted(p for p in root.rglob("*") if p.is_file() and ".git" not in p.relative_to(root).parts)
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


def load(root: Path) -> Loaded:
    """The group in a folder."""
    return load_group(
        {name: text.encode() for name, text in read_tree(root).items() if name.endswith(".yml")}
    )


def run_git(root: Path, *arguments: str) -> None:
    """Run Git with an author of the test's own."""
    author = ("-c", "user.name=A Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *author, *arguments], cwd=root, check=True, capture_output=True)


class Scripted:
    """Somebody at the terminal who answers by the beginning of the question; Enter to everything else."""

    def __init__(self, answers: dict[str, list[str]]) -> None:
        self.answers = {question: list(those) for question, those in answers.items()}
        self.asked: list[str] = []
        self.told: list[str] = []

    def ask(self, text: str, suggested: str) -> str:
        """Answer."""
        self.asked.append(text)
        assert len(self.asked) < 40, self.asked[-3:]
        for question, those in self.answers.items():
            if text.startswith(question) and those:
                answer = those.pop(0)
                if answer == "^C":
                    raise Abandoned
                return answer or suggested
        return suggested

    def tell(self, text: str) -> None:
        """Listen."""
        self.told.append(text)


def seat(monkeypatch: pytest.MonkeyPatch, somebody: Questions | None) -> None:
    """Put somebody, or nobody, before the terminal."""
    monkeypatch.setattr(init, "open_questions", lambda: somebody)


def run_init(root: Path, *given: str) -> int:
    """Run `tablee init` in English."""
    return main(["-C", str(root), "--language", "en", *NOW, "init", *given])


def refuse(root: Path, printed: Printed, *given: str) -> str:
    """Run `tablee init`, see that it is wrong use and that nothing changed, and return what it says."""
    before = read_tree(root)
    printed.readouterr()
    assert run_init(root, *given) == 2
    assert read_tree(root) == before
    return printed.readouterr().err


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder such as a fresh clone has."""
    return lay_sample(tmp_path / "group")


def found(root: Path) -> Group:
    """The new group, which has no problem."""
    loaded = load(root)
    assert loaded.problems == ()
    assert loaded.group is not None
    return loaded.group


def test_one_command_makes_a_group_of_ones_own(root: Path, capsys: Printed) -> None:
    """The sample is gone, the new group is whole and without a problem, and the engine's files stand untouched."""
    assert run_init(root, *FLAGS, "--member", "Ann Lee", "--yes") == 0
    tree = read_tree(root)
    own = {
        *("README.md", "content/charter.md", "content/photos/.gitkeep"),
        *("group.yml", "meetings/.gitkeep", "members/ann-lee.yml"),
    }
    assert set(tree) == own | set(ENGINE)
    assert {name: text for name, text in tree.items() if name not in own}.items() <= ENGINE.items()
    assert tree["README.md"].startswith("# The Valley Table\n")
    assert not (root / "content/images").exists()
    group = found(root)
    settings = group.settings
    told = (settings.name, settings.language, settings.timezone, settings.identity)
    assert told == ("The Valley Table", "en", "Europe/London", "the-valley-table.example.com")
    assert settings.rhythm[0].from_on == date(2026, 11, 26)
    assert [place.name for place in settings.places.values()] == ["The Bistro"]
    assert list(settings.deck) == ["restaurant", "topic", "welcome", "publicise"]
    assert settings.steward.runs is True
    assert group.members["ann-lee"].name == "Ann Lee"
    out = capsys.readouterr().out
    assert "git add -A && git commit" in out
    assert "Git's history keeps it for ever" in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_new_group_passes_the_check(root: Path, language: str, capsys: Printed) -> None:
    """`tablee check` prints no problem at all, not even a warning."""
    assert run_init(root, *FLAGS, "--language", language, "--member", "Ann Lee", "--yes") == 0
    capsys.readouterr()
    assert main(["-C", str(root), *NOW, "check", "--format", "json"]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_a_living_group_is_never_wiped(root: Path, capsys: Printed) -> None:
    """Nor one whose identity is not the sample's, nor one that cannot be read, nor members without a group."""
    own = SAMPLE["group.yml"].replace("tablee-vallee.example.org", "ours.example.org")
    for text in (own, "name: [\n"):
        lay_sample(root, {"group.yml": text})
        assert "Here lives a group of its own" in refuse(root, capsys, *FLAGS, "--yes")
    (root / "group.yml").unlink()
    assert "There is no group.yml here" in refuse(root, capsys, *FLAGS, "--yes")


def test_an_empty_folder_becomes_a_group(tmp_path: Path) -> None:
    """`tablee check` sends people without a group.yml here; a README.md that is not the template's stays."""
    (tmp_path / "README.md").write_text("# Mine\n", "utf-8")
    assert run_init(tmp_path, *FLAGS, "--yes") == 0
    found(tmp_path)
    assert (tmp_path / "members/.gitkeep").is_file()
    assert (tmp_path / "README.md").read_text("utf-8") == "# Mine\n"


def commit_all(root: Path) -> None:
    """Commit whatever the folder holds."""
    run_git(root, "init")
    run_git(root, "add", "-A")
    run_git(root, "commit", "-m", "all")


def test_what_git_does_not_have_is_never_lost(root: Path, capsys: Printed) -> None:
    """A page that the founder wrote before running init would be gone: init names it and stops."""
    commit_all(root)
    (root / "content/accueil été.md").write_text("# Mine\n", "utf-8")
    (root / "README.md").write_text("# Mine\n", "utf-8")
    assert "would be lost: README.md, content/accueil été.md." in refuse(root, capsys, *FLAGS, "--yes")
    commit_all(root)
    assert run_init(root, *FLAGS, "--yes") == 0


@pytest.mark.parametrize(
    "remote",
    [
        "https://github.com/Our-Group/table.git",
        "git@github.com:Our-Group/table.git",
        "ssh://git@github.com/Our-Group/table",
    ],
)
def test_the_repository_comes_from_the_origin(root: Path, remote: str, capsys: Printed) -> None:
    """So do the site's address and the contact, and every step that is left has its full address."""
    commit_all(root)
    run_git(root, "remote", "add", "origin", remote)
    flags = ("--name", "Table", "--language", "en", "--timezone", "UTC", "--every", "2 weeks on monday")
    assert run_init(root, *flags, "--yes") == 0
    settings = found(root).settings
    assert settings.url == "https://our-group.github.io/table/"
    assert settings.identity == "table.our-group.github.io"
    assert settings.contact == "https://github.com/Our-Group/table/issues"
    out = capsys.readouterr().out
    github = "https://github.com/Our-Group/table"
    for address in ("/settings/pages", "/settings/actions", "/settings/branches", "/issues"):
        assert f"{github}{address}\n" in out


def test_without_a_terminal_what_is_missing_is_named(root: Path, capsys: Printed) -> None:
    """All missing flags at once, and nothing is written."""
    missing = "was not given: `--timezone`."
    assert missing in refuse(root, capsys, "--name", "Table", "--yes")
    hour = ("--at", "12:30", "--timezone", "UTC")
    assert "`--at` means nothing without `--every`." in refuse(
        root, capsys, "--name", "Table", *hour, "--yes"
    )


@pytest.mark.parametrize(
    ("flag", "value", "said"),
    [
        ("--every", "week on Jupiter", "`week on Jupiter` is not a rhythm."),
        ("--timezone", "Europe/Versailles", "`Europe/Versailles` is not a time zone."),
        ("--at", "25:00", "`25:00` is not an hour."),
        ("--url", "http://example.org/", "`http://example.org/` is not an https address."),
        ("--contact", "paul@example.org", "`paul@example.org` is not an https address or a `mailto:`."),
        ("--holidays", "ZZ", "does not know the country `ZZ`"),
        ("--holidays", "FRA", "`FRA` is not a country, two letters of ISO 3166."),
        ("--school", "B", "`--school` means nothing without `--holidays`."),
        ("--github", "ann-l", "`--github` means nothing without `--member`."),
        ("--member", "A\x07B", "invisible control character (code U+0007)"),
        ("--member", "paul@example.org", "error personal-contact: a mail address stands here"),
        ("--name", "\udcff", "invisible control character"),
    ],
)
def test_a_refused_answer_changes_nothing(
    root: Path, capsys: Printed, flag: str, value: str, said: str
) -> None:
    """The loader's own words say what is wrong; the exit status is that of a wrong use."""
    assert said in refuse(root, capsys, *FLAGS, flag, value, "--yes")


def test_members_need_consent_where_nobody_can_be_asked(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """A name is public for ever, so a script says `--yes` or leaves members out."""
    seat(monkeypatch, None)
    assert "Members become public for ever" in refuse(root, capsys, *FLAGS, "--member", "Ann Lee")


def test_a_dialogue_founds_a_group(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """Only what was not given is asked; a refused answer is asked for again; Enter takes what is offered."""
    founder = Scripted(
        {
            "Language": ["fr"],
            "Nom du groupe": ["", "Les Déjeuners : jeudi #1"],
            "Rythme": ["tous les soirs", "first thursday of the month"],
            "Ce que": ["Un jeudi par mois"],
            "Lieu": ["Chez « Lulu »"],
            "Contact": ["bonjour@example.org", ""],
            "Adresse du site": ["https://example.org/"],
            "Pays": ["FRA", "zz", "fr"],
            "Zone": ["Z", "C"],
            "Votre nom": ["Inès Garnier"],
            "Compte GitHub": ["https://github.com/ines-g"],
            "Son numéro": ["1234567"],
            "Sur le premier": ["La newsletter sans jargon."],
            "Un autre membre": ["inès garnier", ""],
            "Sont-ils": ["oui"],
        }
    )
    seat(monkeypatch, founder)
    assert main(["-C", str(root), *NOW, "init", "--at", "12h15"]) == 0
    group = found(root)
    settings = group.settings
    assert settings.name == "Les Déjeuners : jeudi #1"
    assert settings.contact == "mailto:bonjour@example.org"
    assert settings.rhythm[0].from_on == date(2026, 12, 3)
    assert str(settings.rhythm[0].at) == "12:15:00"
    assert [place.name for place in settings.places.values()] == ["Chez « Lulu »"]
    assert settings.holidays is not None
    assert (settings.holidays.country, settings.holidays.school) == ("FR", "C")
    assert group.holidays is not None
    assert list(group.members) == ["ines-garnier", "ines-garnier-2"]
    first, second = group.members.values()
    assert (first.github, first.github_id, first.about) == ("ines-g", 1234567, "La newsletter sans jargon.")
    assert (second.github, second.github_id, second.about) == ("", None, "")
    assert settings.tagline == "Un jeudi par mois"
    asked = [question.split("\u00a0:")[0].split(" (")[0].split(" [")[0] for question in founder.asked]
    assert "Heure de la rencontre" not in asked
    assert asked.index("Durée d’une rencontre") < asked.index("Lieu de la rencontre")
    assert "Région qui a des jours fériés à elle" not in asked
    assert any("https://api.github.com/users/ines-g" in question for question in founder.asked)
    assert any("`tous les soirs` n’est pas un rythme" in told for told in founder.told)
    assert any("Vouliez-vous dire `mailto:bonjour@example.org`" in told for told in founder.told)
    assert any("l’historique de Git la garde pour toujours" in told for told in founder.told)
    assert capsys.readouterr().out.startswith(
        "Écrit\u00a0: .github/CODEOWNERS, README.md, content/charte.md, group.yml, holidays.yml, "
    )


def test_a_country_of_regions_asks_for_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Great Britain as a whole lacks Easter Monday; the regions stand in the question, and nothing else is taken."""
    founder = Scripted({"Country": ["GB"], "Region": ["Bavaria", "ENG"]})
    seat(monkeypatch, founder)
    assert run_init(root, *FLAGS) == 0
    holidays = found(root).holidays
    assert holidays is not None
    assert "Easter Monday" in {day.name for day in holidays.public}
    assert any("(ENG, NIR, SCT, WLS)" in question for question in founder.asked)
    assert "`Bavaria` is not one of ENG, NIR, SCT, WLS" in founder.told
    assert not any(question.startswith("Zone of the school") for question in founder.asked)


def test_an_hour_and_whole_days_do_not_go_together(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for the length of a meeting that has an hour, days are refused at once."""
    founder = Scripted({"How long": ["2 days", "3h"]})
    seat(monkeypatch, founder)
    assert run_init(root, *FLAGS) == 0
    assert "A meeting that begins at 12:30 lasts hours, not days." in founder.told


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (FLAGS[2:], {"Name of the group": ["^C"]}),
        ((*FLAGS, "--member", "Ann Lee"), {"Do they agree": ["perhaps", "no"]}),
        (FLAGS, {"7 files are written, 7 files of the sample go": ["no"]}),
    ],
)
def test_a_no_or_an_interruption_writes_nothing(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Printed,
    given: tuple[str, ...],
    said: dict[str, list[str]],
) -> None:
    """Whoever changes their mind finds the folder as it was."""
    seat(monkeypatch, Scripted(said))
    assert refuse(root, capsys, *given) == "Nothing was written.\n"


def test_answers_come_from_a_file(root: Path, tmp_path: Path) -> None:
    """Its keys are the flags' names; a flag on the command line wins."""
    answers = tmp_path / "answers.yml"
    answers.write_text(
        "name: From the file\nlanguage: en\ntimezone: Europe/London\nevery: last friday of the month\n"
        "lasts: 2 days\nurl: https://example.com/\ncontact: https://example.com/contact\nmember: [Ann Lee, 李]\n",
        "utf-8",
    )
    assert run_init(root, "--answers", str(answers), "--name", "From the flag", "--yes") == 0
    group = found(root)
    assert group.settings.name == "From the flag"
    rule = group.settings.rhythm[0]
    assert (rule.at, rule.lasts and rule.lasts.days, rule.from_on) == (None, 2, date(2026, 11, 27))
    assert {m.id: m.name for m in group.members.values()} == {"ann-lee": "Ann Lee", "member": "李"}


def test_a_wrong_file_of_answers_is_explained(root: Path, tmp_path: Path, capsys: Printed) -> None:
    """With file, line and a near key, as any file of the group."""
    answers = tmp_path / "answers.yml"
    answers.write_text("name: A\ntime-zone: Europe/Paris\nat: 25:00\n", "utf-8")
    err = refuse(root, capsys, "--answers", str(answers), "--yes")
    assert "answers.yml:2:1: error unknown-key" in err
    assert "Did you mean `timezone`?" in err
    assert "answers.yml:3:5: error bad-value" in err
    assert "none` cannot be read" in refuse(root, capsys, "--answers", str(tmp_path / "none"), "--yes")


def test_a_terminal_is_asked_on_standard_error(root: Path) -> None:
    """Through a real terminal: the questions do not mix with the result."""
    ours, theirs = pty.openpty()
    # name, tagline, zone, rhythm, first day, hour, length, place, repository, site, contact, country, member, go on
    typed = "Our Table\n\n\nweek on thursday\n\n\n\n\n\n\n\n-\n\n\n"
    os.write(ours, typed.encode())
    done = subprocess.run(
        [sys.executable, "-m", "tablee", "-C", root, *NOW, "init", "--language", "en"],
        stdin=theirs,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert "Name of the group: " in done.stderr
    assert "Time zone [Europe/London]: " in done.stderr
    assert "Day of the first meeting [2026-11-26]: " in done.stderr
    assert done.stdout.startswith("Written: README.md, content/charter.md, group.yml\n")


@pytest.mark.parametrize(("language", "example"), [("en", "/next"), ("fr", "/prochaine")])
def test_a_rhythm_may_be_left_out(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed, language: str, example: str
) -> None:
    """Nothing is asked that hangs on it, and the last words tell how the first date is fixed."""
    founder = Scripted({})
    seat(monkeypatch, founder)
    given = (*FLAGS[:6], *FLAGS[10:], "--language", language)
    assert run_init(root, *given) == 0
    group = found(root)
    assert group.settings.rhythm == ()
    assert [place.name for place in group.settings.places.values()] == ["The Bistro"]
    hanging = ("Day of the first", "Jour de la", "Hour at", "Heure", "How long", "Durée")
    assert sum(text.startswith(("Rhythm", "Rythme")) for text in founder.asked) == 1
    assert not any(text.startswith(hanging) for text in founder.asked)
    assert f"   {example} 2026-12-07 12:30 The Bistro\n" in capsys.readouterr().out


SOME = Answers(
    language="en",
    name="A",
    every="week on thursday",
    from_day="2026-11-26",
    url="https://example.org/",
    contact="https://example.org/contact",
    timezone="Europe/Paris",
    members=("Ann Lee",),
)


def some(**changes: object) -> Answers:
    """The answers of a small group, with changes."""
    return replace(SOME, **changes)  # type: ignore[arg-type]  # each test knows its fields


OFFERED = re.compile(r"^( *)# ((?: *)(?:[a-z_]+:|- \{).*)$", re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["", "The Bistro"])
@pytest.mark.parametrize("every", ["", "week on thursday"])
def test_what_stands_in_comments_may_be_freed(language: str, place: str, every: str) -> None:
    """Every line that is offered is valid once the `# ` before it is taken away."""
    words = load_translations(language)
    changes = {"place": place, "every": every, "from_day": every and SOME.from_day}
    files = render_files(some(**changes), words, date(2026, 11, 23))
    freed = {name: OFFERED.sub(r"\1\2", text.decode()).encode() for name, text in files.items()}
    assert freed != files
    group = load_whole({name: text for name, text in freed.items() if name.endswith(".yml")})
    assert group.settings.rhythm
    assert group.settings.closures
    assert group.settings.places
    assert group.settings.tagline
    assert group.members["ann-lee"].needs


TYPED = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), min_size=1, max_size=80
).filter(str.strip)


@given(TYPED, TYPED, TYPED)
def test_what_a_founder_types_is_what_the_group_holds(name: str, place: str, member: str) -> None:
    """Whatever stands in a name, it becomes neither another key nor a comment."""
    said = some(name=name.strip(), place=place.strip(), members=(member.strip(),))
    files = render_files(said, load_translations("en"), date(2026, 11, 23))
    group = load_whole({path: text for path, text in files.items() if path.endswith(".yml")})
    assert group.settings.name == name.strip()
    assert [p.name for p in group.settings.places.values()] == [place.strip()]
    assert [m.name for m in group.members.values()] == [member.strip()]


@given(st.text(max_size=200), st.text(max_size=200))
def test_an_identity_is_always_a_valid_one(name: str, host: str) -> None:
    """Whatever the group is called, wherever its site lives, and where that is not known yet."""
    address = f"https://{re.sub(r'[^a-z0-9.-]', '', host)}x.example.org/table"
    for url in (address, ""):
        assert parse_host(make_identity(some(name=name, url=url), date(2026, 11, 23))) is not None


@given(st.text(max_size=80), st.sets(st.sampled_from(["member", "ann", "ann-2", "index"])))
def test_a_members_identity_is_free(name: str, taken: set[str]) -> None:
    """Homonyms get a number, names without Latin letters a neutral word."""
    member = free_identity(name, taken)
    assert is_identity(member)
    assert member not in taken
    assert free_identity("Ann", {"ann", "ann-2"}) == "ann-3"


@pytest.mark.parametrize(
    ("every", "day"),
    [
        ("week on monday", "2026-11-30"),
        ("week on tuesday", "2026-11-24"),
        ("2 weeks on tuesday, thursday", "2026-11-24"),
        ("first tuesday of the month", "2026-12-01"),
        ("last friday of 2 months", "2026-11-27"),
        ("soir", ""),
    ],
)
def test_the_first_meeting_is_the_next_such_day(every: str, day: str) -> None:
    """Today, a Monday, is no more: nobody founds a group for today's lunch."""
    assert next_day(every, date(2026, 11, 23)) == day


def test_what_follows_from_the_repository_and_from_the_zone() -> None:
    """A repository named after its owner is served at the root; the country is offered, not taken."""
    assert pages_address("Our-Group/table") == "https://our-group.github.io/table/"
    assert pages_address("Our-Group/our-group.github.io") == "https://our-group.github.io/"
    assert pages_address("") == ""
    today, zones = date(2026, 11, 23), ("Europe/Paris", "UTC")
    assert [suggested_answer("holidays", {"timezone": zone}, today) for zone in zones] == ["FR", ""]


def next_steps(language: str = "en", **changes: str) -> str:
    """What is left to do for a group."""
    group = load_group(render_files(some(**changes), load_translations(language), date(2026, 11, 23))).group
    assert group is not None
    return render_next_steps(group.settings, "", load_translations(language), date(2026, 11, 23))


def test_a_site_away_from_github_gets_its_domain() -> None:
    """The Pages step then also says where to give the domain."""
    assert "Custom domain" in next_steps()
    assert "Custom domain" not in next_steps(url="https://us.github.io/table/")


def test_what_is_not_known_yet_is_the_first_step() -> None:
    """Site and contact may be left out; then they are addresses that can be nobody's, and the steps begin with them."""
    said = next_steps(url="", contact="")
    assert said.splitlines()[1:3] == ["1. Write into group.yml what was not known yet:", "   url, contact"]
    assert ".example" not in said
    assert "not known yet" not in next_steps()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_switch_of_github_is_named(language: str) -> None:
    """No token can press these buttons: Pages, issues, Actions, and for protected branches pull requests."""
    told = next_steps(language)
    buttons = ("GitHub Actions", "Issues", "Actions permissions", "Run workflow", "Workflow permissions")
    pages = ("/settings/pages", "/settings/actions", "/settings/branches", "/actions/workflows/steward.yml")
    assert [name for name in (*buttons, *pages, "writes: pull-requests") if name not in told] == []


def test_the_templates_own_updates_go_and_the_founder_is_asked_about_code(root: Path) -> None:
    """A lay group gets no pull requests about packages; who keeps the code is named, where an account is known."""
    (root / ".github").mkdir(exist_ok=True)
    (root / ".github/dependabot.yml").write_text("version: 2\n", "utf-8")
    assert run_init(root, *FLAGS, "--member", "Ann Lee", "--github", "ann-lee", "--yes") == 0
    assert not (root / ".github/dependabot.yml").exists()
    owners = (root / ".github/CODEOWNERS").read_text("utf-8")
    assert "/.github/ @ann-lee\n" in owners
    assert "members" not in owners
