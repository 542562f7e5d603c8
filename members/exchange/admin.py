"""Pages on which the tables of the office come in."""

from pathlib import PurePosixPath
from typing import cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.exchange import exporting, importing, reading
from members.exchange.kinds import KINDS, Kind
from members.exchange.models import ImportRun
from unions.admin.kit.base import UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.tasks import Task, change_url, list_url
from unions.admin.kit.wording import label_of
from unions.models import Union
from unions.models.versions import StaleVersion
from unions.tenancy import scope
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import format_number, slugify

CHANGES_A_PAGE = 100
# More than anyone answers at a time; the next come when these are answered.
PROBLEMS_SHOWN = 100
CHANGED = gettext_lazy(
    "Someone has changed a record since this list was shown. Nothing was saved. Look through the "
    "list again before you confirm it."
)
CONTRADICTS = gettext_lazy(
    "This conflicts with an entry that was saved at the same moment. Nothing was saved. Please try again."
)
GONE = gettext_lazy("The file is no longer stored. Please choose it again.")


class UploadForm(forms.ModelForm):
    """Which file, and what is in it."""

    file = forms.FileField(
        label=gettext_lazy("file"),
        help_text=gettext_lazy("A table as CSV or Excel workbook (.xlsx), up to 5 MB and 5,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    class Meta:
        model = ImportRun
        fields = ["kind", "file", "year", "clears_empty"]
        help_texts = {
            "year": gettext_lazy("Only for population, if the table has no column for the year."),
            "clears_empty": gettext_lazy("Otherwise an empty cell leaves the recorded value as it is."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            if name != "file":
                self.fields[name].label = label_of(ImportRun._meta.get_field(name))

    def clean_file(self):
        upload = self.cleaned_data["file"]
        # Before a byte of it is looked at.
        if upload.size > reading.FILE_BYTES:
            raise reading.too_large(upload.size)
        return upload

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("file")
        if upload and cleaned.get("kind"):
            run = self.instance
            run.kind, run.year = cleaned["kind"], cleaned.get("year")
            run.content = upload.read()
            run.file_name = PurePosixPath(upload.name.replace("\\", "/")).name[-200:]
            try:
                importing.plan_of(run)
            except ValidationError as error:
                self.add_error("file", error)
        return cleaned


@admin.register(ImportRun)
class ImportRunAdmin(UnionOwnedAdmin):
    about = gettext_lazy("Memberships, listings, office holders and population from the office's own tables.")
    change_list_template = "admin/exchange/list.html"
    list_display = ["file_name", "kind", "state", "user", "created_at", "created_count", "changed_count"]
    list_filter = ["kind", "state"]
    list_select_related = ["user"]
    search_fields = ["file_name"]
    fieldsets = [(None, {"fields": ["kind", "file_name"]}), NOTE_FIELDSET]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    def get_urls(self):
        def guarded(view):
            return self.admin_site.admin_view(view)

        return [
            path("kayitlar/<slug:word>.<slug:extension>", guarded(self.records), name="members_importrun_records"),
            path("sablon/<slug:word>.<slug:extension>", guarded(self.template), name="members_importrun_template"),
            path("<int:pk>/reddedilenler.csv", guarded(self.refused), name="members_importrun_refused"),
            *super().get_urls(),
        ]

    def start_page_tasks(self, request):
        waiting = self.get_queryset(request).waiting().filter(user=request.user)
        return [
            Task(_("%(file)s is waiting to be reviewed and confirmed.") % {"file": run.file_name}, change_url(run))
            for run in waiting
            if run.is_waiting
        ]

    def may_restore(self, request, row):
        # What has been written is put back by undoing it, not by calling it unwritten.
        return False

    # Choosing a file

    def add_view(self, request, form_url="", extra_context=None):
        if not self.may_import(request):
            raise PermissionDenied
        initial = {"kind": request.GET.get("kind")} if request.GET.get("kind") in KINDS else {}
        form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
        if request.method == "POST":
            with scope.everything():
                # Whoever brings something new clears away what others have left lying.
                ImportRun.objects.all().forget()
            if form.is_valid():
                run = form.save(commit=False)
                run.user = request.user
                run.save()
                return HttpResponseRedirect(change_url(run))
        context = {"form": form, "kinds": [KINDS[word] for word in KINDS]}
        status = 422 if request.method == "POST" and request.FILES else 200
        return self._page(request, "admin/exchange/upload.html", _("Import from a file"), status=status, **context)

    def may_import(self, request) -> bool:
        """Whether the person may write all that a file can hold."""
        return self.has_add_permission(request) and all(
            request.user.has_perm(f"members.{action}_{kind.model._meta.model_name}")
            for kind in KINDS.values()
            for action in ["add", "change"]
        )

    # Looking through it, confirming and undoing

    def change_view(self, request, object_id, form_url="", extra_context=None):
        run = self.get_object(request, unquote(object_id))
        if run is None or not self.has_view_permission(request, run):
            raise Http404 if self.has_view_permission(request) else PermissionDenied
        if request.method == "POST":
            if not self.has_change_permission(request, run) or not self.may_import(request):
                raise PermissionDenied
            return self.answered(request, run)
        return self.shown(request, run)

    def shown(self, request: UnionRequest, run: ImportRun, status: int = 200) -> HttpResponse:
        """What the file would do, or what it has done; the file itself to nobody but who has chosen it."""
        if not run.may_be_confirmed_by(request.user):
            return self._page(
                request,
                "admin/exchange/run.html",
                str(run),
                run=run,
                may_undo=self.may_undo(request, run),
                original=run,
            )
        try:
            plan = importing.plan_of(run)
        except ValidationError as error:
            return self._page(
                request, "admin/exchange/run.html", str(run), run=run, original=run, failure=error.messages
            )
        entries = [*plan.changed, *plan.new]
        pages = Paginator(entries, CHANGES_A_PAGE)
        context = {
            "run": run,
            "original": run,
            "plan": plan,
            "page_obj": pages.get_page(request.GET.get("p")),
            "problems": [ShownProblem(problem, run.answers) for problem in plan.problems[:PROBLEMS_SHOWN]],
            "hidden_problems": max(len(plan.problems) - PROBLEMS_SHOWN, 0),
            "answered": len(run.answers),
        }
        return self._page(request, "admin/exchange/preview.html", str(run), status=status, **context)

    def may_undo(self, request, run: ImportRun) -> bool:
        return run.state == ImportRun.State.WRITTEN and self.may_import(request)

    def answered(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
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
        """Keep what was chosen for names and rows; nothing is written yet."""
        plan = importing.plan_of(run)
        for problem in plan.problems[:PROBLEMS_SHOWN]:
            shown = ShownProblem(problem, run.answers)
            answer = request.POST.get(shown.field, "")
            if answer in shown.accepted:
                run.answers[shown.key] = answer
        self.save_answers(run)
        return HttpResponseRedirect(change_url(run))

    def reset(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        """Forget what was chosen."""
        run.answers = {}
        self.save_answers(run)
        return HttpResponseRedirect(change_url(run))

    def save_answers(self, run: ImportRun) -> None:
        try:
            run.save()
        except StaleVersion:
            # Two windows of the same person: the other one was faster, and is shown.
            return

    def discard(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        run.discard()
        messages.success(request, _("The file has been discarded. Nothing was saved."))
        return HttpResponseRedirect(list_url(ImportRun))

    def write(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        try:
            with transaction.atomic():
                if request.POST.get("leave_out") == "on":
                    refused = importing.plan_of(run).refused_rows
                    run.answers |= {f"row:{number}": importing.LEAVE_OUT for number in refused}
                    run.save()
                done = importing.write(run, digest=request.POST.get("digest", ""), user=request.user)
        except (importing.Changed, StaleVersion):
            messages.error(request, CHANGED)
            return self.shown(request, cast(ImportRun, self.get_object(request, str(run.pk))), status=409)
        except IntegrityError:
            messages.error(request, CONTRADICTS)
            return self.shown(request, cast(ImportRun, self.get_object(request, str(run.pk))), status=409)
        except importing.Refused:
            messages.error(request, _("Nothing was saved: some rows still have to be corrected or left out."))
            return self.shown(request, cast(ImportRun, self.get_object(request, str(run.pk))), status=422)
        messages.success(
            request,
            _("Saved: %(new)s new, %(changed)s changed.")
            % {"new": format_number(done.created_count), "changed": format_number(done.changed_count)},
        )
        return HttpResponseRedirect(change_url(done))

    def undo(self, request: UnionRequest, run: ImportRun) -> HttpResponse:
        try:
            importing.undo(run, user=request.user)
        except importing.Changed:
            messages.error(request, _("This import cannot be undone: it was never saved or has already been undone."))
        except importing.Refused as refused:
            messages.error(
                request,
                _("Nothing was undone. %(reasons)s Undo those changes in their own history first.")
                % {"reasons": " ".join(refused.reasons[:10])},
            )
        else:
            messages.success(request, _("The import has been undone; everything is as it was before."))
        return HttpResponseRedirect(change_url(run))

    # To take away

    def template(self, request: UnionRequest, word: str, extension: str) -> HttpResponse:
        """A table with nothing but its headings."""
        return self._table(request, word, extension, with_rows=False)

    def records(self, request: UnionRequest, word: str, extension: str) -> HttpResponse:
        """What is recorded today, in the form in which it can be changed and brought back."""
        return self._table(request, word, extension, with_rows=True)

    def _table(self, request: UnionRequest, word: str, extension: str, *, with_rows: bool) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if word not in KINDS or extension not in ["csv", "xlsx"]:
            raise Http404
        # Tables of the office are in Turkish, whoever works there.
        with translation.override("tr"):
            kind = KINDS[word]()
            rows = kind.rows() if with_rows else []
            name = str(ImportRun.Kind(word).label)
            sheet = exporting.Sheet(
                name,
                [str(column.heading) for column in kind.columns],
                (exporting.cells_of(kind.columns, kind.values(row)) for row in rows),
            )
            response = HttpResponse(content_type=exporting.CONTENT_TYPES[extension])
            if extension == "csv":
                exporting.write_csv(sheet, response)
            else:
                exporting.write_xlsx([sheet, explained(kind)], response)
            day = f"-{timezone.localdate()}" if with_rows else ""
        file_name = f"{cast(Union, scope.union()).code}-{slugify(name)}{day or '-sablon'}.{extension}"
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
        return response

    def refused(self, request: UnionRequest, pk: int) -> HttpResponse:
        """The rows that could not be read, as they came, each with what is wrong: to be corrected and brought again."""
        run = self.get_object(request, str(pk))
        if run is None or not self.has_view_permission(request, run):
            raise Http404 if self.has_view_permission(request) else PermissionDenied
        if not run.may_be_confirmed_by(request.user):
            raise Http404
        plan = importing.plan_of(run)
        wrongs: dict = {}
        for problem in plan.problems:
            wrongs.setdefault(problem.row, []).append(f"{problem.heading}: {problem.message}".removeprefix(": "))
        headings = plan.heading.table.rows[plan.heading.row]
        width = len(headings)
        rows = (
            exporting.harmless([*texts[:width], *[""] * (width - len(texts)), " ".join(wrongs[number])])
            for number, texts in plan.heading.rows()
            if number in wrongs
        )
        response = HttpResponse(content_type=exporting.CONTENT_TYPES["csv"])
        exporting.write_csv(exporting.Sheet("", exporting.harmless([*headings, _("Problem")]), rows), response)
        response["Content-Disposition"] = 'attachment; filename="reddedilenler.csv"'
        return response

    def _page(self, request, template: str, title: str, *, status: int = 200, **context) -> HttpResponse:
        return TemplateResponse(
            request,
            template,
            {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context},
            status=status,
        )


class ShownProblem:
    """A problem as the page shows it: with a field to choose in."""

    def __init__(self, problem: importing.Problem, answers: dict):
        self.problem = problem
        question = problem.question
        self.key = question.key if question else f"row:{problem.row}"
        self.field = f"answer-{slugify(self.key)}"
        self.options = question.options if question else []
        self.accepted = [value for value, _label in self.options] + [importing.LEAVE_OUT]


def explained(kind: Kind) -> exporting.Sheet:
    """What each column means, on a sheet of its own."""
    rows = ([str(column.heading), str(column.meaning)] for column in kind.columns)
    return exporting.Sheet(_("Explanations"), [_("Column"), _("Meaning")], rows)


def import_url(kind: str) -> str:
    """Where a file of the kind is chosen."""
    return f"{reverse('admin:members_importrun_add')}?kind={kind}"
