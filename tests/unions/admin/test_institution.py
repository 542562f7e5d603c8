"""The pages on which the union's own record is kept."""

from datetime import date

import pytest

from tests import factories as make
from tests.staff_client import address, read_form
from tests.unions.admin.reading import complaint, leading_to
from unions.models import ContactPoint, Headquarters, LegalBasis, Term, UnionName

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [UnionName, Headquarters, Term])
def test_a_period_that_ends_before_it_starts_is_refused_at_its_end(manager, model):
    fields = {"name_tr": "Ad"} if model is UnionName else {}

    answer = manager.save(address("add", model=model), start_date="12.05.2020", end_date="2019", **fields)

    assert list(complaint(answer)) == ["end_date"]
    assert read_form(answer)["start_date"] == "12.05.2020"


def test_a_second_name_of_today_is_refused_at_its_end(manager):
    answer = manager.save(address("add", model=UnionName), name_tr="İkinci ad")

    assert list(complaint(answer)) == ["end_date"]


def test_a_gazette_number_without_its_date_is_refused_at_the_date(manager):
    answer = manager.save(address("add", model=LegalBasis), kind="law", title_tr="Kanun", gazette_number="24244")

    assert list(complaint(answer)) == ["gazette_date"]


@pytest.mark.parametrize(
    ("kind", "value"), [("phone", "beş yüz on"), ("email", "posta"), ("website", "javascript:alert(1)")]
)
def test_an_impossible_contact_is_refused_at_its_value(union, manager, kind, value):
    seat = make.make_headquarters(union=union, phone="+90 282 000 00 00")

    answer = manager.save(address("change", seat), **{"contact_points-0-kind": kind, "contact_points-0-value": value})

    assert list(complaint(answer)) == ["contact_points-0-value"]
    assert ContactPoint.all_unions.get().value == "+90 282 000 00 00"


def test_headquarters_without_a_telephone_are_a_task_that_leads_to_them(union, manager):
    seat = make.make_headquarters(union=union, confirmed_on=date(2026, 1, 1))

    assert len(leading_to(manager, address("change", seat))) == 1

    make.make_contact_point(headquarters=seat)

    assert leading_to(manager, address("change", seat)) == []
