"""Files that come in: what they would do, what they have done, and how it is undone."""

import io
import os
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from members.directory.models import Listing
from members.exchange import exporting, planning, reading, undoing, values, writing
from members.exchange.resources import RESOURCES
from members.membership.models import Membership
from members.municipalities.models import Municipality, PopulationFigure
from members.people.models import OfficeHolder, Person
from tests import factories as make
from tests.members.exchange.tables import csv_file, workbook
from unions.models import Generation
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def tekirdag():
    return make.make_province(name="Tekirdağ", plate=59)


@pytest.fixture
def corlu(union, tekirdag):
    corlu = make.make_municipality(name="Çorlu", province=tekirdag, code="59-corlu")
    make.make_membership(municipality=corlu, start_date="2004")
    return corlu


@pytest.fixture
def clerk(union):
    return make.make_staff(union)


def run_of(kind: str, content: bytes, **fields):
    return make.make_import_run(kind=kind, content=content, **fields)


def plan(kind: str, *rows, **fields):
    with translation.override("tr"):
        return planning.plan_of(run_of(kind, csv_file(*rows), **fields))


def written(kind: str, *rows, user=None, **fields):
    run = run_of(kind, csv_file(*rows), **fields)
    return writing.write(run, digest=planning.plan_of(run).digest, user=user)


# What a file would do


def test_a_plan_tells_old_and_new_and_writes_nothing(corlu):
    make.make_listing(municipality=corlu, mayor="Ali Ak", phone="+90 282 651 10 20")
    found = plan("listings", ["Belediye", "Başkan", "Tel"], ["ÇORLU", "Ayşe Boz", "0282 651 10 20"])

    [entry] = found.changed
    assert [(change.before, change.after) for change in entry.changes] == [("Ali Ak", "Ayşe Boz")]
    assert entry.number == 2
    assert Listing.objects.get().mayor == "Ali Ak"


def test_an_empty_cell_and_a_dash_leave_what_is_recorded(corlu):
    make.make_listing(municipality=corlu, mayor="Ali Ak", fax="0282 1")

    [entry] = plan("listings", ["Belediye", "Başkan", "Faks"], ["Çorlu", "", "-"]).same
    assert entry.changes == []


def test_an_empty_cell_deletes_only_where_that_was_chosen(corlu):
    make.make_listing(municipality=corlu, mayor="Ali Ak")

    [entry] = plan("listings", ["Belediye", "Başkan"], ["Çorlu", ""], clears_empty=True).changed
    assert [(change.before, change.after) for change in entry.changes] == [("Ali Ak", "")]


@pytest.mark.parametrize(
    ("kind", "rows", "word"),
    [
        ("listings", [["Belediye", "Tel"], ["Çorlu", "651 10 20"]], "alan kodu"),
        ("listings", [["Belediye", "E-posta"], ["Çorlu", "bılgı@corlu.bel.tr"]], "bilgi@corlu.bel.tr"),
        ("listings", [["Belediye", "Başkan"], ["Çorlu", "Ali"], ["ÇORLU", "Veli"]], "2 numaralı satır"),
        ("listings", [["Belediye", "Başkan"], ["Çorlu", "x" * 121]], "Kısaltın"),
        ("listings", [["Belediye", "Başkan"], ["Çorlu", "=1+1"]], "formül"),
        ("listings", [["Belediye", "Başkan"], ["Çorlı", "Ali"]], "Doğru belediyeyi seçin"),
        ("listings", [["Belediye", "Başkan"], ["Xyzistan", "Ali"]], "Adı dosyada düzeltin"),
        ("listings", [["Belediye", "Başkan"], ["", "Ali"]], "adı yazılmamış"),
        ("population", [["Belediye", "Yıl", "Nüfus"], ["Çorlu", "2024", "12,5"]], "kesirli"),
        ("population", [["Belediye", "Yıl", "Nüfus"], ["Çorlu", "2024", "1000000000"]], "Sayıyı kontrol edin"),
        ("population", [["Belediye", "Yıl", "Nüfus"], ["Çorlu", "2024", "-"]], "Nüfus yazılmamış"),
        ("population", [["Belediye", "Nüfus"], ["Çorlu", "12"]], "Yıl yazılmamış"),
        ("memberships", [["Belediye", "Üyelik tarihi"], ["Çorlu", "2010"]], "aynı anda iki üyeliği"),
        ("memberships", [["Belediye", "Başlangıç", "Bitiş"], ["Çorlu", "2004", "1999"]], "Bitiş"),
        ("memberships", [["Belediye", "Kabul kararı"], ["Çorlu", "2024/99"]], "2026/17"),
        ("office-holders", [["Adı Soyadı", "Organ"], ["Ali Ak", "Senato"]], "organı yok"),
        ("office-holders", [["Adı Soyadı", "Organ"], ["", "Meclis"]], "boş"),
        ("office-holders", [["Adı Soyadı", "Organ", "Dönem"], ["Ali Ak", "Meclis", "1901"]], "dönem"),
        ("office-holders", [["Adı Soyadı", "Organ", "Görevi"], ["Ali Ak", "Meclis", "padişah"]], "Bilinen"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_at_its_number_in_turkish(corlu, kind, rows, word):
    make.make_organ()
    found = plan(kind, *rows)

    assert [problem.row for problem in found.problems] == [len(rows)]
    assert word in found.problems[0].message
    assert len(rows) not in [entry.number for entry in found.entries]


def test_a_listing_is_not_made_for_who_was_never_a_member(corlu, tekirdag):
    make.make_municipality(name="Saray", province=tekirdag)

    assert "üyeliğini içe aktarın" in plan("listings", ["Belediye"], ["Saray"]).problems[0].message


def test_one_answer_counts_for_all_rows_with_the_same_words(corlu):
    make.make_organ()
    rows = [["Adı Soyadı", "Organ", "Belediye"], ["Ali Ak", "Meclis", "Çorlı"], ["Can Boz", "Meclis", "Çorlı"]]
    questions = {problem.question.key for problem in plan("office-holders", *rows).problems}
    [key] = questions

    answered = plan("office-holders", *rows, answers={key: str(corlu.pk)})
    left_out = plan("office-holders", *rows, answers={key: planning.LEAVE_OUT})

    assert [entry.rows[-1].municipality for entry in answered.new] == [corlu, corlu]
    assert (left_out.left_out, left_out.entries) == ([2, 3], [])


def test_of_two_people_with_one_name_the_one_that_is_meant_is_asked(union):
    make.make_organ()
    first, _second = make.make_person(name="Ali Ak"), make.make_person(name="Ali Ak")
    rows = [["Adı Soyadı", "Organ"], ["ALİ AK", "Meclis"]]
    [problem] = plan("office-holders", *rows).problems

    answered = plan("office-holders", *rows, answers={problem.question.key: str(first.pk)})
    newcomer = plan("office-holders", *rows, answers={problem.question.key: "new"})

    assert answered.new[0].rows[-1].person == first
    assert newcomer.new[0].rows[-1].person.pk is None


def test_years_beside_each_other_are_a_figure_each(corlu):
    written("population", ["İl", "Belediye", "2022", "2023 Nüfusu"], ["Tekirdağ", "Çorlu", "280.000", "-"])

    [figure] = PopulationFigure.objects.all()
    assert (figure.year, figure.population) == (2022, 280_000)
    assert Municipality.objects.get(pk=corlu.pk).population is None


# Writing


def test_what_is_written_is_in_the_history_with_who_and_why(corlu, clerk):
    listing = make.make_listing(municipality=corlu, mayor="Ali Ak")
    run = written("listings", ["Belediye", "Başkan"], ["Çorlu", "Ayşe Boz"], user=clerk)

    listing.refresh_from_db()
    record = listing.history.first()
    assert (listing.mayor, listing.version) == ("Ayşe Boz", 2)
    assert (record.mayor, record.history_user, record.history_type) == ("Ayşe Boz", clerk, "~")
    assert str(run.pk) in record.history_change_reason
    assert bytes(run.content) == b""
    assert not hasattr(run.history.first(), "content")


def test_a_person_with_two_seats_is_one_person(corlu):
    make.make_organ()
    make.make_organ(kind="executive")
    rows = [["Adı Soyadı", "Organ", "Görevi"], ["Ali Ak", "Meclis", "üye"], ["ALİ AK", "Encümen", "üye"]]
    written("office-holders", *rows)

    assert Person.objects.count() == 1
    assert OfficeHolder.objects.filter(person__name="Ali Ak").count() == 2


def test_it_is_all_or_nothing(corlu, tekirdag):
    make.make_membership(municipality=make.make_municipality(name="Saray", province=tekirdag))
    run = run_of("listings", csv_file(["Belediye", "Tel"], ["Saray", "0282 651 10 20"], ["Çorlu", "651"]))

    with pytest.raises(writing.Refused):
        writing.write(run, digest=planning.plan_of(run).digest, user=None)

    assert not Listing.objects.exists()


def test_what_has_changed_since_it_was_shown_is_not_overwritten(corlu):
    listing = make.make_listing(municipality=corlu, mayor="Ali Ak")
    run = run_of("listings", csv_file(["Belediye", "Başkan"], ["Çorlu", "Ayşe Boz"]))
    shown = planning.plan_of(run).digest
    listing.mayor = "Başka Biri"
    listing.save()

    with pytest.raises(writing.Changed):
        writing.write(run, digest=shown, user=None)

    assert Listing.objects.get().mayor == "Başka Biri"


def test_a_file_is_written_once(corlu):
    run = written("listings", ["Belediye", "Başkan"], ["Çorlu", "Ali"])

    with pytest.raises(writing.Changed):
        writing.write(run, digest="", user=None)


def test_public_pages_are_told_of_it(union, corlu):
    before = Generation.objects.get(union=union).number
    written("listings", ["Belediye", "Başkan"], ["Çorlu", "Ali"])

    assert Generation.objects.get(union=union).number > before


def test_an_import_reaches_no_other_union(corlu):
    theirs = make.make_union()
    foreign = make.make_listing(union=theirs, municipality=corlu, mayor="Onların Başkanı")
    written("listings", ["Belediye", "Başkan"], ["Çorlu", "Ali"])

    foreign.refresh_from_db()
    assert foreign.mayor == "Onların Başkanı"
    assert Listing.all_unions.count() == 2


def test_many_rows_are_written_in_few_queries(union):
    province = make.make_province()
    Municipality.objects.bulk_create(
        Municipality(
            code=f"kod-{number}",
            slug=f"kod-{number}",
            name=f"Kasaba {number}",
            province=province,
            kind="town",
            district_name=str(number),
        )
        for number in range(300)
    )
    Membership.objects.bulk_create(Membership(municipality=each) for each in Municipality.objects.all())

    for mayor in ["Ali", "Ayşe"]:
        rows = [[f"kod-{number}", f"{mayor} {number}", "0282 651 10 20"] for number in range(300)]
        run = run_of("listings", csv_file(["Belediye kodu", "Başkan", "Telefon"], *rows))
        with CaptureQueriesContext(connection) as queries:
            writing.write(run, digest=planning.plan_of(run).digest, user=None)
        # A tenth of a query a row, validation, history and what the page shows included.
        assert len(queries) < 45

    assert Listing.objects.filter(mayor__startswith="Ayşe", version=2).count() == 300
    assert Listing.history.count() == 600


# Undoing


def test_undoing_deletes_what_was_new_and_puts_back_what_was_changed(corlu, tekirdag, clerk):
    saray = make.make_municipality(name="Saray", province=tekirdag)
    make.make_membership(municipality=saray)
    make.make_listing(municipality=corlu, mayor="Ali Ak", address="Eski adres")
    run = written(
        "listings",
        ["Belediye", "Başkan", "Adres"],
        ["Çorlu", "Ayşe Boz", "Yeni adres"],
        ["Saray", "Can", "x"],
        user=clerk,
    )

    undoing.undo(run, user=clerk)

    [listing] = Listing.objects.all()
    assert (listing.mayor, listing.address, listing.version) == ("Ali Ak", "Eski adres", 3)
    assert listing.history.first().history_user == clerk
    assert [record.history_type for record in Listing.history.filter(municipality=saray)] == ["-", "+"]
    with pytest.raises(writing.Changed):
        undoing.undo(run, user=clerk)


def test_undoing_gives_days_and_places_back_as_they_were(corlu):
    membership = Membership.objects.get()
    run = written("memberships", ["Belediye", "Başlangıç", "Bitiş"], ["Çorlu", "05.2004", "2020"])
    membership.refresh_from_db()
    assert (str(membership.start_date), str(membership.end_date)) == ("2004-05", "2020")

    undoing.undo(run, user=None)

    membership.refresh_from_db()
    assert (str(membership.start_date), membership.end_date) == ("2004", None)


def test_undoing_names_what_somebody_has_changed_since_and_touches_nothing(corlu, tekirdag):
    saray = make.make_municipality(name="Saray", province=tekirdag)
    make.make_membership(municipality=saray)
    run = written("listings", ["Belediye", "Başkan"], ["Çorlu", "Ali"], ["Saray", "Veli"])
    listing = Listing.objects.get(municipality=saray)
    listing.mayor = "Elle yazılan"
    listing.save()

    with pytest.raises(writing.Refused) as refused:
        undoing.undo(run, user=None)

    assert "Saray" in str(refused.value)
    assert "Çorlu" not in str(refused.value)
    assert Listing.objects.count() == 2


def test_undoing_stops_where_something_depends_on_what_was_new(union):
    organ = make.make_organ()
    run = written("office-holders", ["Adı Soyadı", "Organ"], ["Ali Ak", "Meclis"])
    make.make_attendance(seat=OfficeHolder.objects.get(), meeting=make.make_meeting(organ=organ))

    with pytest.raises(writing.Refused):
        undoing.undo(run, user=None)

    assert OfficeHolder.objects.count() == 1


# What goes out comes back

TEXT = st.text(st.sampled_from("abçğıİöşü =+-@'\"#;,|/?.1"), max_size=12).map(lambda text: " ".join(text.split()))
LINES = st.lists(TEXT.filter(bool), max_size=3).map("\n".join)
DAYS = st.one_of(
    st.none(),
    st.integers(1950, 2025).map(str),
    st.dates(min_value=date(1950, 1, 1), max_value=date(2025, 1, 1)).map(lambda day: day.isoformat()),
)
PHONES = st.sampled_from(["", "+90 282 651 10 20", "+90 332 111 22 33 / 4", "444 1 959", "+49 30 1234567"])
EMAILS = st.sampled_from(["", "bilgi@corlu.bel.tr", "A.b@c.tr"])
NAMES = TEXT.map(lambda text: text.strip() or "Ad").filter(lambda text: any(letter.isalpha() for letter in text))


def listing_rows():
    fields = {"mayor": TEXT, "phone": PHONES, "fax": PHONES, "email": EMAILS, "address": LINES, "text_tr": LINES}
    return st.lists(st.none() | st.fixed_dictionaries(fields | {"text_en": LINES}), min_size=4, max_size=4)


def period(draw_days):
    return draw_days if None in draw_days else tuple(sorted(draw_days))


def membership_rows():
    fields = {
        "days": st.tuples(DAYS, DAYS).map(period),
        "council_decision_number": TEXT,
        "leaving_decision_number": TEXT,
        "leaving_decided_on": DAYS,
        "leaving_reason_tr": TEXT,
        "evidence_en": TEXT,
        "council_decided_on": DAYS,
    }
    return st.lists(st.none() | st.fixed_dictionaries(fields), min_size=4, max_size=4)


def seat_rows():
    fields = {
        "name": NAMES,
        "title": TEXT,
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
    exported = RESOURCES[kind]()
    rows = [exporting.cells_of(exported.columns, exported.values(row)) for row in exported.rows()]
    sheet = exporting.Sheet(kind, [str(column.heading) for column in exported.columns], rows)
    file = io.BytesIO()
    if form == "csv":
        exporting.write_csv(sheet, file)
    else:
        exporting.write_xlsx([sheet], file)
    return file.getvalue()


def recorded(kind: str) -> list[tuple]:
    exported = RESOURCES[kind]()
    # An empty text and none are alike to whoever reads.
    return sorted(str([value or None for value in exported.values(row).values()]) for row in exported.rows())


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
        found = planning.plan_of(run)
        assert [problem.message for problem in found.problems] == []
        writing.write(run, digest=found.digest, user=None)
        assert recorded(kind) == before


# Each stores, exports, empties, imports and compares; ROUND_TRIPS asks for more of them.
EXAMPLES_EACH = int(os.environ.get("ROUND_TRIPS", "10"))
EXAMPLES = {"listings": listing_rows(), "memberships": membership_rows(), "office-holders": seat_rows()}


def store(kind: str, place, number: int, drawn: dict) -> None:
    drawn = dict(drawn)
    start, end = drawn.pop("days", (None, None))
    if kind == "listings":
        make.make_listing(municipality=place, **drawn)
    elif kind == "memberships":
        Membership.objects.filter(municipality=place).update(start_date=start, end_date=end, **drawn)
    else:
        # Two people of one name would have to be told apart by hand.
        person = make.make_person(name=f"{drawn.pop('name')} {number}x", title=drawn.pop("title"))
        make.make_office_holder(person=person, municipality=place, start_date=start, end_date=end, **drawn)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_what_goes_out_comes_back_the_same(places, kind, record_property):
    from django.db import transaction

    ran = []

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
        ran.append(form)
        with transaction.atomic():
            for number, (place, drawn) in enumerate(zip(places, rows, strict=True)):
                if drawn is not None:
                    store(kind, place, number, drawn)
            comes_back(kind, form, language)
            transaction.set_rollback(True)

    check()
    record_property("figures", {"page": f"round trip of {kind}", "examples": len(ran)})


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.lists(TEXT | LINES, min_size=3, max_size=3).filter(any), min_size=1, max_size=5), st.booleans())
def test_the_cells_of_a_file_come_back_the_same(rows, is_workbook):
    file = io.BytesIO()
    sheet = exporting.Sheet("x", ["a", "b", "c"], [[values.defused(text) for text in row] for row in rows])
    if is_workbook:
        exporting.write_xlsx([sheet], file)
    else:
        exporting.write_csv(sheet, file)

    for table in reading.read(file.getvalue()):
        if table.rows[0][:3] == ["a", "b", "c"]:
            assert [[values.undefused(text) for text in row] for row in table.rows[1:]] == rows
            assert not [
                text for row in table.rows for text in row if text[:1] in ["=", "+", "-", "@", "\t", "\r"] and text
            ]


def test_population_and_acceptance_come_back_the_same(places):
    for number, place in enumerate(places):
        make.make_population_figure(municipality=place, year=2020 + number, population=10**number, source="=TÜİK")
    decision = make.make_decision(number=17)
    Membership.objects.filter(municipality=places[0]).update(acceptance=decision)

    for kind in ["population", "memberships"]:
        comes_back(kind, "xlsx", "tr")

    assert Membership.objects.get(municipality=places[0]).acceptance == decision


def test_an_old_value_that_no_rule_would_take_today_goes_through_untouched(corlu):
    make.make_listing(municipality=corlu, phone="ara: 651 10 20 (Ayşe)")

    comes_back_over = planning.plan_of(run_of("listings", file_of("listings", "csv")))

    assert (comes_back_over.problems, comes_back_over.changed) == ([], [])


def test_the_file_of_the_office_is_a_workbook_as_well(corlu):
    with translation.override("tr"):
        found = planning.plan_of(run_of("listings", workbook(["BELEDİYE", "BAŞKAN"], ["ÇORLU", "Ali"])))

    assert len(found.new) == 1


def test_a_closed_scope_is_needed(corlu):
    run = run_of("listings", csv_file(["Belediye"], ["Çorlu"]))

    with scope.request(), pytest.raises(scope.ScopeMissing):
        planning.plan_of(run)


def test_a_file_that_cannot_be_read_is_no_plan(corlu):
    with pytest.raises(ValidationError):
        plan("listings", ["a"], ["b"])
