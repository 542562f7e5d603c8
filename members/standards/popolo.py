"""Popolo 1.0: the union as one JSON document of organizations, people, memberships, events and votes.

Organizations: the union, its organs beneath it, and the member municipalities. The membership of a municipality
in the union is a Popolo membership whose `member` is an organization.
"""

from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from members.meetings.models import Attendance, RollCallVote
from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from members.standards.ends import end_of_membership, end_of_seat
from unions.models import Decision, Headquarters, LegalBasis, Meeting, Organ, Term, UnionName
from unions.publishing.addresses import LANGUAGES
from unions.standards.linked_data import without_empty
from unions.tenancy.origin import origin_of
from unions.tenancy.requests import UnionRequest
from unions.text.cleaning import carried_in
from unions.text.dates import moment_for_programs
from unions.text.partial_dates import PartialDate

EVENT_STATUS: dict[str, str] = {
    Meeting.State.PLANNED: "tentative",
    Meeting.State.HELD: "confirmed",
    Meeting.State.INQUORATE: "cancelled",
    Meeting.State.POSTPONED: "cancelled",
    Meeting.State.CANCELLED: "cancelled",
}
# Without a result, a motion is one whose outcome is not on record.
RESULTS: dict[str, str] = {
    Decision.Outcome.ACCEPTED: "pass",
    Decision.Outcome.REJECTED: "fail",
    Decision.Outcome.REFERRED: "referred",
    Decision.Outcome.WITHDRAWN: "withdrawn",
    Decision.Outcome.POSTPONED: "postponed",
}
VOTES = {
    RollCallVote.Option.FOR: "yes",
    RollCallVote.Option.AGAINST: "no",
    RollCallVote.Option.ABSTAINING: "abstain",
}


@require_safe
def popolo(request: UnionRequest, language: str) -> HttpResponse:
    """The whole document in one language, readable from any other site."""
    if language not in LANGUAGES:
        response = JsonResponse({"error": "There is no document in this language."}, status=404)
    else:
        with translation.override(language):
            content = document(request.union, origin_of(request))
        response = JsonResponse(carried_in(content), json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def document(union, base: str) -> dict:
    """Everything public about the union, in the language that is active; `base` stands before every address."""
    decisions = Decision.objects.published().select_related("organ").prefetch_related("roll_call__seat")
    members = set(Membership.objects.values_list("municipality", flat=True))
    return {
        "organizations": [
            _union(union, base),
            *(_organ(organ, union, base) for organ in Organ.objects.all()),
            *(_municipality(municipality, base, members) for municipality in _municipalities()),
        ],
        "persons": [_person(person, base) for person in Person.objects.filter(offices__isnull=False).distinct()],
        "posts": [_post(organ) for organ in Organ.objects.all()],
        "memberships": [
            *(_membership(membership, union) for membership in Membership.objects.select_related("municipality")),
            *(_seat(seat, union) for seat in OfficeHolder.objects.select_related("municipality").with_ends()),
        ],
        "events": [
            *(_term(term, union) for term in Term.objects.all()),
            *(_meeting(meeting, base) for meeting in Meeting.objects.published().prefetch_related("attendances__seat")),
        ],
        "motions": [_motion(decision, base) for decision in decisions],
        "vote_events": [_vote_event(decision) for decision in decisions if decision.votes_for is not None],
    }


def stamps(row) -> dict:
    return {"created_at": moment_for_programs(row.created_at), "updated_at": moment_for_programs(row.updated_at)}


def _period(row, end: PartialDate | None = None) -> dict:
    """From when to when a row lasts; `end`, where it may be earlier than that on record."""
    return {"start_date": _day(row.start_date), "end_date": _day(end or row.end_date)}


def _day(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def _union(union, base: str) -> dict:
    names = list(UnionName.objects.order_by("-start_date"))
    current = next((name for name in names if name.is_current), None)
    return without_empty(
        {
            "id": f"union-{union.pk}",
            "name": current.name if current else union.code,
            "other_names": [_other_name(name) for name in names if name is not current],
            "identifiers": _gazette_numbers(),
            "classification": "Belediye birliği",
            "founding_date": _day(union.founded_on),
            "dissolution_date": _day(union.ended_on),
            "contact_details": _contact_details(),
            "links": [{"url": f"{base}/"}],
            **stamps(union),
        }
    )


def _other_name(name: UnionName) -> dict:
    return without_empty({"name": name.name, "note": name.short_name, **_period(name)})


def _gazette_numbers() -> list[dict]:
    """The number of the official gazette in which the union's founding was announced."""
    founding_act = LegalBasis.objects.founding_acts().first()
    if founding_act is None or not founding_act.gazette_number:
        return []
    return [{"scheme": "Resmî Gazete", "identifier": str(founding_act.gazette_number)}]


def _contact_details() -> list[dict]:
    seat = Headquarters.objects.current().with_contact_points().first()
    return [{"type": point.kind, "value": point.value} for point in seat.contact_points.all()] if seat else []


def _organ(organ: Organ, union, base: str) -> dict:
    return without_empty(
        {
            "id": f"organ-{organ.pk}",
            "name": organ.title,
            "classification": organ.get_kind_display(),
            "parent_id": f"union-{union.pk}",
            "dissolution_date": _day(union.ended_on),
            "links": [{"url": f"{base}{organ.get_absolute_url()}"}],
            **stamps(organ),
        }
    )


def _municipalities() -> list[Municipality]:
    """Present and former members, and municipalities on whose behalf seats are held."""
    of_members = Membership.objects.order_by().values("municipality")
    of_seats = OfficeHolder.objects.order_by().values("municipality")
    municipalities = Municipality.objects.filter(Q(pk__in=of_members) | Q(pk__in=of_seats))
    return list(municipalities.select_related("province"))


def _municipality(municipality: Municipality, base: str, members: set[int]) -> dict:
    # Only members have a page.
    links = [{"url": f"{base}{municipality.get_absolute_url()}"}] if municipality.pk in members else []
    return without_empty(
        {
            "id": f"municipality-{municipality.code}",
            "name": municipality.name,
            "classification": municipality.get_kind_display(),
            "other_names": [{"name": name, "end_date": str(until)} for name, until in municipality.former],
            "founding_date": _day(municipality.established_on),
            "dissolution_date": _day(municipality.closed_on),
            "links": links,
            "updated_at": moment_for_programs(municipality.updated_at),
        }
    )


def _person(person: Person, base: str) -> dict:
    # A single name may be a given name or a family name.
    given, has_parts, family = person.name.rpartition(" ")
    return without_empty(
        {
            "id": f"person-{person.pk}",
            "name": person.name,
            "family_name": family if has_parts else None,
            "given_name": given,
            "honorific_prefix": person.title,
            "summary": person.text,
            "image": f"{base}{person.picture.usual_url}" if person.picture else None,
            **stamps(person),
        }
    )


def _post(organ: Organ) -> dict:
    return without_empty(
        {
            "id": f"post-{organ.pk}",
            "label": organ.title,
            "organization_id": f"organ-{organ.pk}",
            "role": organ.get_kind_display(),
        }
    )


def _membership(membership: Membership, union) -> dict:
    municipality = f"municipality-{membership.municipality.code}"
    return without_empty(
        {
            "id": f"belonging-{membership.pk}",
            "member": {"id": municipality, "name": membership.municipality.name},
            "organization_id": f"union-{union.pk}",
            **_period(membership, end_of_membership(membership, union)),
            **stamps(membership),
        }
    )


def _seat(seat: OfficeHolder, union) -> dict:
    return without_empty(
        {
            "id": f"seat-{seat.pk}",
            "person_id": f"person-{seat.person_id}",
            "organization_id": f"organ-{seat.organ_id}",
            "post_id": f"post-{seat.organ_id}",
            "role": f"{seat.get_role_display()} ({seat.get_seat_display()})",
            "on_behalf_of_id": _code_of(seat),
            **_period(seat, end_of_seat(seat, union)),
            **stamps(seat),
        }
    )


def _code_of(seat: OfficeHolder) -> str | None:
    return f"municipality-{seat.municipality.code}" if seat.municipality else None


def _term(term: Term, union) -> dict:
    return without_empty(
        {
            "id": f"term-{term.pk}",
            "name": str(term),
            "classification": "legislative session",
            "organization_id": f"union-{union.pk}",
            **_period(term),
        }
    )


def _meeting(meeting: Meeting, base: str) -> dict:
    return without_empty(
        {
            "id": f"meeting-{meeting.pk}",
            "name": meeting.title,
            "start_date": moment_for_programs(meeting.starts_at)
            if meeting.precision == Meeting.Precision.TIME
            else str(meeting.known_date),
            "end_date": moment_for_programs(meeting.ends_at) if meeting.ends_at else None,
            "location": meeting.place,
            "status": EVENT_STATUS[meeting.state],
            "classification": meeting.get_kind_display(),
            "organization_id": f"organ-{meeting.organ_id}",
            "attendees": [
                {"id": f"person-{attendance.seat.person_id}"}
                for attendance in meeting.attendances.all()
                if attendance.state == Attendance.State.PRESENT
            ],
            "links": [{"url": f"{base}{meeting.get_absolute_url()}"}],
            **stamps(meeting),
        }
    )


def _motion(decision: Decision, base: str) -> dict:
    return without_empty(
        {
            "id": f"motion-{decision.pk}",
            "organization_id": f"organ-{decision.organ_id}",
            "identifier": decision.citation,
            "text": decision.title,
            "date": f"{decision.date}T00:00:00+03:00",
            "result": RESULTS.get(decision.outcome),
            "requirement": str(decision.get_majority_display()),
            "sources": [{"url": f"{base}{decision.get_absolute_url()}"}],
            **stamps(decision),
        }
    )


def _vote_event(decision: Decision) -> dict:
    counts = [("yes", decision.votes_for), ("no", decision.votes_against), ("abstain", decision.votes_abstaining)]
    return without_empty(
        {
            "id": f"vote-{decision.pk}",
            "identifier": decision.citation,
            "organization_id": f"organ-{decision.organ_id}",
            "motion_id": f"motion-{decision.pk}",
            "start_date": f"{decision.date}T00:00:00+03:00",
            # Of a vote there are two results; what else became of the motion is said there.
            "result": {"accepted": "pass", "rejected": "fail"}.get(decision.outcome),
            "counts": [{"option": option, "value": value} for option, value in counts if value is not None],
            "votes": [
                {"voter_id": f"person-{vote.seat.person_id}", "option": VOTES[vote.option]}
                for vote in decision.roll_call.all()
            ],
            **stamps(decision),
        }
    )
