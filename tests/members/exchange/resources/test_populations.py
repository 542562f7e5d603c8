"""Population figures from a file: one a row, or one a column of years."""

import pytest

from members.municipalities.models import Municipality, PopulationFigure
from tests.members.exchange.runs import problem_of, written

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["Belediye", "Yıl", "Nüfus"], ["Çorlu", "2024", "12,5"]], "kesirli"),
        ([["Belediye", "Yıl", "Nüfus"], ["Çorlu", "2024", "1000000000"]], "Sayıyı kontrol edin"),
        ([["Belediye", "Yıl", "Nüfus"], ["Çorlu", "2024", "-"]], "Nüfus yazılmamış"),
        ([["Belediye", "Nüfus"], ["Çorlu", "12"]], "Yıl yazılmamış"),
    ],
)
def test_a_problem_of_a_row_is_explained_in_turkish(corlu, rows, words):
    assert words in problem_of("population", *rows)


def test_a_column_of_a_year_gives_a_figure_of_that_year(corlu):
    written("population", ["İl", "Belediye", "2022", "2023 Nüfusu"], ["Tekirdağ", "Çorlu", "280.000", "-"])

    [figure] = PopulationFigure.objects.all()
    assert (figure.year, figure.population) == (2022, 280_000)
    assert Municipality.objects.get(pk=corlu.pk).population is None


def test_a_table_without_a_year_takes_the_year_of_the_upload(corlu):
    written("population", ["Belediye", "Nüfus"], ["Çorlu", "280.000"], year=2023)

    assert PopulationFigure.objects.get().year == 2023
