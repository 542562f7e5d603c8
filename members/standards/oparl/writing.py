"""How an object of OParl 1.1 is written: addresses, what every object begins with, files and places."""

import mimetypes
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from django.urls import reverse

from unions.institution.stored_files import is_inline
from unions.models import Decision, Headquarters, Meeting, Paper, Union
from unions.models.ownership import Editable
from unions.standards.linked_data import without_empty
from unions.text.dates import moment_for_programs

SCHEMA = "https://schema.oparl.org/1.1/"
VENDOR = "birlik"


@dataclass(frozen=True)
class Head:
    """The beginning of an object that was written, whose time of change is still to be filled in."""

    content: dict
    kind: str
    prefix: str
    row: Editable


@dataclass(frozen=True)
class ObjectWriter:
    """Writes rows as OParl objects in one language, with addresses under one host."""

    union: Union
    base: str
    language: str
    # `modified` depends on other rows; it is looked up for all objects of an answer at once.
    heads: list[Head] = field(default_factory=list)

    # Addresses

    def url(self, kind: str, key) -> str:
        return f"{self.base}/oparl/{self.language}/{kind}/{key}/"

    def list_url(self, kind: str, **filters) -> str:
        query = "&".join(f"{name}={value}" for name, value in filters.items())
        return f"{self.base}/oparl/{self.language}/{kind}/" + (f"?{query}" if query else "")

    def web(self, path: str) -> str:
        return f"{self.base}{path}"

    def head(self, name: str, kind: str, key, row: Editable) -> dict:
        """What every object starts with, embedded ones included."""
        content = {
            "id": self.url(kind, key),
            "type": SCHEMA + name,
            "created": moment_for_programs(row.created_at),
            "modified": moment_for_programs(row.updated_at),
        }
        self.heads.append(Head(content, kind, str(key).removesuffix(str(row.pk)), row))
        return content

    def object(self, name: str, kind: str, key, row: Editable, properties: dict) -> dict:
        """An object with those of its properties that have a value; required empty lists are added afterwards."""
        content = self.head(name, kind, key, row)
        content.update(without_empty(properties))
        return content

    # Files and places

    def file(self, row: Editable, field: str, *, embedded: bool = False) -> dict:
        stored = getattr(row, field)
        access = self.web(reverse("stored_file", args=[stored.name]))
        return self.object(
            "File",
            "file",
            f"{row._meta.model_name}-{field}-{row.pk}",
            row,
            {
                "name": PurePosixPath(stored.name).stem,
                "fileName": PurePosixPath(stored.name).name,
                "mimeType": mimetypes.guess_type(stored.name)[0],
                "accessUrl": access if is_inline(stored.name) else f"{access}?goster=1",
                "downloadUrl": f"{access}?indir=1",
                **({} if embedded else self._back_references(row)),
            },
        )

    def file_or_none(self, row: Editable, field: str) -> dict | None:
        return self.file(row, field, embedded=True) if getattr(row, field) else None

    def _back_references(self, row: Editable) -> dict:
        if isinstance(row, Meeting):
            return {"meeting": [self.url("meeting", row.pk)]}
        if isinstance(row, Decision):
            return {"paper": [self.url("paper", f"decision-{row.pk}")]}
        if isinstance(row, Paper):
            return {"paper": [self.url("paper", f"paper-{row.pk}")]}
        return {"agendaItem": [self.url("agenda-item", row.agenda_item_id)]}  # type: ignore[attr-defined]  # of an agenda paper

    def headquarters(self, seat: Headquarters) -> dict:
        return self.object(
            "Location",
            "location",
            f"headquarters-{seat.pk}",
            seat,
            {
                "description": seat.directions,
                "streetAddress": ", ".join(
                    part for part in [seat.neighbourhood, seat.avenue, seat.street, seat.building_number] if part
                ),
                "room": str(seat.floor) if seat.floor is not None else None,
                "postalCode": seat.postal_code,
                "subLocality": seat.district,
                "locality": seat.province,
                "geojson": point(seat),
            },
        )

    def meeting_place(self, meeting: Meeting) -> dict:
        return self.object("Location", "location", f"meeting-{meeting.pk}", meeting, {"description": meeting.place})

    def tombstone(self, name: str, kind: str, key, created: datetime, deleted: datetime) -> dict:
        """What remains of an object that is no longer public: that it existed, and when it ended."""
        return {
            "id": self.url(kind, key),
            "type": SCHEMA + name,
            "created": moment_for_programs(created),
            "modified": moment_for_programs(deleted),
            "deleted": True,
        }


def full_date(partial) -> str | None:
    """OParl has whole days only: a year alone is left out rather than given an invented day."""
    return str(partial) if partial and partial.day else None


def point(seat: Headquarters) -> dict | None:
    if seat.latitude is None or seat.longitude is None:
        return None
    return {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Point", "coordinates": [float(seat.longitude), float(seat.latitude)]},
    }
