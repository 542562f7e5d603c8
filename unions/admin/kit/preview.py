"""The page that shows staff a row as the public will see it."""

from copy import copy
from functools import wraps
from http import HTTPStatus
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin.utils import unquote
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.urls import path, resolve, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from unions.admin.kit import gate
from unions.admin.kit.screens import framed
from unions.admin.kit.unsaved import TOKEN, UnsavedWorkViews, form_url
from unions.publishing import preview
from unions.publishing.addresses import LANGUAGES, Addressed
from unions.publishing.states import Publishable
from unions.tenancy.requests import UnionRequest


class PreviewViews(UnsavedWorkViews):
    """The public page of one row in one language, for those who may see the row here, whether or not it is public."""

    def get_urls(self):
        urls = super().get_urls()
        if not self.has_preview:
            return urls
        view = beside_the_form(self.admin_site.admin_view(self.preview_view))
        of_typed = beside_the_form(self.admin_site.admin_view(self.typed_preview_view))
        return [
            path("yazilan/onizleme/<str:language>/", of_typed, name=self.typed_preview_name),
            path("<path:object_id>/onizleme/<str:language>/", view, name=self.preview_name),
            *urls,
        ]

    @property
    def has_preview(self) -> bool:
        """Whether these rows have a page of their own that is prepared in private."""
        return issubclass(self.model, Addressed) and issubclass(self.model, Publishable)

    @property
    def preview_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_preview"

    def preview_paths(self, row) -> dict[str, str]:
        """Where each language of the row is previewed."""
        return {code: reverse(f"admin:{self.preview_name}", args=[row.pk, code]) for code in LANGUAGES}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and self.has_preview:
            stored = self.get_object(request, str(obj.pk))
            paths = {} if stored is None or stored.is_public else self.preview_paths(stored)
            context["preview_links"] = [(code, name, paths[code]) for code, name in settings.LANGUAGES if paths]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def preview_view(self, request: UnionRequest, object_id: str, language: str) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None or language not in LANGUAGES:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        if request.method not in ["GET", "HEAD"]:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        edit_path = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
        shown = preview.Preview(row, self.preview_paths(row), edit_path, findings_before(row))
        return page_of(request, shown, language)

    def typed_preview_view(self, request: UnionRequest, language: str) -> HttpResponse:
        """The page as it would be if what is typed were saved: it is, and then everything is taken back."""
        object_id = request.GET.get("of", "")
        if language not in LANGUAGES or len(object_id) > 40:
            raise Http404
        if request.method not in ["GET", "HEAD"]:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and row is None:
            raise Http404
        if not self.may_type(request, row):
            raise PermissionDenied
        work = self.taken_up(request, object_id)
        if work is None:
            return self.nothing_typed(request, row, language)
        with transaction.atomic():
            response = self.page_as_typed(request, work, language)
            transaction.set_rollback(True)
        return response

    def nothing_typed(self, request: UnionRequest, row, language: str) -> HttpResponse:
        """The stored row: what is typed is what is stored."""
        if row is not None:
            return HttpResponseRedirect(self.preview_paths(row)[language])
        return self.no_preview(request, [], "")

    def page_as_typed(self, request: UnionRequest, work: Any, language: str) -> HttpResponse:
        row, response = self.saved_as_typed(request, self.as_typed(request, work), work.object_id)
        edit_path = f"{form_url(self.opts, work.object_id)}?{TOKEN}={work.token}"
        if row is None:
            shown: Any = response.context_data
            return self.no_preview(request, shown["mistakes"], edit_path, shown["adminform"].form.non_field_errors())
        paths = {code: path for code, _name, path in self.typed_preview_paths(work.object_id, work.token)}
        return page_of(request, preview.Preview(row, paths, edit_path, findings_before(row)), language)

    def saved_as_typed(self, request: UnionRequest, typed: Any, object_id: str) -> tuple[Any, Any]:
        """The row as it would be if the form were saved, or None and the form; for a transaction that is taken back."""
        typed.is_previewing = typed.edits_next_version = True
        # What the form would say after saving is not to be said on the next page.
        typed._messages = FallbackStorage(typed)
        response: Any = self.changeform_view(typed, str(object_id) or None)
        row = getattr(typed, "saved_row", None)
        if row is None or response.status_code != 302:
            return None, response
        # As it is stored, with the parts that were stored after it.
        return self.model._default_manager.get(pk=row.pk), response

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if getattr(request, "is_previewing", False):
            # It is looked at, not published.
            form.asks_gate = False
            form.asks_version = not getattr(request, "ignores_versions", False)
        return form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if getattr(request, "is_previewing", False):
            request.saved_row = form.instance

    def no_preview(self, request: UnionRequest, mistakes: list, edit_path: str, errors: Any = ()) -> HttpResponse:
        """Says what has to be mended before there is a page to show."""
        context = {"mistakes": mistakes, "general_errors": errors, "edit_path": edit_path}
        # Rendered within the transaction that is taken back.
        return framed(self, request, "admin/no_preview.html", _("There is no preview yet"), **context).render()


def findings_before(row: Any) -> list[str]:
    """What the gate will say of the row when it is published, notes included."""
    published = copy(row)
    published.status = Publishable.Status.PUBLISHED
    return [finding.text for finding in gate.findings_with_parts(published, row)]


def beside_the_form(view: Any) -> Any:
    """The view, whose page may be shown in a frame of the form that it belongs to, and in no other; no refusal may."""

    @wraps(view)
    def shown(request: UnionRequest, *arguments: Any, **named: Any) -> HttpResponse:
        response: HttpResponse = view(request, *arguments, **named)
        if response.status_code == HTTPStatus.OK:
            csp_replace({"frame-ancestors": [SELF]})(xframe_options_sameorigin(lambda _: response))(request)
        return response

    return shown


def page_of(request: UnionRequest, shown: preview.Preview, language: str) -> HttpResponse:
    """The public page of a row in one language, as the preview shows it."""
    row: Any = shown.row
    with translation.override(language), preview.of(row):
        public_request = copy(request)
        public_request.method, public_request.GET = "GET", QueryDict()
        public_request.path = public_request.path_info = row.get_absolute_url()
        public_request.resolver_match = match = resolve(public_request.path)
        public_request.LANGUAGE_CODE = language
        public_request.preview = shown
        response = match.func(public_request, *match.args, **match.kwargs)
        response.render()
    response["Content-Language"] = language
    return response
