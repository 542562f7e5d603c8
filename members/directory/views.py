"""The list of members, the map, and the page of each of them."""

import re

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from members.directory.cards import cards_of
from members.directory.export import FORMATS, exported
from members.directory.filters import MapFilter, MemberFilter
from members.directory.map import PAST_YEARS, MemberMap, Place, SmallMaps, last_day_of
from members.directory.member_list import Directory, members_seen_by
from members.directory.models import Listing
from members.membership import history
from members.membership.models import Membership
from members.membership.rows import membership_rows
from members.municipalities.models import Municipality
from members.municipalities.population import counts_of
from members.people.models import OfficeHolder
from unions.lists import parameters
from unions.lists.filters import DayFilter
from unions.lists.paging import page_of, pager
from unions.models import Decision, Organ
from unions.publishing.breadcrumbs import breadcrumbs
from unions.tenancy.requests import UnionRequest

MEMBERS_A_PAGE = 60


def member_list(request: UnionRequest) -> HttpResponse:
    """The members of today or of another day, narrowed and sorted by the address; as a page or as a file."""
    today = timezone.localdate()
    day = DayFilter(request).values.get("day", today)
    form = MemberFilter(request, members_seen_by(request, day))
    directory = Directory(form.members, form.values)
    wanted = parameters.read(request.GET, "format")
    if wanted and wanted not in FORMATS:
        raise Http404("The list has no such form.")
    # A file narrowed by less than was asked for would be taken for the whole answer.
    if wanted and form.is_valid():
        return exported(directory, day, wanted, request)
    page = page_of(request, directory.found, MEMBERS_A_PAGE)
    stated = request.union.stated_member_count if day == today else None
    context = {
        "form": form,
        "day": day,
        "is_today": day == today,
        "page": page,
        "pager": pager(request, page),
        "cards": cards_of(request, page),
        "directory": directory,
        "recorded": len(form.members),
        "uncertain": sum(not row.is_certain_on(day, today) for row in form.members),
        "stated": stated if stated and stated != len(form.members) else None,
        "downloads": [
            {"label": label, "url": form.address(format=name)} for name, (label, _type, _write) in FORMATS.items()
        ],
    }
    return TemplateResponse(request, "members/directory/member_list.html", context, status=400 if wanted else 200)


def member_map(request: UnionRequest) -> HttpResponse:
    """The members over the provinces, today, at the end of a year or on a day."""
    today = timezone.localdate()
    rows = membership_rows(Membership.objects.in_turkish_order())
    first = history.first_year(rows, request.union.founded_on) or today.year
    form = MapFilter(request, min(first, today.year), today.year)
    asked = DayFilter(request).values.get("day")
    day = asked or last_day_of(form.year_shown, today)
    shown = MemberMap(rows, day, today, by_population=form.values.get("size") == "population")
    years = [year for year in PAST_YEARS if form.first <= year < today.year]
    context = {
        "form": form,
        "day": day,
        "is_day_asked": asked is not None,
        "is_today": day == today,
        "map": shown,
        "small": SmallMaps(rows, shown.drawing, years, today) if years else None,
        "breadcrumbs": breadcrumbs("member_list"),
    }
    return TemplateResponse(request, "members/directory/member_map.html", context)


def member_detail(request: UnionRequest, slug: str) -> HttpResponse:
    """One member, present or former: how to reach it, since when it belongs, who sits on its behalf, where it lies."""
    municipality = get_object_or_404(Municipality.objects.select_related("province", "successor"), slug=slug)
    memberships = list(municipality.memberships.with_acceptance().order_by("-start_date"))
    if not memberships:
        raise Http404("This municipality has never been a member.")
    request.subject = municipality
    holders = list(OfficeHolder.objects.filter(municipality=municipality).with_person().in_order())
    current = [holder for holder in holders if holder.is_current]
    counts = counts_of(municipality)
    context = {
        "municipality": municipality,
        "memberships": memberships,
        "is_member": any(membership.is_current for membership in memberships),
        "listing": Listing.objects.filter(municipality=municipality).first(),
        "delegates": [holder for holder in current if holder.organ.kind == Organ.Kind.ASSEMBLY],
        "officers": [holder for holder in current if holder.organ.kind != Organ.Kind.ASSEMBLY],
        "former_holders": [holder for holder in holders if not holder.is_current],
        "decisions": decisions_on(municipality, {membership.acceptance_id for membership in memberships}),
        "predecessors": municipality.predecessors.all(),
        "successor": municipality.successor,
        "is_successor_known": municipality.successor
        and Membership.objects.filter(municipality=municipality.successor).exists(),
        "place": Place(municipality, members_seen_by(request, timezone.localdate())),
        "population": counts[-1] if counts else None,
        "counts": counts,
        "chart": history.Chart(counts) if len(counts) > 1 else None,
        "breadcrumbs": breadcrumbs("member_list"),
    }
    return TemplateResponse(request, "members/directory/member_detail.html", context)


def decisions_on(municipality: Municipality, accepting: set[int | None]) -> list[Decision]:
    """The public decisions that accepted the municipality, or whose title names it; the newest first."""
    accepted = Q(pk__in=accepting - {None})
    named = Q(title_tr__contains=municipality.name)
    found = Decision.objects.published().filter(accepted | named).with_organ().order_by("-date", "-pk")
    # The databases differ in what contains what: a name is a whole word in its own letters.
    word = re.compile(rf"\b{re.escape(municipality.name)}\b")
    return [decision for decision in found if decision.pk in accepting or word.search(decision.title_tr)]
