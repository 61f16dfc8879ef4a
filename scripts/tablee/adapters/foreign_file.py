"""A file of another program that a person names on the command line, of bounded size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tablee.adapters.plain_files import Kind, NotPlain, read_plain
from tablee.i18n.translations import _
from tablee.imports.source import MOST_BYTES, Unusable

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1024 * 1024


def read_foreign(path: Path) -> bytes:
    """Return what a file holds; its size is looked at before it is read. Raises Unusable."""
    real = path.resolve()
    try:
        data = read_plain(real.parent, real.name, MOST_BYTES)
    except NotPlain as fault:
        if fault.kind is Kind.LARGE:
            most = MOST_BYTES // MIB
            raise Unusable(
                _("`{path}` has more than {most} MiB. Export fewer years."), path=path, most=most
            ) from fault
        raise Unusable(_("`{path}` is no plain file."), path=path) from fault
    if data is None:
        raise Unusable(_("There is no file `{path}`."), path=path)
    return data
