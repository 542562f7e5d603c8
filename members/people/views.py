"""The organs, and who sits in them."""

from datetime import date
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from members.people.composition import Composition, composition_of
from members.people.models import OfficeHolder, Person
from members.people.presiding import belongs_to, presides, presiding_among, presiding_on, says_who_presides
from members.people.seat_queries import OfficeHolderQuerySet
from members.people.seats import seats_of, with_neighbours
from unions.caching.per_generation import cached_large_value, cached_per_generation
from unions.caching.same_answers import made_of_rows
from unions.lists.filters import DayFilter
from unions.lists.paging import page_of, pager
from unions.models import Decision, Meeting, Organ, Term
from unions.publishing.breadcrumbs import breadcrumbs
from unions.publishing.lookup import row_by_slug
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language

SEATS_A_PAGE = 120
FACES = 24
# The organs of the law, drawn as a tree: the assembly above, the other two beneath.
TREE = (Organ.Kind.ASSEMBLY, Organ.Kind.EXECUTIVE, Organ.Kind.PRESIDENT)


def organ_list(request: UnionRequest) -> HttpResponse:
    """The organs of the union: what each is, who leads it, and whether its members are on record."""
    entries = cached_large_value(request, organ_entries, timezone.localdate())
    context = {
        "entries": entries,
        "tree": [entry for entry in entries if entry.organ.kind in TREE],
        "others": [entry for entry in entries if entry.organ.kind not in TREE],
        # Before anybody is on record nothing is missing.
        "asks_who_presides": any(entry.held for entry in entries),
    }
    return TemplateResponse(request, "members/people/organ_list.html", context)


class OrganEntry(NamedTuple):
    """An organ in the list: who speaks for it, how many sit in it, and some of them with portrait or initials."""

    organ: Organ
    leader: OfficeHolder | None
    held: int
    faces: list[OfficeHolder]

    @property
    def names_leader(self) -> bool:
        """Whether the leader has to be named: not where the faces show who it is."""
        return self.leader is not None and all(face.person_id != self.leader.person_id for face in self.faces)


@made_of_rows
def organ_entries(today: date) -> list[OrganEntry]:
    """Every organ, with who sits in it today."""
    organs = list(Organ.objects.all())
    holders = OfficeHolder.objects.current().seated()
    leaders = leaders_of(organs, list(holders.leading().with_person().in_order()), today)
    counts = holders.count_by_organ()
    faces = faces_by_organ(holders) if counts else {}
    return [
        OrganEntry(organ, leaders.get(organ.pk), counts.get(organ.pk, 0), faces.get(organ.pk, [])) for organ in organs
    ]


def faces_by_organ(holders: OfficeHolderQuerySet) -> dict[int, list[OfficeHolder]]:
    """Some members by organ; the assembly shows its number only, since it has too many."""
    faces: dict[int, list[OfficeHolder]] = {}
    shown = holders.outside_the_assembly()
    for holder in shown.with_person().in_order()[:FACES]:
        faces.setdefault(holder.organ_id, []).append(holder)
    return faces


def leaders_of(organs: list[Organ], holders: list[OfficeHolder], day: date) -> dict[int, OfficeHolder]:
    """Who speaks for each organ; assembly and executive committee are chaired by the president (art. 14)."""
    leaders: dict = {}
    for holder in holders:
        if not presides(holder):
            leaders.setdefault(holder.organ_id, holder)
    presiding = presiding_among(holders, day).holder
    if presiding:
        leaders.update({organ.pk: presiding for organ in organs if says_who_presides(organ)})
    return leaders


def organ_detail(request: UnionRequest, slug: str) -> HttpResponse:
    """One organ: its rules, its powers, and who sits in it today or on another day."""
    organs = Organ.objects.with_any(meetings=Meeting.objects.published(), decisions=Decision.objects.published())
    organ = request.subject = row_by_slug(organs.with_powers().with_older_namesakes(), slug)
    form = DayFilter(request)
    today = timezone.localdate()
    day = form.values.get("day", today)
    rows, composition = who_sits(request, organ, day)
    seats = seats_of(organ, [holder for holder in rows if belongs_to(holder, organ)])
    page = page_of(request, seats.holders, SEATS_A_PAGE)
    context = {
        "organ": organ,
        "form": form,
        "day": day,
        "is_today": day == today,
        "seats": seats,
        "presiding": presiding_among(rows, day) if says_who_presides(organ) and seats.holders else None,
        "page": page,
        "pager": pager(request, page),
        "composition": composition,
        "ended_with": ended_with_elections(organ, day) if not seats.holders else None,
        "terms": cached_per_generation(request, list, Term.objects.all()),
        "breadcrumbs": breadcrumbs("organ_list"),
    }
    return TemplateResponse(request, "members/people/organ_detail.html", context)


def who_sits(request: UnionRequest, organ: Organ, day: date) -> tuple[list[OfficeHolder], Composition]:
    """The same as `sitting_on`; of today it is read once for each generation."""
    if day != timezone.localdate():
        return sitting_on(organ, day, active_language())
    return cached_large_value(request, sitting_on, organ, day, active_language())


@made_of_rows
def sitting_on(organ: Organ, day: date, _language: str) -> tuple[list[OfficeHolder], Composition]:
    """Who sits in the organ on that day or presides over the union, and how the organ is composed, in words too."""
    rows = list(OfficeHolder.objects.of_organ_or_presiding(organ).on(day).with_person().with_term().in_order())
    return rows, composition_of(organ, day, [holder for holder in rows if belongs_to(holder, organ)])


def president(request: UnionRequest) -> HttpResponse:
    """Who presides over the union today: the president, or whoever acts as president, with portrait and life."""
    today = timezone.localdate()
    organ = Organ.objects.presidency()
    presiding = presiding_on(today)
    holder = presiding.holder
    offices = list(OfficeHolder.objects.of_person(holder.person).with_person().latest_first()) if holder else []
    context = {
        "organ": organ,
        "presiding": presiding,
        "holder": holder,
        "other_offices": [office for office in offices if office != holder],
        "former": former_presidents(holder, today),
        "breadcrumbs": breadcrumbs("organ_list"),
    }
    return TemplateResponse(request, "members/people/president.html", context)


def former_presidents(holder: OfficeHolder | None, today: date) -> list[OfficeHolder]:
    """Those who presided before, the latest first; whoever presides again is not one of them."""
    former = OfficeHolder.objects.presidents().ended_before(today).with_person().latest_first()
    return [each for each in former if holder is None or each.person_id != holder.person_id]


def ended_with_elections(organ: Organ, day: date) -> Term | None:
    """The term that has begun, where the seats of the organ ended with the elections and no new ones are on record."""
    term = Term.objects.on(day).begun().first()
    had_seats = term is not None and OfficeHolder.objects.recorded_in(organ).held_before(term).exists()
    return term if had_seats else None


def person_detail(request: UnionRequest, pk: int) -> HttpResponse:
    """One person with all offices held in the union, the current ones first."""
    person = request.subject = get_object_or_404(Person.objects.with_older_namesakes(), pk=pk)
    offices = list(OfficeHolder.objects.of_person(person).with_person().with_term().latest_first())
    if not offices:
        raise Http404("This person has held no office.")
    entries = with_neighbours(offices)
    context = {
        "person": person,
        "offices": [(office, neighbours) for office, neighbours in entries if office.is_current],
        "former_offices": [(office, neighbours) for office, neighbours in entries if not office.is_current],
        "breadcrumbs": breadcrumbs("organ_list"),
    }
    return TemplateResponse(request, "members/people/person_detail.html", context)
