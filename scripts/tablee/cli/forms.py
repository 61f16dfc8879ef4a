"""`tablee forms`: write GitHub's issue forms anew, in the group's language and with its circles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.adapters.founding import replace_files
from tablee.adapters.issue_forms import read_forms
from tablee.cli.folder import need_loaded
from tablee.files.forms.render import render_forms, stale_forms
from tablee.i18n.errors import DONE
from tablee.i18n.translations import _

if TYPE_CHECKING:
    import argparse

    from tablee.i18n.translations import Translations


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare no option of its own."""
    del parser, words


def run(options: argparse.Namespace, words: Translations) -> int:
    """Write the forms that are not as they should be; say which."""
    settings = need_loaded(options)[1].settings
    forms = render_forms(settings)
    stale = stale_forms(settings, read_forms(options.root) or {})
    replace_files(options.root, {path: forms[path].encode() for path in stale}, ())
    said = words.gettext(_("Written: {files}"), files=", ".join(stale)) if stale else ""
    print(said or words.gettext(_("The forms are as they should be.")))
    return DONE
