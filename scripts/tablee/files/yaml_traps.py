"""The traps that YAML sets for people who write French: what they meant, and the line to paste.

Each finds one habit of typing that YAML reads otherwise than it was meant: `title: Tarifs : combien ?`,
`title: Rencontre #12`, `{what: Relecture, correction}` and `{paul:yes}`. The line to paste is the whole line as it
should be, so that it can replace the one that stands there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from tablee.files import codes
from tablee.files.json_lines import find_json
from tablee.files.key_words import is_address
from tablee.files.line_traps import Trap, find_line_traps, is_fence, quoted, without_links, without_signs
from tablee.files.near_lines import find_line_end, find_margin, find_remark, first_fault, is_account_in_links
from tablee.files.pasted import (
    find_pasted,
    inner_keys,
    is_key,
    is_mandatory,
    is_text,
    is_word,
    names_members,
    put_into,
)
from tablee.files.problem import Problem, problem
from tablee.i18n.translations import LazyText, _
from tablee.model.meeting import CANCELLED
from tablee.model.nothing import says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LETTERS = 1000
"""Letters of a line that is searched for traps: nobody types a longer one, and a hostile one would take minutes."""
_COMMENT = r"(?P<tail>\s+#(?:\s.*)?|\s*)$"
_LINE = re.compile(
    r"(?P<head>\s*(?:- +)*)(?:(?P<key>[^\s\"'#:\[\]{},][^:#]*?): +)?"
    rf"(?P<text>[^\s\"'\[{{|>].*?){_COMMENT}"
)
_NO_SPACE = re.compile(rf"(?P<head>\s*(?:- +)*)(?P<key>[\w-]+):[^\S ]*(?P<text>[^\s:/].*?){_COMMENT}")
_FLOW_COLON = re.compile(
    r"(?P<head>.*[\[{,] *(?P<key>[\w-]+): +)(?P<text>[^\[\]{},\"']*: [^\[\]{},\"']*)(?P<tail>[,\]}].*)"
)
_FLOW_HASH = re.compile(
    r"(?P<head>.*(?:[\[{,]|: ) *)(?P<text>(?:[^\[\]{},:\"'# ][^\[\]{},:\"'#]* )?(?P<lost>#[^#,\]}]*))"
    r"(?P<tail>[,\]}].*)"
)
_LOST = re.compile(r"\s+(?P<lost>#[^\s#].*?)" + _COMMENT)
_PROPERTY = r"[&*][\w-]+$|!!"
"""What is meant for YAML: an anchor or an alias alone, a tag of YAML's own."""
_CONFLICT = re.compile(r"<{7} |={7}$|>{7} ")
"""What Git puts around two versions that it could not join."""
_LISTED_LINK = re.compile(r"(\s*- +)\[([^\[\]:]+)\]\(([^()\s]+)\)\s*")
_OF_KEYS = (codes.INDENTED, codes.SYNTAX)
"""What is a trap only where a key of the file stands."""
_WORDS_IN_BRACES = re.compile(
    r"\s*[a-z_]+: *\{(?:\s*[\w-]+: +(?:https?://)?[^\s,;:{}]+[,;]?)+\s*\}\s*(?:#.*)?"
)
"""Keys in braces that have a single word each: `{ana: yes bob: no}`."""
_NO_COMMA = re.compile(r"(?<=[^,{\s:])[; ]+(?=[\w-]+: )")
_ASIDE = re.compile(r" (?P<lost># .*?)\s*$")
"""A comment one blank behind a text: whoever means it so puts two."""
_KEY_WITHIN = re.compile(r"(?<=[\s,;])([a-z_]+): ")
_PAIR_NO_SPACE = re.compile(r"([\w-]+):([^\s/].*)")


def explain_syntax(file: str, text: str, place: tuple[int, int], reason: LazyText) -> Problem:
    """Make a problem of a syntax error: by the habit that made it where one is seen, else with its reason."""
    lines = text.split("\n")
    found = find_habit(file, lines, place[0], reason)
    last = text.rstrip().count("\n") + 1
    return found or problem(codes.SYNTAX, file, place if place[0] <= last else (last, 1), {"reason": reason})


def find_habit(file: str, lines: list[str], stumbled: int, reason: LazyText) -> Problem | None:
    """Find the habit of typing that YAML stumbles over at a line; it notices some only on the line after."""
    if conflict := next((at for at, line in enumerate(lines, 1) if _CONFLICT.match(line)), None):
        reason = LazyText(_("two versions of the file stand in it, which Git could not join"))
        return problem(codes.SYNTAX, file, (conflict, 1), {"reason": reason}, codes.TWO_VERSIONS)
    tried = [number for number in (stumbled, stumbled - 1) if 0 < number <= len(lines)]
    for number in tried:
        line = lines[number - 1]
        if "\t" in line[: len(line) - len(line.lstrip())]:
            fix = None if line.strip() else codes.BLANK_LINE
            return problem(codes.TAB, file, (number, line.index("\t") + 1), {}, fix)
    if found := find_json(file, lines, stumbled) or find_pasted(file, lines, stumbled):
        return found
    for number in tried:
        line = lines[number - 1]
        for trap in _traps_of(file, line) if len(line) <= MOST_LETTERS else ():
            mended = "\n".join([*lines[: number - 1], trap.line, *lines[number:]])
            if first_fault(mended) > stumbled:
                trap = _of_links(file, trap)  # noqa: PLW2901 (the same trap, told otherwise)
                values = {"reason": reason, **trap.values, "line": trap.line.strip()}
                fix = codes.WHOLE_ADDRESS if is_account_in_links(lines, number) else trap.fix
                return problem(trap.code, file, (number, trap.column), values, fix)
    for find in (find_margin, find_line_end, find_remark):
        if found := find(file, lines, stumbled, reason):
            return found
    return None


def _is_list(file: str, key: str) -> bool:
    """Return whether a key of a file holds no text: its lines begin below it."""
    return is_key(file, key) and not is_text(file, key)


def _of_links(file: str, trap: Trap) -> Trap:
    """Put an account that a sign begins, under a key that is called like a page, into the links of a file."""
    key = str(trap.values.get("key", ""))
    if trap.code is not codes.SIGN_AT_START or not is_address(key) or not is_key(file, "links"):
        return trap
    line = f"links: {{{key}: https://…}}"
    return trap._replace(values={**trap.values, "example": line}, fix=codes.WITH_THE_REST)


def _traps_of(file: str, line: str) -> Iterator[Trap]:
    """Return the traps that a line of a file may be, each as it is best mended there."""
    if is_fence(line):
        yield Trap(codes.SYNTAX, 1, {}, "", codes.NO_FENCE)
    key = line.partition(":")[0].strip()
    if names_members(file, key) and (plain := without_signs(line)) != line:
        names = LazyText(_("an `@` stands before a name"))
        text = plain.partition(":")[2].strip()
        within = re.sub(r"^\[|\]$", "", text)
        meant = (
            plain if "{" in text or (" " not in text and is_word(file, key)) else put_into(file, key, within)
        )
        fix = codes.WITH_THE_REST if "…" in meant else codes.WRITE_LINE
        values = {"reason": names, "example": meant}
        yield Trap(codes.SYNTAX, line.index("@") + 1, values, meant or plain, fix)
    if re.fullmatch(r"[a-z_]+ ?[-–]?", line) and _is_list(file, bare := line.rstrip(" -–")):
        yield Trap(codes.SYNTAX, 1, {}, f"{bare}:", codes.WRITE_LINE)
    inner = "|".join(inner_keys(file, key))
    if inner and re.search(parted := rf"(?<=[^,{{\[: ])[; ]+(?=(?:{inner}): )", line):
        yield Trap(codes.SYNTAX, 1, {}, re.sub(parted, ", ", line), codes.WRITE_LINE)
    if _WORDS_IN_BRACES.fullmatch(line) and (parted := _NO_COMMA.sub(", ", line)) != line:
        yield Trap(codes.SYNTAX, 1, {}, parted, codes.WRITE_LINE)
    plain, label, several = without_links(line)
    if plain != line and not is_text(file, key):
        text = plain.partition(":")[2].strip()
        named = several or f"{label} {text}"
        meant = put_into(file, key, named) if label and not text.startswith("{") else plain
        if listed := _LISTED_LINK.fullmatch(line):
            meant = f"{listed[1]}{listed[2]}: {listed[3]}"
        yield Trap(codes.SYNTAX, 1, {}, meant or plain, codes.WRITE_LINE)
    for trap in (*_find_traps(line), *find_line_traps(line)):
        if _may_be(file, trap):
            yield _in_container(file, _or_two_keys(file, trap))


def _or_two_keys(file: str, trap: Trap) -> Trap:
    """Say of a colon in a text that a second key may begin before it: `trade: Dev city: Lyon`."""
    text = str(trap.values.get("text", "")) if trap.code is codes.COLON_IN_TEXT else ""
    second = next((one for one in _KEY_WITHIN.findall(text) if is_key(file, one)), "")
    return trap._replace(fix=codes.OR_TWO_LINES, values={**trap.values, "other": second}) if second else trap


def _may_be(file: str, trap: Trap) -> bool:
    """Return whether a file has the key of a trap, where the trap is one of certain keys alone."""
    key = str(trap.values.get("key", ""))
    if trap.of_text:
        return is_text(file, key) or trap.line.startswith((" ", "-"))
    return not key or trap.code not in _OF_KEYS or is_key(file, key)


def _in_container(file: str, trap: Trap) -> Trap:
    """Put a text that stands behind a key of another kind into what that holds: `links: site: https://…`."""
    key = str(trap.values.get("key", ""))
    if trap.fix is codes.NOTHING_TO_SAY:
        return _unless_mandatory(file, key, trap)
    if "text" not in trap.values or not trap.line.startswith(key):
        return trap
    if trap.code not in {codes.COLON_IN_TEXT, codes.SIGN_AT_START, codes.QUOTE_IN_TEXT}:
        return trap
    if says_nothing(str(trap.values["text"])):
        return _unless_mandatory(file, key, trap._replace(line=f"{key}:", fix=codes.NOTHING_TO_SAY))
    if is_text(file, key):
        return trap
    line = put_into(file, key, str(trap.values["text"]))
    fix = codes.WITH_THE_REST if "…" in line else codes.WRITE_LINE
    return trap._replace(line=line, fix=fix, values={**trap.values, "example": line}) if line else trap


def _unless_mandatory(file: str, key: str, trap: Trap) -> Trap:
    """Ask for the value of a key that no file can do without, where nothing was said."""
    if not is_mandatory(file, key):
        return trap
    return trap._replace(values={**trap.values, "example": f"{key}: …"}, fix=codes.WITH_THE_REST)


def explain_sign(file: str, text: str, place: tuple[int, int]) -> Problem | None:
    """Find what a line means whose text YAML takes for an anchor, an alias or a tag; None where it may be one."""
    lines = text.split("\n")
    if found := find_pasted(file, lines, place[0]):
        return found
    line = lines[place[0] - 1] if len(lines[place[0] - 1]) <= MOST_LETTERS else ""
    traps = [one for one in find_line_traps(line) if one.code in {codes.SIGN_AT_START, codes.SYNTAX}]
    trap = next((one for one in traps if is_key(file, str(one.values.get("key")))), None)
    if trap and trap.code is codes.SYNTAX:
        reason = LazyText(_("YAML cannot read this line"))
        values = {**trap.values, "reason": reason, "line": trap.line.strip()}
        return problem(trap.code, file, (place[0], trap.column), values, trap.fix)
    if (
        trap is None
        or not is_text(file, str(trap.values["key"]))
        or re.match(_PROPERTY, str(trap.values["text"]))
    ):
        return None
    return problem(
        trap.code, file, (place[0], trap.column), {**trap.values, "line": trap.line.strip()}, trap.fix
    )


def _find_traps(line: str) -> Iterator[Trap]:
    """Find what could be meant otherwise in a line that YAML refuses; the caller tries whether it is."""
    if (
        (found := _LINE.fullmatch(line))
        and not re.match(r"[a-z_]+: +[\"'\[{]", found["text"])
        and re.search(r":(?: |$)", found["text"])
        and (found["key"] or "-" in found["head"])
    ):
        yield _mend_colon(found)
    if found := _NO_SPACE.fullmatch(line):
        meant = quoted(found["text"]) if re.search(r": | #", found["text"]) else found["text"]
        fixed = f"{found['head']}{found['key']}: {meant}{found['tail']}"
        yield Trap(codes.MISSING_SPACE, found.start("key") + 1, {"text": line.strip()}, fixed)
    if found := _FLOW_COLON.fullmatch(line):
        fixed = f"{found['head']}{quoted(found['text'].rstrip())}{found['tail']}"
        yield Trap(codes.COLON_IN_TEXT, found.start("text") + 1, {"key": found["key"]}, fixed)
    if found := _FLOW_HASH.fullmatch(line):
        fixed = f"{found['head']}{quoted(found['text'].rstrip())}{found['tail']}"
        yield Trap(codes.HASH_IN_TEXT, found.start("text") + 1, {"lost": found["lost"].rstrip()}, fixed)


def _mend_colon(found: re.Match[str]) -> Trap:
    key, text = found["key"] or "-", found["text"]
    # `- Tarifs: avant: après` is one text of a list; `- what: avant: après` is a key of ours and its text.
    if not found["key"] or ("-" in found["head"] and not re.fullmatch(r"[a-z_]+", found["key"])):
        text = f"{found['key']}: {text}" if found["key"] else text
        fixed, start = f"{found['head']}{quoted(text)}{found['tail']}", found.end("head")
    else:
        fixed, start = f"{found['head']}{key}: {quoted(text)}{found['tail']}", found.start("text")
    return Trap(codes.COLON_IN_TEXT, start + 1, {"key": key, "text": text}, fixed)


def check_hash(file: str, lines: list[str], key: str, node: yaml.ScalarNode) -> Problem | None:
    """Find a plain text cut by ` #12`, or perhaps by ` # 12`: a comment in earnest stands two spaces behind it."""
    start, end = node.start_mark, node.end_mark
    line = lines[end.line] if end.line < len(lines) else ""
    rest = line[end.column :] if len(line) <= MOST_LETTERS else ""
    place = start.line + 1, start.column + 1
    if aside := _ASIDE.fullmatch(rest):
        fixed = f"{line[: start.column].rstrip()} {quoted(f'{node.value}{rest}'.strip())}".strip()
        return problem(codes.COMMENT_IN_TEXT, file, place, {"lost": aside["lost"], "line": fixed})
    lost = _LOST.fullmatch(rest)
    if not lost:
        return None
    meant = f"{node.value}{line[end.column : end.column + lost.end('lost')]}".strip()
    head = line[: start.column].rstrip() if start.line == end.line else f"{key}:"
    fixed = f"{head} {quoted(meant)}{lost['tail'].rstrip()}".strip()
    return problem(codes.HASH_IN_TEXT, file, place, {"lost": lost["lost"], "line": fixed})


def check_colon(file: str, lines: list[str], key: str, node: yaml.Node) -> Problem | None:
    """Find a text of a list that its colon made a set of one key: `- Tarifs : combien ?`."""
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        return None
    (name, value), start = node.value[0], node.start_mark
    line = lines[start.line] if start.line < len(lines) else ""
    one_line = name.end_mark.line == value.end_mark.line == start.line
    if not one_line or line[start.column : start.column + 1] in {"{", ""} or not _are_plain(name):
        return None
    if not isinstance(value, yaml.ScalarNode) or value.style in {"|", ">"}:
        return None
    end = value.end_mark.column
    meant = line[start.column : value.start_mark.column] + (
        value.value if value.style else line[value.start_mark.column : end]
    )
    values = {"key": key, "line": f"{line[: start.column]}{quoted(meant)}{line[end:]}".strip()}
    return problem(codes.COLON_IN_TEXT, file, (start.line + 1, start.column + 1), values)


def _are_plain(*nodes: yaml.Node) -> bool:
    return all(isinstance(node, yaml.ScalarNode) and not node.style for node in nodes)


def check_space(file: str, lines: list[str], node: yaml.Node) -> Problem | None:
    """Find a text that should have been a key and its value: `ana:yes` on a line of its own."""
    start = node.start_mark
    line = lines[start.line][start.column :] if start.line < len(lines) else ""
    found = _NO_SPACE.match(line) if len(line) <= MOST_LETTERS else None
    if not found or not _are_plain(node):
        return None
    values = {"text": found[0].strip(), "line": f"{found['key']}: {found['text']}{found['tail'].rstrip()}"}
    return problem(codes.MISSING_SPACE, file, (start.line + 1, start.column + 1), values)


def is_bare(mapping: yaml.MappingNode, index: int) -> bool:
    """Return whether a key inside braces has neither colon nor value."""
    key, value = mapping.value[index]
    if (
        not mapping.flow_style
        or not isinstance(key, yaml.ScalarNode)
        or not isinstance(value, yaml.ScalarNode)
    ):
        return False
    return not value.value and bool(value.start_mark.index == value.end_mark.index == key.end_mark.index)


def check_pair(file: str, lines: list[str], mapping: yaml.MappingNode, index: int) -> Problem | None:
    """Find a key without value inside braces that is half a text (`{what: a, b}`) or lacks a space (`{paul:yes}`)."""
    if not is_bare(mapping, index):
        return None
    key = mapping.value[index][0]
    place = key.start_mark.line + 1, key.start_mark.column + 1
    if _PAIR_NO_SPACE.fullmatch(key.value) and not key.style:
        values = {
            "text": key.value,
            "line": _mend_spaces(lines[key.start_mark.line], mapping, key.start_mark.line),
        }
        return problem(codes.MISSING_SPACE, file, place, values)
    first = next((i for i in range(index, -1, -1) if not is_bare(mapping, i)), None)
    if first is None:
        return None
    owner, text = mapping.value[first]
    values = {"lost": key.value, "key": owner.value, "line": _mend_comma(lines, mapping, first, index)}
    return problem(codes.COMMA_IN_BRACES, file, place, values) if isinstance(text, yaml.ScalarNode) else None


def _mend_spaces(line: str, mapping: yaml.MappingNode, number: int) -> str:
    for index in reversed(range(len(mapping.value))):
        key = mapping.value[index][0]
        if is_bare(mapping, index) and key.start_mark.line == key.end_mark.line == number:
            start, end = key.start_mark.column, key.end_mark.column
            line = line[:start] + _PAIR_NO_SPACE.sub(r"\1: \2", line[start:end]) + line[end:]
    return line.strip()


def _mend_comma(lines: list[str], mapping: yaml.MappingNode, first: int, last: int) -> str:
    """Return the line with the text of a key, and what its commas cut off, in one pair of quotes."""
    while last + 1 < len(mapping.value) and is_bare(mapping, last + 1):
        last += 1
    owner, text = mapping.value[first]
    start, end = text.start_mark, mapping.value[last][0].end_mark
    if start.line == end.line:
        line, after = lines[start.line], text.end_mark.column
        cut = line[after : end.column] if text.style else line[start.column : end.column]
        meant = f"{text.value}{cut}" if text.style else cut
        return f"{line[: start.column]}{quoted(meant)}{line[end.column :]}".strip()
    rest = ", ".join(str(mapping.value[i][0].value) for i in range(first + 1, last + 1))
    return f"{owner.value}: {quoted(f'{text.value}, {rest}')}"


def explain_root(file: str, text: str, root: yaml.Node) -> Problem:
    """Make a problem of a file that holds no keys: most often its lines lack the colon, or the space after it."""
    lines = text.split("\n")
    number, column = root.start_mark.line, root.start_mark.column
    if file.startswith("meetings/") and CANCELLED.parse(text.strip(" .!\n")):
        reason = LazyText(_("the file holds no `key: value`"))
        values = {"reason": reason, "line": f"status: {CANCELLED.example}"}
        return problem(codes.SYNTAX, file, (number + 1, column + 1), values, codes.WRITE_LINE)
    found = check_space(file, lines, root)
    line = lines[number] if number < len(lines) and len(lines[number]) <= MOST_LETTERS else ""
    trap = next(
        (one for one in _traps_of(file, line) if first_fault(one.line) > 1 and one.line != line), None
    )
    reason = LazyText(_("the file holds no `key: value`"))
    if found or not trap or not is_key(file, trap.line.partition(":")[0]):
        return found or problem(codes.SYNTAX, file, (number + 1, column + 1), {"reason": reason})
    values = {"reason": reason, **trap.values, "line": trap.line.strip()}
    return problem(codes.SYNTAX, file, (number + 1, column + 1), values, codes.WRITE_LINE)
