"""An uploaded SVG drawing, of which nothing stays but shapes and colours.

What is not on the lists below is left out: scripts, attributes of events, foreign objects, references to anything
outside the file, and style rules that fetch something. A drawing of which nothing is left is refused.
"""

import re
from xml.etree import ElementTree

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DRAWING_BYTES = 256 * 1024
MOST_ELEMENTS = 5_000
# No drawing program nests deeper; what does is made to exhaust whoever reads it.
DEEPEST = 100
# With what is used again, and again within that.
MOST_DRAWN = 20_000
GRADIENTS = {"linearGradient", "radialGradient"}
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"

SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"}
HOLDERS = {"svg", "g", "defs", "symbol", "use", "clipPath", "mask", "pattern", "linearGradient", "radialGradient"}
ELEMENTS = {*SHAPES, *HOLDERS, "stop", "tspan", "title", "desc", "style"}
ATTRIBUTES = set(
    [
        "id",
        "class",
        "style",
        "transform",
        "viewBox",
        "preserveAspectRatio",
        "width",
        "height",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "d",
        "points",
        "dx",
        "dy",
        "rotate",
        "offset",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "patternUnits",
        "patternContentUnits",
        "patternTransform",
        "clipPathUnits",
        "maskUnits",
        "maskContentUnits",
        "fill",
        "fill-opacity",
        "fill-rule",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-dashoffset",
        "opacity",
        "color",
        "stop-color",
        "stop-opacity",
        "clip-path",
        "clip-rule",
        "mask",
        "display",
        "visibility",
        "font-family",
        "font-size",
        "font-style",
        "font-weight",
        "text-anchor",
        "letter-spacing",
        "paint-order",
        "vector-effect",
        "href",
    ]
)
# What a style rule or an attribute must not hold: an address outside, an import, letters written as codes.
FETCHES = re.compile(
    r"url\s*\(\s*[\"']?(?!\s*[\"']?#)|image(?:-set)?\s*\(|src\s*\(|@import|@charset|expression\s*\(|javascript:|\\|/\*",
    re.IGNORECASE,
)
WITHIN = re.compile(r"#[\w.:-]+")
# What an attribute names of the same drawing: by its whole value, or as a fill, mask or pattern.
NAMED = re.compile(r"^#([\w.:-]+)$|url\s*\(\s*[\"']?\s*#([\w.:-]+)")
# A document type without rules of its own, as drawing programs write it.
DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[\]>]*>", re.IGNORECASE)

TOO_LARGE = _("The drawing is larger than 256 KB or has too many parts. Please simplify it, or save it as PNG.")
UNREADABLE = _("This SVG drawing cannot be read. Please save it again as “plain SVG”, or as PNG.")
NOTHING_LEFT = _(
    "Nothing of this drawing can be shown: it holds only embedded pictures, programs or references to other files. "
    "Please save it as PNG."
)
NO_SIZE = _("This SVG drawing does not say how large it is (viewBox). Please save it again, or as PNG.")


def is_drawing(start: bytes) -> bool:
    """Whether a file that begins like this is meant as an SVG drawing."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return text.startswith(b"<") and b"<svg" in text or text.startswith((b"<?xml", b"<!doctype svg"))


def cleaned(content: bytes) -> bytes:
    """The drawing with what may stay; raises ValidationError in words."""
    if len(content) > DRAWING_BYTES:
        raise ValidationError(TOO_LARGE, code="drawing_size")
    root = parsed(content)
    if sum(1 for _element in root.iter()) > MOST_ELEMENTS or is_deeper(root, DEEPEST):
        raise ValidationError(TOO_LARGE, code="drawing_size")
    tidy(root)
    if elements_drawn(root) > MOST_DRAWN:
        raise ValidationError(TOO_LARGE, code="drawing_size")
    if not any(local(element.tag) in SHAPES for element in root.iter()):
        raise ValidationError(NOTHING_LEFT, code="drawing_empty")
    give_view_box(root)
    ElementTree.register_namespace("", SVG)
    drawing: bytes = ElementTree.tostring(root, encoding="utf-8")
    return drawing


def parsed(content: bytes) -> ElementTree.Element:
    try:
        text = DOCTYPE.sub("", content.decode("utf-8-sig"), count=1)
    except UnicodeDecodeError as error:
        raise ValidationError(UNREADABLE, code="drawing_unreadable") from error
    # Without declarations there are no entities, and nothing in a file can grow or name another file.
    if re.search(r"<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST)", text, re.IGNORECASE):
        raise ValidationError(UNREADABLE, code="drawing_unreadable")
    try:
        root = ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))  # noqa: S314 - no entities, see above
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        raise ValidationError(UNREADABLE, code="drawing_unreadable") from error
    if root.tag not in [f"{{{SVG}}}svg", "svg"]:
        raise ValidationError(UNREADABLE, code="drawing_unreadable")
    return root


def is_deeper(root: ElementTree.Element, depth: int) -> bool:
    """Whether elements stand within each other deeper than that."""
    level = [root]
    while level and depth:
        level = [child for element in level for child in element]
        depth -= 1
    return bool(level)


def elements_drawn(root: ElementTree.Element) -> int:
    """How many elements a browser draws: what is named again, as a part, fill, mask or pattern, counts each time."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    known: dict[ElementTree.Element, int] = {}

    def drawn(element: ElementTree.Element) -> int:
        if element not in known:
            # What uses itself is drawn by no browser.
            known[element] = 0
            names = [first or second for value in element.attrib.values() for first, second in NAMED.findall(value)]
            # A gradient is a colour, however many steps it has.
            used = [named[name] for name in names if name in named and local(named[name].tag) not in GRADIENTS]
            known[element] = min(1 + sum(map(drawn, [*element, *used])), MOST_DRAWN + 1)
        return known[element]

    try:
        return drawn(root)
    except RecursionError:
        # A chain of hundreds, each of which uses the next.
        return MOST_DRAWN + 1


def local(tag: object) -> str:
    """The name of an element of SVG; nothing for those of other languages and for comments."""
    if not isinstance(tag, str):
        return ""
    space, brace, name = tag.rpartition("}")
    return name if space in ["", f"{{{SVG}"] else ""


def tidy(element: ElementTree.Element) -> None:
    """Leave out of an element what may not stay, and so within it."""
    name = local(element.tag)
    element.tag = f"{{{SVG}}}{name}"
    element.tail = None if name not in ["text", "tspan"] else element.tail
    for attribute, value in list(element.attrib.items()):
        del element.attrib[attribute]
        plain = "href" if attribute == f"{{{XLINK}}}href" else attribute
        if plain in ATTRIBUTES and not FETCHES.search(value) and (plain != "href" or WITHIN.fullmatch(value)):
            element.set(plain, value)
    for child in list(element):
        if (
            local(child.tag) not in ELEMENTS
            or local(child.tag) == "style"
            and FETCHES.search(child.text or "")
            or local(child.tag) == "svg"
        ):
            element.remove(child)
        else:
            tidy(child)


def give_view_box(root: ElementTree.Element) -> None:
    """A drawing that says its size in pixels only is given the box by which it can be shown at any size."""
    if root.get("viewBox"):
        return
    size = [re.fullmatch(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*", root.get(side, "")) for side in ["width", "height"]]
    if not all(size):
        raise ValidationError(NO_SIZE, code="drawing_no_size")
    root.set("viewBox", " ".join(["0", "0", *(match[1] for match in size if match)]))


WHITE = {"white", "#fff", "#ffffff", "#fefefe", "#fdfdfd", "rgb(255,255,255)", "snow", "ivory"}
UNSEEN = {*WHITE, "none", "transparent"}


def is_white(drawing: bytes) -> bool:
    """Whether every shape is drawn in white, as far as attributes say; colours by class or gradient count as seen."""
    root = ElementTree.fromstring(drawing)  # noqa: S314 - cleaned before
    return all(unseen for unseen in shapes_unseen(root, "black", "none"))


def shapes_unseen(element: ElementTree.Element, fill: str, stroke: str) -> "list[bool]":
    style = dict(re.findall(r"(fill|stroke)\s*:\s*([^;]+)", element.get("style", "")))
    fill = re.sub(r"\s", "", style.get("fill") or element.get("fill") or fill).lower()
    stroke = re.sub(r"\s", "", style.get("stroke") or element.get("stroke") or stroke).lower()
    if element.get("class"):
        fill = "by-class"
    own = [fill in UNSEEN and stroke in UNSEEN] if local(element.tag) in SHAPES else []
    if local(element.tag) in ["defs", "clipPath", "mask", "symbol"]:
        return []
    return own + [unseen for child in element for unseen in shapes_unseen(child, fill, stroke)]
