"""Photos and logos: pictures are known by ending and bytes, tell nothing of their camera, and a drawing only draws."""

from __future__ import annotations

import base64
import struct

import pytest

from small_group import found, group_with
from tablee.checks.content import find_file_problems
from tablee.checks.drawings import unsafe_part
from tablee.checks.pictures import PICTURES, metadata_of

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
PNG = b"\x89PNG\r\n\x1a\n"
BYTES = {
    "png": PNG,
    "jpg": b"\xff\xd8\xff\xe0",
    "jpeg": b"\xff\xd8\xff\xdb",
    "gif": b"GIF89a",
    "webp": b"RIFF\n\x00\x00\nWEBPVP8 ",
    "avif": b"\0\0\0\x1cftypavif",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
}


def codes_of(path: str, data: bytes) -> list[str]:
    """Name the problems of one file of content/."""
    return [problem.code.name for problem in find_file_problems(path, data)]


@pytest.mark.parametrize("ending", BYTES)
@pytest.mark.parametrize("kind", BYTES)
def test_a_picture_is_what_its_ending_says(ending: str, kind: str) -> None:
    """JPEG, PNG, WebP, GIF, AVIF and SVG pass under their own ending, in either case, and under no other."""
    fits = ending == kind or {ending, kind} == {"jpg", "jpeg"}
    expected = [] if fits else ["photo-not-an-image"]
    assert codes_of(f"a.{ending}", BYTES[kind]) == expected
    assert codes_of(f"a.{ending.upper()}", BYTES[kind]) == expected


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><svg>", b"RIFF\n\x00\x00\nWAVE", b"%PDF-1.7", b"BM", b"GIF89a<script>alert(1)</script>"],
)
def test_what_browsers_do_not_show_is_no_picture(data: bytes) -> None:
    """A page, a sound, a document, an empty file: the ending proves nothing."""
    assert codes_of("a.png", data) == ["photo-not-an-image"]


def exif(*tags: int, order: str = "<") -> bytes:
    """Return a TIFF with one directory of tags."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    entries = b"".join(struct.pack(f"{order}HHII", tag, 3, 1, 1) for tag in tags)
    return mark + struct.pack(f"{order}IH", 8, len(tags)) + entries + b"\0\0\0\0"


def jpeg(marker: int, content: bytes) -> bytes:
    """Return a JPEG's head with one segment."""
    return b"\xff\xd8\xff" + bytes([marker]) + (len(content) + 2).to_bytes(2, "big") + content + b"\xff\xda"


def png(kind: bytes, content: bytes) -> bytes:
    """Return a PNG with one chunk."""
    return PNG + len(content).to_bytes(4, "big") + kind + content + b"\0\0\0\0"


def webp(kind: bytes, content: bytes) -> bytes:
    """Return a WebP with one chunk."""
    return b"RIFF\0\0\0\0WEBP" + kind + len(content).to_bytes(4, "little") + content


GPS = exif(0x0112, 0x8825)


@pytest.mark.parametrize(
    "data",
    [
        jpeg(0xE1, b"Exif\0\0" + GPS),
        jpeg(0xE1, b"Exif\0\0" + exif(0x010F, order=">")),
        jpeg(0xE1, b"Exif\0\0not a TIFF"),
        jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
        jpeg(0xED, b"Photoshop 3.0\0"),
        jpeg(0xFE, b"by Zoe"),
        png(b"eXIf", GPS),
        png(b"tEXt", b"Author\0Zoe"),
        png(b"iTXt", b"XML:com.adobe.xmp\0"),
        webp(b"EXIF", GPS),
        webp(b"XMP ", b"<x/>"),
        b"GIF89a\0\0\0\0\0\0\0\x21\xfe\x03Zoe\0;",
        b"\0\0\0\x14ftypavif\0\0\0\0avif\0\0\0\x20meta\0\0\0\0infe\0\0\0\0Exif........",
    ],
)
def test_what_a_camera_or_a_person_wrote_into_a_picture_is_refused(data: bytes) -> None:
    """Place, device, author and comment: all of it would be public."""
    assert metadata_of(data)


@pytest.mark.parametrize(
    "data",
    [
        jpeg(0xE1, b"Exif\0\0" + exif(0x0112)),
        jpeg(0xE1, b"Exif\0\0" + exif(0x011A, 0x011B, 0x0128, 0x0213, 0x0112, order=">")),
        jpeg(0xE0, b"JFIF\0"),
        png(b"IDAT", b"Exif"),
        webp(b"VP8 ", b"EXIF"),
        *BYTES.values(),
    ],
)
def test_how_to_hold_a_picture_is_no_secret(data: bytes) -> None:
    """Orientation and resolution stay, as the command in the message leaves them."""
    assert metadata_of(data) == ""


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        "<svg:script xmlns:svg='http://www.w3.org/2000/svg'>1</svg:script>",
        "<é:script xmlns:é='http://www.w3.org/2000/svg'>1</é:script>",
        "<é:script xmlns:é='http://www.w3.org/1999/xhtml'>1</é:script>",
        '<a href="https://example.org/"/>',
        '<a href="#x"><set attributeName="&#104;ref" to="java&#115;cript:1"/></a>',
        '<image xlink:href = "//example.org/a.png"/>',
        '<image href="#"><set attributeName="&#104;ref" to="http://example.org"/></image>',
        '<use href="&#104;ttps://example.org/"/>',
        '<image href="data:image/svg+xml,x"/>',
        '<image href="data:image/png;base64,PHNjcmlwdD4="/>',
        '<g onload="1"/>',
        "<g\nonclick = '1'/>",
        "<foreignObject/>",
        '<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="https://example.org/"/>',
        '<h:meta xmlns:h="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=//example.org"/>',
        '<h:form xmlns:h="http://www.w3.org/1999/xhtml" action="https://example.org/"/>',
        "<style>@import 'x'</style>",
        r"<style>@\69mport 'https://example.org/'</style>",
        r"<style>g{fill:\75rl(https://example.org/)}</style>",
        "<style>g{fill:u&#114;l(https://example.org/)}</style>",
        "<style>g{fill:ur<![CDATA[l(https://example.org/)]]>}</style>",
        "<style>g{background:image-set('https://example.org/' 1x)}</style>",
        '<rect fill="url(https://example.org/a)"/>',
        '<rect style="fill:URL(https://example.org/a)"/>',
        '<set attributeName="xlink:href" to="x"/>',
        '<feImage href="#a"/>',
        "<metadata><x/></metadata>",
        '<g id="a"/>' + '<use href="#a"/>' * 25,
        "<g>" * 101 + "</g>" * 101,
    ],
)
def test_an_svg_that_could_act_is_unsafe(inside: str) -> None:
    """Scripts, handlers, animations, foreign content and links to the outside, in every spelling that browsers take."""
    assert unsafe_part(f"<svg {XMLNS}>{inside}</svg>".encode())


@pytest.mark.parametrize(
    "inside",
    [
        '<use xlink:href="#face"/>',
        "<use href = '#face'/>",
        '<rect fill="url(#sky)" stroke="url( \'#sea\' )" transform="translate(1 2) rotate(3)"/>',
        f'<image href="data:image/png;base64,{base64.b64encode(PNG).decode()}"/>',
        "<title>Une manuscripte on y va (petite)</title>",
        "<style>.on{fill:red;stroke:rgb(1,2,3);filter:url(#f)}</style>",
        "<!-- drawn by hand -->",
    ],
)
def test_a_drawing_that_keeps_to_itself_is_safe(inside: str) -> None:
    """References within the drawing, embedded pictures and words are fine."""
    assert unsafe_part(f"<svg {XMLNS}>{inside}</svg>".encode()) == ""


def test_an_embedded_picture_tells_nothing_of_its_camera() -> None:
    """A photo within a drawing is judged as one beside it."""
    inner = base64.b64encode(jpeg(0xE1, b"Exif\0\0" + GPS)).decode()
    assert unsafe_part(f'<svg {XMLNS}><image href="data:image/jpeg;base64,{inner}"/></svg>'.encode())


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0" encoding="ISO-2022-JP"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16"),
        '<svg xmlns="http://www.w3.org/2000/svg"><title>\xe9</title></svg>'.encode("latin-1"),
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<?xml-stylesheet href="https://example.org/"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<svg/>",
        b'<g xmlns="http://www.w3.org/2000/svg"/>',
        b"<!---->" * 5000,
        b"<!DOCTYPE" * 30_000,
    ],
)
def test_only_svg_in_utf_8_without_entities_is_read(data: bytes) -> None:
    """Another encoding could spell a script that no reader of UTF-8 sees; so could an entity."""
    assert unsafe_part(data)


def test_a_plain_head_is_no_fault() -> None:
    """What drawing programs write above the drawing, a document type without entities included."""
    head = '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">'
    assert unsafe_part(f"\ufeff{head}<svg {XMLNS}/>".encode()) == ""


def test_a_logo_is_looked_for_in_content() -> None:
    """A circle's logo lies in content/, a member's photo in content/photos."""
    assert found(group_with("soir.svg", "zoe.png")) == ["group.yml:12:121 photo-missing"]
    assert found(group_with("{logo: soir.svg}", '{colour: "#a0522d"}')) == []


def test_every_ending_of_a_picture_is_tried_here() -> None:
    """A new kind of picture comes with its bytes."""
    assert {*PICTURES, "svg"} == set(BYTES)
