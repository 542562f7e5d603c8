"""A union with one of everything that OParl has objects for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    make_agenda_paper,
    make_attendance,
    make_decision,
    make_headquarters,
    make_meeting,
    make_membership,
    make_office_holder,
    make_organ,
    make_paper,
    make_term,
    make_union,
    pdf_upload,
)
from unions.models import CourtRuling, Decision, Meeting
from unions.tenancy import scope


@pytest.fixture
def union(db):
    union = make_union(host="birlik.localhost")
    with scope.of(union):
        make_term(start_date="2024-04-01", end_date="2029-03-31")
        assembly = make_organ(kind="assembly", title_tr="Birlik Meclisi")
        membership = make_membership(start_date="2024-05-01")
        seat = make_office_holder(organ=assembly, municipality=membership.municipality, start_date="2024-05-02")
        meeting = make_meeting(
            organ=assembly,
            starts_at=timezone.now() - timedelta(days=20),
            state=Meeting.State.HELD,
            place="Salon",
            agenda=["Bütçe", "Dilekler"],
        )
        make_attendance(meeting=meeting, seat=seat)
        item = meeting.agenda_items.first()
        make_agenda_paper(agenda_item=item)
        decision = make_decision(organ=assembly, agenda_item=item, votes_for=10, votes_against=2)
        make_paper(decision=decision)
    return union


@pytest.fixture
def rich_union(union):
    """With every field of every model filled that an object shows."""
    with scope.of(union):
        meeting = Meeting.objects.get()
        meeting.call_letter, meeting.minutes = pdf_upload("cagri.pdf"), pdf_upload("tutanak.pdf")
        meeting.save()
        decision = Decision.objects.get()
        decision.file = pdf_upload("karar.pdf")
        decision.save()
        later = make_decision(organ=meeting.organ, amends=decision, amendment="amends")
        for ruled in [decision, later]:
            CourtRuling.objects.create(decision=ruled, kind="stay", court="Edirne İdare Mahkemesi", ruled_on=ruled.date)
        make_headquarters()
        make_paper(kind="tariff", file=pdf_upload("tarife.pdf"))
    return union


class Clock:
    """The time, which stands still between two ticks."""

    def __init__(self):
        # Behind everything that was made before.
        self.time = timezone.now().replace(microsecond=0) + timedelta(seconds=1)

    def __call__(self):
        return self.time

    def tick(self, **time):
        self.time += timedelta(**(time or {"minutes": 1}))
        return self.time


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock
