"""A fresh copy of the template on the fake GitHub, and who founds a group in it with a browser only."""

from __future__ import annotations

from fake_github.world import OpenedIssue, World
from filled_forms import Given, render_filled
from tablee.files.forms.founding import founding_form
from tablee.files.forms.render import render_forms
from tablee.files.load import load_group
from tablee.i18n.translations import load_translations

FOUNDER, STRANGER = "ana-s", "passante"
FOUNDER_ID = 7001
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
    "meetings/.gitkeep": "",
    "content/charte.md": "# La charte\n",
    "content/photos/lea-roy.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "README.md": "# The template\n",
    "README.fr.md": "# Le modèle\n",
    "mkdocs.yml": "theme: {icon: {logo: material/coffee}}\n",
    ".github/dependabot.yml": "version: 2\nupdates: []\n",
}
"""The sample, made small."""


def sample_files() -> dict[str, bytes | None]:
    """Return what a copy holds of the sample, with the forms of the template."""
    files: dict[str, bytes] = {path: text.encode() for path, text in SAMPLE.items()}
    group = load_group({path: data for path, data in files.items() if path.endswith(".yml")}).group
    assert group
    return {**files, **{path: text.encode() for path, text in render_forms(group.settings).items()}}


def settle_copy(world: World) -> None:
    """Make the repository a fresh copy: the sample's files, one person who may write, Pages off."""
    world.push(sample_files(), "Initial commit")
    world.account(FOUNDER, FOUNDER_ID)
    world.account(STRANGER)
    world.writers = {FOUNDER}
    world.switches["has_pages"] = False
    world.is_deployed = False


def fill_founding(language: str, /, **given: Given) -> str:
    """Return the text of the form as GitHub writes it; what is not given is as it stands there at first."""
    form = founding_form(language)
    presets: dict[str, Given] = {field.id: field.preset for field in form.fields if field.preset}
    return render_filled(form, load_translations(language), {**presets, **given})


def send_founding(world: World, login: str, language: str, /, **given: Given) -> OpenedIssue:
    """Send the form as somebody."""
    return world.send_form(login, "Set up your group", fill_founding(language, **given))
