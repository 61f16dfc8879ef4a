"""Words folded to what they have in common: `illustrateur`, `illustration` and `Illustratrice` are one stem.

French and English, by a short list of endings: enough to find each other, small enough to be told why.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tablee.model.folding import fold

SHORTEST = 4
"""Shorter words tell little, and endings are cut only while so many letters remain."""

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = sorted(
    """
    al age ateur ation atrice e ed ee el ement ements er eur euse ez graphe graphie graphique ie ier iere if ing ique
    isation isme issement iste iteur ition itrice ive ment or sion teur tion trice y
    """.split(),  # noqa: SIM905 (as quoted words they would fill the page)
    key=len,
    reverse=True,
)
_COMMON = frozenset(
    """
    about after again aide aider aime aimerais aller alors ancien apres assez aucun aussi autour autre autres
    avant avec avez avoir beaucoup been besoin best bien bonne bons cela celle celles celui cette ceux chaque
    cherche chercher chez chose choses comme comment conseil conseils contre could dans demi depuis deux devant
    does donc donner each elle elles encore entre etre faire fait faut find first fois from have help here
    heure heures hour hours idee idees jour journee journees jours just know leur leurs like looking lors mais
    make many mieux moins mois more most need needs notre nous nouveau nouvelle offer offre offrir only other
    over parce partager petit petite petites petits peut plus plusieurs pour pouvoir premier premiere pres
    projet projets quand quel quelle quelqu quelque quelques quels quoi sans sera share soit some somebody
    someone sont souhaite sous suis tant than that their them then there these they this those three time tous
    tout toute toutes tres trois trouver under vers vient voir votre vous want week well were what when where
    which while will with would your
    """.split()  # noqa: SIM905 (as quoted words they would fill the page)
)


def stems(text: str) -> dict[str, str]:
    """Return the stems of a text, each with the first word that has it, in the order of the words."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        stem = stem_of(word)
        if stem:
            found.setdefault(stem, word)
    return found


@lru_cache(maxsize=8192)
def stem_of(word: str) -> str:
    """Return the stem of a word; nothing for a short word, or one that everybody uses."""
    folded = fold(word)
    if len(folded) < SHORTEST or folded in _COMMON:
        return ""
    single = folded.rstrip("sx") if len(folded.rstrip("sx")) >= SHORTEST else folded
    for ending in _ENDINGS:
        if single.endswith(ending) and len(single) - len(ending) >= SHORTEST:
            return single.removesuffix(ending)
    return single
