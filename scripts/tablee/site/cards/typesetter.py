"""Words on share cards: which letters there are, where lines break, how large a title may be."""

from __future__ import annotations

import unicodedata
from functools import cached_property, lru_cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

_PACKAGE = "font_source_sans_pro"
_FILES = {False: "SourceSansPro-Regular.ttf", True: "SourceSansPro-Bold.ttf"}
_TITLE_SIZES = (68, 58, 50, 42)
_MOST_LINES = 4
_CUT = "…"
_RECENT = 512
_ABSENT = "\uffff"
"""No character (Unicode, 23.7): every font draws its sign of what it lacks."""

_ALIKE = str.maketrans({"\u202f": "\u00a0", "\u2011": "-", "\u2010": "-", "\t": " ", "\n": " "})


class Typesetter:
    """Sets words in Source Sans Pro, which has Latin, Greek and Cyrillic letters with all their accents."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, bool], ImageFont.FreeTypeFont] = {}
        self._known: dict[str, bool] = {}
        # Cards of a group say the same places, names and days again and again.
        self.lines = lru_cache(_RECENT)(self._lines)

    def legible(self, text: str) -> str:
        """Return what of a text the font can write; nothing where it lacks one letter in four."""
        composed = unicodedata.normalize("NFC", text).translate(_ALIKE)
        kept = "".join(sign for sign in composed if self._has(sign))
        letters, known = (sum(map(str.isalnum, said)) for said in (composed, kept))
        return " ".join(kept.split(" ")).strip() if 4 * known >= 3 * letters else ""

    def title(self, text: str, width: int) -> tuple[list[str], int]:
        """Break a title into lines, as large as four of them allow; return the size too."""
        for size in _TITLE_SIZES:
            broken = self._broken(text, size, width, bold=True)
            if len(broken) <= _MOST_LINES - (size > 60):  # noqa: PLR2004 (the largest size has a line less)
                return broken, size
        return self._cut(broken, _MOST_LINES, size, width, bold=True), size

    def _lines(self, text: str, size: int, width: int, most: int) -> list[str]:
        """Break a text into so many lines at most; what is left over becomes a sign of it."""
        return self._cut(self._broken(text, size, width), most, size, width)

    def mask(
        self, text: str, size: int, *, bold: bool, anchor: str
    ) -> tuple[Image.Image | None, tuple[int, int]]:
        """Return how a line covers its pixels, and where its upper left corner lies from the anchor."""
        font = self._font(size, bold=bold)
        left, top, right, bottom = (round(edge) for edge in font.getbbox(text, anchor=anchor))
        if right <= left or bottom <= top:
            return None, (0, 0)
        mask = Image.new("L", (right - left + 1, bottom - top + 1))
        ImageDraw.Draw(mask).text((-left, -top), text, fill=255, font=font, anchor=anchor)
        return mask, (left, top)

    def _broken(self, text: str, size: int, width: int, *, bold: bool = False) -> list[str]:
        lines: list[str] = []
        for word in filter(None, self.legible(text).split(" ")):
            if lines and self._length(f"{lines[-1]} {word}", size, bold=bold) <= width:
                lines[-1] += f" {word}"
            else:
                lines += self._split(word, size, width, bold=bold)
        return lines

    def _split(self, word: str, size: int, width: int, *, bold: bool) -> list[str]:
        """Break a word that is wider than a line, wherever it must."""
        parts = [""]
        for sign in word:
            if parts[-1] and self._length(parts[-1] + sign, size, bold=bold) > width:
                parts.append("")
            parts[-1] += sign
        return parts

    def _cut(self, lines: list[str], most: int, size: int, width: int, *, bold: bool = False) -> list[str]:
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self._length(last + _CUT, size, bold=bold) > width:
            last = last[:-1].rstrip()
        return [*lines[: most - 1], last + _CUT]

    def _length(self, text: str, size: int, *, bold: bool) -> float:
        return self._font(size, bold=bold).getlength(text)

    def _font(self, size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
        if (size, bold) not in self._fonts:
            path = files(_PACKAGE) / "files" / _FILES[bold]
            # The basic layout: the other one needs a library of the system, and draws otherwise with it than without.
            self._fonts[size, bold] = ImageFont.truetype(
                str(path), size, layout_engine=ImageFont.Layout.BASIC
            )
        return self._fonts[size, bold]

    def _has(self, sign: str) -> bool:
        if sign not in self._known:
            self._known[sign] = sign == " " or self._look_of(sign) not in {self._absent, b""}
        return self._known[sign]

    @cached_property
    def _absent(self) -> bytes:
        return self._look_of(_ABSENT)

    def _look_of(self, sign: str) -> bytes:
        if sign == "\u00a0":
            return b"space"
        mask, _corner = self.mask(sign, 24, bold=False, anchor="ls")
        return mask.tobytes() if mask else b""
