"""The report on the requests of a year that Law 4982 asks for (art. 30), and the same of petitions."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.exchange import dialects, exporting
from pages.requests.models import Request
from unions import law

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Outcome, Kind = Request.Outcome, Request.Kind
# What people ask about their own data is no part of this report.
REPORTED = [Kind.INFORMATION, Kind.PETITION, Kind.COMPLAINT]
# Of each kind of request, by the key of the figure.
Figures = dict[str, list[int]]
GROUND = "ground:"

COUNTED: "list[tuple[str, StrOrPromise, Callable[[Request], bool]]]" = [
    ("received", gettext_lazy("Requests received"), lambda row: True),
    (
        "in_time",
        gettext_lazy("Answered in time"),
        lambda row: bool(row.answered_on) and not row.was_answered_late,
    ),
    ("late", gettext_lazy("Answered late"), lambda row: row.was_answered_late),
    ("overdue", gettext_lazy("Overdue and not answered"), lambda row: row.is_overdue),
    ("open", gettext_lazy("Open, within the term"), lambda row: row.is_open and not row.is_overdue),
    ("granted", gettext_lazy("Granted"), lambda row: row.outcome == Outcome.GRANTED),
    (
        "partly",
        gettext_lazy("Granted after secret parts were taken out"),
        lambda row: row.outcome == Outcome.PARTLY,
    ),
    ("refused", gettext_lazy("Refused"), lambda row: row.outcome == Outcome.REFUSED),
    ("answered", gettext_lazy("Answered (petitions)"), lambda row: row.outcome == Outcome.ANSWERED),
    ("transferred", gettext_lazy("Passed on to other bodies"), lambda row: row.outcome == Outcome.TRANSFERRED),
    ("withdrawn", gettext_lazy("Withdrawn by applicants"), lambda row: row.outcome == Outcome.WITHDRAWN),
    ("unpaid", gettext_lazy("Given up, cost not paid"), lambda row: row.outcome == Outcome.UNPAID),
    ("extended", gettext_lazy("Term extended"), lambda row: row.is_extended),
    ("objections", gettext_lazy("Objections to the Review Board"), lambda row: row.objected_on is not None),
    (
        "upheld",
        gettext_lazy("Objections accepted, wholly or partly"),
        lambda row: row.objection in ["upheld", "partly"],
    ),
    ("rejected", gettext_lazy("Objections rejected"), lambda row: row.objection == "rejected"),
]


@dataclass(frozen=True)
class Line:
    """One number of the report, for each kind of request."""

    label: str
    numbers: list[int]
    key: str = ""


@dataclass
class Report:
    """What came in during a year, and what became of it."""

    year: int
    kinds: list[str]
    lines: list[Line] = field(default_factory=list)
    grounds: list[Line] = field(default_factory=list)

    @property
    def deadline(self) -> law.Deadline:
        return law.yearly_report_deadline(self.year)

    @property
    def figures(self) -> Figures:
        return {line.key: line.numbers for line in [*self.lines, *self.grounds]}

    def sheet(self) -> exporting.Sheet:
        rows: list[list[dialects.Value]] = [[line.label, *line.numbers] for line in [*self.lines, *self.grounds]]
        return exporting.Sheet(str(self.year), [_("Number"), *self.kinds], rows, [60, 18, 18, 18])


def years_with_requests() -> list[int]:
    """The years in which something was received, the latest first."""
    return list(Request.objects.order_by("-year").values_list("year", flat=True).distinct())


def report_of(year: int) -> Report:
    """The report of a year; counted when it is asked for."""
    rows = list(Request.objects.of_year(year))
    return report_from(year, figures_of([[row for row in rows if row.kind == kind] for kind in REPORTED]))


def figures_of(columns: Sequence[Sequence[Request]]) -> Figures:
    """What is counted of the requests of each kind."""
    figures = {key: [sum(map(test, column)) for column in columns] for key, _label, test in COUNTED}
    grounds = [Counter(row.ground for row in column if row.ground) for column in columns]
    used = [value for value in Request.Ground.values if any(count[value] for count in grounds)]
    return figures | {f"{GROUND}{value}": [count[value] for count in grounds] for value in used}


def report_from(year: int, figures: Figures) -> Report:
    """The report of figures that were counted, now or before, in the active language."""
    report = Report(year, [str(Kind(kind).label) for kind in REPORTED])
    report.lines = [Line(str(label), figures[key], key) for key, label, _test in COUNTED if key in figures]
    report.grounds = [
        Line(_("Refused: %(ground)s") % {"ground": label}, figures[f"{GROUND}{value}"], f"{GROUND}{value}")
        for value, label in Request.Ground.choices
        if f"{GROUND}{value}" in figures
    ]
    return report
