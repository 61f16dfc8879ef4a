"""What the site says to programs that walk through it (RFC 9309): everything may be read, and here is the list."""

from __future__ import annotations

from tablee.files.addresses import absolute

ROBOTS = "robots.txt"
"""Where it lies; programs look for it at the root of a host, so it counts where the site is a host's only one."""


def render_robots(site: str) -> str:
    """Return robots.txt for the site at an address."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {absolute(site, 'sitemap.xml')}\n"
