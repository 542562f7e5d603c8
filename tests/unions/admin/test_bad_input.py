"""What cannot be stored is answered at its field, in words, with the rest of the form kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from members.directory.models import Listing
from members.membership.models import Membership
from members.people.models import OfficeHolder
from pages.models import Document, Event, Gallery, MenuItem, Page, Post
from tests import factories as make
from tests.staff_client import address, errors, read_form, staff_client, superuser_client
from unions.models import (
    ContactPoint,
    Decision,
    Headquarters,
    LegalBasis,
    Meeting,
    Organ,
    Paper,
    PathRedirect,
    Term,
    Union,
    UnionHost,
    UnionName,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="trakya")


@pytest.fixture
def manager(union):
    return staff_client(union)


def complaint(response) -> dict[str, str]:
    """The fields complained about, each with what is said there; the answer is a form, never a failure."""
    assert response.status_code == 200
    return {name: " ".join(texts) for name, texts in errors(response).items()}


def test_a_host_name_that_is_taken_is_refused_at_the_host(union):
    make.make_union(code="konya", host="konya.localhost")
    administrator = superuser_client(union)

    answer = administrator.save(
        address("change", union),
        reach_tr="Üç il",
        **{"unionhost-TOTAL_FORMS": "2", "unionhost-1-host": "konya.localhost"},
    )

    assert list(complaint(answer)) == ["unionhost-1-host"]
    assert read_form(answer)["reach_tr"] == "Üç il"
    assert UnionHost.all_unions.filter(union=union).count() == 1


@pytest.mark.parametrize("host", ["http://trakya.gov.tr", "trakya.gov.tr:8000", "Trakya.gov.tr", "a b", "-a.tr"])
def test_a_host_name_that_is_none_is_refused_at_the_host(union, host):
    answer = superuser_client(union).save(
        address("change", union), **{"unionhost-TOTAL_FORMS": "2", "unionhost-1-host": host}
    )

    assert list(complaint(answer)) == ["unionhost-1-host"]


def test_two_main_hosts_are_refused_in_words(union):
    answer = superuser_client(union).save(
        address("change", union),
        **{"unionhost-TOTAL_FORMS": "2", "unionhost-1-host": "ikinci.localhost", "unionhost-1-is_primary": "on"},
    )

    assert "Constraint" not in str(complaint(answer))
    assert UnionHost.all_unions.filter(union=union).count() == 1


def test_two_main_hosts_in_one_new_union_are_refused_in_words(union):
    answer = superuser_client(union).save(
        address("add", model=Union),
        **{
            "code": "ege",
            "unionhost-TOTAL_FORMS": "2",
            "unionhost-0-host": "bir.localhost",
            "unionhost-0-is_primary": "on",
            "unionhost-1-host": "iki.localhost",
            "unionhost-1-is_primary": "on",
        },
    )

    assert complaint(answer)
    assert not Union.objects.filter(code="ege").exists()


@pytest.mark.parametrize("model", [UnionName, Headquarters, Term])
def test_a_period_that_ends_before_it_starts_is_refused_at_its_end(manager, model):
    fields = {"name_tr": "Ad"} if model is UnionName else {}

    answer = manager.save(address("add", model=model), start_date="12.05.2020", end_date="2019", **fields)

    assert list(complaint(answer)) == ["end_date"]
    assert read_form(answer)["start_date"] == "12.05.2020"


@pytest.mark.parametrize("typed", ["32.01.2020", "yarın", "13.2020", "99999", "0"])
def test_a_date_that_cannot_be_read_is_refused_at_its_field(manager, typed):
    answer = manager.save(address("add", model=UnionName), name_tr="Ad", start_date=typed)

    assert list(complaint(answer)) == ["start_date"]
    assert read_form(answer)["start_date"] == typed


def test_a_second_name_of_today_is_refused_at_its_end(manager):
    answer = manager.save(address("add", model=UnionName), name_tr="İkinci ad")

    assert list(complaint(answer)) == ["end_date"]


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


def test_a_second_assembly_is_refused_at_its_kind(union, manager):
    make.make_organ(union=union)

    answer = manager.save(address("add", model=Organ), kind="assembly", title_tr="İkinci meclis")

    assert list(complaint(answer)) == ["kind"]


def test_a_number_that_a_decision_already_has_is_refused_at_the_number(union, manager):
    decision = make.make_decision(union=union, number=17)

    answer = manager.save(
        address("add", model=Decision), organ=decision.organ_id, number="17", date=str(decision.date), title_tr="Yeni"
    )

    assert list(complaint(answer)) == ["number"]


def test_a_paper_of_a_year_that_is_recorded_is_refused(union, manager):
    make.make_paper(union=union, kind="budget", year=2026)

    answer = manager.save(address("add", model=Paper), kind="budget", year="2026")

    assert list(complaint(answer)) == ["year"]


def test_a_year_that_is_none_is_refused_at_the_year(manager):
    answer = manager.save(address("add", model=Paper), kind="budget", year="26")

    assert list(complaint(answer)) == ["year"]


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
    from django.urls import reverse

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


def test_a_gazette_number_without_its_date_is_refused_at_the_date(manager):
    answer = manager.save(address("add", model=LegalBasis), kind="law", title_tr="Kanun", gazette_number="24244")

    assert list(complaint(answer)) == ["gazette_date"]


def test_a_menu_entry_without_a_target_is_refused(manager):
    answer = manager.save(address("add", model=MenuItem), place="main", label_tr="Boş")

    assert complaint(answer)
    assert not MenuItem.all_unions.exists()


def test_a_redirect_that_leads_to_itself_is_refused(manager):
    answer = manager.save(address("add", model=PathRedirect), old_path="/tr/a/", new_path="/tr/a/")

    assert complaint(answer)


@pytest.mark.parametrize("new_path", ["//baska.example/", r"/\baska.example/", "https://baska.example/", "tr/b/"])
def test_a_redirect_that_leads_to_another_site_is_refused(manager, new_path):
    answer = manager.save(address("add", model=PathRedirect), old_path="/tr/a/", new_path=new_path)

    assert "bu sitenin bir sayfası" in str(complaint(answer))
    assert not PathRedirect.all_unions.exists()


@pytest.mark.parametrize(
    ("kind", "value"), [("phone", "beş yüz on"), ("email", "posta"), ("website", "javascript:alert(1)")]
)
def test_a_way_of_contact_that_is_none_is_refused_at_its_value(union, manager, kind, value):
    seat = make.make_headquarters(union=union, phone="+90 282 000 00 00")

    answer = manager.save(address("change", seat), **{"contact_points-0-kind": kind, "contact_points-0-value": value})

    assert list(complaint(answer)) == ["contact_points-0-value"]
    assert ContactPoint.all_unions.get().value == "+90 282 000 00 00"


def test_scripts_are_taken_out_of_formatted_text(manager):
    manager.save(
        address("add", model=Post),
        title_tr="Haber",
        body_tr='<p onclick="x()">Metin<script>alert(1)</script></p><a href="javascript:x()">bağ</a><img src=x>',
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


def test_a_picture_that_is_none_is_refused_at_its_field(union, manager):
    gallery = make.make_gallery(union=union, photos=1)

    answer = manager.save(
        address("change", gallery),
        title_tr="Yeni başlık",
        **{"photos-0-picture": upload("resim.png", b"<svg onload=alert(1)>")},
    )

    assert list(complaint(answer)) == ["photos-0-picture"]
    assert read_form(answer)["title_tr"] == "Yeni başlık"
    assert Gallery.all_unions.get().title_tr == "Açılış töreni"


def test_a_missing_title_is_asked_for_in_turkish_only(manager):
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


@pytest.mark.slow
def test_a_form_whose_bookkeeping_is_forged_is_refused(union, manager):
    seat = make.make_headquarters(union=union, phone="+90 282 000 00 00")
    page = address("change", seat)

    answers = [
        manager.save(page, **{"contact_points-TOTAL_FORMS": forged, "contact_points-INITIAL_FORMS": forged})
        for forged in ["", "x", "-1", "99999"]
    ]

    assert {answer.status_code for answer in answers} <= {200, 302, 400}
    assert ContactPoint.all_unions.count() == 1


@pytest.mark.parametrize("forged", ["x", "-1", "99999999999999999999", "1.5"])
def test_a_version_that_is_none_never_saves(union, manager, forged):
    post = make.make_post(union=union, title_tr="Başlık")

    answer = manager.save(address("change", post), title_tr="Yeni", version=forged)

    assert answer.status_code in [200, 409]
    post.refresh_from_db()
    assert post.title_tr == "Başlık"


@pytest.mark.parametrize("number", ["x", "99999999999999999999", "1_2F", "%00"])
@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_a_number_that_is_none_names_no_row(manager, number, page):
    assert manager.get(f"/yonetim/pages/post/{number}/{page}/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"p": "x"},
        {"p": "999"},
        {"o": "99.-7"},
        {"date__year": "99999"},
        {"date__year": "2026", "date__month": "13"},
        {"publication": "nonsense"},
        {"kind__exact": "nonsense"},
        {"kind__isnull": "nonsense"},
        {"date__gte": "nonsense"},
        {"q": "x" * 5000},
    ],
    ids=lambda query: str(query)[:40],
)
def test_a_list_with_a_strange_address_is_still_a_list(union, manager, query):
    make.make_post(union=union)

    answer = manager.get(address("changelist", model=Post), **query)

    assert answer.status_code == 200 or answer["Location"].endswith("?e=1")


@pytest.mark.parametrize("forged", ["99999999999999999999", "-1", "x", ""])
@pytest.mark.parametrize("lookup", ["organ__id__exact", "year"])
def test_a_list_filtered_by_a_strange_number_is_still_a_list(union, manager, lookup, forged):
    make.make_decision(union=union)

    answer = manager.get(address("changelist", model=Decision), **{lookup: forged})

    assert answer.status_code == 200 or answer["Location"].endswith("?e=1")
