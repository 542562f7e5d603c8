"""Filters of the lists, which the start page leads to."""

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from unions.lists.index_steps import years_of
from unions.publishing.states import Publishable

# Words of addresses follow from titles, and a reason is given only when something is withdrawn.
NOT_TRANSLATED_BY_PEOPLE = ["slug", "path", "withdrawal_reason"]


class ChoiceFilter(admin.SimpleListFilter):
    """A filter by named conditions: `choices` gives each its label, `condition` its query."""

    labels: dict = {}

    def lookups(self, request, model_admin):
        return list(self.labels.items())

    def queryset(self, request, queryset):
        return queryset.filter(self.condition(queryset.model)) if self.value() in self.labels else queryset

    def condition(self, model) -> Q:
        raise NotImplementedError


class YearFilter(admin.SimpleListFilter):
    """One year of those that have rows, which are found without reading the rows."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        return [(str(year), str(year)) for year in years_of(model_admin.get_queryset(request))]

    def queryset(self, request, queryset):
        is_known = self.value() in dict(self.lookup_choices)
        return queryset.filter(year=int(self.value())) if is_known else queryset


class PublicationFilter(ChoiceFilter):
    title = _("publication")
    parameter_name = "publication"
    labels = {
        "draft": _("drafts"),
        "scheduled": _("scheduled"),
        "public": _("published now"),
        "ended": _("expired or withdrawn"),
    }

    def condition(self, model):
        return publication(self.value())


class EnglishFilter(ChoiceFilter):
    title = _("English text")
    parameter_name = "english"
    labels = {"missing": _("missing")}

    def condition(self, model):
        return english_missing(model)


def publication(state: str) -> Q:
    """Rows by what the public sees of them at this moment."""
    now = timezone.now()
    published = Q(status=Publishable.Status.PUBLISHED)
    has_ended = Q(expire_at__lte=now)
    return {
        "draft": Q(status=Publishable.Status.DRAFT),
        "scheduled": published & Q(publish_at__gt=now),
        "public": published & ~Q(publish_at__gt=now) & ~has_ended,
        "ended": Q(status=Publishable.Status.WITHDRAWN) | published & has_ended,
    }[state]


def english_missing(model) -> Q:
    """Rows of which a text stands in Turkish and not in English."""
    missing = Q(pk=None)
    for name in translator.get_options_for_model(model).all_fields:
        if name not in NOT_TRANSLATED_BY_PEOPLE:
            no_english = Q(**{f"{name}_en": ""}) | Q(**{f"{name}_en": None})
            missing |= no_english & ~Q(**{f"{name}_tr": ""}) & Q(**{f"{name}_tr__isnull": False})
    return missing


class CurrentFilter(ChoiceFilter):
    """Today's rows, and those that have ended."""

    title = _("time")
    parameter_name = "time"
    labels = {"current": gettext_lazy("today"), "past": gettext_lazy("past")}

    def queryset(self, request, queryset):
        return {"current": queryset.current, "past": queryset.past}.get(self.value(), queryset.all)()
