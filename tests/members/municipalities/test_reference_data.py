from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from members.municipalities.reference_data import FOLDER, KINDS, MalformedRow, municipalities, provinces
from tests.tables import table
from unions.text.turkish import slugify

PROVINCES = list(provinces())
MUNICIPALITIES = list(municipalities())
BY_CODE = {row.code: row for row in MUNICIPALITIES}
POPULATION_OF_2023 = 85_372_377
# Of all municipalities in 2025: who lives in a village outside metropolitan provinces lives in none.
POPULATION_OF_2025 = 81_831_864

# State of 2025; a point where one is known.
TEKIRDAG = {
    "Çerkezköy": (41.286, 27.999),
    "Çorlu": (41.161, 27.801),
    "Ergene": (41.207, 27.754),
    "Hayrabolu": (41.213, 27.107),
    "Kapaklı": (41.329, 27.981),
    "Malkara": (40.891, 26.902),
    "Marmaraereğlisi": (40.969, 27.955),
    "Muratlı": (41.172, 27.499),
    "Saray": (41.442, 27.921),
    "Süleymanpaşa": (40.978, 27.511),
    "Şarköy": (40.614, 27.116),
}
EDIRNE = {
    "Enez": (40.725, 26.082),
    "Havsa": (41.549, 26.822),
    "İpsala": (40.921, 26.383),
    "Keşan": (40.855, 26.633),
    "Lalapaşa": (41.840, 26.736),
    "Meriç": (41.192, 26.421),
    "Süloğlu": (41.769, 26.910),
    "Uzunköprü": (41.269, 26.686),
}
TOWNS_OF_EDIRNE = {
    "Beğendik": (40.929, 26.575),
    "Esetçe": (40.870, 26.444),
    "Kırcasalih": (41.390, 26.795),
    "Küplü": (41.107, 26.352),
    "Subaşı": (41.141, 26.377),
    "Yenikarpuzlu": (40.933, 26.460),
    "Yenimuhacir": (40.858, 26.693),
}
KIRKLARELI = {
    "Babaeski": (41.428, 27.097),
    "Demirköy": (41.824, 27.765),
    "Kofçaz": (41.945, 27.158),
    "Lüleburgaz": (41.402, 27.357),
    "Pehlivanköy": (41.348, 26.925),
    "Pınarhisar": (41.627, 27.515),
    "Vize": (41.576, 27.767),
}
TOWNS_OF_KIRKLARELI = {
    "Ahmetbey": (41.439, 27.586),
    "Alpullu": (41.372, 27.142),
    "Büyükkarıştıran": (41.300, 27.543),
    "Büyükmandıra": (41.349, 27.100),
    "Çakıllı": (41.514, 27.873),
    "Evrensekiz": (41.372, 27.492),
    "İğneada": (41.874, 27.984),
    "İnece": (41.675, 27.068),
    "Karahalil": None,
    "Kavaklı": (41.655, 27.172),
    "Kaynarca": (41.659, 27.473),
    "Kıyıköy": (41.634, 28.095),
    "Üsküp": (41.736, 27.405),
}
KONYA = {
    "Ahırlı": (37.239, 32.119),
    "Akören": (37.453, 32.371),
    "Akşehir": (38.358, 31.416),
    "Altınekin": (38.308, 32.869),
    "Beyşehir": (37.677, 31.725),
    "Bozkır": (37.190, 32.247),
    "Cihanbeyli": (38.661, 32.924),
    "Çeltik": (39.024, 31.791),
    "Çumra": (37.573, 32.774),
    "Derbent": (38.014, 32.016),
    "Derebucak": (37.392, 31.509),
    "Doğanhisar": (38.146, 31.676),
    "Emirgazi": (37.902, 33.837),
    "Ereğli": (37.513, 34.047),
    "Güneysınır": (37.269, 32.729),
    "Hadim": (36.988, 32.457),
    "Halkapınar": (37.434, 34.187),
    "Hüyük": (37.954, 31.596),
    "Ilgın": (38.279, 31.914),
    "Kadınhanı": (38.240, 32.211),
    "Karapınar": (37.716, 33.551),
    "Karatay": (37.867, 32.529),
    "Kulu": (39.095, 33.080),
    "Meram": (37.830, 32.468),
    "Sarayönü": (38.262, 32.405),
    "Selçuklu": (37.884, 32.492),
    "Seydişehir": (37.419, 31.845),
    "Taşkent": (36.924, 32.491),
    "Tuzlukçu": (38.478, 31.626),
    "Yalıhüyük": (37.301, 32.085),
    "Yunak": (38.814, 31.732),
}
ISTANBUL = {
    "Silivri": (41.074, 28.246),
    "Büyükçekmece": (41.021, 28.585),
    "Çatalca": (41.141, 28.460),
}


def of(plate, kind):
    return {row.name: row for row in MUNICIPALITIES if (row.plate, row.kind) == (plate, kind)}


def population_of(*kinds):
    return sum(row.population for row in MUNICIPALITIES if row.kind in kinds)


def write(folder, text):
    path = folder / "municipalities.csv"
    path.write_text(text, encoding="utf-8")
    return path


def lines_of(name):
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


def test_there_are_81_provinces_numbered_by_plate():
    assert [row.plate for row in PROVINCES] == list(range(1, 82))


def test_thirty_provinces_are_metropolitan_and_kayseri_is_one_of_them():
    metropolitan = {row.name for row in PROVINCES if row.is_metropolitan}

    assert len(metropolitan) == 30
    assert "Kayseri" in metropolitan


def test_every_kind_of_municipality_has_its_number():
    assert Counter(row.kind for row in MUNICIPALITIES) == {
        "metropolitan": 30,
        "province": 51,
        "metropolitan_district": 519,
        "district": 403,
        "town": 404,
    }


def test_population_of_the_provinces_is_that_of_the_register():
    assert sum(row.population for row in PROVINCES) == POPULATION_OF_2023


def test_every_municipality_has_its_own_population_of_2025():
    assert {(row.population_year, row.population_of) for row in MUNICIPALITIES} == {(2025, "municipality")}
    assert population_of("metropolitan_district", "province", "district", "town") == POPULATION_OF_2025
    assert population_of("metropolitan", "province", "district", "town") == POPULATION_OF_2025


@pytest.mark.parametrize(("code", "people"), [("22-lalapasa", 1_655), ("39-vize", 15_386)])
def test_people_of_the_villages_are_not_counted_with_the_municipality(code, people):
    assert BY_CODE[code].population == people


def test_metropolitan_districts_add_up_to_their_metropolitan_municipality():
    people = Counter()
    for row in MUNICIPALITIES:
        if row.kind == "metropolitan_district":
            people[row.plate] += row.population

    assert people == {row.plate: row.population for row in MUNICIPALITIES if row.kind == "metropolitan"}


@pytest.mark.parametrize("rows", [PROVINCES, MUNICIPALITIES], ids=["provinces", "municipalities"])
def test_slugs_are_unique_and_plain(rows):
    slugs = [row.slug for row in rows]

    assert len(set(slugs)) == len(slugs)
    assert [slug for slug in slugs if slugify(slug) != slug] == []


def test_codes_are_unique_and_begin_with_the_plate():
    assert len(BY_CODE) == len(MUNICIPALITIES)
    assert [row.code for row in MUNICIPALITIES if int(row.code.split("-")[0]) != row.plate] == []


def test_slug_is_the_name_and_names_the_province_only_where_there_are_namesakes():
    province_of = {row.plate: row.name for row in PROVINCES}
    namesakes = Counter(slugify(row.name) for row in MUNICIPALITIES)

    for row in MUNICIPALITIES:
        own = slugify(row.name)
        if row.slug != own:
            assert row.slug == f"{own}-{slugify(province_of[row.plate])}"
            assert namesakes[own] > 1


def test_municipality_of_the_province_has_the_slug_of_the_province():
    slugs = {row.plate: row.slug for row in PROVINCES}
    seats = [row for row in MUNICIPALITIES if row.kind in ["metropolitan", "province"]]

    assert {row.plate: row.slug for row in seats} == slugs
    assert BY_CODE["22"].slug == "edirne"
    assert BY_CODE["42-eregli"].slug == "eregli-konya"
    assert BY_CODE["67-eregli"].slug == "eregli-zonguldak"


def test_every_municipality_lies_in_a_province_of_its_own_sort():
    is_metropolitan = {row.plate: row.is_metropolitan for row in PROVINCES}
    kinds_of_metropolitan_provinces = ["metropolitan", "metropolitan_district"]

    for row in MUNICIPALITIES:
        assert is_metropolitan[row.plate] == (row.kind in kinds_of_metropolitan_provinces)


def test_every_town_names_a_district_of_its_province():
    districts = {(row.plate, row.name) for row in MUNICIPALITIES if row.kind == "district"}

    for row in MUNICIPALITIES:
        if row.kind == "town":
            assert row.district == "Merkez" or (row.plate, row.district) in districts
        else:
            assert row.district == ""


@pytest.mark.parametrize("rows", [PROVINCES, MUNICIPALITIES], ids=["provinces", "municipalities"])
def test_names_are_written_in_turkish_letters_only(rows):
    letters = set("abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ 19")

    assert {row.name for row in rows if not set(row.name) <= letters} == set()


@table(
    "code",
    [
        "22-kircasalih Kırcasalih",
        "39-buyukkaristiran Büyükkarıştıran",
        "39-kiyikoy Kıyıköy",
        "42-ilgin Ilgın",
        "42-kadinhani Kadınhanı",
        "03-karamikkaracaoren Karamıkkaracaören",
        "03-yesilciftlik Yeşilçiftlik",
        "32-sariidris Sarıidris",
        "60-cimitekke Cimitekke",
        "66-halikoy Halıköy",
        "70-kazanci Kazancı",
        "72-ikikopru İkiköprü",
    ],
)
def test_dotted_and_dotless_i_are_where_they_belong(code):
    key, name = code.split()

    assert BY_CODE[key].name == name


@pytest.mark.parametrize("rows", [PROVINCES, MUNICIPALITIES], ids=["provinces", "municipalities"])
def test_every_point_lies_in_the_country(rows):
    for row in rows:
        assert (row.latitude is None) == (row.longitude is None)
        if row.latitude is not None:
            assert Decimal("35.5") <= row.latitude <= Decimal("42.5")
            assert 25 <= row.longitude <= 45


def test_points_are_known_for_all_seats_of_provinces_and_most_of_the_others():
    with_point = Counter(row.kind for row in MUNICIPALITIES if row.latitude is not None)

    assert with_point == {
        "metropolitan": 30,
        "province": 51,
        "metropolitan_district": 517,
        "district": 403,
        "town": 378,
    }


@pytest.mark.parametrize("code", ["25-aziziye", "67-karapinar", "43-cukurca"])
def test_a_place_of_the_same_name_elsewhere_lends_no_point(code):
    assert BY_CODE[code].latitude is None


def test_a_district_without_a_place_of_its_name_lies_in_the_middle_of_its_places():
    assert is_near(BY_CODE["59-ergene"], (41.207, 27.754))
    assert "middle of the district" in BY_CODE["59-ergene"].source


def test_of_two_places_of_one_name_the_seat_of_the_district_is_taken():
    assert is_near(BY_CODE["44-kale"], (38.415, 38.771))
    assert is_near(BY_CODE["60-yesilyurt"], (40.006, 36.221))


def is_near(row, point):
    latitude, longitude = point
    return abs(float(row.latitude) - latitude) < 0.05 and abs(float(row.longitude) - longitude) < 0.05


@table(
    ("plate", "kind", "expected"),
    [
        (59, "metropolitan", {"Tekirdağ": None}),
        (59, "metropolitan_district", TEKIRDAG),
        (22, "province", {"Edirne": (41.677, 26.556)}),
        (22, "district", EDIRNE),
        (22, "town", TOWNS_OF_EDIRNE),
        (39, "province", {"Kırklareli": (41.735, 27.225)}),
        (39, "district", KIRKLARELI),
        (39, "town", TOWNS_OF_KIRKLARELI),
        (42, "metropolitan", {"Konya": None}),
        (42, "metropolitan_district", KONYA),
    ],
)
def test_provinces_of_the_two_unions_are_complete(plate, kind, expected):
    found = of(plate, kind)

    assert found.keys() == expected.keys()
    assert [name for name, point in expected.items() if point and not is_near(found[name], point)] == []


def test_western_districts_of_istanbul_are_there():
    found = of(34, "metropolitan_district")

    assert [name for name, point in ISTANBUL.items() if not is_near(found[name], point)] == []


def test_regions_have_their_provinces():
    regions = Counter((row.region_tr, row.region_en) for row in PROVINCES)

    assert regions == {
        ("Akdeniz", "Mediterranean"): 8,
        ("Doğu Anadolu", "Eastern Anatolia"): 14,
        ("Ege", "Aegean"): 8,
        ("Güneydoğu Anadolu", "Southeastern Anatolia"): 9,
        ("Karadeniz", "Black Sea"): 18,
        ("Marmara", "Marmara"): 11,
        ("İç Anadolu", "Central Anatolia"): 13,
    }


def test_statistical_codes_are_unique_and_nested():
    assert len({row.nuts3 for row in PROVINCES}) == 81
    for row in PROVINCES:
        assert row.nuts3.startswith(row.nuts2)
        assert row.nuts2.startswith(row.nuts1)


def test_rows_are_ordered_by_plate_kind_and_code():
    keys = [(row.plate, KINDS.index(row.kind), row.code) for row in MUNICIPALITIES]

    assert keys == sorted(keys)


@pytest.mark.parametrize("name", ["provinces.csv", "municipalities.csv"])
def test_tables_are_plain_utf8_with_unix_lines(name):
    text = (FOLDER / name).read_bytes()

    assert text.decode("utf-8").endswith("\n")
    assert not text.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in text
    assert "\u0307" not in text.decode("utf-8")


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (("1340", "1340 km"), "line 3: area_km2 “1340 km” is not a whole number"),
        (("15839", "-1"), "line 3: population “-1” is not a whole number"),
        (("metropolitan_district", "village"), "line 3: kind “village” is not one of"),
        ((",1,", ",82,"), "line 3: plate “82” is not a plate number"),
        (("37.54850", "north"), "line 3: latitude “north” is not a number of degrees"),
        (("37.54850", "NaN"), "line 3: latitude “NaN” is not a number of degrees"),
        (("Aladağ", ""), "line 3: name “” is empty"),
        (("Aladağ", "Aladağ "), "line 3: name “Aladağ ” has blanks around it"),
        (("Aladağ,", ""), "line 3: 15 columns instead of 16"),
    ],
)
def test_a_malformed_row_is_named_with_its_line(tmp_path, fault, message):
    heading, first, second = lines_of("municipalities.csv")[:3]
    path = write(tmp_path, "\n".join([heading, first, second.replace(*fault, 1), ""]))

    with pytest.raises(MalformedRow) as refusal:
        list(municipalities(path))

    assert message in str(refusal.value)


def test_a_table_with_other_columns_is_refused(tmp_path):
    path = write(tmp_path, "code,name\n")

    with pytest.raises(MalformedRow, match="municipalities.csv, line 1: the columns must be code,"):
        list(municipalities(path))


def test_an_empty_or_foreign_encoded_file_is_refused(tmp_path):
    empty = write(tmp_path, "")
    foreign = Path(tmp_path / "latin5.csv")
    foreign.write_bytes("code,name,Çorlu\n".encode("iso-8859-9"))

    with pytest.raises(MalformedRow, match="line 1"):
        list(municipalities(empty))
    with pytest.raises(MalformedRow, match="line 1"):
        list(municipalities(foreign))
