"""Pasted HTML as a tree of the elements that count, and a tree of ours as HTML."""

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

import nh3

# What is nested deeper stands where its outer element does.
DEEPEST = 100

HEADINGS = {f"h{level}" for level in range(1, 7)}
INLINE_TAGS = ["span", "font", "b", "strong", "i", "em", "sub", "sup", "a", "br"]
OUTER_TAGS = ["div", "section", "article", "header", "footer", "main", "center", "p", "pre", "blockquote", "hr"]
LIST_TAGS = ["ul", "ol", "li", "dl", "dt", "dd"]
TABLE_TAGS = ["table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"]
KEPT_TAGS = {*INLINE_TAGS, *OUTER_TAGS, *LIST_TAGS, *TABLE_TAGS, *HEADINGS}
KEPT_ATTRIBUTES = ["style", "class", "role", "aria-level", "data-aria-level"]
WITHOUT_CONTENT = {"script", "style", "title", "xml", "del", "template", "head"}
DELETED = re.compile(r"<(del|o:xml|xml)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


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
