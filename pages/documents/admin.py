"""The page on which the library is kept."""

from typing import ClassVar

from django.contrib import admin
from django.db.models import CharField, Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pages.documents.models import Document
from pages.documents.screens import DocumentScreens
from pages.documents.uses import numbers_of_uses
from pages.library.uses_admin import WithUses
from pages.library.words import OfLibraryForm
from pages.links.models import Link
from pages.links.targets import targets
from pages.links.where_linked import linked_url
from pages.publication_admin import PublicationAdmin, fieldsets_of
from unions.admin.kit.tasks import change_url
from unions.files.documents import extension
from unions.models import FileText

FOR_TWO = _(
    "Here, publishing takes two people. Choose the new file in %(entries)s and send that to review: someone else "
    "publishes it."
)
FLAGGED = [FileText.State.SCANNED, FileText.State.ENCRYPTED, FileText.State.BROKEN]


class DocumentForm(OfLibraryForm):
    """A document; another file takes its place wherever it is shown."""

    shown_at_once: ClassVar = {"file": FOR_TWO}


@admin.register(Document)
class DocumentAdmin(WithUses, DocumentScreens, PublicationAdmin):
    about = _("The document library: forms, reports, protocols. Annual documents have a list of their own.")
    change_list_template = "admin/documents/list.html"
    list_display = ["title", "category", "date", "stored", "linked", "status"]
    list_filter = ["category"]
    kept_for_next = ["category", "date"]
    form = DocumentForm
    fieldsets = fieldsets_of(("category", "date"), "title", "file", "shown_in", "summary")
    readonly_fields = [*PublicationAdmin.readonly_fields, "shown_in"]

    def get_queryset(self, request):
        """With what the list tells of the files, in the same query."""
        texts = FileText.objects.filter(name=OuterRef("file"))
        links = Link.objects.filter(target="document", target_pk=OuterRef("pk")).order_by().values("target_pk")
        return (
            super()
            .get_queryset(request)
            .annotate(
                text_state=Coalesce(Subquery(texts.values("state")[:1]), Value(""), output_field=CharField()),
                file_is_titled=Subquery(texts.values("is_titled")[:1]),
                links_here=Subquery(links.annotate(number=Count("pk")).values("number")),
            )
        )

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        if changes := getattr(response, "context_data", {}).get("cl"):
            documents = list(changes.result_list)
            numbers = numbers_of_uses(request.union, [document.file.name for document in documents])
            for document in documents:
                document.uses_here = numbers[document.file.name]
            changes.result_list = documents
        return response

    @admin.display(description=_("file"))
    def stored(self, document):
        """Kind and size, and what readers will miss in it."""
        try:
            size = filesizeformat(document.file.size)
        except OSError:
            return format_html("<strong>{}</strong>", _("The file is missing."))
        about = f"{extension(document.file.name).upper()}, {size}"
        if document.text_state in FLAGGED:
            return format_html("{} · <strong>{}</strong>", about, FileText.State(document.text_state).label)
        if document.file_is_titled is False:
            return format_html("{} · <strong>{}</strong>", about, _("without a title of its own"))
        return about

    @admin.display(description=_("where used"))
    def linked(self, document):
        places = []
        if number := document.links_here or 0:
            text = ngettext("one link", "%(number)s links", number) % {"number": number}
            places.append((linked_url(targets()["document"], document), text))
        if number := getattr(document, "uses_here", 0):
            text = ngettext("one entry", "%(number)s entries", number) % {"number": number}
            places.append((change_url(document), text))
        return format_html_join(", ", '<a href="{}">{}</a>', places) if places else "—"
