"""The program under test, as `.venv/bin/tablee` of a checkout: the same, but for the pauses that GitHub asks for.

It is started by a workflow's own step. What the step tells in the run's summary is kept at `$SUMMARY` for the test.
"""

from __future__ import annotations

import os
import shutil
import sys
import time


def _pause_no_more(_seconds: object) -> None:
    """Go on at once: the fake GitHub needs no rest."""


if __name__ == "__main__":
    time.sleep = _pause_no_more
    from tablee.cli import main

    status = main()
    sys.stdout.flush()
    shutil.copyfile(os.environ["GITHUB_STEP_SUMMARY"], os.environ["SUMMARY"])
    sys.exit(status)
