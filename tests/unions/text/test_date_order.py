from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from tests import factories as make

pytestmark = pytest.mark.django_db


TOMORROW = timezone.localdate() + timedelta(days=1)


NEXT_YEAR = timezone.now() + timedelta(days=365)


@pytest.fixture
def founded(union):
    union.founded_on = "2000-11-28"
    union.save()
    return union


def municipality(**fields):
    return make.make_municipality(name="Enez", **fields)


# Each row, the field at which it is refused, and what the sentence names.
WRONG = {
    "a meeting of next year was held": (
        lambda: make.make_meeting(starts_at=NEXT_YEAR, state="held"), "starts_at", "bugün"),
    "a meeting of next year had no quorum": (
        lambda: make.make_meeting(starts_at=NEXT_YEAR, state="inquorate"), "starts_at", "bugün"),
    "a meeting before the union": (
        lambda: make.make_meeting(starts_at=timezone.make_aware(datetime(1999, 5, 1, 14))), "starts_at", "2000"),
    "a call of tomorrow": (lambda: make.make_meeting(starts_at=NEXT_YEAR, called_on=TOMORROW), "called_on", "bugün"),
    "a decision of tomorrow": (lambda: make.make_decision(date=TOMORROW), "date", "bugün"),
    "a decision before the union": (lambda: make.make_decision(date=date(1999, 1, 1)), "date", "2000"),
    "a summary before the decision": (
        lambda: make.make_decision(date=date(2024, 5, 2), summary_published_on=date(2024, 5, 1)),
        "summary_published_on", "2024"),
    "carried out before it was decided": (
        lambda: make.make_decision(date=date(2024, 5, 2), carried_out_on=date(2024, 5, 1)), "carried_out_on", "2024"),
    "sent to the governor tomorrow": (
        lambda: make.make_decision(date=date(2024, 5, 2), sent_to_governor_on=TOMORROW),
        "sent_to_governor_on", "bugün"),
    "a paper of tomorrow": (lambda: make.make_paper(published_on=TOMORROW), "published_on", "bugün"),
    "joined before the union": (
        lambda: make.make_membership(municipality=municipality(), start_date="1998"), "start_date", "2000"),
    "joined before the municipality": (
        lambda: make.make_membership(municipality=municipality(established_on="2014-03-30"), start_date="2010"),
        "start_date", "30 Mart 2014"),
    "joined after the municipality": (
        lambda: make.make_membership(municipality=municipality(closed_on="2014-03-30"), start_date="2015"),
        "start_date", "30 Mart 2014"),
    "left after the municipality": (
        lambda: make.make_membership(municipality=municipality(closed_on="2014"), start_date="2010", end_date="2016"),
        "end_date", "2014"),
    "left before it decided to": (
        lambda: make.make_membership(start_date="2010", end_date="2012", leaving_decided_on="2013"),
        "leaving_decided_on", "2012"),
    "joined before its council decided": (
        lambda: make.make_membership(start_date="2010", council_decided_on="2011"), "council_decided_on", "2010"),
    "its council decides tomorrow": (
        lambda: make.make_membership(council_decided_on=TOMORROW), "council_decided_on", "bugün"),
    "confirmed tomorrow": (
        lambda: make.make_listing(municipality=municipality(), confirmed_on=TOMORROW), "confirmed_on", "bugün"),
    "a seat before the union": (lambda: make.make_office_holder(start_date="1995"), "start_date", "2000"),
    "a name before the union": (lambda: make.make_union_name(start_date="1990", end_date="2001"), "start_date", "2000"),
    "a name approved before it was decided": (
        lambda: make.make_union_name(decided_on="2020-05-01", approved_on="2019", end_date="2021"),
        "approved_on", "1 Mayıs 2020"),
    "an act in the Gazette before it was passed": (
        lambda: make.make_legal_basis(date="2005-05-26", gazette_date=date(2005, 5, 1)), "gazette_date", "26 Mayıs"),
    "closed before it was established": (
        lambda: municipality(established_on="2014", closed_on="2010"), "closed_on", "2014"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_date_that_cannot_be_is_refused_at_its_field_in_turkish(founded, case):
    made, field, named = WRONG[case]

    with translation.override("tr"), pytest.raises(ValidationError) as refusal:
        made().full_clean()

    assert field in refusal.value.message_dict
    assert any(named in text for text in refusal.value.message_dict[field])


@pytest.mark.parametrize(
    "made",
    [
        lambda: make.make_meeting(starts_at=NEXT_YEAR),
        lambda: make.make_membership(start_date="2000"),
        lambda: make.make_membership(start_date="2000-11", council_decided_on="1999-05-01"),
        lambda: make.make_membership(start_date=TOMORROW.isoformat()),
        lambda: make.make_decision(date=timezone.localdate()),
    ],
)
def test_what_may_be_is_not_refused(founded, made):
    made().full_clean(exclude=["title", "slug", "slug_tr", "slug_en"])
