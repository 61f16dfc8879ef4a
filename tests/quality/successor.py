"""Build the tree of pages with what may come after Material for MkDocs, and tell how much of the site is there.

`make successor` sets up and runs it; it prints a table in Markdown. The exit status is 0 whatever the outcome: Material
serves until May 2027, and this says early whether the way out stays open.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import yaml

# The folder above is where the tests' modules are found, whoever runs this file.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from quality.sites import build_rich, every_page


class Heir(NamedTuple):
    """A program that builds a MkDocs tree, and how it is called on a configuration."""

    name: str
    call: Callable[[Path], list[str]]


HEIRS = (
    Heir("properdocs", lambda config: ["build", "--quiet", "--strict", "-f", str(config)]),
    Heir("zensical", lambda config: ["build", "--strict", "-f", str(config)]),
)


def try_heir(heir: Heir, programs: Path, root: Path, ours: tuple[str, ...]) -> str:
    """Build the sources under `root` with a program; return its row of the table."""
    program = programs / heir.name
    if not program.is_file():
        return f"| {heir.name} | not installed | | |"
    config = _config_for(heir, root / "build")
    done = subprocess.run(
        [str(program), *heir.call(config)], cwd=config.parent, capture_output=True, text=True, check=False
    )
    site = config.parent / heir.name
    pages = every_page(site) if site.is_dir() else ()
    data = sum("application/ld+json" in path.read_text("utf-8") for path in site.rglob("*.html"))
    print(done.stdout + done.stderr, file=sys.stderr)
    outcome = "built" if done.returncode == 0 else f"status {done.returncode}"
    missing = sorted(set(ours) - set(pages))
    return f"| {heir.name} | {outcome} | {len(ours) - len(missing)} of {len(ours)} | {data} |"


def _config_for(heir: Heir, build: Path) -> Path:
    """Write a configuration beside ours that differs in the folder of the finished site alone."""
    settings = yaml.safe_load((build / "mkdocs.yml").read_text("utf-8"))
    config = build / f"{heir.name}.yml"
    config.write_text(yaml.safe_dump({**settings, "site_dir": heir.name}, allow_unicode=True), "utf-8")
    return config


def main() -> int:
    """Print how each program fares on the French group of the tests."""
    programs = Path(sys.argv[1]).absolute()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "group"
        ours = every_page(build_rich("fr", root))
        print("| program | outcome | pages that are there | pages with linked data |\n|---|---|---|---|")
        for heir in HEIRS:
            print(try_heir(heir, programs, root, ours))
    return 0


if __name__ == "__main__":
    sys.exit(main())
