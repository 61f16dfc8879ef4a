"""Run a program out of a small process, and write what it cost: seconds, processor time, largest memory, exit status.

`python launcher.py DESCRIPTOR PROGRAM ARGUMENT…` writes into an open file. To Linux the memory of whoever starts a
program counts as the program's own until it begins (execve(2) keeps the larger one), and ours is larger than some that
we measure. So this file imports next to nothing.
"""

from __future__ import annotations

import os
import sys
import time

UNIT = 1 if sys.platform == "darwin" else 1024
"""How many bytes getrusage(2) counts as one."""

descriptor, *command = sys.argv[1:]
began = time.perf_counter()
process = os.posix_spawnp(command[0], command, os.environ)
_process, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - began
cost = (
    seconds,
    usage.ru_utime + usage.ru_stime,
    usage.ru_maxrss * UNIT / 1e6,
    os.waitstatus_to_exitcode(status),
)
os.write(int(descriptor), " ".join(map(str, cost)).encode())
