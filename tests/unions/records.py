"""Records as a clerk enters them, and what their form would say."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from tests import factories as make
from unions.models import Decision, Meeting

REASON = "Karar defterinde böyle geçiyor"


def at(day: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day}T10:00"))


def decision_of(assembly, **fields) -> Decision:
    fields = {"number": 7, "date": date(2025, 5, 14), "title_tr": "Bütçe", **fields}
    return Decision(organ=assembly, union=assembly.union, **fields)


def meeting_of(assembly, **fields) -> Meeting:
    return Meeting(
        organ=assembly, union=assembly.union, **{"title_tr": "Mayıs", "slug_tr": "mayis", "slug_en": "mayis", **fields}
    )


def complaints(row) -> dict[str, str]:
    """What the form of the row would show, by field."""
    try:
        row.full_clean()
    except ValidationError as error:
        return {field: " ".join(texts) for field, texts in error.message_dict.items()}
    return {}


def item_with_people(assembly, present: int):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), agenda=["Bütçe"])
    for number in range(present):
        person = make.make_person(union=assembly.union, name=f"Üye {number}")
        seat = make.make_office_holder(organ=assembly, person=person, start_date="2024-05-01")
        make.make_attendance(meeting=meeting, seat=seat)
    return meeting.agenda_items.get()
