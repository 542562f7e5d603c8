"""Small real PDF files of Turkish text: headings, paragraphs and tables that people, machines and screen readers read.

The fonts are the ones every reader brings along, so nothing has to be embedded. Their common part lacks the letters
ğ, ş, ı and İ; these are put together from letter and mark, and carry their true letter for searching and reading aloud.
"""

from dataclasses import dataclass, field

PAGE_WIDTH, PAGE_HEIGHT = 595, 842
MARGIN = 64
LINE_WIDTH = PAGE_WIDTH - 2 * MARGIN

# Letters that the fonts' common part does not have: what they are made of.
BREVE, DOT_ABOVE, CEDILLA, DOTLESS_I = b"\x8d", b"\x8f", b"\xb8", b"\x81"
COMPOSED = {"ğ": ("g", BREVE), "Ğ": ("G", BREVE), "ş": ("s", CEDILLA), "Ş": ("S", CEDILLA), "İ": ("I", DOT_ABOVE)}
MARK_WIDTH = 333
# How far marks above rise over a capital, in thousandths of the size.
RISE = 195

# Widths of the letters from the space to the tilde, in thousandths of the size, as the font's maker gives them.
WIDTHS = [
    *[278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278],
    *[556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556],
    *[1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778],
    *[667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556],
    *[333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556],
    *[556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584],
]
BOLD_WIDTHS = {"g": 611, "s": 556}
PLAIN_FORM = str.maketrans("çÇğĞıİöÖşŞüÜâÂîÎûÛ“”’‘–—•", "cCgGiIoOsSuUaAiIuU\"\"''-W-")


@dataclass(frozen=True)
class Style:
    """How a kind of text looks, and what it is for whoever has it read aloud."""

    font: str
    size: float
    leading: float
    space_above: float
    tag: str


TITLE = Style("bold", 20, 25, 0, "H1")
HEADING = Style("bold", 13, 17, 14, "H2")
TEXT = Style("plain", 10.5, 15, 7, "P")
NOTICE = Style("plain", 9, 12, 4, "P")


@dataclass
class Pdf:
    """A document that grows from top to bottom and is written out as a whole."""

    title: str
    language: str = "tr-TR"
    _pages: list[list[bytes]] = field(default_factory=lambda: [[]])
    # For each marked piece: its page, its number on the page, its tag.
    _marks: list[tuple[int, int, str]] = field(default_factory=list)
    _top: float = PAGE_HEIGHT - MARGIN

    def add(self, style: Style, text: str) -> None:
        """A heading or a paragraph, broken into lines."""
        lines = wrapped(text, style, LINE_WIDTH)
        self._make_room(style.space_above + style.leading * len(lines))
        self._top -= style.space_above
        self._write(style, [(MARGIN, line) for line in lines], is_column=True)

    def add_table(self, rows: list[list[str]]) -> None:
        """Rows of cells, the first row in bold, the last column flush right."""
        for number, cells in enumerate(rows):
            style = TEXT if number else Style("bold", TEXT.size, TEXT.leading, TEXT.space_above, "P")
            self._make_room(style.space_above + style.leading)
            self._top -= style.space_above / (1 if number == 0 else 3)
            step = LINE_WIDTH / len(cells)
            places = [(MARGIN + step * place, cell) for place, cell in enumerate(cells[:-1])]
            places.append((PAGE_WIDTH - MARGIN - width(cells[-1], style), cells[-1]))
            self._write(style, places, is_column=False)

    def _make_room(self, height: float) -> None:
        if self._top - height < MARGIN:
            self._pages.append([])
            self._top = PAGE_HEIGHT - MARGIN

    def _write(self, style: Style, places: list[tuple[float, str]], *, is_column: bool) -> None:
        page = len(self._pages) - 1
        number = sum(mark[0] == page for mark in self._marks)
        self._marks.append((page, number, style.tag))
        parts = [b"/%s <</MCID %d>> BDC BT" % (style.tag.encode(), number)]
        parts.append(b"/%s %s Tf" % (style.font.encode(), decimal(style.size)))
        for left, text in places:
            if is_column or left == places[0][0]:
                self._top -= style.leading
            parts.append(b"1 0 0 1 %s %s Tm" % (decimal(left), decimal(self._top)))
            parts.append(shown(text, style))
        parts.append(b"ET EMC")
        self._pages[-1].append(b"\n".join(parts))

    def content(self) -> bytes:
        """The finished file."""
        count = len(self._pages)
        first_page, first_stream = 7, 7 + count
        first_element = first_stream + count + 1
        elements = [first_element + number for number in range(len(self._marks))]
        objects = [
            b"<</Type /Catalog /Pages 2 0 R /Lang (%s) /MarkInfo <</Marked true>> /StructTreeRoot 6 0 R"
            b" /ViewerPreferences <</DisplayDocTitle true>>>>" % self.language.encode(),
            b"<</Type /Pages /Count %d /Kids [%s]>>" % (count, references(range(first_page, first_page + count))),
            b"<</Title %s>>" % hexadecimal(self.title),
            font(b"Helvetica"),
            font(b"Helvetica-Bold"),
            b"<</Type /StructTreeRoot /K %d 0 R /ParentTree <</Nums [%s]>>>>"
            % (first_element - 1, b" ".join(self._elements_of(page, elements) for page in range(count))),
        ]
        objects += [
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /StructParents %d /Tabs /S"
            b" /Resources <</Font <</plain 4 0 R /bold 5 0 R>>>>>>"
            % (PAGE_WIDTH, PAGE_HEIGHT, first_stream + page, page)
            for page in range(count)
        ]
        for pieces in self._pages:
            stream = b"\n".join(pieces)
            objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(b"<</Type /StructElem /S /Document /P 6 0 R /K [%s]>>" % references(elements))
        objects += [
            b"<</Type /StructElem /S /%s /P %d 0 R /Pg %d 0 R /K %d>>"
            % (tag.encode(), first_element - 1, first_page + page, number)
            for page, number, tag in self._marks
        ]
        return assembled(objects)

    def _elements_of(self, page: int, elements: list[int]) -> bytes:
        own = [element for element, mark in zip(elements, self._marks, strict=True) if mark[0] == page]
        return b"%d [%s]" % (page, references(own))


def assembled(objects: list[bytes]) -> bytes:
    """The objects one after the other, with the table that says where each begins."""
    content = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d /Root 1 0 R /Info 3 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(content))
    )


def font(name: bytes) -> bytes:
    return (
        b"<</Type /Font /Subtype /Type1 /BaseFont /%s /Encoding <</Type /Encoding /BaseEncoding /WinAnsiEncoding"
        b" /Differences [129 /dotlessi 141 /breve 143 /dotaccent]>>>>" % name
    )


def references(numbers) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def hexadecimal(text: str) -> bytes:
    return b"<feff%s>" % text.encode("utf-16-be").hex().encode()


def decimal(number: float) -> bytes:
    return b"%.2f" % number


def letter_width(letter: str, style: Style) -> float:
    plain = letter.translate(PLAIN_FORM)
    if style.font == "bold" and plain in BOLD_WIDTHS:
        return BOLD_WIDTHS[plain]
    place = ord(plain) - 32
    return WIDTHS[place] if 0 <= place < len(WIDTHS) else 556


def width(text: str, style: Style) -> float:
    """How wide a text is, in points."""
    # Bold letters are a little wider on the whole.
    factor = 1.06 if style.font == "bold" else 1
    return sum(letter_width(letter, style) for letter in text) * factor * style.size / 1000


def wrapped(text: str, style: Style, limit: float) -> list[str]:
    """The text in lines that are not wider than the limit, broken between words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, style) > limit:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def shown(text: str, style: Style) -> bytes:
    """The operators that show a line of text."""
    parts = []
    run = b""
    for letter in text:
        if letter not in COMPOSED and letter != "ı":
            run += letter.encode("cp1252", "replace")
            continue
        if run:
            parts.append(b"(%s) Tj" % escaped(run))
            run = b""
        parts.append(b"/Span <</ActualText %s>> BDC" % hexadecimal(letter))
        parts += [b"(%s) Tj" % DOTLESS_I] if letter == "ı" else composed(letter, style)
        parts.append(b"EMC")
    if run:
        parts.append(b"(%s) Tj" % escaped(run))
    return b"\n".join(parts)


def composed(letter: str, style: Style) -> list[bytes]:
    base, mark = COMPOSED[letter]
    letter_is = letter_width(base, style)
    aside = (letter_is - MARK_WIDTH) / 2
    rise = RISE if base.isupper() and mark != CEDILLA else 0
    return [
        b"[(%s) %s] TJ" % (base.encode(), decimal(letter_is - aside)),
        b"%s Ts" % decimal(rise * style.size / 1000),
        b"[(%s) %s] TJ" % (mark, decimal(-aside)),
        b"0 Ts",
    ]


def escaped(run: bytes) -> bytes:
    return run.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
