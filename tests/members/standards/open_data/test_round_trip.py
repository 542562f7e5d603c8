"""What goes out as open data comes back through the import as it is stored, in every format and language."""

import io
from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.utils import translation

from members.exchange import exporting, planning
from members.exchange.resources import RESOURCES
from members.exchange.table_views import explanations, table_of
from members.standards.open_data.datasets import DATASETS
from tests import factories as make
from tests.members.exchange.runs import run_of
from tests.members.standards.open_data.files import file_address

FORMS = ["csv", "xlsx"]
LANGUAGES = ["tr", "en"]
DATASETS_BY_WORD = {dataset.words["en"]: dataset for dataset in DATASETS}
# Which import takes which table: the table of members is taken for cards and for memberships.
IMPORTS = [*((word, word) for word in RESOURCES), ("members", "listings"), ("members", "memberships")]
NASTY = "=1+1;\"x\", 'y'"


@pytest.fixture
def records(union):
    """Two municipalities of one name, with everything that has more than one way to be written."""
    konya, zonguldak = make.make_province(name="Konya", plate=42), make.make_province(name="Zonguldak", plate=67)
    konya_eregli = make.make_municipality(
        name="Ereğli", province=konya, kind="metropolitan_district", latitude="37.51300", longitude="34.04700"
    )
    zonguldak_eregli = make.make_municipality(name="Ereğli", province=zonguldak, kind="district")
    decision = make.make_decision(number=17)
    for place, start in [(konya_eregli, "1899-02-01"), (zonguldak_eregli, "1978")]:
        make.make_membership(
            municipality=place, start_date=start, acceptance=decision, council_decision_number="007",
            contribution_share="12.50",
        )  # fmt: skip
    make.make_membership(
        municipality=konya_eregli,
        start_date="1850-12-31",
        end_date="1898-11",
        leaving_decision_number="12345678901234567890",
    )
    make.make_listing(
        municipality=konya_eregli, mayor=NASTY, phone="+90 332 111 22 33;ext=4, 444 1 959", fax="+49 30 1234567",
        email="bilgi@eregli.bel.tr", website="https://www.eregli.bel.tr/", address="Sokak 5\n-2;3",
        text_tr="-\nyok", text_en="N/A", confirmed_on="2024-05-31",
    )  # fmt: skip
    make.make_listing(municipality=zonguldak_eregli, mayor="-", phone="")
    organ = decision.organ
    for number, place in enumerate([konya_eregli, zonguldak_eregli]):
        make.make_population_figure(
            municipality=place, year=2020 + number, population=12_345 * (number + 1), source="-3"
        )
        make.make_office_holder(
            organ=organ, person=make.make_person(name=f"Ömer {'IJ'[number]}şık"), municipality=place,
            start_date=["2019-04-05", "2024-04"][number], is_outsider=bool(number), position=number,
        )  # fmt: skip
    proceedings(decision)
    return union


def proceedings(decision) -> None:
    """Decisions, meetings and annual documents in every shape that a table has to carry."""
    executive = make.make_organ(kind="executive", decision_series="E")
    make.make_decision(
        organ=executive, number=17, title_tr=NASTY, date=date(2023, 5, 4), votes_for=12, votes_against=18,
        text_tr="<p>Birinci; paragraf</p><ul><li>bir</li><li>iki</li></ul>", text_en="<p>" + "long " * 1200 + "</p>",
        subject=make.make_subject(title_tr="Bütçe", title_en="Budget"), legal_ground_tr="5355 sayılı Kanun md. 9",
    )  # fmt: skip
    make.make_decision(number=18, date=date(2022, 1, 31), is_unanimous=True, final_on="2022-02-07", outcome="accepted")
    make.make_decision(number=19, date=date(2022, 2, 28), outcome="unrecorded")
    day = datetime(2023, 5, 4, 14, 30, tzinfo=ZoneInfo("Europe/Istanbul"))
    make.make_meeting(starts_at=day, agenda=["Açılış", NASTY, "-3. madde"], state="held", place_tr="Konya; salon")
    make.make_meeting(starts_at=day, precision="month", title_tr="1.", kind="extraordinary")
    make.make_meeting(organ=executive, starts_at=day, precision="year", called_on="2023-01-02")
    make.make_paper(kind="budget", year=2023, decision=decision, summary_tr="-1")
    make.make_paper(kind="supplementary_budget", year=2023, number=2, published_on="2023-06-01")


def file_of(reader, word: str, form: str, language: str) -> bytes:
    return reader.get(file_address(DATASETS_BY_WORD[word].words[language], form, language)).content


def test_nothing_is_new_and_nothing_has_changed(reader, records):
    wrong = []
    for word, kind in IMPORTS:
        for language, form in product(LANGUAGES, FORMS):
            content = file_of(reader, word, form, language)
            with translation.override(language):
                count = len(list(DATASETS_BY_WORD[word].rows()))
            # Whoever imports it may use the administration in the other language.
            for reading_language in LANGUAGES:
                with translation.override(reading_language):
                    plan = planning.plan_of(run_of(kind, content))
                found = [problem.message for problem in plan.problems], [entry.changes for entry in plan.changed]
                if (*found, plan.new, len(plan.same)) != ([], [], [], count):
                    wrong.append((word, kind, form, language, reading_language, *found, plan.new, len(plan.same)))

    assert wrong == []


def test_the_records_of_the_office_come_back_as_well(union, records):
    wrong = []
    for kind, language, extension in product(RESOURCES, LANGUAGES, FORMS):
        with translation.override(language):
            resource = RESOURCES[kind]()
            sheets = table_of(resource, with_rows=True), explanations(resource)
            content = exporting.download(sheets[0], extension, "tablo", sheets[1]).content
            plan = planning.plan_of(run_of(kind, content))
        found = [problem.message for problem in plan.problems], [entry.changes for entry in plan.changed], plan.new
        if found != ([], [], []) or not plan.same:
            wrong.append((kind, language, extension, *found))

    assert wrong == []


def test_an_empty_table_has_known_headings_and_changes_nothing(reader, union):
    for kind, language, form in product(RESOURCES, LANGUAGES, FORMS):
        plan = planning.plan_of(run_of(kind, file_of(reader, kind, form, language)))

        assert (plan.new, plan.changed, plan.problems, plan.same) == ([], [], [], []), kind
        assert plan.heading.unread == [], kind
        assert {column.name for column in plan.heading.columns.values()} == {
            column.name for column in DATASETS_BY_WORD[kind].columns
        }, kind


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("word", "heading", "total"),
    [
        ("population", {"tr": "Nüfus", "en": "Population"}, 37_035),
        ("members", {"tr": "Enlem", "en": "Latitude"}, 37.513),
    ],
)
def test_a_column_of_numbers_has_a_sum_in_a_workbook(reader, records, word, heading, total, language):
    page = openpyxl.load_workbook(io.BytesIO(file_of(reader, word, "xlsx", language))).worksheets[0]
    [column] = [cells for cells in page.iter_cols() if cells[0].value == heading[language]]

    assert sum(cell.value for cell in column[1:] if cell.data_type == "n" and cell.value) == total
    assert not page.merged_cells.ranges
