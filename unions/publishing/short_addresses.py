"""Short permanent addresses, which are the same in every language."""

import re

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation

from unions.publishing.states import PublishableQuerySet
from unions.tenancy.requests import UnionRequest

CITATION = re.compile(r"(?P<year>[0-9]{4})-(?P<rest>[A-Za-z0-9-]+)")


def to_first_language(request: UnionRequest, rows: PublishableQuerySet) -> HttpResponse:
    """Redirect to the page of the first public or withdrawn row, in the first language of the union."""
    row = rows.filter(Q(pk__in=rows.published()) | Q(pk__in=rows.withdrawn())).first()
    if row is None:
        raise Http404("No public row has this address.")
    with translation.override(request.union.default_language):
        return HttpResponsePermanentRedirect(row.get_absolute_url())
