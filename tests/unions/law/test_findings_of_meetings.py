"""What the law refuses of a meeting, and what it warns of."""

from datetime import date

import pytest

from tests import factories as make
from tests.unions.records import REASON, at, complaints, meeting_of


def test_a_call_of_the_assembly_that_came_too_late_needs_a_reason(assembly):
    late = {"starts_at": at("2025-05-14"), "called_on": date(2025, 5, 12)}

    assert "Law 5393, art. 21" in complaints(meeting_of(assembly, **late))["called_on"]
    assert complaints(meeting_of(assembly, override_reason=REASON, **late)) == {}


pytestmark = pytest.mark.django_db


def test_a_call_of_another_organ_that_came_too_late_is_warned_of_and_saved(assembly):
    executive = make.make_organ(kind="executive", decision_series="E")
    meeting = meeting_of(executive, starts_at=at("2025-05-14"), called_on=date(2025, 5, 12))

    assert complaints(meeting) == {}
    assert [(found.field, found.is_certain) for found in meeting.findings()] == [("called_on", False)]


def test_a_call_three_days_before_is_in_time(assembly):
    assert meeting_of(assembly, starts_at=at("2025-05-14"), called_on=date(2025, 5, 11)).findings() == []


def test_a_call_after_the_meeting_is_refused(assembly):
    found = complaints(meeting_of(assembly, starts_at=at("2025-05-14"), called_on=date(2025, 5, 15)))

    assert list(found) == ["called_on"]


def test_a_second_sitting_that_came_late_needs_a_reason(assembly):
    first = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), state="inquorate")
    second = meeting_of(assembly, starts_at=at("2025-06-14"), sitting_of=first)

    assert list(complaints(second)) == ["sitting_of"]
    second.override_reason = REASON
    assert complaints(second) == {}
    assert [found.field for found in second.findings()] == ["sitting_of"]


@pytest.mark.parametrize("number_of_sittings", [2, 3])
def test_a_second_sitting_may_lack_its_quorum_again(assembly, number_of_sittings):
    first = None
    for number in range(number_of_sittings):
        first = make.make_meeting(
            organ=assembly,
            title_tr=f"{number}",
            starts_at=at(f"2025-05-{14 + number}"),
            sitting_of=first,
            state="inquorate",
        )

    assert complaints(meeting_of(assembly, starts_at=at("2025-05-18"), sitting_of=first)) == {}


@pytest.mark.parametrize(
    ("day", "fields"),
    [("2025-05-12", {}), ("2025-05-14", {}), ("2025-05-16", {"state": "held"}), ("2025-05-16", {"is_elsewhere": True})],
)
def test_a_second_sitting_follows_a_meeting_of_its_organ_without_quorum(assembly, day, fields):
    elsewhere = (
        make.make_organ(union=assembly.union, kind="executive") if fields.pop("is_elsewhere", False) else assembly
    )
    first = make.make_meeting(organ=elsewhere, starts_at=at("2025-05-14"), **{"state": "inquorate", **fields})

    assert list(complaints(meeting_of(assembly, starts_at=at(day), sitting_of=first))) == ["sitting_of"]


def test_no_meeting_is_its_own_second_sitting(assembly):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), state="inquorate")
    meeting.sitting_of = meeting

    assert list(complaints(meeting)) == ["sitting_of"]
