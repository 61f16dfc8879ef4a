"""The least that a check could cost: a bare Python that parses the same files, and asks nothing of them."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

root = Path(sys.argv[1])
paths = [root / "group.yml", root / "holidays.yml"]
paths += sorted((root / "members").glob("*.yml"))
paths += sorted((root / "meetings").glob("*.yml"))
for path in paths:
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
