"""Photos and logos: pictures are known by their first bytes, and an SVG that could act is refused."""

from __future__ import annotations

import pytest

from small_group import found, group_with
from tablee.checks.pictures import is_svg, unsafe_part

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
ZOE = "content/photos/zoe.png"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n...",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"GIF87a",
        b"RIFF\n\x00\x00\nWEBPVP8 ",
        b"<svg/>".replace(b"/", b" "),
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- drawn -->\n<svg>',
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<svg >',
    ],
)
def test_a_picture_is_known_by_its_first_bytes(content: bytes) -> None:
    """PNG, JPEG, GIF, WebP and SVG pass."""
    assert found({ZOE: content}) == []


@pytest.mark.parametrize(
    "content", [b"", b"<html><svg>", b"RIFF\n\x00\x00\nWAVE", b"%PDF-1.7", b"BM", "<svg>".encode("utf-16")]
)
def test_what_browsers_do_not_show_is_no_picture(content: bytes) -> None:
    """A page, a sound, a document, an empty file: the extension proves nothing."""
    assert found({ZOE: content}) == ["members/zoe-duval.yml:3:8 photo-not-an-image"]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        "<svg:script>1</svg:script>",
        "<SCRIPT/>",
        '<a href="https://example.org/"/>',
        "<a href='javascript:1'/>",
        '<image xlink:href = "//example.org/a.png"/>',
        '<use href="&#104;ttps://example.org/"/>',
        "<use href=https://example.org/ />",
        '<image href="data:image/svg+xml,x"/>',
        '<g onload="1"/>',
        "<g\nonclick = '1'/>",
        "<foreignObject/>",
        "<style>@import 'x'</style>",
        '<rect fill="url(https://example.org/a)"/>',
        '<set attributeName="xlink:href" to="x"/>',
    ],
)
def test_an_svg_that_could_act_is_unsafe(inside: str) -> None:
    """Scripts, handlers, foreign content and links to the outside are named."""
    assert unsafe_part(f"<svg {XMLNS}>{inside}</svg>".encode())


@pytest.mark.parametrize(
    "inside",
    [
        '<use xlink:href="#face"/>',
        "<use href = '#face'/>",
        '<rect fill="url(#sky)" stroke="url( \'#sea\' )"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<title>Une manuscripte on y va</title>",
        "<style>.on{fill:red}</style>",
    ],
)
def test_a_drawing_that_keeps_to_itself_is_safe(inside: str) -> None:
    """References within the drawing, embedded pictures and words are fine."""
    assert unsafe_part(f"<svg {XMLNS}>{inside}</svg>".encode()) == ""


def test_a_hostile_drawing_is_judged_at_once() -> None:
    """Comments without end take no time that grows beyond the file's length."""
    assert not is_svg(b"<!---->" * 5000)
    assert is_svg(b"<!---->" * 5000 + b"<svg>")
    assert unsafe_part(b"<!DOCTYPE" * 30_000) == ""


def test_an_entity_makes_an_svg_unsafe() -> None:
    """Entities could spell a script that no search sees; a plain document type could not."""
    assert unsafe_part(b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>')
    assert not unsafe_part(b'<!DOCTYPE svg PUBLIC "a" "b"><svg>')
    assert not is_svg(b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>')


def test_a_logo_is_looked_for_in_content() -> None:
    """A circle's logo lies in content/, a member's photo in content/photos."""
    assert found(group_with("soir.svg", "zoe.png")) == ["group.yml:12:121 photo-missing"]
    assert found(group_with("{logo: soir.svg}", '{colour: "#a0522d"}')) == []
