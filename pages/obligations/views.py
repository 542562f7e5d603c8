"""The public board of duties."""

from django.conf import settings
from django.http import HttpResponse
from django.template.response import TemplateResponse

from pages.obligations import board
from unions.caching.per_generation import cached_large_value
from unions.publishing.breadcrumbs import breadcrumbs
from unions.tenancy.requests import UnionRequest
from unions.tenancy.roles import may_enter
from unions.text.languages import active_language


def obligations(request: UnionRequest) -> HttpResponse:
    """What a union has to show by law, where it does and since when; staff are led to what is missing."""
    sections = cached_large_value(request, board.sections_of, request.union, active_language())
    lines = [line for section in sections for line in section.lines]
    context = {
        "sections": sections,
        "listed": len(lines),
        "met": sum(line.is_met for line in lines),
        "leads_to_steps": is_staff(request),
        "breadcrumbs": breadcrumbs("union_detail"),
    }
    return TemplateResponse(request, "pages/obligations/obligations.html", context)


def is_staff(request: UnionRequest) -> bool:
    """A reader has no cookie, and nothing is asked of one."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and may_enter(request.user)
