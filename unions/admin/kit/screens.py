"""Pages of the admin that are neither a list nor a form of Django's."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.response import TemplateResponse

from unions.tenancy.requests import UnionRequest

if TYPE_CHECKING:
    # It is mixed into one.
    from django.contrib.admin import ModelAdmin as OfModelAdmin
else:
    OfModelAdmin = object


class Screens(OfModelAdmin):
    """Adds pages with a template of their own to the admin of a model."""

    def screen(self, request: UnionRequest, template: str, title: str, *, status: int = 200, **context) -> HttpResponse:
        """A page in the frame of the admin."""
        frame = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, template, {**frame, **context}, status=status)
