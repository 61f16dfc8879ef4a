"""Words that mean the same: a member is found also by those that the file does not say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tablee.model import Member
from tablee.model.folding import fold


def other_words(member: Member, synonyms: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the words that mean what a member says, and are not said; whole words count, however they are spelt."""
    if not synonyms:
        return ()
    offered = (one.what for one in (*member.offers, *member.needs))
    said = _words(" | ".join((member.trade, member.tagline, *member.skills, *offered)))
    groups = ((word, *others) for word, others in synonyms.items())
    meant = (words for words in groups if any(_words(word) in said for word in words))
    return tuple(dict.fromkeys(word for words in meant for word in words if _words(word) not in said))


def _words(text: str) -> str:
    """Return a text as folded words between single spaces."""
    words = re.findall(r"[^\W_]+", fold(text))
    return f" {' '.join(words)} "
