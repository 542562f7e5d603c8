import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pages.models import Post
from tests.factories import make_post
from unions.publishing import breadcrumbs as crumbs


@pytest.fixture
def sections(monkeypatch):
    monkeypatch.setattr(crumbs, "_sections", dict(crumbs.sections()))


def test_a_section_is_named_and_linked_in_the_language_of_the_reader():
    with translation.override("tr"):
        [crumb] = crumbs.breadcrumbs("organ_list")
        assert (str(crumb["label"]), crumb["url"]) == ("Organlar", "/tr/organlar/")
    with translation.override("en"):
        [crumb] = crumbs.breadcrumbs("organ_list")
        assert (str(crumb["label"]), crumb["url"]) == ("Organs", "/en/organs/")


def test_a_section_follows_the_one_that_an_app_above_has_put_above_it():
    with translation.override("en"):
        assert [crumb["url"] for crumb in crumbs.breadcrumbs("paper_grid")] == [
            "/en/documents/",
            "/en/documents/annual/",
        ]
        assert [crumb["url"] for crumb in crumbs.breadcrumbs_above("paper_grid")] == ["/en/documents/"]
        assert crumbs.breadcrumbs_above("union_detail") == []


def test_several_sections_stand_in_the_order_given():
    with translation.override("en"):
        trail = crumbs.breadcrumbs("union_detail", "member_list")

    assert [crumb["url"] for crumb in trail] == ["/en/union/", "/en/members/"]


@pytest.mark.usefixtures("sections")
def test_links_about_a_topic_are_those_that_the_apps_have_registered():
    crumbs.register_section("member_map", _("Map of members"), topic="members", link_label=_("Map"))

    with translation.override("en"):
        links = [(str(link["label"]), link["url"]) for link in crumbs.links_about("members")]

    assert links == [("List of members", "/en/members/"), ("Map", "/en/members/map/")]


def test_a_section_that_nobody_has_registered_is_an_error():
    with pytest.raises(KeyError):
        crumbs.breadcrumbs("organ_detail")


def test_from_what_is_not_there_the_nearest_list_is_found():
    expected = {
        "/tr/kararlar/": ("/tr/kararlar/", True),
        "/tr/kararlar/2026/99/": ("/tr/kararlar/", False),
        "/tr/uyeler/yok/kart/": ("/tr/uyeler/", False),
        "/tr/haberler/x/": ("/tr/haberler/", False),
        "/tr/yok/": None,
        "/": None,
    }

    with translation.override("tr"):
        sections = {path: crumbs.section_of_path(path) for path in expected}

    found = {path: section and (section["url"], section["is_here"]) for path, section in sections.items()}
    assert found == expected


def test_a_page_that_is_not_there_leads_to_its_list(reader, union):
    make_post(union=union, kind="news", title_tr="Eski haber", status="withdrawn")
    beyond, missing = reader.get("/tr/kararlar/?sayfa=99"), reader.get("/en/decisions/2026/99/")
    gone = reader.get(Post.all_unions.get().address("tr"))

    assert (beyond.status_code, missing.status_code, gone.status_code) == (404, 404, 410)
    assert "Bu listenin böyle bir sayfası yok" in beyond.text
    assert '<a href="/tr/kararlar/">Listenin başına: Kararlar</a>' in beyond.text
    assert '<a href="/en/decisions/">Decisions</a>' in missing.text
    assert '<a href="/tr/haberler/">Haberler</a>' in gone.text.split("<main")[1]
    assert "Eski haber" not in gone.text
