"""Documents as people send them, made when they are needed."""

import io
import zipfile
from collections.abc import Iterator

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
CONTENT_TYPES = "<Types><Override ContentType='application/vnd.openxmlformats'/></Types>"
ODT, ODS = (f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet"))


def archive(*names: str, size: int = 1, **members: str) -> bytes:
    """A ZIP archive with these members; one underscore stands for a dot, two for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, b"0" * size)
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def word(*names: str, types: str = CONTENT_TYPES) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", types)
        for name in ("word/document.xml", *names):
            file.writestr(name, "<w/>")
    return buffer.getvalue()


def with_flag(content: bytes, bit: int) -> bytes:
    """The archive with a flag set on each member, as programs set it that encrypt."""
    changed = bytearray(content)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(sign)
        while start >= 0:
            changed[start + place] |= bit
            start = changed.find(sign, start + 1)
    return bytes(changed)


def overlapping() -> bytes:
    """An archive whose list names one member many times: little in the file, much when unpacked."""
    content = archive("word/document.xml", size=100_000)
    end = content.rindex(b"PK\x05\x06")
    first = content.index(b"PK\x01\x02")
    entry = content[first:end]
    entries = entry * 50
    tail = bytearray(content[end:])
    tail[8:10] = tail[10:12] = (50).to_bytes(2, "little")
    tail[12:16] = len(entries).to_bytes(4, "little")
    return content[:first] + entries + bytes(tail)


def taken() -> Iterator[tuple[str, str, bytes]]:
    """What it is, its name, its content."""
    yield "PDF", "butce.pdf", PDF
    yield "PDF in capitals", "BÜTÇE.PDF", PDF
    yield "PDF with a blank after its name", "butce.pdf ", PDF
    yield "PDF after a line break", "butce.pdf", b"\r\n" + PDF
    yield "PDF after the mark of UTF-8", "butce.pdf", b"\xef\xbb\xbf" + PDF
    yield "PDF after the words of a printer", "butce.pdf", b"\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n" + PDF
    yield "PDF after the head of a mail", "butce.pdf", b"Content-Type: application/pdf\r\n\r\n" + PDF
    yield "PDF after 1,019 bytes", "butce.pdf", b"\0" * 1019 + PDF
    yield "PDF with bytes after its end", "butce.pdf", PDF + b"\0" * 4000
    yield "PDF that forbids copying", "butce.pdf", PDF.replace(b"/Root", b"/Encrypt 5 0 R/Root")
    yield "Word", "karar.docx", word()
    yield "Word from LibreOffice", "karar.docx", archive("word/document.xml")
    yield "Excel", "tablo.xlsx", archive("xl/workbook.xml")
    yield "text of OpenDocument", "karar.odt", archive(mimetype=ODT, content_xml="<x/>")
    yield "table of OpenDocument", "tablo.ods", archive(mimetype=ODS, content_xml="<x/>")
    yield "OpenDocument that does not say what it is", "tablo.ods", archive("content.xml")
    yield "name that turns its letters round", "gizli\u202efdp.docx", word()
    yield "name of 250 letters", "ş" * 245 + ".pdf", PDF
    yield "name of a path", "../../etc/passwd.pdf", PDF


def refused() -> Iterator[tuple[str, str, bytes, str]]:
    """What it is, its name, its content, and the code of the refusal."""
    yield "program", "karar.exe", b"MZ", "file_kind"
    yield "no ending", "karar", PDF, "file_kind"
    yield "drawing", "sayfa.svg", b"<svg onload='x()'/>", "file_kind"
    yield "old Word by its name", "karar.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_kind"
    yield "Word with macros by its name", "karar.docm", word("word/vbaProject.bin"), "file_kind"
    yield "page that calls itself PDF", "karar.pdf", b"<html><script>x()</script>", "file_content"
    yield "page before a PDF", "karar.pdf", b"<!DOCTYPE html><script>x()</script>" + PDF, "file_content"
    yield "program before a PDF", "karar.pdf", b"MZ\x90\0" + PDF, "file_content"
    yield "picture before a PDF", "karar.pdf", b"GIF89a/*" + PDF, "file_content"
    yield "archive before a PDF", "karar.pdf", archive("a") + PDF, "file_content"
    yield "PDF after 1,025 bytes", "karar.pdf", b"\0" * 1025 + PDF, "file_content"
    yield "PDF without its end", "karar.pdf", PDF[:-16], "file_cut_off"
    yield "nothing", "karar.pdf", b"", "file_content"
    yield "PDF as Word", "karar.docx", PDF, "file_content"
    yield "Excel as Word", "karar.docx", archive("xl/workbook.xml"), "file_content"
    yield "table as text", "karar.odt", archive(mimetype=ODS, content_xml="<x/>"), "file_content"
    yield "half a Word", "karar.docx", word()[:-60], "file_content"
    yield "broken archive", "karar.docx", b"PK\x03\x04 broken", "file_content"
    yield "archive of too many", "t.xlsx", archive("xl/workbook.xml", *[f"xl/{n}" for n in range(1001)]), "file_content"
    yield "archive that unpacks to much", "bomba.docx", archive("word/document.xml", size=210_000_000), "file_content"
    yield "archive whose members overlap", "bomba.docx", overlapping(), "file_content"
    yield "archive that climbs out of its folder", "karar.docx", word("../../etc/cron.d/x"), "file_content"
    yield "archive that climbs out as Windows does", "karar.docx", word("..\\..\\x"), "file_content"
    yield "archive with a path from the root", "karar.docx", word("/etc/cron.d/x"), "file_content"
    yield "Word with a password", "karar.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_protected"
    yield "archive with a password", "karar.docx", with_flag(word(), 1), "file_protected"
    manifest = "<manifest:encryption-data/>"
    secret = archive(mimetype=ODT, content_xml="x", **{"META-INF__manifest_xml": manifest})
    yield "OpenDocument with a password", "karar.odt", secret, "file_protected"
    yield "Word with macros", "karar.docx", word("word/vbaProject.bin"), "file_macros"
    yield "Word with macros by its types", "karar.docx", word(types="<x macroEnabled/>"), "file_macros"
    yield "OpenDocument with macros", "karar.odt", archive("Basic/Standard/Module1.xml", content_xml="x"), "file_macros"
    yield "too much", "karar.pdf", PDF + b"0" * 15 * 1024 * 1024, "file_size"
