from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.management.commands import loadreference
from members.municipalities import reference_data
from members.municipalities.models import Municipality, Province
from unions.models import Generation, Union

pytestmark = pytest.mark.django_db


def load():
    output = StringIO()
    call_command("loadreference", stdout=output)
    return output.getvalue().splitlines()


def everything():
    return [list(model.objects.order_by("pk").values()) for model in [Province, Municipality]]


def numbers_in(lines):
    return [[int(word) for word in line.split() if word.isdecimal()] for line in lines]


def test_provinces_and_municipalities_are_stored_with_all_their_values():
    load()

    konya = Province.objects.get(plate=42)
    corlu = Municipality.objects.get(code="59-corlu")
    kircasalih = Municipality.objects.get(slug="kircasalih")
    assert (konya.name, konya.region_tr, konya.region_en) == (
        "Konya",
        "İç Anadolu",
        "Central Anatolia",
    )
    assert (konya.is_metropolitan, konya.population, konya.area) == (True, 2_320_241, 40_838)
    assert (corlu.province.name, corlu.kind) == ("Tekirdağ", Municipality.Kind.METROPOLITAN_DISTRICT)
    assert (corlu.latitude, corlu.longitude) == (Decimal("41.16069"), Decimal("27.80093"))
    assert (kircasalih.kind, kircasalih.district_name) == (Municipality.Kind.TOWN, "Uzunköprü")
    assert (kircasalih.area, kircasalih.closed_on, kircasalih.successor) == (None, None, None)


def test_every_row_of_the_tables_arrives():
    lines = load()

    assert numbers_in(lines) == [[81, 0, 0], [1407, 0, 0]]
    assert Province.objects.count() == 81
    assert Municipality.objects.count() == 1407


def test_help_can_be_read(capsys):
    with pytest.raises(SystemExit) as end:
        call_command("loadreference", "--help")

    assert end.value.code == 0
    assert "81" in capsys.readouterr().out


def test_kinds_of_the_tables_are_those_of_the_model():
    others = [Municipality.Kind.SPECIAL_ADMINISTRATION, Municipality.Kind.VILLAGE]

    assert [kind for kind in Municipality.Kind.values if kind not in others] == reference_data.KINDS


def test_a_second_run_changes_nothing():
    load()
    before = everything()

    lines = load()

    assert numbers_in(lines) == [[0, 0, 81], [0, 0, 1407]]
    assert everything() == before


def test_rows_stand_in_turkish_order():
    load()

    names = list(Municipality.objects.filter(province=42).values_list("name", flat=True))

    assert names.index("Cihanbeyli") < names.index("Çeltik") < names.index("Çumra")
    assert names.index("Hüyük") < names.index("Ilgın") < names.index("Kadınhanı")


def test_a_row_that_differs_is_corrected_and_keeps_its_number():
    load()
    corlu = Municipality.objects.get(code="59-corlu")
    Municipality.objects.filter(pk=corlu.pk).update(name="Corlu", population=1, sort_key="")
    Province.objects.filter(plate=59).update(region_en="Thrace")

    lines = load()

    assert numbers_in(lines) == [[0, 1, 80], [0, 1, 1406]]
    restored = Municipality.objects.get(code="59-corlu")
    assert (restored.pk, restored.name, restored.population, restored.sort_key) == (
        corlu.pk,
        "Çorlu",
        corlu.population,
        corlu.sort_key,
    )


def test_a_point_entered_by_hand_stays_where_the_tables_know_none():
    load()
    Municipality.objects.filter(code="39-karahalil").update(latitude="41.13000", longitude="27.79000")

    lines = load()

    assert numbers_in(lines)[1] == [0, 0, 1407]
    assert Municipality.objects.get(code="39-karahalil").latitude == Decimal("41.13000")


def test_a_municipality_that_is_not_in_the_tables_stays():
    load()
    Municipality.objects.create(code="22-new", province_id=22, name="Yeni", slug="yeni", kind=Municipality.Kind.TOWN)

    lines = load()

    assert numbers_in(lines)[1] == [0, 0, 1407, 1]
    assert Municipality.objects.filter(code="22-new").exists()


def test_a_contradicting_row_is_one_sentence_and_nothing_is_written():
    Province.objects.create(plate=59, name="Tekirdağ", slug="tekirdag")
    Municipality.objects.create(code="x", province_id=59, name="Other", slug="corlu", kind=Municipality.Kind.TOWN)

    with pytest.raises(CommandError, match="corlu|slug"):
        load()

    assert Province.objects.count() == 1
    assert Municipality.objects.count() == 1


def test_number_of_queries_is_small_and_smaller_when_nothing_changes():
    with CaptureQueriesContext(connection) as first:
        load()
    with CaptureQueriesContext(connection) as second:
        load()

    assert len(first) <= 55
    assert len(second) <= 6


def test_only_a_change_invalidates_the_pages_of_every_union():
    union = Union.objects.create(code="somewhere")
    before = generation_of(union)

    load()
    after = generation_of(union)
    load()

    assert after > before
    assert generation_of(union) == after


def generation_of(union):
    return Generation.objects.get(union=union).number


def test_an_unknown_successor_is_one_sentence_and_nothing_is_written(monkeypatch):
    rows = [replace(row, successor_code="22-nowhere") for row in reference_data.municipalities() if row.plate == 22]
    monkeypatch.setattr(loadreference, "municipalities", lambda: rows)

    with pytest.raises(CommandError, match="22-nowhere"):
        load()

    assert not Province.objects.exists()
