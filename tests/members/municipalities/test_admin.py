from django.urls import reverse

from tests.factories import make_municipality, make_population_figure
from tests.staff_client import staff_client


def test_populations_are_written_with_turkish_separators(union):
    make_municipality(name="Çorlu", population=294_020)
    make_municipality(name="Ergene", population=None)

    page = staff_client(union).get(reverse("admin:members_municipality_changelist")).text

    assert "294.020" in page
    assert "Ergene" in page


def test_figures_are_found_by_the_name_of_the_municipality(union):
    make_population_figure(municipality=make_municipality(name="Çorlu"), year=2020, population=279_000)
    make_population_figure(municipality=make_municipality(name="Saray"), year=2020, population=51_000)

    page = staff_client(union).get(reverse("admin:members_populationfigure_changelist") + "?q=Çorlu").text

    assert "279.000" in page
    assert "51.000" not in page
