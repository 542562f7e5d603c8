"""What a page type must not forget: `manage.py check` refuses a declaration that does not fit, and names the file.

Whether a page of a tree stands in the way is asked of the database, so `manage.py migrate` and
`manage.py check --database default` find it.
"""

from collections.abc import Iterator

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.core.exceptions import FieldDoesNotExist
from django.db import connections
from django.db.models import Model, QuerySet
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

from members.membership.models import Membership
from members.municipalities.models import Municipality
from pages.findability.sitemap import mapped_models
from pages.frame.sections import FIXED
from pages.kinds import KINDS, kinds_of
from pages.page_kind import PageKind
from pages.publications import Publication
from pages.search.sources import searched_models
from pages.tree.models import Page, routes
from unions.checks import file_of
from unions.publishing.addresses import LANGUAGES, Addressed
from unions.publishing.states import Publishable

DECLARATIONS = "pages/kinds.py"
# A member's page is that of its municipality.
ENTRY_OF = {Membership: Municipality}


def complaint(path: str, problem: str, remedy: str, number: int, about=None) -> Error:
    return Error(f"{path}: {problem}", hint=remedy, obj=about, id=f"pages.E{number:03}")


def publication_has_a_kind(model: type[Model]) -> Iterator[Error]:
    """E001: a publication without a page type would have neither address nor list."""
    if issubclass(model, Publication) and not any(kinds_of(model)):
        yield complaint(
            DECLARATIONS,
            f"no page type has the model {model._meta.label} ({file_of(model)}).",
            f"Declare PageKind(name={model._meta.model_name!r}, model={model.__name__}, ...) and add it to KINDS.",
            1,
            model,
        )


def word_is_free(kind: PageKind, kinds: list[PageKind]) -> Iterator[Error]:
    """E002, E003: two things at one address, of which the second could never be seen."""
    for language in LANGUAGES:
        word = kind.words.get(language, "")
        others = [other.name for other in kinds if other is not kind and other.words.get(language) == word]
        if not word or others:
            whose = f"is that of {', '.join(others)} as well" if others else "is missing"
            yield complaint(
                DECLARATIONS,
                f"the {language} word of {kind} ({word}) {whose}.",
                f"Give {kind} another word in this language.",
                2,
                kind,
            )
        elif f"{word}/" in fixed_routes(language):
            yield complaint(
                DECLARATIONS,
                f"the {language} word of {kind} ({word}) is an address of the site itself.",
                f"Give {kind} another word, or change the address in unions/urls.py or members/urls.py.",
                3,
                kind,
            )


def fixed_routes(language: str) -> set[str]:
    """All addresses in the language but those of page types."""
    of_kinds = {name for kind in KINDS for name in kind.names_of_addresses()}
    with translation.override(language):
        return set(routes(get_resolver().url_patterns, leaving_out=of_kinds))


def no_page_stands_in_the_way(kind: PageKind, pages: list[dict]) -> Iterator[Error]:
    """E004: a page at the top of the tree that has the type's word could not be reached any more."""
    for page in pages:
        for language, word in kind.words.items():
            if page[f"slug_{language}"] == word:
                whose = f"page {page['pk']} “{page['title_tr']}” of {page['union__code']}"
                problem = f"the {language} word of {kind} ({word}) is that of {whose}."
                remedy = "Give that page another address word in the administration first; its old address leads on."
                yield complaint(DECLARATIONS, problem, remedy, 4, kind)


def list_is_introduced(kind: PageKind) -> Iterator[Error]:
    """E005: a type is shown by a template of its own, or by the plain list with its lead."""
    try:
        get_template(kind.list_template)
    except TemplateDoesNotExist:
        if not kind.lead:
            problem = f"{kind} has no lead, and no list of its own (templates/{kind.list_template})."
            yield complaint(
                DECLARATIONS, problem, 'Give it lead=_("What stands in this list."), or write that.', 5, kind
            )


def fields_exist(kind: PageKind) -> Iterator[Error]:
    """E006: what the declaration names, the model or the menu has."""
    dates = [kind.date, kind.feed_date] if kind.has_feed else [kind.date]
    for name in [*dates, *kind.where, *(name for name in kind.fields if name != "state")]:
        try:
            kind.model._meta.get_field(name)
        except FieldDoesNotExist:
            problem = f"{kind} names the field {name}, which {kind.model.__name__} lacks."
            yield complaint(DECLARATIONS, problem, f"The fields are those of {file_of(kind.model)}.", 6, kind)
    if kind.menu_after and kind.menu_after not in FIXED:
        problem = f"{kind} stands in menus after {kind.menu_after}, which is no part of the site."
        yield complaint(DECLARATIONS, problem, "The parts are those of pages/frame/sections.py.", 6, kind)


def list_is_indexed(kind: PageKind) -> Iterator[Error]:
    """E007: a page of a list reads what it shows, however long the list is."""
    order = [*kind.where, "status", *(str(name).replace("pk", "id") for name in kind.model._meta.ordering or [])]
    if not any(index.fields[: len(order) + 1] == ["union", *order] for index in kind.model._meta.indexes):
        yield complaint(
            file_of(kind.model),
            f"{kind.model.__name__} has no index in the order of its list.",
            f"Add list_index(...) of unions/publishing/states.py: union, {', '.join(order)}, and what narrows it.",
            7,
            kind.model,
        )


def page_is_on_the_map(model: type[Model], mapped: set[type[Model]]) -> Iterator[Error]:
    """E008: search engines are told of every public page."""
    if issubclass(model, Publication) and not any(kinds_of(model)):
        # Its page type, which E001 asks for, puts it on the map.
        return
    if issubclass(model, Addressed) and issubclass(model, Publishable) and model not in mapped:
        yield complaint(
            "pages/findability/sitemap.py",
            f"the map of the site leaves out {model._meta.label}.",
            "Add its rows to archives(), or the model to FEW where there are few.",
            8,
            model,
        )


def page_is_searched(model: type[Model], mapped: set[type[Model]], searched: set[type[Model]]) -> Iterator[Error]:
    """E009: searches find every public page."""
    if model in mapped and model not in ENTRY_OF and model not in searched:
        yield complaint(
            "pages/search/sources.py",
            f"searches do not find {model._meta.label}.",
            "Declare a Source(...) for it in sources(): its public rows, their words, and the rows they rest on.",
            9,
            model,
        )


def words_at_the_top(pages: QuerySet) -> list[dict]:
    """What the check needs of the pages at the top of the tree.

    Only these columns are read: `migrate` runs the check before it adds those of a new version.
    """
    columns = ["pk", "title_tr", "union__code", *(f"slug_{language}" for language in LANGUAGES)]
    return list(pages.filter(parent=None).order_by("pk").values(*columns))


@register()
def check_publications(app_configs, **kwargs) -> list[Error]:
    # Once for all models: both are made of the rows of every list.
    mapped, searched = mapped_models(), searched_models()
    return [
        error
        for model in apps.get_models()
        for found in [
            publication_has_a_kind(model),
            page_is_on_the_map(model, mapped),
            page_is_searched(model, mapped, searched),
        ]
        for error in found
    ]


@register()
def check_kinds(app_configs, **kwargs) -> list[Error]:
    checks = [list_is_introduced, fields_exist, list_is_indexed]
    taken = [error for kind in KINDS for error in word_is_free(kind, KINDS)]
    return [*taken, *(error for kind in KINDS for check in checks for error in check(kind))]


@register(Tags.database)
def check_tree(app_configs, databases=None, **kwargs) -> list[Error]:
    for alias in databases or []:
        if Page._meta.db_table not in connections[alias].introspection.table_names():
            # Before the first migration there are no pages.
            continue
        pages = words_at_the_top(Page.all_unions.using(alias))
        return [error for kind in KINDS for error in no_page_stands_in_the_way(kind, pages)]
    return []
