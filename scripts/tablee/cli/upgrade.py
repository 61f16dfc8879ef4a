"""`tablee upgrade`: a newer engine under the group's own files; what was changed here is named, never overwritten."""

from __future__ import annotations

import difflib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tablee.adapters.template import (
    VERSION_FILE,
    opened,
    read_blobs,
    read_changes,
    read_kept,
    read_newest,
    read_version,
    run_newest,
    write_engine,
)
from tablee.files.engine import (
    KEPT,
    MKDOCS,
    Plan,
    count_by_folder,
    is_own,
    migrate_mkdocs,
    plan_upgrade,
    render_kept,
)
from tablee.files.paths import GROUP_FILE
from tablee.i18n.errors import DONE, UserError
from tablee.i18n.translations import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

    from tablee.i18n.translations import Translations

UNINSTALLED = _(
    "The new engine needs other packages: run `make setup`, then `tablee forms` and `tablee check`."
)
MIXED = _(
    "The new engine does not run here yet: it needs other packages (`make setup`), or it does not go with the files of "
    "scripts/ that were changed here (`tablee upgrade --take FILE`). Then run `tablee forms` and `tablee check`."
)
FOR_PEOPLE = _(
    "No workflow may change workflows. Somebody who may write runs `tablee upgrade` on a computer and pushes, or takes "
    "these over in the browser:"
)


def add_options(parser: argparse.ArgumentParser, words: Translations) -> None:
    """Declare the options of `upgrade`."""
    told = words.gettext("the template: an address or a folder (default: what .github/tablee.yml keeps)")
    parser.add_argument("--from", dest="source", metavar="SOURCE", help=told)
    told = words.gettext("write nothing: only say what would change")
    parser.add_argument("--dry-run", action="store_true", help=told)
    told = words.gettext("write nothing: show how a file here differs from the template’s")
    parser.add_argument("--show", metavar="FILE", help=told)
    told = words.gettext("take the template’s file although it was changed here (may be repeated)")
    parser.add_argument("--take", action="append", default=[], metavar="FILE", help=told)
    told = words.gettext("leave .github/workflows/ alone: no token of a workflow may write there")
    parser.add_argument("--without-workflows", action="store_true", help=told)


def run(options: argparse.Namespace, words: Translations) -> int:
    """Bring the template's newest engine, and say what is left for people."""
    root: Path = options.root
    if not (root / GROUP_FILE).is_file():
        raise UserError(_("There is no group in `{folder}`: there is nothing to upgrade."), folder=root)
    source = options.source or read_kept(root) or _ask_github()
    with opened(source) as template:
        if options.show:
            print(_show(root, template, options.show, words), end="")
            return DONE
        changes = read_changes(template)
        paths = {path for change in changes for path in change if not is_own(path)}
        here = read_blobs(root, paths, {blob for change in changes for blob in change.values()})
        plan = plan_upgrade(here, changes, take=options.take, workflows=not options.without_workflows)
        files = read_newest(template, (*plan.write, VERSION_FILE))
    _print_plan(root, plan, files.get(VERSION_FILE, (b"", False))[0], words)
    if not options.dry_run:
        chosen = {path: files[path] for path in plan.write if path in files}
        _write(root, plan, chosen, source if source != read_kept(root) and not Path(source).is_dir() else "")
        _print_check(root, plan, words)
    _print_rest(plan, words)
    return DONE


def _ask_github() -> str:
    """Return the address of the template that GitHub knows of the repository, where a workflow runs."""
    if os.environ.get("GITHUB_TOKEN"):
        # Imported here: who upgrades by hand needs no package for it.
        from tablee.adapters.github import read_access  # noqa: PLC0415
        from tablee.adapters.github.settings import read_template  # noqa: PLC0415

        access = read_access(os.environ)
        if address := access and read_template(access, time.sleep):
            return address
    raise UserError(
        _(
            "Nothing says where the template of this group is. Name it once, and it is kept: "
            "`tablee upgrade --from https://github.com/OWNER/REPOSITORY`."
        )
    )


def _write(root: Path, plan: Plan, files: dict[str, tuple[bytes, bool]], address: str) -> None:
    if address:
        files[KEPT] = render_kept(address), False
    if MKDOCS in plan.changed:
        files[MKDOCS] = migrate_mkdocs((root / MKDOCS).read_bytes()), False
    write_engine(root, files, plan.delete)


def _show(root: Path, template: Path, path: str, words: Translations) -> str:
    """Return how a file here becomes the template's, line by line."""
    theirs = read_newest(template, [path]).get(path)
    if theirs is None:
        raise UserError(_("The template has no file `{path}`."), path=path)
    ours = (root / path).read_bytes() if (root / path).is_file() else b""
    before, after = (data.decode("utf-8", "replace").splitlines(keepends=True) for data in (ours, theirs[0]))
    here, there = words.gettext("here: {path}", path=path), words.gettext("template: {path}", path=path)
    return "".join(difflib.unified_diff(before, after, here, there))


def _print_plan(root: Path, plan: Plan, newest: bytes, words: Translations) -> None:
    ours = (root / VERSION_FILE).read_bytes() if (root / VERSION_FILE).is_file() else b""
    versions = read_version(ours), read_version(newest)
    if versions[0] != versions[1]:
        said = _("Engine: {old} → {new}. CHANGELOG.md says what changes for you.")
        print(words.gettext(said, old=versions[0] or "?", new=versions[1] or "?"))
    if not any((plan.write, plan.delete, plan.workflows)):
        print(words.gettext("The engine is the template’s newest."))
    for said, paths in ((_("To write: {files}"), plan.write), (_("To delete: {files}"), plan.delete)):
        if paths:
            counted = ", ".join(f"{folder} ({n})" for folder, n in count_by_folder(paths).items())
            print(words.gettext(said, files=counted))
    _print_files(
        words.gettext(
            "Changed here and in the template, so left as they are. `tablee upgrade --show FILE` shows the difference, "
            "`--take FILE` takes the template’s:"
        ),
        plan.changed,
    )
    _print_files(words.gettext("Changed here alone, so left as they are:"), plan.kept)
    _print_files(
        words.gettext("Gone from the template and changed here: delete them if nobody needs them:"), plan.gone
    )


def _print_check(root: Path, plan: Plan, words: Translations) -> None:
    forms = run_newest(root, words.language, "forms")
    said = run_newest(root, words.language, "check") if forms is not None else None
    print()
    if said is None:
        is_mixed = any(path.startswith("scripts/") for path in (*plan.changed, *plan.gone))
        print(words.gettext(MIXED if is_mixed else UNINSTALLED))
    else:
        print(words.gettext("What the new engine says of your files (`tablee check`):"))
        print(said, end="")


def _print_rest(plan: Plan, words: Translations) -> None:
    _print_files(words.gettext(FOR_PEOPLE), plan.workflows)
    if plan.write or plan.delete:
        steps = (
            "make setup && make check && make site",
            'git add -A && git commit -m "Upgrade" && git push',
        )
        print(f"\n{words.gettext('Then look, and publish:')}", *(f"  {step}" for step in steps), sep="\n")


def _print_files(head: str, paths: Collection[str]) -> None:
    if paths:
        print(f"\n{head}")
        print(*(f"- {path}" for path in paths), sep="\n")
