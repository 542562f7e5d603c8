"""Pages of the admin that are neither a list nor a form of Django's."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse

from unions.tenancy.requests import UnionRequest

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    # It is mixed into one.
    OfModelAdmin = ModelAdmin
else:
    OfModelAdmin = object


class Screens(OfModelAdmin):
    """Adds pages with a template of their own to the admin of a model."""

    def visible(self, request: UnionRequest, object_id: str) -> Any:
        """The row of that key, for those who may see it; others are refused, and without a row nothing is found."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return row

    def screen(self, request: UnionRequest, template: str, title: str, *, status: int = 200, **context) -> HttpResponse:
        """A page in the frame of the admin."""
        return framed(self, request, template, title, status=status, **context)


def framed(
    owner: "ModelAdmin", request: UnionRequest, template: str, title: str, *, status: int = 200, **context: Any
) -> TemplateResponse:
    """A page in the frame of the admin that it belongs to."""
    frame = {**owner.admin_site.each_context(request), "title": title, "opts": owner.opts}
    return TemplateResponse(request, template, {**frame, **context}, status=status)
