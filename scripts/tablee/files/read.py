"""One file is read: libyaml's nodes become plain values, pydantic makes the model of them.

Most files are right, and are read without looking for places. Where something is refused, or may hide something, the
file is read once more with care.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from yaml.nodes import MappingNode

from tablee.files.nodes import Ambiguous, to_plain
from tablee.files.schema import Kind
from tablee.files.yaml_text import Refused, load_nodes
from tablee.i18n.invisible import INVISIBLE
from tablee.model.types import FromPath

if TYPE_CHECKING:
    from tablee.files.problem import Problem

_CUT = re.compile(r"\s#\S|[^\s#] # ")
_DEEPER = re.compile(r"\n( *)- .*\n\1 +- ")  # in the first line of a set of keys no list begins


def read_file(kind: Kind, file: str, content: bytes, problems: list[Problem], **told: object) -> Any:  # noqa: ANN401 (the model of that kind)
    """Return what a file says, None where it cannot be had; `told` are the values that its path tells.

    What is refused is added to the problems. A value that is refused is left out, as if it were not there, with all
    that cannot do without it.
    """
    try:
        text, root = load_nodes(file, content)
    except Refused as refused:
        problems.append(refused.problem)
        return None
    given = {name: FromPath(value) for name, value in told.items()}
    if isinstance(root, MappingNode) and not _may_hide(text):
        with suppress(ValidationError, Ambiguous):  # then read with care, to be told what is wrong and where
            return kind.adapter.validate_python({**given, **to_plain(root)})
    # Imported here: most groups have no such file, and what explains mistakes takes longer to load than to read many.
    from tablee.files.care import read_with_care  # noqa: PLC0415

    return read_with_care(kind, file, text, root, given, problems)


def _may_hide(text: str) -> bool:
    """Return whether a text may hold what its reader does not get.

    That is a `#` that cuts a value short, a list that goes on further right, HTML, and what cannot be seen, perhaps
    escaped.
    """
    return (
        ("#" in text and _CUT.search(text) is not None)
        or "\\" in text
        or "<" in text
        or _DEEPER.search(text) is not None
        or (not text.isascii() and INVISIBLE.search(text) is not None)
    )
