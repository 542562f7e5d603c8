"""Lists that a program wrote as paragraphs, or each item as a list of its own, as lists within lists."""

import re
from collections.abc import Iterator

from unions.text.pasted_tree import Node
from unions.text.pasted_words import IGNORED

LIST_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d)")
LEVELS = set("123456789")
NUMBERED = re.compile(r"^\(?(?:\d+|[a-zçğıöşü]{1,2}|[ivx]+)[.)]", re.IGNORECASE)


def list_place(node: Node) -> str:
    """Level and kind of the list in which Word put a paragraph: 2ul."""
    level = LIST_LEVEL.search(node.style)
    if not level:
        return ""
    sign = "".join(part.words() for part in parts_with(node, IGNORED)).strip()
    return f"{level[1]}{'ol' if NUMBERED.match(sign) else 'ul'}"


def parts_with(node: Node, style: re.Pattern[str]) -> Iterator[Node]:
    for child in node.elements():
        if style.search(child.style):
            yield child
        else:
            yield from parts_with(child, style)


def last_item(node: Node) -> Node:
    return [child for child in node.children if isinstance(child, Node)][-1]


def joined_lists(blocks: list[Node]) -> list[Node]:
    """Items that Word wrote as paragraphs, or each as a list of its own, in lists within lists."""
    done: list[Node] = []
    # The lists that are open, the outermost first, each with its level.
    open_lists: list[tuple[int, Node]] = []
    for block in blocks:
        items = list_items(block)
        if items is None:
            open_lists = []
            done.append(block)
            continue
        for level, kind, item in items:
            put_item(level, kind, item, open_lists, done)
    return done


def list_items(block: Node) -> list[tuple[int, str, Node]] | None:
    """Level, kind and item of what is an item of a list by its marks only; None for other blocks."""
    place = block.attributes.pop("list", "")
    if place:
        item = Node("li")
        item.children = [block]
        return [(int(place[0]), place[1:], item)]
    items = [child for child in block.children if isinstance(child, Node)]
    if block.tag in {"ul", "ol"} and items and all(item.attributes.get("level", "") in LEVELS for item in items):
        return [(int(item.attributes["level"]), block.tag, item) for item in items]
    return None


def put_item(level: int, kind: str, item: Node, open_lists: list[tuple[int, Node]], done: list[Node]) -> None:
    while open_lists and open_lists[-1][0] > level:
        open_lists.pop()
    if open_lists and open_lists[-1][0] == level and (len(open_lists) > 1 or open_lists[-1][1].tag == kind):
        open_lists[-1][1].children.append(item)
        return
    if open_lists and open_lists[-1][0] == level:
        open_lists.pop()
    made = Node(kind)
    made.children.append(item)
    if open_lists:
        last_item(open_lists[-1][1]).children.append(made)
    else:
        done.append(made)
    open_lists.append((level, made))
