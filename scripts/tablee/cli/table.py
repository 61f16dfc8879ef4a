"""The commands: each one's name, what it does in one line, an example, and the module that does it."""

from __future__ import annotations

from dataclasses import dataclass

from tablee.i18n.words import _


@dataclass(frozen=True, slots=True)
class Command:
    """One command; its module `tablee.cli.<module>` has `add_options(parser, words)` and `run(options, words)`."""

    name: str
    module: str
    summary: str
    example: str


COMMANDS = (
    Command("check", "check", _("read everything and print every problem"), "tablee check"),
    Command("build", "build", _("build the whole site with its feeds"), "tablee build --out site"),
    Command("serve", "serve", _("preview the site while you write"), "tablee serve"),
    Command("feeds", "feeds", _("write the calendars and group.json alone"), "tablee feeds --out feeds"),
    Command("pages", "pages", _("write the Markdown tree alone, without MkDocs"), "tablee pages --out pages"),
    Command("next", "next", _("say when the next date is and whose turn it is"), "tablee next --format json"),
    Command("explain", "explain", _("say why a member was called to a meeting"), "tablee explain 2026-12-10"),
    Command(
        "draw", "draw", _("draw the mission cards of a meeting, with the proof"), "tablee draw 2026-11-19"
    ),
    Command(
        "plan", "plan", _("say what the steward would do, without doing it"), "tablee plan --format markdown"
    ),
    Command("apply", "apply", _("do what the steward’s plan says"), "tablee apply --tracker folder"),
    Command("rehearse", "rehearse", _("play the coming weeks on a copy"), "tablee rehearse --weeks 12"),
    Command(
        "new",
        "new",
        _("write the first file of a member or a meeting"),
        'tablee new member "Ana Silva" --public yes',
    ),
    Command("init", "init", _("make a group of your own out of the sample"), "tablee init"),
    Command("holidays", "holidays", _("write holidays.yml for the coming two years"), "tablee holidays"),
)
