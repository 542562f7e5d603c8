"""The page on which tenders are prepared, published and concluded."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pages.publication_admin import FileAdmin, FileInline, PublicationAdmin, fieldsets_of
from pages.tenders.models import Tender, TenderFile
from unions.text.languages import active_language
from unions.text.turkish import capfirst


class TenderFileInline(FileInline):
    model = TenderFile


@admin.register(Tender)
class TenderAdmin(PublicationAdmin):
    about = _("What the union buys, has built, sells or lets: calls for bids, their files and results.")
    list_display = ["title", "number", "closes_at", "state_today", "status"]
    list_filter = ["kind", "state"]
    inlines = [TenderFileInline]
    kept_for_next = ["kind", "date"]
    fieldsets = fieldsets_of(
        ("number", "kind"),
        "title",
        ("date", "closes_at"),
        "summary",
        "body",
        more=[(_("Outcome"), {"fields": ["state", "result"]})],
    )

    @admin.display(description=_("state"))
    def state_today(self, tender):
        return capfirst(str(tender.current_state.label), active_language())


admin.site.register(TenderFile, FileAdmin)
