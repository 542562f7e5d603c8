"""The objects of OParl 1.1, each made from one of our rows."""

from members.membership.models import Membership
from members.people.models import OfficeHolder, Person
from members.standards.ends import end_of_membership, end_of_seat
from members.standards.oparl.proceedings import ProceedingsWriter
from members.standards.oparl.writing import SCHEMA, VENDOR, full_date
from members.standards.open_data.writing import LICENCE_URL
from unions.models import Headquarters, Organ, Term, Union

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


class Writer(ProceedingsWriter):
    """Writes every object; here the union, its organs, members and people."""

    # The union

    def system(self) -> dict:
        properties = {
            "oparlVersion": SCHEMA,
            "body": self.list_url("body"),
            "name": self.union.current_name.name,
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
        name = union.current_name
        seat = Headquarters.objects.current().first()
        website = self.web(f"/{self.language}/")
        properties = {
            "system": self.system_url,
            "name": name.name,
            "shortName": name.short_name,
            "website": website,
            "web": website,
            "license": LICENCE_URL,
            "classification": "Belediye birliği",
            f"{VENDOR}:startDate": full_date(union.founded_on),
            f"{VENDOR}:endDate": full_date(union.ended_on),
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
                "endDate": full_date(self.union.ended_on),
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
                "startDate": full_date(membership.start_date),
                "endDate": full_date(end_of_membership(membership, self.union)),
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
                "startDate": full_date(seat.start_date),
                "endDate": full_date(end_of_seat(seat, self.union)),
                "onBehalfOf": self._on_behalf_of(seat),
            },
        )

    def _on_behalf_of(self, seat: OfficeHolder) -> str | None:
        if seat.municipality is None:
            return None
        memberships = seat.municipality.memberships.all()
        latest = max(memberships, key=lambda membership: (membership.end_date is None, membership.pk), default=None)
        return self.url("organization", f"member-{latest.pk}") if latest else None
