"""Who belongs to the union, and who sits in its organs."""

import re

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from members import membership_history, sitting
from members.belonging import belongings
from members.composition import composition_of
from members.directory import Directory, cards_of, members_seen_by
from members.directory_export import FORMATS, exported
from members.filters import MapFilter, MemberFilter
from members.member_map import PAST_YEARS, MemberMap, Place, SmallMaps, last_day_of
from members.models import Listing, Membership, Municipality, OfficeHolder, Person
from members.population import counts_of
from members.seats import seats_of, with_neighbours
from unions import law, parameters
from unions.breadcrumbs import way
from unions.filters import DayFilter
from unions.finding import public_row_by_slug, row_by_slug
from unions.models import Decision, Meeting, Organ, Term
from unions.paging import page_of, pager

MEMBERS_A_PAGE = 60
EVENTS_A_PAGE = 60
SEATS_A_PAGE = 120


def organ_list(request: HttpRequest) -> HttpResponse:
    """The organs of the union: what each is, who leads it, and whether those who sit in it are on record."""
    organs = list(Organ.objects.all())
    holders = OfficeHolder.objects.current().seated()
    leaders = leaders_of(organs, holders.leading().with_person().in_order())
    filled = set(holders.order_by().values_list("organ", flat=True).distinct())
    context = {"entries": [(organ, leaders.get(organ.pk), organ.pk in filled) for organ in organs]}
    return TemplateResponse(request, "members/organ_list.html", context)


def leaders_of(organs: list[Organ], holders) -> dict[int, OfficeHolder]:
    """Who speaks for each organ; assembly and executive committee are chaired by the president (art. 14)."""
    leaders = {}
    for holder in holders:
        leaders.setdefault(holder.organ_id, holder)
        if holder.role == OfficeHolder.Role.PRESIDENT:
            leaders.update({organ.pk: holder for organ in organs if organ.kind in Organ.BY_LAW})
    return leaders


def organ_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One organ: its rules, its powers, and who sits in it today or on the day asked for."""
    organ = request.subject = row_by_slug(Organ.objects.with_powers(), slug)
    form = DayFilter(request)
    today = timezone.localdate()
    day = form.values.get("day", today)
    holders = list(OfficeHolder.objects.of_organ(organ).on(day).with_person().with_term().in_order())
    seats = seats_of(organ, holders)
    page = page_of(request, seats.holders, SEATS_A_PAGE)
    context = {
        "organ": organ,
        "form": form,
        "day": day,
        "is_today": day == today,
        "seats": seats,
        "page": page,
        "pager": pager(request, page),
        "composition": composition_of(organ, day, holders),
        "terms": Term.objects.all(),
        "breadcrumbs": way("organ_list"),
    }
    return TemplateResponse(request, "members/organ_detail.html", context)


def meeting_detail(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The whole file of a meeting: call, agenda with its papers, who was there, decisions, minutes."""
    rows = Meeting.objects.with_agenda().select_related("sitting_of")
    meeting = request.subject = public_row_by_slug(rows, slug, year=year)
    attendance = sitting.attendance_at(meeting)
    context = {
        "meeting": meeting,
        "last_day_to_call": law.latest_call(meeting.day).due_on,
        "presence": sitting.presence_at(meeting, attendance),
        "attendance": attendance,
        "breadcrumbs": way("meeting_list"),
    }
    return TemplateResponse(request, "members/meeting_detail.html", context)


def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person with every office held in the union, those of today first."""
    person = request.subject = get_object_or_404(Person, pk=pk)
    offices = list(OfficeHolder.objects.filter(person=person).with_person().with_term().latest_first())
    if not offices:
        raise Http404("This person has held no office.")
    entries = with_neighbours(offices)
    context = {
        "person": person,
        "offices": [(office, neighbours) for office, neighbours in entries if office.is_current],
        "former_offices": [(office, neighbours) for office, neighbours in entries if not office.is_current],
        "breadcrumbs": way("organ_list"),
    }
    return TemplateResponse(request, "members/person_detail.html", context)


def member_list(request: HttpRequest) -> HttpResponse:
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
    return TemplateResponse(request, "members/member_list.html", context, status=400 if wanted else 200)


def member_map(request: HttpRequest) -> HttpResponse:
    """The members over the provinces, today, at the end of a year or on a day."""
    today = timezone.localdate()
    rows = belongings(Membership.objects.in_turkish_order())
    first = membership_history.first_year(rows, request.union.founded_on) or today.year
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
        "breadcrumbs": way("member_list"),
    }
    return TemplateResponse(request, "members/member_map.html", context)


def member_history(request: HttpRequest) -> HttpResponse:
    """Who joined, left and came back, by which decisions, and how many members there were in each year."""
    today = timezone.localdate()
    rows = belongings(Membership.objects.in_turkish_order())
    events = membership_history.events(rows)
    page = page_of(request, events, EVENTS_A_PAGE)
    first = membership_history.first_year(rows, request.union.founded_on if rows else None)
    years = membership_history.years(rows, min(first, today.year), today) if first else []
    context = {
        "form": DayFilter(request),
        "page": page,
        "pager": pager(request, page),
        "events": membership_history.with_memberships(list(page)),
        "years": years,
        "chart": membership_history.Chart(years) if years else None,
        "undated": sum(row.start_date is None and row.is_on(today) for row in rows),
        "breadcrumbs": way("member_list"),
    }
    return TemplateResponse(request, "members/member_history.html", context)


def member_detail(request: HttpRequest, slug: str) -> HttpResponse:
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
        "chart": membership_history.Chart(counts) if len(counts) > 1 else None,
        "breadcrumbs": way("member_list"),
    }
    return TemplateResponse(request, "members/member_detail.html", context)


def decisions_on(municipality: Municipality, accepting: set[int | None]) -> list[Decision]:
    """The public decisions that accepted the municipality, or whose title names it; the newest first."""
    accepted = Q(pk__in=accepting - {None})
    named = Q(title_tr__contains=municipality.name)
    found = Decision.objects.published().filter(accepted | named).with_organ().order_by("-date", "-pk")
    # The databases differ in what contains what: a name is a whole word in its own letters.
    word = re.compile(rf"\b{re.escape(municipality.name)}\b")
    return [decision for decision in found if decision.pk in accepting or word.search(decision.title_tr)]
