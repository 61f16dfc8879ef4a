"""How people edit a meeting's file in the browser: a line here, a line there, with remarks of their own."""

from __future__ import annotations

import re


def set_answer(text: str, member: str, value: str, remark: str = "") -> str:
    """Write an answer, or take it out where the value is empty; `remark` becomes a comment behind it."""
    lines = text.split("\n")
    at = next((n for n, line in enumerate(lines) if re.match(r"answers:", line)), None)
    if at is None:
        return text.rstrip("\n") + f"\nanswers:\n  {member}: {value}{_behind(remark)}\n" if value else text
    flow = re.match(r"answers:\s*\{(.*)\}(.*)$", lines[at])
    if flow:
        rows = dict(row.strip().split(": ") for row in flow[1].split(",") if row.strip())
        rows.pop(member, None)
        rows |= {member: value} if value else {}
        lines[at] = "answers: {" + ", ".join(f"{who}: {said}" for who, said in rows.items()) + "}" + flow[2]
        return ("# " + remark + "\n" if remark else "") + "\n".join(lines)
    own = next((n for n, line in enumerate(lines) if n > at and re.match(rf"  {member}:", line)), None)
    if own is not None:
        kept = lines[own].partition("#")[2]
        lines[own : own + 1] = (
            [f"  {member}: {value}" + (f"  #{kept}" if kept else _behind(remark))] if value else []
        )
        left = at + 1 < len(lines) and lines[at + 1].startswith("  ")
        lines[at] = lines[at] if left else "answers: {}"
    elif value:
        lines.insert(at + 1, f"  {member}: {value}{_behind(remark)}")
    return "\n".join(lines)


def set_line(text: str, key: str, value: str) -> str:
    """Write a key of one line, or take it out where the value is empty."""
    lines = text.rstrip("\n").split("\n")
    at = next((n for n, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    if at is not None:
        after = at + 1
        while after < len(lines) and lines[after].startswith((" ", "- ")):
            after += 1
        lines[at:after] = [f"{key}: {value}"] if value else []
    elif value:
        lines.append(f"{key}: {value}")
    spoken = any(line and not line.startswith("#") for line in lines)
    return "\n".join([*lines, *([] if spoken else ["answers: {}"])]) + "\n"


def add_remark(text: str, remark: str) -> str:
    """Write a comment of one's own at the top."""
    return f"# {remark}\n{text}"


def _behind(remark: str) -> str:
    return f"  # {remark}" if remark else ""
