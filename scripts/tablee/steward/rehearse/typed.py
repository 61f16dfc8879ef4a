"""The commands as people of the group's language type them."""

from __future__ import annotations

from tablee.model import Group
from tablee.steward.said import WORDS

FRENCH = {
    "yes": "oui",
    "no": "non",
    "maybe": "peut-être",
    "come": "vient",
    "pass": "je-passe",
    "take": "je-prends",
    "next": "prochaine",
    "present": "présents",
    "words": "mots",
    "topics": "sujets",
}


def typed(group: Group, name: str) -> str:
    """Return a command of `said.WORDS` as it is typed."""
    if name not in WORDS:
        raise KeyError(name)
    return f"/{FRENCH[name] if group.settings.language == 'fr' else name}"
