"""The list of members as files for spreadsheets and programs."""

import io
import json
from dataclasses import replace
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.directory.member_list import MemberList
from members.directory.models import Listing
from members.exchange import exporting
from members.exchange.columns import THOUSANDS, Column
from members.exchange.resources import RESOURCES
from members.exchange.resources.listings import PUBLIC_NAMES
from members.exchange.resources.shared_columns import CODE, KIND, MUNICIPALITY, PROVINCE
from members.membership.models import Membership
from members.membership.rows import MembershipRow
from members.people.mayors import mayors_of, mayors_on
from unions.tenancy.origin import absolute
from unions.tenancy.requests import UnionRequest
from unions.text.cleaning import carried_in
from unions.text.turkish import slugify

LISTING = {column.name: column for column in RESOURCES["listings"].columns}
MEMBERSHIP = {column.name: column for column in RESOURCES["memberships"].columns}
COLUMNS = [
    replace(MUNICIPALITY, name="name"),
    KIND,
    PROVINCE,
    Column("district", gettext_lazy("District"), ""),
    Column("population", gettext_lazy("Population"), "", number_format=THOUSANDS),
    *[LISTING[name] for name in PUBLIC_NAMES if name != "confirmed_on"],
    replace(MEMBERSHIP["start_date"], name="member_since"),
    *[MEMBERSHIP[name] for name in ["council_decided_on", "council_decision_number"]],
    replace(MEMBERSHIP["acceptance"], name="accepted_by"),
    LISTING["confirmed_on"],
    Column("latitude", gettext_lazy("Latitude"), ""),
    Column("longitude", gettext_lazy("Longitude"), ""),
    Column("page", gettext_lazy("Page"), "", width=44),
    CODE,
]


def rows_of(members: MemberList, day: date, request: UnionRequest) -> list[dict]:
    """A row for each member shown, in the order shown; None where a value is not on record."""
    memberships = Membership.objects.on(day).with_municipality().with_force_of_acceptance().in_bulk()
    listings = {listing.municipality_id: listing for listing in Listing.objects.all()}
    is_today = day == timezone.localdate()
    mayors = mayors_of({key: listing.mayor for key, listing in listings.items()}) if is_today else mayors_on(day)
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
    accepted = membership.accepted_by
    return {
        "name": row.name,
        "kind": row.kind_in_words,
        "province": row.province,
        "district": row.district_name,
        "population": row.population,
        **{name: getattr(listing, name) for name in PUBLIC_NAMES},
        "mayor": mayor,
        "member_since": row.start_date,
        "council_decided_on": membership.council_decided_on,
        "council_decision_number": membership.council_decision_number,
        "accepted_by": accepted.citation if accepted else None,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "page": absolute(request, row.address),
        "code": membership.municipality.code,
    }


def sheet_of(rows: list[dict]) -> exporting.Sheet:
    return exporting.sheet_of(_("Members"), COLUMNS, rows, frozen_before="B2")


def as_csv(rows: list[dict], about: dict) -> bytes:
    content = io.BytesIO()
    exporting.write_csv(sheet_of(rows), content)
    return content.getvalue()


def as_xlsx(rows: list[dict], about: dict) -> bytes:
    content = io.BytesIO()
    exporting.write_xlsx([sheet_of(rows)], content)
    return content.getvalue()


def as_json(rows: list[dict], about: dict) -> bytes:
    members = [{column.name: exporting.plain_value(row[column.name]) for column in COLUMNS} for row in rows]
    return json.dumps(carried_in({**about, "members": members}), ensure_ascii=False, indent=1).encode()


FORMATS = {
    "csv": ("CSV", exporting.CONTENT_TYPES["csv"], as_csv),
    "xlsx": ("XLSX", exporting.CONTENT_TYPES["xlsx"], as_xlsx),
    "json": ("JSON", exporting.CONTENT_TYPES["json"], as_json),
}


def member_file(members: MemberList, day: date, file_format: str, request: UnionRequest) -> HttpResponse:
    """All members shown, on all pages, as a file of this format."""
    _label, content_type, write = FORMATS[file_format]
    people = members.inhabitants
    about = {
        "union": request.union.current_name.name,
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
