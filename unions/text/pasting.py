"""What is pasted from Word, LibreOffice or Google Docs as the few tags that our texts have.

Each program writes headings, lists and bold words in a way of its own; here they all become the same. What only says
how something looked is dropped, and so are empty paragraphs, comments and what was deleted with its changes shown.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import nh3

# Longer than what any office writes; what is longer is pasted as the browser does it.
LONGEST_PASTE = 2_000_000
# What is nested deeper stands where its outer element does.
DEEPEST = 100

HEADINGS = {f"h{level}" for level in range(1, 7)}
LOWEST, HIGHEST = 2, 4
SAME = {"b": "strong", "i": "em"}
INLINE_TAGS = ["span", "font", "b", "strong", "i", "em", "sub", "sup", "a", "br"]
OUTER_TAGS = ["div", "section", "article", "header", "footer", "main", "center", "p", "pre", "blockquote", "hr"]
LIST_TAGS = ["ul", "ol", "li", "dl", "dt", "dd"]
TABLE_TAGS = ["table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"]
KEPT_TAGS = {*INLINE_TAGS, *OUTER_TAGS, *LIST_TAGS, *TABLE_TAGS, *HEADINGS}
KEPT_ATTRIBUTES = ["style", "class", "role", "aria-level", "data-aria-level"]
WITHOUT_CONTENT = {"script", "style", "title", "xml", "del", "template", "head"}
DELETED = re.compile(r"<(del|o:xml|xml)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)

BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:bold|bolder|[6-9]00)")
NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:normal|lighter|[1-5]00)")
ITALIC = re.compile(r"(?<![\w-])font-style:\s*(?:italic|oblique)")
RAISED = re.compile(r"(?<![\w-])vertical-align:\s*(sub|super)\b")
HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|mso-element:\s*(?:comment|footnote-list|endnote-list)")
LIST_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d)")
OUTLINE = re.compile(r"mso-outline-level:\s*([1-6])")
LEVELS = set("123456789")
# How Word writes the sign or number before an item of a list.
IGNORED = re.compile(r"mso-list:\s*ignore")
NUMBERED = re.compile(r"^\(?(?:\d+|[a-zçğıöşü]{1,2}|[ivx]+)[.)]", re.IGNORECASE)
TITLE = re.compile(r"\b(?:MsoTitle|Title)\b")


class Node:
    """An element; its children are elements and texts."""

    def __init__(self, tag: str, attributes: dict[str, str] | None = None) -> None:
        self.tag, self.attributes = tag, attributes or {}
        self.children: list[Node | str] = []

    @property
    def style(self) -> str:
        return self.attributes.get("style", "").lower()

    def words(self) -> str:
        return "".join(child if isinstance(child, str) else child.words() for child in self.children)

    def elements(self) -> Iterator["Node"]:
        return (child for child in self.children if isinstance(child, Node))


class Tree(HTMLParser):
    """The tree of a text whose tags are all closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Node("body")
        self.open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        if len(self.open) > DEEPEST:
            node = self.open[-1]
        else:
            self.open[-1].children.append(node)
        if tag not in {"br", "hr"}:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"br", "hr"} and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def cleaned_paste(html: str) -> str:
    """The pasted text with our tags alone; nothing for what holds no text."""
    tree = Tree(well_formed(html)).root
    blocks = joined_lists(blocks_of(tree.children))
    return "".join(written(block) for block in with_levels(blocks))


def well_formed(html: str) -> str:
    """The text with every tag closed, without scripts, style sheets, comments and what an office program adds."""
    html = DELETED.sub("", html.partition("<!--StartFragment-->")[2].partition("<!--EndFragment-->")[0] or html)
    attributes = {tag: {*KEPT_ATTRIBUTES} for tag in KEPT_TAGS}
    attributes["a"] |= {"href"}
    attributes["ol"] |= {"start"}
    for cell in ["td", "th"]:
        attributes[cell] |= {"colspan", "rowspan"}
    return nh3.clean(
        html,
        tags=KEPT_TAGS,
        clean_content_tags=WITHOUT_CONTENT,
        attributes=attributes,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


# Blocks


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


# Words


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


def written(node: Node | str) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(
        f' {name}="{escape(text)}"' for name, text in node.attributes.items() if name in SHOWN_ATTRIBUTES
    )
    if node.tag in {"br", "hr"}:
        return f"<{node.tag}>"
    return f"<{node.tag}{attributes}>{''.join(written(child) for child in node.children)}</{node.tag}>"


SHOWN_ATTRIBUTES = {"href", "start", "colspan", "rowspan"}
