"""The text of a document, for searches: read in the child process, from a file that may be anything.

It knows neither the database nor Django. What was read is written page by page, so that it is there even where the
process runs into a limit before the end.
"""

import logging
import re
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO
from xml.parsers import expat

MOST_PAGES = 500
MOST_SIGNS = 400_000
UNPACKED_BYTES = 200 * 1024 * 1024
# Seconds of processor after which no further page is begun.
LONGEST = 25
# Fewer letters a page than a stamp or a page number has: pictures of pages.
FEWEST_LETTERS = 15
A_PART = 64 * 1024
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Address space in bytes; a document that needs more is not worth the machine.
MEMORY = 700 * 1024 * 1024

READ, SCANNED, ENCRYPTED, BROKEN, TOO_LONG = "read", "scanned", "encrypted", "broken", "too_long"

OFFICE_PARTS = {
    "docx": re.compile(r"word/(document|footnotes|endnotes)\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|worksheets/[^/]+)\.xml"),
    "odt": re.compile(r"content\.xml"),
    "ods": re.compile(r"content\.xml"),
}
# Elements whose letters are text, and those that end a line.
TEXT_IN = {"docx": {"t"}, "xlsx": {"t"}, "odt": {"p", "h"}, "ods": {"p", "h"}}
LINES = {"docx": {"p"}, "xlsx": {"si", "is"}, "odt": {"p", "h"}, "ods": {"p", "h"}}
BLANKS = {"tab", "br", "s", "line-break", "cr"}
# What was deleted while changes were tracked, remarks, and how to pronounce Japanese.
LEFT_OUT = {"tracked-changes", "annotation", "rPh", "instrText"}


class Unreadable(Exception):
    """The file cannot be read; the reason is a state."""


def read(source: BinaryIO, kind: str, write: Callable[[str], None]) -> dict[str, Any]:
    """Write the text of a document; returns its state, its pages and how many of them were read."""
    try:
        parts = pdf_pages(source) if kind == "pdf" else office_parts(source, kind)
        answer = written(parts, write, is_pdf=kind == "pdf")
        return answer | {"titled": kind != "pdf" or has_title(source)}
    except Unreadable as reason:
        return {"state": str(reason), "pages": 0, "read": 0}
    except MemoryError:
        return {"state": TOO_LONG, "pages": 0, "read": 0}
    except Exception:  # whatever a broken file makes of its reader
        return {"state": BROKEN, "pages": 0, "read": 0}


def written(parts: Iterator[tuple[int, str]], write: Callable[[str], None], *, is_pdf: bool) -> dict[str, Any]:
    pages = number = letters = signs = 0
    began = time.process_time()
    is_whole = True
    for number, (pages, text) in enumerate(parts, start=1):  # the last ones are told
        kept = mended(text)[: MOST_SIGNS - signs]
        write(kept + "\n")
        signs += len(kept)
        letters += sum(letter.isalpha() for letter in kept)
        is_last = number >= pages
        if not is_last and (signs >= MOST_SIGNS or number >= MOST_PAGES or time.process_time() - began > LONGEST):
            is_whole = False
            break
    is_whole = is_whole and signs < MOST_SIGNS
    state = READ if is_whole else TOO_LONG
    if is_pdf and letters < FEWEST_LETTERS * number:
        state = SCANNED
    return {"state": state, "pages": pages, "read": number}


# PDF


def prepare() -> None:
    """Load what reads PDF, once for all jobs of a process; it says on every second file what is not quite right."""
    import pypdf

    logging.getLogger(pypdf.__name__).addHandler(logging.NullHandler())


def has_title(source: BinaryIO) -> bool:
    """Whether a PDF says in itself what it is called, which readers for the blind say first."""
    import pypdf

    metadata = pypdf.PdfReader(source, strict=False).metadata
    return bool(metadata and str(metadata.title or "").strip())


def pdf_pages(source: BinaryIO) -> Iterator[tuple[int, str]]:
    """How many pages there are, and the text of each."""
    import pypdf

    reader = pypdf.PdfReader(source, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(ENCRYPTED)
    number = len(reader.pages)
    failed = 0
    for place in range(number):
        try:
            text = reader.pages[place].extract_text()
        except (MemoryError, RecursionError):
            raise
        except Exception:  # one page of many
            failed += 1
            text = ""
        yield number, text
    if number == 0 or failed == number:
        raise Unreadable(BROKEN)


# Office files


def office_parts(source: BinaryIO, kind: str) -> Iterator[tuple[int, str]]:
    """The text of each part of the archive that holds any; see `read`."""
    if source.read(len(OLD_OFFICE)) == OLD_OFFICE:
        raise Unreadable(ENCRYPTED)
    source.seek(0)
    left = UNPACKED_BYTES
    with zipfile.ZipFile(source) as archive:
        parts = [row for row in archive.infolist() if OFFICE_PARTS[kind].fullmatch(row.filename)]
        if any(row.flag_bits & 0x1 for row in parts):
            raise Unreadable(ENCRYPTED)
        if not parts:
            raise Unreadable(BROKEN)
        for row in parts:
            with archive.open(row) as file:
                text, used = office_text(file, kind, left)
            left -= used
            yield len(parts), text


def office_text(file: Any, kind: str, left: int) -> tuple[str, int]:
    """The text of one part, as far as is kept, and how many bytes were unpacked for it."""
    reader = OfficeText(kind)
    used = 0
    while part := file.read(A_PART):
        used += len(part)
        if used > left:
            raise Unreadable(TOO_LONG)
        reader.parser.Parse(part, False)
        if reader.signs > MOST_SIGNS:
            return reader.text, used
    reader.parser.Parse(b"", True)
    return reader.text, used


class OfficeText:
    """Hears the events of a part in XML and keeps what is text: nothing is built, however large the part is."""

    def __init__(self, kind: str):
        self.kind, self.said, self.signs = kind, [""], 0
        self.inside = self.left_out = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.hear
        self.parser.EntityDeclHandler = refuse_entity

    @property
    def text(self) -> str:
        return "".join(self.said)

    def begin(self, name: str, _attributes: dict) -> None:
        name = name.rpartition(":")[2]
        self.left_out += name in LEFT_OUT
        self.inside += name in TEXT_IN[self.kind]
        if name in BLANKS:
            self.said.append(" ")

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        self.left_out -= name in LEFT_OUT
        self.inside -= name in TEXT_IN[self.kind]
        if name in LINES[self.kind] and not self.left_out:
            self.said.append("\n")

    def hear(self, text: str) -> None:
        if self.inside and not self.left_out:
            self.said.append(text)
            self.signs += len(text)


def refuse_entity(*_about: object) -> None:
    """Documents declare none; what is declared unpacks to more and more."""
    raise Unreadable(BROKEN)


# Words that came apart

# Fonts of old Turkish programs, read by the tables of other languages: “BaĢkan”, “ġirket”, “Müdürlüðü”.
OLD_LETTERS = str.maketrans("ĢġĠþÞýÝðÐ", "şŞİşŞıİğĞ")
HYPHENATED = re.compile(r"(?<=[a-zçğıöşü])[-\u00ad\u2010]\s*\n\s*(?=[a-zçğıöşü])")
SPACED_LETTERS = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?!\S)")
SUFFIX_APART = re.compile(r"(?<=\w)(?: ['’]|['’] )(?=[a-zçğıöşü]{1,6}\b)")
# No Turkish word of more than four letters ends with ğ, and none begins with it.
CUT_AT_G = re.compile(r"\b([^\W\d_]{4,}[ğĞ]) ([a-zçıöşü]{1,9})\b|\b([^\W\d_]{2,}) (ğ[^\W\d_]+)\b")
PAIR = re.compile(r"(?<![^\W_])(?=([^\W\d_]{2,}) ([a-zçğıöşü]{1,})(?![^\W_]))")
WORD = re.compile(r"[^\W\d_]+")


def mended(text: str) -> str:
    """The text with words put together again that programs have taken apart, where that is certain."""
    text = unicodedata.normalize("NFC", text).replace("\x00", "").replace("\u00ad\n", "").replace("\u00ad", "")
    for ligature, letters in (("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        text = text.replace(ligature, letters)
    text = text.translate(OLD_LETTERS)
    text = HYPHENATED.sub("", text)
    text = SPACED_LETTERS.sub(lambda found: found[0].replace(" ", ""), text)
    text = SUFFIX_APART.sub("'", text)
    text = CUT_AT_G.sub(lambda found: "".join(part for part in found.groups() if part), text)
    return with_pairs_joined(text)


def with_pairs_joined(text: str) -> str:
    """Two pieces are one word where that word stands elsewhere in the text, and one piece stands nowhere else."""
    counts = Counter(WORD.findall(text))
    pairs = Counter((found[1], found[2]) for found in PAIR.finditer(text))
    for (first, second), number in pairs.items():
        whole = first + second
        is_a_word = counts[whole] >= 1 and len(whole) > 4
        if is_a_word and (counts[first] == number or counts[second] == number):
            text = re.sub(rf"\b{first} {second}\b", whole, text)
    return text
