"""The page that shows staff a row as the public will see it."""

from copy import copy
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.urls import path, resolve, reverse
from django.utils import translation

from unions.publishing import preview
from unions.publishing.addresses import LANGUAGES, Addressed
from unions.publishing.states import Publishable
from unions.tenancy.requests import UnionRequest

if TYPE_CHECKING:
    # The views are mixed into one.
    from django.contrib.admin import ModelAdmin as OfModelAdmin
else:
    OfModelAdmin = object


class PreviewViews(OfModelAdmin):
    """The public page of one row in one language, for those who may see the row here, whether or not it is public."""

    def get_urls(self):
        urls = super().get_urls()
        if not self.has_preview:
            return urls
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<path:object_id>/onizleme/<str:language>/", view, name=self.preview_name), *urls]

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
        with translation.override(language), preview.of(row):
            public_request = copy(request)
            public_request.method, public_request.GET = "GET", QueryDict()
            public_request.path = public_request.path_info = row.get_absolute_url()
            public_request.resolver_match = match = resolve(public_request.path)
            public_request.LANGUAGE_CODE = language
            public_request.preview = preview.Preview(row, self.preview_paths(row), edit_path)
            response = match.func(public_request, *match.args, **match.kwargs)
            response.render()
        response["Content-Language"] = language
        return response
