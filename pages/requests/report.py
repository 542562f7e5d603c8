"""The report on the requests of a year that Law 4982 asks for (art. 30), and the same of petitions."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from members.exchange import dialects, exporting
from pages.requests.models import Request
from unions import law

Outcome, Kind = Request.Outcome, Request.Kind
# What people ask about their own data is no part of this report.
REPORTED = [Kind.INFORMATION, Kind.PETITION, Kind.COMPLAINT]


@dataclass(frozen=True)
class Line:
    """One number of the report, for each kind of request."""

    label: str
    numbers: list[int]


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

    def sheet(self) -> exporting.Sheet:
        rows: list[list[dialects.Value]] = [[line.label, *line.numbers] for line in [*self.lines, *self.grounds]]
        return exporting.Sheet(str(self.year), [_("Number"), *self.kinds], rows, [60, 18, 18, 18])


def years_with_requests() -> list[int]:
    """The years in which something was received, the latest first."""
    return list(Request.objects.order_by("-year").values_list("year", flat=True).distinct())


def report_of(year: int) -> Report:
    """The report of a year; counted when it is asked for."""
    rows = list(Request.objects.of_year(year))
    columns = [[row for row in rows if row.kind == kind] for kind in REPORTED]
    report = Report(year, [str(Kind(kind).label) for kind in REPORTED])
    report.lines = [
        Line(label, [sum(map(test, column)) for column in columns])
        for label, test in [
            (_("Requests received"), lambda row: True),
            (_("Answered in time"), lambda row: bool(row.answered_on) and not row.was_answered_late),
            (_("Answered late"), lambda row: row.was_answered_late),
            (_("Overdue and not answered"), lambda row: row.is_overdue),
            (_("Open, within the term"), lambda row: row.is_open and not row.is_overdue),
            (_("Granted"), lambda row: row.outcome == Outcome.GRANTED),
            (_("Granted after secret parts were taken out"), lambda row: row.outcome == Outcome.PARTLY),
            (_("Refused"), lambda row: row.outcome == Outcome.REFUSED),
            (_("Answered (petitions)"), lambda row: row.outcome == Outcome.ANSWERED),
            (_("Passed on to other bodies"), lambda row: row.outcome == Outcome.TRANSFERRED),
            (_("Withdrawn by applicants"), lambda row: row.outcome == Outcome.WITHDRAWN),
            (_("Given up, cost not paid"), lambda row: row.outcome == Outcome.UNPAID),
            (_("Term extended"), lambda row: row.is_extended),
            (_("Objections to the Review Board"), lambda row: row.objected_on is not None),
            (_("Objections accepted, wholly or partly"), lambda row: row.objection in ["upheld", "partly"]),
            (_("Objections rejected"), lambda row: row.objection == "rejected"),
        ]
    ]
    counts = [Counter(row.ground for row in column if row.ground) for column in columns]
    report.grounds = [
        Line(_("Refused: %(ground)s") % {"ground": label}, [count[value] for count in counts])
        for value, label in Request.Ground.choices
        if any(count[value] for count in counts)
    ]
    return report
