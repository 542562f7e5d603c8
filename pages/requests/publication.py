"""What the public reads of requests: one by one in words of the union, and counted by year."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.requests.models import Request
from unions.models import ScopedQuerySet, UnionOwned, managers
from unions.text.date_order import in_the_past
from unions.text.search_text import Searchable


class RequestLogEntryQuerySet(ScopedQuerySet):
    def about(self, request: Request):
        """What the public may read of a request: one entry or none."""
        return self.filter(request=request)

    def with_request(self):
        """The log, newest first; nothing about anybody's own data stands in it."""
        return self.select_related("request").exclude(request__kind=Request.Kind.DATA_SUBJECT)


class RequestLogEntry(UnionOwned, Searchable):
    """What the public may read of a request, in words of the union: nothing in it says who asked."""

    translated = ["summary", "answer"]
    search_fields = ["summary"]
    rights_group = "requests_log"
    union_from = "request"

    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="+", verbose_name=_("request"))
    summary = models.TextField(
        _("what was asked"), max_length=1000, help_text=_("In your own words, without names and anything personal.")
    )
    answer = models.TextField(_("what was answered"), max_length=2000, blank=True)

    objects, all_unions = managers(RequestLogEntryQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("published request")
        verbose_name_plural = _("published requests")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.request)

    def clean(self):
        super().clean()
        if self.request_id and self.request.is_about_own_data:
            text = _("Nothing is published of what someone asked about their own data.")
            raise ValidationError({"request": ValidationError(text, code="own_data")})


class RequestStatistics(UnionOwned):
    """The figures of the requests of a year as the union has published them; counted on one day, without persons."""

    rights_group = "requests_log"
    date_rules = in_the_past("counted_on")

    year = models.PositiveSmallIntegerField(_("year"))
    counted_on = models.DateField(_("counted on"))
    # By the key of the figure, a number for each kind of request; see `pages.requests.report`.
    figures = models.JSONField(_("figures"), default=dict)

    class Meta(UnionOwned.Meta):
        verbose_name = _("statistics of requests")
        verbose_name_plural = _("statistics of requests")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "year"],
                name="pages_requeststatistics_once_a_year",
                violation_error_message=_("There are figures of this year already."),
            )
        ]

    def __str__(self):
        return str(self.year)
