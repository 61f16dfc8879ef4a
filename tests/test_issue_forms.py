"""The issue forms are what GitHub accepts, in the group's language, and ask for every key that a member may write."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from filled_forms import form_of, render_filled
from small_group import SMALL, read_tree
from tablee.cli import main
from tablee.files.forms.fields import FORM_LABEL, Widget
from tablee.files.forms.kinds import ELSEWHERE, forms_of
from tablee.files.forms.parse import parse_form
from tablee.files.forms.render import render_forms, stale_forms
from tablee.files.load import load_group
from tablee.files.paths import FORMS
from tablee.files.schema import MEMBER
from tablee.i18n.languages import LANGUAGES
from tablee.i18n.translations import load_translations
from tablee.model import Settings
from tablee.model.identity import SAMPLE_IDENTITY

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
DEPENDABOT = [path.name for path in GITHUB.glob("dependabot.yml")]
"""The template alone has one: updates of packages reach a group with an upgrade."""


def settings_in(language: str) -> Settings:
    """The small group's settings in a language."""
    files = read_tree(SMALL)
    files["group.yml"] = files["group.yml"].replace(b"language: fr", f"language: {language}".encode())
    group = load_group(files).group
    assert group
    assert group.settings.language == language
    return group.settings


FRENCH = settings_in("fr")
NAMES = [form.name for form in forms_of(FRENCH)]


def validate(schema: str, *paths: Path) -> int:
    """The exit status of the schema check; its schemas are in the wheel, so that it asks no network."""
    program = Path(sys.executable).with_name("check-jsonschema")
    command: list[str | Path] = [program, "--builtin-schema", schema, *paths]
    return subprocess.run(command, capture_output=True, check=False).returncode


def schema_of(name: str) -> str:
    """The name of the schema for a file."""
    if name == "dependabot.yml":
        return "vendor.dependabot"
    return "vendor.github-issue-config" if name.endswith("config.yml") else "vendor.github-issue-forms"


def test_files_fit_the_schema(tmp_path: Path) -> None:
    """GitHub drops a form that it cannot read without a word to the group; so in each language."""
    written = []
    for language in LANGUAGES:
        for path, text in render_forms(replace(settings_in(language), identity=SAMPLE_IDENTITY)).items():
            written.append(tmp_path / f"{language}-{Path(path).name}")
            written[-1].write_text(text, "utf-8")
    forms = [path for path in written if not path.name.endswith("config.yml")]
    assert validate("vendor.github-issue-forms", *forms) == 0
    for name in ("ISSUE_TEMPLATE/config.yml", *DEPENDABOT):
        assert validate(schema_of(name), GITHUB / name) == 0


def test_the_chooser_links_to_the_contact() -> None:
    """Where that is an address of the web; GitHub takes no other."""
    with_page = replace(FRENCH, contact="https://example.org/contact")
    link = yaml.safe_load(render_forms(with_page)[f"{FORMS}config.yml"])["contact_links"][0]
    assert (link["name"], link["url"]) == ("Nous écrire", "https://example.org/contact")
    assert "contact_links" not in yaml.safe_load(render_forms(FRENCH)[f"{FORMS}config.yml"])


@pytest.mark.parametrize("name", ["ISSUE_TEMPLATE/join.yml", "ISSUE_TEMPLATE/config.yml", *DEPENDABOT])
def test_the_schema_refuses_a_misspelt_key(name: str, tmp_path: Path) -> None:
    """The agreement above is not that of a schema which allows anything."""
    path = tmp_path / "broken.yml"
    path.write_text((GITHUB / name).read_text("utf-8") + "updats: []\nboddy: 1\n", "utf-8")
    assert validate(schema_of(name), path) == 1


def test_the_forms_of_the_sample_are_fresh() -> None:
    """The template's own forms are what the program writes for its sample, and no others are there."""
    group = load_group({"group.yml": (ROOT / "group.yml").read_bytes()}).group
    assert group
    found = {f"{FORMS}{path.name}": path.read_bytes() for path in (ROOT / FORMS).iterdir()}
    assert stale_forms(group.settings, found) == []
    assert set(found) == set(render_forms(group.settings))


def test_no_key_of_a_member_is_forgotten() -> None:
    """My profile asks for each key but those that something else asks for, or that say why nobody may type them."""
    asked = {field.id for field in form_of(FRENCH, "profile").fields}
    assert asked | set(ELSEWHERE) == set(MEMBER.keys)
    assert asked & set(ELSEWHERE) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_differ_within_a_form(language: str) -> None:
    """Sections are known by their headings alone."""
    words = load_translations(language)
    for form in forms_of(FRENCH):
        labels = [words.gettext(field.label) for field in form.fields]
        assert len(set(labels)) == len(labels)
        options = [[option.text for option in field.options] for field in form.fields]
        assert all(len(set(those)) == len(those) for those in options)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_an_empty_form_is_known(name: str, language: str) -> None:
    """By its headings, also where the group has changed its language since; nothing is in it but what stood there."""
    form = form_of(FRENCH, name)
    body = render_filled(form, load_translations(language), {})
    filled = parse_form(body, forms_of(FRENCH))
    assert filled
    assert filled.form.name == name
    preset = {
        field.id: field.options[field.chosen].value for field in form.fields if field.chosen is not None
    }
    assert {key: those[0] for key, those in filled.chosen.items() if those} == preset
    assert not any(filled.texts.values())
    assert not filled.unclear


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_in_the_groups_language(language: str) -> None:
    """Each text of a form is that language's, and every form bears the label by which it is read."""
    words = load_translations(language)
    for path, text in render_forms(settings_in(language)).items():
        tree: dict[str, Any] = yaml.safe_load(text)
        if path.endswith("config.yml"):
            continue
        form = form_of(FRENCH, Path(path).stem)
        assert tree["labels"] == [FORM_LABEL]
        assert tree["name"] == words.gettext(form.title)
        labels = [part["attributes"].get("label") for part in tree["body"][1:]]
        assert labels == [words.gettext(field.label) for field in form.fields]


def test_joining_asks_for_consent() -> None:
    """To be shown is a choice, and nobody sends the form without having ticked that history is permanent."""
    form = form_of(FRENCH, "join")
    required = [field.id for field in form.fields if field.required]
    assert required == ["public", "name", "trade", "consent"]
    asked = {field.id for field in form.fields}
    assert asked.isdisjoint({"email", "phone", "github", "github_id"})


def test_long_texts_come_last() -> None:
    """What is typed in them is then never taken for another field of one line."""
    for form in forms_of(FRENCH):
        widgets = [field.widget is Widget.TEXT for field in form.fields]
        assert widgets == sorted(widgets)


def test_the_command_writes_what_is_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`tablee forms` writes all forms of a group, once; `check` names what is stale until then."""
    for path, data in read_tree(SMALL).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert main(["forms", "-C", str(tmp_path)]) == 0
    assert "join.yml" in capsys.readouterr().out
    assert main(["forms", "-C", str(tmp_path)]) == 0
    assert "join.yml" not in capsys.readouterr().out
    (tmp_path / FORMS / "leave.yml").write_text("name: x\n", "utf-8")
    main(["check", "-C", str(tmp_path)])
    said = capsys.readouterr().out
    assert "leave.yml" in said
    assert "forms-stale" in said


@pytest.mark.parametrize("name", DEPENDABOT)
def test_updates_come_grouped_weekly_and_aged(name: str) -> None:
    """One pull request a week for each kind, and no release younger than seven days."""
    updates = yaml.safe_load((GITHUB / name).read_text("utf-8"))["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "uv", "npm"}
    assert {update["schedule"]["interval"] for update in updates} == {"weekly"}
    assert [update["cooldown"] for update in updates] == [{"default-days": 7}] * 3
    assert [list(update["groups"].values()) for update in updates] == [[{"patterns": ["*"]}]] * 3
