"""The history of the membership."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from members.membership import history
from members.membership.chart import Chart
from members.membership.models import Membership
from members.membership.rows import membership_rows
from unions.lists.filters import DayFilter
from unions.lists.paging import page_of, pager
from unions.publishing.breadcrumbs import breadcrumbs
from unions.tenancy.requests import UnionRequest

EVENTS_A_PAGE = 60


def member_history(request: UnionRequest) -> HttpResponse:
    """Who joined, left and came back, by which decisions, and how many members there were in each year."""
    today = timezone.localdate()
    rows = membership_rows(Membership.objects.in_turkish_order())
    events = history.events(rows)
    page = page_of(request, events, EVENTS_A_PAGE)
    first = history.first_year(rows, request.union.founded_on if rows else None)
    years = history.years(rows, min(first, today.year), today) if first else []
    context = {
        "form": DayFilter(request),
        "page": page,
        "pager": pager(request, page),
        "events": history.with_memberships(list(page)),
        "years": years,
        "chart": Chart(years) if years and history.is_half_known(rows, today) else None,
        "undated": sum(row.start_date is None and row.is_on(today) for row in rows),
        "breadcrumbs": breadcrumbs("member_list"),
    }
    return TemplateResponse(request, "members/membership/member_history.html", context)
