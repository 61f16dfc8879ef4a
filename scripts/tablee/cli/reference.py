"""The reference of the commands, as Markdown out of the declarations that the command line itself uses."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tablee.cli.commands import COMMANDS
from tablee.cli.parser import Parser, add_common, add_version, say_summary
from tablee.files.reference import render_paragraph
from tablee.i18n.errors import DONE, ERRORS, TRACKER, WRONG_USE
from tablee.i18n.translations import Translations, _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from tablee.cli.commands import Command

STATUSES = {
    DONE: _("done"),
    ERRORS: _("the group's files hold errors; warnings are none"),
    WRONG_USE: _("wrong use: an unknown option, folder, meeting or time"),
    TRACKER: _("the tracker could not be read or written"),
}


def render_commands_reference(words: Translations) -> str:
    """Return the page that describes every command and option."""
    common = Parser(words=words, prog="tablee")
    add_common(common, words)
    add_version(common, words)
    rows = [
        f"| [`tablee {one.name}`](#tablee-{one.name}) | {words.gettext(one.summary)} |\n" for one in COMMANDS
    ]
    sections = [f"\n{_section(command, words)}" for command in COMMANDS]
    return "".join([_head(words), *rows, "\n", _common(words), _table(common.declared, words), *sections])


def _head(words: Translations) -> str:
    """Return what stands above the list of commands, and the head of that list."""
    written = words.gettext(
        "Written by `make reference` out of the program: change {source}, not this page.",
        source="scripts/tablee/cli",
    )
    about = words.gettext(
        "`make setup` puts the command `tablee` into `.venv/bin/`. Each command speaks the group's language "
        "(`init` and `--help` that of the environment first), has `--help` with an example, and ends with a "
        "status that scripts may rely on:"
    )
    said = words.gettext("What a command is asked for goes to standard output, all else to standard error.")
    rows = "".join(f"| {status} | {words.gettext(told)} |\n" for status, told in STATUSES.items())
    return (
        f"# {words.gettext('The commands')}\n\n<!-- {written} -->\n\n{render_paragraph(about)}\n"
        f"{_row(words.gettext('status'), words.gettext('means'))}|---|---|\n{rows}\n{render_paragraph(said)}\n"
        f"{_row(words.gettext('command'), words.gettext('does'))}|---|---|\n"
    )


def _common(words: Translations) -> str:
    """Return what is said above the options of every command."""
    about = words.gettext(
        "These stand before or after the command's name. Where `--now` is not given, the environment's "
        "`TABLEE_NOW` is the time; without an offset it is meant in the group's zone. The machine's own zone "
        "and language change nothing that is written. `TABLEE_TEMPLATE`, `true` or `false`, tells `check` "
        "whether this is the template itself, which may keep the sample's identity; the workflows set it."
    )
    return f"## {words.gettext('Everywhere')}\n\n{render_paragraph(about)}\n"


def _section(command: Command, words: Translations) -> str:
    module = import_module(f"tablee.cli.{command.name}")
    parser = Parser(words=words, prog=f"tablee {command.name}")
    module.add_options(parser, words)
    head = f"## tablee {command.name}\n\n{say_summary(command, words)}\n\n```sh\n{command.example}\n```\n"
    return f"{head}\n{_table(parser.declared, words)}" if parser.declared else head


def _table(actions: Iterable[argparse.Action], words: Translations) -> str:
    rows = (f"| {_shape(action)} | {_cell(action.help or '')} |\n" for action in actions)
    return "".join([f"{_row(words.gettext('option'), words.gettext('means'))}|---|---|\n", *rows])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def _shape(action: argparse.Action) -> str:
    """Return an option with its value, or an argument, as it is typed; what may be left out stands in brackets."""
    choices = f"{{{','.join(map(str, action.choices))}}}" if action.choices else ""
    value = str(action.metavar or choices or action.dest.upper()) if action.nargs != 0 else ""
    names = ", ".join(action.option_strings)
    shown = " ".join(part for part in (names, value) if part)
    return _cell(f"`{shown}`" if names or action.required else f"`[{shown}]`")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
