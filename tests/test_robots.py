"""Programs that walk through the site are welcome, and find the list of its pages."""

from __future__ import annotations

import pytest

from tablee.site.site import render_robots


@pytest.mark.parametrize("site", ["https://tablee.test/table/", "https://tablee.test/table"])
def test_the_sitemap_is_named_by_its_whole_address(site: str) -> None:
    """RFC 9309 knows no relative one."""
    assert render_robots(site).splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://tablee.test/table/sitemap.xml",
    ]
