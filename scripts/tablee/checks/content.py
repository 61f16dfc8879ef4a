"""What may be published from content/: pages and pictures alone, each as its name says, at addresses of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tablee.checks import codes
from tablee.checks.pictures import PICTURES, metadata_of
from tablee.checks.privacy import Exempt, find_personal_contact
from tablee.files.paths import GROUP_FILE, file_of_member
from tablee.files.problem import problem
from tablee.i18n.translations import LazyText

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from tablee.checks.case import Case, Path
    from tablee.files.problem import Problem
    from tablee.model import Group

CONTENT = "content"
PHOTOS = "photos/"
PAGE = "md"
DRAWING = "svg"
_KIB = 1024
MOST_KIB = {PAGE: 256, DRAWING: 256}
MOST_PICTURE_KIB = 4096
HEAVY_KIB = 1024
ENDINGS = (PAGE, DRAWING, *PICTURES)
"""All that is published from content/."""

TAKEN = frozenset(
    {
        *(
            "index",
            "readme",
            "404",
            "meetings",
            "members",
            "circles",
            "help",
            "turns",
            "vitality",
            "subscribe",
            "guides",
        ),
        *(
            "assets",
            "search",
            "sitemap.xml",
            "sitemap.xml.gz",
            "robots.txt",
            "group.json",
            "atom.xml",
            "manifest.webmanifest",
        ),
    }
)
"""What stands first in an address of the program's own or of the theme's, case aside."""

_NAME = r"\w(?:[\w .()'’-]{0,98}[\w)])?(?:/\w(?:[\w .()'’-]{0,98}[\w)])?)*"


def check_content(case: Case) -> Iterator[Problem]:
    """What content/ holds is a page or a picture, as its name says, at an address of its own, and tells of nobody."""
    if case.surroundings.content is None:
        return
    yield from find_name_problems(case.surroundings.names)
    exempt = Exempt(case.group.settings)
    for path, data in case.surroundings.content:
        yield from find_file_problems(path, data)
        if ending_of(path) in {PAGE, DRAWING}:
            yield from find_personal_contact(f"{CONTENT}/{path}", data, exempt)


def check_files_plain(case: Case) -> Iterator[Problem]:
    """What was to be read is a plain file of bounded size, reached by no link, where files are read."""
    yield from case.surroundings.refused


def check_pictures_there(case: Case) -> Iterator[Problem]:
    """Every photo and every logo that a file names is in its folder."""
    for member in case.group.members.values():
        if member.photo:
            yield from _check_there(case, (file_of_member(member.id), ("photo",)), PHOTOS, member.photo)
    for circle in case.group.settings.circles.values():
        if circle.brand.logo:
            path = ("circles", circle.id, "brand", "logo")
            yield from _check_there(case, (GROUP_FILE, path), "", circle.brand.logo)


def drop_missing_pictures(group: Group, names: Container[str]) -> Group:
    """Return a group that names no photo and no logo but those in content/."""
    members = {
        member.id: member if f"{PHOTOS}{member.photo}" in names else replace(member, photo="")
        for member in group.members.values()
    }
    circles = {
        circle.id: circle
        if circle.brand.logo in names
        else replace(circle, brand=replace(circle.brand, logo=""))
        for circle in group.settings.circles.values()
    }
    return replace(group, settings=replace(group.settings, circles=circles), members=members)


def _check_there(case: Case, named: tuple[str, Path], folder: str, name: str) -> Iterator[Problem]:
    names = case.surroundings.names
    if folder + name in names:
        return
    here = (path.removeprefix(folder) for path in sorted(names) if path.startswith(folder))
    near = next((other for other in here if other.casefold() == name.casefold()), "")
    values = {"path": f"{CONTENT}/{folder}{name}", "name": name, "near": near}
    yield case.problem(codes.PHOTO_MISSING, *named, values, codes.PHOTO_NEAR if near else None)


def is_published(path: str) -> bool:
    """Return whether a file of content/ goes onto the site by its name; one that begins with a dot is nobody's page."""
    return ending_of(path) in ENDINGS and not is_hidden(path)


def is_hidden(path: str) -> bool:
    """Return whether a path leads through a name that begins with a dot: such files stay off the site."""
    return any(part.startswith(".") for part in path.split("/"))


def ending_of(path: str) -> str:
    """Return what stands behind the last dot of a file's name, in small letters."""
    return path.rpartition("/")[2].rpartition(".")[2].lower()


def most_bytes(path: str) -> int:
    """Return how large a file of content/ may be."""
    return MOST_KIB.get(ending_of(path), MOST_PICTURE_KIB) * _KIB


def address_of(path: str) -> str:
    """Return where a file of the tree is shown, case aside: `a.md` and `a/index.md` are one page."""
    whole = f"/{path}".casefold()
    if not whole.endswith(".md"):
        return whole
    return whole.removesuffix(".md").removesuffix("/readme").removesuffix("/index") + "/"


def find_name_problems(paths: Iterable[str]) -> Iterator[Problem]:
    """Every file of content/ is of a kind that is published, under a plain name, at an address of its own."""
    taken: dict[str, str] = {}
    for path in sorted(path for path in paths if not is_hidden(path)):
        file = f"{CONTENT}/{path}"
        if not re.fullmatch(_NAME, path):
            yield problem(codes.ODD_FILE_NAME, file, (1, 1), {})
        if not is_published(path):
            listed = ", ".join(f".{ending}" for ending in ENDINGS)
            yield problem(codes.NOT_PUBLISHED, file, (1, 1), {"endings": listed})
            continue
        first = path.casefold().split("/")[0]
        address = address_of(path)
        if first in TAKEN or first.removesuffix(".md") in TAKEN or address == "/":
            yield problem(
                codes.ADDRESS_TAKEN,
                file,
                (1, 1),
                {"address": address, "rival": "Tablée"},
                codes.ADDRESS_OF_OURS,
            )
        elif rival := taken.get(address):
            yield problem(codes.ADDRESS_TAKEN, file, (1, 1), {"address": address, "rival": rival})
        taken.setdefault(address, file)


def find_file_problems(path: str, data: bytes) -> Iterator[Problem]:
    """A file of content/ is what its name says, and does nothing but show itself."""
    # Imported here: many groups have no page and no drawing of their own.
    from tablee.checks.drawings import unsafe_part  # noqa: PLC0415
    from tablee.checks.hand_written import find_page_problems  # noqa: PLC0415

    file, ending = f"{CONTENT}/{path}", ending_of(path)
    if ending == PAGE:
        yield from find_page_problems(file, data)
    elif ending == DRAWING:
        if what := unsafe_part(data):
            code = codes.PHOTO_UNSAFE if b"<" in data[:_KIB] else codes.PHOTO_NOT_AN_IMAGE
            yield problem(code, file, (1, 1), {"what": LazyText(what), "kind": "SVG"})
    elif not PICTURES[ending].match(data):
        yield problem(codes.PHOTO_NOT_AN_IMAGE, file, (1, 1), {"kind": ending.upper()})
    elif what := metadata_of(data):
        yield problem(codes.PICTURE_METADATA, file, (1, 1), {"what": LazyText(what)})
    if ending in PICTURES and len(data) > HEAVY_KIB * _KIB:
        yield problem(codes.PICTURE_HEAVY, file, (1, 1), {"size": len(data) // _KIB})
