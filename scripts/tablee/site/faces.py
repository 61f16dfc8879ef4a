"""Faces: a member's photo, or a circle with the initials in a colour that stays the same for ever."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from markupsafe import Markup

from tablee.site.text import neutral

if TYPE_CHECKING:
    from tablee.model import Member

USUAL = 56
"""The size that the style sheet gives a face of which nothing else is said: pages of large groups have thousands."""

TINTS = 6
"""How many colours the circles with initials have in the style sheet."""

_PHOTO = Markup('<img class="t-face" src="{}" alt="" width="{}" height="{}" loading="lazy">')
_INITIALS = Markup('<span class="t-face t-face--{}" data-initials="{}"></span>')
"""The style sheet writes the initials: nobody searches for them, and who hears the page hears the name."""


def render_face(member: Member, photos: str, size: int) -> Markup:
    """Return a member's face, so many pixels wide; `photos` leads to the folder of the photos."""
    if member.photo:
        return _PHOTO.format(neutral(photos + member.photo), size, size)
    sized = f"{tint(member.id)}" if size == USUAL else f"{tint(member.id)} t-face--{size}px"
    return _INITIALS.format(sized, neutral(initials(member.name)))


def initials(name: str) -> str:
    """Return up to two initials of a name: the first letters of its first and of its last word that have one."""
    letters = [next(filter(str.isalnum, word)) for word in name.split() if any(map(str.isalnum, word))]
    return "".join(letters[:1] + letters[1:][-1:]).upper()


def tint(member: str) -> int:
    """Return the number of a member's colour, the same for ever."""
    return hashlib.sha256(member.encode()).digest()[0] % TINTS
