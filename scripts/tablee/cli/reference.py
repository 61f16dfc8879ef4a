"""The reference of the commands, as Markdown out of the declarations that the command line itself uses."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tablee.cli.commands import COMMANDS
from tablee.cli.parser import Parser, add_common, add_version, say_summary
from tablee.i18n.errors import DONE, ERRORS, TRACKER, WRONG_USE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from tablee.cli.commands import Command
    from tablee.i18n.translations import Translations

_HEAD = f"""\
# The commands

<!-- Written by `make reference` out of the program: change scripts/tablee/cli, not this page. -->

`make setup` puts the command `tablee` into `.venv/bin/`. Each command speaks the group's language (`init`, before there
is a group, that of the environment), has `--help` with an example, and ends with a status that scripts may rely on:

| status | means |
|---|---|
| {DONE} | done |
| {ERRORS} | the group's files hold errors; warnings are none |
| {WRONG_USE} | wrong use: an unknown option, folder, meeting or time |
| {TRACKER} | the tracker could not be read or written |

What a command is asked for goes to standard output, all else to standard error.

"""

_COMMON = """\
## Everywhere

These stand before or after the command's name. Where `--now` is not given, the environment's `TABLEE_NOW` is the time;
without an offset it is meant in the group's zone. The machine's own zone and language change nothing that is written.
`TABLEE_TEMPLATE`, `true` or `false`, tells `check` whether this is the template itself, which may keep the sample's
identity; the workflows set it.

"""


def render_commands_reference(words: Translations) -> str:
    """Return the page that describes every command and option."""
    common = Parser(words=words, prog="tablee")
    add_common(common, words)
    add_version(common, words)
    rows = [
        f"| [`tablee {one.name}`](#tablee-{one.name}) | {words.gettext(one.summary)} |\n" for one in COMMANDS
    ]
    commands = ["| command | does |\n|---|---|\n", *rows, "\n"]
    sections = [f"\n{_section(command, words)}" for command in COMMANDS]
    return "".join([_HEAD, *commands, _COMMON, _table(common.declared), *sections])


def _section(command: Command, words: Translations) -> str:
    module = import_module(f"tablee.cli.{command.name}")
    parser = Parser(words=words, prog=f"tablee {command.name}")
    module.add_options(parser, words)
    head = f"## tablee {command.name}\n\n{say_summary(command, words)}\n\n```sh\n{command.example}\n```\n"
    return f"{head}\n{_table(parser.declared)}" if parser.declared else head


def _table(actions: Iterable[argparse.Action]) -> str:
    rows = (f"| {_shape(action)} | {_cell(action.help or '')} |\n" for action in actions)
    return "".join(["| option | means |\n|---|---|\n", *rows])


def _shape(action: argparse.Action) -> str:
    """Return an option with its value, or an argument, as it is typed; what may be left out stands in brackets."""
    choices = f"{{{','.join(map(str, action.choices))}}}" if action.choices else ""
    value = str(action.metavar or choices or action.dest.upper()) if action.nargs != 0 else ""
    names = ", ".join(action.option_strings)
    shown = " ".join(part for part in (names, value) if part)
    return _cell(f"`{shown}`" if names or action.required else f"`[{shown}]`")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
