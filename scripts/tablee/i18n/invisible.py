"""The characters that nobody can see, as one set for all who look for them or take them out."""

from __future__ import annotations

import re

INVISIBLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Controls but for tab and line feed, line ends of Unicode, what turns the direction of text, what is no character."""
UNSEEN = re.compile(f"{INVISIBLE.pattern}|[\u00ad\u200b-\u200d\u2060]")
"""Those, and what takes no room between letters: it belongs into texts of some languages, into no key."""
