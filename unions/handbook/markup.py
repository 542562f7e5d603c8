"""The little Markdown that the handbook is written in, as HTML for the administration.

Headings below a chapter, paragraphs, lists, tables, pictures; bold, code and links within a line. What leads to a file
of the source stays words: staff have none.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from PIL import Image

PICTURE = re.compile(r"!\[([^\]]*)\]\(\.\./\.\./static/(handbook/[\w./-]+)\)")
PARTS = re.compile(r"\*\*(?P<bold>.+?)\*\*|`(?P<code>[^`]+)`|\[(?P<words>[^\]]+)\]\((?P<target>[^)]+)\)")


def html_of(text: str) -> SafeString:
    """The blocks of a chapter, which stand apart by empty lines."""
    return format_html_join("\n", "{}", ((block_of(block.splitlines()),) for block in blocks(text)))


def blocks(text: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text.strip()):
        # A list may follow the line that introduces it.
        yield from re.split(r"\n(?=- )(?<!\n- )", block, maxsplit=1) if not block.startswith("- ") else [block]


def block_of(lines: list[str]) -> SafeString:
    first = lines[0]
    if first.startswith("### "):
        return format_html("<h2>{}</h2>", in_line(first[4:]))
    if first.startswith("|"):
        return table(lines)
    if first.startswith("- "):
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((in_line(e),) for e in entries(lines))))
    if picture := PICTURE.fullmatch(first.strip()):
        return picture_element(*picture.groups())
    return format_html("<p>{}</p>", in_line(" ".join(lines)))


def entries(lines: list[str]) -> list[str]:
    """The entries of a list; what is indented belongs to the one above."""
    return [entry.replace("\n", " ") for entry in re.split(r"\n?^- ", "\n".join(map(str.strip, lines)), flags=re.M)[1:]]


def table(lines: list[str]) -> SafeString:
    head, _rule, *body = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    columns = format_html_join("", '<th scope="col">{}</th>', ((in_line(cell),) for cell in head))
    rows = format_html_join("", "<tr>{}</tr>", ((row_of(cells),) for cells in body))
    return format_html(
        '<div class="scrolling" tabindex="0" role="region" aria-label="{}"><table><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>",
        " · ".join(head),
        columns,
        rows,
    )


def row_of(cells: list[str]) -> SafeString:
    first, *others = (in_line(cell) for cell in cells)
    return format_html(
        '<th scope="row">{}</th>{}', first, format_html_join("", "<td>{}</td>", ((cell,) for cell in others))
    )


def in_line(text: str) -> SafeString:
    parts, at = [], 0
    for found in PARTS.finditer(text):
        parts += [conditional_escape(text[at : found.start()]), part_of(found)]
        at = found.end()
    return mark_safe("".join([*parts, conditional_escape(text[at:])]))  # noqa: S308  # each part is escaped


def part_of(found: re.Match) -> SafeString:
    if found["bold"]:
        return format_html("<strong>{}</strong>", found["bold"])
    if found["code"]:
        return format_html("<code>{}</code>", found["code"])
    if found["target"].startswith("https://"):
        return format_html('<a href="{}">{}</a>', found["target"], found["words"])
    return format_html("{}", found["words"])


def picture_element(words: str, name: str) -> SafeString:
    width, height = size_of(name)
    return format_html(
        '<p class="screen"><img src="{}" alt="{}" width="{}" height="{}" loading="lazy"></p>',
        static(name),
        words,
        width,
        height,
    )


@cache
def size_of(name: str) -> tuple[int, int]:
    with Image.open(Path(settings.BASE_DIR) / "static" / name) as picture:
        return picture.size
