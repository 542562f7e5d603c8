"""Open data: the same records in every form, explained, with sums that are right."""

import base64
import csv
import hashlib
import io
import json

import openpyxl
import pytest
from django.urls import reverse
from django.utils import translation

from members.membership.models import Membership
from members.standards.open_data.datasets import DATASETS
from tests import factories as make
from unions.publishing.addresses import LANGUAGES


@pytest.fixture
def member(union):
    municipality = make.make_municipality(
        name="Çorlu", code="59-corlu", latitude="41.16100", longitude="27.80100", population=280_000
    )
    make.make_membership(municipality=municipality, start_date="2004-05")
    make.make_listing(
        municipality=municipality, mayor='=HYPERLINK("x")', phone="+90 282 651 10 20", staff_note="gizli not"
    )
    return municipality


def file_address(word: str, extension: str, language: str = "tr") -> str:
    with translation.override(language):
        return reverse("open_data_file", args=[word, extension])


def rows_of_csv(response) -> list[dict]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_every_file_and_explains_every_column(reader, member, language):
    with translation.override(language):
        page = reader.get(reverse("open_data")).content.decode()
        for dataset in DATASETS:
            for extension in dataset.extensions:
                assert f'href="{file_address(dataset.word, extension, language)}"' in page
            for column in dataset.columns:
                assert f"<code>{column.name}</code>" in page
                assert str(column.meaning).split(";")[0].split("'")[0] in page
    assert "creativecommons.org/licenses/by/4.0" in page


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.words["en"])
def test_columns_have_headings_and_meanings_of_their_own_in_both_languages(dataset):
    for language in LANGUAGES:
        with translation.override(language):
            headings = [str(column.heading) for column in dataset.columns]
            assert len(set(headings)) == len(headings)
    told = []
    for language in LANGUAGES:
        with translation.override(language):
            told.append([str(column.meaning) for column in dataset.columns])
    assert all(turkish != english for turkish, english in zip(*told, strict=True))


def test_the_forms_say_the_same(reader, member):
    [line] = rows_of_csv(reader.get(file_address("uyeler", "csv")))
    [row] = json.loads(reader.get(file_address("uyeler", "json")).content)["rows"]
    [feature] = json.loads(reader.get(file_address("uyeler", "geojson")).content)["features"]
    book = openpyxl.load_workbook(io.BytesIO(reader.get(file_address("uyeler", "xlsx")).content))
    headings, values = book.worksheets[0].iter_rows(values_only=True)

    assert line["Belediye"] == row["municipality"] == "Çorlu"
    assert line["Nüfus"] == str(row["population"]) == "280000"
    assert feature["geometry"] == {"type": "Point", "coordinates": [27.801, 41.161]}
    assert {name: text or "" for name, text in zip(headings, values, strict=True)} == line
    # The workbook explains itself in both languages and says on which terms it may be used.
    explained = list(book.worksheets[1].iter_rows(values_only=True))
    assert ("municipality", "Belediye", "Belediyenin adı.", "Municipality", "Name of the municipality.") in explained
    assert explained[-1][0] == "CC BY 4.0"


def test_formulas_are_harmless_in_spreadsheets_and_plain_in_json(reader, member):
    for language, word in [("tr", "uye-kartlari"), ("en", "listings")]:
        cells = reader.get(file_address(word, "csv", language)).content.decode()
        assert "'=HYPERLINK" in cells
        assert ";=" not in cells
        assert "+90" not in cells
    rows = json.loads(reader.get(file_address("uye-kartlari", "json")).content)["rows"]
    assert (rows[0]["mayor"], rows[0]["phone"]) == ('=HYPERLINK("x")', "+90 282 651 10 20")


def test_nothing_of_staff_and_nothing_unpublished_goes_out(reader, member):
    make.make_decision(title_tr="Gizli taslak", status="draft", number=3)
    make.make_decision(title_tr="Yayımlanmış karar", number=4)
    draft = make.make_decision(title_tr="Taslak kabul", status="draft", number=5)
    Membership.objects.update(acceptance=draft)

    for dataset in DATASETS:
        text = reader.get(file_address(dataset.words["tr"], "json")).content.decode()
        assert not any(word in text for word in ["gizli not", "Gizli taslak", "Taslak kabul", draft.citation])
    assert "Yayımlanmış karar" in reader.get(file_address("kararlar", "json")).content.decode()


def test_a_member_whose_place_is_not_known_is_not_lost(reader, union):
    make.make_membership(municipality=make.make_municipality(name="Ergene"))

    [feature] = json.loads(reader.get(file_address("uyeler", "geojson")).content)["features"]

    assert (feature["geometry"], feature["properties"]["municipality"]) == (None, "Ergene")


def test_the_sums_are_those_of_the_files_and_change_with_the_records_only(reader, member):
    sums = reader.get(reverse("open_data_checksums")).content.decode()
    for line in sums.splitlines():
        expected, name = line.split("  ")
        response = reader.get(file_address(*name.split(".")))
        assert hashlib.sha256(response.content).hexdigest() == expected, name
        assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(bytes.fromhex(expected)).decode()}:"
        assert response["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
        assert response["Access-Control-Allow-Origin"] == "*"

    membership = Membership.objects.get()
    membership.leaving_reason_tr = "Yeni"
    membership.save()

    changed = {
        before.split("  ")[1].split(".")[0]
        for before, after in zip(
            sums.splitlines(), reader.get(reverse("open_data_checksums")).content.decode().splitlines(), strict=True
        )
        if before != after
    }
    assert changed == {"uyelikler"}


def test_a_large_table_is_sent_in_parts(reader, member, monkeypatch):
    from members.exchange import exporting

    whole = reader.get(file_address("uyeler", "csv")).content
    monkeypatch.setattr(exporting, "IN_MEMORY_BYTES", 10)
    response = reader.get(file_address("uyeler", "csv"))

    assert response.streaming
    assert b"".join(response.streaming_content) == whole


def test_the_dictionary_for_programs_speaks_both_languages(reader, union):
    with translation.override("en"):
        content = json.loads(reader.get(reverse("open_data_dictionary")).content)

    [members] = [table for table in content["tables"] if table["title"]["en"] == "Members"]
    assert members["title"]["tr"] == "Üyeler"
    assert any(address.endswith("/tr/acik-veri/uyeler.geojson") for address in members["files"]["tr"])
    assert {"name", "heading", "meaning"} == set(members["columns"][0])


def test_the_footer_leads_to_it(reader, union):
    assert f'href="{reverse("open_data")}"' in reader.get(reverse("home")).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_a_file_costs_the_same_with_few_and_many_members(reader, union, count, django_assert_num_queries):
    for _member in range(count):
        make.make_membership()

    with django_assert_num_queries(4):
        reader.get(file_address("uyeler", "json"))
