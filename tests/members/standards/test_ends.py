"""Ends that nobody recorded at the seat or the membership itself, in OParl and in Popolo."""

import pytest

from members.standards.ends import first_end
from tests.factories import make_membership, make_municipality, make_office_holder
from unions.tenancy import scope
from unions.text.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def ends_in(reader) -> dict[str, str | None]:
    """The ends that the two formats give, by the name of the object."""
    oparl = [reader.get(f"/oparl/tr/{word}/").json()["data"] for word in ["organization", "membership", "body"]]
    popolo = reader.get("/popolo/tr.json").json()
    ends = {
        each["id"].split("/", 4)[4]: each.get("endDate", each.get("birlik:endDate")) for rows in oparl for each in rows
    }
    ends |= {each["id"]: each.get("dissolution_date") for each in popolo["organizations"]}
    return ends | {each["id"]: each.get("end_date") for each in popolo["memberships"]}


def test_the_membership_of_a_closed_municipality_ends_with_it(reader, union):
    municipality = make_municipality(closed_on=PartialDate(2014, 3, 30))
    membership = make_membership(union=union, municipality=municipality, start_date="1998")

    ends = ends_in(reader)

    assert ends[f"tr/organization/member-{membership.pk}/"] == "2014-03-30"
    assert ends[f"belonging-{membership.pk}"] == ends[f"municipality-{municipality.code}"] == "2014-03-30"


def test_everything_ends_with_the_union(reader, union):
    membership = make_membership(union=union, start_date="1998")
    with scope.of(union):
        seat = make_office_holder(union=union)
        left = make_office_holder(union=union, organ=seat.organ, start_date="2020", end_date="2021-02-03")
    union.ended_on, union.ending = PartialDate(2025, 12, 31), "dissolved"
    union.save()

    ends = ends_in(reader)

    of_union = [f"tr/body/{union.pk}/", f"union-{union.pk}", f"tr/organization/organ-{seat.organ_id}/"]
    of_union += [f"tr/organization/member-{membership.pk}/", f"belonging-{membership.pk}"]
    of_union += [f"tr/membership/{seat.pk}/", f"seat-{seat.pk}", f"organ-{seat.organ_id}"]
    assert {ends[each] for each in of_union} == {"2025-12-31"}
    assert {ends[each] for each in [f"tr/membership/{left.pk}/", f"seat-{left.pk}"]} == {"2021-02-03"}


@pytest.mark.parametrize(
    ("ends", "first"),
    [
        ([None, None], None),
        ([PartialDate(2014), PartialDate(2014, 3, 30)], PartialDate(2014, 3, 30)),
        ([PartialDate(2013), None, PartialDate(2014, 3, 30)], PartialDate(2013)),
    ],
)
def test_the_first_of_several_ends(ends, first):
    assert first_end(*ends) == first
