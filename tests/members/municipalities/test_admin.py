from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests.factories import make_municipality, make_population_figure, make_province
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


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Konak", "Konak"),
        ("konak", "Konak"),
        ("Babaeski", "Babaeski"),
        ("BABAESKI", "Babaeski"),
        ("Konak Belediyesi", "Konak"),
        ("İzmir Büyükşehir Belediyesi", "İzmir"),
        ("arako", "Arakonak"),
    ],
)
def test_a_choice_begins_with_the_name_that_was_typed(union, typed, first):
    izmir, kirklareli = make_province(name="İzmir"), make_province(name="Kırklareli")
    make_municipality(name="Alpullu", province=kirklareli, kind="town", district_name="Babaeski")
    make_municipality(name="Arakonak", province=kirklareli, kind="town")
    make_municipality(name="Babaeski", province=kirklareli)
    make_municipality(name="Konaklı", province=kirklareli)
    make_municipality(name="Konak", province=izmir)
    make_municipality(name="İzmir", province=izmir, kind="metropolitan")
    about = {"app_label": "members", "model_name": "membership", "field_name": "municipality", "term": typed}

    answer = staff_client(union).get(f"{reverse('admin:autocomplete')}?{urlencode(about)}").json()

    assert answer["results"][0]["text"].split(" (")[0] == first
