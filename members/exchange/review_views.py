"""The screens on which an import is reviewed, confirmed and undone."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.exchange import undoing, writing
from members.exchange.models import ImportRun
from members.exchange.planning import LEAVE_OUT, Plan, Problem, plan_of
from members.exchange.resources import RESOURCES
from unions.admin.kit.screens import Screens
from unions.admin.kit.tasks import change_url, list_url
from unions.models.versions import StaleVersion
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
            request.user.has_perm(f"members.{action}_{resource.model._meta.model_name}")
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
            (name for name in ["write", "choose", "reset", "discard", "undo"] if f"_{name}" in request.POST), ""
        )
        if action == "undo":
            return self.undo(request, run)
        if not action or not run.may_be_confirmed_by(request.user):
            messages.error(request, GONE)
            return HttpResponseRedirect(change_url(run))
        return getattr(self, action)(request, run)

    def choose(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        """Keep the answers about names and rows; nothing is saved to the records yet."""
        for problem in shown_problems(plan_of(run)):
            answer = request.POST.get(problem.field, "")
            if answer in problem.accepted:
                run.answers[problem.key] = answer
        self.save_answers(run)
        return HttpResponseRedirect(change_url(run))

    def reset(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        """Discard the answers."""
        run.answers = {}
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
        self.options = question.options if question else []
        self.accepted = [value for value, _label in self.options] + [LEAVE_OUT]


def shown_problems(plan: Plan) -> list[ShownProblem]:
    return [ShownProblem(problem) for problem in plan.problems[:PROBLEMS_SHOWN]]


def preview(plan: Plan, run: ImportRun, page: str | None) -> dict[str, Any]:
    """What the preview shows of a plan: one page of its changes, and the problems to be solved."""
    return {
        "plan": plan,
        "page_obj": Paginator([*plan.changed, *plan.new], CHANGES_A_PAGE).get_page(page),
        "problems": shown_problems(plan),
        "hidden_problems": max(len(plan.problems) - PROBLEMS_SHOWN, 0),
        "answered": len(run.answers),
    }


def leave_out_refused(run: ImportRun) -> None:
    """Answer for every row with problems that it is left out."""
    run.answers |= {f"row:{number}": LEAVE_OUT for number in plan_of(run).refused_rows}
    run.save()
