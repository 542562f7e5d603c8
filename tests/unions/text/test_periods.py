from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from unions.models import Union, UnionName
from unions.text.partial_dates import PartialDate

IN_ORDER = [
    ("1978", None),
    (None, "1978"),
    (None, None),
    ("1978", "1979"),
    ("1978", "1978"),
    ("1978-05", "1978"),
    ("1978", "1978-03"),
    ("1978-05-12", "1978-05"),
    ("1978-05-12", "1978-05-12"),
]
OUT_OF_ORDER = [("1979", "1978-12"), ("1979", "1978"), ("1978-06", "1978-05"), ("1978-05-12", "1978-05-11")]


@pytest.fixture
def union():
    return Union.objects.create(code="konya")


def name_in_use(union, start_date, end_date):
    return UnionName(union=union, name="Birlik", start_date=start_date, end_date=end_date)


def periods_of(names):
    return {(str(name.start_date or ""), str(name.end_date or "")) for name in names}


@pytest.mark.django_db
@pytest.mark.parametrize(("start_date", "end_date"), IN_ORDER)
def test_a_period_may_end_on_any_day_from_its_start(union, start_date, end_date):
    name = name_in_use(union, start_date, end_date)

    name.full_clean()
    name.save()

    assert name.pk


@pytest.mark.django_db
@pytest.mark.parametrize(("start_date", "end_date"), OUT_OF_ORDER)
def test_a_period_that_ends_before_it_starts_is_refused_at_the_end_date(union, start_date, end_date):
    name = name_in_use(union, start_date, end_date)

    with pytest.raises(ValidationError) as refusal:
        name.full_clean()

    assert list(refusal.value.error_dict) == ["end_date"]
    assert [error.code for error in refusal.value.error_dict["end_date"]] == ["ends_before_start"]


@pytest.mark.django_db
@pytest.mark.parametrize(("start_date", "end_date"), OUT_OF_ORDER)
def test_the_database_refuses_a_period_that_ends_before_it_starts(union, start_date, end_date):
    with pytest.raises(IntegrityError, match="ends_after_start"), transaction.atomic():
        name_in_use(union, start_date, end_date).save()


@pytest.mark.django_db
def test_an_unreadable_date_is_the_only_complaint(union):
    with pytest.raises(ValidationError) as refusal:
        name_in_use(union, "1978", "foo").full_clean()

    assert [error.code for error in refusal.value.error_dict["end_date"]] == ["invalid"]


@pytest.fixture
def names(union):
    periods = [
        ("1978", "1985-05"),
        ("1985-05-12", "1990"),
        ("1990-06", "2001-03-31"),
        (None, "1970"),
        ("2001-04", None),
    ]
    for start_date, end_date in periods:
        name_in_use(union, start_date, end_date).save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1960, 1, 1), {("", "1970")}),
        (date(1971, 1, 1), set()),
        (date(1978, 1, 1), {("1978", "1985-05")}),
        (date(1985, 5, 11), {("1978", "1985-05")}),
        (date(1985, 5, 31), {("1978", "1985-05"), ("1985-05-12", "1990")}),
        (date(1985, 6, 1), {("1985-05-12", "1990")}),
        (date(1990, 12, 31), {("1985-05-12", "1990"), ("1990-06", "2001-03-31")}),
        (date(2001, 3, 31), {("1990-06", "2001-03-31")}),
        (date(2001, 4, 1), {("2001-04", "")}),
        (PartialDate(2001), {("1990-06", "2001-03-31"), ("2001-04", "")}),
    ],
)
def test_periods_are_found_by_day(names, day, expected):
    assert periods_of(UnionName.all_unions.on(day)) == expected


@pytest.mark.django_db
def test_every_period_is_either_past_or_not(names):
    assert periods_of(UnionName.all_unions.current()) == {("2001-04", "")}
    assert periods_of(UnionName.all_unions.past()) == {
        ("", "1970"),
        ("1978", "1985-05"),
        ("1985-05-12", "1990"),
        ("1990-06", "2001-03-31"),
    }
    assert UnionName.all_unions.ended_before(date(1985, 6, 1)).count() == 2


@pytest.mark.django_db
def test_a_period_to_come_is_neither_current_nor_past(union):
    tomorrow = timezone.localdate() + timedelta(days=1)
    name_in_use(union, tomorrow, None).save()

    assert not UnionName.all_unions.current().exists()
    assert not UnionName.all_unions.past().exists()


def test_a_row_knows_whether_it_lasts_today():
    today = timezone.localdate()

    assert UnionName(start_date=today, end_date=today).is_current
    assert UnionName(end_date=PartialDate(today.year)).is_current
    assert not UnionName(end_date=today - timedelta(days=1)).is_current
    assert not UnionName(start_date=today + timedelta(days=1)).is_current


@pytest.mark.django_db
@settings(deadline=None, max_examples=40)
@given(day=st.dates(date(1977, 1, 1), date(1980, 12, 31)), precision=st.integers(1, 3), start=st.booleans())
def test_rows_and_queries_agree_about_a_day(day, precision, start):
    known = PartialDate(*[1978, 5, 12][:precision])
    with transaction.atomic():
        union = Union.objects.create(code="agreement")
        name = name_in_use(union, known if start else None, None if start else known)
        name.save()

        found = UnionName.all_unions.on(day).filter(pk=name.pk).exists()

        transaction.set_rollback(True)
    assert found == name.is_current_on(day)
