"""The commands: each one's name, what it does in one line, and an example."""

from __future__ import annotations

from typing import NamedTuple

from tablee.i18n.translations import _


class Command(NamedTuple):
    """One command; `tablee.cli.<name>` has its `add_options(parser, words)` and `run(options, words)`."""

    name: str
    summary: str
    example: str


COMMANDS = (
    Command("check", _("read everything and print every problem"), "tablee check"),
    Command("build", _("build the whole site with its feeds"), "tablee build --out site"),
    Command("serve", _("preview the site while you write"), "tablee serve"),
    Command("feeds", _("write the calendars and group.json alone"), "tablee feeds --out feeds"),
    Command("pages", _("write the Markdown tree alone, without MkDocs"), "tablee pages --out pages"),
    Command("next", _("say when the next date is and whose turn it is"), "tablee next --format json"),
    Command("explain", _("say why a member was called to a meeting"), "tablee explain 2026-12-10"),
    Command("draw", _("draw the mission cards of a meeting, with the proof"), "tablee draw 2026-11-19"),
    Command("plan", _("say what the steward would do, without doing it"), "tablee plan --format markdown"),
    Command("apply", _("do what the steward’s plan says"), "tablee apply --tracker folder"),
    Command("post", _("send invitations by mail and read the answers"), "tablee post --dry-run"),
    Command("rehearse", _("play the coming weeks on a copy"), "tablee rehearse --weeks 12"),
    Command(
        "new",
        _("write the first file of a member or a meeting"),
        'tablee new member "Ana Silva" --public yes',
    ),
    Command(
        "rename", _("give a member another identity, everywhere at once"), "tablee rename ana-silva ana-costa"
    ),
    Command("forget", _("take a member out of every file"), "tablee forget ana-silva"),
    Command("init", _("make a group of your own out of the sample"), "tablee init"),
    Command("forms", _("write GitHub’s issue forms anew, in the group’s language"), "tablee forms"),
    Command(
        "import",
        _("take over an existing calendar (.ics) or list of people (.csv)"),
        "tablee import calendar.ics",
    ),
    Command("doctor", _("say what is missing here and on GitHub, with each remedy"), "tablee doctor"),
    Command("upgrade", _("bring a newer engine under the group’s own files"), "tablee upgrade"),
    Command("holidays", _("write holidays.yml for the coming two years"), "tablee holidays"),
)
