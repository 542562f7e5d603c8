"""The pages of the library of documents: many files at once, and the table of their titles."""

from dataclasses import replace
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.http import HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.documents.models import Document
from pages.documents.storing import publish, store
from pages.links.screens import offer
from pages.links.targets import targets
from unions.admin.kit import many_files
from unions.admin.kit.many_files import LineForm, ManyFiles, Stored
from unions.admin.kit.rights import may_change_public, may_publish
from unions.admin.kit.tasks import change_url
from unions.files.documents import DOCUMENT_BYTES, KINDS, extension
from unions.publishing.addresses import LANGUAGES
from unions.publishing.states import Publishable
from unions.reviewing import two_people
from unions.tenancy.requests import UnionRequest
from unions.text.dates import DayFormField

COLUMNS = ["title_tr", "title_en", "category", "date"]


class TitlesForm(LineForm):
    """The titles of one document, as a line of the table."""

    class Meta:
        model = Document
        fields = COLUMNS
        field_classes: ClassVar = {"date": DayFormField}


class DocumentScreens(ManyFiles):
    """Adds the pages of the library to its admin."""

    table_address = "admin:pages_document_titles"
    offered_in = ("-date", "-pk")

    def get_urls(self) -> list:
        def guarded(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        return [
            path("yukle/", guarded(self.upload), name="pages_document_upload"),
            path("basliklar/", guarded(self.titles), name="pages_document_titles"),
            path("sec/", guarded(self.choose), name="pages_document_choose"),
            *super().get_urls(),
        ]

    # Many files at once

    def upload_page(self, request: UnionRequest) -> HttpResponse:
        limits: dict[str, Any] = {"kinds": ", ".join(KINDS), "most_bytes": DOCUMENT_BYTES}
        return self.screen(request, "admin/documents/upload.html", _("Add documents"), **limits)

    def take_in(self, request: UnionRequest, upload: File) -> Stored[Document]:
        title = " ".join(request.POST.get("title", "").split())
        language = request.POST.get("language", "")
        result = store(upload, title=title, language=language if language in LANGUAGES else LANGUAGES[0])
        return replace(result, note=self.published_as_asked(request, result))

    def published_as_asked(self, request: UnionRequest, result: Stored[Document]) -> str:
        """Publish what was just stored, where that was asked for; returns why not."""
        document = result.row
        if document is None or result.is_known or "publish" not in request.POST:
            return ""
        if not may_publish(request, Document):
            return _("It is a draft: someone who publishes has to publish it.")
        return publish(document)

    def as_json(self, result: Stored[Document]) -> dict[str, Any]:
        return {
            "document": {**offered(result.row), "change": change_url(result.row)} if result.row else None,
            "known": result.is_known,
            "refused": bool(result.error),
            "field": result.field,
            "text": sentence(result),
        }

    def say(self, request: UnionRequest, results: list[Stored[Document]]) -> None:
        many_files.say(request, results, added=added, sentence=sentence)

    def as_choice(self, row: Any) -> dict[str, Any]:
        return offered(row)

    # The table of titles

    def titles(self, request: UnionRequest) -> HttpResponse:
        """Titles and categories of the documents that were just added, or of the latest drafts, in one table."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        forms = [TitlesForm(data, instance=row, prefix=str(row.pk)) for row in self.documents_to_name(request)]
        if request.method == "POST" and self.save_titles(request, forms):
            return HttpResponseRedirect(reverse("admin:pages_document_changelist"))
        has_errors = any(form.errors for form in forms)
        status = 409 if any(form.conflict for form in forms) else 200
        publishes = may_publish(request, Document) and not two_people.is_asked()
        context = {"forms": forms, "has_errors": has_errors, "publishes": publishes}
        return self.screen(request, "admin/documents/titles.html", _("Titles of documents"), status=status, **context)

    def documents_to_name(self, request: UnionRequest) -> list[Document]:
        rows: Any = self.get_queryset(request)
        chosen = many_files.rows_of_table(request, rows, rows.drafts().order_by("-pk"))
        return [row for row in chosen if may_change_public(request, row)]

    def save_titles(self, request: UnionRequest, forms: list[TitlesForm]) -> bool:
        """Save each line by itself, and publish it where that was asked for; whether all of it was done."""
        publishes = "_publish" in request.POST and may_publish(request, Document)
        done = sum(saved(form, publishes=publishes) for form in forms)
        if done:
            text = ngettext("One document was saved.", "%(number)s documents were saved.", done)
            messages.success(request, text % {"number": done})
        return not any(form.errors for form in forms)


def saved(form: TitlesForm, *, publishes: bool) -> bool:
    """Whether anything of the line was saved; what refuses it is said at the line."""
    if not form.is_valid():
        return False
    changes = bool(form.changed_fields)
    try:
        if changes:
            form.save()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    if publishes and form.instance.status == Publishable.Status.DRAFT:
        if why := publish(form.instance):
            form.add_error(None, why)
            return changes
        return True
    return changes


def sentence(result: Stored[Document]) -> str:
    """What became of a file, and why it is not published where that was asked for."""
    text = _("%(name)s is in the library already, as “%(document)s”. It was not stored again.")
    known = text % {"name": result.name, "document": result.row}
    return " ".join(filter(None, [many_files.said(result, known), result.note]))


def added(number: int) -> str:
    return ngettext("One document was added.", "%(number)s documents were added.", number) % {"number": number}


def offered(document: Document) -> dict[str, Any]:
    """A document as a chooser and a form need it."""
    try:
        size = filesizeformat(document.file.size)
    except OSError:
        size = ""
    return {
        **offer(targets()["document"], document),
        "number": document.pk,
        "name": str(document),
        "file": document.file.url,
        "about": ", ".join(filter(None, [extension(document.file.name).upper(), size])),
        "title_tr": document.title_tr or "",
        "title_en": document.title_en or "",
        "size": size,
    }
