"""The list of members, the map, and the page of each of them."""

import re
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from members.directory.cards import cards_of
from members.directory.export import FORMATS, member_file
from members.directory.filters import MapFilter, MemberFilter
from members.directory.map import PAST_YEARS, MemberMap, Place, SmallMaps
from members.directory.member_list import MemberList, as_understood, members_seen_by
from members.directory.models import Listing
from members.membership.chart import Chart
from members.membership.history import first_year, last_day_of
from members.membership.models import Membership
from members.membership.rows import MembershipRow, membership_rows
from members.municipalities.models import Municipality
from members.municipalities.population import populations_of
from members.people.mayors import is_by_office, name_shown
from members.people.models import OfficeHolder
from unions.caching.per_generation import cached_large_value, cached_page_value
from unions.caching.same_answers import made_of_rows
from unions.lists import parameters
from unions.lists.filters import DayFilter
from unions.lists.paging import page_of, pager
from unions.models import Decision, Organ, Term
from unions.publishing.breadcrumbs import breadcrumbs
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language

MEMBERS_A_PAGE = 60


def member_list(request: UnionRequest) -> HttpResponse:
    """The members of today or of another day, filtered and sorted by the address; as a page or as a file."""
    today = timezone.localdate()
    day = DayFilter(request).values.get("day", today)
    form = MemberFilter(request, members_seen_by(request, day))
    members, found = as_understood(request, MemberList(form.members, form.values))
    file_format = parameters.read(request.GET, "format")
    if file_format and file_format not in FORMATS:
        raise Http404("The list has no such format.")
    # A file filtered by less than the reader chose would pass for the whole answer.
    if file_format and form.is_valid():
        return member_file(members, day, file_format, request)
    page = page_of(request, members.rows, MEMBERS_A_PAGE)
    context = {
        "form": form,
        "found": found,
        "day": day,
        "is_today": day == today,
        "page": page,
        "pager": pager(request, page),
        "cards": cards_of(request, page, day),
        "members": members,
        **completeness(request, form.members, day, today),
        "downloads": downloads(form),
    }
    return TemplateResponse(request, "members/directory/member_list.html", context, status=400 if file_format else 200)


def completeness(request: UnionRequest, members: list[MembershipRow], day: date, today: date) -> dict:
    """How many members are on record, how many of them are uncertain, and how many the union says it has."""
    stated = request.union.stated_member_count if day == today else None
    return {
        "recorded": len(members),
        "uncertain": sum(not row.is_certain_on(day, today) for row in members),
        "stated": stated if stated and stated != len(members) else None,
    }


def downloads(form: MemberFilter) -> list[dict]:
    return [{"label": label, "url": form.address(format=name)} for name, (label, _type, _write) in FORMATS.items()]


def member_map(request: UnionRequest) -> HttpResponse:
    """The members on a map of the provinces: today, at the end of a year or on a day."""
    today = timezone.localdate()
    rows = cached_large_value(request, all_rows)
    first = first_year(rows, request.union.founded_on) or today.year
    form = MapFilter(request, min(first, today.year), today.year)
    chosen_day = DayFilter(request).values.get("day")
    day = chosen_day or last_day_of(form.year_shown, today)
    years = tuple(year for year in PAST_YEARS if form.first <= year < today.year)
    if request.GET:
        drawn, small = drawn_on(rows, day, today, years, by_population=form.values.get("size") == "population")
    else:
        drawn, small = cached_large_value(request, drawn_today, today, years)
    context = {
        "form": form,
        "day": day,
        "is_day_asked": chosen_day is not None,
        "is_today": day == today,
        "map": drawn,
        "small": small if small and small.differ_from([row for row in rows if row.is_on(today)]) else None,
        "breadcrumbs": breadcrumbs("member_list"),
    }
    return TemplateResponse(request, "members/directory/member_map.html", context)


@made_of_rows
def all_rows() -> list[MembershipRow]:
    """Every membership, present and past."""
    return membership_rows(Membership.objects.in_turkish_order())


@made_of_rows
def drawn_today(today: date, years: tuple[int, ...]) -> tuple[MemberMap, SmallMaps | None]:
    """The map as it is asked for most."""
    return drawn_on(all_rows(), today, today, years)


def drawn_on(
    rows: list[MembershipRow], day: date, today: date, years: tuple[int, ...], *, by_population: bool = False
) -> tuple[MemberMap, SmallMaps | None]:
    """The map of a day, and those of past years beside it."""
    drawn = MemberMap(rows, day, today, by_population=by_population)
    return drawn, SmallMaps(rows, drawn.drawing, years, today) if years else None


def member_detail(request: UnionRequest, slug: str) -> HttpResponse:
    """One member, present or former: contact details, membership, who sits on its behalf, and where it lies."""
    read = cached_page_value(request, read_member, slug, active_language())
    municipality = request.subject = read["municipality"]
    context = {
        **read,
        "place": Place(municipality, members_seen_by(request, timezone.localdate())),
        "breadcrumbs": breadcrumbs("member_list"),
    }
    return TemplateResponse(request, "members/directory/member_detail.html", context)


@made_of_rows
def read_member(slug: str, _language: str) -> dict:
    """All that the page of a member reads of it."""
    municipality = get_object_or_404(Municipality.objects.select_related("province", "successor"), slug=slug)
    memberships = list(municipality.memberships.with_force_of_acceptance().order_by("-start_date"))
    if not memberships:
        raise Http404("This municipality has never been a member.")
    successor = municipality.successor
    listing = Listing.objects.of_municipality(municipality).first()
    return {
        "municipality": municipality,
        "memberships": memberships,
        "is_member": any(membership.is_current for membership in memberships),
        "listing": listing,
        **holders_for(municipality, listing),
        "decisions": decisions_on(municipality, {membership.acceptance_id for membership in memberships}),
        "predecessors": list(municipality.predecessors.all()),
        "successor": successor,
        "is_successor_known": successor and Membership.objects.of_municipality(successor).exists(),
        **population_context(municipality),
    }


def holders_for(municipality: Municipality, listing: Listing | None) -> dict:
    """Who is mayor, who sits on behalf of the municipality in the assembly and elsewhere, and who did before."""
    holders = list(OfficeHolder.objects.of_municipality(municipality).with_person().in_order())
    current = [holder for holder in holders if holder.is_current]
    return {
        "mayor": name_shown([holder for holder in holders if is_by_office(holder)], listing.mayor if listing else ""),
        "delegates": [holder for holder in current if holder.organ.kind == Organ.Kind.ASSEMBLY],
        "officers": [holder for holder in current if holder.organ.kind != Organ.Kind.ASSEMBLY],
        "ended_with": ended_with_elections(holders, current),
        "former_holders": [holder for holder in holders if not holder.is_current],
    }


def ended_with_elections(holders: list[OfficeHolder], current: list[OfficeHolder]) -> Term | None:
    """The term that has begun, where the delegates' seats ended with the elections and no new ones are on record."""
    if current or not holders:
        return None
    term = Term.objects.current().begun().first()
    starts = [seat.start_date for seat in holders if seat.start_date]
    return term if term is not None and max(starts, default=term.start_date) <= term.start_date else None


def population_context(municipality: Municipality) -> dict:
    populations = populations_of(municipality)
    return {
        "population": populations[-1] if populations else None,
        "populations": populations,
        "chart": Chart(populations) if len(populations) > 1 else None,
    }


def decisions_on(municipality: Municipality, accepting: set[int | None]) -> list[Decision]:
    """The public decisions that accepted the municipality, or whose title names it; the newest first."""
    decisions = Decision.objects.published().concerning(municipality.name, accepting - {None})
    # The databases differ in what contains what: a name is a whole word in its own letters.
    word = re.compile(rf"\b{re.escape(municipality.name)}\b")
    return [
        decision
        for decision in decisions.with_organ().order_by("-date", "-pk")
        if decision.pk in accepting or word.search(decision.title_tr)
    ]
