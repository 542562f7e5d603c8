"""What a file would do, shown before anything is saved."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from members.directory.models import Listing
from members.exchange import planning
from tests import factories as make
from tests.members.exchange.runs import plan, run_of
from tests.members.exchange.tables import csv_file, workbook
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_a_plan_shows_old_and_new_and_writes_nothing(corlu):
    make.make_listing(municipality=corlu, mayor="Ali Ak", phone="+90 282 651 10 20")
    found = plan("listings", ["Belediye", "Başkan", "Tel"], ["ÇORLU", "Ayşe Boz", "0282 651 10 20"])

    [entry] = found.changed
    assert [(change.before, change.after) for change in entry.changes] == [("Ali Ak", "Ayşe Boz")]
    assert entry.number == 2
    assert Listing.objects.get().mayor == "Ali Ak"


def test_two_rows_about_one_record_are_refused(corlu):
    found = plan("listings", ["Belediye", "Başkan"], ["Çorlu", "Ali"], ["ÇORLU", "Veli"], ["Çorlu Bld.", "Can"])

    assert found.entries == []
    assert [(problem.row, problem.message.split(" numaralı")[0]) for problem in found.problems] == [
        (2, "3–4"),
        (3, "2, 4"),
        (4, "2–3"),
    ]


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
        planning.plan_of(run_of("listings", b"%PDF-1.7"))


def test_a_table_without_known_headings_waits_for_what_its_columns_are(corlu):
    found = plan("listings", ["Kurumumuz", "Aranacak"], ["Çorlu", "0282 651 10 20"])
    told = plan(
        "listings",
        ["Kurumumuz", "Aranacak"],
        ["Çorlu", "0282 651 10 20"],
        answers={"column:kurumumuz": "municipality", "column:aranacak": "phone"},
    )

    assert found.entries == []
    assert "Sütun adları bulunamadı" in found.obstacles[0]
    assert (told.obstacles, len(told.new)) == ([], 1)
