"""Time zones as calendar readers want them: written from the pinned `tzdata`, never from the system."""

from tablee.feeds.zones.vtimezone import render_vtimezone

__all__ = ["render_vtimezone"]
