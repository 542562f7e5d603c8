import json
import pickle
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables import table
from unions.models import Union, UnionName
from unions.text.partial_dates import (
    NotInCalendar,
    PartialDate,
    PartialDateField,
    PartialDateFormField,
    UnreadableDate,
    not_ended_before,
    partial_date_check,
    started_by,
)

unhurried = settings(deadline=None, max_examples=200)


@st.composite
def partial_dates(draw):
    day = draw(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
    parts = [day.year, day.month, day.day]
    return PartialDate(*parts[: draw(st.integers(1, 3))])


@table(
    ("text", "expected"),
    [
        ("1978", PartialDate(1978)),
        (" 1978 ", PartialDate(1978)),
        ("1978-05", PartialDate(1978, 5)),
        ("1978-5", PartialDate(1978, 5)),
        ("1978-05-12", PartialDate(1978, 5, 12)),
        ("05.1978", PartialDate(1978, 5)),
        ("12.05.1978", PartialDate(1978, 5, 12)),
        ("12/5/1978", PartialDate(1978, 5, 12)),
        ("29.02.2000", PartialDate(2000, 2, 29)),
        ("Mayıs 1978", PartialDate(1978, 5)),
        ("12 MAYIS 1978", PartialDate(1978, 5, 12)),
        ("12 May 1978", PartialDate(1978, 5, 12)),
        ("12.05.78", PartialDate(1978, 5, 12)),
    ],
)
def test_a_partial_date_is_read_in_every_usual_spelling(text, expected):
    assert PartialDate.parse(text) == expected


@table("text", ["", "78", "19780", "1978-", "1978/05", "bahar 1978", "1978-05-12T10:00", "١٩٧٨"])
def test_what_is_not_spelled_like_a_date_is_unreadable(text):
    with pytest.raises(UnreadableDate, match="is not a date"):
        PartialDate.parse(text)


@table("text", ["1978-13", "1978-00", "31.04.1978", "29.02.1900", "1978-05-00", "0999"])
def test_a_day_that_never_was_is_not_in_the_calendar(text):
    with pytest.raises(NotInCalendar):
        PartialDate.parse(text)


def test_a_day_needs_its_month():
    with pytest.raises(NotInCalendar, match="needs its month"):
        PartialDate(1978, None, 12)


@pytest.mark.parametrize(
    ("partial", "number", "text", "turkish", "english", "earliest", "latest"),
    [
        (PartialDate(1978), 19780000, "1978", "1978", "1978", date(1978, 1, 1), date(1978, 12, 31)),
        (PartialDate(2000, 2), 20000200, "2000-02", "Şubat 2000", "February 2000", date(2000, 2, 1), date(2000, 2, 29)),
        (
            PartialDate(1978, 5, 12),
            19780512,
            "1978-05-12",
            "12 Mayıs 1978",
            "12 May 1978",
            date(1978, 5, 12),
            date(1978, 5, 12),
        ),
    ],
)
def test_a_partial_date_says_as_much_as_is_known(partial, number, text, turkish, english, earliest, latest):
    assert partial.number == number
    assert PartialDate.from_number(number) == partial
    assert str(partial) == text
    assert partial.display("tr") == turkish
    assert partial.display("en") == english
    assert (partial.earliest, partial.latest) == (earliest, latest)


def test_a_partial_date_is_shown_in_the_active_language():
    with translation.override("en"):
        assert PartialDate(1978, 5).display() == "May 1978"


def test_an_instant_counts_as_its_local_day():
    late_evening_in_london = datetime(1978, 5, 12, 22, 30, tzinfo=UTC)

    assert PartialDate.from_date(late_evening_in_london) == PartialDate(1978, 5, 13)


def test_a_partial_date_is_not_comparable_with_a_day():
    with pytest.raises(TypeError):
        PartialDate(1978) < date(1978, 1, 1)  # noqa: B015


@unhurried
@given(partial_dates())
def test_a_partial_date_comes_back_from_all_its_forms(partial):
    assert PartialDate.parse(str(partial)) == partial
    assert PartialDate.parse(partial.display("tr")) == partial
    assert PartialDate.parse(partial.display("en")) == partial
    assert PartialDate.from_number(partial.number) == partial
    assert pickle.loads(pickle.dumps(partial)) == partial  # noqa: S301


@unhurried
@given(partial_dates(), partial_dates())
def test_partial_dates_stand_in_the_order_of_their_first_days(one, other):
    if one < other:
        assert one.earliest <= other.earliest
    if one.earliest < other.earliest:
        assert one < other
    assert (one == other) == (hash(one) == hash(other) and not one < other and not other < one)


@unhurried
@given(partial_dates())
def test_a_partial_date_begins_before_it_ends(partial):
    assert partial.earliest <= partial.latest
    assert PartialDate.from_date(partial.earliest) >= partial
    assert PartialDate.from_date(partial.latest).number <= partial.number + 9999


def test_the_form_field_reads_what_people_type():
    field = PartialDateFormField()

    assert field.clean("12.05.1978") == PartialDate(1978, 5, 12)
    assert "12.05.1978" in str(field.help_text)


def test_an_optional_form_field_may_stay_empty():
    assert PartialDateFormField(required=False).clean("  ") is None


@pytest.mark.parametrize(("typed", "code"), [("foo", "invalid"), ("31.02.1978", "invalid_date"), ("", "required")])
def test_the_form_field_says_what_is_wrong(typed, code):
    with pytest.raises(ValidationError) as refusal:
        PartialDateFormField().clean(typed)

    assert [error.code for error in refusal.value.error_list] == [code]


class FoundingForm(forms.Form):
    founded_on = PartialDateFormField()


def test_a_refused_form_shows_what_was_typed():
    form = FoundingForm({"founded_on": "31.02.1978"})

    assert not form.is_valid()
    assert form["founded_on"].value() == "31.02.1978"


@pytest.mark.parametrize(("language", "shown"), [("tr", "12.05.1978"), ("en", "1978-05-12")])
def test_a_stored_date_is_offered_as_the_language_types_it(language, shown):
    form = FoundingForm(initial={"founded_on": PartialDate(1978, 5, 12)})

    with translation.override(language):
        assert form["founded_on"].value() == shown


@pytest.mark.parametrize(
    ("typed", "has_changed"), [("05.1978", False), ("1978-05", False), ("1978", True), ("", True), ("foo", True)]
)
def test_another_spelling_of_the_same_date_is_no_change(typed, has_changed):
    form = FoundingForm({"founded_on": typed}, initial={"founded_on": PartialDate(1978, 5)})

    assert form.has_changed() is has_changed


def test_the_model_field_says_what_is_wrong():
    field = PartialDateField()

    with pytest.raises(ValidationError) as refusal:
        field.clean("31.02.1978", None)

    assert refusal.value.code == "invalid_date"
    assert "31.02.1978" in refusal.value.messages[0]


def test_the_model_field_is_rebuilt_by_migrations():
    field = PartialDateField("founded", null=True, blank=True)

    name, path, arguments, options = field.deconstruct()

    assert path == "unions.text.partial_dates.PartialDateField"
    assert options == {"verbose_name": "founded", "null": True, "blank": True}


def test_the_model_field_gives_the_form_field_with_its_own_hint():
    assert isinstance(PartialDateField().formfield(), PartialDateFormField)
    assert PartialDateField(help_text="As decided.").formfield().help_text == "As decided."


def test_a_row_reads_the_date_however_it_is_set():
    assert Union(founded_on="1978").founded_on == PartialDate(1978)
    assert Union(founded_on=date(1978, 5, 12)).founded_on == PartialDate(1978, 5, 12)
    assert Union(founded_on="").founded_on is None


def test_a_row_keeps_an_unreadable_date_until_it_is_checked():
    union = Union(code="konya", founded_on="foo")

    with pytest.raises(ValidationError) as refusal:
        union.clean_fields()

    assert union.founded_on == "foo"
    assert [error.code for error in refusal.value.error_dict["founded_on"]] == ["invalid"]


@pytest.fixture
def founded():
    """Unions by the date of their foundation, in no order."""
    dates = ["1979", "1978-05-12", "1978", None, "1978-05", "1977-12-31"]
    return [
        Union.objects.create(code=f"union-{number}", founded_on=founded_on) for number, founded_on in enumerate(dates)
    ]


def stored_dates(unions):
    return [str(union.founded_on) if union.founded_on else None for union in unions]


@pytest.mark.django_db
def test_the_database_sorts_partial_dates(founded):
    unions = Union.objects.filter(founded_on__isnull=False).order_by("founded_on")

    assert stored_dates(unions) == ["1977-12-31", "1978", "1978-05", "1978-05-12", "1979"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lookup", "value", "expected"),
    [
        ("exact", "1978-05", {"1978-05"}),
        ("exact", PartialDate(1978), {"1978"}),
        ("exact", date(1978, 5, 12), {"1978-05-12"}),
        ("lt", PartialDate(1978), {"1977-12-31"}),
        ("lte", "1978", {"1977-12-31", "1978"}),
        ("gt", date(1978, 5, 12), {"1979"}),
        ("gte", "12.05.1978", {"1978-05-12", "1979"}),
        ("in", ["1978", PartialDate(1979)], {"1978", "1979"}),
        ("range", ["1978", "1978-12-31"], {"1978", "1978-05", "1978-05-12"}),
        ("isnull", True, {None}),
    ],
)
def test_lookups_take_dates_in_every_form(founded, lookup, value, expected):
    unions = Union.objects.filter(**{f"founded_on__{lookup}": value})

    assert set(stored_dates(unions)) == expected


@pytest.mark.django_db
def test_an_unreadable_lookup_is_refused():
    with pytest.raises(ValidationError):
        Union.objects.filter(founded_on="foo").exists()


@pytest.mark.django_db
def test_the_greatest_date_is_a_partial_date(founded):
    assert Union.objects.aggregate(last=models.Max("founded_on"))["last"] == PartialDate(1979)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1978, 1, 1), {None, "1977-12-31", "1978"}),
        (date(1978, 5, 1), {None, "1977-12-31", "1978", "1978-05"}),
        (date(1978, 5, 12), {None, "1977-12-31", "1978", "1978-05", "1978-05-12"}),
        (PartialDate(1978), {None, "1977-12-31", "1978", "1978-05", "1978-05-12"}),
    ],
)
def test_a_start_counts_from_the_first_day_it_can_mean(founded, day, expected):
    assert set(stored_dates(Union.objects.filter(started_by("founded_on", day)))) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1978, 5, 12), {None, "1978", "1978-05", "1978-05-12", "1979"}),
        (date(1978, 5, 13), {None, "1978", "1978-05", "1979"}),
        (date(1978, 6, 1), {None, "1978", "1979"}),
        (date(1978, 12, 31), {None, "1978", "1979"}),
        (date(1979, 1, 1), {None, "1979"}),
        (PartialDate(1978), {None, "1978", "1978-05", "1978-05-12", "1979"}),
    ],
)
def test_an_end_counts_to_the_last_day_it_can_mean(founded, day, expected):
    assert set(stored_dates(Union.objects.filter(not_ended_before("founded_on", day)))) == expected


@pytest.mark.django_db
def test_the_database_knows_the_last_day_a_date_can_mean(founded):
    latest = Union.objects.exclude(founded_on=None).values_list("founded_on__latest", flat=True).order_by("founded_on")

    assert list(latest) == [19771231, 19789999, 19780599, 19780512, 19799999]


@pytest.mark.django_db
@pytest.mark.parametrize("serialization", ["json", "xml"])
def test_dumped_rows_load_again(founded, serialization):
    dumped = serializers.serialize(serialization, Union.objects.order_by("code"))

    loaded = [entry.object for entry in serializers.deserialize(serialization, dumped)]

    assert stored_dates(loaded) == stored_dates(founded)


@pytest.mark.django_db
def test_dumped_dates_are_readable(founded):
    dumped = json.loads(serializers.serialize("json", Union.objects.filter(founded_on="1978-05")))

    assert dumped[0]["fields"]["founded_on"] == "1978-05"


@pytest.mark.django_db
def test_the_history_of_a_row_keeps_partial_dates(founded):
    name = UnionName.all_unions.create(union=founded[0], name="Birlik", start_date="1978-05")
    name.start_date = "1978"
    name.save()

    assert [str(entry.start_date) for entry in name.history.order_by("history_id")] == ["1978-05", "1978"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "is_allowed"),
    [(None, True), (10000000, True), (99991231, True), (1978, False), (9999999, False), (99991232, False)],
)
def test_the_constraint_of_a_column_accepts_partial_dates_only(number, is_allowed):
    guard = partial_date_check("founded_on", "founded_on_is_a_date")
    union = Union.objects.create(code="konya")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE unions_union SET founded_on = %s WHERE id = %s", [number, union.pk])

    assert Union.objects.filter(guard.condition).exists() is is_allowed
