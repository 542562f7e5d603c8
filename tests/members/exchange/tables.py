"""Files as offices send them, made for tests."""

import io
import zipfile

import openpyxl


def csv_file(*rows, encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)


def workbook(*rows, merged: tuple = (), sheets: tuple = ()) -> bytes:
    """An Excel workbook; `sheets` stand before the table."""
    book = openpyxl.Workbook()
    for number, title in enumerate(sheets):
        book.create_sheet(title, number)
    page = book.worksheets[-1]
    for row in rows:
        page.append(row)
    for cells in merged:
        page.merge_cells(cells)
    return saved(book)


def saved(book) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def bomb() -> bytes:
    """A workbook of a few hundred kilobytes that unpacks to hundreds of megabytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _part in range(100):
                sheet.write(b"0" * 1024 * 1024)
    return buffer.getvalue()


def archive_of(parts: dict[str, str]) -> bytes:
    """A packed file of some texts by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()
