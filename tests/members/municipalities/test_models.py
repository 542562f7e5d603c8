import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from members.municipalities.models import (
    CLOSED_BEFORE,
    LAST_YEAR,
    NOT_CLOSED,
    SUCCEEDS_ITSELF,
    Municipality,
    PopulationFigure,
    check_former_names,
)
from tests.factories import make_municipality, make_population_figure, make_province


def test_municipalities_stand_in_the_order_of_the_turkish_alphabet(db):
    for name in ["Şile", "Ilgın", "İpsala", "Çorlu", "Saray"]:
        make_municipality(name=name)

    assert [municipality.name for municipality in Municipality.objects.all()] == [
        "Çorlu",
        "Ilgın",
        "İpsala",
        "Saray",
        "Şile",
    ]


def test_a_town_is_named_with_its_province(db):
    edirne = make_province(name="Edirne")

    assert str(make_municipality(name="Küplü", kind="town", province=edirne)) == "Küplü (Edirne)"
    assert str(make_municipality(name="Meriç", kind="district", province=edirne)) == "Meriç"


def test_a_member_is_called_by_the_name_it_had_on_the_day(db):
    municipality = make_municipality(name="Kahramankazan", former_names="Kazan (27.10.2016); Ankara Kazan (1987)")

    assert [
        municipality.name_on(date(*day)) for day in [(1987, 12, 31), (1988, 1, 1), (2016, 10, 27), (2016, 10, 28)]
    ] == [
        "Ankara Kazan",
        "Kazan",
        "Kazan",
        "Kahramankazan",
    ]


@pytest.mark.parametrize("text", ["Kazan", "Kazan (eskiden)", "Kazan 2016", "(2016)"])
def test_a_former_name_without_its_last_date_is_refused_with_an_example(db, text):
    municipality = make_municipality(name="Kahramankazan", former_names=text)

    with pytest.raises(ValidationError) as refusal:
        municipality.full_clean()

    assert "Eyüp (2017)" in str(refusal.value.message_dict["former_names"])


def test_former_names_that_cannot_be_told_apart_or_are_not_yet_former_are_refused(db):
    for text, words in {
        "Kazan (2016); Ankara Kazan (2016)": "aynı tarihte",
        "Kazan (27.10.2099)": "geçmiş",
        "Kazan (31.04.2016)": "Eyüp (2017)",
    }.items():
        with translation.override("tr"), pytest.raises(ValidationError, match=re.escape(words)):
            check_former_names(text)
    check_former_names("Ankara Kazan (1987); Kazan (27.10.2016)")


def test_a_successor_is_another_that_outlives_the_closed_one(db):
    first, second, third = (make_municipality(name=name) for name in ["Bir", "İki", "Üç"])
    second.successor, second.closed_on = third, "2014-03-30"
    second.save()
    third.closed_on = "2008"
    third.save()
    refusals = {}
    for name, closed_on, successor in [
        ("open", None, second),
        ("itself", "2014", first),
        ("closed before", "2016", second),
    ]:
        first.closed_on, first.successor = closed_on, successor
        refusals[name] = first.wrong_successor()
    third.successor = second
    refusals["in a circle"] = third.wrong_successor()
    first.closed_on, first.successor = "2014-03-30", second

    assert first.wrong_successor() is None
    assert refusals == {
        "open": NOT_CLOSED,
        "itself": SUCCEEDS_ITSELF,
        "closed before": CLOSED_BEFORE,
        "in a circle": SUCCEEDS_ITSELF,
    }


@pytest.mark.parametrize(
    ("kind", "head", "name"),
    [
        ("special_administration", "Vali", "Edirne (il özel idaresi)"),
        ("village", "Muhtar", "Edirne (Edirne)"),
        ("town", "Belediye başkanı", "Edirne (Edirne)"),
        ("metropolitan", "Belediye başkanı", "Edirne"),
    ],
)
def test_every_kind_of_member_has_the_head_that_the_law_names(db, kind, head, name):
    member = make_municipality(name="Edirne", kind=kind, province=make_province(name="Edirne"))

    with translation.override("tr"):
        assert (member.head_title, str(member)) == (head, name)


def test_a_closed_municipality_is_not_open(db):
    existing = make_municipality()
    make_municipality(closed_on="2014-03-30")

    assert list(Municipality.objects.open()) == [existing]


def test_a_municipality_has_one_figure_a_year(union):
    figure = make_population_figure(year=2020)

    with pytest.raises(ValidationError):
        PopulationFigure(union=union, municipality=figure.municipality, year=2020, population=1).full_clean()


def test_a_figure_has_a_year_of_a_census(union):
    with pytest.raises(ValidationError, match="year"):
        PopulationFigure(union=union, municipality=make_municipality(), year=LAST_YEAR + 1, population=1).full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["save", "update", "bulk_update"])
def test_a_municipality_says_when_it_last_changed_however_it_is_written(monkeypatch, way):
    municipality = make_municipality(name="Eyüp")
    later = municipality.updated_at + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    municipality.name = "Eyüpsultan"
    if way == "save":
        municipality.save()
    elif way == "update":
        Municipality.objects.update(name="Eyüpsultan")
    else:
        Municipality.objects.bulk_update([municipality], ["name"])

    municipality.refresh_from_db()
    assert (municipality.name, municipality.updated_at) == ("Eyüpsultan", later)
