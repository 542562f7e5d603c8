import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from members.directory.export import COLUMNS
from members.exchange import planning
from members.exchange.resources.listings import PUBLIC_NAMES
from tests.addresses import address
from tests.factories import make_decision, make_listing, make_membership, make_municipality, make_province, make_union
from tests.members.exchange.runs import run_of


@pytest.fixture
def corlu(union):
    tekirdag = make_province(name="Tekirdağ", slug="tekirdag")
    municipality = make_municipality(name="Çorlu", province=tekirdag, population=294_020)
    acceptance = make_decision(date=date(2025, 4, 15), number=9)
    make_membership(municipality=municipality, start_date="2025-04", acceptance=acceptance)
    make_listing(municipality=municipality, mayor="Ömer Şen", phone="+90 282 111 22 33")
    return municipality


def table(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def rows_of_file(response):
    if "csv" in response["Content-Type"]:
        return table(response)
    headings, *rows = openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def ask(reader, form, query="", language="tr"):
    parameter = {"tr": "bicim", "en": "format"}[language]
    return reader.get(address("member_list", language) + f"?{parameter}={form}{query}")


def test_csv_names_its_columns_in_the_language_of_the_page(reader, corlu):
    [row] = table(ask(reader, "csv"))

    assert row["Belediye"] == "Çorlu"
    assert row["Telefon"] == "+90 282 111 22 33"
    assert row["Nüfus"] == "294020"
    assert row["Kabul kararı"] == "2025/9"
    assert row["Başlangıç tarihi"] == "04.2025"


def test_draft_decision_of_acceptance_is_in_no_file(reader, union):
    decision = make_decision(date=date(2025, 4, 15), number=9, status="draft")
    make_membership(acceptance=decision)

    assert json.loads(ask(reader, "json").content)["members"][0]["accepted_by"] is None


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_file_holds_exactly_what_is_shown(reader, corlu, form):
    make_membership(municipality=make_municipality(name="Saray", population=51_224))
    make_membership(municipality=make_municipality(name="Eski"), end_date="2014")
    make_membership(union=make_union(), municipality=make_municipality(name="Yabancı"))

    response = ask(reader, form, "&sira=nufus&s=sa")

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

    found = json.loads(ask(reader, "json", "&sira=nufus").content)

    assert found["count"] == 70
    assert [row["population"] for row in found["members"]] == list(range(69, -1, -1))


FORMULAS = ["=1+1", "+SUM(A1)", "-2", "@cmd", "+1*9", "=cmd|'/c calc'!A1", "+90 282 111 22 33"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_harmless(reader, corlu, text, form):
    corlu.listings.update(mayor=text)

    [row] = rows_of_file(ask(reader, form))

    assert row["Belediye başkanı"] == f"'{text}"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("text", ["+90 282 111 22 33", "+90 282 111 22 33;ext=4", "444 1 959", "+49 30 1234567"])
def test_telephone_numbers_stay_as_they_are(reader, corlu, text, form):
    corlu.listings.update(phone=text)

    [row] = rows_of_file(ask(reader, form))

    assert row["Telefon"] == text.replace(";ext=", ", dahili ")


@pytest.mark.parametrize("text", ["=1+1", "+90/2", "+90282-1", "-90 282 111 22 33", "@90 282 111 22 33"])
def test_what_only_looks_like_a_telephone_number_is_harmless(reader, corlu, text):
    corlu.listings.update(phone=text)

    [row] = rows_of_file(ask(reader, "csv"))

    assert row["Telefon"] == f"'{text}"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_file_comes_back_through_the_import_without_a_change(reader, corlu, form, language):
    """It has the column headings of the import, for cards and for memberships."""
    content = ask(reader, form, language=language).content

    for kind in ["listings", "memberships"]:
        plan = planning.plan_of(run_of(kind, content))

        assert (plan.new, plan.changed, plan.problems, len(plan.same)) == ([], [], [], 1)


def test_formula_in_a_card_is_text_in_every_table(reader, corlu):
    listing = corlu.listings.get()
    listing.mayor = "=HYPERLINK(0)"
    listing.save()

    [row] = table(ask(reader, "csv"))
    sheet = openpyxl.load_workbook(io.BytesIO(ask(reader, "xlsx").content)).active
    cell = sheet.cell(row=2, column=1 + [column.name for column in COLUMNS].index("mayor"))

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


def test_what_everybody_may_have_of_a_card_is_in_the_file_once_wherever_its_name_stands():
    names = [column.name for column in COLUMNS]

    assert [name for name in PUBLIC_NAMES if names.count(name) != 1] == []
