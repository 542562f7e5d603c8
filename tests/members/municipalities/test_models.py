import pytest
from django.core.exceptions import ValidationError

from members.municipalities.models import LAST_YEAR, Municipality, PopulationFigure
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
