from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from tests.factories import make_decision, make_page, make_post, make_union
from unions.models import PathRedirect, UnionHost
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def redirects() -> dict[str, str]:
    return dict(PathRedirect.objects.values_list("old_path", "new_path"))


def test_a_slug_is_made_from_the_turkish_title_letter_by_letter():
    post = make_post(title_tr="Iğdır'da İğneada Şöleni", title_en="")

    assert (post.slug_tr, post.slug_en) == ("igdirda-igneada-soleni", "igdirda-igneada-soleni")


def test_each_language_has_an_address_of_its_own():
    post = make_post(title_tr="Eğitim", title_en="Training")

    assert post.addresses() == {"tr": "/tr/haberler/egitim/", "en": "/en/news/training/"}


def test_equal_titles_get_different_addresses():
    union = make_union()

    assert [make_post(union=union, title_tr="Eğitim").slug_tr for _ in range(3)] == ["egitim", "egitim-2", "egitim-3"]


def test_a_changed_title_does_not_change_a_published_address():
    post = make_post(title_tr="Eğitim")

    post.title_tr = "Başka"
    post.save()

    assert post.slug_tr == "egitim"


def test_a_changed_slug_leads_on_from_the_old_address_in_its_language():
    post = make_post(title_tr="Eğitim", title_en="Training")

    post.slug_tr = "seminer"
    post.save()

    assert redirects() == {"/tr/haberler/egitim/": "/tr/haberler/seminer/"}


def test_a_second_change_leads_straight_to_the_newest_address():
    post = make_post(title_tr="Bir", title_en="One")

    for slug in ["iki", "uc"]:
        post.slug_tr = slug
        post.save()

    assert redirects() == {"/tr/haberler/bir/": "/tr/haberler/uc/", "/tr/haberler/iki/": "/tr/haberler/uc/"}


def test_changing_back_leaves_no_circle():
    post = make_post(title_tr="Bir", title_en="One")

    for slug in ["iki", "bir"]:
        post.slug_tr = slug
        post.save()

    assert redirects() == {"/tr/haberler/iki/": "/tr/haberler/bir/"}


def test_a_draft_that_nobody_saw_leaves_nothing_behind():
    post = make_post(title_tr="Bir", status="draft")

    post.slug_tr = "iki"
    post.save()
    post.delete()

    assert redirects() == {}


def test_a_deleted_page_says_that_it_is_gone():
    make_post(title_tr="Bir", title_en="One").delete()

    assert redirects() == {"/tr/haberler/bir/": "", "/en/news/one/": ""}


def test_pages_beneath_a_moved_page_lead_on_too():
    union = make_union()
    parent = make_page(union=union, title_tr="Kurumsal", title_en="About")
    child = make_page(union=union, title_tr="Hizmetler", title_en="Services", parent=parent)
    grandchild = make_page(union=union, title_tr="Eğitim", title_en="Training", parent=child)

    parent.slug_tr = "birligimiz"
    parent.save()

    grandchild.refresh_from_db()
    assert grandchild.address("tr") == "/tr/birligimiz/hizmetler/egitim/"
    assert redirects()["/tr/kurumsal/hizmetler/egitim/"] == "/tr/birligimiz/hizmetler/egitim/"


def test_a_page_never_takes_the_address_of_a_part_of_the_site():
    page = make_page(title_tr="Üyeler", title_en="Members")

    assert (page.slug_tr, page.slug_en) == ("uyeler-2", "members-2")


def test_a_decision_whose_number_is_corrected_keeps_its_old_addresses():
    decision = make_decision(number=7)
    old = decision.addresses()

    decision.number = 8
    decision.save()

    assert redirects() == {old[kind]: decision.addresses()[kind] for kind in ["tr", "en", "short"]}


def test_an_address_does_not_depend_on_the_language_in_use():
    post = make_post(title_tr="Eğitim", title_en="Training")

    with translation.override("en"):
        assert post.address("tr") == "/tr/haberler/egitim/"


def test_a_page_that_is_a_draft_again_is_gone_and_comes_back_when_it_is_published():
    post = make_post(title_tr="Haber")
    path = post.address("tr")
    client = Client(HTTP_HOST=UnionHost.all_unions.get(union=post.union).host)
    for status, answer in [("draft", 410), ("draft", 410), ("published", 200), ("withdrawn", 410)]:
        post.status = status
        post.save()
        with scope.request():
            assert client.get(path).status_code == answer, status


def test_what_readers_never_saw_leaves_no_notice_when_it_is_a_draft_again():
    post = make_post(title_tr="Haber", publish_at=timezone.now() + timedelta(days=1))
    post.status = "draft"
    post.save()

    assert not PathRedirect.all_unions.exists()
