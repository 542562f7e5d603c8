"""Short addresses that never change and are the same in every language."""

import re

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation

from unions.publishing.states import PublishableQuerySet
from unions.tenancy.requests import UnionRequest

CITATION = re.compile(r"(?P<year>[0-9]{4})-(?P<rest>[A-Za-z0-9-]+)")


def to_first_language(request: UnionRequest, rows: PublishableQuerySet) -> HttpResponse:
    """The way to the page of the row found, which itself says whether the row is withdrawn."""
    row = rows.filter(Q(pk__in=rows.published()) | Q(pk__in=rows.withdrawn())).first()
    if row is None:
        raise Http404("No public row has this address.")
    with translation.override(request.union.default_language):
        return HttpResponsePermanentRedirect(row.get_absolute_url())
