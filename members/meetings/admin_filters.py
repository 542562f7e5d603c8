"""Filters of the meetings and decisions in the admin, which the tasks of the start page lead to."""

from django.utils.translation import gettext_lazy as _

from unions.admin.kit.filters import ChoiceFilter


class MinutesFilter(ChoiceFilter):
    title = _("minutes")
    parameter_name = "minutes"
    labels = {"missing": _("missing")}

    def queryset(self, request, queryset):
        return queryset.without_minutes() if self.value() == "missing" else queryset


class ResultsFilter(ChoiceFilter):
    title = _("results")
    parameter_name = "results"
    labels = {
        "missing": _("not recorded"),
        "contradict": _("recorded, but still marked as planned"),
    }

    def queryset(self, request, queryset):
        if self.value() not in self.labels:
            return queryset
        return queryset.still_planned(with_results=self.value() == "contradict")


class OutcomeFilter(ChoiceFilter):
    title = _("state of the record")
    parameter_name = "result"
    labels = {
        "missing": _("outcome not recorded"),
        "contradict": _("implemented without having been accepted"),
    }

    def queryset(self, request, queryset):
        if self.value() == "missing":
            return queryset.without_outcome()
        return queryset.implemented_without_effect() if self.value() == "contradict" else queryset


class SendingFilter(ChoiceFilter):
    title = _("sending to the governor")
    parameter_name = "sending"
    labels = {"overdue": _("overdue")}

    def queryset(self, request, queryset):
        return queryset.not_sent_in_time() if self.value() == "overdue" else queryset


class SummaryFilter(ChoiceFilter):
    title = _("publication of the summary")
    parameter_name = "summary"
    labels = {"overdue": _("overdue")}

    def queryset(self, request, queryset):
        return queryset.not_summarised_in_time() if self.value() == "overdue" else queryset
