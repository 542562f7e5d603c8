"""The figures of requests that the union publishes: the page, the table of open data, and the act of publishing."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.exchange.columns import Column, label_writer
from members.standards.open_data.datasets import DATASETS, Dataset
from members.standards.open_data.dcat import MADE_OF
from pages.requests.models import Request
from pages.requests.publication import RequestStatistics
from pages.requests.report import COUNTED, GROUND, REPORTED, Report, report_from, report_of
from unions.models import Union


def publish(union: Union, year: int) -> RequestStatistics:
    """Publish the figures of a year as they stand today, in the place of those published before."""
    row = RequestStatistics.objects.filter(year=year).first() or RequestStatistics(union=union, year=year)
    row.figures = report_of(year).figures
    row.counted_on = timezone.localdate()
    row.full_clean(exclude=["union"])
    row.save()
    return row


def withdraw(year: int) -> None:
    """Take the figures of a year from the site."""
    for row in RequestStatistics.objects.filter(year=year):
        row.delete()


def published_reports() -> list[tuple[RequestStatistics, Report]]:
    """What is published, the latest year first."""
    return [(row, report_from(row.year, row.figures)) for row in RequestStatistics.objects.all()]


FIGURES = [
    *((key, label) for key, label, _test in COUNTED),
    *((f"{GROUND}{value}", format_lazy("{}: {}", _("Refused"), label)) for value, label in Request.Ground.choices),
]


def rows() -> Iterable[dict]:
    """A row for each figure of each kind of request."""
    for statistics, report in published_reports():
        for line in [*report.lines, *report.grounds]:
            for kind, number in zip(REPORTED, line.numbers, strict=True):
                yield {
                    "year": statistics.year,
                    "kind": kind,
                    "figure": line.key,
                    "number": number,
                    "counted_on": statistics.counted_on,
                }


STATISTICS = Dataset(
    {"tr": "basvuru-istatistikleri", "en": "request-statistics"},
    _("Statistics of requests"),
    _("How many requests came in each year and what became of them, as far as the union has published it."),
    [
        Column("year", _("Year"), _("The year in which the requests came in.")),
        Column(
            "kind",
            _("Kind of request"),
            _("Request for information, petition, or complaint."),
            write=label_writer(Request.Kind.choices),
            width=30,
        ),
        Column("figure", _("Figure"), _("What is counted."), write=label_writer(FIGURES), width=50),
        Column("number", _("Number"), _("How many requests.")),
        Column("counted_on", _("Counted on"), _("The day on which the union counted.")),
    ],
    rows,
)

DATASETS.append(STATISTICS)
MADE_OF[STATISTICS.words["en"]] = [RequestStatistics]
