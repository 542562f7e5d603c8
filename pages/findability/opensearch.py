"""What browsers read to offer the search of the site in their own box: OpenSearch 1.1."""

from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from pages.search.completion import CONTENT_TYPE
from unions.lists import parameters
from unions.tenancy.origin import absolute
from unions.tenancy.requests import UnionRequest
from unions.text.cleaning import carried

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
# By the specification.
LONGEST_SHORT_NAME, LONGEST_NAME, LONGEST_DESCRIPTION = 16, 48, 1024


def description_of_search(request: UnionRequest, language: str) -> HttpResponse:
    """How the search is asked, in one of the languages of the site."""
    if language not in dict(settings.LANGUAGES):
        raise Http404("The site has no such language.")
    with translation.override(language):
        return HttpResponse(written(request, language), content_type="application/opensearchdescription+xml")


def written(request: UnionRequest, language: str) -> str:
    name = request.union.current_name
    long = carried(name.name)
    short = carried(name.short_name) or long
    template = absolute(request, reverse("site_search")) + f"?{parameters.word('text')}={{searchTerms}}"
    proposing = absolute(request, reverse("search_completion")) + f"?{parameters.word('text')}={{searchTerms}}"
    about = _("Search the site of %(name)s") % {"name": long}
    own = absolute(request, request.path)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<OpenSearchDescription xmlns="{NAMESPACE}">\n'
        f"<ShortName>{escape(short[:LONGEST_SHORT_NAME].strip())}</ShortName>\n"
        f"<LongName>{escape(long[:LONGEST_NAME].strip())}</LongName>\n"
        f"<Description>{escape(about[:LONGEST_DESCRIPTION])}</Description>\n"
        f"<Language>{language}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Image height="180" width="180" type="image/png">{escape(absolute(request, reverse("touch_icon")))}</Image>\n'
        f'<Url type="text/html" template={quoteattr(template)}/>\n'
        f'<Url type="{CONTENT_TYPE}" rel="suggestions" template={quoteattr(proposing)}/>\n'
        f'<Url type="application/opensearchdescription+xml" rel="self" template={quoteattr(own)}/>\n'
        "</OpenSearchDescription>\n"
    )
