"""Pages on which the office imports and exports its tables."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.exchange.forms import UploadForm
from members.exchange.models import ImportRun, RememberedAnswer
from members.exchange.resources import RESOURCES
from members.exchange.table_views import TableViews
from unions.admin.kit.base import UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.tasks import Task, change_url
from unions.tenancy import scope
from unions.tenancy.requests import UnionRequest


@admin.register(ImportRun)
class ImportRunAdmin(TableViews, UnionOwnedAdmin):
    about = gettext_lazy(
        "Memberships, listings, office holders, population, decisions, meetings and annual documents from the "
        "union's own tables."
    )
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
        waiting = self.get_queryset(request).waiting_for(request.user)
        return [
            Task(_("%(file)s is waiting to be reviewed and confirmed.") % {"file": run.file_name}, change_url(run))
            for run in waiting
            if run.is_waiting
        ]

    def may_restore(self, request, row):
        # An import is undone, never restored to the state before it was saved.
        return False

    def add_view(self, request, form_url="", extra_context=None):
        """The form on which a file is chosen."""
        if not self.may_import(request):
            raise PermissionDenied
        initial = {"kind": request.GET.get("kind")} if request.GET.get("kind") in RESOURCES else {}
        form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
        if request.method == "POST":
            with scope.everything():
                # Each upload clears away the files that nobody has confirmed in time.
                ImportRun.objects.all().forget()
            if form.is_valid():
                return HttpResponseRedirect(change_url(self.new_run(request, form)))
        status = 422 if request.FILES or request.POST.get("pasted") else 200
        context = {"form": form, "resources": list(RESOURCES.values())}
        return self.screen(request, "admin/exchange/upload.html", _("Import from a file"), status=status, **context)

    def new_run(self, request: UnionRequest, form: UploadForm) -> ImportRun:
        run = form.save(commit=False)
        run.user = request.user
        run.save()
        return run


@admin.register(RememberedAnswer)
class RememberedAnswerAdmin(UnionOwnedAdmin):
    about = gettext_lazy("What names and headings in the union's tables mean, as it was once said in an import.")
    list_display = ["words", "kind", "created_at"]
    list_filter = ["kind"]
    search_fields = ["words"]
    fieldsets = [(None, {"fields": ["words", "kind"]}), NOTE_FIELDSET]
    readonly_fields = ["words", "kind"]

    def has_add_permission(self, request):
        # They come from imports.
        return False
