"""Filters of the lists, which the start page leads to."""

from typing import ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unions.lists.index_steps import years_of


class ChoiceFilter(admin.SimpleListFilter):
    """A filter by named choices: `labels` gives each its label, `queries` the method of the QuerySet behind it."""

    labels: ClassVar[dict[str, str | Promise]] = {}
    queries: ClassVar[dict[str, str]] = {}

    def lookups(self, request, model_admin):
        return list(self.labels.items())

    def queryset(self, request, queryset: QuerySet) -> QuerySet:
        choice = self.value() or ""
        if choice in self.queries:
            return getattr(queryset, self.queries[choice])()
        return queryset.filter(self.condition(queryset.model)) if choice in self.labels else queryset

    def condition(self, model) -> Q:
        """The condition behind a choice that no method of the QuerySet has a name for."""
        raise NotImplementedError


class YearFilter(admin.SimpleListFilter):
    """One year of those that have rows, which are found without reading the rows."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        return [(str(year), str(year)) for year in years_of(model_admin.get_queryset(request))]

    def queryset(self, request, queryset):
        is_offered = self.value() in dict(self.lookup_choices)
        return queryset.filter(year=int(self.value())) if is_offered else queryset


class PublicationFilter(ChoiceFilter):
    """What the public sees of the rows at this moment."""

    title = _("publication")
    parameter_name = "publication"
    labels = {
        "draft": _("drafts"),
        "scheduled": _("scheduled"),
        "public": _("published now"),
        "ended": _("expired or withdrawn"),
    }
    queries = {"draft": "drafts", "scheduled": "scheduled", "public": "published", "ended": "withdrawn"}


class EnglishFilter(ChoiceFilter):
    """Rows whose English text is missing."""

    title = _("English text")
    parameter_name = "english"
    labels = {"missing": _("missing")}
    queries = {"missing": "without_english"}


class CurrentFilter(ChoiceFilter):
    """Today's rows, and those that have ended."""

    title = _("time")
    parameter_name = "time"
    labels = {"current": _("today"), "past": _("past")}
    queries = {"current": "current", "past": "past"}
