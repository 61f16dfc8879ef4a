"""`tablee serve`: the site at hand, built again whenever a file changes."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from tablee.adapters.mkdocs_site import Rendering, serve_site
from tablee.cli.outputs import render_folder
from tablee.cli.parser import number_between
from tablee.i18n.errors import DONE, UserError
from tablee.i18n.translations import Translations, _

if TYPE_CHECKING:
    import argparse

PORT, MOST_PORT = 8000, 65_535


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `serve`."""
    told = words.gettext("the port on this machine (default: 8000)")
    port = number_between(1, MOST_PORT, words)
    parser.add_argument("--port", metavar="PORT", type=port, default=PORT, help=told)


def run(options: argparse.Namespace, words: Translations) -> int:
    """Serve until interrupted; a file with errors leaves the last good site standing."""

    def render() -> Rendering | None:
        try:
            return render_folder(options, words)
        except UserError as error:
            print(error.render(words).rstrip("\n"))
            return None

    try:
        serve_site(options.root, render, port=options.port)
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise
        taken = _("The port {port} is taken: name another with `--port`.")
        raise UserError(taken, port=options.port) from fault
    return DONE
