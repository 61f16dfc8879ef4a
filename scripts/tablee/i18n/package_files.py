"""Where the files lie that come with the package, and those of tzdata.

`importlib.resources` would take longer to load than all of them together.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import tzdata  # type: ignore[import-untyped]  # only its place is asked for

CATALOGUES: Final = Path(__file__).parent / "catalogues"
TZDATA: Final = Path(tzdata.__path__[0])
"""The pinned tz database: its tables, its list of names, and below `zoneinfo` a file for each zone."""
