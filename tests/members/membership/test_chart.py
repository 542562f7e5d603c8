import pytest

from members.membership.chart import Chart, round_up
from members.municipalities.population import YearPopulation


@pytest.mark.parametrize(("number", "round_number"), [(0, 4), (4, 4), (5, 8), (41, 60), (1_400, 2_000)])
def test_scale_of_the_chart_ends_with_a_round_number(number, round_number):
    assert round_up(number) == round_number


def test_bars_are_as_high_as_their_numbers():
    short, long = Chart([YearPopulation(2025, 1), YearPopulation(2026, 2)]).bars

    assert long["certain_height"] == pytest.approx(2 * short["certain_height"], abs=1)


def test_the_uncertain_part_stands_on_the_certain_one():
    class Year:
        year, certain, total = 2025, 1, 2

    [bar] = Chart([Year()]).bars

    assert bar["uncertain_height"] == pytest.approx(bar["certain_height"], abs=1)
    assert bar["total_y"] + bar["uncertain_height"] == bar["certain_y"]


@pytest.mark.parametrize(("number", "step"), [(10, 1), (25, 5), (40, 10)])
def test_long_charts_name_only_round_years(number, step):
    names = [year for _x, year in Chart([YearPopulation(2000 + n, 1) for n in range(number)]).names]

    assert names[:2] == [2000, 2000 + step]
