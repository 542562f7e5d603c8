"""The contact page: every way to reach the union, on one page of facts."""

from django.http import HttpResponse
from django.template.response import TemplateResponse

from members.municipalities.models import Municipality
from members.municipalities.outlines import Drawing
from pages.frame.headquarters import contact_of_union
from unions.caching.per_generation import cached_per_generation
from unions.models import ContactPoint, Headquarters, Unit
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import fold

Kind = ContactPoint.Kind
# In the order in which people ask for them.
CALLS = [Kind.PHONE, Kind.FAX, Kind.EMAIL]
OFFICIAL = [Kind.KEP, Kind.UETS]
ELSEWHERE = [Kind.WEBSITE, Kind.SOCIAL]


def contact(request: UnionRequest) -> HttpResponse:
    """Telephone, hours, address, numbers for official letters, units, and where the union sits on a map."""
    known = cached_per_generation(request, contact_of_union)
    context = {
        "calls": points_of(known.contact_points, CALLS),
        "official": points_of(known.contact_points, OFFICIAL),
        "elsewhere": points_of(known.contact_points, ELSEWHERE),
        "units": Unit.objects.all(),
        "map": map_of(known.headquarters) if known.headquarters else None,
    }
    return TemplateResponse(request, "pages/contact/contact.html", context)


def points_of(points: list[ContactPoint], kinds: list[Kind]) -> list[ContactPoint]:
    """The points of these kinds, kind by kind."""
    return [point for kind in kinds for point in points if point.kind == kind]


def map_of(headquarters: Headquarters) -> dict | None:
    """The province of the seat with a dot for the seat; for its town where only that is known. None without a place."""
    towns = Municipality.objects.in_province_named(headquarters.province)
    town = next((each for each in towns if fold(each.name) == fold(headquarters.district)), None) or towns.first()
    if town is None:
        return None
    is_exact = headquarters.latitude is not None and headquarters.longitude is not None
    place = headquarters if is_exact else town
    if place.latitude is None or place.longitude is None:
        return None
    drawing = Drawing([town.province_id])
    x, y = drawing.place(float(place.longitude), float(place.latitude))
    return {"drawing": drawing, "x": x, "y": y, "is_exact": is_exact, "town": town.name}
