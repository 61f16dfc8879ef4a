"""The characters that nobody can see and that no text of a group holds: one set, for all who look for them."""

from __future__ import annotations

import re

INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters but for tab and line feed, what turns the direction of reading, and what is no character."""
