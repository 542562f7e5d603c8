import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from members.directory.export import COLUMNS, harmless
from tests.addresses import address
from tests.factories import make_decision, make_listing, make_membership, make_municipality, make_province, make_union


@pytest.fixture
def corlu(union):
    tekirdag = make_province(name="Tekirdağ", slug="tekirdag")
    municipality = make_municipality(name="Çorlu", province=tekirdag, population=294_020)
    acceptance = make_decision(date=date(2025, 4, 15), number=9)
    make_membership(municipality=municipality, start_date="2025-04", acceptance=acceptance)
    make_listing(municipality=municipality, mayor="Ömer Şen", phone="+90 282 111 22 33")
    return municipality


def table(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def ask(reader, form, query="", language="tr"):
    return reader.get(address("member_list", language) + f"?bicim={form}{query}")


def test_csv_names_its_columns_in_the_language_of_the_page(reader, corlu):
    [row] = table(ask(reader, "csv"))

    assert row["Belediye"] == "Çorlu"
    assert row["Telefon"] == "+90 282 111 22 33"
    assert row["Nüfus"] == "294020"
    assert row["Kabul kararı"] == "2025/9"
    assert row["Üyelik başlangıcı"] == "2025-04"


def test_draft_decision_of_acceptance_is_in_no_file(reader, union):
    decision = make_decision(date=date(2025, 4, 15), number=9, status="draft")
    make_membership(acceptance=decision)

    assert json.loads(ask(reader, "json").content)["members"][0]["accepted_by"] is None


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_file_holds_exactly_what_is_shown(reader, corlu, form):
    make_membership(municipality=make_municipality(name="Saray", population=51_224))
    make_membership(municipality=make_municipality(name="Eski"), end_date="2014")
    make_membership(union=make_union(), municipality=make_municipality(name="Yabancı"))

    response = ask(reader, form, "&sira=population&s=sa")

    if form == "csv":
        found = [row["Belediye"] for row in table(response)]
    elif form == "json":
        found = [row["name"] for row in json.loads(response.content)["members"]]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        found = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == ["Saray"]


def test_file_holds_all_pages_in_the_order_of_the_list(reader, union):
    for number in range(70):
        make_membership(municipality=make_municipality(name=f"Belde {number:02}", population=number))

    found = json.loads(ask(reader, "json", "&sira=population").content)

    assert found["count"] == 70
    assert [row["population"] for row in found["members"]] == list(range(69, -1, -1))


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2", "@cmd", "\tx", "\rx", "+1*9", "=cmd|'/c calc'!A1"])
def test_formulas_are_harmless(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+90 282 111 22 33", "+90 (282) 111 22 33", "Çorlu", 12, None])
def test_telephone_numbers_and_words_stay_as_they_are(text):
    assert harmless(text) == text


def test_formula_in_a_card_is_text_in_every_table(reader, corlu):
    listing = corlu.listings.get()
    listing.mayor = "=HYPERLINK(0)"
    listing.save()

    [row] = table(ask(reader, "csv"))
    sheet = openpyxl.load_workbook(io.BytesIO(ask(reader, "xlsx").content)).active
    cell = sheet.cell(row=2, column=1 + list(COLUMNS).index("mayor"))

    assert row["Belediye başkanı"] == "'=HYPERLINK(0)"
    assert (cell.value, cell.data_type) == ("'=HYPERLINK(0)", "s")


def test_file_of_an_invalid_choice_is_refused(reader, corlu):
    response = ask(reader, "csv", "&il=yokil")

    assert response.status_code == 400
    assert 'class="errorlist"' in response.text


def test_unknown_file_format_answers_404(reader, corlu):
    assert ask(reader, "pdf").status_code == 404


@pytest.mark.parametrize("count", [1, 40])
def test_file_costs_the_same_queries_however_long(reader, union, django_assert_max_num_queries, count):
    for _number in range(count):
        make_membership()

    with django_assert_max_num_queries(6):
        ask(reader, "csv")
