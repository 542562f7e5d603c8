"""Owners hear once of what they are to look at again, and find it on the home page of the administration."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.staff_client import address, staff_client
from unions.background import periodic
from unions.models import OutgoingMail
from unions.reviewing import owners
from unions.reviewing.owners import remind_owners

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs():
    return make.make_union(code="konya")


def prove(person):
    EmailAddress.objects.create(user=person, email=f"{person.pk}@ornek.bel.tr", verified=True, primary=True)


def stored(row):
    return type(row).all_unions.get(pk=row.pk)


def test_the_owner_is_told_once_of_each_day(union, theirs):
    today, client = timezone.localdate(), staff_client(union, "publisher")
    owner = client.user
    prove(owner)
    due = {"owner": owner, "review_on": today}
    post = make.make_post(union=union, title_tr="Bakılacak", **due)
    make.make_page(union=union, title_tr="Eskiden beri", owner=owner, review_on=today - timedelta(days=40))
    make.make_post(union=union, title_tr="Yarın", owner=owner, review_on=today + timedelta(days=1))
    make.make_post(union=union, title_tr="Taslak", status="draft", **due)
    make.make_post(union=theirs, title_tr="Onların", **due)
    version = stored(post).version

    assert remind_owners() == 1
    assert remind_owners() == 0

    [mail] = OutgoingMail.all_unions.filter(to=owner.proved_address)
    assert all(name in mail.body for name in ["Bakılacak", "Eskiden beri", address("change", post)])
    assert not any(name in mail.body for name in ["Yarın", "Taslak", "Onların"])
    assert stored(post).version == version
    start = client.get(reverse("admin:index"))
    assert [entry.name for entry in start.context["to_look_at"]] == ["Eskiden beri", "Bakılacak"]

    changed = stored(post)
    changed.review_on = today - timedelta(days=1)
    changed.save()
    assert remind_owners() == 1


def test_who_left_or_has_no_address_gets_nothing_and_the_day_is_not_lost(union):
    today = timezone.localdate()
    person = make.make_staff(union, "editor")
    make.make_post(union=union, owner=person, review_on=today)

    assert remind_owners() == 0
    prove(person)
    assert remind_owners() == 1
    leaver = make.make_staff(union, "editor")
    prove(leaver)
    make.make_post(union=union, owner=leaver, review_on=today)
    leaver.staff_roles.all().delete()
    assert remind_owners() == 0


def test_owners_are_chosen_among_the_staff_and_stand_in_the_table(union, theirs):
    manager, stranger = staff_client(union, "manager"), make.make_staff(theirs, "manager")
    colleague = make.make_staff(union, "editor", first_name="Ayşe", last_name="Yılmaz")
    post = make.make_post(union=union, title_tr="Sahipli")
    path = address("change", post)
    day = timezone.localdate() + timedelta(days=3)

    def sent(person):
        values = {**manager.form(path), "owner": str(person.pk), "review_on": f"{day:%d.%m.%Y}", "_publish": "1"}
        return manager.post(path, values)

    assert sent(stranger).status_code == 200
    assert sent(colleague).status_code == 302
    assert stored(post).owner == colleague
    table = manager.get(reverse("admin:pages_audit_table", args=["csv"])).content.decode("utf-8-sig")
    [line] = [line for line in table.splitlines() if "Sahipli" in line]
    assert "Ayşe Yılmaz" in line
    assert "Ayşe" not in manager.get(post.get_absolute_url()).text


def test_what_somebody_who_left_was_to_look_at_is_nobodys(union):
    leaver, manager = make.make_staff(union, "editor"), staff_client(union, "manager")
    make.make_post(union=union, title_tr="Bırakılan", owner=leaver, review_on=timezone.localdate())
    start, board = reverse("admin:index"), reverse("admin:language_board")
    assert not manager.get(start).context["to_look_at"]

    leaver.staff_roles.all().delete()

    [entry] = manager.get(start).context["to_look_at"]
    assert (entry.name, entry.owner_id) == ("Bırakılan", None)
    listed = manager.get(board, owner="none", state="all").context["lines"]
    assert "Bırakılan" in [entry.name for entry, *_rest in listed]


def test_an_entry_comes_back_whose_owner_is_no_more(union):
    owner, manager = make.make_staff(union, "editor"), staff_client(union, "manager")
    post = make.make_post(union=union, title_tr="Geri gelen", status="draft", owner=owner)
    number, record = post.pk, post.history.latest().pk
    post.delete()
    owner.delete()
    version = reverse("admin:pages_post_record", args=[number, record])

    assert manager.get(version).status_code == 200
    manager.post(version, {})

    back = type(post).all_unions.get(pk=number)
    assert (back.title_tr, back.owner) == ("Geri gelen", None)


def test_one_union_that_fails_is_named_and_the_others_are_done(union, theirs, monkeypatch, caplog):
    monkeypatch.setattr(periodic, "failures", {})
    today = timezone.localdate()
    for place in [union, theirs]:
        owner = make.make_staff(place, "publisher")
        prove(owner)
        make.make_post(union=place, owner=owner, review_on=today)
    done = owners.remind_owners_of

    def fails_at(failing):
        def step(place, day):
            if place == failing:
                raise ValueError("a row that cannot be read")
            return done(place, day)

        return step

    for failing, other in [(union, theirs), (theirs, union)]:
        monkeypatch.setattr(owners, "remind_owners_of", fails_at(failing))
        assert remind_owners() == 1
        assert OutgoingMail.all_unions.get().union == other
        assert f"The reminding of the owners of {failing.code} has failed" in caplog.text
        OutgoingMail.all_unions.all().delete()
