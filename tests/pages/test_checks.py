"""Each check refuses a page type that does not fit, and says which file to open."""

from dataclasses import replace

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection, models
from django.test.utils import CaptureQueriesContext, isolate_apps

from pages import checks
from pages.findability.sitemap import mapped_models
from pages.kinds import DOCUMENTS, KINDS, NEWS
from pages.models import Page
from pages.publications import DatedPublication
from tests.factories import make_page
from unions.models import UnionOwned
from unions.publishing.addresses import Slugged
from unions.publishing.states import Publishable


def found(errors):
    return [(error.id, error.msg, error.hint) for error in errors]


def worded(tr, en):
    return replace(NEWS, name="notice", words={"tr": tr, "en": en})


@isolate_apps("pages")
def test_a_publication_without_a_page_type_is_refused():
    class Notice(DatedPublication):
        class Meta:
            app_label = "pages"

    assert found(checks.publication_has_a_kind(Notice)) == [
        (
            "pages.E001",
            "pages/kinds.py: no page type has the model pages.Notice (tests/pages/test_checks.py).",
            "Declare PageKind(name='notice', model=Notice, ...) and add it to KINDS.",
        )
    ]


def test_the_word_of_another_page_type_is_refused():
    kind = worded("ilanlar", "news")

    assert found(checks.word_is_free(kind, [*KINDS, kind])) == [
        (
            "pages.E002",
            "pages/kinds.py: the en word of notice (news) is that of news as well.",
            "Give notice another word in this language.",
        )
    ]


def test_a_page_type_has_a_word_in_each_language():
    kind = replace(NEWS, name="notice", words={"en": "notices"})

    [(identifier, message, _hint)] = found(checks.word_is_free(kind, [kind]))

    assert (identifier, message) == ("pages.E002", "pages/kinds.py: the tr word of notice () is missing.")


def test_the_word_of_a_fixed_address_is_refused():
    kind = worded("uyeler", "notices")

    assert found(checks.word_is_free(kind, [*KINDS, kind])) == [
        (
            "pages.E003",
            "pages/kinds.py: the tr word of notice (uyeler) is an address of the site itself.",
            "Give notice another word, or change the address in unions/urls.py or members/urls.py.",
        )
    ]


def test_the_word_of_a_page_of_the_tree_is_refused(union):
    page = make_page(title_tr="İlanlar")
    kind = worded("ilanlar", "notices")

    [(identifier, message, hint)] = found(
        checks.no_page_stands_in_the_way(kind, checks.words_at_the_top(Page.objects.all()))
    )

    assert identifier == "pages.E004"
    assert f"the tr word of notice (ilanlar) is that of page {page.pk} “İlanlar”" in message
    assert "in the administration" in hint


def test_pages_of_the_tree_are_looked_at_when_the_database_is_checked(union):
    page = make_page(title_tr="Sayfa")
    Page.objects.filter(pk=page.pk).update(slug_tr=NEWS.words["tr"])

    errors = run_checks(tags=[Tags.database], databases=["default"])

    assert [error.id for error in errors] == ["pages.E004"]


def test_a_page_of_the_tree_beneath_another_stands_in_nobody_s_way(union):
    page = make_page(title_tr="Ilanlar", parent=make_page(title_tr="Sayfa"))

    pages = checks.words_at_the_top(Page.objects.all())

    assert page.pk not in {page["pk"] for page in pages}
    assert list(checks.no_page_stands_in_the_way(worded("ilanlar", "notices"), pages)) == []


def test_the_tree_is_checked_before_a_new_version_has_added_its_columns(union):
    with CaptureQueriesContext(connection) as queries:
        checks.words_at_the_top(Page.all_unions)

    assert "search_text" not in queries[0]["sql"]


def test_a_list_that_nothing_introduces_is_refused():
    kind = replace(NEWS, name="notice")

    assert found(checks.list_is_introduced(kind)) == [
        (
            "pages.E005",
            "pages/kinds.py: notice has no lead, and no list of its own (templates/pages/posts/notice_list.html).",
            'Give it lead=_("What stands in this list."), or write that.',
        )
    ]
    assert not list(checks.list_is_introduced(replace(kind, lead="Notices of the union.")))


@pytest.mark.parametrize("changes", [{"date": "day"}, {"feed_date": "day"}, {"fields": ("day",)}])
def test_a_field_that_the_model_lacks_is_refused(changes):
    assert found(checks.fields_exist(replace(NEWS, **changes))) == [
        (
            "pages.E006",
            "pages/kinds.py: news names the field day, which Post lacks.",
            "The fields are those of pages/posts/models.py.",
        )
    ]


def test_an_unknown_place_in_menus_is_refused():
    [(identifier, message, hint)] = found(checks.fields_exist(replace(DOCUMENTS, menu_after="nowhere")))

    assert (identifier, message) == (
        "pages.E006",
        "pages/kinds.py: document stands in menus after nowhere, which is no part of the site.",
    )
    assert "pages/frame/sections.py" in hint


@isolate_apps("pages")
def test_a_list_without_its_index_is_refused():
    class Notice(DatedPublication):
        class Meta(DatedPublication.Meta):
            app_label = "pages"
            indexes = [models.Index(fields=["union", "date"], name="short")]

    [(identifier, message, hint)] = found(checks.list_is_indexed(replace(DOCUMENTS, model=Notice)))

    assert (identifier, message) == (
        "pages.E007",
        "tests/pages/test_checks.py: Notice has no index in the order of its list.",
    )
    assert "union, status, -date, -id" in hint


@isolate_apps("pages")
def test_a_model_that_the_map_leaves_out_is_refused():
    class Notice(Slugged, UnionOwned, Publishable):
        class Meta(UnionOwned.Meta, Publishable.Meta):
            app_label = "pages"

    [(identifier, message, hint)] = found(checks.page_is_on_the_map(Notice, mapped_models()))

    assert (identifier, message) == (
        "pages.E008",
        "pages/findability/sitemap.py: the map of the site leaves out pages.Notice.",
    )
    assert "archives()" in hint


@isolate_apps("pages")
def test_a_publication_without_a_page_type_is_not_asked_for_the_map_as_well():
    class Notice(DatedPublication):
        class Meta:
            app_label = "pages"

    assert found(checks.page_is_on_the_map(Notice, mapped_models())) == []
