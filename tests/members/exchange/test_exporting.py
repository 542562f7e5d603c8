"""Exported tables: harmless to spreadsheets, and the same records when they are imported again."""

import io
import os
import tracemalloc
from datetime import date
from functools import partial

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from members.exchange import exporting, planning, reading, values, writing
from members.exchange.resources import RESOURCES
from members.membership.models import Membership
from members.people.models import OfficeHolder, Person
from tests import factories as make
from tests.members.exchange.runs import run_of
from tests.tables import table
from unions.values import person_names, titles

pytestmark = pytest.mark.django_db

TEXT = st.text(st.sampled_from("abçğıİöşü =+-@'\"#;,|/?.1"), max_size=12).map(lambda text: " ".join(text.split()))
LINES = st.lists(TEXT.filter(bool), max_size=3).map("\n".join)
DAYS = st.one_of(
    st.none(),
    st.integers(1950, 2025).map(str),
    st.dates(min_value=date(1950, 1, 1), max_value=date(2025, 1, 1)).map(lambda day: day.isoformat()),
)
PHONES = st.sampled_from(
    [
        "",
        "+90 282 651 10 20",
        "+90 332 111 22 33;ext=4",
        "444 1 959",
        "+90 282 651 10 20, +90 282 651 10 21",
        "+49 30 1234567",
    ]
)
EMAILS = st.sampled_from(["", "bilgi@corlu.bel.tr", "A.b@c.tr"])


def is_kept(clean, text: str) -> bool:
    """Whether the type of a value takes the text as it is."""
    try:
        return clean(text) == text
    except ValidationError:
        return False


# What is stored of the name of a person and of a title.
PEOPLE = (
    st.text(st.sampled_from("abçğıİöşü '.-"), max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(partial(is_kept, person_names.WithoutTitle.clean))
)
TITLES = TEXT.filter(partial(is_kept, titles.clean))
NAMES = TEXT.map(lambda text: text.strip() or "Ad").filter(lambda text: any(letter.isalpha() for letter in text))


def listing_rows():
    fields = {"mayor": PEOPLE, "phone": PHONES, "fax": PHONES, "email": EMAILS, "address": LINES, "text_tr": LINES}
    return st.lists(st.none() | st.fixed_dictionaries(fields | {"text_en": LINES}), min_size=4, max_size=4)


def period(draw_days):
    return draw_days if None in draw_days else tuple(sorted(draw_days))


STEPS = ["council_decided_on", "start_date", "leaving_decided_on", "end_date"]


def in_order(days: tuple) -> dict:
    """The steps of a membership, those that are known one after the other."""
    known = iter(sorted(day for day in days if day))
    return {step: next(known) if day else None for step, day in zip(STEPS, days, strict=True)}


def membership_rows():
    fields = {
        "steps": st.tuples(DAYS, DAYS, DAYS, DAYS).map(in_order),
        "council_decision_number": TEXT,
        "leaving_decision_number": TEXT,
        "leaving_reason_tr": TEXT,
        "evidence_en": TEXT,
    }
    return st.lists(st.none() | st.fixed_dictionaries(fields), min_size=4, max_size=4)


def seat_rows():
    fields = {
        "name": PEOPLE,
        "title": TITLES,
        "days": st.tuples(DAYS, DAYS).map(period),
        "seat": st.sampled_from(OfficeHolder.Seat.values),
        "role": st.sampled_from(["member", "clerk", "chair"]),
        "is_outsider": st.booleans(),
        "position": st.integers(0, 20),
    }
    return st.lists(st.none() | st.fixed_dictionaries(fields), min_size=4, max_size=4)


@pytest.fixture
def places(union):
    """Four municipalities, two of which have one name."""
    konya, zonguldak = make.make_province(name="Konya", plate=42), make.make_province(name="Zonguldak", plate=67)
    pairs = [("Ereğli", konya), ("Ereğli", zonguldak), ("Çumra", konya), ("Ilgın", konya)]
    found = [make.make_municipality(name=name, province=province) for name, province in pairs]
    make.make_organ()
    for place in found:
        make.make_membership(municipality=place)
    return found


def file_of(kind: str, form: str) -> bytes:
    resource = RESOURCES[kind]()
    sheet = exporting.sheet_of(kind, resource.columns, (resource.values(row) for row in resource.rows()))
    file = io.BytesIO()
    if form == "csv":
        exporting.write_csv(sheet, file)
    else:
        exporting.write_xlsx([sheet], file)
    return file.getvalue()


def recorded(kind: str) -> list[tuple]:
    resource = RESOURCES[kind]()
    # An empty text and none are alike to whoever reads.
    return sorted(str([value or None for value in resource.values(row).values()]) for row in resource.rows())


def comes_back(kind: str, form: str, language: str) -> None:
    """import(export(x)) = x: over what is there nothing changes, into what was emptied everything returns."""
    with translation.override(language):
        before, content = recorded(kind), file_of(kind, form)
        if not before:
            return
        again = planning.plan_of(run_of(kind, content))
        assert [problem.message for problem in again.problems] == []
        assert (again.new, again.changed) == ([], [])

        RESOURCES[kind].model.objects.all().delete()
        Person.objects.all().delete()
        run = run_of(kind, content)
        plan = planning.plan_of(run)
        assert [problem.message for problem in plan.problems] == []
        writing.write(run, digest=plan.digest, user=None)
        assert recorded(kind) == before


# Each stores, exports, empties, imports and compares; ROUND_TRIPS asks for more of them.
EXAMPLES_EACH = int(os.environ.get("ROUND_TRIPS", "10"))
EXAMPLES = {"listings": listing_rows(), "memberships": membership_rows(), "office-holders": seat_rows()}


def store(kind: str, place, number: int, drawn: dict) -> None:
    drawn = dict(drawn)
    drawn |= drawn.pop("steps", {})
    start, end = drawn.pop("days", (drawn.pop("start_date", None), drawn.pop("end_date", None)))
    if kind == "listings":
        make.make_listing(municipality=place, **drawn)
    elif kind == "memberships":
        Membership.objects.filter(municipality=place).update(start_date=start, end_date=end, **drawn)
    else:
        # Two people of one name would have to be told apart by hand.
        person = make.make_person(name=f"{drawn.pop('name')} Kişi{'abcd'[number]}", title=drawn.pop("title"))
        make.make_office_holder(person=person, municipality=place, start_date=start, end_date=end, **drawn)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_exported_records_come_back_the_same(places, kind, record_property):
    from django.db import transaction

    examples = []

    @settings(
        max_examples=EXAMPLES_EACH,
        phases=[Phase.generate],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(EXAMPLES[kind], st.sampled_from(["csv", "csv", "xlsx"]), st.sampled_from(["tr", "en"]))
    def check(rows, form, language):
        examples.append(form)
        with transaction.atomic():
            for number, (place, drawn) in enumerate(zip(places, rows, strict=True)):
                if drawn is not None:
                    store(kind, place, number, drawn)
            comes_back(kind, form, language)
            transaction.set_rollback(True)

    check()
    record_property("figures", {"page": f"round trip of {kind}", "examples": len(examples)})


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.lists(TEXT | LINES, min_size=3, max_size=3).filter(any), min_size=1, max_size=5), st.booleans())
def test_the_cells_of_a_file_come_back_the_same(rows, is_workbook):
    file = io.BytesIO()
    sheet = exporting.Sheet("x", ["a", "b", "c"], [[values.defuse(text) for text in row] for row in rows])
    if is_workbook:
        exporting.write_xlsx([sheet], file)
    else:
        exporting.write_csv(sheet, file)

    for each in reading.read(file.getvalue()):
        if each.rows[0][:3] == ["a", "b", "c"]:
            assert [[values.undefuse(text) for text in row] for row in each.rows[1:]] == rows
            assert not [
                text for row in each.rows for text in row if text[:1] in ["=", "+", "-", "@", "\t", "\r"] and text
            ]


def test_population_and_acceptance_come_back_the_same(places):
    for number, place in enumerate(places):
        make.make_population_figure(municipality=place, year=2020 + number, population=10**number, source="=TÜİK")
    decision = make.make_decision(number=17)
    Membership.objects.filter(municipality=places[0]).update(acceptance=decision)

    for kind in ["population", "memberships"]:
        comes_back(kind, "xlsx", "tr")

    assert Membership.objects.get(municipality=places[0]).acceptance == decision


def test_an_acceptance_that_a_court_annulled_is_named_by_the_file_no_more_than_by_the_card(places):
    decision = make.make_decision(number=17)
    Membership.objects.filter(municipality=places[0]).update(acceptance=decision)
    make.make_court_ruling(decision=decision, kind="annulment")

    assert decision.citation not in file_of("memberships", "csv").decode()


def test_an_old_value_that_would_be_refused_today_passes_unchanged(corlu):
    make.make_listing(municipality=corlu, phone="ara: 651 10 20 (Ayşe)")

    comes_back_over = planning.plan_of(run_of("listings", file_of("listings", "csv")))

    assert (comes_back_over.problems, comes_back_over.changed) == ([], [])


@table("text", ["=1+1", "+SUM(A1)", "-2", "@cmd", "\tx", "\rx", "+1*9", "=cmd|'/c calc'!A1"])
def test_formulas_are_harmless(text):
    assert values.defuse(text) == f"'{text}"


def test_a_workbook_of_twelve_megabytes_is_written_in_constant_memory():
    columns = RESOURCES["population"].columns[-2:]
    rows = ({"population": number, "source": f"{number} ".ljust(6_000, "y")} for number in range(2_000))

    with exporting.spooled() as file:
        tracemalloc.start()
        exporting.write_xlsx([exporting.sheet_of("x", columns, rows)], file)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    # The sheet alone has 12 MB of XML.
    assert most < 8 * exporting.IN_MEMORY_BYTES


def test_a_download_is_saved_under_its_name_and_only_a_workbook_has_more_sheets():
    def sheet(title: str) -> exporting.Sheet:
        return exporting.Sheet(title, ["Ad"], [["Çorlu"]])

    text, book = (exporting.download(sheet("Bir"), ending, "uyeler", sheet("İki")) for ending in ["csv", "xlsx"])

    assert text["Content-Disposition"] == 'attachment; filename="uyeler.csv"'
    assert text.content.decode("utf-8-sig") == "Ad\r\nÇorlu\r\n"
    assert openpyxl.load_workbook(io.BytesIO(book.content)).sheetnames == ["Bir", "İki"]
