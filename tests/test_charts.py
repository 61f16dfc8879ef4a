"""Charts are drawings of numbers: exact, closed, without a text of anybody, and said in words beside."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from tablee.model import Closure
from tablee.site.charts import (
    Point,
    render_attendance,
    render_balance,
    render_circles,
    render_dots,
)

LABEL = Markup("so it is")
FIRST = date(2026, 1, 1)


def parsed(drawing: Markup) -> ET.Element:
    """Return a drawing's element."""
    return ET.fromstring(drawing)  # noqa: S314 (we drew it)


def paths_of(drawing: Markup) -> dict[str, str]:
    """Return the paths of a drawing by what they draw."""
    paths = parsed(drawing).iter("path")
    return {path.attrib["class"].removeprefix("t-drawing__"): path.attrib["d"] for path in paths}


def test_attendance_is_a_stroke_for_each_meeting() -> None:
    """The longest table fills the height, newcomers stand at its foot, days keep their distances."""
    points = [Point(FIRST, 4), Point(FIRST + timedelta(10), 8, new=2), Point(FIRST + timedelta(40), 2)]
    assert paths_of(render_attendance(points, (), LABEL, "pulse")) == {
        "came": "M12 100V50M256 100V0M988 100V75",
        "new": "M256 100V75",
    }


def test_breaks_are_bands_within_the_time_that_is_shown() -> None:
    """A break that begins before is cut at the first meeting; one wholly outside is left out."""
    points = [Point(FIRST, 4), Point(FIRST + timedelta(100), 4)]
    breaks = [
        Closure(FIRST - timedelta(30), FIRST - timedelta(20)),
        Closure(FIRST - timedelta(5), FIRST + timedelta(25)),
        Closure(FIRST + timedelta(50), FIRST + timedelta(200)),
        Closure(FIRST + timedelta(120), FIRST + timedelta(130)),
    ]
    drawn = paths_of(render_attendance(points, breaks, LABEL, "pulse"))
    assert drawn["break"] == "M12 0H256V100H12zM500 0H988V100H500z"


def test_an_empty_table_is_a_flat_stroke() -> None:
    """Nobody came to the only meeting."""
    assert paths_of(render_attendance([Point(FIRST, 0)], (), LABEL, "pulse")) == {"came": "M12 100V100"}


@given(
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 200), st.integers(0, 200)), min_size=1),
    st.lists(st.tuples(st.integers(-500, 4500), st.integers(0, 90))),
)
def test_attendance_stays_in_its_frame(
    meetings: list[tuple[int, int, int]], breaks: list[tuple[int, int]]
) -> None:
    """Whatever the numbers, no coordinate leaves the view box, and the drawing is well-formed."""
    points = [Point(FIRST + timedelta(day), came, min(came, new)) for day, came, new in sorted(meetings)]
    pauses = [Closure(FIRST + timedelta(a), FIRST + timedelta(a + long)) for a, long in breaks]
    for path in paths_of(render_attendance(points, pauses, LABEL, "attendance")).values():
        for command, first, second in re.findall(r"([MHV])(-?[\d.]+)(?: (-?[\d.]+))?", path):
            x, y = (first, second or "0") if command != "V" else ("0", first)
            assert 0 <= float(x) <= 1000
            assert 0 <= float(y) <= 100


def test_the_label_is_escaped() -> None:
    """A label is an attribute: what is HTML in it stays text."""
    drawing = render_circles((1, 2, 3), escape('"><script>'))
    assert parsed(drawing).attrib["aria-label"] == '"><script>'


def test_discs_have_the_areas_of_their_numbers() -> None:
    """A quarter of the people is half of the radius; an empty core draws no disc."""
    root = parsed(render_circles((10, 20, 40), LABEL))
    assert [disc.attrib["r"] for disc in root] == ["98", "69", "49"]
    nobody = parsed(render_circles((0, 0, 4), LABEL))
    assert [(disc.attrib["class"].split("--")[1], disc.attrib["r"]) for disc in nobody] == [("all", "98")]


def test_dots_are_filled_for_who_came_back() -> None:
    """Two of three; more than twenty are not drawn."""
    drawn = paths_of(render_dots(2, 3))
    assert (drawn["full"].count("M"), drawn["open"].count("M")) == (2, 1)
    assert "".join(paths_of(render_dots(30, 50)).values()).count("M") == 20


def test_a_balance_goes_to_its_side() -> None:
    """Half of the widest is half of the way, to the right for who owes, to the left for who gave."""
    assert '"M0 1h25v6H0z"' in render_balance(Fraction(1, 2), Fraction(1))
    assert '"M0 1h-50v6H0z"' in render_balance(Fraction(-2), Fraction(2))
    assert '"M0 1h0v6H0z"' in render_balance(Fraction(0), Fraction(1))
