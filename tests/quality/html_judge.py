"""The judge of the W3C on whole sites: vnu, with a list of what the theme does and no reader notices."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

VNU = Path(__file__).parent.parent / "readers/node_modules/vnu-jar/build/dist/vnu.jar"

HABITS = (
    "Attribute “autocomplete” is only allowed when the input type is",  # keeps Firefox from restoring a menu's state
    "Bad value “” for attribute “tabindex” on element",  # the theme writes `tabindex` alone; browsers take it for none
)
"""Beginnings of messages about markup of the theme's own that we do not print, each with its reason."""


def find_java() -> str | None:
    """Return the path of Java."""
    return shutil.which("java")


def find_errors(site: Path) -> list[str]:
    """Return every error of the HTML, the CSS within it and the SVG of a site: page, place, message."""
    command = ["java", "-jar", str(VNU), "--skip-non-html", "--errors-only", "--format", "json", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{said['url'].partition('/site/')[2]}:{said.get('lastLine')} {said['message']}"
        for said in messages
        if not said["message"].startswith(HABITS)
    ]
