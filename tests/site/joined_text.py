"""The text of a page without its style: as it is copied, read by a program, or shown by a browser of text."""

import re
from html.parser import HTMLParser

# Where a browser without a style sheet begins a new line or a new cell.
BREAKING = re.compile(
    r"address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|header|hgroup|hr|legend|li|main|menu|nav|ol|optgroup|option|p|pre|search|section|select|summary"
    r"|table|tbody|td|tfoot|th|thead|tr|ul"
)
SILENT = {"script", "style", "template", "textarea", "head"}
WITHOUT_END = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
LINE, EDGE = "\n", "\x00"
# What stands on both sides of the edge of an element when two things have become one.
GLUED = re.compile(r"[^\W_]\x00+[^\W_]|[.,;:!?)%…”]\x00+[^\W_]|[^\W_]\x00+[(“]")


class JoinedText(HTMLParser):
    """The text of a part of a page in one line a block; the edges of what stands in a line are marked."""

    def __init__(self, html: str, part: str):
        super().__init__()
        self.part, self.open, self.pieces = part, [], []
        self.feed(html)
        self.close()

    @property
    def is_heard(self) -> bool:
        return self.part in self.open and not SILENT.intersection(self.open)

    def handle_starttag(self, tag, attrs):
        if self.is_heard:
            self.pieces.append(LINE if BREAKING.fullmatch(tag) else EDGE)
        if tag not in WITHOUT_END:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if self.is_heard:
            self.pieces.append(LINE if BREAKING.fullmatch(tag) else EDGE)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if self.is_heard:
            self.pieces.append(LINE if BREAKING.fullmatch(tag) else EDGE)

    def handle_data(self, data):
        if self.is_heard:
            self.pieces.append(re.sub(r"\s", " ", data))


def lines_of(html: str, part: str = "main") -> list[str]:
    """The lines in which a browser without a style sheet would show a part of a page, with the edges of elements."""
    joined = "".join(JoinedText(html, part).pieces)
    return [line for each in joined.split(LINE) if (line := re.sub(r"[^\S\n]+", " ", each)).strip(" \x00")]


def glued(html: str, part: str = "main") -> list[str]:
    """Where two letters, digits or words touch across the edge of an element, with what stands around."""
    found = []
    for line in lines_of(html, part):
        found += [around(line, match) for match in GLUED.finditer(line)]
    return found


def around(line: str, match: re.Match) -> str:
    before, after = line[: match.end() - 1], line[match.end() - 1 :]
    return f"{before.replace(EDGE, '')[-40:]}‖{after.replace(EDGE, '')[:40]}"
