"""A confirmed file is saved as a whole, with its history, or not at all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.directory.models import Listing
from members.exchange import planning, writing
from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from tests import factories as make
from tests.members.exchange.runs import run_of, written
from tests.members.exchange.tables import csv_file
from unions.models import Generation

pytestmark = pytest.mark.django_db


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


def test_one_problem_keeps_every_row_from_being_saved(corlu, tekirdag):
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


def test_public_pages_show_it_at_once(union, corlu):
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


def surname(number):
    """A name of its own for each number: a figure is no part of a name."""
    return "".join("abcdefghjk"[int(digit)] for digit in str(number)).capitalize() + "oğlu"


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
        rows = [[f"kod-{number}", f"{mayor} {surname(number)}", "0282 651 10 20"] for number in range(300)]
        run = run_of("listings", csv_file(["Belediye kodu", "Başkan", "Telefon"], *rows))
        with CaptureQueriesContext(connection) as queries:
            writing.write(run, digest=planning.plan_of(run).digest, user=None)
        # A tenth of a query a row, validation, history and what the page shows included.
        assert len(queries) < 55

    assert Listing.objects.filter(mayor__startswith="Ayşe", version=2).count() == 300
    assert Listing.history.count() == 600


def test_a_model_is_written_behind_those_it_points_to_whatever_row_comes_first():
    assert writing.in_order([OfficeHolder, Listing, Person]) == [Listing, Person, OfficeHolder]
