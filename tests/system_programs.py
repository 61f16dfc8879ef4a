"""Install what a wheel cannot bring: a browser, a calendar library, a clock to set, Java for the judge of HTML, a font.

As root on Debian or Ubuntu (and on GitHub's runners, by `sudo`) the missing ones are installed; elsewhere they are
named with the command that gets them, and the tests that need them are skipped.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"))


@dataclass(frozen=True, slots=True)
class SystemProgram:
    """A program of the system, the Debian packages that bring it, and how to see that it is there."""

    name: str
    packages: tuple[str, ...]
    is_there: Callable[[], bool]


def find_chromium() -> str | None:
    """Return the path of a browser of the Chromium family."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def load_libical() -> ctypes.CDLL | None:
    """Return the calendar library libical, by the name that Debian gives it."""
    try:
        return ctypes.CDLL("libical.so.3")
    except OSError:
        return None


def _has_font(pattern: str = "*.[to]tf") -> bool:
    return any(folder.is_dir() and any(folder.rglob(pattern)) for folder in FONT_FOLDERS)


def _has_dovecot() -> bool:
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None


PROGRAMS = (
    SystemProgram("Chromium", ("chromium",), lambda: find_chromium() is not None),
    SystemProgram("libical", ("libical3",), lambda: load_libical() is not None),
    SystemProgram("faketime", ("faketime",), lambda: shutil.which("faketime") is not None),
    SystemProgram("Java", ("default-jre-headless",), lambda: shutil.which("java") is not None),
    SystemProgram("a font", ("fonts-dejavu-core",), _has_font),
    SystemProgram("Dovecot", ("dovecot-imapd",), _has_dovecot),
)


FOR_PICTURES = SystemProgram(
    "a font with emoji", ("fonts-noto-color-emoji",), lambda: _has_font("*Emoji*.ttf")
)
"""What pictures of issues need besides: no test looks at them."""


def find_missing(*, pictures: bool = False) -> list[SystemProgram]:
    """Return the programs that this machine lacks, for the tests or for pictures as well."""
    wanted = (*PROGRAMS, FOR_PICTURES) if pictures else PROGRAMS
    return [program for program in wanted if not program.is_there()]


def _apt_get_as_root() -> list[str] | None:
    """Return how `apt-get` is run with root's rights without asking, or None where it cannot be."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    on_runner = os.environ.get("GITHUB_ACTIONS") == "true" and shutil.which("sudo") is not None
    return ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND", "apt-get"] if on_runner else None


def _install(apt_get: list[str], packages: list[str]) -> None:
    silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            [*apt_get, "-qq", "-o=Dpkg::Use-Pty=0", *command],
            check=True,
            env=silent,
            stdin=subprocess.DEVNULL,
        )


def main() -> int:
    """Install what is missing where that is possible; say what stays missing.

    Returns 0; or 1 in CI, where every test must run, when something stays missing.
    """
    pictures = "--pictures" in sys.argv
    missing = find_missing(pictures=pictures)
    apt_get = _apt_get_as_root()
    if missing and apt_get:
        packages = [package for program in missing for package in program.packages]
        print("Installing", *packages, flush=True)
        _install(apt_get, packages)
        missing = find_missing(pictures=pictures)
    if not missing:
        return 0
    packages = [package for program in missing for package in program.packages]
    print("Missing on this machine:", ", ".join(program.name for program in missing))
    print("The tests that need them will be skipped. On Debian or Ubuntu they come with:")
    print("    sudo apt-get install --no-install-recommends", *packages)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
