"""All files of a new group: `group.yml`, README.md, a first charter, and the first members."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tablee.files.engine import README
from tablee.files.escaping import escape_markdown
from tablee.files.paths import CODE_OWNERS, GROUP_FILE, file_of_member
from tablee.files.yaml_out import render_map, render_scalar
from tablee.i18n.languages import KNOWN
from tablee.i18n.translations import _
from tablee.model.folding import free_identity, slug_of
from tablee.scaffolding import fill, load_template
from tablee.scaffolding.answers import OF_THE_FOUNDER, Answers
from tablee.scaffolding.member import render_member

if TYPE_CHECKING:
    from datetime import date

    from tablee.i18n.translations import Translations

LONGEST_IDENTITY = 100
UNKNOWN_SITE = ".example"
CHARTERS = {code: language.charter for code, language in KNOWN.items()}
"""Where the charter stands; its name is its address on the site."""
KEEPERS = ("meetings/.gitkeep", "content/photos/.gitkeep")
"""Git knows no empty folders."""


CODE = (
    "/.ci/",
    "/.github/",
    "/scripts/",
    "/tests/",
    "/requirements/",
    "/Makefile",
    "/pyproject.toml",
    "/mkdocs.yml",
)
"""What runs in a repository, or says what runs, as GitHub writes paths."""


PROPOSES = "{runs: yes, writes: pull-requests}"
"""How the steward writes where main is protected."""


def render_files(
    answers: Answers, words: Translations, today: date, *, proposes: bool = False
) -> dict[str, bytes]:
    """Return every file of the group but holidays.yml; `words` are those of the group's language."""
    texts = {
        GROUP_FILE: render_group(answers, today, proposes=proposes),
        CHARTERS[answers.language]: load_template("charter.md", answers.language),
        README: render_readme(answers, words),
    }
    if answers.github:
        texts[CODE_OWNERS] = render_code_owners(answers.github)
    taken: set[str] = set()
    for name in answers.members:
        member = free_identity(name, taken)
        said = {key: getattr(answers, key) for key in OF_THE_FOUNDER if getattr(answers, key) and not taken}
        texts[file_of_member(member)] = render_member(name, today, answers.language, said)
        taken.add(member)
    texts |= dict.fromkeys(KEEPERS if taken else (*KEEPERS, "members/.gitkeep"), "")
    return {path: text.encode() for path, text in texts.items()}


def render_code_owners(login: str) -> str:
    """Return GitHub's list of who is asked before files change that run, or say what runs."""
    told = (
        "# Asked before these files change: they run (SECURITY.md).",
        "# On lui demande avant de changer ces fichiers : ils s’exécutent (SECURITY.md).",
    )
    return "".join(f"{line}\n" for line in (*told, *(f"{path} @{login}" for path in CODE)))


def render_group(answers: Answers, today: date, *, proposes: bool = False) -> str:
    """Return the text of group.yml, with comments in the group's language."""
    url = answers.url or f"https://{slug_of(answers.name) or 'group'}{UNKNOWN_SITE}/"  # RFC 2606: nobody's
    place = place_key(answers.place)
    holidays = {"country": answers.holidays.upper(), "region": answers.region, "school": answers.school}
    texts = {
        "name": answers.name,
        "tagline": answers.tagline,
        "url": url,
        "contact": answers.contact or url,
        "timezone": answers.timezone,
        "rhythm.every": answers.every,
        "rhythm.lasts": answers.lasts,
        f"places.{place}.name": answers.place,
        f"places.{place}.address": answers.address,
    }
    values = {
        **{path: render_scalar(text) for path, text in texts.items() if text},
        "identity": make_identity(answers, today),
        "steward": PROPOSES if proposes else "",
        "rhythm.from": answers.from_day,
        "rhythm.at": answers.at,
        "rhythm.place": place if answers.every and answers.place else "",
        "holidays": render_map({key: text for key, text in holidays.items() if text})
        if answers.holidays
        else "",
    }
    template = load_template("group.yml", answers.language)
    if answers.place:
        template = template.replace("bistro", place)
    return fill(template, {path: value for path, value in values.items() if value})


def make_identity(answers: Answers, today: date) -> str:
    """Make the second half of every calendar UID: the group's name, and its site's host or its zone and first day."""
    end = (
        urlsplit(answers.url).hostname or f"{answers.timezone.replace('/', '.')}.{answers.from_day or today}"
    )
    labels = [slug_of(label) for label in end.split(".")]
    end = ".".join(label for label in labels if label)[-LONGEST_IDENTITY // 2 :].lstrip("-.")
    start = (slug_of(answers.name) or "group")[: LONGEST_IDENTITY - len(end) - 1].rstrip("-")
    return f"{start}.{end}"


def place_key(place: str) -> str:
    """Return the short name of a place."""
    key = slug_of(place)
    return key if key and key != "index" else "place"


def render_readme(answers: Answers, words: Translations) -> str:
    """Return the group's README.md: what GitHub shows first of the repository."""
    addresses = ""
    if answers.url:
        calendar = f"{answers.url.rstrip('/')}/calendar.ics"
        told = _("Our page: <{url}> · our calendar, to subscribe to: <{calendar}>")
        addresses = f"{words.gettext(told, url=answers.url, calendar=calendar)}\n\n"
    return load_template("README.md", answers.language).format(
        name=escape_markdown(answers.name),
        tagline=escape_markdown(answers.tagline or words.gettext("A group that keeps meeting.")),
        addresses=addresses,
    )
