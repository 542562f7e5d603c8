"""An import is undone as a whole, or not at all."""

import pytest

from members.directory.models import Listing
from members.exchange import undoing, writing
from members.membership.models import Membership
from tests import factories as make
from tests.members.exchange.runs import written

pytestmark = pytest.mark.django_db


def test_undoing_deletes_new_records_and_restores_changed_ones(corlu, tekirdag, clerk):
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


def test_undoing_restores_dates_as_exact_as_they_were(corlu):
    membership = Membership.objects.get()
    run = written("memberships", ["Belediye", "Başlangıç", "Bitiş"], ["Çorlu", "05.2004", "2020"])
    membership.refresh_from_db()
    assert (str(membership.start_date), str(membership.end_date)) == ("2004-05", "2020")

    undoing.undo(run, user=None)

    membership.refresh_from_db()
    assert (str(membership.start_date), membership.end_date) == ("2004", None)


def test_undoing_names_the_records_that_were_changed_since_and_leaves_everything(corlu, tekirdag):
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
