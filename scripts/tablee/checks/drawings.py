"""Drawings (SVG): UTF-8 XML of these elements and attributes alone, which can neither run nor fetch anything."""

from __future__ import annotations

import base64
import re
from binascii import Error as BadBase64
from xml.parsers import expat

from tablee.checks.pictures import PICTURES, metadata_of
from tablee.i18n.translations import _

_SPACE = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"

_ELEMENTS = """
    svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text tspan textPath
    image linearGradient radialGradient stop clipPath mask pattern marker switch filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""What draws (SVG 2): no script, animation, link, foreign content or anything that fetches."""

_ATTRIBUTES = """
    id class style lang version baseProfile viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry
    fx fy fr d points dx dy rotate textLength lengthAdjust startOffset method spacing side pathLength transform
    transform-origin role tabindex focusable type media
    gradientUnits gradientTransform spreadMethod offset clipPathUnits maskUnits maskContentUnits mask-type
    patternUnits patternContentUnits patternTransform markerUnits markerWidth markerHeight orient refX refY
    filterUnits primitiveUnits in in2 result mode values operator k1 k2 k3 k4 order kernelMatrix divisor bias
    targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent
    scale xChannelSelector yChannelSelector azimuth elevation stdDeviation radius z pointsAtX pointsAtY pointsAtZ
    limitingConeAngle baseFrequency numOctaves seed stitchTiles tableValues slope intercept amplitude exponent
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering cursor direction display dominant-baseline enable-background fill
    fill-opacity fill-rule filter flood-color flood-opacity font font-family font-size font-size-adjust
    font-stretch font-style font-variant font-weight image-rendering isolation letter-spacing lighting-color
    marker marker-end marker-mid marker-start mask mix-blend-mode opacity overflow paint-order pointer-events
    shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration
    text-rendering unicode-bidi vector-effect visibility white-space word-spacing writing-mode
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
"""What says how it is drawn: nothing that begins with `on`, and no address but in `_HREF`."""

_INERT = frozenset({f"{_XML} space", f"{_XML} lang", f"{_XLINK} title"})
_HREF = frozenset({"href", f"{_XLINK} href"})
_WITHIN = re.compile(r"""url\(\s*["']?#[\w.:-]+["']?\s*\)""")
_NAME_BEFORE = re.compile(r"[\w-]*$")
_FUNCTIONS = (
    "rgb rgba hsl hsla translate translateX translateY scale scaleX scaleY rotate skewX skewY matrix calc"
)
_CALLS = frozenset(_FUNCTIONS.split())
_LONGEST = 20
_EMBEDDED = re.compile(r"data:image/(png|jpeg|webp|gif|avif);base64,([A-Za-z0-9+/=\s]*)")
MOST_DEPTH = 100
MOST_USES = 24
"""Copies of copies grow like powers: this many draw a few thousand shapes at worst."""

NO_XML = _("something that is no XML in UTF-8")
ENTITY = _("an entity or an instruction to programs")
NESTED = _("too many copies or groups within groups")
FOREIGN = _("an element that does more than draw")
ATTRIBUTE = _("an attribute that does more than draw")
OUTSIDE = _("a link to something outside it")
STYLE = _("a style that can load something")
EMBEDDED = _("an embedded picture with data of its camera")


class _Unsafe(Exception):
    """Why a drawing is refused."""


def unsafe_part(data: bytes) -> str:
    """Name what makes a drawing unsafe to show at its own address; empty where nothing does."""
    reader = _Reader()
    try:
        data.decode("utf-8")
        reader.parser.Parse(data, True)  # noqa: FBT003 (the last piece: expat takes no names)
    except _Unsafe as why:
        return str(why)
    except (expat.ExpatError, UnicodeDecodeError):
        return NO_XML
    return ""


class _Reader:
    """One reading of one drawing; expat itself fetches nothing and bounds what entities could grow to."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("UTF-8", " ")
        self.parser.XmlDeclHandler = self._declare
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self.parser.ProcessingInstructionHandler = _refuse_entity
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self._open: list[str] = []
        self._style = ""
        self._uses = 0

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in {"utf-8", "us-ascii"}:
            raise _Unsafe(NO_XML)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            raise _Unsafe(ENTITY)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _blank, element = name.rpartition(" ")
        self._uses += element == "use"
        if space != _SPACE or element not in ELEMENTS or (not self._open and element != "svg"):
            raise _Unsafe(FOREIGN)
        if len(self._open) >= MOST_DEPTH or self._uses > MOST_USES:
            raise _Unsafe(NESTED)
        for attribute, value in attributes.items():
            _check_attribute(element, attribute, value)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        if self._open.pop() == "style":
            _check_style(self._style)
            self._style = ""

    def _say(self, text: str) -> None:
        if self._open and self._open[-1] == "style":
            self._style += text


def _refuse_entity(*_told: object) -> None:
    raise _Unsafe(ENTITY)


def _check_attribute(element: str, name: str, value: str) -> None:
    if name in _HREF:
        _check_link(element, value.strip())
    elif name in ATTRIBUTES:
        _check_style(value)
    elif name not in _INERT and not name.startswith(("aria-", "data-")):
        raise _Unsafe(ATTRIBUTE)


def _check_link(element: str, value: str) -> None:
    """A link leads within the drawing, or is a picture in it."""
    if value.startswith("#"):
        return
    found = _EMBEDDED.fullmatch(value) if element == "image" else None
    if found is None:
        raise _Unsafe(OUTSIDE)
    try:
        picture = base64.b64decode(found[2], validate=False)
    except BadBase64:
        raise _Unsafe(OUTSIDE) from None
    if not PICTURES[found[1]].match(picture):
        raise _Unsafe(OUTSIDE)
    if metadata_of(picture):
        raise _Unsafe(EMBEDDED)


def _check_style(css: str) -> None:
    """A style names colours and measures: no address, no rule that fetches, no escape that hides one."""
    rest = _WITHIN.sub("", css)
    called = (_NAME_BEFORE.search(before.rstrip()[-_LONGEST:]) for before in rest.split("(")[:-1])
    if "\\" in rest or "@" in rest or any(found is None or found[0] not in _CALLS for found in called):
        raise _Unsafe(STYLE)
