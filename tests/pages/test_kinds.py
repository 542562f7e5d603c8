"""A page type that is declared is known everywhere."""

import pytest
from django.contrib import admin
from django.urls import resolve
from django.utils import translation

from pages.findability.sitemap import archives
from pages.frame.sections import sections
from pages.kinds import KINDS, NEWS, kinds_of
from pages.models import Post
from tests.pages.addresses import address
from tests.publications import make_parts, make_publication
from unions.lists import parameters
from unions.publishing.addresses import LANGUAGES
from unions.tenancy import roles

every_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


@every_kind
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_addresses_begin_with_its_word(kind, language):
    with translation.override(language):
        assert resolve(f"/{language}/{kind.words[language]}/").url_name == kind.list_name
    for name in kind.names_of_addresses():
        arguments = {"slug": "bir"} if name == kind.detail_name else {}
        assert address(name, language, **arguments).startswith(f"/{language}/{kind.words[language]}/")


@every_kind
def test_its_rows_lead_to_its_addresses(kind, union):
    row = make_publication(kind)

    assert kind.has(row)
    assert row.address("tr") == address(kind.detail_name, "tr", slug=row.slug_tr)
    assert [other.name for other in KINDS if other.has(row)] == [kind.name]


@every_kind
def test_menus_and_the_map_know_it(kind, union):
    assert kind.list_name in dict(sections())
    assert archives()[kind.map_part].model is kind.model


@every_kind
def test_whoever_may_publish_pages_may_publish_it(kind, union):
    models = [kind.model, *(type(part) for part in make_parts(make_publication(kind)).values())]

    for model in models:
        meta = model._meta
        assert f"{meta.app_label}.change_{meta.model_name}" in roles.permissions_of("editor")
        assert f"{meta.app_label}.delete_{meta.model_name}" in roles.permissions_of("publisher")
        assert f"{meta.app_label}.delete_{meta.model_name}" not in roles.permissions_of("editor")


@every_kind
def test_its_lists_can_be_narrowed_by_words_of_both_languages(kind, client, union):
    for choice in kind.choices:
        assert {code: parameters.word(choice.name, code) for code in LANGUAGES} == choice.words


@every_kind
def test_the_administration_searches_the_fields_by_which_the_model_is_found(kind):
    model_admin = admin.site._registry[kind.model]

    assert model_admin.date_hierarchy == kind.date
    assert model_admin.search_fields == kind.model.search_fields


@every_kind
def test_its_page_says_of_which_list_it_is(kind, client, union):
    response = client.get(make_publication(kind).address("en"))

    [crumb] = response.context["breadcrumbs"]
    assert crumb["url"] == address(kind.list_name, "en")
    assert f'<li><a href="{crumb["url"]}">{crumb["label"]}</a></li>' in response.text


def test_one_model_can_have_several_kinds():
    assert [kind.name for kind in kinds_of(Post)] == ["news", "announcement"]
    assert NEWS.slice == "posts"
