"""A member gets another identity: the file's name, and the identity wherever a file gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tablee.files.member_places import replace_member
from tablee.files.mentions import Mention, decode_all, find_words, replace_address
from tablee.files.paths import file_of_member, file_of_photo
from tablee.files.schema import MEMBER
from tablee.files.write_keys import write_keys

if TYPE_CHECKING:
    from tablee.files.load import Loaded


@dataclass(frozen=True, slots=True)
class Renamed:
    """What renaming changes: `files` by their paths (None: the file goes), `moved` photos, and what is `left`.

    `left` are lines of free text that still hold the old identity: whether they mean the member is for people to say.
    """

    files: Mapping[str, bytes | None]
    moved: Mapping[str, str]
    left: tuple[Mention, ...]


def rename(loaded: Loaded, member: str, new: str, prose: Mapping[str, bytes]) -> Renamed:
    """Rename a member of a loaded group; `prose` are the other texts of the repository that may speak of members.

    A photo that is named after the member is renamed, too. Raises Unsafe where a file is written in a way that no
    program can edit.
    """
    before = {**prose, **loaded.files}
    photo = loaded.group.members[member].photo if loaded.group else ""
    stem, dot, ending = photo.rpartition(".")
    own, moved = file_of_member(member), {}
    after = {file: replace_member(file, content, member, new) for file, content in before.items()}
    if stem == member:
        moved = {file_of_photo(photo): file_of_photo(f"{new}{dot}{ending}")}
        after[own] = write_keys(after[own], {"photo": f"{new}{dot}{ending}"}, MEMBER.keys)
    texts = decode_all(after)
    after |= {file: replace_address(text, member, new).encode() for file, text in texts.items()}
    after[file_of_member(new)] = after.pop(own)
    files: dict[str, bytes | None] = {
        file: content for file, content in after.items() if before.get(file) != content
    }
    left = (one for file, text in decode_all(after).items() for one in find_words(file, text, [member], ()))
    return Renamed({**files, own: None}, moved, tuple(left) if "-" in member else ())
