"""The list of members as files for spreadsheets and programs."""

import csv
import io
import json
import re
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font

from members.directory.member_list import MemberList
from members.directory.models import Listing
from members.membership.models import Membership
from members.membership.rows import MembershipRow
from members.people.mayors import mayors_of
from unions.models import UnionName
from unions.tenancy.requests import UnionRequest
from unions.text.cleaning import carried, carried_in
from unions.text.languages import active_language
from unions.text.turkish import capfirst, slugify
from unions.values import telephones

# What a spreadsheet may read as a formula, and what is certainly none.
FORMULA = re.compile(r"[=+\-@\t\r]")
TELEPHONE = re.compile(r"\+[0-9][0-9 ()/.]{5,}(, (?:dahili|ext\.) [0-9]+)?(; \+?[0-9 ]+(, (?:dahili|ext\.) [0-9]+)?)*")

COLUMNS = {
    "name": gettext_lazy("Municipality"),
    "kind": gettext_lazy("Kind"),
    "province": gettext_lazy("Province"),
    "district": gettext_lazy("District"),
    "population": gettext_lazy("Population"),
    "mayor": gettext_lazy("Mayor"),
    "phone": gettext_lazy("Telephone"),
    "fax": gettext_lazy("Fax"),
    "email": gettext_lazy("E-mail"),
    "website": gettext_lazy("Website"),
    "address": gettext_lazy("Address"),
    "member_since": gettext_lazy("Member since"),
    "council_decided_on": gettext_lazy("Council decision date"),
    "council_decision_number": gettext_lazy("Council decision number"),
    "accepted_by": gettext_lazy("Decision of acceptance"),
    "confirmed_on": gettext_lazy("Confirmed by the municipality on"),
    "latitude": gettext_lazy("Latitude"),
    "longitude": gettext_lazy("Longitude"),
    "page": gettext_lazy("Page"),
}
WIDTHS = {"name": 24, "kind": 28, "province": 16, "mayor": 26, "phone": 20, "email": 30, "website": 30, "address": 44}


def rows_of(members: MemberList, day: date, request: UnionRequest) -> list[dict]:
    """A row for each member shown, in the order shown; None where a value is not on record."""
    memberships = Membership.objects.on(day).with_acceptance().in_bulk()
    listings = {listing.municipality_id: listing for listing in Listing.objects.all()}
    mayors = mayors_of({key: listing.mayor for key, listing in listings.items()})
    return [
        row_of(
            row,
            memberships[row.membership_id],
            listings.get(row.municipality_id, Listing()),
            mayors.get(row.municipality_id, ""),
            request,
        )
        for row in members.rows
    ]


def row_of(row: MembershipRow, membership: Membership, listing: Listing, mayor: str, request: UnionRequest) -> dict:
    accepted = membership.acceptance if membership.acceptance and membership.acceptance.was_accepted else None
    values = {
        "name": row.name,
        "kind": capfirst(row.kind_in_words, active_language()),
        "province": row.province,
        "district": row.district_name,
        "population": row.population,
        "mayor": mayor,
        "phone": telephones.written(listing.phone),
        "fax": telephones.written(listing.fax),
        "email": listing.email,
        "website": listing.website,
        "address": listing.address,
        "member_since": row.start_date and str(row.start_date),
        "council_decided_on": membership.council_decided_on and str(membership.council_decided_on),
        "council_decision_number": membership.council_decision_number,
        "accepted_by": accepted.citation if accepted and accepted.is_public else None,
        "confirmed_on": listing.confirmed_on and listing.confirmed_on.isoformat(),
        "latitude": row.latitude and float(row.latitude),
        "longitude": row.longitude and float(row.longitude),
        "page": request.build_absolute_uri(row.address),
    }
    return {name: None if value == "" else value for name, value in values.items()}


def harmless(value):
    """The value of a cell; text that a spreadsheet would evaluate gets an apostrophe before it."""
    if isinstance(value, str) and FORMULA.match(value) and not TELEPHONE.fullmatch(value):
        return f"'{value}"
    return value


def as_csv(rows: list[dict], about: dict) -> bytes:
    """With a byte order mark, by which spreadsheets recognise UTF-8."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([str(label) for label in COLUMNS.values()])
    table.writerows(
        [["" if row[name] is None else carried_in(harmless(row[name])) for name in COLUMNS] for row in rows]
    )
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: list[dict], about: dict) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Members"))
    sheet.freeze_panes = "B2"
    for number, name in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + number)].width = WIDTHS.get(name, 14)
    sheet.append([heading(sheet, label) for label in COLUMNS.values()])
    for row in rows:
        sheet.append([cell(sheet, row[name]) for name in COLUMNS])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def heading(sheet, label) -> Cell:
    title = WriteOnlyCell(sheet, str(label))
    title.font = Font(bold=True)
    return title


def cell(sheet, value):
    """The value; what looks like a formula is marked as text."""
    if not isinstance(value, str):
        return value
    text = carried(harmless(value))
    if not FORMULA.match(text):
        return text
    text_cell = WriteOnlyCell(sheet, text)
    text_cell.data_type = "s"
    return text_cell


def as_json(rows: list[dict], about: dict) -> bytes:
    return json.dumps(carried_in({**about, "members": rows}), ensure_ascii=False, indent=1).encode()


FORMATS = {
    "csv": ("CSV", "text/csv; charset=utf-8", as_csv),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "json": ("JSON", "application/json", as_json),
}


def member_file(members: MemberList, day: date, file_format: str, request: UnionRequest) -> HttpResponse:
    """All members shown, on all pages, as a file of this format."""
    _label, content_type, write = FORMATS[file_format]
    people = members.inhabitants
    name = UnionName.objects.current().first()
    about = {
        "union": name.name if name else request.union.code,
        "day": day.isoformat(),
        "choice": {name: str(value) for name, value in members.choice.items() if name not in ["view", "day"]},
        "count": len(members.rows),
        "population": people.number,
        "population_year": people.years,
        "population_unknown": people.unknown,
    }
    content = write(rows_of(members, day, request), about)
    file_name = f"{slugify(_('Members'))}-{day.isoformat()}.{file_format}"
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
