"""Where a union says how it meets duties that the site cannot check, and where the unions are compared."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.exchange import exporting
from pages.obligations import board
from pages.obligations.models import DutyRecord
from pages.privacy import verbis
from unions import law
from unions.admin.kit.base import TranslatedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.screens import Screens
from unions.models import Union
from unions.tenancy import scope
from unions.tenancy.requests import UnionRequest


@admin.register(DutyRecord)
class DutyRecordAdmin(Screens, TranslatedAdmin):
    about = gettext_lazy("Duties by law that are met outside this site, and how; the board shows all of them.")
    change_list_template = "admin/obligations/record_list.html"
    list_display = ["__str__", "since", "link"]
    list_filter = ["duty"]
    fieldsets = [(None, {"fields": ["duty", "text", "since", "link"]}), NOTE_FIELDSET]

    def get_urls(self):
        view = self.admin_site.admin_view(self.board_view)
        inventory = self.admin_site.admin_view(self.inventory_view)
        return [
            path("board/", view, name="pages_dutyrecord_board"),
            path("verbis.csv", inventory, name="pages_dutyrecord_verbis"),
            *super().get_urls(),
        ]

    def inventory_view(self, request: UnionRequest) -> HttpResponse:
        """The inventory of personal data, for the register VERBİS."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return exporting.download(verbis.sheet(), "csv", "verbis")

    def board_view(self, request: UnionRequest) -> HttpResponse:
        """Duty by duty, what each union meets: one's own union, for those who run the installation all of them."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        unions = list(Union.objects.all()) if request.user.is_superuser else [request.union]
        columns = []
        for union in unions:
            with scope.of(union):
                columns.append(list(board.lines(union)))
        rows = list(zip(law.PUBLIC_DUTIES, zip(*columns, strict=True), strict=True))
        totals = [sum(line.is_met for line in lines) for lines in columns]
        context: dict = {"unions": unions, "rows": rows, "totals": totals, "own": request.union}
        return self.screen(request, "admin/obligations/board.html", _("Board of duties"), **context)
