"""A member is forgotten: no file tells who it was, and what the others did and owe stays as it was, exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tablee.files.meeting_file import write_meeting
from tablee.files.member_places import names_member, replace_member, unmentioned_identity
from tablee.files.mentions import (
    Mention,
    changed_lines,
    decode_all,
    drop_owner,
    drop_picture,
    find_words,
    name_parts,
    replace_identity,
    replace_login,
    replace_name,
    replace_words,
)
from tablee.files.nodes import Plain, to_plain_without
from tablee.files.paths import CODE_OWNERS, GROUP_FILE, file_of_meeting, file_of_member, file_of_photo
from tablee.files.schema import GROUP, MEMBER
from tablee.files.values_out import AsWritten, Value
from tablee.files.write_keys import load_root, write_keys
from tablee.i18n.translations import _
from tablee.model import Group, Meeting, Member
from tablee.model.settings import ENOUGH_KEEPERS

if TYPE_CHECKING:
    from datetime import date

    from tablee.files.load import Loaded
    from tablee.i18n.translations import Translations

SOMEBODY = _("somebody who left")
_KEPT = ("joined", "facilitates", "circles")
"""What the counts of others hang on, and what tells nothing of a person."""
_RELIED_ON = re.compile(r"^(?:identity|url|contact):.*$", re.MULTILINE)
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting a member changes: `files` by their paths (None: the file goes), and the neutral `token`.

    `replaced` are the lines of free text in which the name or the identity gave way; `left` those that hold a part of
    the name, a login or an address alone: whether they mean this person is for people to say.
    """

    token: str
    files: Mapping[str, bytes | None]
    replaced: tuple[Mention, ...]
    left: tuple[Mention, ...]


def forget(
    loaded: Loaded,
    member: str,
    today: date,
    prose: Mapping[str, bytes],
    words: Translations,
    also: Sequence[str] = (),
) -> Forgotten:
    """Forget a member of a group that could be loaded, as of a day.

    `prose` are the other texts of the repository that may speak of members; in all texts the whole name and the words
    of `also` give way to `somebody who left`. The member leaves on that day unless that was before: past meetings,
    which the ledger counts, keep a neutral identity; coming ones do without. Raises Unsafe where a file is written in
    a way that no program can edit.
    """
    group = loaded.group
    if group is None:
        message = "a group whose group.yml cannot be read forgets nobody"
        raise ValueError(message)
    person, before = group.members[member], {**prose, **loaded.files}
    token = unmentioned_identity(group, before) if person.public else person.id
    kept = _leave_coming(before, group, member, today)
    kept = _leave_group(_drop_recommendations(kept, group, member), member)
    own = kept.pop(file_of_member(member))
    counted = any(names_member(file, content, member) for file, content in kept.items())
    kept = {file: replace_member(file, content, member, token) for file, content in kept.items()}
    scrub = _Scrub(person, token, group, words.gettext(SOMEBODY), tuple(also))
    texts = decode_all(kept)
    clean = {file: scrub.clean(file, text) for file, text in texts.items()}
    after = {**kept, **{file: text.encode() for file, text in clean.items()}}
    if counted:
        after[file_of_member(token)] = _write_neutral(own, person, today)
    gone = dict.fromkeys([file for file in before if file not in after] + _photo(group, person))
    return Forgotten(
        token if counted else "",
        {**{file: content for file, content in after.items() if before.get(file) != content}, **gone},
        replaced=tuple(one for file in texts for one in changed_lines(file, texts[file], clean[file])),
        left=tuple(one for file, text in clean.items() for one in scrub.find_left(file, text)),
    )


def _leave_coming(files: Files, group: Group, member: str, today: date) -> Files:
    """Take a member out of the meetings to come; a call that waits, or was accepted, goes on to the next one."""
    after = dict(files)
    for key, meeting in group.meetings.items():
        if meeting.present is None and meeting.day >= today:
            file = file_of_meeting(key)
            after[file] = write_meeting(files[file], meeting, _without(meeting, member))
    return after


def _without(meeting: Meeting, member: str) -> Meeting:
    poll = meeting.poll
    return replace(
        meeting.turned_down({member}),
        answers={who: said for who, said in meeting.answers.items() if who != member},
        missions={card: who for card, who in meeting.missions.items() if who != member},
        poll=replace(poll, votes={who: days for who, days in poll.votes.items() if who != member})
        if poll
        else None,
    )


def _drop_recommendations(files: Files, group: Group, member: str) -> Files:
    """Take out what others recommend the member for: it tells who it is."""
    after = dict(files)
    for other in group.members.values():
        if other.id != member and any(one.member == member for one in other.recommends):
            file = file_of_member(other.id)
            said = _read(files[file])["recommends"]
            kept = [one for one in said if one.get("member") != member]
            after[file] = write_keys(files[file], {"recommends": kept or None}, MEMBER.keys)
    return after


def _leave_group(files: Files, member: str) -> Files:
    """Take a member out of the duties that keep enough keepers, and out of the returns from breaks."""
    said = _read(files[GROUP_FILE])
    values: dict[str, Value | None] = {}
    if "duties" in said:
        values["duties"] = {duty: _keepers(those, member) for duty, those in said["duties"].items()}
    if "closures" in said:
        values["closures"] = [
            {key: value for key, value in one.items() if (key, value) != ("facilitator", member)}
            for one in said["closures"]
        ]
    return {**files, GROUP_FILE: write_keys(files[GROUP_FILE], values, GROUP.keys)}


def _keepers(those: list[str], member: str) -> list[str]:
    """Return the other keepers of a duty; where they would be too few all of them, so that the site is still built."""
    others = [one for one in those if one != member]
    return others if len(others) >= ENOUGH_KEEPERS else those


def write_unnamed(own: bytes, person: Member) -> bytes:
    """Return a member's file that tells nothing of the person: what the counts of others hang on, as it was said."""
    said = _read(own)
    left = {"left": _as_written(said["left"])} if "left" in said else {}
    return write_keys(b"", {"public": False, **_counted(said, person), **left}, MEMBER.keys)


def _write_neutral(own: bytes, person: Member, today: date) -> bytes:
    """Return the file of a neutral identity: what the counts of others hang on, and the day of leaving."""
    said = _read(own)
    values = _counted(said, person)
    last = person.spans[-1]
    if last.to_on is None or last.to_on > today:
        end = max(today, last.from_on)
        spans = said.get("joined")
        if isinstance(spans, list):
            newest = max(spans, key=lambda span: str(span["from"]))
            values["joined"] = [
                {**_as_written(span), "to": end} if span is newest else _as_written(span) for span in spans
            ]
        else:
            values["left"] = end
    elif "left" in said:
        values["left"] = _as_written(said["left"])
    return write_keys(b"", {"public": False, **values}, MEMBER.keys)


def _counted(said: Mapping[str, Any], person: Member) -> dict[str, Value]:
    """Return what the counts of others hang on.

    A public member owes a full share unless the file says otherwise, and a neutral one owes none: so it is said now.
    """
    values: dict[str, Value] = {key: _as_written(said[key]) for key in _KEPT if key in said}
    if person.public:
        values.setdefault("facilitates", True)
    return values


def _as_written(plain: Any) -> Any:  # noqa: ANN401 (Plain to Value, step by step)
    """Return days, shares and identities as words of the files, which need no quotes."""
    if isinstance(plain, dict):
        return {key: _as_written(value) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_as_written(value) for value in plain]
    return AsWritten(plain, plain)


def _read(content: bytes) -> dict[str, Any]:
    root = load_root(content)
    said: dict[str, Plain] = to_plain_without(root, ()) if root else {}
    return said


def _photo(group: Group, person: Member) -> list[str]:
    shared = any(other.photo == person.photo for other in group.members.values() if other.id != person.id)
    return [file_of_photo(person.photo)] if person.photo and not shared else []


@dataclass(frozen=True, slots=True)
class _Scrub:
    """How a person's name, identity and account go out of a text."""

    person: Member
    token: str
    group: Group
    phrase: str
    also: tuple[str, ...]

    def apply(self, file: str, text: str) -> str:
        """Return a text without what is exact."""
        person = self.person
        if file == CODE_OWNERS:
            text = drop_owner(text, person.github)
        text = drop_picture(text, person.photo)
        if person.public:
            text = replace_identity(text, person.id, self.token)
        text = replace_login(text, person.github, self.token)
        text = replace_name(text, person.name, self._others(), self.phrase, self.token)
        return replace_words(text, self.also, self.phrase)

    def clean(self, file: str, text: str) -> str:
        """Return a text without what is exact; addresses on which calendars and strangers rely are for people."""
        found = self.apply(file, text)
        if file != GROUP_FILE:
            return found
        kept = {line.partition(":")[0]: line for line in _RELIED_ON.findall(text)}
        return _RELIED_ON.sub(lambda line: kept[line[0].partition(":")[0]], found)

    def find_left(self, file: str, text: str) -> Iterator[Mention]:
        """Yield the lines that may still mean the person."""
        person = self.person
        words = [*name_parts(person.name), *person.links.values(), *([person.id] if person.public else [])]
        return find_words(file, text, words, self._others())

    def _others(self) -> list[str]:
        return [one.name for one in self.group.members.values() if one.name and one.id != self.person.id]
