"""How text leaves a command: in UTF-8, and without complaint to a reader who has read enough."""

from __future__ import annotations

import io
import os
import sys


def open_output() -> None:
    """Make standard output and error UTF-8, as the group's files are, whatever the machine's language.

    A terminal of another encoding keeps it, and shows `?` for what it lacks.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def drop_output() -> None:
    """Let what is still to be printed go nowhere: the pipe was closed (docs.python.org, signal, SIGPIPE)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
