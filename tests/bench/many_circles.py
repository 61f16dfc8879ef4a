"""A group of many circles, as large communities are: each with a rhythm, meetings and members of its own."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path

FROM = date(2026, 1, 5)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


def many_circles(circles: int, members: int, meetings: int = 1) -> dict[str, bytes]:
    """Return the files of a group; each circle has held some meetings, and four members or more belong to it."""
    names = [f"circle-{number:03}" for number in range(circles)]
    rows = "".join(
        f"  {name}: {{name: Circle {name[-3:]}, rhythm: {{every: week on {WEEKDAYS[number % 5]}, "
        f"from: {FROM}, at: 18:00}}}}\n"
        for number, name in enumerate(names)
    )
    files = {
        "group.yml": "name: A large community\nurl: https://tablee.test/\nidentity: large.tablee.test\n"
        "contact: https://tablee.test/contact\nlanguage: en\ntimezone: Europe/Paris\n"
        f"rhythm: {{every: week on thursday, from: {FROM}, at: 12:30}}\nhorizon: 13 weeks\n"
        f"circles:\n{rows}steward: {{runs: yes}}\n"
    }
    for number in range(members):
        belongs = ", ".join(names[(number + step * 41) % circles] for step in range(2))
        files[f"members/member-{number:03}.yml"] = (
            f"public: yes\nname: Member {number:03}\njoined: {FROM}\ncircles: [{belongs}]\n"
        )
    for number, name in enumerate(names):
        first = FROM + timedelta(days=number % 5)
        for week in range(40 - meetings, 40):
            files[f"meetings/{name}.{first + timedelta(weeks=week)}.yml"] = "title: A talk\n"
    return {path: text.encode() for path, text in files.items()}


def main() -> None:
    """Write such a group into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--circles", type=int, default=165)
    parser.add_argument("--members", type=int, default=666)
    parser.add_argument("--meetings", type=int, default=1)
    said = parser.parse_args()
    for path, data in many_circles(said.circles, said.members, said.meetings).items():
        (said.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (said.folder / path).write_bytes(data)


if __name__ == "__main__":
    main()
