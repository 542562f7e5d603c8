"""The list of what the site has to show."""

from django.http import HttpResponse
from django.template.response import TemplateResponse

from pages.obligations.obligations import lines
from unions.publishing.breadcrumbs import breadcrumbs
from unions.tenancy.requests import UnionRequest


def obligations(request: UnionRequest) -> HttpResponse:
    """What a union has to publish, on which ground, and where it is."""
    context = {"lines": list(lines()), "breadcrumbs": breadcrumbs("union_detail")}
    return TemplateResponse(request, "pages/obligations/obligations.html", context)
