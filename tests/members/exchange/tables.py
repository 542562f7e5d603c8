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


CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def raw_workbook(
    *sheets: str, names: tuple = ("Sayfa1", "Sayfa2", "Sayfa3"), styles: str = "", strings: str = "",
    properties: str = "", relations: str = TRANSITIONAL, states: tuple = (), others: dict | None = None,
) -> bytes:  # fmt: skip
    """A workbook written by hand: the XML within each sheet, with nothing that a library would add."""
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main" if relations == STRICT else "urn:any"
    listed = "".join(
        f'<sheet name="{names[number]}" sheetId="{number + 1}" r:id="s{number}"'
        f' state="{states[number] if states else "visible"}"/>'
        for number in range(len(sheets))
    )
    links = "".join(
        f'<Relationship Id="s{number}" Type="{relations}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(len(sheets))
    )
    links += f'<Relationship Id="t" Type="{relations}/styles" Target="styles.xml"/>'
    links += f'<Relationship Id="u" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>'
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": f'<R><Relationship Id="w" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></R>',
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{relations}">{properties}<sheets>{listed}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": f"<R>{links}</R>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        **{
            f"xl/worksheets/sheet{number}.xml": f'<worksheet xmlns="{main}">{inner}</worksheet>'
            for number, inner in enumerate(sheets)
        },
        **(others or {}),
    }
    return archive_of(parts)


def sheet_xml(*rows, before: str = "", after: str = "", attributes: dict | None = None) -> str:
    """The XML of a sheet; a cell is a text, a number, or XML that begins with "<"."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(cell_xml(number, place, value) for place, value in enumerate(row) if value not in [None, ""])
        lines.append(f'<row r="{number}" {(attributes or {}).get(number, "")}>{cells}</row>')
    return f"{before}<sheetData>{''.join(lines)}</sheetData>{after}"


def cell_xml(number: int, place: int, value) -> str:
    reference = f'r="{chr(65 + place)}{number}"'
    if isinstance(value, int | float):
        return f"<c {reference}><v>{value}</v></c>"
    if value.startswith("<c"):
        return value.replace("<c", f"<c {reference}", 1)
    return f'<c {reference} t="inlineStr"><is><t>{value}</t></is></c>'


def opendocument(*rows, name: str = "Sayfa1") -> bytes:
    """A spreadsheet of LibreOffice; a cell is a text, a number, or XML that begins with "<"."""

    def cell(value):
        if isinstance(value, int):
            number = f'office:value-type="float" office:value="{value}"'
            return f"<table:table-cell {number}><text:p>{value}</text:p></table:table-cell>"
        if value.startswith("<"):
            return value
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    lines = "".join(
        row if isinstance(row, str) else f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows
    )
    content = (
        '<office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"><office:body>'
        f'<office:spreadsheet><table:table table:name="{name}">{lines}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    return archive_of({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})
