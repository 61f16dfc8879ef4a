"""Words by which people say that there is nothing to say: `none`, `aucun`, `tbd`, `?`."""

from __future__ import annotations

import re

NOTHING = (
    r"(?:n/?a|null|nil|none|nothing|nobody|no one|unknown|irregular|unlimited|no limit|sans limite|rien|personne"
    r"|aucune?|néant|inconnue?|irréguli(?:er|ère)|illimitée?|-+|\?+|tb[ad]|to be (?:confirmed|defined)"
    r"|à (?:définir|confirmer|voir)|not yet|no account|je n['’]en ai (?:pas|aucune?)|pas (?:encore|de \w+)|aucune? \w+)"
)
"""Such words, as a pattern; to be matched in any case."""
_ALONE = re.compile(rf"{NOTHING}|no|non|jamais|never|0", re.IGNORECASE)
_NOBODY = re.compile(rf"{NOTHING}|no|non", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """Return whether a text says that there is nothing to write."""
    return _ALONE.fullmatch(text.strip()) is not None


def names_nobody(text: str) -> bool:
    """Return whether a text in the place of a name says that there is nobody, or nobody yet."""
    said = text.strip()
    return any(_NOBODY.fullmatch(one) for one in (said, said.replace("-", " ")))
