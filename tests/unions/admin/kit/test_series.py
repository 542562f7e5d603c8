import pytest
from django.contrib import admin

from members.people.models import OfficeHolder
from pages.models import Document, Event, Photo
from tests import factories as make
from tests.staff_client import address, staff_client
from unions.admin.kit.series import AFTER
from unions.models import AgendaItem, Decision, Paper

pytestmark = pytest.mark.django_db


def begun(client, row, **query):
    """What the form of another row begins with, after this one."""
    return client.form(address("add", model=type(row)), **{AFTER: row.pk, **query})


def test_the_next_row_of_a_series_begins_with_what_belongs_together(manager, union):
    decision = make.make_decision(union=union, number=7, title_tr="Yedi")
    item = make.make_agenda_item(union=union, number=3)
    paper = make.make_paper(union=union, kind="budget", year=2019)
    seat = make.make_office_holder(union=union)
    event = make.make_event(union=union, place_tr="Edirne", place_en="Edirne")
    photo = make.make_photo(union=union)
    document = make.make_document(union=union, category="form")

    begins = {row: begun(manager, row) for row in [decision, item, paper, seat, event, photo, document]}

    kept = begins[decision]
    assert (kept["organ"], kept["number"], kept["title_tr"]) == (str(decision.organ_id), "8", "")
    assert kept["date"] == manager.form(address("change", decision))["date"]
    assert (begins[item]["meeting"], begins[item]["number"]) == (str(item.meeting_id), "4")
    assert (begins[paper]["kind"], begins[paper]["year"]) == ("budget", "2019")
    assert (begins[seat]["organ"], begins[seat]["person"]) == (str(seat.organ_id), "")
    assert (begins[event]["place_tr"], begins[event]["title_tr"]) == ("Edirne", "")
    assert begins[photo]["gallery"] == str(photo.gallery_id)
    assert begins[document]["category"] == "form"


def test_save_and_add_another_leads_to_such_a_form(manager, union):
    document = make.make_document(union=union)
    add = address("add", model=Document)
    saved = manager.save(address("change", document), _addanother="1", category="report")
    assert saved["Location"] == f"{add}?{AFTER}={document.pk}"
    page = manager.get(saved["Location"])
    assert page.context["notes"][0].url == add
    assert str(document) in page.context["notes"][0].text


def test_a_row_of_another_union_or_none_begins_nothing(manager, union):
    foreign = make.make_document(union=make.make_union(), category="form")
    for number in [foreign.pk, "x", "9" * 30, "٣", "-1", ""]:
        page = manager.get(address("add", model=Document), **{AFTER: number})
        assert page.status_code == 200
        assert page.context["notes"] == []
        assert page.context["adminform"].form["category"].value() == "other"


def test_who_may_not_publish_puts_no_part_into_a_public_row(union):
    photo = make.make_photo(gallery=make.make_gallery(union=union))
    page = staff_client(union, "editor").get(address("add", model=Photo), **{AFTER: photo.pk})
    choices = [str(value) for value, _name in page.context["adminform"].form["gallery"].field.choices]
    assert str(photo.gallery_id) not in choices


def test_what_is_kept_are_fields_of_the_form():
    for model in [AgendaItem, Decision, Document, Event, OfficeHolder, Paper, Photo]:
        kept = admin.site._registry[model].names_kept()
        assert kept
        assert all(model._meta.get_field(name).editable for name in kept)
