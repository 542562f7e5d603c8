"""The handbook as pages of the administration."""

from typing import Any

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unions.handbook.chapters import chapters
from unions.handbook.markup import html_of
from unions.text.languages import FIRST_LANGUAGE


def handbook_page(site: Any, request: Any, name: str = "") -> HttpResponse:
    """The contents or, with a name, one chapter."""
    found = chapters(get_language() or FIRST_LANGUAGE)
    if name and name not in found:
        raise Http404
    names = list(found)
    place = names.index(name) if name else -1
    chapter = found.get(name)
    context = {
        **site.each_context(request),
        "title": chapter.title if chapter else _("Handbook"),
        "chapters": found.values(),
        "chapter": chapter,
        "text": html_of(chapter.text) if chapter else "",
        "previous": found[names[place - 1]] if place > 0 else None,
        "next": found[names[place + 1]] if place + 1 < len(names) else None,
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/handbook.html", context)
