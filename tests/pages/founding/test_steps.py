"""The steps that are left: for the manager on the start page, for staff on the page itself, never for readers."""

import pytest
from django.core.files.base import ContentFile

from pages.founding.steps import STEPS, steps_left
from tests import factories as make
from tests.pages.addresses import address
from tests.staff_client import staff_client, superuser_client
from unions.institution.founding import equip
from unions.models import ContactPoint, Emblem, Organ, Union, UnionName

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(union):
    equip(union)
    return staff_client(union)


def complete(union):
    """Everything that the steps ask for."""
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    Emblem(picture=ContentFile(picture, "a.svg")).save()
    for field in ["legal_status_tr", "reach_tr", "introduction_tr"]:
        setattr(union, field, "Metin")
    union.founded_on = "2000"
    union.save()
    UnionName.objects.update(name_en="Example")


def test_each_step_leads_to_a_form_that_opens(union, manager):
    left = steps_left(union, manager.user)

    closed = [step.url for step in left if manager.get(step.url).status_code != 200]
    assert not closed
    assert len(left) >= len(STEPS) - 1


def test_a_step_vanishes_once_it_is_done_and_the_order_stays(union, manager):
    before = [str(step.text) for step in steps_left(union, manager.user)]
    complete(union)
    make.make_legal_basis()
    after = [str(step.text) for step in steps_left(union, manager.user)]

    assert after == [text for text in before if text in after]
    assert len(before) - len(after) >= 4


def test_the_start_page_shows_the_card_to_a_manager_only_and_with_its_reasons(union, manager):
    page = manager.get("/yonetim/").content.decode()
    editor = staff_client(union, "editor").get("/yonetim/").content.decode()

    assert "first-steps" in page
    assert str(STEPS[0].benefit) in page
    assert "first-steps" not in editor


def test_nothing_is_shown_when_nothing_is_left(union, manager, monkeypatch):
    monkeypatch.setattr("pages.founding.steps.STEPS", [])

    assert "first-steps" not in manager.get("/yonetim/").content.decode()


def test_staff_see_on_a_page_what_it_lacks_and_readers_do_not(union, manager, reader):
    path = address("union_legal_basis")
    seen_by_staff, seen_by_reader = manager.get(path), reader.get(path)

    assert "missing-here" in seen_by_staff.content.decode()
    assert "Cookie" in seen_by_staff["Vary"]
    assert "missing-here" not in seen_by_reader.content.decode()
    assert "Cookie" not in seen_by_reader.get("Vary", "")


def test_staff_of_another_union_see_nothing_of_what_is_missing_here(union, manager):
    stranger = staff_client(make.make_union(code="konya", host="konya.localhost"))
    stranger.client.defaults["HTTP_HOST"] = f"{union.code}.localhost"

    assert "missing-here" not in stranger.get(address("union_legal_basis")).content.decode()


def test_a_union_with_nothing_at_all_has_its_start_page(db):
    union = make.make_union(code="bos", host="bos.localhost")

    assert superuser_client(union).get("/yonetim/").status_code == 200
    assert not Organ.all_unions.exists()
    assert not ContactPoint.all_unions.exists()
    assert Union.objects.count() == 1
