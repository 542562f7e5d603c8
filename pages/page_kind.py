"""What a page type declares. The types themselves stand in `pages.kinds`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from django.db.models import QuerySet, TextChoices
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import lazy

from pages.publications import Publication, PublicationQuerySet
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# By language.
Words = dict[str, str]

# What shows a type that has no templates of its own.
PLAIN_LIST, PLAIN_PAGE = "pages/plain_list.html", "pages/plain_page.html"

FEED: Words = {"tr": "akis", "en": "feed"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Choice:
    """A filter of a list: one of the values that `choices` names, or all."""

    name: str
    label: "StrOrPromise"
    # The value that narrows nothing: All kinds.
    everything: "StrOrPromise"
    choices: type[TextChoices]
    # The parameter in the address, and its values.
    words: Words
    value_words: dict[str, Words]


@dataclass(frozen=True, kw_only=True, eq=False)
class PageKind:
    """A kind of publication: its addresses, its list and filters, its feed, and its place in menus."""

    # In the names of its addresses: news_list, news_detail, news_feed.
    name: str
    model: type[Publication]
    # The first word of its addresses; the English one also names its part of the map of the site.
    words: Words
    # Above the list and in breadcrumbs.
    title: "StrOrPromise"
    # The fields of its model that programs get beside title, summary and text; a page without a template of its own
    # shows them as well. `state` is the state of today.
    fields: tuple[str, ...]
    # Its label among the sections that a menu can link to, and the section it follows there; at the end without one.
    menu_label: "StrOrPromise"
    menu_after: str = ""
    # Stands below the title of the list and describes it to search engines, where the type has no template for that.
    lead: "StrOrPromise" = ""
    # Values that set its rows apart, where a model has several kinds.
    where: dict[str, str] = field(default_factory=dict)

    # The date fields that order the list and the feed.
    date: str = "date"
    has_feed: bool = False
    feed_date: str = "date"
    choices: tuple[Choice, ...] = ()
    has_years: bool = False
    rows_a_page: int = 12

    # What is fetched along with the rows of a list, and with the row of a page: methods of the model's queryset.
    for_list: Callable[[Any], Any] = QuerySet.all
    for_page: Callable[[Any], Any] = QuerySet.all
    # Functions that give the values of the template: for a list that is no plain archive, for more on a page.
    list_values: Callable[[UnionRequest, "PageKind"], dict] | None = None
    page_values: Callable[[UnionRequest, "PageKind", Any], dict] | None = None
    # More addresses beneath that of the list, by name: the words, and the view.
    more_addresses: dict[str, tuple[Words, Callable[..., HttpResponse]]] = field(default_factory=dict)

    def __str__(self):
        return self.name

    def rows(self) -> PublicationQuerySet:
        """All rows of the kind that belong to the union the code is bound to."""
        return cast(PublicationQuerySet, self.model.objects.filter(**self.where))

    def has(self, row: Publication) -> bool:
        return isinstance(row, self.model) and all(getattr(row, name) == value for name, value in self.where.items())

    @property
    def list_name(self) -> str:
        return f"{self.name}_list"

    @property
    def detail_name(self) -> str:
        return f"{self.name}_detail"

    @property
    def feed_name(self) -> str:
        return f"{self.name}_feed" if self.has_feed else ""

    def names_of_addresses(self) -> list[str]:
        return [self.list_name, self.detail_name, *([self.feed_name] if self.has_feed else []), *self.more_addresses]

    @property
    def map_part(self) -> str:
        return self.words["en"]

    def route(self, *endings: Words | str) -> str:
        """A route beneath the address of the list, in the language that is active when it is asked for."""
        return _in_each_language([self.words, *endings])

    def breadcrumbs(self) -> list[dict]:
        return [{"label": str(self.title), "url": reverse(self.list_name)}]

    @property
    def slice(self) -> str:
        """The folder of its model, and of its templates."""
        return self.model.__module__.split(".")[1]

    @property
    def list_template(self) -> str:
        """The template of its own for the list, where there is one."""
        return f"pages/{self.slice}/{self.list_name}.html"

    @property
    def page_template(self) -> str:
        """The template of its own for the page of a row, where there is one."""
        return f"pages/{self.slice}/{self.model._meta.model_name}_detail.html"


def _join_words(parts: Iterable[Words | str]) -> str:
    language = active_language()
    return "/".join(part if isinstance(part, str) else part[language] for part in parts)


_in_each_language = lazy(_join_words, str)
