"""Texts of people as a calendar can hold them: no control character but the line break and the tab."""

from __future__ import annotations

import re

from tablee.i18n.invisible import INVISIBLE

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What some reader takes for the end of a line."""


def clean(text: str) -> str:
    r"""Return a text whose only control characters are `\n` and the tab."""
    return INVISIBLE.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Return a text cleaned, on one line."""
    return clean(text).replace("\n", " ").strip()
