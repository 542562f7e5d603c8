"""What cannot be stored is answered at its field, in words, with the rest of the form kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from members.directory.models import Listing
from members.membership.models import Membership
from members.people.models import OfficeHolder
from pages.models import Document, Event, Gallery, MenuItem, Page, Post
from tests import factories as make
from tests.staff_client import address, read_form
from tests.unions.admin.reading import complaint
from unions.models import Decision, Meeting, Organ, UnionName

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["32.01.2020", "yarın", "13.2020", "99999", "0"])
def test_a_date_that_cannot_be_read_is_refused_at_its_field(manager, typed):
    answer = manager.save(address("add", model=UnionName), name_tr="Ad", start_date=typed)

    assert list(complaint(answer)) == ["start_date"]
    assert read_form(answer)["start_date"] == typed


def test_a_second_open_membership_is_refused_at_the_municipality(union, manager):
    municipality = make.make_municipality(name="Çorlu")
    make.make_membership(union=union, municipality=municipality)

    answer = manager.save(address("add", model=Membership), municipality=municipality.pk, evidence_tr="Görüldü")

    assert list(complaint(answer)) == ["municipality"]
    assert read_form(answer)["evidence_tr"] == "Görüldü"
    assert Membership.all_unions.count() == 1


def test_a_membership_at_another_union_is_no_obstacle(manager):
    municipality = make.make_municipality()
    make.make_membership(union=make.make_union(code="konya"), municipality=municipality)

    answer = manager.save(address("add", model=Membership), municipality=municipality.pk)

    assert answer.status_code == 302


def test_a_second_listing_is_refused_at_the_municipality(union, manager):
    listing = make.make_listing(union=union)

    answer = manager.save(address("add", model=Listing), municipality=listing.municipality_id)

    assert list(complaint(answer)) == ["municipality"]


def test_a_second_president_is_refused(union, manager):
    organ = make.make_organ(union=union, kind="president")
    make.make_office_holder(organ=organ, role="president")
    person = make.make_person(union=union, name="Başka Biri")

    answer = manager.save(
        address("add", model=OfficeHolder), organ=organ.pk, person=person.pk, role="president", seat="elected"
    )

    assert list(complaint(answer)) == ["role"]


def test_a_number_that_a_decision_already_has_is_refused_at_the_number(union, manager):
    decision = make.make_decision(union=union, number=17)

    answer = manager.save(
        address("add", model=Decision), organ=decision.organ_id, number="17", date=str(decision.date), title_tr="Yeni"
    )

    assert list(complaint(answer)) == ["number"]


def test_an_address_word_that_is_taken_is_refused_at_its_field(union, manager):
    make.make_post(union=union, slug_tr="haber", slug_en="news")

    answer = manager.save(address("add", model=Post), title_tr="Başka", slug_tr="haber")

    assert list(complaint(answer)) == ["slug_tr"]
    assert "Constraint" not in str(complaint(answer))


def test_an_address_word_of_the_site_itself_is_refused_at_its_field(manager):
    with translation.override("tr"):
        taken = make_first_word()

    answer = manager.save(address("add", model=Page), title_tr="Sayfa", slug_tr=taken)

    assert list(complaint(answer)) == ["slug_tr"]


def make_first_word() -> str:

    return reverse("news_list").split("/")[2]


def test_a_page_beneath_itself_is_refused(union, manager):
    page = make.make_page(union=union)
    child = make.make_page(parent=page, title_tr="Alt")

    answer = manager.save(address("change", page), parent=child.pk)

    assert complaint(answer)


def test_an_event_that_ends_before_it_begins_is_refused_at_its_end(manager):
    answer = manager.save(
        address("add", model=Event),
        title_tr="Eğitim",
        starts_at_0="2026-05-04",
        starts_at_1="10:00",
        ends_at_0="2026-05-04",
        ends_at_1="09:00",
    )

    assert list(complaint(answer)) == ["ends_at"]


def test_something_that_ends_before_it_is_published_is_refused_at_its_end(manager):
    answer = manager.save(
        address("add", model=Post),
        title_tr="Haber",
        publish_at_0="2026-05-04",
        publish_at_1="10:00",
        expire_at_0="2026-05-03",
        expire_at_1="10:00",
    )

    assert list(complaint(answer)) == ["expire_at"]


def test_a_second_call_before_the_first_is_refused_at_its_field(union, manager):
    organ = make.make_organ(union=union)

    answer = manager.save(
        address("add", model=Meeting),
        organ=organ.pk,
        title_tr="Toplantı",
        starts_at_0="2026-05-04",
        starts_at_1="10:00",
        second_call_at_0="2026-05-01",
        second_call_at_1="10:00",
    )

    assert list(complaint(answer)) == ["second_call_at"]


def test_a_menu_entry_without_a_target_is_refused(manager):
    answer = manager.save(address("add", model=MenuItem), place="main", label_tr="Boş")

    assert complaint(answer)
    assert not MenuItem.all_unions.exists()


def test_scripts_are_taken_out_of_formatted_text(manager):
    manager.save(
        address("add", model=Post),
        title_tr="Haber",
        body_tr='<p onclick="x()">Metin<script>alert(1)</script></p><img src=x>',
    )

    stored = Post.all_unions.get().body_tr
    assert "Metin" in stored
    assert not any(danger in stored for danger in ["script", "onclick", "<img"])


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rapor.pdf", b"MZ\x90\x00 not a pdf"),
        ("rapor.docx", b"PK\x03\x04 not an archive"),
        ("rapor.exe", b"MZ"),
        ("rapor.pdf", b""),
        ("rapor", b"%PDF-1.4"),
        ("../../rapor.html", b"<script>"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_at_the_file(manager, name, content):
    answer = manager.save(address("add", model=Document), title_tr="Rapor", file=upload(name, content))

    assert list(complaint(answer)) == ["file"]
    assert read_form(answer)["title_tr"] == "Rapor"
    assert not Document.all_unions.exists()


def test_a_file_that_is_no_picture_is_refused_at_its_field(union, manager):
    gallery = make.make_gallery(union=union, photos=1)

    answer = manager.save(
        address("change", gallery),
        title_tr="Yeni başlık",
        **{"photos-0-picture": upload("resim.png", b"<svg onload=alert(1)>")},
    )

    assert list(complaint(answer)) == ["photos-0-picture"]
    assert read_form(answer)["title_tr"] == "Yeni başlık"
    assert Gallery.all_unions.get().title_tr == "Açılış töreni"


def test_a_title_is_required_in_turkish_only(manager):
    answer = manager.save(address("add", model=Post), title_tr="", title_en="News")

    assert list(complaint(answer)) == ["title_tr"]
    assert read_form(answer)["title_en"] == "News"


def test_a_title_that_is_too_long_is_refused_at_its_field(manager):
    answer = manager.save(address("add", model=Post), title_tr="a" * 201)

    assert list(complaint(answer)) == ["title_tr"]


@pytest.mark.parametrize("field", ["title_tr", "summary_tr", "slug_tr"])
def test_a_null_character_is_refused_at_its_field(manager, field):
    answer = manager.save(address("add", model=Post), **{"title_tr": "Haber", field: "a\x00b"})

    assert field in complaint(answer)


def test_a_form_opened_with_values_in_its_address_is_filled_with_them(manager):
    form = manager.form(address("add", model=Organ), kind="president")

    assert form["kind"] == "president"
