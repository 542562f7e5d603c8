"""What is pasted from Word, LibreOffice or Google Docs as the few tags that our texts have.

Each program writes headings, lists and bold words in a way of its own; here they all become the same. What only says
how something looked is dropped, and so are empty paragraphs, comments and what was deleted with its changes shown.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from unions.text.pasted_lists import joined_lists, last_item, list_place
from unions.text.pasted_tree import HEADINGS, Node, Tree, well_formed, written
from unions.text.pasted_words import HIDDEN, inline_of, trimmed

# Longer than what any office writes; what is longer is pasted as the browser does it.
LONGEST_PASTE = 2_000_000
LOWEST, HIGHEST = 2, 4
OUTLINE = re.compile(r"mso-outline-level:\s*([1-6])")
TITLE = re.compile(r"\b(?:MsoTitle|Title)\b")


def cleaned_paste(html: str) -> str:
    """The pasted text with our tags alone; nothing for what holds no text."""
    tree = Tree(well_formed(html)).root
    blocks = joined_lists(blocks_of(tree.children))
    return "".join(written(block) for block in with_levels(blocks))


def blocks_of(children: Iterable[Node | str]) -> list[Node]:
    """Paragraphs, headings, lists, tables; loose words become a paragraph."""
    blocks: list[Node] = []
    loose = Node("p")

    def end_paragraph() -> None:
        nonlocal loose
        blocks.extend(paragraphs(loose))
        loose = Node("p")

    for child in children:
        if isinstance(child, Node) and HIDDEN.search(child.style):
            continue
        if isinstance(child, str) or not holds_blocks(child):
            loose.children.append(child)
            continue
        end_paragraph()
        blocks += BLOCKS.get(child.tag, blocks_inside)(child)
    end_paragraph()
    return blocks


BLOCK_TAGS = {"p", "ul", "ol", "li", "table", "blockquote", "hr", "pre", "dl", "dt", "dd", "div", *HEADINGS}


def holds_blocks(node: Node) -> bool:
    return node.tag in BLOCK_TAGS or any(holds_blocks(child) for child in node.elements())


def blocks_inside(node: Node) -> list[Node]:
    return blocks_of(node.children)


def paragraphs(node: Node) -> list[Node]:
    """A paragraph or heading with its words cleaned; nothing for an empty one."""
    kind = heading_of(node) or "p"
    made = Node(kind, {"list": list_place(node)} if kind == "p" else {})
    made.children = trimmed(list(inline_of(node.children, set() if kind == "p" else {"strong", "em"})))
    return [made] if made.children else []


def paragraph_or_blocks(node: Node) -> list[Node]:
    return blocks_inside(node) if any(holds_blocks(child) for child in node.elements()) else paragraphs(node)


def heading_of(node: Node) -> str:
    if node.tag in HEADINGS:
        return node.tag
    if node.attributes.get("role") == "heading":
        level = node.attributes.get("aria-level", "")
        return f"h{level}" if f"h{level}" in HEADINGS else "h2"
    if TITLE.search(node.attributes.get("class", "")):
        return "h1"
    outline = OUTLINE.search(node.style)
    return f"h{outline[1]}" if outline else ""


def quotation(node: Node) -> list[Node]:
    made = Node("blockquote")
    made.children = [*blocks_inside(node)]
    return [made] if made.children else []


def listing(node: Node) -> list[Node]:
    """A list; a list that stands beside the items instead of in one belongs to the item before it."""
    made = Node(node.tag, {name: text for name, text in node.attributes.items() if name == "start" and text != "1"})
    for child in node.children:
        if isinstance(child, Node) and child.tag in {"ul", "ol"}:
            inner = listing(child)
            if made.children and inner:
                last_item(made).children += inner
            else:
                made.children += [item for each in inner for item in each.children]
            continue
        is_item = isinstance(child, Node) and child.tag == "li"
        item = Node("li", {"level": child.attributes.get("data-aria-level", "")} if isinstance(child, Node) else {})
        item.children = as_item(blocks_of(child.children if is_item and isinstance(child, Node) else [child]))
        made.children += [item] if item.children else []
    return [made] if made.children else []


def as_item(blocks: list[Node]) -> list[Node | str]:
    """The blocks inside an item, which cannot be headings."""
    for block in blocks:
        block.tag = "p" if block.tag in HEADINGS else block.tag
    return [*blocks]


def table(node: Node) -> list[Node]:
    """A table whose first row heads its columns, unless it says otherwise."""
    rows = [cells for row in rows_of(node) if (cells := cells_of(row))]
    captions = [block for child in node.elements() if child.tag == "caption" for block in blocks_inside(child)]
    if not rows:
        return captions
    if len(rows) == 1 and len(rows[0]) == 1:
        # A frame around a text.
        return [*captions, *rows[0][0].elements()]
    if len(rows) > 1 and len(rows[0]) > 1 and not any(cell.tag == "th" for row in rows for cell in row):
        for cell in rows[0]:
            cell.tag = "th"
    made = Node("table")
    for cells in rows:
        row = Node("tr")
        row.children = [without_bold(cell) if cell.tag == "th" else cell for cell in cells]
        made.children.append(row)
    return [*captions, made]


def rows_of(node: Node) -> Iterator[Node]:
    for child in node.elements():
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            heads = child.tag == "thead"
            for row in rows_of(child):
                row.attributes["heads"] = "yes" if heads else ""
                yield row


def cells_of(row: Node) -> list[Node]:
    cells = []
    for child in row.elements():
        if child.tag not in {"td", "th"}:
            continue
        is_head = child.tag == "th" or row.attributes.get("heads") or "header" in child.attributes.get("role", "")
        spans = {name: text for name, text in child.attributes.items() if name.endswith("span") and text != "1"}
        cell = Node("th" if is_head else "td", spans)
        cell.children = [*blocks_inside(child)] or [Node("p")]
        cells.append(cell)
    return cells if any(cell.words().strip() for cell in cells) else []


def without_bold(node: Node) -> Node:
    kept: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node):
            without_bold(child)
        kept += child.children if isinstance(child, Node) and child.tag == "strong" else [child]
    node.children = kept
    return node


BLOCKS: dict[str, Callable[[Node], list[Node]]] = {
    **dict.fromkeys(["p", "div", "pre", "dt", "dd", *HEADINGS], paragraph_or_blocks),
    "blockquote": quotation,
    "ul": listing,
    "ol": listing,
    "table": table,
    "hr": lambda _node: [Node("hr")],
}


def with_levels(blocks: list[Node]) -> list[Node]:
    """Headings from the second level on: the first is the title of the page."""
    headings = [node for block in blocks for node in nodes_of(block) if node.tag in HEADINGS]
    shift = 1 if any(node.tag == "h1" for node in headings) else 0
    for node in headings:
        node.tag = f"h{min(max(int(node.tag[1]) + shift, LOWEST), HIGHEST)}"
    return blocks


def nodes_of(node: Node) -> Iterator[Node]:
    yield node
    for child in node.elements():
        yield from nodes_of(child)
