"""The words of a paste: bold, italic, raised and lowered ones, and links, however a program marks them."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, urlsplit

from unions.text.pasted_tree import Node

SAME = {"b": "strong", "i": "em"}

BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:bold|bolder|[6-9]00)")
NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:normal|lighter|[1-5]00)")
ITALIC = re.compile(r"(?<![\w-])font-style:\s*(?:italic|oblique)")
RAISED = re.compile(r"(?<![\w-])vertical-align:\s*(sub|super)\b")
HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|mso-element:\s*(?:comment|footnote-list|endnote-list)")
# How Word writes the sign or number before an item of a list.
IGNORED = re.compile(r"mso-list:\s*ignore")


def inline_of(children: Iterable[Node | str], marks: set[str]) -> Iterator[Node | str]:
    """The words with bold, italic, raised and lowered ones and links; `marks` are those that hold already."""
    for child in children:
        if isinstance(child, str):
            yield re.sub(r"[\s\u00a0]+", " ", child)
        elif child.tag == "br":
            yield Node("br")
        elif not (HIDDEN.search(child.style) or IGNORED.search(child.style)):
            wanted = marks_of(child) - marks
            inner = list(inline_of(child.children, marks | wanted))
            address = target_of(child) if child.tag == "a" else ""
            for mark in sorted(wanted, reverse=True):
                inner = wrapped(Node(mark), inner)
            yield from wrapped(Node("a", {"href": address}), inner) if address else inner


def wrapped(node: Node, inner: list[Node | str]) -> list[Node | str]:
    """The words inside the element; spaces at their ends stay outside, and nothing is wrapped around spaces."""
    text = "".join(part if isinstance(part, str) else part.words() for part in inner)
    if not text.strip():
        return inner
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    node.children = trimmed(inner)
    return [*([before] if before else []), node, *([after] if after else [])]


def marks_of(node: Node) -> set[str]:
    marks = {SAME.get(node.tag, node.tag)} & {"strong", "em", "sub", "sup"}
    if NOT_BOLD.search(node.style):
        marks.discard("strong")
    elif BOLD.search(node.style) and node.tag != "a":
        marks.add("strong")
    if ITALIC.search(node.style):
        marks.add("em")
    raised = RAISED.search(node.style)
    return marks | ({"sup" if raised[1] == "super" else "sub"} if raised else set())


def target_of(node: Node) -> str:
    """Where a link leads, without the detour by a search engine; nothing for a mark within the document."""
    address = node.attributes.get("href", "").strip()
    parts = urlsplit(address)
    if parts.netloc.endswith("google.com") and parts.path == "/url":
        address = next(iter(parse_qs(parts.query).get("q", [address])))
    return "" if address.startswith("#") else address


def trimmed(parts: list[Node | str]) -> list[Node | str]:
    """The words without spaces and line breaks at either end, equal neighbours as one; else nothing."""
    merged: list[Node | str] = []
    for part in parts:
        last = merged[-1] if merged else None
        if isinstance(part, str) and isinstance(last, str):
            merged[-1] = re.sub(" +", " ", last + part)
        elif isinstance(part, Node) and isinstance(last, Node) and same(part, last):
            last.children += part.children
        elif part != "":
            merged.append(part)
    for place, strip in [(0, str.lstrip), (-1, str.rstrip)]:
        while merged and is_space(merged[place]):
            merged.pop(place)
        if merged and isinstance(end := merged[place], str):
            merged[place] = strip(end)
    return merged


def same(one: Node, other: Node) -> bool:
    return one.tag == other.tag != "br" and one.attributes == other.attributes


def is_space(part: Node | str) -> bool:
    return not part.strip() if isinstance(part, str) else part.tag == "br"
