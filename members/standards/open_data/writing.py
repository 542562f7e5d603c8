"""A table of open data written as a file, in any of its formats."""

import hashlib

from django.utils import translation
from django.utils.translation import gettext as _

from members.exchange import exporting
from members.standards.open_data.datasets import Dataset
from unions.models import UnionName
from unions.publishing.addresses import LANGUAGES
from unions.text.languages import active_language

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


def write_dataset(dataset: Dataset, extension: str, file, origin: str) -> None:
    rows = (located(values, origin) for values in dataset.rows())
    if extension in ["csv", "xlsx"]:
        sheet = exporting.sheet_of(str(dataset.title), dataset.columns, rows)
        if extension == "csv":
            exporting.write_csv(sheet, file)
        else:
            exporting.write_xlsx([sheet, dictionary_sheet(dataset)], file)
    elif extension == "json":
        exporting.write_json(head_of(dataset), (plain_row(dataset, values) for values in rows), file)
    else:
        exporting.write_geojson(head_of(dataset), (feature(dataset, values) for values in rows), file)


def located(values: dict, origin: str) -> dict:
    """The row with the whole address of its page."""
    return {**values, "page": origin + values["page"]} if values.get("page") else values


def head_of(dataset: Dataset) -> dict:
    name = UnionName.objects.current().first()
    return {
        "title": str(dataset.title),
        "publisher": name.name if name else "",
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "language": active_language(),
        "columns": {column.name: str(column.meaning) for column in dataset.columns},
    }


def dictionary_sheet(dataset: Dataset) -> exporting.Sheet:
    """What the columns mean, in both languages, inside the workbook itself."""
    rows = []
    for column in dataset.columns:
        headings, meanings = in_each_language(column.heading), in_each_language(column.meaning)
        rows.append([column.name, *(text for code in LANGUAGES for text in [headings[code], meanings[code]])])
    terms = [LICENCE, LICENCE_URL, "", "", ""]
    titles = ["name", "Türkçe", "Türkçe", "English", "English"]
    return exporting.Sheet(_("Explanations"), titles, [*rows, terms], [24, 28, 60, 28, 60])


def plain_row(dataset: Dataset, values: dict) -> dict:
    return {column.name: exporting.plain_value(values[column.name]) for column in dataset.columns}


def feature(dataset: Dataset, values: dict) -> dict:
    """A row as a place on the map; one whose place is not known is there all the same."""
    row = plain_row(dataset, values)
    place = [row.pop("longitude"), row.pop("latitude")]
    geometry = {"type": "Point", "coordinates": place} if None not in place else None
    return {"type": "Feature", "geometry": geometry, "properties": row}


def in_each_language(text) -> dict[str, str]:
    texts = {}
    for code in LANGUAGES:
        with translation.override(code):
            texts[code] = str(text)
    return texts


def digest_of(file):
    """The SHA-256 of a file that has just been written; leaves it at its end."""
    digest = hashlib.sha256()
    file.seek(0)
    while part := file.read(64 * 1024):
        digest.update(part)
    return digest
