"""Photos and logos: they are there, they are pictures, and no SVG among them holds a program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.checks.case import Case, Path, file_of
from tablee.files.load import GROUP_FILE
from tablee.i18n.words import Phrase, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tablee.files.problem import Problem

_RASTER = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP", re.DOTALL)
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?>(?>(?:<!--.*?-->|<!DOCTYPE[^>\[]*>)\s*)*)<svg[\s>]",
    re.DOTALL,
)
_UNSAFE = {
    re.compile(rb"<\s*(?:[\w.-]+:)?script", re.IGNORECASE): _("a script"),
    re.compile(rb"[\s\"'/]on[a-z]+\s*=", re.IGNORECASE): _("an attribute that runs a script (`on…=`)"),
    re.compile(rb"<\s*(?:[\w.-]+:)?(?:foreignObject|iframe|embed|object|handler)", re.IGNORECASE): _(
        "foreign content"
    ),
    re.compile(rb"<!ENTITY|<!DOCTYPE[^<>\[]*\[", re.IGNORECASE): _("an entity"),
    re.compile(
        rb"\bhref\s*=(?!\s*[\"']?\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,]))"
        rb"|\burl\((?!\s*[\"']?\s*#)|@import|<\?xml-stylesheet|javascript:"
        rb"|attributeName\s*=\s*[\"']?\s*(?:[\w.-]+:)?href",
        re.IGNORECASE,
    ): _("a link to something outside it"),
}


def check_pictures(case: Case) -> Iterator[Problem]:
    """Every photo and every logo named is a picture in its folder, and safe to show."""
    photos, logos = case.surroundings.photos, case.surroundings.logos
    for member in case.group.members.values():
        if member.photo:
            file = file_of(member.id)
            yield from _check_picture(case, (file, ("photo",)), member.photo, "content/photos", photos)
    for circle in case.group.settings.circles.values():
        if circle.brand.logo:
            path = ("circles", circle.id, "brand", "logo")
            yield from _check_picture(case, (GROUP_FILE, path), circle.brand.logo, "content", logos)


def unsafe_part(svg: bytes) -> str:
    """Name what makes an SVG unsafe to show on its own; empty where nothing does."""
    return next((what for pattern, what in _UNSAFE.items() if pattern.search(svg)), "")


def is_svg(content: bytes) -> bool:
    """Say whether a file is an SVG in UTF-8."""
    return _SVG.match(content) is not None


def _check_picture(
    case: Case, named: tuple[str, Path], name: str, folder: str, files: Mapping[str, bytes]
) -> Iterator[Problem]:
    values: dict[str, object] = {"path": f"{folder}/{name}", "name": name}
    content = files.get(name)
    if content is None:
        near = next((other for other in sorted(files) if other.casefold() == name.casefold()), "")
        fix = codes.PHOTO_NEAR if near else None
        yield case.problem(codes.PHOTO_MISSING, *named, {**values, "near": near}, fix)
    elif is_svg(content):
        what = unsafe_part(content)
        if what:
            yield case.problem(codes.PHOTO_UNSAFE, *named, {**values, "what": Phrase(what)})
    elif not _RASTER.match(content):
        yield case.problem(codes.PHOTO_NOT_AN_IMAGE, *named, values)
