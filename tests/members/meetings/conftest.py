"""What the tests of the office's screens start from: a meeting of the assembly in which three people sit."""

import pytest

from tests import factories as make
from tests.members.meetings.office import at


@pytest.fixture
def assembly(union):
    return make.make_organ(union=union, meeting_months="5,11")


@pytest.fixture
def seats(assembly):
    names = ["Ali Ak", "Bora Boz", "Cem Can"]
    return [
        make.make_office_holder(
            organ=assembly, person=make.make_person(union=assembly.union, name=name), start_date="2024-05-01"
        )
        for name in names
    ]


@pytest.fixture
def meeting(assembly, seats):
    return make.make_meeting(
        organ=assembly, starts_at=at("2025-05-14T10:00"), status="draft", place_tr="Salon", agenda=["Açılış", "Bütçe"]
    )


@pytest.fixture
def item(meeting):
    return meeting.agenda_items.last()
