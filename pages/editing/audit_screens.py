"""The audit list as a page and as a table."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from members.exchange import exporting
from pages.editing.audit import COLUMNS, audited
from unions.admin.kit.screens import Screens
from unions.tenancy.requests import UnionRequest

# So many are listed; the table has all.
MOST_LISTED = 100


class AuditScreens(Screens):
    """Adds the audit list to the admin of the pages."""

    def get_urls(self) -> list:
        def guarded(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        return [
            path("denetim/", guarded(self.audit), name="pages_audit"),
            path("denetim/tablo.<str:ending>", guarded(self.audit_table), name="pages_audit_table"),
            *super().get_urls(),
        ]

    def audit(self, request: UnionRequest) -> HttpResponse:
        """What readers see and is to be mended, the most findings first."""
        rows = list(audited(request))
        found = sorted(
            (row for row in rows if row.serious or row.is_due), key=lambda row: (not row.is_due, -len(row.serious))
        )
        return self.screen(
            request,
            "admin/editing/audit.html",
            _("Content check"),
            number=len(rows),
            found=len(found),
            due=sum(row.is_due for row in rows),
            findings=sum(len(row.serious) for row in found),
            untranslated=sum(row.english != "complete" for row in rows),
            rows=found[:MOST_LISTED],
        )

    def audit_table(self, request: UnionRequest, ending: str) -> HttpResponse:
        """Everything that readers see, with and without findings."""
        if ending not in {"csv", "xlsx"}:
            raise Http404
        sheet = exporting.sheet_of(_("Content check"), COLUMNS, (row.values() for row in audited(request)), "C2")
        return exporting.download(sheet, ending, f"icerik-denetimi-{timezone.localdate():%Y-%m-%d}")
