"""A checkout of the fake GitHub's branch: a folder in which Git and the fake call the head by the same name."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from fake_github.world import World


class Checkout:
    """The folder; `update` has it show the head of the branch as it is now."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self._head = ""
        self._laid: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)
        self._git("init", "--quiet", "--initial-branch=main")
        self._git("config", "gc.auto", "0")

    def update(self) -> None:
        """Lay out the files of the head, and commit them where the head is not known here yet."""
        if self._head == self.world.git.branches["main"]:
            return
        files = self.world.files()
        for gone in self._laid - set(files):
            (self.folder / gone).unlink(missing_ok=True)
        for path, content in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if touched := sorted({*self._laid, *files}):
            self._git("add", "--all", "--force", "--", *touched)
        self._laid = set(files)
        self._git("commit", "--quiet", "--allow-empty", "--message=The head of the branch")
        self._head = (self.folder / ".git/refs/heads/main").read_text("utf-8").strip()
        self.world.git.adopt("main", files, self._head)

    def _git(self, *arguments: str) -> None:
        roles = ("AUTHOR", "COMMITTER")
        who = {f"GIT_{role}_{what}": "a@test" for role in roles for what in ("NAME", "EMAIL")}
        when = {f"GIT_{role}_DATE": self.world.now.isoformat() for role in roles}
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), **who, **when}
        subprocess.run(["git", *arguments], cwd=self.folder, env=environment, capture_output=True, check=True)
