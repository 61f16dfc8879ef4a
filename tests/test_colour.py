"""A brand's colour is read on every ground, by day and by night, whatever colour somebody chose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablee.site.colour import NIGHTS, PAPERS, Rgb, brand_of, contrast


def parse(colour: str) -> Rgb:
    """Read `#rrggbb`."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself is 1, and grey #767676 on white is the known 4.54."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((9, 9, 9), (9, 9, 9)) == 1
    assert round(contrast((0x76, 0x76, 0x76), (255, 255, 255)), 2) == 4.54


def test_a_colour_that_is_read_already_stays() -> None:
    """By day the sample's brand is its own colour; by night it is lighter."""
    brand = brand_of("#a8431a")
    assert brand
    assert (brand.light, brand.light_ink) == ("#a8431a", "#ffffff")
    assert brand.dark != "#a8431a"


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_every_colour_becomes_readable(given_colour: Rgb) -> None:
    """Ink on paper, ink on night, and text on a button: 4.5 to 1 at least."""
    brand = brand_of("#" + "".join(f"{part:02X}" for part in given_colour))
    assert brand
    assert min(contrast(parse(brand.light), ground) for ground in PAPERS) >= 4.5
    assert min(contrast(parse(brand.dark), ground) for ground in NIGHTS) >= 4.5
    assert contrast(parse(brand.light), parse(brand.light_ink)) >= 4.5
    assert contrast(parse(brand.dark), parse(brand.dark_ink)) >= 4.5


def test_three_digits_are_six() -> None:
    """`#abc` is `#aabbcc`."""
    assert brand_of("#abc") == brand_of("#aabbcc")


@pytest.mark.parametrize("text", ["", "red", "#12345", "#1234567", "#12345g", '#fff" onload="x', "#fff\n"])
def test_what_is_no_colour_is_none(text: str) -> None:
    """Nothing but a hexadecimal colour reaches a style attribute."""
    assert brand_of(text) is None
