"""Texts of people as a calendar can hold them: no control character but the line break and the tab."""

from __future__ import annotations

import re

_ENDS = "\r\v\f\x1c-\x1e\x85\u2028\u2029"
_BREAKS = re.compile(f"\r\n|[{_ENDS}]")
"""What some reader takes for the end of a line."""

_HIDDEN = "\0-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
_UNSEEN = re.compile(f"[{_HIDDEN}]")
"""Control characters, what turns the direction of the text around it, and what is no character in UTF-8."""

_ODD = re.compile(f"[{_ENDS}{_HIDDEN}]")


def clean(text: str) -> str:
    r"""Return a text whose only control characters are `\n` and the tab."""
    if _ODD.search(text) is None:  # nearly always: looking is far cheaper than replacing
        return text
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Return a text cleaned, on one line."""
    return clean(text).replace("\n", " ").strip()
