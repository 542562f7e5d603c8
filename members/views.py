"""Who belongs to the union, and who sits in its organs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from members import sitting
from members.composition import composition_of
from members.filters import MemberFilter
from members.models import Listing, Membership, Municipality, OfficeHolder, Person
from members.seats import seats_of, with_neighbours
from unions import law
from unions.breadcrumbs import way
from unions.filters import DayFilter
from unions.finding import public_row_by_slug, row_by_slug
from unions.models import Meeting, Organ, Term
from unions.paging import page_of, pager

MEMBERS_A_PAGE = 60
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
    """All members of today, in the order of the Turkish alphabet, by province or name."""
    members = Membership.objects.current().with_municipality().in_turkish_order().one_a_municipality()
    form = MemberFilter(request, members)
    found = form.found
    page = page_of(request, found, MEMBERS_A_PAGE)
    listings = Listing.objects.of([membership.municipality_id for membership in page])
    stated = request.union.stated_member_count
    context = {
        "form": form,
        "page": page,
        "pager": pager(request, page),
        "entries": [(membership, listings.get(membership.municipality_id)) for membership in page],
        "recorded": len(members),
        "found": len(found),
        "stated": stated if stated and stated != len(members) else None,
    }
    return TemplateResponse(request, "members/member_list.html", context)


def member_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One member, present or former: how to reach it, since when it belongs, who sits on its behalf."""
    municipality = get_object_or_404(Municipality.objects.select_related("province", "successor"), slug=slug)
    memberships = list(Membership.objects.filter(municipality=municipality).with_acceptance().order_by("-start_date"))
    if not memberships:
        raise Http404("This municipality has never been a member.")
    request.subject = municipality
    holders = list(OfficeHolder.objects.filter(municipality=municipality).with_person().in_order())
    context = {
        "municipality": municipality,
        "memberships": memberships,
        "is_member": any(membership.is_current for membership in memberships),
        "listing": Listing.objects.filter(municipality=municipality).first(),
        "holders": [holder for holder in holders if holder.is_current],
        "former_holders": [holder for holder in holders if not holder.is_current],
        "breadcrumbs": way("member_list"),
    }
    return TemplateResponse(request, "members/member_detail.html", context)
