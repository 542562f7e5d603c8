"""The card of a member for the municipality's own site: the only page that other sites may embed."""

from dataclasses import dataclass

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.clickjacking import xframe_options_exempt

from members.directory.models import Listing
from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.municipalities.population import current_populations
from members.people.mayors import mayor_of
from unions.tenancy.requests import UnionRequest

# The drawing is as wide as this; its height follows from the land that the members cover.
WIDTH = 320
TALLEST = 200
MARGIN = 10
# At the latitude of Türkiye a degree of longitude is about so much shorter than one of latitude.
NARROWING = 0.78


@dataclass(frozen=True)
class Dots:
    """The members as dots: where this one lies among the others."""

    width: int
    height: int
    others: list[tuple[int, int]]
    own: tuple[int, int]


# No X-Frame-Options, which cannot allow everybody; the policy allows every site to embed the page.
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its types know views without arguments only
def member_embed(request: UnionRequest, slug: str) -> HttpResponse:
    """One member as a small card with its place among the others, for a frame on another site."""
    municipality = get_object_or_404(Municipality.objects.select_related("province"), slug=slug)
    if not Membership.objects.of_municipality(municipality).exists():
        raise Http404("This municipality has never been a member.")
    request.subject = municipality
    members = Membership.objects.current().with_municipality().in_turkish_order()
    present = {membership.municipality_id: membership for membership in members}
    listing = Listing.objects.of_municipality(municipality).first()
    context = {
        "municipality": municipality,
        "membership": present.get(municipality.pk),
        "population": current_populations([municipality])[municipality.pk],
        "listing": listing,
        "mayor": mayor_of(municipality, listing),
        "dots": dots_of(municipality, [membership.municipality for membership in present.values()]),
    }
    return TemplateResponse(request, "members/directory/member_embed.html", context)


def dots_of(chosen: Municipality, members: list[Municipality]) -> Dots | None:
    """Where the chosen member lies among the others; None if its coordinates are not on record."""
    if chosen.latitude is None or chosen.longitude is None:
        return None
    places = {(float(row.longitude), float(row.latitude)) for row in members if row.latitude and row.longitude}
    own = (float(chosen.longitude), float(chosen.latitude))
    everywhere = [*sorted(places - {own}), own]
    west, east = min(x for x, _y in everywhere), max(x for x, _y in everywhere)
    south, north = min(y for _x, y in everywhere), max(y for _x, y in everywhere)
    wide, tall = max((east - west) * NARROWING, 0.01), max(north - south, 0.01)
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)

    def drawn(place: tuple[float, float]) -> tuple[int, int]:
        spare = (WIDTH - 2 * MARGIN - wide * scale) / 2
        x, y = place
        return round(MARGIN + spare + (x - west) * NARROWING * scale), round(MARGIN + (north - y) * scale)

    height = round(2 * MARGIN + tall * scale)
    return Dots(WIDTH, height, [drawn(place) for place in everywhere[:-1]], drawn(own))
