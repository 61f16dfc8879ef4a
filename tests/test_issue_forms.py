"""The issue forms and dependabot.yml are what GitHub accepts, and ask for nothing that may not be public."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

GITHUB = Path(__file__).parents[1] / ".github"
SCHEMAS = {
    "ISSUE_TEMPLATE/join.yml": "vendor.github-issue-forms",
    "ISSUE_TEMPLATE/config.yml": "vendor.github-issue-config",
    "dependabot.yml": "vendor.dependabot",
}


def read(name: str) -> dict[str, Any]:
    """One YAML file of .github."""
    tree = yaml.safe_load((GITHUB / name).read_text("utf-8"))
    assert isinstance(tree, dict)
    return tree


def validate(schema: str, path: Path) -> int:
    """The exit status of the schema check; its schemas are in the wheel, so that it asks no network."""
    program = Path(sys.executable).with_name("check-jsonschema")
    command: list[str | Path] = [program, "--builtin-schema", schema, path]
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.mark.parametrize("name", SCHEMAS)
def test_files_fit_the_schema(name: str) -> None:
    """GitHub drops a form that it cannot read without a word to the group."""
    assert validate(SCHEMAS[name], GITHUB / name) == 0


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_refuses_a_misspelt_key(name: str, tmp_path: Path) -> None:
    """The agreement above is not that of a schema which allows anything."""
    path = tmp_path / "broken.yml"
    path.write_text((GITHUB / name).read_text("utf-8") + "updats: []\nboddy: 1\n", "utf-8")
    assert validate(SCHEMAS[name], path) == 1


def test_joining_asks_for_what_a_member_shows() -> None:
    """The fields of the form, in order: no mail address, no telephone number."""
    fields = [part for part in read("ISSUE_TEMPLATE/join.yml")["body"] if part["type"] != "markdown"]
    assert [field["id"] for field in fields] == ["name", "trade", "skills", "city", "website", "consent"]
    required = [field["id"] for field in fields if field.get("validations", {}).get("required")]
    assert required == ["name", "trade"]


def test_joining_says_that_history_is_permanent() -> None:
    """Nobody sends the form without having ticked it, in either language."""
    consent = read("ISSUE_TEMPLATE/join.yml")["body"][-1]
    [option] = consent["attributes"]["options"]
    assert option["required"] is True
    french, english = option["label"].split(" · ")
    assert "l’historique de Git est public et permanent" in french
    assert "Git’s history is permanent and public" in english


def test_every_label_is_in_both_languages() -> None:
    """Forms are static, so each label says it twice: « Métier · Trade »."""
    form = read("ISSUE_TEMPLATE/join.yml")
    labels = [part["attributes"]["label"] for part in form["body"] if part["type"] != "markdown"]
    texts = [form["name"], form["description"], form["title"], *labels]
    assert [text for text in texts if len(text.split(" · ")) != 2] == []


def test_updates_come_grouped_weekly_and_aged() -> None:
    """One pull request a week for each kind, and no release younger than seven days."""
    updates = read("dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "uv", "npm"}
    assert {update["schedule"]["interval"] for update in updates} == {"weekly"}
    assert [update["cooldown"] for update in updates] == [{"default-days": 7}] * 3
    assert [list(update["groups"].values()) for update in updates] == [[{"patterns": ["*"]}]] * 3
