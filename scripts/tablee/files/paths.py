"""Where the group, each member and each meeting have their files, and what a file's name tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tablee.model.identity import SlotKey


GROUP_FILE = "group.yml"
HOLIDAYS_FILE = "holidays.yml"
CODE_OWNERS = ".github/CODEOWNERS"
FORMS = ".github/ISSUE_TEMPLATE/"
"""Where GitHub looks for issue forms; `tablee forms` writes them in the group's language."""


def file_of_member(member: str) -> str:
    """Return the path of a member's file."""
    return f"members/{member}.yml"


def file_of_meeting(key: SlotKey | str) -> str:
    """Return the path of a meeting's file."""
    return f"meetings/{key}.yml"


def is_of_member(path: str) -> bool:
    """Return whether a path is that of a member's file."""
    return path.startswith("members/")


def name_of(path: str) -> str:
    """Return the name of a file, without its folder and its ending: a member's identity, a meeting's slot key."""
    return path.rpartition("/")[2].removesuffix(".yml")


def file_of_photo(photo: str) -> str:
    """Return the path of a member's photo."""
    return f"content/photos/{photo}"
