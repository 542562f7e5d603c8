"""The address of a reference, for texts that are read elsewhere than on a page."""

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pages.links.references import Thing, state_of, thing_at
from unions.publishing.lookup import Gone
from unions.tenancy.requests import UnionRequest


def reference(request: UnionRequest, name: str) -> HttpResponse:
    """To the thing as it stands today, in the first language of the union."""
    found = thing_at(f"/b/{name}", request.union.pk)
    if not isinstance(found, Thing) or state_of(found.row) == "draft":
        raise Http404("No public thing has this reference.")
    if state_of(found.row) == "withdrawn":
        raise Gone(found.row)
    return HttpResponseRedirect(found.target.address(found.row, request.union.default_language))
