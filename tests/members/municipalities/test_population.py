from members.municipalities.models import Municipality
from members.municipalities.population import current_populations, inhabitants_of, population_bearers, populations_of
from tests.factories import make_municipality, make_population_figure, make_province, make_union


def test_people_of_a_district_in_its_metropolitan_municipality_are_counted_once(db):
    tekirdag = make_province(name="Tekirdağ")
    make_municipality(name="Tekirdağ", province=tekirdag, kind="metropolitan", population=1_000)
    make_municipality(name="Çorlu", province=tekirdag, kind="metropolitan_district", population=300)
    make_municipality(name="Vize", population=50)
    make_municipality(name="Ergene")

    inhabitants = inhabitants_of(list(Municipality.objects.all()))

    assert (inhabitants.number, inhabitants.unknown, inhabitants.years) == (1_050, 1, "2025")


def test_figures_of_several_years_name_the_first_and_the_last(db):
    for year in [2023, 2025, 2024]:
        make_municipality(population=100, population_year=year)

    assert inhabitants_of(list(Municipality.objects.all())).years == "2023–2025"


def test_a_newer_figure_of_the_union_stands_in_lists_and_files_too(union):
    older, newer, unknown = (
        make_municipality(population=1_000),
        make_municipality(population=1_000),
        make_municipality(),
    )
    make_population_figure(municipality=older, year=2024, population=900)
    make_population_figure(municipality=newer, year=2025, population=1_100)

    populations = current_populations([older, newer, unknown])

    assert [figure and figure.population for figure in populations.values()] == [1_000, 1_100, None]


def test_a_town_is_counted_beside_its_district(db):
    edirne = make_province(name="Edirne")
    make_municipality(name="Uzunköprü", province=edirne, kind="district")
    make_municipality(name="Kırcasalih", province=edirne, kind="town", district_name="Uzunköprü")

    assert len(population_bearers(Municipality.objects.all())) == 2


def test_a_town_is_counted_with_its_district_where_the_figure_is_that_of_the_whole_district(db):
    edirne = make_province(name="Edirne")
    district = make_municipality(name="Uzunköprü", province=edirne, kind="district", population_of="district")
    make_municipality(name="Kırcasalih", province=edirne, kind="town", district_name="Uzunköprü")
    other = make_municipality(name="Küplü", province=edirne, kind="town", district_name="Meriç")

    assert set(population_bearers(Municipality.objects.all())) == {district, other}


def test_figures_of_the_union_stand_before_those_of_the_register(union):
    municipality = make_municipality(population=294_020, population_year=2023)
    make_population_figure(municipality=municipality, year=2023, population=300_000, source="ADNKS")
    make_population_figure(municipality=municipality, year=2010, population=200_000)
    make_population_figure(union=make_union(), municipality=municipality, year=2011)

    assert [(figure.year, figure.population) for figure in populations_of(municipality)] == [
        (2010, 200_000),
        (2023, 300_000),
    ]
