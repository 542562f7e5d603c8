"""Tables to download: templates, the records of today, and the rows of a file that were refused."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from members.exchange import exporting
from members.exchange.entries import Plan
from members.exchange.models import ImportRun
from members.exchange.planning import plan_of
from members.exchange.resources import RESOURCES, Resource
from members.exchange.review_views import ReviewViews
from unions.models import Union
from unions.tenancy import scope
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import slugify


class TableViews(ReviewViews):
    """Adds the tables to the admin of imports."""

    def template(self, request: UnionRequest, word: str, extension: str) -> HttpResponse:
        """A table with nothing but its headings."""
        return self.table(request, word, extension, with_rows=False)

    def records(self, request: UnionRequest, word: str, extension: str) -> HttpResponse:
        """The records of today as a table that can be changed and imported again."""
        return self.table(request, word, extension, with_rows=True)

    def table(self, request: UnionRequest, word: str, extension: str, *, with_rows: bool) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if word not in RESOURCES or extension not in ["csv", "xlsx"]:
            raise Http404
        # The tables are in Turkish, whatever the language of the person who downloads them.
        with translation.override("tr"):
            resource = RESOURCES[word]()
            sheet = table_of(resource, with_rows=with_rows)
            suffix = timezone.localdate() if with_rows else "sablon"
            name = f"{cast(Union, scope.union()).code}-{slugify(sheet.title)}-{suffix}"
            return exporting.download(sheet, extension, name, explanations(resource))

    def refused(self, request: UnionRequest, pk: int) -> HttpResponse:
        """The refused rows as they are in the file, each with its problems, to be corrected and imported again."""
        run = self.visible_run(request, str(pk))
        if not run.may_be_confirmed_by(request.user):
            raise Http404
        plan = plan_of(run)
        if plan.obstacles:
            raise Http404
        return exporting.download(refused_rows(plan), "csv", "reddedilenler")


def table_of(resource: Resource, *, with_rows: bool) -> exporting.Sheet:
    """The records of a resource, or only the headings of their columns."""
    rows = resource.rows() if with_rows else []
    label = str(ImportRun.Kind(resource.word).label)
    return exporting.sheet_of(label, resource.columns, (resource.values(row) for row in rows))


def explanations(resource: Resource) -> exporting.Sheet:
    """What each column means, on a sheet of its own."""
    rows = ([str(column.heading), str(column.meaning)] for column in resource.columns)
    return exporting.Sheet(_("Explanations"), [_("Column"), _("Meaning")], rows, [28, 80])


def refused_rows(plan: Plan) -> exporting.Sheet:
    """The refused rows with the reasons, those that are not read with theirs."""
    messages: dict[int, list[str]] = {}
    for problem in plan.problems:
        text = f"{problem.heading}: {problem.message}".removeprefix(": ")
        messages.setdefault(problem.row, []).append(text)
    for number, reason in plan.passed:
        messages[number] = [_("Not read: %(reason)s.") % {"reason": reason}]
    headings = plan.heading.texts
    width = len(headings)
    rows = (
        exporting.harmless([*texts[:width], *[""] * (width - len(texts)), " ".join(messages[number])])
        for number, texts in plan.heading.rows()
        if number in messages
    )
    return exporting.Sheet("", exporting.harmless([*headings, _("Problem")]), rows)
