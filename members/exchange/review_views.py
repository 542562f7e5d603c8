"""The screens on which an import is reviewed, confirmed and undone."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.exchange import undoing, writing
from members.exchange.entries import LEAVE_OUT, Plan, Problem
from members.exchange.headings import ROWS_ABOVE, answer_keys
from members.exchange.models import ImportRun, RememberedAnswer
from members.exchange.planning import column_words, plan_of
from members.exchange.resources import RESOURCES
from members.exchange.values import shorten
from members.exchange.vocabulary import UNREAD
from unions.admin.kit.screens import Screens
from unions.admin.kit.tasks import change_url, list_url
from unions.models.versions import StaleVersion
from unions.reviewing.two_people import TakesTwo
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import format_number, slugify

CHANGES_A_PAGE = 100
# More than anyone answers at a time; the rest follow once these are answered.
PROBLEMS_SHOWN = 100
CHANGED = gettext_lazy(
    "Someone has changed a record since this list was shown. Nothing was saved. Look through the "
    "list again before you confirm it."
)
CONTRADICTS = gettext_lazy(
    "This conflicts with an entry that was saved at the same moment. Nothing was saved. Please try again."
)
REFUSED = gettext_lazy("Nothing was saved: some rows still have to be corrected or left out.")
GONE = gettext_lazy("The file is no longer stored. Please choose it again.")


class ReviewViews(Screens):
    """Adds the review of a file to the admin of imports."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        run = self.visible_run(request, object_id)
        if request.method == "POST":
            if not self.has_change_permission(request, run) or not self.may_import(request):
                raise PermissionDenied
            return self.act(request, run)
        return self.show(request, run)

    def visible_run(self, request: UnionRequest, object_id: str) -> ImportRun:
        run: ImportRun | None = self.get_object(request, unquote(object_id))
        if run is None or not self.has_view_permission(request, run):
            raise Http404 if self.has_view_permission(request) else PermissionDenied
        return run

    def may_import(self, request) -> bool:
        """Whether the person may change everything that a file can."""
        return self.has_add_permission(request) and all(
            request.user.has_perm(f"{resource.model._meta.app_label}.{action}_{resource.model._meta.model_name}")
            for resource in RESOURCES.values()
            for action in ["add", "change"]
        )

    def show(self, request: UnionRequest, run: ImportRun, status: int = 200) -> HttpResponse:
        """What the file would do, or what it has done; only the person who chose the file sees its content."""
        context: dict[str, Any] = {"run": run, "original": run}
        if not run.may_be_confirmed_by(request.user):
            may_undo = self.may_undo(request, run)
            return self.screen(request, "admin/exchange/run.html", str(run), may_undo=may_undo, **context)
        try:
            plan = plan_of(run)
        except ValidationError as error:
            return self.screen(request, "admin/exchange/run.html", str(run), failure=error.messages, **context)
        context |= preview(plan, run, request.GET.get("p"))
        return self.screen(request, "admin/exchange/preview.html", str(run), status=status, **context)

    def may_undo(self, request, run: ImportRun) -> bool:
        return run.state == ImportRun.State.WRITTEN and self.may_import(request)

    def act(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        action = next(
            (name for name in ["write", "pick", "choose", "reset", "discard", "undo"] if f"_{name}" in request.POST), ""
        )
        if action == "undo":
            return self.undo(request, run)
        if not action or not run.may_be_confirmed_by(request.user):
            messages.error(request, GONE)
            return HttpResponseRedirect(change_url(run))
        return getattr(self, action)(request, run)

    def choose(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        """Keep what was said of the file, its columns, names and rows; nothing is saved to the records yet."""
        posted = request.POST.copy()
        # A button that is an answer.
        name, _equals, value = request.POST.get("_pick", "").partition("=")
        if name:
            posted[name] = value
        with transaction.atomic():
            Choices(run, plan_of(run)).take(posted)
            self.save_answers(run)
        return HttpResponseRedirect(change_url(run))

    def pick(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        return self.choose(request, run)

    def reset(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        """Discard the answers, those of earlier imports that hold in this one included."""
        plan = plan_of(run)
        run.answers = {}
        with transaction.atomic():
            RememberedAnswer.objects.forget(run.kind, list(plan.answers))
            self.save_answers(run)
        return HttpResponseRedirect(change_url(run))

    def save_answers(self, run: ImportRun) -> None:
        try:
            run.save()
        except StaleVersion:
            # The same person has answered in another window; those answers are shown.
            return

    def discard(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        run.discard()
        messages.success(request, _("The file has been discarded. Nothing was saved."))
        return HttpResponseRedirect(list_url(ImportRun))

    def write(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        try:
            with transaction.atomic():
                if request.POST.get("leave_out") == "on":
                    leave_out_refused(run)
                saved = writing.write(run, digest=request.POST.get("digest", ""), user=request.user)
        except (writing.Changed, StaleVersion):
            return self.not_written(request, run, CHANGED, status=409)
        except IntegrityError:
            return self.not_written(request, run, CONTRADICTS, status=409)
        except writing.Refused:
            return self.not_written(request, run, REFUSED, status=422)
        except TakesTwo as refused:
            return self.not_written(request, run, refused.messages[0], status=422)
        numbers = {"new": format_number(saved.created_count), "changed": format_number(saved.changed_count)}
        messages.success(request, _("Saved: %(new)s new, %(changed)s changed.") % numbers)
        return HttpResponseRedirect(change_url(saved))

    def not_written(self, request: UnionRequest, run: ImportRun, reason, *, status: int) -> HttpResponse:
        """The preview again, read anew, with the reason why nothing was saved."""
        messages.error(request, reason)
        return self.show(request, cast(ImportRun, self.get_object(request, str(run.pk))), status=status)

    def undo(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        try:
            undoing.undo(run, user=request.user)
        except writing.Changed:
            messages.error(request, _("This import cannot be undone: it was never saved or has already been undone."))
        except writing.Refused as refused:
            messages.error(
                request,
                _("Nothing was undone. %(reasons)s Undo those changes in their own history first.")
                % {"reasons": " ".join(refused.reasons[:10])},
            )
        except TakesTwo as refused:
            messages.error(request, refused.messages[0])
        else:
            messages.success(request, _("The import has been undone; everything is as it was before."))
        return HttpResponseRedirect(change_url(run))


class ShownProblem:
    """A problem as the page shows it, with a field for the answer."""

    def __init__(self, problem: Problem):
        self.problem = problem
        question = problem.question
        self.key = question.key if question else f"row:{problem.row}"
        self.field = f"answer-{slugify(self.key)}"
        options = question.options if question else []
        # The likely ones are buttons, all others are in a list.
        self.likely = options[: question.likely] if question else []
        self.others = options[len(self.likely) :]
        self.options = options
        self.accepted = [value for value, _label in options] + [LEAVE_OUT]


def shown_problems(plan: Plan) -> list[ShownProblem]:
    return [ShownProblem(problem) for problem in plan.problems[:PROBLEMS_SHOWN]]


@dataclass(frozen=True)
class ShownColumn:
    """A column of the table with what it may be."""

    key: str
    field: str
    text: str
    # What it is: the name of a column, UNREAD, or empty where nobody knows.
    chosen: str
    # The year whose population it holds.
    year: int | None
    # Why it is not read.
    reason: str
    # Its first values.
    sample: str


def shown_columns(plan: Plan) -> list[ShownColumn]:
    """Each column of the table that has a heading or values; none before the table is chosen."""
    heading = plan.source.heading
    if heading is None:
        return []
    rows = [row for _number, row in heading.rows()[:50]]
    columns = []
    for place, (text, key) in enumerate(zip(heading.texts, answer_keys(heading.texts), strict=True)):
        values_there = [row[place] for row in rows if place < len(row) and row[place]]
        if not text and not values_there:
            continue
        meaning, unread = heading.meanings.get(place), heading.left_out.get(place)
        column = meaning.column if meaning else None
        chosen = column.name if column else UNREAD if plan.answers.get(key) == UNREAD else ""
        year, reason = meaning.year if meaning else None, str(unread.reason) if unread else ""
        sample = ", ".join(shorten(value, 24) for value in dict.fromkeys(values_there[:3]))
        columns.append(ShownColumn(key, f"column-{place}", text or f"{place + 1}.", chosen, year, reason, sample))
    return columns


class Choices:
    """What a person says on the page: kept for this import, and for the next ones of the union where it may hold."""

    def __init__(self, run: ImportRun, plan: Plan):
        self.run, self.plan = run, plan

    def take(self, posted: QueryDict) -> None:
        self.take_file_answers(posted)
        self.take_columns(posted)
        for problem in shown_problems(self.plan):
            # Rows with the same words have one answer.
            answer = next((answer for answer in posted.getlist(problem.field) if answer), "")
            if answer in problem.accepted:
                self.run.answers[problem.key] = answer
                self.remember_name(problem, answer)

    def take_file_answers(self, posted: QueryDict) -> None:
        for question in self.plan.questions:
            answer = posted.get(f"file-{question.key}", "")
            if answer in [value for value, _label in question.options]:
                self.run.answers[question.key] = answer
        if (row := posted.get("heading-row", "")).isdecimal() and len(row) < 8:
            self.run.answers["heading"] = row

    def take_columns(self, posted: QueryDict) -> None:
        names = self.plan.resource.by_name
        for column in shown_columns(self.plan):
            answer = posted.get(column.field)
            if answer is None or answer == column.chosen or answer not in [*names, UNREAD, ""]:
                continue
            self.run.answers[column.key] = answer
            words = column_words(column.text, names.get(answer))
            if answer:
                RememberedAnswer.objects.remember(self.run.kind, column.key, answer, words)
            else:
                RememberedAnswer.objects.forget(self.run.kind, [column.key])

    def remember_name(self, shown: ShownProblem, answer: str) -> None:
        """A name of a municipality means the same in every table; which person or row is meant, does not."""
        if shown.key.startswith("municipality:") and answer != LEAVE_OUT:
            label = dict(shown.options)[answer]
            RememberedAnswer.objects.remember("", shown.key, answer, f"“{shown.problem.text}”: {label}")


def preview(plan: Plan, run: ImportRun, page: str | None) -> dict[str, Any]:
    """What the preview shows of a plan: one page of its changes, and the problems to be solved."""
    return {
        "plan": plan,
        "page_obj": Paginator([*plan.changed, *plan.new], CHANGES_A_PAGE).get_page(page),
        "problems": shown_problems(plan),
        "hidden_problems": max(len(plan.problems) - PROBLEMS_SHOWN, 0),
        "answered": len(run.answers) + len(plan.remembered),
        "columns": shown_columns(plan),
        "column_options": [(column.name, column.heading) for column in plan.resource.all_columns],
        "first_rows": first_rows(plan),
    }


def first_rows(plan: Plan) -> list[tuple[int, str]]:
    """The rows that may hold the headings, each with its beginning."""
    heading = plan.source.heading
    if heading is None or not heading.problems:
        return []
    table = heading.table
    pairs = zip(table.numbers, table.rows, strict=True)
    return [(number, shorten(" | ".join(text for text in row if text), 80)) for number, row in list(pairs)[:ROWS_ABOVE]]


def leave_out_refused(run: ImportRun) -> None:
    """Answer for every row with problems that it is left out."""
    run.answers |= {f"row:{number}": LEAVE_OUT for number in plan_of(run).refused_rows}
    run.save()
