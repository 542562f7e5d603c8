"""The objects of OParl 1.1, each made from one of our rows."""

import mimetypes
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from django.urls import reverse
from django.utils import timezone

from members.meetings.models import Attendance
from members.membership.models import Membership
from members.people.models import OfficeHolder, Person
from members.standards.ends import end_of_membership, end_of_seat
from members.standards.open_data.writing import LICENCE_URL
from unions.institution.stored_files import is_inline
from unions.models import AgendaItem, CourtRuling, Decision, Headquarters, Meeting, Organ, Paper, Term, Union, UnionName
from unions.models.ownership import Editable

SCHEMA = "https://schema.oparl.org/1.1/"
VENDOR = "birlik"

MEETING_STATES: dict[str, str] = {
    Meeting.State.PLANNED: "terminiert",
    Meeting.State.HELD: "durchgeführt",
    # It was opened and could not be held; `cancelled` says so.
    Meeting.State.INQUORATE: "terminiert",
    Meeting.State.POSTPONED: "terminiert",
    Meeting.State.CANCELLED: "terminiert",
}
# The lists that a body names, by property, and the word of each in the addresses.
LISTS_OF_BODY = {
    "organization": "organization",
    "person": "person",
    "meeting": "meeting",
    "paper": "paper",
    "agendaItem": "agenda-item",
    "consultation": "consultation",
    "file": "file",
    "membership": "membership",
    "locationList": "location",
    "legislativeTermList": "legislative-term",
}


def moment(value: datetime) -> str:
    """A time as OParl writes it: in the union's zone, with an offset, without fractions of a second."""
    return timezone.localtime(value).replace(microsecond=0).isoformat()


def compact(properties: dict) -> dict:
    """Without what OParl forbids: nulls, empty texts and empty lists; required empty lists are added afterwards."""
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


@dataclass(frozen=True)
class Head:
    """The beginning of an object that was written, whose time of change is still to be filled in."""

    content: dict
    kind: str
    prefix: str
    row: Editable


@dataclass(frozen=True)
class Writer:
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
            "created": moment(row.created_at),
            "modified": moment(row.updated_at),
        }
        self.heads.append(Head(content, kind, str(key).removesuffix(str(row.pk)), row))
        return content

    def object(self, name: str, kind: str, key, row: Editable, properties: dict) -> dict:
        """An object with those of its properties that have a value."""
        content = self.head(name, kind, key, row)
        content.update(compact(properties))
        return content

    # The union

    def system(self) -> dict:
        name = UnionName.objects.current().first()
        properties = {
            "oparlVersion": SCHEMA,
            "body": self.list_url("body"),
            "name": name.name if name else self.union.code,
            "license": LICENCE_URL,
            "website": self.web(f"/{self.language}/"),
        }
        content = self.object("System", "system", self.union.pk, self.union, properties)
        content["id"] = self.system_url
        return content

    @property
    def system_url(self) -> str:
        return f"{self.base}/oparl/{self.language}/"

    def body(self, union: Union) -> dict:
        name = UnionName.objects.current().first()
        seat = Headquarters.objects.current().first()
        website = self.web(f"/{self.language}/")
        properties = {
            "system": self.system_url,
            "name": name.name if name else union.code,
            "shortName": name.short_name if name else "",
            "website": website,
            "web": website,
            "license": LICENCE_URL,
            "classification": "Belediye birliği",
            f"{VENDOR}:startDate": _full_date(union.founded_on),
            f"{VENDOR}:endDate": _full_date(union.ended_on),
            "location": self.headquarters(seat) if seat else None,
        }
        content = self.object("Body", "body", union.pk, union, properties)
        content.update({name: self.list_url(kind) for name, kind in LISTS_OF_BODY.items()})
        content["legislativeTerm"] = [self.legislative_term(term, embedded=True) for term in Term.objects.all()]
        return content

    def legislative_term(self, term: Term, *, embedded: bool = False) -> dict:
        return self.object(
            "LegislativeTerm",
            "legislative-term",
            term.pk,
            term,
            {
                "body": None if embedded else self.url("body", self.union.pk),
                "name": str(term),
                "startDate": str(term.start_date.earliest) if term.start_date else None,
                "endDate": str(term.end_date.latest) if term.end_date else None,
            },
        )

    # Organs, members, people

    def organ(self, organ: Organ) -> dict:
        return self.object(
            "Organization",
            "organization",
            f"organ-{organ.pk}",
            organ,
            {
                "body": self.url("body", self.union.pk),
                "name": organ.title,
                "membership": [self.url("membership", seat.pk) for seat in organ.office_holders.all()],
                "meeting": self.list_url("meeting", organization=f"organ-{organ.pk}"),
                "organizationType": "Gremium",
                "classification": "Parlament" if organ.kind == Organ.Kind.ASSEMBLY else organ.get_kind_display(),
                "endDate": _full_date(self.union.ended_on),
                "web": self.web(organ.get_absolute_url()),
                f"{VENDOR}:memberCount": organ.seat_count,
            },
        )

    def member(self, membership: Membership) -> dict:
        """A member municipality: an institution on whose behalf seats are held."""
        municipality = membership.municipality
        return self.object(
            "Organization",
            "organization",
            f"member-{membership.pk}",
            membership,
            {
                "body": self.url("body", self.union.pk),
                "name": municipality.name,
                "organizationType": "Institution",
                "classification": municipality.get_kind_display(),
                "startDate": _full_date(membership.start_date),
                "endDate": _full_date(end_of_membership(membership, self.union)),
                "web": self.web(municipality.get_absolute_url()),
            },
        )

    def person(self, person: Person) -> dict:
        given, _space, family = person.name.rpartition(" ")
        return self.object(
            "Person",
            "person",
            person.pk,
            person,
            {
                "body": self.url("body", self.union.pk),
                "name": str(person),
                "familyName": family,
                "givenName": given,
                "title": [person.title] if person.title else [],
                "membership": [self.membership(seat, embedded=True) for seat in person.offices.all()],
            },
        )

    def membership(self, seat: OfficeHolder, *, embedded: bool = False) -> dict:
        return self.object(
            "Membership",
            "membership",
            seat.pk,
            seat,
            {
                "person": None if embedded else self.url("person", seat.person_id),
                "organization": self.url("organization", f"organ-{seat.organ_id}"),
                "role": f"{seat.get_role_display()} ({seat.get_seat_display()})",
                "votingRight": seat.seat != OfficeHolder.Seat.SUBSTITUTE and not seat.is_suspended,
                "startDate": _full_date(seat.start_date),
                "endDate": _full_date(end_of_seat(seat, self.union)),
                "onBehalfOf": self._on_behalf_of(seat),
            },
        )

    def _on_behalf_of(self, seat: OfficeHolder) -> str | None:
        if seat.municipality is None:
            return None
        memberships = seat.municipality.memberships.all()
        latest = max(memberships, key=lambda membership: (membership.end_date is None, membership.pk), default=None)
        return self.url("organization", f"member-{latest.pk}") if latest else None

    # Meetings and what they decided

    def meeting(self, meeting: Meeting) -> dict:
        items = meeting.agenda_items.all()
        properties = {
            "name": meeting.title,
            "meetingState": meeting_state(meeting),
            # OParl has whole moments only: what is not known to the hour is given as precisely as it is known.
            "start": moment(meeting.starts_at) if meeting.precision == Meeting.Precision.TIME else None,
            "end": moment(meeting.ends_at) if meeting.ends_at else None,
            f"{VENDOR}:date": str(meeting.known_date),
            f"{VENDOR}:state": meeting.state,
            f"{VENDOR}:kind": meeting.kind,
            "location": self.meeting_place(meeting) if meeting.place_tr else None,
            "organization": [self.url("organization", f"organ-{meeting.organ_id}")],
            "participant": self._participants(meeting),
            "invitation": self._file_or_none(meeting, "call_letter"),
            "resultsProtocol": self._file_or_none(meeting, "minutes"),
            "agendaItem": [self.agenda_item(item, order=order, embedded=True) for order, item in enumerate(items)],
            "web": self.web(meeting.get_absolute_url()),
            f"{VENDOR}:secondCall": moment(meeting.second_call_at) if meeting.second_call_at else None,
            f"{VENDOR}:fullNumber": meeting.full_number,
        }
        content = self.object("Meeting", "meeting", meeting.pk, meeting, properties)
        content["cancelled"] = meeting.state in Meeting.NOT_HELD
        return content

    def _participants(self, meeting: Meeting) -> list[str]:
        """Those who attended in person; before the meeting nobody is."""
        if meeting.state not in {Meeting.State.HELD, Meeting.State.INQUORATE}:
            return []
        present = [line for line in meeting.attendances.all() if line.state == Attendance.State.PRESENT]
        return [self.url("person", line.seat.person_id) for line in present]

    def agenda_item(self, item: AgendaItem, *, order: int | None = None, embedded: bool = False) -> dict:
        decisions = [decision for decision in item.decisions.all() if decision.is_public]
        decision = decisions[0] if decisions else None
        content = self.head("AgendaItem", "agenda-item", item.pk, item)
        # Its place, which a number that was left out or given twice does not say.
        content["order"] = list(item.meeting.agenda_items.all()).index(item) if order is None else order
        content.update(
            compact(
                {
                    "meeting": None if embedded else self.url("meeting", item.meeting_id),
                    "number": str(item.number),
                    "name": item.title,
                    "public": True,
                    "consultation": self.url("consultation", decision.pk) if decision else None,
                    "result": result_in_words(decision) if decision else None,
                    # A motion that was not accepted is no resolution.
                    "resolutionText": decision.title if decision and decision.was_accepted else None,
                    "resolutionFile": self._file_or_none(decision, "file")
                    if decision and decision.was_accepted
                    else None,
                    "auxiliaryFile": [self.file(paper, "file", embedded=True) for paper in item.papers.all()],
                }
            )
        )
        return content

    def decision(self, decision: Decision) -> dict:
        """A decision as a paper; its votes are properties of our own, since OParl has none for them."""
        item = decision.agenda_item
        properties = {
            "body": self.url("body", self.union.pk),
            "name": decision.title,
            "reference": decision.citation,
            "date": str(decision.date),
            "paperType": str(Decision._meta.verbose_name),
            "relatedPaper": [self.url("paper", f"decision-{decision.amends_id}")]
            if decision.amends and decision.amends.is_public
            else [],
            "mainFile": self._file_or_none(decision, "file"),
            "originatorOrganization": [self.url("organization", f"organ-{decision.organ_id}")],
            "consultation": [self.consultation(decision, embedded=True)] if item and item.meeting.is_public else [],
            "web": self.web(decision.get_absolute_url()),
            # Flat, because importers drop an object without an id.
            f"{VENDOR}:votesFor": decision.votes_for,
            f"{VENDOR}:votesAgainst": decision.votes_against,
            f"{VENDOR}:votesAbstaining": decision.votes_abstaining,
            f"{VENDOR}:unanimous": decision.is_unanimous or None,
            f"{VENDOR}:outcome": decision.outcome,
            f"{VENDOR}:force": decision.force.value,
            f"{VENDOR}:inForce": decision.force.stands,
            **self.rulings(decision.known_rulings()),
        }
        return self.object("Paper", "paper", f"decision-{decision.pk}", decision, properties)

    def rulings(self, rulings: list[CourtRuling]) -> dict:
        """What courts ruled: lists of texts in one order, with an empty text for what is not on record."""
        parts = {
            "rulingKinds": [ruling.kind for ruling in rulings],
            "rulingCourts": [ruling.court for ruling in rulings],
            "rulingFileNumbers": [ruling.file_number for ruling in rulings],
            "rulingNumbers": [ruling.ruling_number for ruling in rulings],
            "ruledOn": [str(ruling.ruled_on) for ruling in rulings],
            "rulingsLiftedOn": [str(ruling.lifted_on or "") for ruling in rulings],
        }
        return {f"{VENDOR}:{name}": values for name, values in parts.items()}

    def consultation(self, decision: Decision, *, embedded: bool = False) -> dict:
        content = self.head("Consultation", "consultation", decision.pk, decision)
        content.update(
            compact(
                {
                    "paper": None if embedded else self.url("paper", f"decision-{decision.pk}"),
                    "agendaItem": self.url("agenda-item", decision.agenda_item_id),
                    "meeting": self.url("meeting", decision.agenda_item.meeting_id) if decision.agenda_item else None,
                    "organization": [self.url("organization", f"organ-{decision.organ_id}")],
                    "authoritative": True,
                }
            )
        )
        return content

    def paper(self, paper: Paper) -> dict:
        return self.object(
            "Paper",
            "paper",
            f"paper-{paper.pk}",
            paper,
            {
                "body": self.url("body", self.union.pk),
                "name": str(paper),
                "reference": paper.short_address,
                "date": str(paper.published_on) if paper.published_on else None,
                "paperType": paper.get_kind_display(),
                "relatedPaper": [self.url("paper", f"decision-{paper.decision_id}")]
                if paper.decision and paper.decision.is_public
                else [],
                "mainFile": self._file_or_none(paper, "file"),
                f"{VENDOR}:adoption": paper.adoption.value,
                "web": self.web(paper.get_absolute_url()),
            },
        )

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

    def _file_or_none(self, row: Editable, field: str) -> dict | None:
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
                "geojson": _point(seat),
            },
        )

    def meeting_place(self, meeting: Meeting) -> dict:
        return self.object("Location", "location", f"meeting-{meeting.pk}", meeting, {"description": meeting.place})

    def tombstone(self, name: str, kind: str, key, created: datetime, deleted: datetime) -> dict:
        """What remains of an object that is no longer public: that it existed, and when it ended."""
        return {
            "id": self.url(kind, key),
            "type": SCHEMA + name,
            "created": moment(created),
            "modified": moment(deleted),
            "deleted": True,
        }


def result_in_words(decision: Decision) -> str:
    """What became of an agenda item: the decision, and its outcome where that is on record."""
    if decision.outcome == Decision.Outcome.UNRECORDED:
        return decision.citation
    return f"{decision.citation}: {decision.get_outcome_display()}"


def meeting_state(meeting: Meeting) -> str:
    if meeting.state in [Meeting.State.PLANNED, Meeting.State.INQUORATE] and meeting.called_on:
        return "eingeladen"
    return MEETING_STATES[meeting.state]


def _full_date(partial) -> str | None:
    """OParl has whole days only: a year alone is left out rather than given an invented day."""
    return str(partial) if partial and partial.day else None


def _point(seat: Headquarters) -> dict | None:
    if seat.latitude is None or seat.longitude is None:
        return None
    return {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Point", "coordinates": [float(seat.longitude), float(seat.latitude)]},
    }
